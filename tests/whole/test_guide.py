# ruff: noqa: E501 - tables of cases
"""Every code a Problem may have is explained in the authoring guide, by an example that really brings it."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from course.checks.accepted import sort_out
from course.checks.agreement.github_check import check_against_github
from course.checks.completeness import KINDS, Page, compare_page
from course.checks.docs_folder import check_docs
from course.checks.site_check import check_site, read_expected
from course.checks.syntax.shell_syntax import find_bash
from course.diagrams.build import start_drawer
from course.diagrams.drawer import Drawer
from course.markdown.files.docs_files import read_sources, usual_addresses
from course.markdown.html.allowed_lists import allowed_lists
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Block
from course.model.editions import read_editions
from course.npm import install_npm_packages
from course.problems.codes import CODES, PAGE_CODES, SETUP_CODES, SOURCE_CODES
from course.problems.problem import ACCEPTED, CourseError, Problem
from course.publish.request import Building
from course.publish.site import publish_site, swap_site
from course.settings.config import read_config
from course.settings.course_settings import Settings, check_settings
from support.courses import ROOT, write_files
from support.pictures import png

GUIDES = {language: ROOT / f"guide/docs/{language}/problems.md" for language in ("ko", "en")}
BESIDE: dict[str, str | bytes] = {
    "later.md": "---\ndraft: true\n---\n\n# 나중\n\n글.\n",
    "session_2.md": "# 둘째\n\n## 핵심 개념\n\n글.\n",
    "img/cluster.png": b"png",
    "img/flow.png": b"png",
    "img/tool.exe": b"exe",
    "img/photo-4000-px.jpg": png(4000, 8, "red"),
    "img/photo-1400-px.jpg": png(1400, 8, "red"),
}


@dataclass(frozen=True)
class Entry:
    """What the guide says of one code."""

    level: str
    examples: dict[str, str]
    """By the name of its file, the text of every example before the mend."""
    mended: dict[str, str]
    """The same mended, where the guide shows it."""
    text: str


FENCE = re.compile(
    r"^(?P<run>`{3,})(?P<language>\w+)(?: (?P<title>\S+))?\n(?P<code>.*?)^(?P=run)$", re.M | re.S
)


def read_entries(language: str) -> dict[str, Entry]:
    """The guide's entries, by code."""
    text = GUIDES[language].read_text(encoding="utf-8")
    outside = FENCE.sub(lambda fence: re.sub("^#", " ", fence[0], flags=re.M), text)
    starts = [(match.start(), match[1]) for match in re.finditer(r"^### (.+)$", outside, re.M)]
    ends = [match.start() for match in re.finditer(r"^##+ ", outside, re.M)] + [len(text)]
    entries = {}
    for start, title in starts:
        section = text[start : min(end for end in ends if end > start)]
        before, _, after = section.partition({"ko": "\n고치기: ", "en": "\nTo mend: "}[language])
        level = re.search(r"^\*\*(.+?)\*\*\. .+", before, re.M)
        assert level, f"{title} has no level and meaning"
        entry = Entry(level[1], _files(before), _files(after), section)
        codes = re.findall(r'<a id="([\w-]+)"></a>`\1`', before) or [title]
        entries.update(dict.fromkeys(codes, entry))
    return entries


def _files(section: str) -> dict[str, str]:
    fences = list(FENCE.finditer(section))
    names = [match["title"] or (f"page_{n}.md" if n else "page.md") for n, match in enumerate(fences)]
    return {name: match["code"] for name, match in zip(names, fences, strict=True)}


@pytest.mark.parametrize(
    ("language", "levels"), [("ko", ("오류", "경고", "힌트")), ("en", ("Error", "Warning", "Hint"))]
)
def test_every_code_has_its_entry(language: str, levels: tuple[str, str, str]) -> None:
    """In both languages: each registered code, no other, with its level and a mend."""
    entries = read_entries(language)
    assert set(entries) == set(CODES)
    names = dict(zip(("error", "warning", "hint"), levels, strict=True))
    wrong = [code for code, entry in entries.items() if entry.level != names[CODES[code].level]]
    assert wrong == []


def test_every_code_in_the_program_is_registered() -> None:
    """No Problem is made with a code that the registry lacks: codes are written as texts, or composed there."""
    written = set()
    for path in (ROOT / "hooks").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args:
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                last = call.args[-1]
                if name in ("Problem", "problem", "report") and isinstance(last, ast.Constant):
                    written.add(last.value)
    assert len(written) > 20
    assert {code for code in written if re.fullmatch(r"[a-z\d]+(-[a-z\d]+)*", str(code))} <= set(CODES)


def test_both_languages_show_the_same_examples() -> None:
    """The examples of a code are the same in every language's guide."""
    korean, english = read_entries("ko"), read_entries("en")
    for code, entry in korean.items():
        assert (entry.examples, entry.mended) == (english[code].examples, english[code].mended), code


@cache
def diagram_drawer() -> Drawer:
    """What draws diagrams; these tests need it."""
    drawer, missing = start_drawer(ROOT)
    assert not missing
    return drawer


def codes_of(folder: Path, files: dict[str, str | bytes]) -> set[str]:
    """Codes of what is told about `files`."""
    write_files(folder, {**BESIDE, **files})
    found = check_docs(
        folder, folder, addresses=usual_addresses(folder), settings=Settings(), drawer=diagram_drawer()
    )
    return {problem.code for problem in found.problems}


def _as_cp949(folder: Path, entry: Entry) -> set[str]:
    return codes_of(folder, {name: text.encode("cp949") for name, text in entry.examples.items()})


def _broken_link(folder: Path, entry: Entry) -> set[str]:
    (folder / "session_3.md").symlink_to(folder / "old/session_3.md")
    return codes_of(folder, {})


def _deep_folder(folder: Path, entry: Entry) -> set[str]:
    write_files(folder, {"a/" * 42 + "b.md": "# 깊은 곳\n"})
    return codes_of(folder, {})


def _link_out(folder: Path, entry: Entry) -> set[str]:
    (folder / "notes.md").symlink_to("/etc/hostname")
    return codes_of(folder, {})


def _pipe(folder: Path, entry: Entry) -> set[str]:
    os.mkfifo(folder / "session_3.md")
    return codes_of(folder, {})


def _too_many_arrows(folder: Path, entry: Entry) -> set[str]:
    (example,) = entry.examples.values()
    arrows = "".join(f"  A{n} --> A{n + 1}\n" for n in range(3000))
    return codes_of(folder, {"a.md": "```mermaid\n" + example.splitlines()[0] + "\n" + arrows + "```\n"})


def _too_many_signs(folder: Path, entry: Entry) -> set[str]:
    (example,) = entry.examples.values()
    return codes_of(folder, {"a.md": f"```math\n{example.split(' ')[0]}{' + x' * 5500}\n```\n"})


def _shell(folder: Path, entry: Entry) -> set[str]:
    if find_bash() is None:
        pytest.skip("no bash here: shell blocks are not looked at")
    return codes_of(folder, dict(entry.examples))


def _read_twice(folder: Path, entry: Entry) -> set[str]:
    write_files(folder, dict(entry.examples))
    sources, _ = read_sources(entry.examples, folder, folder)
    return {
        problem.code for problem in check_against_github(sources, read_config(ROOT / "mkdocs.yml")).problems
    }


def _too_many_items(folder: Path, entry: Entry) -> set[str]:
    return codes_of(folder, {"a.md": "# 세션\n\n" + "- 항목\n" * 20_000})


def _unseen(folder: Path, entry: Entry) -> set[str]:
    files = {name: text.replace("(여기에 U+200B)", "\u200b") for name, text in entry.examples.items()}
    return codes_of(folder, files)


def _token(folder: Path, entry: Entry) -> set[str]:
    (example,) = entry.examples.values()
    token = example.partition("(")[0] + "Zq7Lm2Xc9Vb4Nt6Kd1Wp8Rf3Jh5Gs0Yx2Tv4B"
    return codes_of(folder, {"a.md": f"# 세션\n\n`{token}`\n"})


def _from_template(folder: Path, example: Entry) -> set[str]:
    template = "# $heading\n\n**목표**: ${이 세션이 끝나면 할 수 있는 것}\\\n글.\n"
    write_files(folder, {"templates/ko/session.md": template})
    return codes_of(folder, dict(example.examples))


SPECIAL: dict[str, Callable[[Path, Entry], set[str]]] = {
    "not-utf-8": _as_cp949,
    "page-too-large": _too_many_items,
    "character-unseen": _unseen,
    "secret": _token,
    "file-unreadable": _broken_link,
    "folder-unreadable": _deep_folder,
    "file-outside": _link_out,
    "file-special": _pipe,
    "diagram-limit": _too_many_arrows,
    "formula-limit": _too_many_signs,
    "shell-syntax": _shell,
    "github-differs": _read_twice,
    "template-text": _from_template,
}


@pytest.mark.parametrize("code", [code.name for code in SOURCE_CODES])
def test_the_example_of_a_source_brings_its_code(tmp_path: Path, code: str) -> None:
    """The example, saved as it is, is told under its code and no other; mended, it is told under none."""
    entry = read_entries("ko")[code]
    brings = SPECIAL.get(code, lambda folder, example: codes_of(folder, dict(example.examples)))
    (tmp_path / "docs").mkdir()
    assert brings(tmp_path / "docs", entry) == {code}
    if entry.mended:
        assert codes_of(tmp_path / "mended", dict(entry.mended)) == set()


def page_example() -> list[Block]:
    """The blocks of the text that the guide's chapter on pages shows."""
    text = GUIDES["ko"].read_text(encoding="utf-8")
    chapter = text[text.index("\n## 다 만든 페이지") :]
    match = FENCE.search(chapter)
    assert match
    return mark_keywords(read_expected(match["code"]), Settings().keyword_headings)


def changed(blocks: list[Block], kind: str, how: str) -> list[Block]:
    """`blocks` as a page shows them that has lost, changed, moved or doubled one of that kind."""
    own = [n for n, block in enumerate(blocks) if block.kind == kind]
    first, last = own[0], own[-1]
    page = [replace(block, owner=-1) for block in blocks]
    if how == "lost":
        del page[first]
    elif how == "altered":
        key = page[first].key
        told = (
            (*key[:-1], key[-1] + "다름")
            if kind != "task"
            else ("open" if key[0] != "open" else "checked", *key[1:])
        )
        page[first] = replace(page[first], key=told)
    elif how == "order":
        page[first], page[last] = page[last], page[first]
    elif how == "extra":
        page.append(page[first])
    return page


CHANGED = [
    code.name
    for code in PAGE_CODES
    if code.name.rpartition("-")[0] in KINDS
    and code.name.rpartition("-")[2] in ("lost", "altered", "order", "extra")
]


@pytest.mark.parametrize("code", CHANGED)
def test_a_changed_page_brings_its_code(code: str) -> None:
    """The guide's page with one block lost, changed, moved or doubled is told under that code alone."""
    kind, _, how = code.rpartition("-")
    blocks = [replace(block, owner=-1) for block in page_example()]
    page = Page("a.md", "/", blocks, changed(blocks, kind, how))
    assert {problem.code for problem in compare_page(page, {})} == {code}


def test_levels_depths_and_labels_bring_their_codes() -> None:
    """So are a heading of another level, an item of another depth, and a drawing without a label."""
    blocks = [replace(block, owner=-1) for block in page_example()]
    for code, kind, key in (
        ("heading-level", "heading", lambda key: ("h5", key[1])),
        ("item-depth", "item", lambda key: ("4", key[1])),
        ("diagram-label-lost", "diagram", lambda _: ("", "시작")),
    ):
        at = next(n for n, block in enumerate(blocks) if block.kind == kind)
        page = [*blocks[:at], replace(blocks[at], key=key(blocks[at].key)), *blocks[at + 1 :]]
        assert {problem.code for problem in compare_page(Page("a.md", "/", blocks, page), {})} == {code}


def told_by(action: Callable[[], object]) -> set[str]:
    """Codes of the Problems that `action` raises or returns."""
    try:
        found = action()
    except CourseError as error:
        found = error.problems
    assert isinstance(found, (list, tuple))
    return {problem.code for problem in found if isinstance(problem, Problem)}


def _refuse(path: Path, target: Path) -> None:
    raise PermissionError(13, "Permission denied")


def test_settings_and_folders_bring_their_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of settings, and a folder in the state that the guide describes, bring their codes."""
    import yaml

    entries = read_entries("ko")
    (example,) = entries["setting"].examples.values()
    mapping = yaml.safe_load(example)["extra"]["course"]
    assert told_by(lambda: check_settings(mapping, "mkdocs.yml", {})) == {"setting"}
    (example,) = entries["config-unreadable"].examples.values()
    write_files(tmp_path, {"mkdocs.yml": example})
    assert told_by(lambda: read_config(tmp_path / "mkdocs.yml")) == {"config-unreadable"}
    (example,) = entries["docs-missing"].examples.values()
    write_files(
        tmp_path,
        {"mkdocs.yml": example, "site/papers.txt": "x", "package.json": "{}", "package-lock.json": "{}"},
    )
    assert told_by(lambda: read_editions(tmp_path)) == {"docs-missing"}
    write_files(tmp_path, {"docs/none/a.md": "# 글\n"})
    (example,) = entries["accepted-mended"].examples.values()
    write_files(tmp_path, {ACCEPTED: example})
    assert told_by(lambda: sort_out([], tmp_path, lambda _: True).new) == {"accepted-mended"}
    assert told_by(lambda: publish_site(tmp_path, tmp_path / "site", Building(lambda request: True))) == {
        "site-place"
    }
    monkeypatch.setattr(Path, "rename", _refuse)
    assert told_by(lambda: swap_site(tmp_path / "new", tmp_path / "site", tmp_path / "old")) == {
        "site-in-use"
    }
    monkeypatch.setattr("course.npm.find_npm", lambda: None)
    assert told_by(lambda: install_npm_packages(tmp_path)) == {"npm-packages"}


def test_missing_pages_bring_their_codes(tmp_path: Path) -> None:
    """A source without a page, and an empty comparison, bring theirs."""
    write_files(
        tmp_path,
        {"docs/a.md": "# 글\n", "docs/b.md": "# 글\n", "site/b/index.html": "<article><h1>글</h1></article>"},
    )
    told = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert {problem.code for problem in told.problems} == {"page-missing"}
    (tmp_path / "docs/b.md").unlink()
    told = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert {problem.code for problem in told.problems} == {"page-missing", "nothing-checked"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_guide_prints_what_is_allowed(language: str) -> None:
    """Its tables of HTML and braces are those that the cleaner of pages and the checks read."""
    page = ROOT / f"guide/docs/{language}/html.md"
    assert page.read_text(encoding="utf-8").endswith("\n\n" + allowed_lists(language))


#: Codes that need Typst, two languages or another program: the tests that bring them, by how a code begins.
ELSEWHERE = {
    "translation-": "test_translations.py",
    "ledger-": "test_translations.py",
    "handout-": "test_handout*.py",
    "glossary-": "test_glossary*.py",
}


def test_every_other_code_is_brought_by_a_test() -> None:
    """What this file does not bring, the tests of its area do: they name the code."""
    here = {code.name for code in (*SOURCE_CODES, *PAGE_CODES, *SETUP_CODES)}
    here -= {code for code in here if code.startswith("glossary-")}
    # Typst itself gives up: no page is known that brings it there; one never accepted is told as a count.
    here |= {"handout-failed", "translation-unaccepted"}
    for code in sorted(set(CODES) - here):
        pattern = next((place for start, place in ELSEWHERE.items() if code.startswith(start)), "test_*.py")
        texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob(pattern)]
        assert any(code.partition("-")[2] in text for text in texts), f"no test of {pattern} brings {code}"
