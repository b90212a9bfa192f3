"""How wide the columns of a table are, how small its type, and whether its page lies on its side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.handout import tree
from course.handout.letters import LONGEST_WORD, cell_width, pieces, seen
from course.handout.tree import Content

#: Sizes of type that a table may have, in points, the first that fits counting.
_SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0)
#: Smaller ones, on a turned page, rather than a larger sheet: who prints that on this paper gets them anyway.
_SMALL_SIZES_PT = (6.5, 6.0, 5.5, 5.0)
#: Space left and right of a cell's text together, in points.
_INSET_PT = 9.0
#: A table of so many columns is turned rather than set with cells of more lines than this.
_MANY_COLUMNS, _MOST_LINES = 7, 3.5
#: Width of a half em of the text face, in em, and what bold adds: a little more than it is.
_CELL_EM, _BOLD = 0.54, 1.06
#: A picture in a cell has at least so much room, where it wants as much, in points.
_PICTURE_PT = 56.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, read."""

    text: str
    """What a reader sees."""
    column: int
    """From 0."""
    columns: int
    is_head: bool
    unbroken: float = 0.0
    """Widest part that may not break, such as inline code, in half ems."""
    rows: int = 1
    side: str = "left"
    """``left``, ``center`` or ``right``."""
    word_em: float = 0.0
    """Width of the longest part of its text that stays on one line, in em of its own type."""
    picture_pt: float = 0.0
    """Width of its widest picture, with marks before it."""
    body: Content = tree.NOTHING


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

    The largest type in which every word fits; only where none does is a turned page tried, with smaller type
    than elsewhere, then turned sheets of `larger_pt`: a turned page leaves the one before it half empty.
    Where no type is small enough, the smallest, its columns in proportion: words that are longer get cut.
    """
    tried = [(size, upright_pt, False) for size in _SIZES_PT]
    tried += [(size, wide_pt, False) for size in _SIZES_PT] if wide_pt else []
    if flat_pt is not None:
        tried += [(size, flat_pt, True) for size in (*_SIZES_PT, *_SMALL_SIZES_PT)]
        tried += [(size, width, True) for width in larger_pt for size in _SIZES_PT]
    for size, width, is_flat in tried:
        least, most = _needs(cells, columns, size)
        if sum(least) > width:
            continue
        wanted = _with_pictures(cells, most)
        plan = Plan(tuple(_shared(least, wanted, width)), size, is_flat, width == wide_pt)
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
    lines = max((want - _INSET_PT) / (width - _INSET_PT) for want, width in pairs)
    return len(most) >= many and lines > _MOST_LINES


def _needs(cells: Sequence[Cell], columns: int, size_pt: float) -> tuple[list[float], list[float]]:
    """For each column the width of its longest word, and of its longest line."""
    least = [size_pt * _CELL_EM * 2 + _INSET_PT] * columns
    most = list(least)
    for cell in sorted(cells, key=lambda cell: cell.columns):
        word, line = _needs_of(cell, size_pt)
        _widen(least, cell, word)
        _widen(most, cell, line if cell.columns == 1 else word)
    most = [max(pair) for pair in zip(least, most, strict=True)]
    return least, most


def _needs_of(cell: Cell, size_pt: float) -> tuple[float, float]:
    """Widths of a cell's longest word, or of a picture that can still be seen, and of its longest line."""
    scale, text = size_pt * _CELL_EM * (_BOLD if cell.is_head else 1.0), seen(cell.text)
    word = max(cell.unbroken, *map(_unbreakable, text.split()), 0.0) * scale
    line = max(map(cell_width, text.split("\n"))) * scale
    least = max(word, cell.word_em * size_pt, min(cell.picture_pt, _PICTURE_PT))
    return least + _INSET_PT, max(least, line) + _INSET_PT


def _widen(widths: list[float], cell: Cell, needed: float) -> None:
    """Give the columns of a cell as much width as it needs: where it has several, each the same."""
    own = range(cell.column, min(cell.column + cell.columns, len(widths)))
    lack = needed - sum(widths[at] for at in own)
    for at in own if lack > 0 else ():
        widths[at] += lack / len(own)


def _with_pictures(cells: Sequence[Cell], most: Sequence[float]) -> list[float]:
    """The widths that columns would like, with those of their pictures."""
    wanted = list(most)
    for cell in sorted((cell for cell in cells if cell.picture_pt), key=lambda cell: cell.columns):
        _widen(wanted, cell, cell.picture_pt + _INSET_PT)
    return wanted


def _unbreakable(word: str) -> float:
    """Width of the longest part of `word` that stays on one line, in half ems."""
    return max(map(cell_width, parts_on_a_line(word)))


def parts_on_a_line(word: str) -> list[str]:
    """The parts of `word` that stay on one line each."""
    return pieces(word) if cell_width(word) > LONGEST_WORD else [word]


def longest_em(text: str, advances_em: Mapping[int, float]) -> float:
    """Width of the longest part of `text` that stays on one line, in em of a font with these advances."""
    parts = (part for word in text.split() for part in parts_on_a_line(word))
    widths = (sum(advances_em.get(ord(c), cell_width(c) * _CELL_EM) for c in part) for part in parts)
    return max(widths, default=0.0)


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """`width` among columns: what each needs, and the rest by what each would like."""
    if sum(most) <= width:
        spare = (width - sum(most)) / len(most) if sum(most) > width * 0.7 else 0.0
        return [part + spare for part in most]
    wishes = [(want - need) ** 0.7 for need, want in zip(least, most, strict=True)]
    total = sum(wishes) or 1.0
    rest = width - sum(least)
    return [need + rest * wish / total for need, wish in zip(least, wishes, strict=True)]
