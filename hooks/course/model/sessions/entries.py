"""Splits the Markdown of a keyword entry into its term and its definition."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Markdown inside which no separator counts: code, a link or an image, strong text, an address.
WHOLE = re.compile(
    r"(`+)(?!`)(?:(?!\1).)+\1|!?\[[^\]\n]*\]\([^)\n]*\)|\*\*.+?\*\*|__.+?__|https?://\S+", re.DOTALL
)
_SEPARATOR = re.compile(r"\s*(?::(?=\s|$)|：|\s[-–—]\s)\s*")
_COLON_BEHIND_MARKS = re.compile(r"\s*[:：]\s*")
_COLON_INSIDE = re.compile(r"^(?P<mark>\*\*|__)(?P<term>.+?)\s*[:：]\s*(?P=mark)\s*", re.DOTALL)
_LONGEST_TERM = 80


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term and its definition, as written."""

    term: str
    definition: str


def split_entry(markdown: str) -> TermEntry | None:
    """The term and the definition of a list item; None where no colon or dash separates them.

    ``**Pod IP**: …``, ``**Pod IP:** …`` or ``Pod IP - …``: the first separator outside code, links and strong
    text counts. A colon needs a space behind it, unless it stands right behind one of these.
    """
    text = markdown.strip()
    inside = _COLON_INSIDE.match(text)
    if inside:
        return _entry(f"{inside['mark']}{inside['term']}{inside['mark']}", text[inside.end() :])
    at = 0
    while at < len(text) and at <= _LONGEST_TERM * 2:
        whole = WHOLE.match(text, at)
        if whole:
            at = whole.end()
            colon = _COLON_BEHIND_MARKS.match(text, at)
            if colon and not text.startswith("//", colon.end()):
                return _entry(text[:at], text[colon.end() :])
            continue
        separator = _SEPARATOR.match(text, at)
        if separator:
            return _entry(text[:at], text[separator.end() :])
        at += 1
    return None


def _entry(term: str, definition: str) -> TermEntry | None:
    term = term.strip()
    return TermEntry(term, definition.strip()) if term and len(term) <= _LONGEST_TERM * 2 else None
