"""The article of a built page as blocks: its title, its text, its footnotes and the editor's notes."""

from __future__ import annotations

from course.handout import tree
from course.handout.paper import Paper
from course.handout.reading import html
from course.handout.reading.blocks import TAGS, read_heading
from course.handout.reading.html import Element
from course.handout.reading.page import Page
from course.handout.reading.reader import BlockReader
from course.handout.tree import Box, Content
from course.markdown.html.tags import HEADINGS


def open_page(article: Element, page: Page, paper: Paper) -> BlockReader:
    """What reads the blocks of one page, its footnotes read already for the places that refer to them."""
    reader = BlockReader(page, paper, TAGS)
    for box in article.iter("div", "section"):
        for item in box.iter("li") if html.classes(box) & html.FOOTNOTES else ():
            if name := item.get("id"):
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
    return next((each for each in article.iter("h1") if next(each.iterancestors(*boxes), None) is None), None)


def heading_ids(article: Element) -> frozenset[str]:
    """The ids of its headings."""
    ids = (heading.get("id") for heading in article.iter(*HEADINGS))
    return frozenset(filter(None, ids))


def read_title(heading: Element, reader: BlockReader) -> Content:
    """The page's title, which its text then goes without."""
    reader.title_element = heading
    return read_heading(heading, reader)


def read_article(article: Element, reader: BlockReader, opening: Content) -> Content:
    """The whole article, with `opening` before its text or below its banner."""
    read = reader.blocks(html.parts(article), at_top=True)
    # The instructor's pages begin with a line of their own, before the banner.
    boxes = ((at, block) for at, block in enumerate(read[:2], 1) if isinstance(block, Box))
    first = next((at for at, box in boxes if box.kind == "banner"), 0)
    return Content(*read[:first], *opening, *read[first:])


def read_corrections(article: Element, reader: BlockReader) -> list[Content]:
    """The editor's notes that the page lists below its text, in their order."""
    sections = [box for box in article.iter("section") if "corrections" in html.classes(box)][:1]
    notes = []
    for item in (item for section in sections for item in section.iter("li")):
        line = reader.inline.line_in(*list(item.iter("summary"))[:1])
        below = [part for text in list(item.iter("div"))[:1] for part in reader.flow(text)]
        note = Content(*line, *below)
        notes.append(Content(Box("whole", note)) if tree.fits_a_page(note) else note)
    return notes
