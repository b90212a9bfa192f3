"""Boxes of a page: banners, admonitions, tabs, folded parts."""

from __future__ import annotations

from itertools import zip_longest

from course.handout.reading import html
from course.handout.reading.code import read_code, read_figure
from course.handout.reading.html import Element
from course.handout.reading.reader import BlockReader
from course.handout.tree import Box, Content, Text, TitledBox

#: What is in the middle may be divided from so many characters on; turned upside down it is up to so many.
_LONG_BANNER, _LONG_TURNED = 1200, 1500


def read_division(element: Element, reader: BlockReader) -> Content:
    """A `<div>`: what its classes say, or only what it holds."""
    names = html.classes(element)
    if names & {"footnote", "footnotes"}:
        return Content()
    if "admonition" in names:
        return _admonition(element, reader)
    if "tabbed-set" in names:
        return _tabs(element, reader)
    if names & {"mermaid", "diagram"}:
        return read_figure(element, reader)
    if "highlight" in names:
        return read_code(element, reader)
    if html.attribute(element, "align") != "center":
        return reader.flow(element)
    inside = reader.inside(element)
    is_long = len(html.plain_text(element)) > _LONG_BANNER or html.holds(element, "table")
    return Content(Box("centred" if is_long else "banner", inside)) if inside else inside


def _admonition(element: Element, reader: BlockReader) -> Content:
    titles = [part for part in html.children(element) if "admonition-title" in html.classes(part)][:1]
    title = reader.inline.line_in(*titles) if titles else None
    rest = [part for part in html.parts(element) if part not in titles]
    return Content(TitledBox("admonition", title, reader.inside(element, rest)))


def _tabs(element: Element, reader: BlockReader) -> Content:
    heads = [box for box in html.children(element) if "tabbed-labels" in html.classes(box)]
    labels = [label for box in heads for label in html.inside(box, "label")]
    blocks = [block for block in html.inside(element, "div") if "tabbed-block" in html.classes(block)]
    blocks = [block for block in blocks if _nearest_set(block) is element]
    panels = []
    for label, block in zip_longest(labels[: len(blocks)], blocks):
        title = reader.inline.line_in(label) if label is not None else None
        panels.append(TitledBox("panel", title or None, reader.inside(block)))
    return Content(*panels)


def _nearest_set(block: Element) -> Element | None:
    return next((each for each in html.above(block, "div") if "tabbed-set" in html.classes(each)), None)


def read_details(element: Element, reader: BlockReader) -> Content:
    """A folded part: open, or where the edition puts what is folded."""
    summaries = [part for part in html.children(element) if part.tag == "summary"][:1]
    title = reader.inline.line_in(*summaries) or Content(Text(reader.page.words.details))
    contents = [part for part in html.parts(element) if part not in summaries]
    folded = reader.page.order.edition.folded
    if folded == "open" or html.attribute(element, "open") is not None:
        return Content(TitledBox("panel", title, reader.inside(element, contents)))
    if folded == "out":
        return Content(TitledBox("folded-here", title, None))
    if folded == "turned" and sum(map(len, map(html.plain_text, contents))) < _LONG_TURNED:
        return Content(TitledBox("turned", title, reader.inside(element, contents)))
    width, reader.width = reader.width, reader.paper.text_width_pt - 20
    before, reader.folded = reader.folded, []
    content = reader.blocks(contents)
    reader.folded = [*before, (title, content), *reader.folded]
    reader.width = width
    return Content(TitledBox("folded-here", title, Content(Text(reader.page.words.folded))))
