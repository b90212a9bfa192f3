"""Files as their authors save them, and where each goes in a site."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from course.markdown.files.docs_files import (
    check_addresses,
    check_paths,
    list_files,
    markdown_uris,
    page_path,
    read_sources,
    usual_addresses,
)
from course.markdown.files.folder_pages import Entry, folders_without_page, site_path_of, without_pages
from course.markdown.files.free_uris import free_uri
from course.markdown.files.navigation import name_forms, title_from_name
from course.markdown.files.source import DEEPEST, decode_source, may_be_too_deep, parse_tokens, read_source
from course.markdown.github.full_width import narrow_fences
from course.markdown.reading.page_title import page_title
from course.problems.problem import CourseError
from support.courses import write_files


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r\rc", "a\nb\n\nc"),
        ("\ufeff가".encode(), "가"),
        ("가\ufeff".encode(), "가\ufeff"),
    ],
)
def test_text_is_read_as_it_was_saved(content: bytes, text: str) -> None:
    """Line ends of all systems are one; a mark at the beginning is none of the text."""
    assert decode_source(content, "a.md") == text


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("# 하나\n가\n".encode("cp949"), 1, "it looks like CP949"),
        (b"# a\n\n" + "가".encode("cp949"), 3, "it looks like CP949"),
        ("# a".encode("utf-16"), 1, "it looks like UTF-16"),
        ("# a".encode("utf-16-be").join([b"\xfe\xff", b""]), 1, "it looks like UTF-16"),
        (b"\n\xff", 2, "its encoding is not known"),
        (b"a\n\xff\xfe", 2, "its encoding is not known"),
        (b"caf\xe9\n", 1, "its encoding is not known"),
    ],
)
def test_what_is_not_utf_8_is_told(content: bytes, line: int, why: str) -> None:
    """At the line of the first such byte, with the encoding that it seems to be."""
    with pytest.raises(CourseError) as raised:
        decode_source(content, "a.md")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.why, problem.code) == ("a.md", line, why, "not-utf-8")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("---\ntitle: a\n---\n# 가\n", "\n\n\n# 가\n"),
        ("---\ntitle: a\n...\n# 가\n", "\n\n\n# 가\n"),
        ("---\n- a\n---\n# 가\n", "---\n- a\n---\n# 가\n"),
        ("---\na: [\n---\n# 가\n", "---\na: [\n---\n# 가\n"),
        ("---\nday: 2026-02-30\n---\n글\n", "---\nday: 2026-02-30\n---\n글\n"),
        ("글\n---\na: b\n---\n", "글\n---\na: b\n---\n"),
    ],
)
def test_front_matter_leaves_its_lines(tmp_path: Path, text: str, read: str) -> None:
    """All other lines keep their numbers; what is no mapping is text."""
    write_files(tmp_path, {"a/b.md": text})
    source = read_source(tmp_path / "a/b.md", tmp_path, tmp_path.parent)
    assert (source.uri, source.path, source.text) == ("a/b.md", f"{tmp_path.name}/a/b.md", read)


@pytest.mark.parametrize(("levels", "is_read"), [(79, True), (81, False), (300, False)])
def test_what_is_nested_too_deep_is_told(tmp_path: Path, levels: int, is_read: bool) -> None:
    """Quotes within quotes are followed to a depth that all readers can follow; deeper ones at their line."""
    write_files(tmp_path, {"a.md": f"글\n\n{'>' * levels} 가\n"})
    sources, problems = read_sources(["a.md"], tmp_path, tmp_path)
    assert [source.uri for source in sources] == ["a.md"] * is_read
    assert [(problem.line, problem.code) for problem in problems] == [(3, "nested-too-deep")] * (not is_read)


def test_marks_in_a_line_may_be_nested_too_deep(tmp_path: Path) -> None:
    """Emphasis within emphasis is counted as quotes and lists are."""
    deep = "*a _b " * 45 + "b_ a*" * 45
    write_files(tmp_path, {"a.md": f"글\n\n{deep}\n"})
    sources, problems = read_sources(["a.md"], tmp_path, tmp_path)
    assert (sources, [(problem.line, problem.code) for problem in problems]) == ([], [(3, "nested-too-deep")])


def test_texts_that_need_no_reading_are_not_too_deep() -> None:
    """What is passed over by its marks alone is nowhere too deep: random texts, some of them very deep."""
    chance = random.Random(4)  # noqa: S311 - the same texts every time
    openings = ["> ", ">", "- ", "* ", "1. ", "    ", "\t", "[^a]: ", '!!! note "a"\n', "  "]
    inner = [
        "*",
        "**",
        "_",
        "~~",
        "[",
        "![",
        "](a)",
        "글 ",
        "`",
        "a",
        "\n",
        "\n\n",
        "| a | *b* |\n| - | - |\n",
    ]
    deepest = 0
    for _ in range(80):
        lines = [chance.choice(["> ", "- ", ">- "]) * chance.randint(0, 60)]
        lines += ["".join(chance.choices(openings, k=chance.randint(0, 30))) for _ in range(3)]
        text = "\n".join(line + "".join(chance.choices(inner, k=chance.randint(1, 80))) for line in lines)
        levels = [max([each.level, *(c.level for c in each.children or ())]) for each in parse_tokens(text)]
        assert may_be_too_deep(text) or max(levels, default=0) <= DEEPEST
        deepest = max(deepest, *levels)
    assert deepest > DEEPEST / 2


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """One Problem for each such file; the others are read."""
    write_files(tmp_path, {"a.md": "가"})
    (tmp_path / "b.md").mkdir()
    sources, (problem,) = read_sources(["b.md", "a.md"], tmp_path, tmp_path)
    assert [source.uri for source in sources] == ["a.md"]
    assert (problem.path, problem.line, problem.code) == ("b.md", 1, "file-unreadable")
    assert problem.why == "is a directory"


FILES = {
    "index.md": "",
    "week_01/README.md": "",
    "week_01/session_1.md": "",
    "week_01/GUIDE.MD": "",
    "week_01/solutions.md": "",
    "week_01/.drafts/a.md": "",
    ".hidden.md": "",
    "week_01/a.png": "",
    "old/b.md": "",
}


def test_which_files_a_course_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden ones have no page; the lecturer's are there in his edition alone."""
    write_files(tmp_path, FILES)
    monkeypatch.setenv("COURSE_INSTRUCTOR", "0")
    pages = ["index.md", "old/b.md", "week_01/GUIDE.MD", "week_01/README.md", "week_01/session_1.md"]
    assert markdown_uris(tmp_path) == pages
    assert list_files(tmp_path) == sorted([*pages, ".hidden.md", "week_01/.drafts/a.md", "week_01/a.png"])
    assert usual_addresses(tmp_path, "old/\n") == {
        "index.md": "index.html",
        "week_01/GUIDE.MD": "week_01/GUIDE/index.html",
        "week_01/README.md": "week_01/index.html",
        "week_01/a.png": "week_01/a.png",
        "week_01/session_1.md": "week_01/session_1/index.html",
    }


def test_names_that_no_address_can_be_made_of(tmp_path: Path) -> None:
    """A line break in a name, or what turns its letters round, is told, shown as what it is not."""
    write_files(tmp_path / "docs", {"a\nb.md": "가", "c.md": "나", "d\u202ee.md": "다"})
    (problem, other) = check_paths(tmp_path / "docs", tmp_path)
    assert (problem.path, problem.line, problem.code) == ("docs/a\\nb.md", 1, "file-unreadable")
    assert (other.path, other.code) == ("docs/d\\u202ee.md", "file-unreadable")
    assert problem.what == "the name of the file is not UTF-8, or holds control characters"


@pytest.mark.parametrize(
    ("uri", "place", "found"),
    [
        ("a/session_1.md", "a/session_1/index.html", True),
        ("a/session_1.md", "a/session_1.html", True),
        ("a/session_1.md", "a/index.html", False),
        ("a/README.md", "a/index.html", True),
        ("a/Index.MD", "a/index.html", True),
        ("a/README.md", "a/README/index.html", True),
        ("README.md", "index.html", True),
        ("index.md", "index.html", True),
        ("readme_2.md", "index.html", False),
    ],
)
def test_where_the_page_of_a_source_is(tmp_path: Path, uri: str, place: str, found: bool) -> None:
    """In a folder of its own, beside it, or at its folder's address where it is the folder's own page."""
    write_files(tmp_path, {place: "x"})
    assert page_path(tmp_path, uri) == (tmp_path / place if found else None)


def test_two_files_want_one_address() -> None:
    """Letter case, and how Hangul is composed, make no difference: some disks know none."""
    decomposed = "\u1100\u1161"
    addresses = {
        "a.md": "a/index.html",
        "A.md": "A/index.html",
        "a/index.md": "a/index.html",
        "가.md": "가/index.html",
        f"{decomposed}.md": f"{decomposed}/index.html",
        "b.md": "b/index.html",
    }
    problems = check_addresses(addresses, "docs")
    assert [problem.path for problem in problems] == ["docs/A.md", "docs/a/index.md", f"docs/{decomposed}.md"]
    assert problems[1].what == "this file and docs/a.md want the same address, /a/"


@pytest.mark.parametrize(
    ("wanted", "taken", "free"),
    [
        ("glossary.md", [], "glossary.md"),
        ("glossary.md", ["other/index.html", "glossary.png"], "glossary.md"),
        ("glossary.md", ["glossary/index.html"], "glossary-2.md"),
        ("glossary.md", ["Glossary/index.html"], "glossary-2.md"),
        ("glossary.md", ["glossary/index.html", "glossary-2/index.html"], "glossary-3.md"),
        ("glossary.csv", ["glossary.csv"], "glossary-2.csv"),
    ],
)
def test_a_made_file_takes_nobodys_place(wanted: str, taken: list[str], free: str) -> None:
    """The next number that is free is put behind its name."""
    assert free_uri(wanted, taken) == free


@pytest.mark.parametrize(
    ("uri", "place", "goes"),
    [
        ("a/guide.MD", "a/guide.MD", "a/guide/index.html"),
        ("a/guide.md", "b/guide/index.html", "b/guide/index.html"),
        ("a/README.md", "a/README/index.html", "a/index.html"),
        ("Index.MD", "Index.MD", "index.html"),
        ("a/b.png", "a/b.png", "a/b.png"),
    ],
)
def test_where_a_page_goes(uri: str, place: str, goes: str) -> None:
    """Where MkDocs puts it; a folder's own page at its folder's address, whatever the case of its name."""
    assert site_path_of(uri, place) == goes


def test_folders_without_a_page() -> None:
    """Those above a file whose address no file has, in whatever case."""
    uris = ["a/b/c.md", "d/e.md"]
    assert folders_without_page(uris, {}) == ["", "a", "a/b", "d"]
    assert folders_without_page(uris, {"x": "index.html", "y": "A/index.html", "z": "a/b/c/index.html"}) == [
        "a/b",
        "d",
    ]


def test_what_is_listed_elsewhere_is_left_out() -> None:
    """A folder that holds nothing else goes with it; an empty one, and one with more, stays."""
    page, other = Entry("가", "a.md", "page"), Entry("나", "b.md", "page")
    entries = [
        page,
        Entry("하나", "", "folder", (page,)),
        Entry("둘", "", "folder", (page, other)),
        Entry("셋", "", "folder"),
        Entry("넷", "d/index.md", "folder", (other,)),
    ]
    left = without_pages(entries, {"a.md", "d/index.md"})
    assert [(entry.title, entry.inside) for entry in left] == [("둘", (other,)), ("셋", ())]
    assert without_pages(entries, set()) == tuple(entries)


def test_names_have_more_than_one_spelling() -> None:
    """Each spelling of a word that settings know has its form; a word that they do not know has none."""
    forms = name_forms({"week": "{}주차"}, {"week": ["WK", "주차"], "lab": ["실습"]})
    assert forms == {"week": "{}주차", "wk": "{}주차", "주차": "{}주차"}
    assert title_from_name("wk_03", forms) == "3주차"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 가\n", "가"),
        ("글\n\n## 나\n\n#  가  `b`   **c** \n\n# 다\n", "가 b c"),
        ("가\n===\n", "가"),
        ("## 나\n", "다른"),
        ("#\n", "다른"),
        ("", "다른"),
        ("```\n# 가\n```\n", "다른"),
        ('<h1 align="center">가 <em>나</em></h1>\n\n글\n', "가 나"),
        ("<div>\n  <h1>가</h1>\n</div>\n\n## 나\n", "가"),
        ('<h1><img src="a.png" alt=""></h1>\n\n<h1><img src="a.png" alt="로고"></h1>\n', "로고"),
        ("# ![로고](a.png)\n", "로고"),
        ("# [![로고](a.png)](b.md)\n", "로고"),
        ('# <img src="a.png" alt="로고"> 가[^1]\n\n[^1]: 각주\n', "가"),
        ("<h1>나</h1>\n\n# 가\n", "가"),
    ],
)
def test_the_title_of_a_page(text: str, title: str) -> None:
    """Its first heading of the first level as a reader sees it, else what is given."""
    assert page_title(text, "다른") == title


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("｀｀｀bash\nls\n｀｀｀\n", "```bash\nls\n```\n"),
        ("｀｀｀｀\nls\n｀｀｀\n｀｀｀｀\n", "````\nls\n｀｀｀\n````\n"),
        ("｀｀｀\nls\n```\n", "```\nls\n```\n"),
        ("```\nls\n｀｀｀\n```\n", "```\nls\n｀｀｀\n```\n"),
        ("~~~\n｀｀｀\n~~~\n｀｀｀\nls\n｀｀｀\n", "~~~\n｀｀｀\n~~~\n```\nls\n```\n"),
        ("> ｀｀｀\n> ls\n> ｀｀｀\n", "> ```\n> ls\n> ```\n"),
        ("- ｀｀｀\n  ls\n  ｀｀｀\n", "- ```\n  ls\n  ```\n"),
        ("1. ｀｀｀\n   ls\n   ｀｀｀\n", "1. ```\n   ls\n   ```\n"),
        ("｀｀｀\nls\n", "｀｀｀\nls\n"),
        ("｀｀ ls ｀｀\n", "｀｀ ls ｀｀\n"),
        ("가 ｀｀｀\nls\n｀｀｀\n", "가 ｀｀｀\nls\n｀｀｀\n"),
        ("｀｀｀\na\n｀｀｀\n｀｀｀\nb\n｀｀｀\n", "```\na\n```\n```\nb\n```\n"),
    ],
)
def test_fences_of_full_width_are_narrowed(text: str, narrow: str) -> None:
    """Pairs of fences alone; code that shows such a fence, and a fence that nothing closes, stay."""
    assert narrow_fences(text) == narrow
