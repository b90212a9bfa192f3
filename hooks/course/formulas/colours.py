"""Colours that a lecturer gives to parts of a formula, made readable on a light page and on a dark one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

#: Grounds of a page, and the least contrast of a text with them. Source: WCAG 2.2, 1.4.3.
_LIGHT, _DARK = (1.0, 1.0, 1.0), (0.12, 0.13, 0.16)
_LEAST_CONTRAST = 4.5
_STEPS = 20
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;]+);?")
_GROUND = re.compile(r"background-color\s*:\s*([^;]+)")

_Rgb = tuple[float, float, float]


def colour_readably(root: etree._Element) -> None:
    """Give every coloured part of a formula two colours, for light and dark; one on a ground keeps its own.

    The style sheet chooses between ``--light`` and ``--dark``.
    """
    for element in root.iter(etree.Element):
        style = _as_style(element)
        if ground := _parsed(_GROUND.search(style)):
            element.set("style", f"{_COLOUR.sub('', style)};color:{_on(ground)}")
            element.set("class", f"{element.get('class', '')} formula-ground".strip())
        elif (match := _COLOUR.search(style)) and (colour := _parsed(match)):
            light, dark = _towards(colour, _LIGHT), _towards(colour, _DARK)
            if any(_GROUND.search(each.get("style", "")) for each in element.iterancestors()):
                continue
            rest = _COLOUR.sub("", style)
            element.set("style", f"--light:{_hex(light)};--dark:{_hex(dark)};{rest}".rstrip(";"))
            element.set("class", f"{element.get('class', '')} formula-colour".strip())


def _as_style(element: etree._Element) -> str:
    """The element's style, with what old attributes say of its colours."""
    for attribute, name in (("mathcolor", "color"), ("mathbackground", "background-color")):
        if value := element.get(attribute):
            del element.attrib[attribute]
            element.set("style", f"{name}:{value};{element.get('style', '')}")
    return element.get("style", "")


def _parsed(match: re.Match[str] | None) -> _Rgb | None:
    colour = parse_color(match[1]) if match else None
    return (colour.red, colour.green, colour.blue) if isinstance(colour, RGBA) else None


def _on(ground: _Rgb) -> str:
    """Black or white, whichever contrasts more with `ground`."""
    return max(("#000", "#fff"), key=lambda name: _contrast(_rgb(name), ground))


def _rgb(name: str) -> _Rgb:
    return (0.0, 0.0, 0.0) if name == "#000" else (1.0, 1.0, 1.0)


def _towards(colour: _Rgb, page: _Rgb) -> _Rgb:
    """`colour`, or the first colour between it and black or white that can be read on `page`."""
    end = _rgb(_on(page))
    return next(shade for shade in _shades(colour, end) if _contrast(shade, page) >= _LEAST_CONTRAST)


def _shades(colour: _Rgb, end: _Rgb) -> Iterator[_Rgb]:
    for step in range(_STEPS + 1):
        share = step / _STEPS
        red, green, blue = (a + (b - a) * share for a, b in zip(colour, end, strict=True))
        yield red, green, blue


def _contrast(one: _Rgb, other: _Rgb) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: _Rgb) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _hex(colour: _Rgb) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in colour)
