"""The words of a page's diagrams, and their place: a diagram's source is no text to be searched or shown."""

from __future__ import annotations

import html
import re

_FIGURE = re.compile(r"<figure\b[^>]*\bclass=\"[^\"]*\bdiagram\b[^>]*>.*?</figure>", re.DOTALL)
_HEADING = re.compile(r"<h[1-6]\b[^>]*\bid=\"([^\"]*)\"")
_STATEMENT = re.compile(r"[ \t]*(?:style|classDef|linkStyle|class|click|%%).*")
#: Words of Mermaid that are no label.
_SYNTAX = frozenset(
    ("graph", "flowchart", "subgraph", "end", "direction", "participant", "actor", "note", "Note", "over")
)
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z][A-Za-z0-9]{2,}|\d[\d.:/]+\d")


def hide_diagrams(content: str) -> tuple[str, dict[str, str]]:
    """A page's `content` with its diagrams marked as nothing to search, and the words of those not drawn yet.

    A drawn one has an entry of its own in the index (`course.diagrams.search`). The words come by the id of
    the heading above; empty above the first heading.
    """
    words: dict[str, list[str]] = {}
    headings = [(match.start(), html.unescape(match[1])) for match in _HEADING.finditer(content)]

    def hide(match: re.Match[str]) -> str:
        above = [anchor for start, anchor in headings if start < match.start()]
        if "<svg" not in match[0]:
            words.setdefault(above[-1] if above else "", []).extend(_words(match[0]))
        return match[0].replace("<figure", "<figure data-search-exclude", 1)

    hidden = _FIGURE.sub(hide, content)
    return hidden, {anchor: " ".join(dict.fromkeys(found)) for anchor, found in words.items()}


def _words(figure: str) -> list[str]:
    """The words of a diagram's Mermaid source."""
    text = re.sub(r"<[^>]+>", " ", figure)
    text = re.sub(r"<br\s*/?>", " ", html.unescape(text))
    lines = [line for line in text.split("\n") if not _STATEMENT.fullmatch(line)]
    return [word for word in _WORD.findall("\n".join(lines)) if word not in _SYNTAX]
