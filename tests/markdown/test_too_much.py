# ruff: noqa: E501 - tables of cases
"""How much one page may hold: what is more is told at its line, and within a second."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown_it.token import Token

from course.markdown.files.source import read_source
from course.markdown.files.too_much import excess
from course.problems.nesting import DEEPEST_DATA, too_deep_line
from course.problems.problem import CourseError
from support.courses import ROOT
from support.heavy_inputs import LARGEST, makers

FAULTS = {
    "글\n\n<p" + " a" * 1001 + ">\n": (3, "an element of HTML has more than 1,000 attributes"),
    "글 <b" + " a='>'" * 1001 + ">\n": (1, "an element of HTML has more than 1,000 attributes"),
    "a" * 400_001: (1, "the file has 400,001 bytes, and a page at most 400,000"),
    "- a\n" * 8_001: (1, "the file has 8,001 lines with text, and a page at most 8,000"),
    ">" * 70 + " a\n\n" + (">" * 70 + " a\n\n") * 170: (141, "the page has more than 5,000 blocks"),
    "글\n\n<table>\n" + "<tr><td>a\n" * 2_500: (3, "the page has more than 5,000 blocks"),
    "<p>a</p>\n\n" * 2_501: (5001, "the page has more than 5,000 blocks"),
    "<p>" + "<i></i>" * 15_001 + "\n": (1, "the page has more than 15,000 elements of HTML"),
    "글\n\n<img>\n" + "<img><br>\n" * 7_500: (3, "the page has more than 15,000 elements of HTML"),
    "글\n\n<tr><td ROWSPAN=' 1000 ' colspan=51>\n": (
        3,
        "the page has more than 50,000 places that cells of more rows or columns cover",
    ),
    "글\n\n```c\n" + "a\n" * 5_001 + "```\n": (3, "the page has more than 5,000 lines of code"),
    "글\n\n" + "<div>\n" * 201: (203, "elements of HTML are nested more than 200 deep"),
    "글 " + "<b>" * 201 + "</b>" * 201: (1, "elements of HTML are nested more than 200 deep"),
    "글\n\n" + "[" * 1501: (3, "the paragraph has 1,501 marks of Markdown, and may have 1,500"),
    "글\n\n" + "`<div>`\n\n" * 300 + "<div>\n\n" * 201: (
        1003,
        "elements of HTML are nested more than 200 deep",
    ),
    "<DIV title='>'>\n</b>\n" * 201: (401, "elements of HTML are nested more than 200 deep"),
    "<table><tr><td>\n" * 70: (67, "elements of HTML are nested more than 200 deep"),
    "글\n\n" + "a" * 20_001: (3, "a word has more than 20,000 characters"),
    "글\n\n# " + "a " * 1001: (3, "the heading has 2,001 characters, and may have 2,000"),
    "글\n\na" + "\u0301" * 31: (3, "a letter has more than 30 marks above or below it"),
    "글\n\n```c\n" + "a" * 20_001 + "\n```\n": (3, "a line of code has more than 20,000 characters"),
    "```a\nb\n```\n" * 1501: (4501, "the page has more than 1,500 code blocks"),
    "## a\n\n" * 2001: (4001, "the page has more than 2,000 headings"),
    "".join(f"[^{n}]: a\n\n" for n in range(1001)): (2001, "the page has more than 1,000 footnotes"),
    "|a|\n|-|\n|b|\n\n" * 401: (1601, "the page has more than 400 tables"),
    "$a$\n\n" * 2001: (4001, "the page has more than 2,000 formulas"),
    "```math\na\n```\n" * 2001: (6001, "the page has more than 2,000 formulas"),
    "```mermaid\npie\n```\n" * 151: (451, "the page has more than 150 diagrams"),
    "글\n\n```math\n" + "x  + \n" * 4_001 + "```\n": (
        3,
        "the formula has 24,006 characters, and may have 24,000",
    ),
    "```mermaid\ngraph LR\n" + "a---->b\n" * 7_499 + "```\n": (
        1,
        "the diagram has 60,001 characters, and may have 60,000",
    ),
    "글\n\n" + "글 " * 25_001: (3, "the paragraph has 50,001 characters, and may have 50,000"),
    "| a |\n|---|\n| " + "글 " * 25_002 + "|\n": (
        3,
        "the paragraph has 50,003 characters, and may have 50,000",
    ),
    "글\n\n<p>\n" + "글 " * 25_001 + "</p>\n": (3, "a text in HTML has more than 50,000 characters"),
    "<p>글</p>" + "글 " * 25_001 + "\n": (1, "a text in HTML has more than 50,000 characters"),
    ("글 " + "a\u0332" * 100 + "\n\n") * 251: (
        1,
        "the page has more than 25,000 marks above or below letters",
    ),
    ("`" + "a " * 1000 + "`\n\n") * 11: (21, "the page has more than 10,000 words in inline code"),
    ("a*" * 1500 + "\n\n") * 27: (53, "the page has more than 40,000 marks of Markdown"),
}
SOUND = [
    "<p" + " a" * 1000 + ">\n", "`<p" + " a" * 1001 + ">`\n", "```c\nfor (i=0; i<n; i++)\n```\n" + "글 " * 4000,
    "<div>\n" * 200 + "</div>\n" * 200, "<p>a\n<li>b\n<br>\n<img src=a>\n" * 300, "<div>a</div>\n" * 700,
    "<table><tr><td rowspan=1000 colspan=50>\n", "<tr><td rowspan=x colspan=''>\n" * 20, "글 " * 24_999, ("글 " * 24_000 + "\n\n") * 4, "- a\n" * 2_490, "<p>" + "글 " * 24_990 + "</p>\n", "<!-- " + "글 " * 30_000 + "-->\n",
    "```c\n" + "글 " * 9_000 + "\n" + "글 " * 9_000 + "\n" + "글 " * 9_000 + "\n```\n", ("각" * 8_000 + " ") * 6, "é " * 24_000, ("`" + "a " * 990 + "`\n\n" + "b " * 990) * 10, "```c\n" + "a" * 20_000 + "\n```\n", ("e\u0301\u0332 " * 10_000 + "\n\n") * 2, "漢" * 20_000,
    "`<div>` `<b>`\n\n" * 201, "a <pod> b\n\n" * 300, "<table>\n" + "<tr><td>a\n" * 300, "```html\n" + "<div>" * 300 + "\n```\n", "<br>" * 300,
    "<a name='b'>\n\n" * 300, "<div title='<div><div>'></div>\n" * 200, "เกี่ยวกับ" * 200, "# " + "a" * 2_000, "[" * 1500, "## a\n\n" * 2000, "```c\n" + ("[*" * 10_000 + "\n") * 10 + "```\n",
    "![a](data:image/png;base64," + "Ab9+" * 200_000 + ")", "# a ![a](data:image/png;base64," + "Ab9+" * 900 + ")", "```mermaid\npie\n```\n" * 150, "```mermaid\n" + "a---->b\n" * 7_499 + "```\n", ("a*" * 1500 + "\n\n") * 26,
]  # fmt: skip


def told(folder: Path, text: str) -> str:
    (folder / "a.md").write_text(text, encoding="utf-8", newline="")
    try:
        read_source(folder / "a.md", folder, folder)
    except CourseError as error:
        (problem,) = error.problems
        return f"{problem.line}: {problem.what} [{problem.code}]"
    return ""


@pytest.mark.parametrize("text", FAULTS, ids=range(len(FAULTS)))
def test_what_is_too_much_is_told(tmp_path: Path, text: str) -> None:
    """At the line where it becomes too much."""
    line, what = FAULTS[text]
    assert told(tmp_path, text) == f"{line}: {what} [page-too-large]"


@pytest.mark.parametrize("text", SOUND, ids=range(len(SOUND)))
def test_what_a_page_may_hold_is_not_told(tmp_path: Path, text: str) -> None:
    """Up to the limits; marks in code are none. What is nested too deep is told by its own code."""
    assert "page-too-large" not in told(tmp_path, text)


def test_the_blocks_of_a_usual_page_are_not_read_for_it() -> None:
    """Each build would read each page once more."""
    session = (ROOT / "docs/ko/week_03/day3/session_1.md").read_text("utf-8")

    def read(_: str) -> Sequence[Token]:
        raise AssertionError

    assert excess(session, read) is None


#: Those that take longest to be told, of all.
WORST = (
    *("brackets", "items", "headings", "footnotes", "dead-links", "quotes-lines", "json-depth", "table-wide"),
    *("front-matter-depth", "front-matter-long", "front-matter-bomb", "different-formulas"),
)
NOT_TOLD = (
    *("front-matter", "yaml-anchors", "spaces-lines", "feeds", "carriage", "picture-data"),
    *("code-range", "code-start", "list-start", "formula-macros"),  # these are short
)
NAMES = [name if name in WORST else pytest.param(name, marks=pytest.mark.long) for name, _ in makers()]


@pytest.mark.parametrize("name", NAMES)
def test_a_megabyte_is_told_within_a_second(tmp_path: Path, name: str) -> None:
    """Whatever is in it, unless it is front matter, which no page shows, or empty lines."""
    text = dict(makers())[name](LARGEST)
    started = time.process_time()
    assert told(tmp_path, text) or name.startswith(NOT_TOLD)
    assert time.process_time() - started < 2


def test_deep_data_is_found_by_its_brackets() -> None:
    """By the line of the one that is too deep; what is closed again is not deep."""
    assert too_deep_line("a\n" + "[" * DEEPEST_DATA) == 0
    assert too_deep_line("a\n" + "[{" * DEEPEST_DATA) == 2
    assert too_deep_line("[{}]\n" * 1000 + "]" * 1000) == 0
