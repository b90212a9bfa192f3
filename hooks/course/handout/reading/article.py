"""The article of a built page as blocks: which tags a page can hold, and who reads each."""

from __future__ import annotations

from collections.abc import Mapping

from course.handout.paper import Paper
from course.handout.reading import html
from course.handout.reading.boxes import read_details, read_division
from course.handout.reading.code import read_code, read_figure
from course.handout.reading.html import Element
from course.handout.reading.lists import read_list
from course.handout.reading.page import Page
from course.handout.reading.reader import BlockReader, ReadBlock
from course.handout.reading.tables import read_table
from course.handout.reading.text_blocks import (
    read_aside,
    read_centred,
    read_definitions,
    read_heading,
    read_media,
    read_paragraph,
    read_quote,
    read_rule,
)
from course.handout.tree import Box, Content
from course.markdown.html.tags import HEADINGS

_MEDIA = ("video", "audio", "iframe", "embed", "object", "source", "track", "canvas")
#: Who reads what stands in lines of its own; `reader` knows the boxes that only hold others.
TAGS: Mapping[str, ReadBlock] = {
    **dict.fromkeys(HEADINGS, read_heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), read_list),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), read_code),
    **dict.fromkeys(_MEDIA, read_media),
    "aside": read_aside,
    "blockquote": read_quote,
    "center": read_centred,
    "details": read_details,
    "div": read_division,
    "dl": read_definitions,
    "figure": read_figure,
    "hr": read_rule,
    "p": read_paragraph,
    "table": read_table,
}


def open_page(article: Element, page: Page, paper: Paper) -> BlockReader:
    """What reads the blocks of one page, its footnotes read already for the places that refer to them."""
    reader = BlockReader(page, paper, TAGS)
    for box in html.inside(article, "div", "section"):
        for item in html.inside(box, "li") if html.classes(box) & {"footnote", "footnotes"} else ():
            if name := html.attribute(item, "id"):
                reader.depth += 1
                reader.inline.footnotes[name] = _bare(reader.flow(item))
                reader.depth -= 1
    return reader


def _bare(read: Content) -> Content:
    """The line of a lone paragraph; anything else as it is."""
    first = read[0] if len(read) == 1 else None
    return first.body if isinstance(first, Box) and first.kind == "p" else read


def title_of(article: Element) -> Element | None:
    """The heading that is a page's title; None where it has none."""
    boxes = ("blockquote", "details", "table", "li")
    return next((each for each in html.inside(article, "h1") if not html.above(each, *boxes)), None)


def heading_ids(article: Element) -> frozenset[str]:
    """The ids of its headings."""
    ids = (html.attribute(heading, "id") for heading in html.inside(article, *HEADINGS))
    return frozenset(filter(None, ids))


def read_title(heading: Element, reader: BlockReader) -> Content:
    """The page's title, which its text then goes without."""
    reader.title_element = heading
    return read_heading(heading, reader)


def read_article(article: Element, reader: BlockReader, opening: Content) -> Content:
    """The whole article, with `opening` before its text or below its banner."""
    read = reader.blocks(html.parts(article), at_top=True)
    # The instructor's pages begin with a line of their own, before the banner.
    banners = [
        at for at, block in enumerate(read[:2], 1) if isinstance(block, Box) and block.kind == "banner"
    ]
    first = banners[0] if banners else 0
    return Content(*read[:first], *opening, *read[first:])


def read_corrections(article: Element, reader: BlockReader) -> list[Content]:
    """The editor's notes that the page lists below its text, in their order."""
    sections = [box for box in html.inside(article, "section") if "corrections" in html.classes(box)][:1]
    notes = []
    for item in (item for section in sections for item in html.inside(section, "li")):
        line = reader.inline.line_in(*list(html.inside(item, "summary"))[:1])
        below = [part for text in list(html.inside(item, "div"))[:1] for part in reader.flow(text)]
        notes.append(Content(Box("whole", Content(*line, *below))))
    return notes
