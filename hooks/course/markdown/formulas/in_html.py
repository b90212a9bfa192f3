"""Formulas in an author's HTML, where GitHub finds them by the same rule as in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from html import escape, unescape

from course.markdown.formulas.finding import Formula, split_text
from course.markdown.html.scan import scan
from course.markdown.html.tags import RAW, VOID

#: Elements in which a dollar is a dollar.
_CLOSED = frozenset(("code", "pre", "kbd", "samp", "tt", "svg", "math", *RAW))


def show_formulas(html: str, show: Callable[[Formula], str]) -> str:
    """`html` with what `show` gives for every formula in its texts; a text ends at any tag."""
    if html.count("$") < 2:
        return html
    out: list[str] = []
    inside: list[str] = []
    at = 0
    for tag in [*scan(html), None]:
        text = html[at : tag.start if tag else len(html)]
        out.append(text if inside else _shown(text, show))
        if tag is None:
            break
        out.append(tag.text)
        at = tag.end
        if tag.closing and inside and inside[-1] == tag.name:
            inside.pop()
        elif not tag.closing and tag.name in _CLOSED and tag.name not in VOID:
            inside.append(tag.name)
    return "".join(out)


def _shown(text: str, show: Callable[[Formula], str]) -> str:
    pieces = list(split_text(unescape(text))) if "$" in text else []
    if not any(isinstance(piece, Formula) for piece in pieces):
        return text
    return "".join(
        show(piece) if isinstance(piece, Formula) else escape(piece, quote=False) for piece in pieces
    )
