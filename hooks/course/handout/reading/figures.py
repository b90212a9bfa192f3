"""Code and diagrams of a page: diagrams whole, their text large enough to read.

One whose text would be too small on any page is cut into slices; where that does not help, it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from course.handout import tree
from course.handout.letters import seen
from course.handout.paper import Paper
from course.handout.reading import html
from course.handout.reading.html import Element
from course.handout.reading.pictures import read_svg
from course.handout.reading.reader import BlockReader
from course.handout.reading.slices import Slice, cut
from course.handout.tree import Content, Text

_TAB = 4
#: The source of a diagram that could not be drawn stays on one page up to so many lines.
_WHOLE_SOURCE = 40
#: Smallest text of a diagram, in points.
_SMALLEST_TEXT_PT = 6.0
#: Its usual text, where the page has room; and the smallest of a drawing that would take half a page.
_USUAL_TEXT_PT, _COMPACT_TEXT_PT = 9.0, 7.5
#: Smallest text of a drawing that stays inside a column beside notes.
_IN_COLUMN_PT = 7.0
#: What is smaller than this on a page of its own is cut into slices.
_LEAST_TEXT_PT = 5.5
#: Height of the lines above and below a slice.
_SLICE_LINES_PT = 30.0
#: Between slices that stand beside one another.
_SLICE_GAP_PT = 20.0
#: Height of what a page has room for below a heading and its label, as a share of the whole.
_BELOW_HEADING = 0.86
#: Height of a label above a diagram, at least; and with a heading above that.
_LABEL_PT, _ANNOUNCED_PT = 40.0, 60.0


def code_block(element: Element, title: str = "") -> tree.CodeBlock:
    """The code that an element holds, without empty lines around it."""
    text = seen(html.plain_text(element).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.expandtabs(_TAB).rstrip() for line in text.split("\n")]
    full = [number for number, line in enumerate(lines) if line]
    shown = lines[full[0] : full[-1] + 1] if full else []
    return tree.CodeBlock(Content(Text(title)) if title else None, tuple(shown))


def read_code(element: Element, reader: BlockReader) -> Content:
    """A code block with its file's name; of a block with numbered lines the code alone."""
    shown = [element] if element.tag != "div" else list(element.iter("pre"))
    shown = [block for block in shown if "linenodiv" not in html.classes(block.getparent())]
    named = (part.text_content() for part in element.iter("*") if "filename" in html.classes(part))
    title = " ".join(next(named, "").split())
    code = Content(*(code_block(block, title) for block in shown))
    marks = _marks_behind(element, reader)
    return Content(tree.Other("marked", (code, marks))) if marks else code


def _marks_behind(element: Element, reader: BlockReader) -> Content:
    """The numbers of the editor's notes that stand in lines of their own behind `element`."""
    lines = map(reader.inline.line_in, takewhile(is_mark_line, element.itersiblings()))
    marks = [part for line in lines for part in (Text(" "), *line)]
    return Content(tree.Styled("marks", Content(*marks[1:]))) if marks else Content()


def is_mark_line(element: Element) -> bool:
    """Whether a paragraph holds nothing but the number of an editor's note on what stands before it."""
    return "correction-at" in html.classes(element)


def read_figure(element: Element, reader: BlockReader) -> Content:
    """A figure: a diagram as it is drawn, or its source where it is not; any other as its contents."""
    if drawn := _drawing(element, reader):
        captions = [part for part in element.iter("figcaption") if not html.is_hidden(part)]
        caption, marks = reader.inline.line_in(*captions[:1]), _marks_behind(element, reader)
        below = Content(*caption, *([Text(" ")] if caption and marks else []), *marks)
        return Content(_readable(replace(drawn[0], caption=below or None), drawn[1], reader))
    sources = [part for part in element.iter("div") if "mermaid" in html.classes(part)]
    if not sources:
        return reader.flow(element)
    code = Content(code_block(sources[0]))
    is_short = html.plain_text(sources[0]).count("\n") < _WHOLE_SOURCE
    return Content(tree.Box("whole", code)) if is_short else code


def _drawing(element: Element, reader: BlockReader) -> tuple[tree.Drawing, float] | None:
    """What a figure draws, with its title and description as words; None where it draws nothing."""
    svg = next((part for part in element.iter("svg") if not html.is_hidden(part)), None)
    if svg is None:
        return None
    stated = [part.text_content() for part in svg.iterchildren("title", "desc")]
    spoken = " ".join(" ".join(stated or [svg.get("aria-label") or ""]).split())
    return read_svg(svg, reader.page.order.palette, spoken or reader.page.words.diagram)


def _readable(drawing: tree.Drawing, text_pt: float, reader: BlockReader) -> tree.Block:
    """A drawing in its place; in slices where its text would be too small, and told where that cannot be."""
    placed = _placed(drawing, text_pt, reader.paper, reader.width, reader.depth == 0)
    shown = next(each for each in tree.parts_of(placed) if isinstance(each, tree.Drawing))
    printed_pt = text_pt * shown.width_pt / drawing.width_pt
    if not text_pt or printed_pt >= _LEAST_TEXT_PT:
        return placed
    if reader.depth == 0 and (cut_up := _sliced(drawing, text_pt, printed_pt, reader)):
        return cut_up
    what = f"the text of a diagram is {printed_pt:.1f} points high in the handout"
    why, mend = "nobody can read it", "make two diagrams of it, or write it in the other direction (TD, LR)"
    mend = "write it outside of the list, quotation or box: there it can be cut" if reader.depth else mend
    source = reader.page.given.source.text
    words = (str(text).strip() for text in etree.fromstring(drawing.svg.encode()).itertext())
    at = next((each for each in words if each and each in source), "")
    reader.page.report(at, what, why, mend, "handout-small")
    return placed


def _sliced(
    drawing: tree.Drawing, text_pt: float, printed_pt: float, reader: BlockReader
) -> tree.OwnPage | None:
    """A drawing in slices on pages of their own, one after the other, as many in a line as there is room for.

    None where they would not be larger, or too small as well. The side across the cuts decides how large
    they can be. Pages lie on their side only where the text would be small else: there are more of them then.
    """
    paper, words = reader.paper, reader.page.words
    margins = paper.margin_top_pt + paper.margin_bottom_pt + 90 + _SLICE_LINES_PT
    ways = []
    for is_flat, size in enumerate(((paper.width_pt, paper.height_pt), (paper.height_pt, paper.width_pt))):
        room = (size[0] - 2 * paper.margin_x_pt, size[1] - margins)
        for axis, across in enumerate((room[1] / drawing.height_pt, room[0] / drawing.width_pt)):
            scale = min(1.0, across, _USUAL_TEXT_PT / text_pt)
            if text_pt * scale >= max(_LEAST_TEXT_PT, printed_pt):
                ways.append((text_pt * scale < _SMALLEST_TEXT_PT, is_flat, -scale, axis, room))
    for _, is_flat, minus_scale, axis, room in sorted(ways):
        scale = -minus_scale
        length = (drawing.width_pt, drawing.height_pt)[axis] * scale
        if slices := cut(drawing.svg, axis, room[axis] / length):
            whole = _scaled(drawing, scale)
            beside = max(1, int((room[0] + _SLICE_GAP_PT) / (whole.width_pt + _SLICE_GAP_PT))) if axis else 1
            body = _numbered(whole, slices, beside, words.diagram)
            return tree.OwnPage(paper.width_pt, paper.height_pt, bool(is_flat), Content(body))
    return None


def _numbered(whole: tree.Drawing, slices: Sequence[Slice], beside: int, name: str) -> tree.Other:
    """Slices of a drawing, each with its number and the next one's; the words of all are at the first."""
    rows = []
    for number, each in enumerate(slices, 1):
        title = f"{name} {number}/{len(slices)}"
        onward = f"▶ {number + 1}/{len(slices)}" if number < len(slices) else ""
        spoken = f"{whole.spoken} ({title})" if number == 1 else title
        size = (round(whole.width_pt * each.wide, 2), round(whole.height_pt * each.high, 2))
        rows.append((each.layers, spoken, *size, title, onward))
    return tree.Other("slices", (min(beside, len(rows)), tuple(rows), whole.caption or Content()))


def _placed(drawing: tree.Drawing, text_pt: float, paper: Paper, width_pt: float, at_top: bool) -> tree.Block:
    """A drawing in a column of `width_pt`; with a page of its own where its text would be too small else.

    Only what stands straight in the page (`at_top`) can have one; elsewhere, and in columns where it can be
    read so, it is turned on its side. In a column it may cover the notes beside it.
    """
    if at_top and paper.notes_pt and (over := _scale_over_notes(drawing, text_pt, paper)):
        return replace(_fitted(drawing, text_pt, over), over_pt=paper.wide_pt)
    scale = _scale(drawing, width_pt, paper.text_height_pt * _BELOW_HEADING)
    upright = _scale(drawing, width_pt, paper.text_height_pt - _ANNOUNCED_PT)
    for tried in (_comfortable(drawing, text_pt, scale, paper), upright):
        if text_pt * tried >= _SMALLEST_TEXT_PT or not text_pt:
            return _fitted(drawing, text_pt, tried) if at_top else _scaled(drawing, tried)
    turned = _scale(drawing, paper.text_height_pt - (_LABEL_PT if at_top else _ANNOUNCED_PT), width_pt)
    on_its_side = replace(_scaled(drawing, turned), kind="on-its-side")
    if not at_top:
        return on_its_side if turned > upright else _scaled(drawing, upright)
    own_page = _own_page(drawing, paper)
    if not paper.notes_pt or text_pt * turned < _SMALLEST_TEXT_PT:
        return own_page
    least = round(drawing.width_pt * _SMALLEST_TEXT_PT / text_pt, 2)
    return replace(on_its_side, kind="turned-or", least_pt=least, otherwise=own_page)


def _scale(drawing: tree.Drawing, width_pt: float, height_pt: float) -> float:
    return min(1.0, width_pt / drawing.width_pt, height_pt / drawing.height_pt)


def _scaled(drawing: tree.Drawing, scale: float) -> tree.Drawing:
    width, height = round(drawing.width_pt * scale, 2), round(drawing.height_pt * scale, 2)
    return replace(drawing, width_pt=width, height_pt=height)


def _scale_over_notes(drawing: tree.Drawing, text_pt: float, paper: Paper) -> float:
    """The scale of a drawing that covers the notes beside its column; 0 where it gains nothing by it."""
    height = paper.text_height_pt * _BELOW_HEADING
    inside, over = (_scale(drawing, width, height) for width in (paper.text_width_pt, paper.wide_pt))
    can_be_read = text_pt * inside >= _IN_COLUMN_PT
    is_vain = can_be_read or text_pt * over < _SMALLEST_TEXT_PT or over <= inside
    return 0.0 if is_vain else _comfortable(drawing, text_pt, over, paper)


def _comfortable(drawing: tree.Drawing, text_pt: float, scale: float, paper: Paper) -> float:
    """`scale`, but no larger than text beside it reads well; less where it would take half a page."""
    if not text_pt:
        return scale
    half = paper.text_height_pt / 2 / drawing.height_pt
    return min(scale, _USUAL_TEXT_PT / text_pt, max(half, _COMPACT_TEXT_PT / text_pt))


def _fitted(drawing: tree.Drawing, text_pt: float, scale: float) -> tree.Drawing:
    """A drawing that may be made smaller, as long as it can be read."""
    smallest = _SMALLEST_TEXT_PT / text_pt if text_pt else scale / 2
    least = round(drawing.height_pt * min(scale, smallest), 2)
    return replace(_scaled(drawing, scale), kind="fitted", least_pt=least)


def _own_page(drawing: tree.Drawing, paper: Paper) -> tree.OwnPage:
    """A page for a diagram alone, the way round that shows it larger; never a larger sheet."""
    margins = paper.margin_top_pt + paper.margin_bottom_pt + 90
    width, height = paper.width_pt, paper.height_pt
    rounds = ((width, height), (height, width))
    upright, flat = (_scale(drawing, w - 2 * paper.margin_x_pt, h - margins) for w, h in rounds)
    return tree.OwnPage(width, height, flat > upright, Content(_scaled(drawing, max(upright, flat))))
