"""Diagrams on paper: whole, never split, their text large enough to read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from course.handout.setting.drawings import Drawing
from course.handout.setting.typst_text import quoted

#: Smallest text of a diagram, in points.
SMALLEST_TEXT_PT = 6.0
#: Its usual text, where the page has room; and the smallest of a drawing that would take half a page.
_USUAL_TEXT_PT, _COMPACT_TEXT_PT = 9.0, 7.5
#: Smallest text of a drawing that stays inside a column beside notes.
_IN_COLUMN_PT = 7.0
#: Height of what a page has room for below a heading and its label, as a share of the whole.
_BELOW_HEADING = 0.86
#: Height of a label above a diagram, at least.
_LABEL_PT = 40.0
#: Between the notes of a column and the next column.
COLUMN_GAP_PT = 16.0
#: Between a column and the notes beside it.
NOTES_GAP_PT = 10.0
#: Larger sheets for what cannot be read on the usual one, in points.
SHEETS = ((841.9, 1190.6), (1190.6, 1683.8), (1683.8, 2383.9), (2383.9, 3370.4))


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of a handout."""

    name: str
    """As Typst calls it: ``a4`` or ``us-letter``; empty for a sheet that lies flat."""
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
        return (self.margin_x_pt, *(place for column in beside for place in column))

    @property
    def flat_width_pt(self) -> float:
        """Width of a line where the page lies on its side."""
        return self.height_pt - 2 * self.margin_x_pt


PAPERS = {"a4": Paper("a4", 595.28, 841.89), "letter": Paper("us-letter", 612.0, 792.0)}


def side_by_side(paper: Paper) -> Paper:
    """The same sheet lying flat, for two languages in two columns."""
    width, height = paper.height_pt, paper.width_pt
    flat = replace(paper, name="", width_pt=width, height_pt=height, has_sides=True)
    return replace(flat, margin_x_pt=36.0, margin_top_pt=50.0, margin_bottom_pt=46.0)


def compact(paper: Paper) -> Paper:
    """The same sheet lying flat, with two columns of text and room for notes beside each."""
    return replace(paper, margin_x_pt=30.0, margin_top_pt=46.0, margin_bottom_pt=42.0, notes_pt=118.0)


def place_diagram(drawing: Drawing, paper: Paper, width_pt: float, caption: str | None, at_top: bool) -> str:
    """`drawing` in a column of `width_pt`; with a page of its own where its text would be too small else.

    Only what stands straight in the page (`at_top`) can have one; elsewhere, and in columns where it can be
    read so, it is turned on its side. In a column it may cover the notes beside it.
    """
    if at_top and paper.notes_pt and (wide := _over_notes(drawing, paper, caption)):
        return wide
    scale = _scale(drawing, width_pt, paper.text_height_pt * _BELOW_HEADING)
    upright = _scale(drawing, width_pt, paper.text_height_pt - 60)
    for tried in (_comfortable(drawing, scale, paper), upright):
        if drawing.text_pt * tried >= SMALLEST_TEXT_PT or not drawing.text_pt:
            return _fitted(drawing, tried, caption) if at_top else _call(drawing, tried, caption)
    turned = _scale(drawing, paper.text_height_pt - (_LABEL_PT if at_top else 60), width_pt)
    if not at_top:
        return _turned(drawing, turned, caption) if turned > upright else _call(drawing, upright, caption)
    own_page = _own_page(drawing, paper, caption)
    if paper.notes_pt and drawing.text_pt * turned >= SMALLEST_TEXT_PT:
        return _turned_or(own_page, drawing, turned, caption)
    return own_page


def _over_notes(drawing: Drawing, paper: Paper, caption: str | None) -> str:
    """A drawing that covers the notes beside its column, where it gains by it; nothing where it does not."""
    height = paper.text_height_pt * _BELOW_HEADING
    inside, over = (_scale(drawing, width, height) for width in (paper.text_width_pt, paper.wide_pt))
    if (
        drawing.text_pt * inside >= _IN_COLUMN_PT
        or drawing.text_pt * over < SMALLEST_TEXT_PT
        or over <= inside
    ):
        return ""
    return _fitted(
        drawing, _comfortable(drawing, over, paper), caption, f"over-notes.with({paper.wide_pt:g}pt)"
    )


def _comfortable(drawing: Drawing, scale: float, paper: Paper) -> float:
    """`scale`, but no larger than text beside it reads well; less where it would take half a page."""
    if not drawing.text_pt:
        return scale
    scale = min(scale, _USUAL_TEXT_PT / drawing.text_pt)
    half = paper.text_height_pt / 2 / drawing.height_pt
    return min(scale, max(half, _COMPACT_TEXT_PT / drawing.text_pt))


def _fitted(drawing: Drawing, scale: float, caption: str | None, frame: str = "") -> str:
    """A drawing that Typst may make smaller, perhaps in a `frame`, with room for what announces it."""
    smallest = SMALLEST_TEXT_PT / drawing.text_pt if drawing.text_pt else scale / 2
    height, least = drawing.height_pt * scale, drawing.height_pt * min(scale, smallest)
    size = f"{drawing.width_pt * scale:.2f}pt, {height:.2f}pt, {least:.2f}pt"
    drawn = _drawn(drawing, "width, height", caption)
    framed = f"{frame}({drawn})" if frame else drawn
    return f"#fitted([{{pulled}}], {size}, (width, height) => {framed})\n"


def _turned(drawing: Drawing, scale: float, caption: str | None) -> str:
    """A drawing on its side, no higher than it is wide."""
    width = drawing.width_pt * scale + 1
    drawn = f"block(width: {width:.2f}pt)[{_call(drawing, scale, caption)}]"
    return f"#on-its-side({drawn})\n"


def _turned_or(own_page: str, drawing: Drawing, scale: float, caption: str | None) -> str:
    """A drawing on its side below what announces it, where that leaves room for it; else `own_page`."""
    least = drawing.width_pt * SMALLEST_TEXT_PT / drawing.text_pt
    size = f"{drawing.width_pt * scale:.2f}pt, {drawing.height_pt * scale:.2f}pt, {least:.2f}pt"
    drawn = _drawn(drawing, "width, height", caption)
    return f"#turned-or([{own_page}], [{{pulled}}], {size}, (width, height) => {drawn})\n"


def _own_page(drawing: Drawing, paper: Paper, caption: str | None) -> str:
    """The smallest sheet on which the diagram's text can be read, the way round that shows it larger."""
    for width, height in ((paper.width_pt, paper.height_pt), *SHEETS):
        upright = _scale_on(drawing, paper, width, height)
        flat = _scale_on(drawing, paper, height, width)
        scale = max(upright, flat)
        if drawing.text_pt * scale >= SMALLEST_TEXT_PT or width > 2000:
            turned = str(flat > upright).lower()
            sheet = f"{width:g}pt, {height:g}pt, {turned}"
            return f"#own-page({sheet})[{{pulled}}{_call(drawing, scale, caption)}]\n"
    return ""


def _scale_on(drawing: Drawing, paper: Paper, width: float, height: float) -> float:
    room = height - paper.margin_top_pt - paper.margin_bottom_pt - 90
    return _scale(drawing, width - 2 * paper.margin_x_pt, room)


def _scale(drawing: Drawing, width_pt: float, height_pt: float) -> float:
    return min(1.0, width_pt / drawing.width_pt, height_pt / drawing.height_pt)


def _call(drawing: Drawing, scale: float, caption: str | None) -> str:
    size = f"{drawing.width_pt * scale:.2f}pt, {drawing.height_pt * scale:.2f}pt"
    return f"#{_drawn(drawing, size, caption)}\n"


def _drawn(drawing: Drawing, size: str, caption: str | None) -> str:
    shown = f"[{caption}]" if caption else "none"
    return f"drawing({quoted(drawing.svg)}, {size}, {shown}, {quoted(drawing.spoken)})"
