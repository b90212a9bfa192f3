"""Inline styles that hide: which declarations of a ``style`` leave a reader nothing to see.

Only what a style says by itself is judged. What a style sheet, a script or a neighbour hides is seen in a
browser: `course.checks.seen`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from course.markdown.html.style_values import (
    Values,
    arguments,
    colour_of,
    font_size,
    lengths,
    pixels,
    share_of,
    values_of,
    word,
    words,
)

#: Text less high, and boxes less wide, than so many pixels are not seen.
_LEAST_TEXT, _LEAST_BOX = 2.5, 1.0
#: Text less opaque than this is not seen.
_LEAST_OPACITY = 0.1
#: So many pixels to the left or above is out of every window; to the right and below one can scroll further.
_FAR, _VERY_FAR = 900, 5000
_OFFSETS = ("left", "top", "right", "bottom", "inset", "inset-inline-start", "inset-block-start")
_MARGINS = ("text-indent", "margin-left", "margin-top", "margin-inline-start", "margin-block-start", "margin")
_SIZES = ("width", "height", "inline-size", "block-size")


class Ink(NamedTuple):
    """What a style says of the text in its element, where an element inside may say otherwise.

    None: nothing, so that the text is as around the element.
    """

    visible: bool | None
    """Whether it is shown at all."""
    large: bool | None
    """Whether its letters are large enough to be seen."""
    colour: tuple[float, ...] | None
    """Red, green, blue and opacity of its letters, from 0 to 1."""
    ground: tuple[float, ...] | None
    """The same of what lies behind them."""


@lru_cache(maxsize=4096)
def hides(style: str) -> bool:
    """Whether a ``style`` hides its element with all that is in it, whatever the styles of that."""
    return any(rule(values) for values in [values_of(style)] for rule in _RULES)


@lru_cache(maxsize=4096)
def ink(style: str) -> Ink:
    """What a ``style`` says of the text in its element."""
    values = values_of(style)
    visibility, size = word(values, "visibility"), font_size(values)
    colour = next(
        filter(None, (colour_of(values, each) for each in ("-webkit-text-fill-color", "color"))), None
    )
    if {"text-shadow", "-webkit-text-stroke"} & {*values} or "text" in words(values, "background-clip"):
        colour = None  # the letters are seen by something other than their colour
    grounds = (colour_of(values, each) for each in ("background-color", "background"))
    return Ink(
        visibility not in ("hidden", "collapse") if visibility else None,
        size >= _LEAST_TEXT if size is not None else None,
        colour,
        next(filter(None, grounds), None),
    )


def is_seen(text: Ink) -> bool:
    """Whether text of this `ink` is seen."""
    if text.visible is False or text.large is False:
        return False
    if text.colour is None:
        return True
    opaque = text.ground is not None and text.ground[3] > 1 - _LEAST_OPACITY
    same = opaque and all(
        abs(a - b) < 0.05 for a, b in zip(text.colour[:3], (text.ground or ())[:3], strict=True)
    )
    return text.colour[3] > _LEAST_OPACITY and not same


def _is_not_there(values: Values) -> bool:
    return word(values, "display") == "none" or word(values, "content-visibility") == "hidden"


def _is_see_through(values: Values) -> bool:
    given = [*values.get("opacity", ())]
    for token in values.get("filter", ()):
        if token.type == "function" and token.lower_name == "opacity":
            given += arguments(token)
    return any(share is not None and share <= _LEAST_OPACITY for share in map(share_of, given))


def _is_cut_to_nothing(values: Values) -> bool:
    """Whether the box has no width or height and cuts off what stands out of it."""
    cuts = {"hidden", "clip", "scroll", "auto"}
    if not any(cuts & words(values, f"overflow{axis}") for axis in ("", "-x", "-y", "-inline", "-block")):
        return False
    if any(name.startswith("padding") for name in values):
        return False  # a box that has its height from there, as around films
    for name in (*_SIZES, *(f"max-{each}" for each in _SIZES), "line-height"):
        tokens = values.get(name, ())
        if any((length := pixels(token)) is not None and length <= _LEAST_BOX for token in tokens):
            return True
        if any(token.type in ("number", "percentage") and token.value == 0 for token in tokens):
            return True
    indents = [share for share in map(share_of, values.get("text-indent", ())) if share is not None]
    return any(share >= 1 for share in indents)


def _is_clipped_away(values: Values) -> bool:
    if any(_is_empty_shape(token) for token in values.get("clip-path", ()) if token.type == "function"):
        return True
    if word(values, "position") not in ("absolute", "fixed"):
        return False
    for token in values.get("clip", ()):
        if token.type == "function" and token.lower_name == "rect":
            edges = [pixels(each) for each in arguments(token)]
            if len(edges) == 4 and None not in edges:
                top, right, bottom, left = (edge or 0.0 for edge in edges)
                return right - left <= _LEAST_BOX or bottom - top <= _LEAST_BOX
    return False


def _is_empty_shape(shape: Any) -> bool:
    """Whether a shape of ``clip-path`` leaves nothing."""
    given = arguments(shape)
    if any(token.type == "ident" and token.lower_value == "round" for token in given):
        given = given[: next(n for n, token in enumerate(given) if token.type == "ident")]
    numbers = [share for share in map(share_of, given) if share is not None]
    match shape.lower_name:
        case "inset":
            if len(numbers) < len(given):
                return False  # lengths: how much they leave, the browser knows
            top, right, bottom, left = (*numbers, *_OTHER_EDGES[len(numbers)](numbers))[:4]
            return top + bottom >= 1 or right + left >= 1
        case "circle" | "ellipse":
            return bool(given) and 0 in (share_of(given[0]), pixels(given[0]))
        case "polygon":
            if len(numbers) < len(given) or len(numbers) < 6:
                return bool(given) and all(pixels(token) == 0 or share_of(token) == 0 for token in given)
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            turned = zip(points, [*points[1:], points[0]], strict=True)
            return abs(sum(a * d - b * c for (a, b), (c, d) in turned)) < 0.001
    return False


#: By how many edges of ``inset`` are given, those that are not. Source: CSS Shapes 1, "inset()".
_OTHER_EDGES: Mapping[int, Callable[[list[float]], list[float]]] = {
    0: lambda _: [0.0] * 4,
    1: lambda given: [given[0]] * 3,
    2: lambda given: [given[0], given[1]],
    3: lambda given: [given[1]],
    4: lambda _: [],
}


def _is_far_off(values: Values) -> bool:
    """Whether the element, or its text, stands far out of the window."""
    moved = [length for name in _MARGINS for length in lengths(values.get(name, ()))]
    if word(values, "position") in ("absolute", "fixed", "relative", "sticky"):
        moved += [length for name in _OFFSETS for length in lengths(values.get(name, ()))]
    for token in (*values.get("transform", ()), *values.get("translate", ())):
        if token.type == "function" and token.lower_name.startswith("translate"):
            moved += lengths(arguments(token))
        elif token.type == "dimension":
            moved += lengths([token])
    return any(length <= -_FAR or length >= _VERY_FAR for length in moved)


def _is_turned_away(values: Values) -> bool:
    """Whether the element is made so small, or turned so that its edge is all one sees."""
    scales = [share for share in map(share_of, values.get("scale", ())) if share is not None]
    turns: list[float] = []
    for token in values.get("transform", ()):
        if token.type != "function":
            continue
        given = arguments(token)
        if token.lower_name.startswith("scale"):
            scales += [share for share in map(share_of, given[:2]) if share is not None]
        elif token.lower_name == "matrix" and len(given) == 6:
            a, b, c, d = (share_of(each) or 0.0 for each in given[:4])
            scales.append(abs(a * d - b * c))
        elif token.lower_name in ("rotatex", "rotatey"):
            turns += [float(each.value) for each in given if getattr(each, "lower_unit", "") == "deg"]
    return any(abs(scale) < 0.1 for scale in scales) or any(abs(turn) % 180 == 90 for turn in turns)


_RULES = (_is_not_there, _is_see_through, _is_cut_to_nothing, _is_clipped_away, _is_far_off, _is_turned_away)
