"""Headings, paragraphs and boxes of a page; and who reads each tag that it can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from course.handout import lengths, tree
from course.handout.editions import SHORT_ANSWER_LINES
from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.figures import is_mark_line, read_code, read_figure
from course.handout.reading.html import Element, Part
from course.handout.reading.lists import LABEL_END, read_list
from course.handout.reading.pictures import media_words, name_of
from course.handout.reading.reader import BlockReader, ReadBlock, is_picture_alone
from course.handout.reading.tables import read_table
from course.handout.tree import Box, Content, Text, WritingLines
from course.markdown.html.tags import HEADINGS
from course.markdown.reading.page_blocks import MARK

#: What is in the middle may be divided from so many characters on; turned upside down it is up to so many.
_LONG_BANNER, _LONG_TURNED = 1200, 1500
_SHOWN = (tree.Picture, tree.Formula)
_MEDIA = ("video", "audio", "iframe", "embed", "object", "canvas")


def read_heading(element: Element, reader: BlockReader) -> Content:
    """A heading, never more than one level below the last, as PDF/UA-1 wants it; notes in it stand below."""
    notes = [part for part in html.parts(element) if html.tag(part) and html.is_note(part)]
    title = reader.inline.line(part for part in html.parts(element) if part not in notes)
    if not any(map(_is_seen, tree.parts_of(title))):  # PDF/UA-1 has no heading without a title
        return Content()
    shown = int(element.tag[1])
    reader.level = min(shown, reader.level + 1)
    anchor = element.get("id")
    is_listed = element is reader.title_element or reader.page.lists(anchor)
    outlined = _outlined(title, element, reader)
    heading = tree.Heading(reader.level, shown, title, reader.page.label_of(anchor), outlined, is_listed)
    return Content(heading, *(Box("p", reader.inline.line([note])) for note in notes))


def _is_seen(part: tree.Part) -> bool:
    """Whether a part of a line can be read or looked at."""
    return bool(seen(part.text).strip()) if isinstance(part, Text) else isinstance(part, _SHOWN)


def _outlined(title: Content, element: Element, reader: BlockReader) -> str:
    """A title as text, where it holds pictures or footnotes: its own, else the name of the first picture.

    Nothing for any other title.
    """
    if not tree.has(title, tree.Picture, tree.Footnote):
        return ""
    own = "".join(_texts(title))
    names = (name_of(part, reader.page) for part in element.iter("img"))
    return " ".join(own.split()) or next(names, "") or reader.page.words.picture


def _texts(parts: Content) -> Iterator[str]:
    """The texts of a line; what its footnotes say is none of it, nor the printed address of a link."""
    for part in parts:
        if isinstance(part, Text):
            yield part.text
        elif isinstance(part, tree.Styled) and part.kind != "address":
            yield from _texts(part.body)


def _read_paragraph(element: Element, reader: BlockReader) -> Content:
    """A paragraph; one that announces what follows stays with it, a picture alone is set as one."""
    if is_mark_line(element) and _has_marks_set(element):
        return Content()
    if any(map(reader.is_block, html.parts(element))):
        return reader.flow(element)
    line = reader.inline.line_in(element)
    if is_picture_alone(line):
        return Content(Box("lone", line))
    if line and (element.get("align") == "center" or "text-align:center" in html.style(element)):
        return Content(Box("centred", Content(Box("p", line))))
    return Content(Box("lead" if is_label(element) else "p", line)) if line else line


def _has_marks_set(element: Element) -> bool:
    """Whether a figure or code before `element` is set with the marks behind it."""
    earlier = element.itersiblings(preceding=True)
    before = next((each for each in earlier if not is_mark_line(each)), None)
    return before is not None and (before.tag in ("figure", "pre") or "highlight" in html.classes(before))


def is_label(element: Element) -> bool:
    """Whether a paragraph announces the block below it."""
    after = element.getnext()
    if after is None or (element.tail or "").strip() or after.tag in HEADINGS:
        return False
    return bool(LABEL_END.search(seen(html.plain_text(element))))


def _read_rule(element: Element, reader: BlockReader) -> Content:
    """A line, where no heading or banner brings its own and the page goes on."""
    before, after = element.getprevious(), element.getnext()
    is_needless = after is None or after.tag in HEADINGS or before is reader.title_element
    beside = [box for box in (before, after) if box is not None and box.get("align") == "center"]
    return Content() if is_needless or beside else Content(tree.Other("rule"))


def _read_definitions(element: Element, reader: BlockReader) -> Content:
    """A list of terms and their definitions."""
    made: list[tree.Part] = []
    for part in html.full_parts(element):
        if isinstance(part, str):
            made.append(Box("p", Content(Text(part))))
        elif part.tag == "dt":
            made.append(Box("term", reader.inline.line_in(part)))
        elif part.tag == "div":
            made += _read_definitions(part, reader)
        else:
            made.append(Box("definition", reader.inside(part)))
    return Content(*made)


def _read_media(element: Element, reader: BlockReader) -> Content:
    """A line for what only a screen plays; an ``<embed>`` holds nothing, so what stands in it follows it."""
    line = Box("p", Content(Text(media_words(element, reader.page))))
    return Content(line, *(reader.flow(element) if element.tag == "embed" else ()))


def _read_box(element: Element, reader: BlockReader) -> Content:
    """What is in the middle, a quotation, or a note for the lecturer; of any other `<aside>` its contents."""
    if element.tag == "center":
        return Content(Box("centred", reader.flow(element)))
    if element.tag == "aside" and not html.is_note(element):
        return reader.flow(element)
    return Content(
        Box("quote-block" if element.tag == "blockquote" else "admonition", reader.inside(element))
    )


def _read_division(element: Element, reader: BlockReader) -> Content:
    """A `<div>`: what its classes say, or only what it holds."""
    names = html.classes(element)
    if names & html.FOOTNOTES:
        return Content()
    if "admonition" in names:
        title, rest = _titled(element, reader, lambda part: "admonition-title" in html.classes(part))
        return Content(Box("admonition", reader.inside(element, rest), title))
    if "tabbed-set" in names:
        return _tabs(element, reader)
    if names & {"mermaid", "diagram"}:
        return read_figure(element, reader)
    if "highlight" in names:
        return read_code(element, reader)
    if element.get("align") != "center":
        return reader.flow(element)
    inside = reader.inside(element)
    is_long = len(html.plain_text(element)) > _LONG_BANNER or element.find(".//table") is not None
    is_long = is_long or not lengths.fits_a_page(inside)
    return Content(Box("centred" if is_long else "banner", inside)) if inside else inside


def _tabs(element: Element, reader: BlockReader) -> Content:
    heads = [box for box in element.iterchildren("*") if "tabbed-labels" in html.classes(box)]
    labels = [label for box in heads for label in box.iter("label")]
    blocks = [block for block in element.iter("div") if "tabbed-block" in html.classes(block)]
    blocks = [block for block in blocks if _nearest_set(block) is element]
    panels = []
    for label, block in zip_longest(labels[: len(blocks)], blocks):
        title = reader.inline.line_in(label) if label is not None else None
        panels.append(Box("panel", reader.inside(block), title or None))
    return Content(*panels)


def _nearest_set(block: Element) -> Element | None:
    return next((each for each in block.iterancestors("div") if "tabbed-set" in html.classes(each)), None)


def _read_details(element: Element, reader: BlockReader) -> Content:
    """A folded part: open, or where the edition puts what is folded."""
    if element.get(MARK) is not None:
        return _read_word_on_answer(element, reader)
    title, contents = _titled(element, reader, lambda part: part.tag == "summary")
    title = title or Content(Text(reader.page.words.details))
    folded = reader.page.order.edition.folded
    if folded == "open" or element.get("open") is not None:
        return Content(Box("panel", reader.inside(element, contents), title))
    if folded == "out":
        return Content(Box("folded-here", tree.NOTHING, title))
    if folded == "turned" and sum(map(len, map(html.plain_text, contents))) < _LONG_TURNED:
        return Content(Box("turned", reader.inside(element, contents), title))
    width, reader.width = reader.width, reader.paper.text_width_pt - 20
    before, reader.folded = reader.folded, []
    panel = Box("panel", reader.blocks(contents), title)
    reader.folded = [*before, panel, *reader.folded]
    reader.width = width
    return Content(Box("folded-here", Content(Text(reader.page.words.folded)), title))


def _read_word_on_answer(element: Element, reader: BlockReader) -> Content:
    """The word on an answer of a quiz: below it, or where the edition puts what is folded."""
    folded = reader.page.order.edition.folded
    if folded == "open" or element.get("open") is not None:
        return reader.flow(element)
    if folded == "out":
        return Content()
    width, reader.width = reader.width, reader.paper.text_width_pt - 20
    answer = element.getparent()
    own = (part for part in html.parts(answer) if part is not element)
    title = " ".join("".join(map(html.plain_text, own)).split()) or reader.page.words.details
    body = reader.blocks(html.parts(element))
    reader.folded.append(Box("panel", body, Content(Text(title))))
    reader.width = width
    return Content()


def _titled(
    element: Element, reader: BlockReader, is_title: Callable[[Element], bool]
) -> tuple[Content | None, list[Part]]:
    """The title of a box, None where it has none, and its other parts."""
    titles = list(filter(is_title, element.iterchildren("*")))[:1]
    rest = [part for part in html.parts(element) if part not in titles]
    return reader.inline.line_in(*titles) if titles else None, rest


#: Who reads what stands in lines of its own; `reader` knows the boxes that only hold others.
TAGS: Mapping[str, ReadBlock] = {
    **dict.fromkeys(HEADINGS, read_heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), read_list),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), read_code),
    **dict.fromkeys(_MEDIA, _read_media),
    **dict.fromkeys(("aside", "blockquote", "center"), _read_box),
    "details": _read_details,
    html.ANSWER_LINE: lambda *_: Content(Box("answer", Content(WritingLines(SHORT_ANSWER_LINES)))),
    "div": _read_division,
    "dl": _read_definitions,
    "figure": read_figure,
    "hr": _read_rule,
    "p": _read_paragraph,
    "table": read_table,
}
