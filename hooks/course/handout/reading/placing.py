"""Diagrams on paper: whole, never split, their text large enough to read."""

from __future__ import annotations

from dataclasses import replace

from course.handout import tree
from course.handout.paper import SHEETS, Paper
from course.handout.reading.drawings import Svg
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


def place_diagram(svg: Svg, paper: Paper, width_pt: float, caption: Content, at_top: bool) -> tree.Block:
    """A drawing in a column of `width_pt`; with a page of its own where its text would be too small else.

    Only what stands straight in the page (`at_top`) can have one; elsewhere, and in columns where it can be
    read so, it is turned on its side. In a column it may cover the notes beside it.
    """
    drawing = tree.Drawing("drawing", svg.source, caption or None, svg.spoken, svg.width_pt, svg.height_pt)
    if at_top and paper.notes_pt and (over := _scale_over_notes(svg, paper)):
        return replace(_fitted(drawing, svg, over), over_pt=paper.wide_pt)
    scale = _scale(svg, width_pt, paper.text_height_pt * _BELOW_HEADING)
    upright = _scale(svg, width_pt, paper.text_height_pt - _ANNOUNCED_PT)
    for tried in (_comfortable(svg, scale, paper), upright):
        if svg.text_pt * tried >= SMALLEST_TEXT_PT or not svg.text_pt:
            return _fitted(drawing, svg, tried) if at_top else _scaled(drawing, tried)
    turned = _scale(svg, paper.text_height_pt - (_LABEL_PT if at_top else _ANNOUNCED_PT), width_pt)
    on_its_side = replace(_scaled(drawing, turned), kind="on-its-side")
    if not at_top:
        return on_its_side if turned > upright else _scaled(drawing, upright)
    own_page = _own_page(drawing, svg, paper)
    if not paper.notes_pt or svg.text_pt * turned < SMALLEST_TEXT_PT:
        return own_page
    least = round(svg.width_pt * SMALLEST_TEXT_PT / svg.text_pt, 2)
    return replace(on_its_side, kind="turned-or", least_pt=least, otherwise=own_page)


def _scaled(drawing: tree.Drawing, scale: float) -> tree.Drawing:
    width, height = round(drawing.width_pt * scale, 2), round(drawing.height_pt * scale, 2)
    return replace(drawing, width_pt=width, height_pt=height)


def _scale_over_notes(svg: Svg, paper: Paper) -> float:
    """The scale of a drawing that covers the notes beside its column; 0 where it gains nothing by it."""
    height = paper.text_height_pt * _BELOW_HEADING
    inside, over = (_scale(svg, width, height) for width in (paper.text_width_pt, paper.wide_pt))
    can_be_read = svg.text_pt * inside >= _IN_COLUMN_PT
    is_vain = can_be_read or svg.text_pt * over < SMALLEST_TEXT_PT or over <= inside
    return 0.0 if is_vain else _comfortable(svg, over, paper)


def _comfortable(svg: Svg, scale: float, paper: Paper) -> float:
    """`scale`, but no larger than text beside it reads well; less where it would take half a page."""
    if not svg.text_pt:
        return scale
    scale = min(scale, _USUAL_TEXT_PT / svg.text_pt)
    half = paper.text_height_pt / 2 / svg.height_pt
    return min(scale, max(half, _COMPACT_TEXT_PT / svg.text_pt))


def _fitted(drawing: tree.Drawing, svg: Svg, scale: float) -> tree.Drawing:
    """A drawing that may be made smaller, as long as it can be read."""
    smallest = SMALLEST_TEXT_PT / svg.text_pt if svg.text_pt else scale / 2
    least = round(svg.height_pt * min(scale, smallest), 2)
    return replace(_scaled(drawing, scale), kind="fitted", least_pt=least)


def _own_page(drawing: tree.Drawing, svg: Svg, paper: Paper) -> tree.OwnPage:
    """The smallest sheet on which the diagram's text can be read, the way round that shows it larger."""
    for width, height in ((paper.width_pt, paper.height_pt), *SHEETS):
        upright, flat = (_scale_on(svg, paper, *sheet) for sheet in ((width, height), (height, width)))
        scale = max(upright, flat)
        if svg.text_pt * scale >= SMALLEST_TEXT_PT:
            break
    return tree.OwnPage(tree.NOTHING, width, height, flat > upright, Content(_scaled(drawing, scale)))


def _scale_on(svg: Svg, paper: Paper, width: float, height: float) -> float:
    room = height - paper.margin_top_pt - paper.margin_bottom_pt - 90
    return _scale(svg, width - 2 * paper.margin_x_pt, room)


def _scale(svg: Svg, width_pt: float, height_pt: float) -> float:
    return min(1.0, width_pt / svg.width_pt, height_pt / svg.height_pt)
