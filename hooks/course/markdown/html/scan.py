"""The tags of an HTML string, each with its position, so that the bytes around them can stay as they are.

For strings that make no tree, such as a single tag, and for HTML that must keep every byte, such as a theme's
page. To change a page's article, use `course.markdown.html.article`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import NamedTuple

from course.markdown.html.tags import FOREIGN, RAW

#: Comments, tags (a quoted value holds what it likes) and declarations. Alternatives inside a tag begin with
#: different characters, so that no text takes long. Source: HTML Living Standard, 13.2.5.
_MARKUP = re.compile(
    r"<(?:!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|(?P<closing>/?)(?P<name>[a-zA-Z][^\s/>]*)"
    r"""[^=>]*(?:=(?:\s*(?:"[^"]*"|'[^']*')|(?!\s*["']))[^=>]*)*>"""
    r"|[!?/][^>]*>"
    r"|(?P<broken>[a-zA-Z!?/]))",
    re.DOTALL,
)
_BEGUN = re.compile(r"<[a-zA-Z]")
_ATTRIBUTE = re.compile(
    r"""[^\s/>=][^\s/>=]*(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>][^\s>]*)))?"""
)


class Markup(NamedTuple):
    """One tag, comment or declaration, or the content of an element such as ``<script>``."""

    start: int
    """Position of its first character in the string."""
    end: int
    """Position behind its last character."""
    name: str
    """The tag's name in small letters; empty for what is no tag."""
    closing: bool
    """Whether it is an end tag."""
    text: str
    """As it is written."""

    @property
    def alone(self) -> bool:
        """Whether it ends with ``/>``, which closes an element only inside drawings (``svg``)."""
        return self.text.endswith("/>")


class Attribute(NamedTuple):
    """One attribute of a tag."""

    start: int
    """Position of its first character in the tag."""
    end: int
    name: str
    """In small letters."""
    value: str
    """Without quotes, character references decoded; empty where it has no value."""


def scan(html: str) -> Iterator[Markup]:
    """All markup of `html`, in order; what is between is text, as is a tag that never ends."""
    at: int | None = 0
    while at is not None:
        at = yield from _until_raw(html, at)


def _until_raw(html: str, at: int) -> Generator[Markup, None, int | None]:
    """The markup of `html` from `at` up to what a raw element holds; where that ends, or None at the end."""
    drawing = 0
    for match in _MARKUP.finditer(html, at):
        closing, name, broken = match.groups()
        if broken:
            return None
        name = name.lower() if name else ""
        start, end = match.span()
        text = match[0]
        yield Markup(start, end, name, bool(closing), text)
        if name in FOREIGN and not text.endswith("/>"):
            drawing = max(drawing + (-1 if closing else 1), 0)
        elif name in RAW and not closing and not drawing:
            at = _end_of_raw(html, name, end)
            yield Markup(end, at, "", False, html[end:at])
            return at
    return None


def _end_of_raw(html: str, name: str, at: int) -> int:
    """Where the end tag of a raw element begins; without one, where `html` ends."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return match.start() if match else len(html)


def unfinished(html: str) -> int | None:
    """Position of the tag or comment in `html` that never ends; None where all do."""
    end = 0
    for tag in scan(html):
        if tag.text.startswith("<!--") and not tag.text.endswith(">"):
            return tag.start
        end = tag.end
    begun = re.compile(r"<[a-zA-Z!?/]").search(html, end)
    return begun.start() if begun else None


def attributes(tag: str) -> Iterator[Attribute]:
    """The attributes of a start tag as it is written, in order."""
    named = re.match(r"</?[a-zA-Z][^\s/>]*", tag)
    for match in _ATTRIBUTE.finditer(tag, named.end() if named else 0):
        value = match["double"] or match["single"] or match["bare"] or ""
        name = re.split(r"\s*=", match[0], maxsplit=1)[0].lower()
        yield Attribute(match.start(), match.end(), name, unescape(value))


def has_long_tag(html: str, most: int) -> bool:
    """Whether a tag, or what may begin one, has not ended after `most` characters."""
    begun = (match.start() for match in _BEGUN.finditer(html))
    return any(_MARKUP.match(html, at, at + most) is None for at in begun)


def outermost(html: str, name: str) -> list[tuple[int, int]]:
    """Start and end of every closed element `name` that is inside no other of that name."""
    spans: list[tuple[int, int]] = []
    start = depth = 0
    for tag in _tags_of(html, name):
        closing = tag["closing"]
        if closing and not depth:
            continue
        if not depth:
            start = tag.start()
        depth += -1 if closing else 0 if tag[0].endswith("/>") else 1
        if not depth:
            spans.append((start, tag.end()))
    return spans


def _tags_of(html: str, name: str) -> Iterator[re.Match[str]]:
    """The tags `name` that `scan` finds, without a `Markup` for each of all in a page's drawings."""
    told = {name, *FOREIGN, *RAW}
    at = 0 if re.search(f"<{name}", html, re.IGNORECASE) else len(html)
    while at < len(html):
        begun, at, drawing = at, len(html), 0
        for match in _MARKUP.finditer(html, begun):
            if match.lastgroup == "broken":
                return
            found = (match[2] or "").lower()  # the tag's name
            if found not in told:
                continue
            if found == name:
                yield match
            if found in FOREIGN and not match[0].endswith("/>"):
                drawing = max(drawing + (-1 if match["closing"] else 1), 0)
            elif found in RAW and not match["closing"] and not drawing:
                at = _end_of_raw(html, found, match.end())
                break
