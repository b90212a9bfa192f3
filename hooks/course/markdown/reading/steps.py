"""How one sequence becomes another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: ``equal``, ``replace``, ``delete`` or ``insert``; from where to where in the one, and in the other.
Step = tuple[str, int, int, int, int]


def steps(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Step]:
    """The steps from `one` to `other`, in order, as difflib's opcodes.

    What both begin and end with is passed over first, since difflib takes the square of what is alike.
    """
    start, end = _common_ends(one, other)
    a, b = len(one) - end, len(other) - end
    between = SequenceMatcher(None, one[start:a], other[start:b], autojunk=False).get_opcodes()
    found: list[Step] = [("equal", 0, start, 0, start)] if start else []
    found += [(how, i + start, j + start, k + start, n + start) for how, i, j, k, n in between]
    return [*found, ("equal", a, len(one), b, len(other))] if end else found


def _common_ends(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[int, int]:
    """How many are alike at the beginning, and how many of the rest at the end."""
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    most -= start
    return start, next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)


@dataclass(frozen=True, slots=True)
class Region:
    """Units whose shapes differ: `first` to `last` of the original, `start` to `end` of the other."""

    first: int
    last: int
    start: int
    end: int


def align(original: Sequence[str], translation: Sequence[str]) -> tuple[list[tuple[int, int]], list[Region]]:
    """Pairs of equal shapes, by their numbers, and the regions between them where the two differ."""
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
