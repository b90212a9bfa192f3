"""A drawing too long for its page, cut into slices: the same drawing, each showing a part of it.

It is cut where no text is, and as few boxes and lines as can be. Every text and shape belongs to one slice
alone; what goes on from the slice before is drawn once more, but not as a part of the figure, so that nobody
hears, finds or counts it twice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from course.handout.reading.svg_extents import Box, DrawnPart, drawn_parts

#: How far a slice shows more than is its own, and the room that a cut needs, in the drawing's units.
_OVERLAP, _ROOM = 6.0, 2.0
#: What it costs to cut through a box or an arrowhead, and through a line.
_BOX, _LINE = 10, 1
#: A slice is no shorter than this share of what it would be, were all alike; so many more are tried, and
#: no more than the last in all.
_SHORTEST, _MORE, _MOST = 0.5, 3, 60

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a drawing."""

    layers: tuple[tuple[str, bool], ...]
    """Drawings that lie on one another, the lowest first; and which belong to it, not to one before."""
    wide: float
    high: float
    """What it shows of the width and the height of the drawing, as a share: 1 is all of it."""


def cut(source: str, axis: int, share: float) -> list[Slice]:
    """The drawing in slices across its width (`axis` 0) or its height (1), each up to a `share` of that.

    Empty where it cannot be cut so.
    """
    svg = etree.fromstring(source.encode())
    view = [float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", svg.get("viewBox") or "")]
    try:
        parts = drawn_parts(svg)
    except ValueError:
        return []
    if len(view) != 4:
        return []
    whole = (view[axis], view[axis] + view[axis + 2])
    spans = [(part.box[axis], part.box[axis + 2]) for part in parts]
    places = _places(parts, spans)
    longest = view[axis + 2] * share - 2 * _OVERLAP
    least = max(2, math.ceil(view[axis + 2] / longest)) if longest > 0 else _MOST
    for count in range(least, min(_MOST, least + _MORE) + 1):
        if cuts := _cuts(whole, places, count, longest):
            made = [_slice(svg, parts, spans, span, axis, view) for span in _between(whole, cuts)]
            return made if all("<text" in each.layers[-1][0] for each in made) else []
    return []


def _places(parts: Sequence[DrawnPart], spans: Sequence[Span]) -> list[tuple[int, float]]:
    """Where a drawing can be cut, each with what it costs: in the middle between two ends of its parts."""
    ends = sorted({end for span in spans for end in span})
    found = []
    for before, behind in pairwise(ends):
        at = (before + behind) / 2
        crossed = [part for part, (low, high) in zip(parts, spans, strict=True) if low < at < high]
        if behind - before >= _ROOM and not any(part.is_text for part in crossed):
            found.append((sum(_LINE if part.is_line else _BOX for part in crossed), at))
    return found


def _cuts(whole: Span, places: Sequence[tuple[int, float]], count: int, longest: float) -> list[float]:
    """Where to cut so that there are `count` slices, none too long; nothing where that cannot be."""
    start, end = whole
    cuts: list[float] = []
    for left in range(count, 1, -1):
        alike = (end - start) / left
        inside = [place for place in places if start + alike * _SHORTEST < place[1] <= start + longest]
        if not inside:
            return []
        start = min((cost, abs(at - start - alike), at) for cost, at in inside)[2]
        cuts.append(start)
    return cuts if end - start <= longest else []


def _between(whole: Span, cuts: Sequence[float]) -> list[Span]:
    ends = [whole[0], *cuts, whole[1]]
    return list(pairwise(ends))


def _slice(
    svg: Any, parts: Sequence[DrawnPart], spans: Sequence[Span], own: Span, axis: int, view: Sequence[float]
) -> Slice:
    """The slice that shows `own`; the first and the last also have what lies beyond the drawing's edge."""
    whole = view[axis], view[axis] + view[axis + 2]
    low = -math.inf if own[0] <= whole[0] else own[0]
    high = math.inf if own[1] >= whole[1] else own[1]
    shown = [number for number, (start, end) in enumerate(spans) if start < high and end > low]
    first = {number for number in shown if spans[number][0] >= low}
    start, end = max(whole[0], low - _OVERLAP), min(whole[1], high + _OVERLAP)
    seen = list(view)
    seen[axis], seen[axis + 2] = start, end - start
    groups = _in_layers(parts, first, set(shown) - first)
    layers = tuple((_only(svg, parts, kept, seen), kept <= first) for kept in groups if kept)
    return Slice(layers, seen[2] / view[2], seen[3] / view[3])


def _in_layers(parts: Sequence[DrawnPart], own: set[int], again: set[int]) -> list[set[int]]:
    """The numbers of a slice's parts, in layers: what goes on lies below its own parts.

    But for its own boxes that it is drawn over, such as a frame around steps. Its texts lie on top.
    """
    first_line = min((number for number in again if parts[number].is_line), default=-1)
    last_box = max(
        (number for number in own if number < first_line and _is_crossed(number, parts, again)), default=-1
    )
    below = {number for number in own if number <= last_box and not parts[number].is_text}
    lowest = {number for number in again if number < last_box}
    return [lowest, below, again - lowest, own - below]


def _is_crossed(number: int, parts: Sequence[DrawnPart], again: set[int]) -> bool:
    """Whether a line that goes on is drawn over the box of this `number`."""
    part, lines = parts[number], (parts[each] for each in again if each > number and parts[each].is_line)
    return not part.is_text and not part.is_line and any(_overlap(part.box, line.box) for line in lines)


def _overlap(one: Box, other: Box) -> bool:
    return all(one[at] < other[at + 2] and other[at] < one[at + 2] for at in (0, 1))


def _only(svg: Any, parts: Sequence[DrawnPart], kept: set[int], view: Sequence[float]) -> str:
    """The drawing with only the `kept` of its parts, seen through `view`."""
    numbers = {part.element: number for number, part in enumerate(parts)}
    for part, number in numbers.items():
        part.set("data-slice", str(number))
    made = deepcopy(svg)
    for each in [each for each in made.iter() if each.get("data-slice")]:
        if int(each.attrib.pop("data-slice")) not in kept:
            each.getparent().remove(each)
    made.set("viewBox", " ".join(f"{number:g}" for number in view))
    made.set("width", f"{view[2]:g}")
    made.set("height", f"{view[3]:g}")
    return etree.tostring(made, encoding="unicode")
