"""Drawings (SVG) of a page, brought to what Typst can draw: light colours, one font, no HTML inside.

An HTML parser writes names in small letters; SVG knows some only as they are spelt.
Source: SVG 2, "Attribute index"; CSS Custom Properties Level 1 (``var()``); usvg's "unsupported" list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from course.diagrams.palette import plain_value

_NAMES = (
    "viewBox preserveAspectRatio markerWidth markerHeight markerUnits refX refY gradientUnits "
    "gradientTransform patternUnits patternContentUnits patternTransform clipPathUnits maskUnits "
    "maskContentUnits textLength lengthAdjust startOffset spreadMethod stdDeviation pathLength "
    "linearGradient radialGradient clipPath textPath foreignObject"
)
_SPELT = {name.lower(): name for name in _NAMES.split()}
#: What Typst does not draw; dropping it leaves every label in place.
_DROPPED = frozenset(("script", "filter", "title", "desc", "metadata", "animate", "animateTransform", "set"))
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_SPACES: Any = {None: "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
FONTS = "Pretendard, Noto Emoji, D2Coding, Noto Sans Symbols 2, Noto Sans Math"
_PX = 0.75  # a CSS pixel, in points


@dataclass(frozen=True, slots=True)
class Svg:
    """An SVG that Typst can set."""

    source: str
    width_pt: float
    """Width at its natural size."""
    height_pt: float
    text_pt: float
    """Height of its smallest text at that size; 0 where it has none."""
    spoken: str
    """What it shows, in words."""


def prepare(element: Any, palette: Mapping[str, str], spoken: str) -> Svg | None:
    """The ``<svg>`` `element` of a page as Typst draws it; None where it has no size."""
    svg = _respelt(element)
    style = svg.get("style") or ""
    own = {**palette, **dict(_DECLARED.findall(style))}
    texts = [part for part in svg.iter() if part.tag.rpartition("}")[2] == "text"]
    texts += [part for part in svg.iter() if part.tag.rpartition("}")[2] == "tspan" and _font_px(part)]
    smallest = min((_font_px(part) or _root_font_px(svg, style) for part in texts), default=0.0)
    shown = svg_size(svg)
    if shown is None:
        return None
    for part in svg.iter():
        for name, value in part.attrib.items():
            part.set(name, plain_value(value, own))
    _set_root(svg, shown, plain_value(svg.get("style") or "", own))
    scale = _PX * shown[0] / (_view(svg) or shown)[0]
    source = etree.tostring(svg, encoding="unicode", with_tail=False)
    return Svg(source, shown[0] * _PX, shown[1] * _PX, smallest * scale, spoken)


def _respelt(element: Any) -> Any:
    """A copy of `element` as SVG: names spelt as SVG knows them, without what is not drawn."""
    made = etree.Element(
        "{http://www.w3.org/2000/svg}" + _SPELT.get(element.tag, element.tag),
        nsmap=_SPACES,
    )
    for name, value in element.attrib.items():
        if name == "xlink:href":
            made.set("{http://www.w3.org/1999/xlink}href", value)
        elif re.fullmatch(r"[a-zA-Z_][\w.-]*", name) and name != "filter" and not name.startswith("on"):
            made.set(_SPELT.get(name, name), value)
    made.text, made.tail = element.text, element.tail
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            _keep_tail(made, child.tail)
        elif child.tag == "foreignobject":
            made.append(_as_text(child))
        else:
            made.append(_respelt(child))
    return made


def _keep_tail(parent: Any, tail: str | None) -> None:
    if tail and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _as_text(element: Any) -> Any:
    """HTML inside a drawing as a line of text in its middle."""
    space = "{http://www.w3.org/2000/svg}"
    x, y, width, height = (_number(element.get(name)) or 0.0 for name in ("x", "y", "width", "height"))
    text = etree.Element(f"{space}text", {"text-anchor": "middle", "dominant-baseline": "middle"})
    text.set("x", str(x + width / 2))
    text.set("y", str(y + height / 2))
    text.text = " ".join("".join(element.itertext()).split())
    return text


def _set_root(svg: Any, size: tuple[float, float], style: str) -> None:
    """Fix the size and the font of the whole drawing."""
    kept = [part for part in style.split(";") if not re.match(r"\s*(?:--|font|max-|min-|width|height)", part)]
    svg.set("style", ";".join(kept))
    svg.set("font-family", FONTS)
    svg.set("font-size", f"{_root_font_px(svg, style):g}")
    svg.set("width", f"{size[0]:g}")
    svg.set("height", f"{size[1]:g}")
    for part in list(svg.iter())[1:]:
        if "font-family" in part.attrib:
            del part.attrib["font-family"]
        if "font" in (part.get("style") or ""):
            part.set("style", re.sub(r"font(?:-family)?\s*:[^;]*;?", "", part.get("style")))


def svg_size(svg: Any) -> tuple[float, float] | None:
    """Width and height in CSS pixels."""
    view = _view(svg)
    width, height = _number(svg.get("width")), _number(svg.get("height"))
    if width and height:
        return width, height
    if view is None:
        return None
    if width:
        return width, width * view[1] / view[0]
    return view


def _view(svg: Any) -> tuple[float, float] | None:
    numbers = re.findall(r"-?[\d.]+(?:e-?\d+)?", svg.get("viewBox") or "")
    if len(numbers) != 4 or float(numbers[2]) <= 0 or float(numbers[3]) <= 0:
        return None
    return float(numbers[2]), float(numbers[3])


def _number(text: str | None) -> float | None:
    match = re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", text or "")
    return float(match[1]) if match and match[1] != "." else None


def _root_font_px(svg: Any, style: str) -> float:
    """Height of the text that states none: the drawing's own, else as browsers have it."""
    stated = re.search(r"(?:^|;)\s*font(?:-size)?\s*:[^;]*?([\d.]+)px", style)
    return float(stated[1]) if stated else _font_px(svg) or 16.0


def _font_px(element: Any) -> float | None:
    """Height of the text of `element` where it states it."""
    for text in (element.get("font-size"), *re.findall(r"font-size:\s*([\d.]+)", element.get("style") or "")):
        if text and (size := _number(text)):
            return size
    return None
