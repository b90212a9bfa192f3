"""Pairs the headings of a page across languages, so that a reader who switches stays in his section."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from course.markdown.github.heading_ids import UsedIds, heading_id, unique_id
from course.markdown.html.tags import HEADINGS
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.source_page import render_source

#: ``{#id}`` or ``{: #id .class }`` at a heading's end. Source: Python-Markdown, "Attribute Lists".
_ATTRIBUTES = re.compile(r"(?<! ) +\{:?([^}\n]*)\} *$")


@dataclass(frozen=True, slots=True)
class AnchoredHeading:
    """A heading of a page: its level and its id."""

    level: int
    """From 1 to 6."""
    anchor: str
    """Its ``id`` attribute."""


def read_headings(text: str) -> list[AnchoredHeading]:
    """The headings of the page made from the Markdown `text`, in order, each with the id it has there."""
    page = read_fragment(render_source(text))
    headings = [(element, *_own_id(element)) for element in page.iter(*HEADINGS)]
    used = UsedIds(given_id for _, _, given_id in headings if given_id)
    return [
        AnchoredHeading(int(element.tag[1]), given_id or unique_id(heading_id(shown), used))
        for element, shown, given_id in headings
    ]


def _own_id(element: Element) -> tuple[str, str]:
    """A heading's visible text, and the id its author gave it, if any."""
    shown = " ".join(element.text_content().split())
    attributes = _ATTRIBUTES.search(shown)
    if attributes is None:
        return shown, (element.get("id") or "")
    given = re.search(r"(?:^|\s)#([^\s.#]+)", attributes[1])
    return shown[: attributes.start()], given[1] if given else (element.get("id") or "")


def pair_headings(own: Sequence[AnchoredHeading], other: Sequence[AnchoredHeading]) -> Mapping[str, str]:
    """For each heading of `own`, by its id, the id of the same section in `other`.

    They are paired by position; where the levels differ, a heading without its like leads to the last pair
    above it. A heading above all pairs has no entry: its like is the top of the page.
    """
    levels = ([each.level for each in own], [each.level for each in other])
    blocks = SequenceMatcher(None, *levels, autojunk=False).get_matching_blocks()
    partner = {a + n: b + n for a, b, size in blocks for n in range(size)}
    pairs: dict[str, str] = {}
    last = None
    for number, heading in enumerate(own):
        last = partner.get(number, last)
        if last is not None:
            pairs[heading.anchor] = other[last].anchor
    return pairs
