"""Diagrams on paper: whole, never split, their text large enough to read."""

from __future__ import annotations

from course.handout import tree
from course.handout.paper import SHEETS, Paper
from course.handout.reading.drawings import Drawing
from course.handout.tree import Content

#: Smallest text of a diagram, in points.
SMALLEST_TEXT_PT = 6.0
#: Its usual text, where the page has room; and the smallest of a drawing that would take half a page.
_USUAL_TEXT_PT, _COMPACT_TEXT_PT = 9.0, 7.5
#: Smallest text of a drawing that stays inside a column beside notes.
_IN_COLUMN_PT = 7.0
#: Height of what a page has room for below a heading and its label, as a share of the whole.
_BELOW_HEADING = 0.86
#: Height of a label above a diagram, at least; and with a heading above that.
_LABEL_PT, _ANNOUNCED_PT = 40.0, 60.0


def place_diagram(
    drawing: Drawing, paper: Paper, width_pt: float, caption: Content, at_top: bool
) -> tree.Block:
    """`drawing` in a column of `width_pt`; with a page of its own where its text would be too small else.

    Only what stands straight in the page (`at_top`) can have one; elsewhere, and in columns where it can be
    read so, it is turned on its side. In a column it may cover the notes beside it.
    """
    figure = tree.Figure(drawing.svg, caption or None, drawing.spoken)
    if at_top and paper.notes_pt and (wide := _over_notes(drawing, figure, paper)):
        return wide
    scale = _scale(drawing, width_pt, paper.text_height_pt * _BELOW_HEADING)
    upright = _scale(drawing, width_pt, paper.text_height_pt - _ANNOUNCED_PT)
    for tried in (_comfortable(drawing, scale, paper), upright):
        if drawing.text_pt * tried >= SMALLEST_TEXT_PT or not drawing.text_pt:
            size = _size(drawing, tried)
            return _fitted(drawing, figure, tried) if at_top else tree.Drawing("drawing", figure, *size)
    turned = _scale(drawing, paper.text_height_pt - (_LABEL_PT if at_top else _ANNOUNCED_PT), width_pt)
    if not at_top:
        if turned > upright:
            return tree.Drawing("on-its-side", figure, *_size(drawing, turned))
        return tree.Drawing("drawing", figure, *_size(drawing, upright))
    own_page = _own_page(drawing, figure, paper)
    if paper.notes_pt and drawing.text_pt * turned >= SMALLEST_TEXT_PT:
        least = round(drawing.width_pt * SMALLEST_TEXT_PT / drawing.text_pt, 2)
        return tree.TurnedOr(Content(), own_page, figure, *_size(drawing, turned), least)
    return own_page


def _size(drawing: Drawing, scale: float) -> tuple[float, float]:
    return round(drawing.width_pt * scale, 2), round(drawing.height_pt * scale, 2)


def _over_notes(drawing: Drawing, figure: tree.Figure, paper: Paper) -> tree.Block | None:
    """A drawing that covers the notes beside its column, where it gains by it; None where it does not."""
    height = paper.text_height_pt * _BELOW_HEADING
    inside, over = (_scale(drawing, width, height) for width in (paper.text_width_pt, paper.wide_pt))
    can_be_read = drawing.text_pt * inside >= _IN_COLUMN_PT
    if can_be_read or drawing.text_pt * over < SMALLEST_TEXT_PT or over <= inside:
        return None
    return _fitted(drawing, figure, _comfortable(drawing, over, paper), paper.wide_pt)


def _comfortable(drawing: Drawing, scale: float, paper: Paper) -> float:
    """`scale`, but no larger than text beside it reads well; less where it would take half a page."""
    if not drawing.text_pt:
        return scale
    scale = min(scale, _USUAL_TEXT_PT / drawing.text_pt)
    half = paper.text_height_pt / 2 / drawing.height_pt
    return min(scale, max(half, _COMPACT_TEXT_PT / drawing.text_pt))


def _fitted(drawing: Drawing, figure: tree.Figure, scale: float, over_pt: float | None = None) -> tree.Fitted:
    """A drawing that may be made smaller, as long as it can be read."""
    smallest = SMALLEST_TEXT_PT / drawing.text_pt if drawing.text_pt else scale / 2
    least = round(drawing.height_pt * min(scale, smallest), 2)
    return tree.Fitted(Content(), figure, *_size(drawing, scale), least, over_pt)


def _own_page(drawing: Drawing, figure: tree.Figure, paper: Paper) -> tree.OwnPage:
    """The smallest sheet on which the diagram's text can be read, the way round that shows it larger."""
    for width, height in ((paper.width_pt, paper.height_pt), *SHEETS):
        upright, flat = (_scale_on(drawing, paper, *sheet) for sheet in ((width, height), (height, width)))
        scale = max(upright, flat)
        if drawing.text_pt * scale >= SMALLEST_TEXT_PT:
            break
    body = Content(tree.Drawing("drawing", figure, *_size(drawing, scale)))
    return tree.OwnPage(Content(), width, height, flat > upright, body)


def _scale_on(drawing: Drawing, paper: Paper, width: float, height: float) -> float:
    room = height - paper.margin_top_pt - paper.margin_bottom_pt - 90
    return _scale(drawing, width - 2 * paper.margin_x_pt, room)


def _scale(drawing: Drawing, width_pt: float, height_pt: float) -> float:
    return min(1.0, width_pt / drawing.width_pt, height_pt / drawing.height_pt)
