"""The colours in ``extra.course.colours``, and all that are derived from them, for light and dark pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: Background of the page in the light and in the dark scheme, as course.css has it.
PAPER, _DARK_PAPER = "#fbfaf6", "#12181e"
#: The brand's colour where none is set, as course.css has it.
BRAND = "#0b6470"
#: What a text colour must differ by from its ground. Source: WCAG 2.2, 1.4.3.
_CONTRAST = 4.5
_KEYS = ("brand", "accent")


def colour_faults(key: str, value: object) -> list[tuple[str, str]]:
    """Every fault of the colours, each as the end of a sentence and how to mend it; empty if sound.

    The sentence begins with the setting's name: `` is not a mapping of colours``.
    """
    if not isinstance(value, Mapping) or not value:
        return [(" is not a mapping of colours", f'write it as {key}: {{brand: "#0b6470"}}')]
    faults = []
    for name, colour in value.items():
        if name not in _KEYS:
            faults.append((f".{name} is not a setting", f"use {' or '.join(_KEYS)}"))
        elif not re.fullmatch("#[0-9a-fA-F]{6}", str(colour)):
            faults.append((f".{name} is not a colour", f'write it as {name}: "#0b6470"'))
        elif (ratio := contrast(str(colour), PAPER)) < _CONTRAST:
            what = f".{name} has a contrast of {ratio:.1f}:1 on the page, too little to be read"
            faults.append((what, f"take a darker one, of {_CONTRAST}:1 at least"))
    return faults


def render_colours(colours: Mapping[str, str]) -> str:
    """A style sheet with the colours, to be loaded after course.css. They must have no `colour_faults`."""
    light = "".join(f"  {name}: {value};\n" for name, value in _variables(colours, dark=False).items())
    dark = "".join(f"    {name}: {value};\n" for name, value in _variables(colours, dark=True).items())
    return (
        "/* Written by the build from extra: course: colours. */\n"
        f":root,\n[data-md-color-scheme] {{\n{light}}}\n\n"
        f'@media screen {{\n  [data-md-color-scheme="slate"] {{\n{dark}  }}\n}}\n'
    )


def _variables(colours: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """Custom properties of course.css with their values."""
    ground, far = (_DARK_PAPER, "#ffffff") if dark else (PAPER, "#000000")
    values: dict[str, str] = {}
    if "brand" in colours:
        brand = _readable(colours["brand"]) if dark else colours["brand"]
        tint = mixed(brand, ground, 0.16)
        values |= {"--course-brand": brand, "--course-brand-strong": mixed(brand, far, 0.75)}
        values |= {
            "--course-tint": tint,
            "--diagram-node": tint,
            "--diagram-border": mixed(brand, ground, 0.7),
        }
    if "accent" in colours:
        accent = _readable(colours["accent"]) if dark else colours["accent"]
        values |= {"--course-warm": accent, "--course-warm-tint": mixed(accent, ground, 0.12)}
        values |= {"--md-accent-fg-color--transparent": f"{accent}1a"}
    return values


def _readable(colour: str) -> str:
    """`colour`, lightened until it has enough contrast on a dark page."""
    shades = (mixed(colour, "#ffffff", 1 - step / 20) for step in range(20))
    return next((shade for shade in shades if contrast(shade, _DARK_PAPER) >= _CONTRAST), "#ffffff")


def named_palette(palette: object, names: Mapping[str, str]) -> object:
    """The positions of the theme's switch for light and dark, each with a name where it has none.

    `names` are those of the position that follows the ``device``, of ``light`` and of ``dark``.
    """
    if not isinstance(palette, list):
        return palette
    return [_named(entry, names) for entry in palette]


def _named(entry: Any, names: Mapping[str, str]) -> Any:
    toggle = entry.get("toggle")
    if not isinstance(toggle, Mapping) or toggle.get("name"):
        return entry
    scheme = entry.get("scheme")
    position = "device" if scheme is None else "dark" if scheme == "slate" else "light"
    return {**entry, "toggle": {**toggle, "name": names[position]}}


def mixed(one: str, other: str, share: float) -> str:
    """A mixture of two colours; `share`, from 0 to 1, is the part of `one`."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
