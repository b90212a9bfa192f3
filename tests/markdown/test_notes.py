"""Notes for the lecturer are found once a text; what a code span or a closed fence shows is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from course.markdown.reading.instructor import blank_notes, find_notes, unclosed_note
from support.courses import PAGE, BuiltDocs
from support.markdown_lines import counted_parses

NOTE = "<!-- instructor: SECRET -->"
TEXTS = {
    "in a span": f"글 `{NOTE}` 글",
    "in a span of two backquotes, with spaces": f"글 `` {NOTE} `` 글",
    "in a span of one backquote, with spaces": f"글 ` {NOTE} ` 글",
    "in a span with other words": f"글 `echo {NOTE} end` 글",
    "in a span of two lines": f"글 `a\nb {NOTE}` 글",
    "in an item, a quote, a heading": f"- a\n  > # `{NOTE}`",
    "in a cell": f"| a |\n|---|\n| `{NOTE}` |",
    "in a fence": f"```\n{NOTE}\n```",
    "in a fence of an item": f"- a\n\n  ~~~html\n  {NOTE}\n  ~~~",
}
NOTES = {
    "alone": NOTE,
    "between two spans": f"`a` {NOTE} `b`",
    "between escaped backquotes": f"\\`{NOTE}\\`",
    "between backquotes that are no pair": f"`{NOTE}``",
    "between backquotes of two items": f"- `a\n- {NOTE} `b`",
    "between backquotes of two cells": f"| a | b |\n|---|---|\n| ` {NOTE} | ` |",
    "between backquotes of two paragraphs": f"`\n\n{NOTE} `",
    "behind a backquote in another comment": f"<!-- ` -->{NOTE}`",
    "behind the end of another that a span shows": f"<!-- instructor: a\n\n`{NOTE}` {NOTE}",
    "in a fence that nothing closes": f"```\n{NOTE}",
    "in indented code": f"    `{NOTE}`",
    "in HTML": f"<div>\n`{NOTE}`\n</div>",
    "of several lines": "<!-- instructor:\nSECRET\n\n`SECRET`\n-->",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_code_shows_is_text(text: str) -> None:
    """A page about notes may show one; readers see it as it is written."""
    assert blank_notes(text) == text
    assert list(find_notes(text)) == []
    assert unclosed_note(text.replace("-->", "")) >= 0


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES.keys())
def test_what_only_looks_like_code_hides_nothing(text: str) -> None:
    """Backquotes that make no span around a note leave it a note."""
    blank = blank_notes(text)
    assert "SECRET" not in blank
    assert blank.count("\n") == text.count("\n")


def test_a_note_is_found_with_its_line() -> None:
    """Beside a note that is shown, one that is meant."""
    text = f"# a\n\n`{NOTE}` b <!-- instructor: c -->\n\n<!--instructor: d\n  e"
    assert list(find_notes(text)) == [(3, "c"), (5, "d\ne")]
    assert unclosed_note(text) == 5


def test_a_page_with_notes_is_read_once_for_them(build_docs: Callable[..., BuiltDocs]) -> None:
    """However many ask for it in a build, each text of it is parsed for notes once."""
    page = PAGE.replace("- 하나\n", "- 하나 <!-- instructor: SECRET1 -->\n\n`<!-- instructor: 글 -->`\n")
    with counted_parses() as parsed:
        built = build_docs({"session_1.md": page})
    assert built.failure is None, built.messages
    texts = Counter(text.strip() for text in parsed if "SECRET1" in text)
    assert list(texts.values()) == [1], texts
