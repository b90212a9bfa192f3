"""Diagrams: what a Mermaid fence becomes in the page, and what of its source is drawn."""

from __future__ import annotations

import re
from html import escape
from typing import Any

#: The part of a diagram before its first statement: front matter, comments, directives, empty lines.
_BEFORE = r"\A(?:\s*---[^\n]*\n.*?\n[ \t]*---[ \t]*\n)?(?:[ \t]*(?:%%[^\n]*)?\n)*[ \t]*"
_FLOWCHART = re.compile(_BEFORE + r"(?:graph|flowchart)\b", re.DOTALL)

#: ``style A,B fill:…``, at the start of a line or after a statement without brackets or quotes.
_STYLE_LIST = re.compile(
    r"""^(?P<before>[ \t]*(?:[^\n%"'()\[\]{}|]*;[ \t]*)?)
        style[ \t]+(?P<ids>[^\s,;:]+(?:[ \t]*,[ \t]*[^\s,;:]+)+)
        [ \t]+(?P<look>[^\n;]+)""",
    re.MULTILINE | re.VERBOSE,
)


def fence_diagram(
    source: str, language: str, css_class: str, options: dict[str, str], md: object, **context: Any
) -> str:
    """The HTML of one Mermaid fence: the source as its author wrote it, for the browser to draw.

    The signature is that of a formatter of pymdownx.superfences. What is drawn stands in ``data-drawn``
    where it differs from the source. Diagrams drawn while the site is built will plug in here.
    """
    drawn = expand_comma_lists(source)
    attribute = f' data-drawn="{escape(drawn)}"' if drawn != source else ""
    return f'<figure class="diagram"><div class="mermaid"{attribute}>{escape(source)}</div></figure>'


def expand_comma_lists(source: str) -> str:
    """`source` with ``style A,B fill:…`` written once for each node, a line each.

    Mermaid takes ``A,B`` for the name of one node and draws a stray box; ``class A,B`` it knows. Only
    flowcharts have nodes to style so; other kinds come back as they are.
    """
    return _STYLE_LIST.sub(_expanded, source) if _FLOWCHART.match(source) else source


def _expanded(match: re.Match[str]) -> str:
    look = match["look"].rstrip()
    names = [name.strip() for name in match["ids"].split(",")]
    return match["before"] + "\n".join(f"style {name} {look}" for name in names)


def has_diagram(html: str) -> bool:
    """Whether a page with this content has a diagram for the browser to draw."""
    return '<div class="mermaid"' in html
