"""Makes the colours that a lecturer gives to a diagram readable: in light, in dark and on paper.

A fill stays as it is; its label is black or white, whichever contrasts more. What would vanish on a dark page
(a dark line, a dark text on no fill) is marked, and the dark palette gives it a colour of its own.
Source: WCAG 2.2, "relative luminance" and "contrast ratio", 1.4.3.
"""

from __future__ import annotations

import re

from lxml import etree
from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

from course.diagrams.drawing import SVG

#: The least contrast of a label with its background.
LEAST_CONTRAST = 4.5
#: The class of lines and texts that need another colour on a dark page than the lecturer's.
DIM = "diagram-dim"

_SHAPES = tuple(SVG + name for name in ("rect", "path", "polygon", "circle", "ellipse"))
_BLACK, _WHITE = "#000", "#fff"
#: Lines and texts darker than this are lost on a dark page, whose own luminance is about 0.01.
_DIM_LUMINANCE = 0.23
_PAPERS = (RGBA(1, 1, 1, 1), RGBA(0.1, 0.12, 0.15, 1))


def with_readable_colours(svg: str) -> str:
    """The drawing `svg` with labels and coloured lines made readable: see `colour_readably`."""
    root = etree.fromstring(svg.encode())
    colour_readably(root)
    return str(etree.tostring(root, encoding="unicode"))


def colour_readably(root: etree._Element) -> None:
    """Recolour labels, and mark dark lines with the class `DIM`, in the drawing `root`."""
    for text in root.iter(f"{SVG}text"):
        _colour_label(text)
    for line in root.iter(f"{SVG}g"):
        stroke = _parsed(_style(line, "stroke"))
        if stroke and luminance(stroke) < _DIM_LUMINANCE:
            _mark(line)


def _colour_label(text: etree._Element) -> None:
    """Give a label a colour that its ground, the shape before it in its group, allows."""
    shapes = text.itersiblings(*_SHAPES, preceding=True)
    ground = next((_parsed(_style(shape, "fill")) for shape in shapes), None)
    fill = _parsed(_style(text, "fill"))
    if (
        fill
        and ground
        and ground.alpha == 1
        and contrast(luminance(fill), luminance(ground)) >= LEAST_CONTRAST
    ):
        return
    if ground:
        text.attrib.pop("style", "")
        text.set("fill", label_colour(ground) or "var(--_text)")
    elif fill and luminance(fill) < _DIM_LUMINANCE:
        _mark(text)


def _mark(element: etree._Element) -> None:
    element.set("class", f"{element.get('class', '')} {DIM}".strip())


def _style(element: etree._Element, name: str) -> str:
    """What the element's ``style`` says of `name`, or nothing."""
    match = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", element.get("style", ""))
    return match[1].replace("!important", "").strip() if match else ""


def _parsed(colour: str) -> RGBA | None:
    parsed = parse_color(colour) if colour else None
    return parsed if isinstance(parsed, RGBA) and parsed.alpha > 0 else None


def label_colour(ground: RGBA) -> str | None:
    """Black or white for text on `ground`; None if `ground` is so transparent that it depends on the page."""
    grounds = [luminance(_over(ground, paper)) for paper in _PAPERS]
    better = {_BLACK if contrast(each, 0.0) >= contrast(each, 1.0) else _WHITE for each in grounds}
    return better.pop() if len(better) == 1 else None


def _over(colour: RGBA, paper: RGBA) -> RGBA:
    """`colour` as it looks on `paper`."""
    share = colour.alpha
    mixed = (share * top + (1 - share) * below for top, below in zip(colour[:3], paper[:3], strict=True))
    return RGBA(*mixed, 1)


def luminance(colour: RGBA) -> float:
    """Relative luminance of a colour, from 0 for black to 1 for white."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.red, colour.green, colour.blue)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(one: float, other: float) -> float:
    """Contrast ratio of two luminances, from 1 to 21."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)
