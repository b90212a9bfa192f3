"""Headings, paragraphs and other plain blocks of a page."""

from __future__ import annotations

from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.code import is_mark_line
from course.handout.reading.html import Element
from course.handout.reading.lists import LABEL_END
from course.handout.reading.pictures import lone_picture, media_words
from course.handout.reading.reader import BlockReader
from course.handout.tree import Box, Content, Heading, Other, Part, Text, TitledBox
from course.markdown.html.tags import HEADINGS


def read_heading(element: Element, reader: BlockReader) -> Content:
    """A heading, never more than one level below the last, as PDF/UA-1 wants it; notes in it stand below."""
    notes = [part for part in html.parts(element) if html.tag(part) and html.is_note(part)]
    title = reader.inline.line(part for part in html.parts(element) if part not in notes)
    if not title:
        return Content()
    shown = int(element.tag[1])
    reader.level = min(shown, reader.level + 1)
    heading = Heading(reader.level, shown, title, reader.page.label_of(html.attribute(element, "id")))
    return Content(heading, *(Box("p", reader.inline.line([note])) for note in notes))


def read_paragraph(element: Element, reader: BlockReader) -> Content:
    """A paragraph; one that announces what follows stays with it, a picture alone is set as one."""
    if is_mark_line(element) and _has_marks_set(element):
        return Content()
    if any(map(reader.is_block, html.parts(element))):
        return reader.flow(element)
    alone = _picture_alone(element)
    if alone is not None and (picture := lone_picture(alone, reader.page)):
        return Content(picture)
    line = reader.inline.line_in(element)
    if line and (html.attribute(element, "align") == "center" or "text-align:center" in html.style(element)):
        return Content(Box("centred", Content(Box("p", line))))
    return Content(Box("lead" if _is_label(element) else "p", line)) if line else line


def _has_marks_set(element: Element) -> bool:
    """Whether a figure or code before `element` is set with the marks behind it."""
    before = html.before(element)
    while before is not None and is_mark_line(before):
        before = html.before(before)
    return before is not None and (before.tag in ("figure", "pre") or "highlight" in html.classes(before))


def _picture_alone(element: Element) -> Element | None:
    """The one picture that `element` holds; None where it holds anything else."""
    held = html.full_parts(element)
    while len(held) == 1 and html.tag(held[0]) in ("a", "span", "picture"):
        held = [part for part in html.full_parts(held[0]) if html.tag(part) != "source"]
    return held[0] if len(held) == 1 and html.tag(held[0]) == "img" else None


def _is_label(element: Element) -> bool:
    """Whether a paragraph announces the block below it."""
    after = html.after(element)
    if after is None or html.has_text_behind(element) or after.tag in HEADINGS:
        return False
    return bool(LABEL_END.search(seen(html.plain_text(element))))


def read_centred(element: Element, reader: BlockReader) -> Content:
    """What `<center>` holds."""
    return Content(Box("centred", reader.flow(element)))


def read_aside(element: Element, reader: BlockReader) -> Content:
    """What stands beside the text: a note for the lecturer in a box, any other as its contents."""
    if not html.is_note(element):
        return reader.flow(element)
    return Content(TitledBox("admonition", None, reader.inside(element)))


def read_quote(element: Element, reader: BlockReader) -> Content:
    """A quotation."""
    return Content(Box("quote-block", reader.inside(element)))


def read_rule(element: Element, reader: BlockReader) -> Content:
    """A line, where no heading or banner brings its own and the page goes on."""
    before, after = html.before(element), html.after(element)
    is_needless = after is None or after.tag in HEADINGS or before is reader.title_element
    beside = [box for box in (before, after) if box is not None and html.attribute(box, "align") == "center"]
    return Content() if is_needless or beside else Content(Other("rule"))


def read_definitions(element: Element, reader: BlockReader) -> Content:
    """A list of terms and their definitions."""
    made: list[Part] = []
    for part in html.full_parts(element):
        if isinstance(part, str):
            made.append(Box("p", Content(Text(part))))
        elif part.tag == "dt":
            made.append(Box("term", reader.inline.line_in(part)))
        elif part.tag == "div":
            made += read_definitions(part, reader)
        else:
            made.append(Box("definition", reader.inside(part)))
    return Content(*made)


def read_media(element: Element, reader: BlockReader) -> Content:
    """A line for what only a screen plays."""
    return Content(Box("p", Content(Text(media_words(element, reader.page)))))
