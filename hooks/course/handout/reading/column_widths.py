"""Tables that never lose a column: how wide each is, how small their type, when the page lies flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course.handout.letters import LONGEST_WORD, cell_width, pieces, seen

#: Sizes of type that a table may have, in points, the first that fits counting.
SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0)
#: Space left and right of a cell's text together, in points.
INSET_PT = 9.0
#: A table of so many columns is turned rather than set with cells of more lines than this.
_MANY_COLUMNS, _MOST_LINES = 7, 3.5
#: Width of a half em of the text face, in em, and what bold adds: a little more than it is.
_CELL_EM, _BOLD = 0.54, 1.06


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of a table needs of width."""

    text: str
    """What a reader sees."""
    column: int
    """From 0."""
    columns: int
    is_head: bool
    longest_code: float = 0
    """Widest part that may not break, such as inline code, in half ems."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set."""

    widths_pt: tuple[float, ...]
    size_pt: float
    is_flat: bool
    """Whether its page lies on its side."""
    is_wide: bool = False
    """Whether it covers the notes beside its column."""


def plan_table(
    cells: Sequence[Cell],
    columns: int,
    upright_pt: float,
    flat_pt: float | None,
    larger_pt: Sequence[float] = (),
    wide_pt: float | None = None,
) -> Plan:
    """Widths for `columns` columns in `upright_pt` points, in `wide_pt` where there is more room beside them,
    or in `flat_pt` where the page may be turned.

    The largest type in which every word fits; from 8 points down a turned page is tried first, then turned
    sheets of `larger_pt`. Where no type is small enough, the smallest, its columns in proportion: words that
    are longer get cut.
    """
    tried = [(size, upright_pt, False) for size in SIZES_PT if size >= 8 or flat_pt is None]
    tried += [(size, wide_pt, False) for size in SIZES_PT] if wide_pt else []
    if flat_pt is not None:
        tried += [(size, width, True) for width in (flat_pt, *larger_pt) for size in SIZES_PT]
    for size, width, is_flat in tried:
        least, most = _needs(cells, columns, size)
        if sum(least) > width:
            continue
        plan = Plan(tuple(_shared(least, most, width)), size, is_flat, width == wide_pt)
        many = 0 if wide_pt and width == upright_pt else _MANY_COLUMNS
        if is_flat or flat_pt is None or not _is_cramped(plan, most, many):
            return plan
    size, width, is_flat = tried[-1]
    least, _ = _needs(cells, columns, size)
    scale = width / sum(least)
    return Plan(tuple(part * scale for part in least), size, is_flat)


def _is_cramped(plan: Plan, most: Sequence[float], many: int) -> bool:
    """Whether a table of `many` columns or more has cells of more lines than more room would give them."""
    pairs = zip(most, plan.widths_pt, strict=True)
    lines = max((want - INSET_PT) / (width - INSET_PT) for want, width in pairs)
    return len(most) >= many and lines > _MOST_LINES


def _needs(cells: Sequence[Cell], columns: int, size_pt: float) -> tuple[list[float], list[float]]:
    """For each column the width of its longest word, and of its longest line."""
    em = size_pt * _CELL_EM
    least = [em * 2 + INSET_PT] * columns
    most = list(least)
    for cell in cells:
        if cell.columns > 1 or cell.column >= columns:
            continue
        at, scale, text = cell.column, em * (_BOLD if cell.is_head else 1.0), seen(cell.text)
        word = max(cell.longest_code, *map(_unbreakable, text.split()), 0.0)
        line = max(map(cell_width, text.split("\n")))
        least[at] = max(least[at], word * scale + INSET_PT)
        most[at] = max(most[at], least[at], line * scale + INSET_PT)
    return least, most


def _unbreakable(word: str) -> float:
    """Width of the longest part of `word` that stays on one line, in half ems."""
    return max(map(cell_width, pieces(word))) if cell_width(word) > LONGEST_WORD else cell_width(word)


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """`width` among columns: what each needs, and the rest by what each would like."""
    if sum(most) <= width:
        spare = (width - sum(most)) / len(most) if sum(most) > width * 0.7 else 0.0
        return [part + spare for part in most]
    wishes = [(want - need) ** 0.7 for need, want in zip(least, most, strict=True)]
    total = sum(wishes) or 1.0
    rest = width - sum(least)
    return [need + rest * wish / total for need, wish in zip(least, wishes, strict=True)]
