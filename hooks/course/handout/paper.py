"""The sheets of handouts: size, margins, columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

#: Between the notes of a column and the next column, and between a column and the notes beside it, in points.
COLUMN_GAP_PT, NOTES_GAP_PT = 16.0, 10.0
#: Larger sheets for what cannot be read on the usual one, in points.
SHEETS = ((841.9, 1190.6), (1190.6, 1683.8), (1683.8, 2383.9), (2383.9, 3370.4))


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of a handout."""

    name: str
    """``a4`` or ``us-letter``; empty for a sheet that lies flat."""
    width_pt: float
    height_pt: float
    margin_x_pt: float = 45.4
    margin_top_pt: float = 59.5
    margin_bottom_pt: float = 54.0
    notes_pt: float = 0.0
    """Width of the room for notes beside each of the two columns of a sheet that lies flat; 0: no columns."""
    has_sides: bool = False
    """Whether two languages stand side by side."""

    @property
    def text_width_pt(self) -> float:
        """Width of a line."""
        if self.notes_pt:
            return (self.flat_width_pt - 2 * self.notes_pt - COLUMN_GAP_PT) / 2
        return self.width_pt - 2 * self.margin_x_pt

    @property
    def wide_pt(self) -> float:
        """Width of a line where what is wide may cover the room for notes beside it."""
        return self.text_width_pt + self.notes_pt

    @property
    def text_height_pt(self) -> float:
        """Height of the text on a page."""
        height = self.width_pt if self.notes_pt else self.height_pt
        return height - self.margin_top_pt - self.margin_bottom_pt

    @property
    def flat_width_pt(self) -> float:
        """Width of a line where the page lies on its side."""
        return self.height_pt - 2 * self.margin_x_pt

    def columns_on(self, width_pt: float, height_pt: float) -> tuple[tuple[float, float], ...]:
        """From where to where the text of each column reaches, on a page of that size."""
        if self.has_sides and abs(width_pt - self.width_pt) < 2:
            return ((0.0, width_pt / 2), (width_pt / 2, width_pt))
        if not self.notes_pt or abs(width_pt - self.height_pt) > 2 or height_pt > width_pt:
            return ((0.0, width_pt),)
        left, step = self.margin_x_pt, self.text_width_pt + self.notes_pt + COLUMN_GAP_PT
        return tuple((start - 1, start + self.text_width_pt + 1) for start in (left, left + step))

    def notes_at(self, width_pt: float, height_pt: float) -> tuple[float, ...]:
        """Where lines for notes begin, on a page of that size."""
        columns = self.columns_on(width_pt, height_pt)
        beside = [(left + 1, right - 1 + NOTES_GAP_PT) for left, right in columns if left > 0]
        return (self.margin_x_pt, *(start for column in beside for start in column))


PAPERS = {"a4": Paper("a4", 595.28, 841.89), "letter": Paper("us-letter", 612.0, 792.0)}


def side_by_side(paper: Paper) -> Paper:
    """The same sheet lying flat, for two languages in two columns."""
    width, height = paper.height_pt, paper.width_pt
    flat = replace(paper, name="", width_pt=width, height_pt=height, has_sides=True)
    return replace(flat, margin_x_pt=36.0, margin_top_pt=50.0, margin_bottom_pt=46.0)


def compact(paper: Paper) -> Paper:
    """The same sheet lying flat, with two columns of text and room for notes beside each."""
    return replace(paper, margin_x_pt=30.0, margin_top_pt=46.0, margin_bottom_pt=42.0, notes_pt=118.0)


#: How a sheet may lie, by the name that an edition calls it.
LAYOUTS: Mapping[str, Callable[[Paper], Paper]] = {
    "upright": lambda paper: paper,
    "columns": compact,
    "two languages": side_by_side,
}
