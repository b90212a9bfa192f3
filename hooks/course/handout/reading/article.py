"""The article of a built page as blocks: its title, its text, its footnotes and the editor's notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course.handout import lengths
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
    boxes = [box for box in article.iter("div", "section") if html.classes(box) & html.FOOTNOTES]
    items = {str(item.get("id")): item for box in boxes for item in box.iter("li") if item.get("id")}
    inner = {link for box in boxes for link in _note_links(box)}
    _read_notes((_note_of(link) for link in _note_links(article) if link not in inner), items, reader)
    return reader


def _read_notes(
    names: Iterable[str],
    items: Mapping[str, Element],
    reader: BlockReader,
    busy: tuple[str, ...] = (),
) -> None:
    """Read the footnotes of these names; before each, those that it refers to itself."""
    for name in names:
        if name not in items or name in busy or name in reader.inline.footnotes:
            continue
        _read_notes(map(_note_of, _note_links(items[name])), items, reader, (*busy, name))
        reader.depth += 1
        reader.inline.footnotes[name] = _bare(reader.flow(items[name]))
        reader.depth -= 1


def _note_links(element: Element) -> list[Element]:
    """The references to footnotes below an element, in order."""
    return [link for link in element.iter("a") if "footnote-ref" in html.classes(link)]


def _note_of(link: Element) -> str:
    """The name of the footnote that a link refers to."""
    return str(link.get("href")).rpartition("#")[2]


def _bare(read: Content) -> Content:
    """`read`, a first paragraph of it as a bare line, which stands beside the footnote's number."""
    first = read[0] if read else None
    return Content(*first.body, *read[1:]) if isinstance(first, Box) and first.kind == "p" else read


def title_of(article: Element) -> Element | None:
    """The heading that is a page's title: a first-level one before any text; None where it has none."""
    boxes = ("blockquote", "details", "table", "li")
    for each in article.iter(*HEADINGS):
        if each.tag != "h1" or next(each.iterancestors(*boxes), None) is not None or _has_text_before(each):
            return None
        return each
    return None


def _has_text_before(heading: Element) -> bool:
    """Whether a reader sees text above a heading."""
    inside: Element = heading
    while inside is not None and inside.tag != "article":
        around = inside.getparent()
        for part in html.parts(around) if around is not None else ():
            if part is inside:
                break
            if html.plain_text(part).strip():
                return True
        inside = around
    return False


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
        notes.append(Content(Box("whole", note)) if lengths.fits_a_page(note) else note)
    return notes
