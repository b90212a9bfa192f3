"""Rules for images without alternative text, and for anchors written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed, PlacedToken, placed_tokens
from course.problems.problem import Problem

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_SRC = re.compile(r"""(?:^|\s)src\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_ALT = re.compile(r"(?:^|\s)alt\b", re.IGNORECASE)
_ANCHOR = re.compile(
    r"""<(?:[a-zA-Z][\w-]*\b[^<>]*?[\s"']id|a\b[^<>]*?[\s"']name)\s*=\s*["']?(?P<id>[^"'\s>]+)"""
)


def check_alt_texts(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every image without alternative text; ``alt=""`` in HTML says that none is needed."""
    for placed in placed_tokens(parsed):
        for src, line in _without_alt(placed):
            what = f"the image {src if len(src) <= 60 else src[:59] + '…'} has no alternative text"
            why, mend = "who cannot see it learns nothing", "say in the brackets what it shows: ![…]"
            yield parsed.problem(line, what, why, mend, "image-no-alt")


def _without_alt(placed: PlacedToken) -> Iterator[tuple[str, int]]:
    token = placed.token
    if token.type == "image" and not token.content.strip():
        yield str(token.attrs.get("src", "")), placed.line
    elif token.type.startswith("html"):
        html = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), token.content)
        for match in _IMAGE.finditer(html):
            src = _SRC.search(match[1])
            if src and not _ALT.search(match[1]):
                yield src[1], placed.line + html.count("\n", 0, match.start())


def check_written_anchors(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every anchor in HTML (``id`` or ``name``) that stands further up in the page too."""
    first: dict[str, int] = {}
    for placed in placed_tokens(parsed):
        if not placed.token.type.startswith("html"):
            continue
        for match in _ANCHOR.finditer(placed.token.content):
            line = placed.line + placed.token.content.count("\n", 0, match.start())
            if match["id"] in first:
                what = f"the anchor #{match['id']} is in line {first[match['id']]} too"
                why = "links to it lead there, never here"
                yield parsed.problem(line, what, why, "give one of them another name", "anchor-twice")
            first.setdefault(match["id"], line)
