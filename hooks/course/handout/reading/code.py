"""Code and diagrams of a page."""

from __future__ import annotations

from course.handout import tree
from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.drawings import Svg, prepare
from course.handout.reading.html import Element
from course.handout.reading.placing import place_diagram
from course.handout.reading.reader import BlockReader
from course.handout.tree import Content, Text

_TAB = 4
#: The source of a diagram that could not be drawn stays on one page up to so many lines.
_WHOLE_SOURCE = 40


def code_block(element: Element, title: str = "") -> tree.CodeBlock:
    """The code that an element holds, without empty lines around it."""
    text = seen(html.plain_text(element).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.expandtabs(_TAB).rstrip() for line in text.split("\n")]
    full = [number for number, line in enumerate(lines) if line]
    shown = lines[full[0] : full[-1] + 1] if full else []
    return tree.CodeBlock(Content(Text(title)) if title else None, tuple(shown))


def read_code(element: Element, reader: BlockReader) -> Content:
    """A code block with its file's name; of a block with numbered lines the code alone."""
    shown = [element] if element.tag != "div" else list(html.inside(element, "pre"))
    shown = [block for block in shown if "linenodiv" not in html.classes(html.above(block)[0])]
    named = (html.raw_text(part) for part in html.inside(element) if "filename" in html.classes(part))
    title = " ".join(next(named, "").split())
    code = Content(*(code_block(block, title) for block in shown))
    marks = _marks_behind(element, reader)
    return Content(tree.Other("marked", (code, marks))) if marks else code


def _marks_behind(element: Element, reader: BlockReader) -> Content:
    """The numbers of the editor's notes that stand in lines of their own behind `element`."""
    marks: list[tree.Part] = []
    after = html.after(element)
    while after is not None and is_mark_line(after):
        marks += [Text(" "), *reader.inline.line_in(after)]
        after = html.after(after)
    return Content(tree.Styled("marks", Content(*marks[1:]))) if marks else Content()


def is_mark_line(element: Element) -> bool:
    """Whether a paragraph holds nothing but the number of an editor's note on what stands before it."""
    return "correction-at" in html.classes(element)


def read_figure(element: Element, reader: BlockReader) -> Content:
    """A figure: a diagram as it is drawn, or its source where it is not; any other as its contents."""
    if drawing := _drawing(element, reader):
        captions = [part for part in html.inside(element, "figcaption") if not html.is_hidden(part)]
        caption, marks = reader.inline.line_in(*captions[:1]), _marks_behind(element, reader)
        below = Content(*caption, *([Text(" ")] if caption and marks else []), *marks)
        return Content(place_diagram(drawing, reader.paper, reader.width, below, reader.depth == 0))
    sources = [part for part in html.inside(element, "div") if "mermaid" in html.classes(part)]
    if not sources:
        return reader.flow(element)
    code = Content(code_block(sources[0]))
    is_short = html.plain_text(sources[0]).count("\n") < _WHOLE_SOURCE
    return Content(tree.Box("whole", code)) if is_short else code


def _drawing(element: Element, reader: BlockReader) -> Svg | None:
    """What a figure draws, with its title and description as words; None where it draws nothing."""
    svg = next((part for part in html.inside(element, "svg") if not html.is_hidden(part)), None)
    if svg is None:
        return None
    stated = [html.raw_text(part) for part in html.children(svg) if part.tag in ("title", "desc")]
    spoken = " ".join(" ".join(stated or [html.attribute(svg, "aria-label") or ""]).split())
    return prepare(svg, reader.page.order.palette, spoken or reader.page.words.diagram)
