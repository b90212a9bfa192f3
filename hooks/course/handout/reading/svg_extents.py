"""Where the texts and shapes of a drawing (SVG) lie, so that it can be cut between them.

Source: SVG 2, "Coordinate systems", "Text"; fontTools, which reads shapes and paths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path import PathBuilder, parse_path
from lxml import etree

from course.handout.letters import cell_width
from course.handout.svg_file import number_in

_SHAPES = frozenset(("rect", "path", "polygon", "polyline", "line", "circle", "ellipse"))
_GROUPS = frozenset(("svg", "g", "a"))
#: What is painted only where something refers to it.
_STORED = frozenset(("defs", "marker", "clipPath", "mask", "pattern", "symbol", "linearGradient", "style"))
#: How far a line's own width, and an arrowhead at its end, go beyond it.
_LINE_PX, _ARROW_PX = 1.0, 12.0
#: A text above and below the line it stands on, and what a cell of it is wide, in heights of its letters.
_ABOVE, _BELOW, _CELL = 1.0, 0.5, 0.6
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
#: A path that ends where it began.
_CLOSED = re.compile(r"[zZ]\s*$")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A text or a shape."""

    element: Any
    box: Box
    is_text: bool
    is_line: bool
    """Whether it is an open line, which can go on elsewhere and still be understood."""


def drawn_parts(svg: Any) -> list[DrawnPart]:
    """The texts and shapes of an SVG in the order they are drawn.

    Raises ValueError where something is in it of which this does not know where it lies.
    """
    try:
        return list(_parts(svg, Transform(), number_in(svg.get("font-size")) or 16.0, "start", ""))
    except (TypeError, ArithmeticError, LookupError, NotImplementedError) as error:
        raise ValueError(f"unusual drawing: {error}") from None


def _parts(element: Any, around: Transform, size: float, anchor: str, classes: str) -> Iterator[DrawnPart]:
    name = etree.QName(element).localname
    if name in _STORED:
        return
    at = around.transform(_transform(element.get("transform") or ""))
    size, anchor = _size(element) or size, element.get("text-anchor") or anchor
    classes += f" {element.get('class') or ''}"
    if name in _GROUPS:
        for child in element.iterchildren("*"):
            yield from _parts(child, at, size, anchor, classes)
    elif name == "text":
        if box := _joined([_moved(box, at) for box in _lines(element, size, anchor)]):
            yield DrawnPart(element, box, True, False)
    elif name in _SHAPES:
        if box := _shape_box(element):
            yield DrawnPart(element, _moved(box, at), False, _is_line(element, name, classes))
    else:
        raise ValueError(f"<{name}> in a drawing")


def _transform(stated: str) -> Transform:
    made = Transform()
    for name, written in _TRANSFORM.findall(stated):
        numbers = [float(each) for each in re.split(r"[\s,]+", written.strip())]
        if name == "translate":
            made = made.translate(*numbers)
        elif name == "rotate":
            x, y = numbers[1:] or (0.0, 0.0)
            made = made.translate(x, y).rotate(math.radians(numbers[0])).translate(-x, -y)
        elif name == "matrix":
            made = made.transform(tuple(numbers))
        else:
            raise ValueError(f"{name} in a drawing")
    return made


def _moved(box: Box, at: Transform) -> Box:
    corners = [at.transformPoint((x, y)) for x in box[::2] for y in box[1::2]]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def _joined(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _shape_box(shape: Any) -> Box | None:
    """The box around a shape with its line and its arrowheads."""
    plain = copy(shape)
    plain.attrib.pop("transform", None)
    builder, pen = PathBuilder(), ControlBoundsPen(None)
    builder.add_path_from_element(plain)
    for path in builder.paths:
        parse_path(path, pen)
    if pen.bounds is None:
        return None
    left, top, right, bottom = pen.bounds
    has_arrow = any("marker-" in f"{name}{value}" for name, value in shape.attrib.items())
    more = _ARROW_PX if has_arrow else _LINE_PX
    return left - more, top - more, right + more, bottom + more


def _is_line(shape: Any, name: str, classes: str) -> bool:
    if "diagram-node" in classes:
        return False
    return name in ("line", "polyline") or (name == "path" and not _CLOSED.search(shape.get("d") or ""))


def _lines(text: Any, size: float, anchor: str) -> Iterator[Box]:
    """The box around each piece of a text, wider rather than too narrow."""
    x, y = (number_of(text.get(name)) for name in "xy")
    pieces = [(text, text.text)]
    for part in text.iterchildren("*"):
        pieces += [(part, "".join(part.itertext())), (text, part.tail)]
    for part, words in pieces:
        if part is not text:
            x, y = (number_of(part.get(name), at) for name, at in (("x", x), ("y", y)))
            y += number_of(part.get("dy"))
        if not (words or "").strip():
            continue
        high = _size(part) or _size(text) or size
        wide = cell_width(words) * _CELL * high
        left = x - {"middle": wide / 2, "end": wide}.get(part.get("text-anchor") or anchor, 0.0)
        yield left, y - high * _ABOVE, left + wide, y + high * _BELOW
        x += wide if anchor == "start" else 0.0


def number_of(stated: str | None, otherwise: float = 0.0) -> float:
    """A length in pixels, as it is stated; raises ValueError where it is another."""
    return otherwise if stated is None else float(stated.removesuffix("px"))


def _size(element: Any) -> float | None:
    """Height of the letters of `element` where it states it."""
    found = re.search(r"font-size:\s*([\d.]+)", element.get("style") or "")
    return float(found[1]) if found else number_in(element.get("font-size"))
