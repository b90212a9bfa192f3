"""Rules for an author's HTML: images without alternative text, anchors written twice."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.html.scan import attributes, scan
from course.markdown.links.anchors import written_anchors
from course.markdown.reading.parsed import Parsed, PlacedToken, placed_tokens
from course.problems.problem import Problem


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
        for tag in scan(token.content):
            given = {each.name: each.value for each in attributes(tag.text)} if tag.name == "img" else {}
            if given.get("src") and "alt" not in given:
                yield given["src"], placed.line + token.content.count("\n", 0, tag.start)


def check_written_anchors(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every anchor in HTML (``id`` or ``name``) that stands further up in the page too."""
    first: dict[str, int] = {}
    for placed in placed_tokens(parsed):
        html = placed.token.content if placed.token.type.startswith("html") else ""
        for name, at in written_anchors(html):
            line = placed.line + html.count("\n", 0, at)
            if name in first:
                what, why = (
                    f"the anchor #{name} is in line {first[name]} too",
                    "links to it lead there, never here",
                )
                yield parsed.problem(line, what, why, "give one of them another name", "anchor-twice")
            first.setdefault(name, line)
