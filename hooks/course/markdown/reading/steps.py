"""The difference between two sequences, step by step."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: ``equal``, ``replace``, ``delete`` or ``insert``; start and end in one sequence, then in the other.
Step = tuple[str, int, int, int, int]


def steps(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Step]:
    """The steps from `one` to `other`, in order, as difflib's opcodes.

    Equal beginnings and ends are taken off first: difflib's time grows with the square of what is equal.
    """
    start, end = _common_ends(one, other)
    a, b = len(one) - end, len(other) - end
    between = (
        _additions(one[start:a], other[start:b])
        or SequenceMatcher(None, one[start:a], other[start:b], autojunk=False).get_opcodes()
    )
    in_order: list[Step] = [("equal", 0, start, 0, start)] if start else []
    in_order += [(how, i + start, j + start, k + start, n + start) for how, i, j, k, n in between]
    return [*in_order, ("equal", a, len(one), b, len(other))] if end else in_order


def _additions(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Step]:
    """The steps where `other` is `one` with more in between; none where anything of `one` is lost.

    difflib takes the longest equal stretch first: of repeated elements it may pair the wrong ones, and find
    a loss where there is none.
    """
    in_order: list[Step] = []
    at = 0
    for n, each in enumerate(other):
        how, after = ("equal", at + 1) if at < len(one) and one[at] == each else ("insert", at)
        if in_order and in_order[-1][0] == how:
            before = in_order.pop()
            in_order.append((how, before[1], after, before[3], n + 1))
        else:
            in_order.append((how, at, after, n, n + 1))
        at = after
    return in_order if at == len(one) else []


def _common_ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many elements are equal at the beginning of both, and how many of the rest at the end."""
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    most -= start
    return start, next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)


@dataclass(frozen=True, slots=True)
class Region:
    """Units that differ: `first` to `last` of the original, `start` to `end` of the translation."""

    first: int
    last: int
    start: int
    end: int


def align(original: Sequence[str], translation: Sequence[str]) -> tuple[list[tuple[int, int]], list[Region]]:
    """Numbers of the units of equal shape, in pairs, and the stretches between them that differ.

    `original` and `translation` give the shape of every unit, such as ``h2`` or ``li``.
    """
    pairs: list[tuple[int, int]] = []
    regions: list[Region] = []
    # Not `steps`: shapes repeat, and what is passed over at the ends would be paired with the wrong ones.
    matcher = SequenceMatcher(None, original, translation, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            regions.append(Region(a, b, c, d))
    return pairs, regions
