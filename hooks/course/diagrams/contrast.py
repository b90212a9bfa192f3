"""Text on the lecturer's own fills: black or white, whichever reads better in light, in dark and on paper."""

from __future__ import annotations

import re

from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

#: In order: a fill that the lecturer gave a shape, and the colour of a label that the engine chose for one.
_FILL_OR_LABEL = re.compile(
    r"""style="(?:[^"]*;)?fill:(?P<fill>[^;"]+)|var\(--pele-fg-on-(?:light|dark),[^)]*\)"""
)
_DARK, _LIGHT = "#000", "#fff"


def with_readable_labels(svg: str) -> str:
    """`svg` with the better of black and white for each label on a lecturer's fill: at least 4.58:1.

    Source: WCAG 2.2, "relative luminance" and "contrast ratio". The engine's own choice falls to 4.1:1.
    """
    fill = ""

    def chosen(match: re.Match[str]) -> str:
        nonlocal fill
        if match["fill"] is not None:
            fill = match["fill"]
            return match[0]
        return label_colour(fill) or match[0]

    return _FILL_OR_LABEL.sub(chosen, svg)


def label_colour(fill: str) -> str | None:
    """Black or white, for text on `fill`; None where that is no solid colour."""
    colour = parse_color(fill.replace("!important", "").strip())
    if not isinstance(colour, RGBA) or colour.alpha < 1:
        return None
    return _DARK if contrast(luminance(colour), 0.0) >= contrast(luminance(colour), 1.0) else _LIGHT


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
