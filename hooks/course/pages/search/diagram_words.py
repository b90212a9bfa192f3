"""Takes diagrams out of a page's searchable text, and keeps the words of those that are not drawn."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article
from course.markdown.html.tags import HEADINGS

_STATEMENT = re.compile(r"[ \t]*(?:style|classDef|linkStyle|class|click|%%).*")
#: Words of Mermaid that are no label.
_SYNTAX = frozenset(
    ("graph", "flowchart", "subgraph", "end", "direction", "participant", "actor", "note", "Note", "over")
)
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z][A-Za-z0-9]{2,}|\d[\d.:/]+\d")


def hide_diagrams(article: Article) -> dict[str, str]:
    """Exclude the diagrams of `article` from the search; return the words of those that are not drawn.

    The words are given by the id of the heading above the diagram, or "" above the first heading. A drawn
    diagram gets an entry of its own in the index: see `course.diagrams.search`.
    """
    words: dict[str, list[str]] = {}
    above = ""
    for node in article.find(", ".join((*HEADINGS, "figure.diagram"))):
        if node.tag in HEADINGS:
            above = node.attributes.get("id") or above
        else:
            article.set(node, "data-search-exclude", "")
            if node.css_first("svg") is None:
                words.setdefault(above, []).extend(_words(node))
    return {anchor: " ".join(dict.fromkeys(labels)) for anchor, labels in words.items()}


def _words(figure: LexborNode) -> list[str]:
    """The words of a diagram's Mermaid source."""
    text = re.sub(r"<br\s*/?>", " ", figure.text(separator=" "))
    lines = [line for line in text.split("\n") if not _STATEMENT.fullmatch(line)]
    return [word for word in _WORD.findall("\n".join(lines)) if word not in _SYNTAX]
