"""Footnotes that a page does not show: nothing that a reader sees refers to them."""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token

from course.handout.reading.html import FOOTNOTES, classes
from course.markdown.files.source import Source, parse_tokens


def drop_unused_notes(tree: Any, source: Source) -> None:
    """Take the footnotes out of `tree` that no text of `source` refers to, nor a footnote that is shown."""
    lines = _unused_lines(source.text)
    for box in [box for box in tree.iter("div") if FOOTNOTES & classes(box)]:
        if int(box.get("data-line") or 0) in lines:
            box.drop_tree()


def _unused_lines(text: str) -> set[int]:
    """The lines at which footnotes begin that are not shown."""
    begins: dict[str, int] = {}
    refers: dict[str, set[str]] = {"": set()}
    inside = ""
    for token in parse_tokens(text):
        if token.type == "footnote_reference_open":
            inside = str(token.meta.get("label", ""))
            begins.setdefault(inside, (token.map[0] if token.map else -1) + 1)
        elif token.type == "footnote_reference_close":
            inside = ""
        refers.setdefault(inside, set()).update(_references(token))
    shown, waiting = set[str](), [""]
    while waiting:
        new = refers.get(waiting.pop(), set()) - shown
        shown |= new
        waiting += new
    return {line for label, line in begins.items() if label not in shown}


def _references(token: Token) -> set[str]:
    children = token.children or []
    return {str(child.meta.get("label", "")) for child in children if child.type == "footnote_ref"}
