"""The signs of a formula in one line, and how text without markup writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

#: Places of signs beside the line.
RAISED, LOWERED = "^", "_"
#: A space that stands only between two things, and on the line: not before a closing bracket, say.
SOFT = "\0"
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈√"), frozenset(")]}⟩⌋⌉,;.")
_AS_RAISED = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzT",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
        strict=True,
    )
)
_AS_LOWERED = dict(zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a formula in one line."""

    text: str
    """One character, perhaps with an accent."""
    place: str = ""
    """``^`` raised, ``_`` lowered, ``^_`` lowered beside what is raised; empty on the line."""


def on_line(text: str) -> Iterator[Sign]:
    """A sign on the line for each character of `text`."""
    return map(Sign, text)


def beside(place: str, signs: Iterable[Sign]) -> Iterator[Sign]:
    """`signs` raised or lowered, closer together."""
    return (Sign(sign.text, place + sign.place) for sign in signs if sign.text != SOFT)


def with_spaces(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """`signs` with a space for each soft one that stands between two things."""
    out: list[Sign] = []
    is_asked = False
    for sign in signs:
        if sign.text == SOFT:
            is_asked = True
            continue
        if is_asked and out and _is_apart(out[-1], sign):
            out.append(Sign(" "))
        is_asked = False
        out.append(sign)
    return tuple(out)


def _is_apart(one: Sign, other: Sign) -> bool:
    return one.text not in _OPENING and other.text not in _CLOSING and " " not in (one.text, other.text)


def plain_text(signs: Sequence[Sign]) -> str:
    """The signs as text: raised and lowered ones as Unicode has them, else behind ``^`` and ``_``."""
    groups = groupby(signs, key=lambda sign: sign.place[:1])
    return "".join(_written(place, tuple(group)) for place, group in groups)


def _written(place: str, signs: Sequence[Sign]) -> str:
    if not place:
        return "".join(sign.text for sign in signs)
    inner = plain_text([replace(sign, place=sign.place[1:]) for sign in signs])
    table = _AS_RAISED if place == RAISED else _AS_LOWERED
    if all(letter in table for letter in inner):
        return "".join(table[letter] for letter in inner)
    is_one = len(inner) == 1 or inner[:1] + inner[-1:] in ("()", "[]")
    return f"{place}{inner}" if is_one else f"{place}({inner})"
