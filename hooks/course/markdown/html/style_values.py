"""The values of a ``style``, read by tinycss2: words, shares, lengths in pixels and colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import tinycss2  # type: ignore[import-untyped]
from tinycss2.color4 import parse_color  # type: ignore[import-untyped]

#: The values of a style by the names of their properties, each as tinycss2's tokens, without spaces.
Values: TypeAlias = Mapping[str, Sequence[Any]]

#: Pixels that one of each unit is worth, roughly; so many that a window's width is a thousand.
_PIXELS = {
    **{
        "px": 1,
        "pt": 1.33,
        "pc": 16,
        "in": 96,
        "cm": 37.8,
        "mm": 3.78,
        "em": 16,
        "rem": 16,
        "ex": 8,
        "ch": 8,
    },
    **{"vw": 10, "vh": 10, "dvw": 10, "dvh": 10, "svw": 10, "svh": 10, "lvw": 10, "lvh": 10, "vmax": 10},
}


@lru_cache(maxsize=4096)
def values_of(style: str) -> dict[str, list[Any]]:
    """The values that count: of those that a style gives twice, the important one, else the last."""
    kept: dict[str, tuple[bool, list[Any]]] = {}
    for each in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        name = each.lower_name.removeprefix("-webkit-") if "clip" in each.lower_name else each.lower_name
        tokens = [token for token in each.value if token.type not in ("whitespace", "comment")]
        is_colour_unread = (
            name in ("color", "background-color") and parse_color(tokens[0] if tokens else "") is None
        )
        if not is_colour_unread and (each.important or not kept.get(name, (False,))[0]):
            kept[name] = (each.important, tokens)
    return {name: tokens for name, (_, tokens) in kept.items()}


def words(values: Values, name: str) -> set[str]:
    """The words among the values of a property."""
    return {token.lower_value for token in values.get(name, ()) if token.type == "ident"}


def word(values: Values, name: str) -> str:
    """The word that a property has; empty without any."""
    return next(iter(words(values, name)), "")


def share_of(token: Any) -> float | None:
    """A number, or a percentage as one: ``50%`` is 0.5."""
    if token.type == "number":
        return float(token.value)
    return float(token.value) / 100 if token.type == "percentage" else None


def pixels(token: Any) -> float | None:
    """A length in pixels; None for what is none, percentages among it."""
    if token.type == "number" and token.value == 0:
        return 0.0
    if token.type != "dimension":
        return None
    worth = _PIXELS.get(token.lower_unit)
    return float(token.value) * worth if worth is not None else None


def lengths(tokens: Sequence[Any]) -> list[float]:
    """The lengths among `tokens`, in pixels."""
    return [length for length in map(pixels, tokens) if length is not None]


def arguments(function: Any) -> list[Any]:
    """What a function of CSS is given, without commas and spaces."""
    return [each for each in function.arguments if each.type not in ("whitespace", "comment", "literal")]


def colour_of(values: Values, name: str) -> tuple[float, ...] | None:
    """The colour in a property: red, green, blue and opacity, from 0 to 1; None without one."""
    for token in values.get(name, ()):
        colour = parse_color(token)
        if colour is not None and not isinstance(colour, str):
            return tuple(0.0 if part is None else float(part) for part in colour.to("srgb"))
    return None


def font_size(values: Values) -> float | None:
    """The size of letters in pixels; in ``font`` it is the first length."""
    for name in ("font-size", "font"):
        for token in values.get(name, ()):
            size = float(token.value) * 0.16 if token.type == "percentage" else pixels(token)
            if size is not None:
                return size
    return None
