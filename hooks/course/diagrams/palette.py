"""Reads CSS custom properties out of style sheets, and computes values that use them, for files without CSS.

Source: CSS Custom Properties Level 1 (``var()``), CSS Color 5 (``color-mix()``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)")
_MIX = re.compile(r"color-mix\(\s*in\s+\w+\s*,\s*(#\w+|\w+)\s+([\d.]+)%\s*,\s*(#\w+|\w+)\s*\)")
_PART = re.compile(r"^/\* ([\w.-]+\.css) \*/$", re.MULTILINE)
#: The part that has the styles of single elements.
_OF_ELEMENTS = "classes.css"
_DARK = re.compile(r"slate|prefers-color-scheme:\s*dark|@media screen")


def read_palette(styles: Iterable[str]) -> dict[str, str]:
    """The custom properties in style sheets, for the light colour scheme; the first value of each counts.

    The parts of a joined sheet, each under a comment with its name, count as sheets in the order of names.
    """
    return _first_values(styles, in_dark=False)


def read_dark_palette(styles: Sequence[str]) -> dict[str, str]:
    """The same in the dark scheme; a property without a value there has that of the light scheme."""
    return {**read_palette(styles), **_first_values(styles, in_dark=True)}


def _first_values(styles: Iterable[str], *, in_dark: bool) -> dict[str, str]:
    values: dict[str, str] = {}
    for style in (part for joined in styles for part in _parts(joined)):
        for name, value, is_dark in _declarations(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)):
            if is_dark == in_dark:
                values.setdefault(name, value)
    return values


def _parts(style: str) -> list[str]:
    """The sheets that a joined one is made of, in the order of their names; else the sheet itself."""
    before, *parts = _PART.split(style)
    by_name = sorted(part for part in zip(parts[::2], parts[1::2], strict=True) if part[0] != _OF_ELEMENTS)
    return [before, *(text for _, text in by_name)]


def _declarations(style: str) -> Iterator[tuple[str, str, bool]]:
    """Custom properties, their values, and whether the rule is only for the dark scheme or for screens."""
    in_dark = [False]
    before = ""
    for part in re.findall(r"[{};]|[^{};]+", style):
        if part == "{":
            in_dark.append(in_dark[-1] or bool(_DARK.search(before)))
        elif part in "};":
            name, colon, value = before.strip().partition(":")
            if colon and name.startswith("--"):
                yield name.strip(), value.strip(), in_dark[-1]
            if part == "}" and len(in_dark) > 1:
                in_dark.pop()
        before = part if part not in "{};" else ""


def plain_value(value: str, palette: Mapping[str, str]) -> str:
    """`value` with ``var()`` and ``color-mix()`` replaced by their results."""
    for _ in range(12):
        fresh = _VARIABLE.sub(lambda match: palette.get(match[1], match[2] or "none").strip(), value)
        if fresh == value:
            break
        value = fresh
    return _MIX.sub(_mixed, value)


def _mixed(match: re.Match[str]) -> str:
    one, other = _rgb(match[1]), _rgb(match[3])
    if one is None or other is None:
        return match[1]
    share = float(match[2]) / 100
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(one, other, strict=True))


def _rgb(colour: str) -> tuple[int, ...] | None:
    named = {"white": "#ffffff", "black": "#000000"}.get(colour, colour)
    digits = named.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    if not re.fullmatch("[0-9a-fA-F]{6}", digits):
        return None
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
