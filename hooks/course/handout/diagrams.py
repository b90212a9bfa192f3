"""Diagrams on paper: whole, never split, their text large enough to read."""

from __future__ import annotations

from dataclasses import dataclass

from course.handout.drawings import Drawing
from course.handout.typst_text import quoted

#: Smallest text of a diagram, in points.
SMALLEST_TEXT_PT = 6.0
#: Its usual text, where the page has room; and the smallest of a drawing that would take half a page.
_USUAL_TEXT_PT, _COMPACT_TEXT_PT = 9.0, 7.5
#: Height of what a page has room for below a heading and its label, as a share of the whole.
_BELOW_HEADING = 0.86
#: Larger sheets for what cannot be read on the usual one, in points.
SHEETS = ((841.9, 1190.6), (1190.6, 1683.8), (1683.8, 2383.9), (2383.9, 3370.4))


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of a handout."""

    name: str
    """As Typst calls it: ``a4`` or ``us-letter``."""
    width_pt: float
    height_pt: float
    margin_x_pt: float = 45.4
    margin_top_pt: float = 59.5
    margin_bottom_pt: float = 54.0

    @property
    def text_width_pt(self) -> float:
        """Width of a line."""
        return self.width_pt - 2 * self.margin_x_pt

    @property
    def text_height_pt(self) -> float:
        """Height of the text on a page."""
        return self.height_pt - self.margin_top_pt - self.margin_bottom_pt

    @property
    def flat_width_pt(self) -> float:
        """Width of a line where the page lies on its side."""
        return self.height_pt - 2 * self.margin_x_pt


PAPERS = {"a4": Paper("a4", 595.28, 841.89), "letter": Paper("us-letter", 612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a diagram goes."""

    markup: str
    has_own_page: bool


def place_diagram(
    drawing: Drawing, paper: Paper, width_pt: float, caption: str | None, at_top: bool
) -> Placed:
    """`drawing` in a column of `width_pt`; with a page of its own where its text would be too small else.

    Only what stands straight in the page (`at_top`) can have one; elsewhere it is turned on its side.
    """
    scale = _scale(drawing, width_pt, paper.text_height_pt * _BELOW_HEADING)
    upright = _scale(drawing, width_pt, paper.text_height_pt - 60)
    for tried in (_comfortable(drawing, scale, paper), upright):
        if drawing.text_pt * tried >= SMALLEST_TEXT_PT or not drawing.text_pt:
            markup = _fitted(drawing, tried, caption) if at_top else _call(drawing, tried, caption)
            return Placed(markup, False)
    if not at_top:
        turned = _scale(drawing, paper.text_height_pt - 60, width_pt)
        if turned > upright:
            return Placed(
                f"#align(center, rotate(-90deg, reflow: true)[{_call(drawing, turned, caption)}])\n", False
            )
        return Placed(_call(drawing, upright, caption), False)
    return Placed(_own_page(drawing, paper, caption), True)


def _comfortable(drawing: Drawing, scale: float, paper: Paper) -> float:
    """`scale`, but no larger than text beside it reads well; less where it would take half a page."""
    if not drawing.text_pt:
        return scale
    scale = min(scale, _USUAL_TEXT_PT / drawing.text_pt)
    half = paper.text_height_pt / 2 / drawing.height_pt
    return min(scale, max(half, _COMPACT_TEXT_PT / drawing.text_pt))


def _fitted(drawing: Drawing, scale: float, caption: str | None) -> str:
    """A drawing that Typst may make smaller, with room for what announces it."""
    smallest = SMALLEST_TEXT_PT / drawing.text_pt if drawing.text_pt else scale / 2
    height, least = drawing.height_pt * scale, drawing.height_pt * min(scale, smallest)
    size = f"{drawing.width_pt * scale:.2f}pt, {height:.2f}pt, {least:.2f}pt"
    return f"#fitted([{{pulled}}], {size}, (width, height) => {_drawn(drawing, 'width, height', caption)})\n"


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
