# ruff: noqa: E501 - tables of cases
"""What the rules for sources look at closely: lists of words, ends of patterns, where a limit lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks.accepted import accept
from course.checks.agreement.compare import compare_readings
from course.checks.agreement.shown_blocks import shown_blocks
from course.checks.docs_folder import check_docs
from course.checks.mend import mend
from course.markdown.files.docs_files import usual_addresses
from course.problems.problem import ACCEPTED, Problem
from course.settings.course_settings import Settings
from support.check_command import folder as folder
from support.check_command import run
from support.courses import write_files


def codes(folder: Path, text: str) -> list[str]:
    """The codes of a source's Problems, with their lines."""
    write_files(folder, {"a.md": text})
    found = check_docs(folder, folder, addresses=usual_addresses(folder), settings=Settings(), only={"a.md"})
    return [f"{problem.code}:{problem.line}" for problem in found.problems]


LOOKS_LIKE_MARKDOWN = "## 가\n- **나**: 다\n"
TOLD = {
    **{
        f"Markdown shown as {name}": (f"```{name}\n{LOOKS_LIKE_MARKDOWN}```\n", [])
        for name in ("markdown", "md", "mdx", "text", "txt", "plaintext")
    },
    "Markdown in no language": (f"```\n{LOOKS_LIKE_MARKDOWN}```\n", ["code-markdown:1"]),
    "YAML that does not parse": ("```yaml\na: [\n```\n", ["yaml-syntax:2"]),
    "the same by its other name": ("```yml\na: [\n```\n", ["yaml-syntax:2"]),
    "JSON that does not parse": ('```json\n{"a" 1}\n```\n', ["json-syntax:2"]),
    "an id without a name": ('<a id=""></a>\n\n<a id=""></a>\n', []),
    "two ids in one tag": (
        '<a name="x" id="y"></a>\n\n<b id="x">글</b>\n\n<b id="y">글</b>\n',
        ["anchor-twice:5"],
    ),
    "a name of something else": ('<input name="x">\n\n<a id="x"></a>\n', ["html-dropped:1"]),
    "no table's delimiter": ("> 글 | 글\n> - | x\n", []),
    "a delimiter without dashes": ("a | b\n:: | --\n", []),
    "marks around bold words": ("'**(굵게)**'를 ‘**굵게**’를 (**굵게**)를\n", []),
    "bold words in brackets": ("**(굵게)**를\n", ["emphasis-open:1"]),
    "bold words in single marks": ("**‘굵게’**를\n", ["emphasis-open:1"]),
    "full width in code": ("```text\n＊＊굵게＊＊\n｀code｀\n```\n", []),
    "an empty file": (" \n\n", ["page-empty:1"]),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD.keys())
def test_what_is_told_of_a_source(tmp_path: Path, text: str, expected: list[str]) -> None:
    """The codes and lines of its Problems."""
    assert codes(tmp_path, text) == expected


@pytest.mark.parametrize(("length", "is_whole"), [(35, True), (36, False)])
def test_long_words_are_shown_by_their_ends(tmp_path: Path, length: int, is_whole: bool) -> None:
    """Up to forty characters, marks and particle among them, are shown whole."""
    words = f"“{'가' * (length - 2)}”"
    write_files(tmp_path, {"a.md": f"**{words}**를\n"})
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    (problem,) = found.problems
    assert (f"**{words}**를 " in problem.what, "…" in problem.what) == (is_whole, not is_whole)


NAMES = {
    "<h2>가</h2>": "heading of level 2",
    "<p>가</p>": "paragraph",
    "<ul></ul>": "list",
    "<ol></ol>": "numbered list",
    "<table></table>": "table",
    "<table><tr></tr></table>": "table row",
    "<blockquote></blockquote>": "quote",
    "<details></details>": "folded part",
    "<hr>": "rule",
    "<pre>가</pre>": "code block",
}


@pytest.mark.parametrize(("page", "name"), NAMES.items(), ids=NAMES.values())
def test_what_a_block_is_called(page: str, name: str) -> None:
    """A block that one of two readings lacks is named in words."""
    told = compare_readings("a.md", shown_blocks(page), shown_blocks(""))
    assert any(f" {name}" in problem.what for problem in told.problems), told.problems


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("<h3>가</h3>글", [("h3", "가"), ("text", "글")]),
        ("<details><summary>가</summary>나</details>", [("details", ""), ("summary", "가"), ("text", "나")]),
        ('<p>가 <a href="https://a.example">나</a></p>', [("p", "가 <a https://a.example>나</a>")]),
        ("<p>가</p>", [("p", "가")]),
    ],
)
def test_blocks_as_they_are_compared(page: str, blocks: list[tuple[str, str]]) -> None:
    """Each with its tag, and with what it says up to the first block inside."""
    found = [(shown.kind, shown.text) for shown in shown_blocks(page)]
    assert [kind for kind, _ in found] == [kind for kind, _ in blocks]
    assert all(
        text.split("<")[0] == said.split("<")[0] for (_, said), (_, text) in zip(found, blocks, strict=True)
    )
    assert all(("<a" in said) == ("<a" in text) for (_, said), (_, text) in zip(found, blocks, strict=True))


def test_styles_are_written_out_in_every_diagram_that_can_be() -> None:
    """A diagram in a quote, or an empty one, is left; those before it are mended all the same."""
    text = "```mermaid\ngraph LR\n  style A,B fill:#fff\n```\n\n> ```mermaid\n> graph LR\n>   style A,B fill:#fff\n> ```\n\n```mermaid\n```\n"
    assert mend(text) == text.replace(
        "```mermaid\ngraph LR\n  style A,B fill:#fff\n",
        "```mermaid\ngraph LR\n  style A fill:#fff\n  style B fill:#fff\n",
        1,
    )


def problem(path: str, line: int, code: str = "link-dead") -> Problem:
    return Problem(path, line, "what", "why", "mend", code)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A course with two folders, one Problem of each accepted."""
    write_files(tmp_path, {"ko/a.md": "하나\n둘\n", "en/b.md": "one\ntwo\n"})
    assert accept([problem("ko/a.md", 1), problem("en/b.md", 2)], tmp_path, lambda _: True)[:3] == (2, 0, [])
    return tmp_path


def entries(root: Path) -> list[str]:
    lines = (root / ACCEPTED).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_what_of_other_folders_is_accepted_stays(listed: Path) -> None:
    """Accepting anew in one folder drops what is mended there, and nothing of another."""
    assert accept([], listed, lambda path: path.startswith("ko/"))[:3] == (1, 1, [])
    assert entries(listed) == ["en/b.md [link-dead] two"]


def test_what_is_new_is_not_accepted(listed: Path) -> None:
    """What stands there stays, as many times as it stands; the second of a kind is refused."""
    again = [problem("ko/a.md", 1), problem("ko/a.md", 1), problem("en/b.md", 2), problem("en/b.md", 1)]
    kept, dropped, refused, _ = accept(again, listed, lambda _: True)
    assert (kept, dropped, [(each.path, each.line) for each in refused]) == (
        2,
        0,
        [("en/b.md", 1), ("ko/a.md", 1)],
    )
    assert entries(listed) == ["en/b.md [link-dead] two", "ko/a.md [link-dead] 하나"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["docs/ko/week_01"], 2),
        (["docs/ko/week_01/a.md"], 1),
        (["docs"], 3),
        (["docs/ko"], 3),
        (["other"], 1),
    ],
)
def test_what_is_asked_for_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], count: int
) -> None:
    """A file, a folder of them, a folder that holds the sources, a folder of another course."""
    write_files(
        folder, {"docs/ko/week_01/a.md": "# 가\n", "docs/ko/week_01/b.md": "# 나\n", "other/c.md": "# 다\n"}
    )
    status, out, errors = run(capsys, *words)
    assert (status, errors) == (0, "")
    assert out.startswith(f"{count} source{'s' if count > 1 else ''} checked")
