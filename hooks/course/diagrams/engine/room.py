"""Gives a chart the room that its names need: the engine leaves names out where they stand too close.

Mermaid draws every name of an axis; Pele draws every second one, or fewer, where all have no room beside one
another. The chart is then drawn wider, or higher where its bars lie, as far as its own settings allow.
Source: Mermaid, "XY Chart", "Chart configurations": ``width``, ``height``; "Directives": the last one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from course.diagrams.drawing import DiagramFault, Drawing
from course.diagrams.losses import lost_labels

_WIDTH_PX, _HEIGHT_PX = 700, 500
#: How much room is tried, as shares of the usual; the engine allows 4000 pixels.
_SHARES = (1.3, 1.7, 2.2, 2.8, 3.6, 4.5, 5.7)

Draw = Callable[[str], "Drawing | DiagramFault"]


def with_room(drawing: Drawing, source: str, draw: Draw) -> Drawing:
    """`drawing`, or the first of `source` with more room that lacks no label; `draw` draws it.

    Where no room is enough, the one that lacks least.
    """
    if drawing.kind != "xychart" or not lost_labels(drawing):
        return drawing
    best = drawing
    for larger in filter(lambda made: isinstance(made, Drawing), map(draw, _roomier(source))):
        if isinstance(larger, Drawing) and len(lost_labels(larger)) < len(lost_labels(best)):
            best = larger
        if not lost_labels(best):
            break
    return best


def _roomier(source: str) -> Iterator[str]:
    """`source` with more and more room: the chart wider, then higher, then both."""
    for along, up in ((True, False), (False, True), (True, True)):
        for share in _SHARES:
            width, height = (share if along else 1) * _WIDTH_PX, (share if up else 1) * _HEIGHT_PX
            size = f'{{"width": {width:.0f}, "height": {height:.0f}}}'
            yield f'{source}\n%%{{init: {{"xyChart": {size}}}}}%%\n'
