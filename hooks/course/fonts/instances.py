"""Fonts that have many weights in one file ("variable"), as files of one weight.

Source: OpenType (``fvar``).
"""

from __future__ import annotations

from pathlib import Path


def has_axes(path: Path) -> bool:
    """Whether the font at `path` has many weights, widths or the like in one file."""
    from fontTools.ttLib import TTFont, TTLibError  # here: few builds open a font

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return "fvar" in font
    except (OSError, TTLibError):
        return False


def write_instance(path: Path, weight: int, target: Path) -> None:
    """Write to `target` the font at `path` at `weight`, or the nearest that it has; all else as usual."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with TTFont(path) as font:
        limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        for axis in font["fvar"].axes:
            if axis.axisTag == "wght":
                limits["wght"] = min(max(weight, axis.minValue), axis.maxValue)
        made = instancer.instantiateVariableFont(font, limits)
        made["OS/2"].usWeightClass = int(limits.get("wght", weight))
        made["head"].macStyle = made["head"].macStyle | 1 if weight >= 600 else made["head"].macStyle & ~1
        made.save(target)
