"""Counts the lines and shapes that a drawing paints.

Source: SVG 2, "Painting", "Markers"; usvg, which paints a shape and its line as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from course.diagrams.drawing import SVG

_SHAPES = frozenset(
    SVG + name for name in ("rect", "path", "polygon", "polyline", "line", "circle", "ellipse")
)
#: What is painted only where something refers to it.
_STORED = frozenset(SVG + name for name in ("defs", "marker", "clipPath", "mask", "pattern", "symbol"))
_MARKERS = ("marker-start", "marker-mid", "marker-end")
_NAME = re.compile(r"#([^)\"']+)")


def count_shapes(svg: str) -> int:
    """How many lines and shapes the drawing `svg` paints, arrowheads and lines under words included."""
    root = etree.fromstring(svg.encode())
    markers = {each.get("id"): sum(map(_is_painted, _shapes(each))) for each in root.iter(f"{SVG}marker")}
    painted = [each for each in _shapes(root) if _is_painted(each)]
    underlined = sum("underline" in each.get("style", "") for each in root.iter(f"{SVG}text"))
    return len(painted) + underlined + sum(_at_ends(each, markers) for each in painted)


def _shapes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _SHAPES:
            yield child
        elif child.tag not in _STORED:
            yield from _shapes(child)


def _at_ends(shape: etree._Element, markers: dict[str | None, int]) -> int:
    """How many shapes the arrowheads of a line have."""
    names = (_NAME.search(_property(shape, name)) for name in _MARKERS)
    return sum(markers.get(name[1], 0) for name in names if name)


def _is_painted(shape: etree._Element) -> bool:
    """Whether a shape has a size, and a fill or a line."""
    if shape.tag == f"{SVG}rect" and "0" in (shape.get("width"), shape.get("height")):
        return False
    has_fill = shape.tag != f"{SVG}line" and _property(shape, "fill") != "none"
    return has_fill or _property(shape, "stroke") not in ("", "none")


def _property(element: etree._Element, name: str) -> str:
    """A property of `element`, or of the nearest element around that states it; empty where none does."""
    own = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", element.get("style", ""))
    value = own[1].strip() if own else element.get(name)
    parent = element.getparent()
    inherits = parent is not None and not name.startswith("marker")
    return value if value is not None else _property(parent, name) if inherits and parent is not None else ""
