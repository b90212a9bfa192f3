# ruff: noqa: E501 - markup in one piece
"""Notes for the lecturer: taken out of what readers get, and shown as boxes to him."""

from __future__ import annotations

import pytest

from course.markdown.html.clean import OWN
from course.markdown.reading.instructor import (
    blank_notes,
    find_notes,
    is_for_instructor,
    show_notes,
    unclosed_note,
)

BLANKED = {
    "가 <!-- instructor: 말 --> 나": "가  나",
    "가\n<!-- instructor:\n말\n-->\n나": "가\n\n\n\n나",
    "<!--Instructor : 말-->가": "가",
    "<!-- instructor: 하나 --><!-- instructor: 둘 -->가": "가",
    "가 <!-- instructor: 말\n나\n": "가 \n\n",
    "<!-- 말 -->가": "<!-- 말 -->가",
    "<!-- instructors: 말 -->": "<!-- instructors: 말 -->",
    "```\n<!-- instructor: 말 -->\n```\n": "```\n<!-- instructor: 말 -->\n```\n",
    "~~~~\n<!-- instructor: 말 -->\n~~~~\n": "~~~~\n<!-- instructor: 말 -->\n~~~~\n",
    "~~~ <!-- instructor: 말 -->\n~~~\n": "~~~ <!-- instructor: 말 -->\n~~~\n",
    "`<!-- instructor: 말 -->` 가": "`<!-- instructor: 말 -->` 가",
    "\\`<!-- instructor: 말 -->\\` 가": "\\`\\` 가",
    "`a` <!-- instructor: 말 --> `b`": "`a`  `b`",
    # two halves that become one when the note between them is gone
    "<!-- instr<!-- instructor: 말 -->uctor: 비밀 -->가": "가",
}


@pytest.mark.parametrize(("text", "blank"), BLANKED.items())
def test_notes_leave_nothing_but_their_lines(text: str, blank: str) -> None:
    """Wherever they stand; what code shows of one is no note."""
    assert blank_notes(text) == blank
    assert blank_notes(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("가", 0),
        ("<!-- instructor: 말 -->", 0),
        ("<!-- instructor: 말", 1),
        ("가\n\n나 <!-- instructor: 말\n다", 3),
        ("```\n<!-- instructor: 말\n```\n", 0),
        ("```\n<!-- instructor: 말\n", 2),
    ],
)
def test_a_note_that_nothing_ends_is_told(text: str, line: int) -> None:
    """At its line: all that follows is part of it; a fence that is closed shows it as code."""
    assert unclosed_note(text) == line


def test_notes_are_found_with_their_lines() -> None:
    """Each begins where its own words do, without the indentation they share."""
    text = "가\n\n<!-- instructor:\n  하나\n\n    - 둘\n-->\n\n나 <!-- instructor:  셋\n넷 --> 다\n"
    assert list(find_notes(text)) == [(4, "하나\n\n- 둘"), (9, "셋 넷")]


def test_a_note_with_lines_of_its_own_is_a_box() -> None:
    """Its Markdown is Markdown, and all of it is marked as added."""
    assert show_notes("가\n\n<!-- instructor: **하나** -->\n\n나", "강사").replace(OWN, "") == (
        "가\n\n\n"
        '<aside class="instructor-note" data-added="instructor">\n<p><b>강사</b></p>\n\n**하나**\n\n</aside>\n'
        "\n\n나"
    )


def test_a_note_in_an_item_stays_in_it() -> None:
    """The lines of its box are indented as the note is."""
    shown = show_notes("- 가\n\n  <!-- instructor: 말 -->\n", "강사").replace(OWN, "")
    assert (
        '\n  <aside class="instructor-note" data-added="instructor">\n  <p><b>강사</b></p>\n\n  말\n\n  </aside>\n'
        in shown
    )
    assert "\n  \n" not in shown


def test_a_note_in_a_line_stays_in_it() -> None:
    """As a stretch of that line, though it was written on two."""
    assert show_notes("가 <!-- instructor: 말\n둘 --> 나", "강사").replace(OWN, "") == (
        '가 <span class="instructor-note" data-added="instructor" title="강사">말 둘</span> 나'
    )
    assert show_notes("<!-- instructor: 말 --> 나", "강사").startswith("<span")


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("a/solutions.md", True),
        ("Solutions.MD", True),
        ("a/solutions.txt", False),
        ("a/my-solutions.md", False),
        ("solutions.md/a.md", False),
    ],
)
def test_which_files_are_the_lecturers(uri: str, expected: bool) -> None:
    """Those called so, in whatever folder and case."""
    assert is_for_instructor(uri) is expected
