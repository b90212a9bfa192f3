"""Lists of a page: items, numbers, task boxes, lines to write on below questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from course.handout import lengths, tree
from course.handout.reading import html
from course.handout.reading.html import Element, Part
from course.handout.reading.inline import task_box
from course.handout.reading.reader import INDENT_PT, BlockReader
from course.handout.tree import Box, Content, Text
from course.markdown.reading.page_blocks import fold

#: How a line ends that announces the block below it.
LABEL_END = re.compile(r"\w\W*[:：]\s*$")
#: A list of so few items, with so few characters, is not divided.
_SHORT_LIST, _SHORT_TEXT = 5, 400
_NESTED = ("ul", "ol", "pre", "div", "table", "details", "figure")


def read_list(element: Element, reader: BlockReader) -> Content:
    """A list; items of another kind, such as task boxes, or with a number of their own begin a new run."""
    tag = "ol" if element.tag == "ol" else "ul"
    width, reader.width = reader.width, reader.width - INDENT_PT[tag]
    made = Content(*_runs(element, tag, reader))
    reader.width = width
    items = sum(1 for _ in element.iter("li"))
    is_plain = not tree.has(made, tree.Footnote, tree.WritingLines) and not lengths.is_tall(made)
    is_short = items <= _SHORT_LIST and len(html.plain_text(element)) < _SHORT_TEXT and is_plain
    return Content(Box("whole", made)) if made and is_short and reader.depth == 0 else made


def _runs(element: Element, tag: str, reader: BlockReader) -> Iterator[tree.Part]:
    """The items of a list in runs of one kind, and what stands between them."""
    held = html.full_parts(element)
    items = [part for part in held if html.tag(part) == "li"]
    is_tight = not any(child.tag == "p" for item in items for child in item.iterchildren("*"))
    kind = element.get("type") or ""
    numbering = f"{kind}." if kind in ("a", "A", "i", "I") else "1."
    start = _whole(element.get("start"), 1)
    for _, run in groupby(_numbered(held, tag, start), lambda each: each[0]):
        (_, mark, start, first), *rest = run
        if html.tag(first) != "li":
            yield from reader.blocks([first])
            continue
        bodies = tuple(read_item(item, reader) for item in (first, *(item for *_, item in rest)))
        yield tree.Items(bodies, mark, start, numbering, is_tight)


def _numbered(held: list[Part], tag: str, number: int) -> Iterator[tuple[int, Content | None, int, Part]]:
    """What a list holds, each with the number of its run, its mark, and its own number."""
    run, last_mark, is_open = 0, None, False
    for part in held:
        is_item = html.tag(part) == "li"
        stated = part.get("value") if is_item else None
        mark = _mark_of(part, tag) if is_item else None
        number = _whole(stated, number)
        if not (is_item and is_open and mark == last_mark and not stated):
            run += 1
        last_mark, is_open = mark, is_item
        yield run, mark, number, part
        number += is_item


def _mark_of(item: Element, tag: str) -> Content | None:
    """What stands before an item: its task box, a point, or nothing where it has a number."""
    box = _task_box(item)
    if box is not None:
        return Content(task_box(box))
    return Content(Text("•")) if tag == "ul" else None


def read_item(item: Element, reader: BlockReader) -> Content:
    """What an item holds, without its mark; a question with lines to write on."""
    box = _task_box(item)
    if box is not None:
        reader.inline.left_out.add(box)
    contents = html.parts(item)
    read = reader.blocks(contents, bare_first=True)
    bare = sum(isinstance(part, tree.Inline) for part in read)
    first = bare or int(bool(contents) and isinstance(contents[0], str))
    if 0 < first < len(read) and LABEL_END.search(own_text(item)):  # it stays with what it announces
        read = Content(Box("item-lead", Content(*read[:first])), *read[first:])
    lines = reader.page.order.edition.answer_lines
    if not lines or own_text(item) not in reader.page.questions:
        return read
    asked = Content(*read, tree.WritingLines(lines))
    return Content(Box("whole", asked)) if lengths.fits_a_page(read) else asked


def own_text(item: Element) -> str:
    """What an item says itself, folded, without what is nested in it."""
    own = (part for part in html.parts(item) if html.tag(part) not in _NESTED)
    return fold("".join(map(html.plain_text, own)))


def _task_box(item: Element) -> Element | None:
    """The task box that an item begins with; None where it begins with anything else."""
    held = html.full_parts(item)
    while held and html.tag(held[0]) in ("label", "p", "span"):
        held = html.full_parts(held[0])
    is_box = bool(held) and html.tag(held[0]) == "input" and held[0].get("type") == "checkbox"
    return held[0] if is_box else None


def _whole(value: str | None, usual: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else usual
