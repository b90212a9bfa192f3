"""A handout in two languages: each block of a page beside its like on the page's translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from course.handout.setting.assemble import Content, job_of, title_of
from course.handout.setting.blocks import page_writer, set_title
from course.handout.setting.document import Part, render_end, render_part
from course.handout.setting.extras import render_cover
from course.handout.setting.job import classes, parts, plain_text
from course.handout.setting.page_notes import editor_notes, read_footnotes, render_note
from course.handout.setting.typst_text import quoted, running_text, seen
from course.handout.setting.writer import BlockWriter, kept_together
from course.markdown.reading.page_blocks import read_page
from course.markdown.reading.steps import align
from course.model.sessions.parse import parse_session

if TYPE_CHECKING:
    from course.handout.order import Order, PageInput

#: Between the two columns, in points.
_GAP_PT = 20.0
#: A row of up to so much markup on each side stays on one page.
_WHOLE_ROW = 2000
#: Where the markup of what takes the rows above along has room for them.
_TAKES_ALONG = re.compile(r"#(?:own-page\([^)]*\)|fitted\(|tall-row\()\[")


@dataclass(frozen=True, slots=True)
class _Side:
    """One language's page."""

    tree: Any
    writer: BlockWriter
    code: str
    """Of the language."""
    title: str
    shown: str
    """Markup of the title."""
    blocks: list[Any] = field(default_factory=list)


def set_sides(order: Order) -> Content:
    """The contents of the pages of `order`, each beside its translation; a booklet has a cover."""
    if order.beside is None:
        raise ValueError("no page to set beside")
    content = Content()
    if order.is_booklet:
        content.body = render_cover(order.sheet, order.title, order.words)
    mirrored = _mirrored(order)
    for number, (page, like) in enumerate(zip(order.pages, order.beside.pages, strict=True)):
        own, other = _side(order, page, f"a{number}-"), _side(mirrored, like, f"b{number}-")
        content.body += "#fill-up\n#pagebreak(weak: true)\n" if order.is_booklet else ""
        content.body += _set_page(page, own, other, quoted(order.beside.sheet.language), order.words)
        content.title = content.title or (order.title if order.is_booklet else own.title)
        for job in (own.writer.job, other.writer.job):
            content.pictures.update(job.pictures)
            content.problems += job.problems
    return content


def _set_page(page: PageInput, own: _Side, other: _Side, code: str, words: Mapping[str, str]) -> str:
    """Markup of one page beside its translation, whose language is `code`."""
    rows = "".join(_together(_rows(own, other, code)))
    rows += render_end(words["answers"], "".join(_folded(own, other, code)))
    rows += render_end(words["corrections"], "".join(_notes(own, other, code)))
    heading = f"{own.shown}#in-language({code})[{other.shown}]\n"
    return render_part(Part(heading, "", page.place, page.url, rows), words)


def _mirrored(order: Order) -> Order:
    """The order for the translation, its look and paper as this one's."""
    assert order.beside is not None  # noqa: S101 - set_sides has seen that it is
    return replace(order.beside, look=order.look, sheet=replace(order.beside.sheet, paper=order.sheet.paper))


def _side(order: Order, page: PageInput, key: str) -> _Side:
    tree = read_page(page.article)
    job = job_of(page, tree, order, key, {}, parse_session(page.source, order.settings))
    writer = page_writer(job, order.sheet.paper)
    read_footnotes(tree, writer)
    heading = title_of(tree)
    title = " ".join(seen(plain_text(heading)).split()) if heading is not None else page.place
    shown = set_title(heading, writer) if heading is not None else ""
    shown = shown or f"#hd(1, 1, [{running_text(title or page.source.uri)}], {quoted(key + 'title')})\n"
    blocks = [part for part in parts(tree) if not isinstance(part, str) or part.strip()]
    return _Side(
        tree, writer, order.sheet.language, title, shown, [part for part in blocks if part is not heading]
    )


def _shape(part: Any) -> str:
    """What a block is, whatever it says."""
    if isinstance(part, str):
        return "text"
    names = sorted(classes(part)) if part.tag in ("div", "figure") else []
    return " ".join([str(part.tag), *names])


def _rows(own: _Side, other: _Side, code: str) -> Iterator[str]:
    """Pairs of blocks in their order; a block without its like stands alone on its side."""
    pairs, regions = align([_shape(part) for part in own.blocks], [_shape(part) for part in other.blocks])
    steps: list[tuple[tuple[int, int], list[Any], list[Any]]] = [
        ((one, two), [own.blocks[one]], [other.blocks[two]]) for one, two in pairs
    ]
    steps += [
        ((each.first, each.start), own.blocks[each.first : each.last], other.blocks[each.start : each.end])
        for each in regions
    ]
    for _, left, right in sorted(steps, key=lambda step: step[0]):
        if len(left) == len(right) == 1 and _is_wide(left[0], own) | _is_wide(right[0], other):
            yield _stacked(left[0], right[0], own, other, code)
            continue
        yield _beside(_column(left, own), _column(right, other), code)


def _together(rows: Iterable[str]) -> list[str]:
    """`rows`, those that announce what has a page of its own, or may be made smaller, moved into it."""
    out: list[str] = []
    for row in rows:
        opening = _TAKES_ALONG.match(row)
        pulled: list[str] = []
        has_notes = "#footnote[" in row and len(row) < 2 * _WHOLE_ROW
        while (opening or has_notes) and out and out[-1].startswith("#beside(true"):
            pulled.insert(0, out.pop())
        at = opening.end() if opening else 0
        out.append(row[:at] + "".join(pulled) + row[at:] if opening else kept_together(pulled, row))
    return out


def _column(blocks: list[Any], side: _Side) -> str:
    """Blocks set in one of the columns."""
    writer = side.writer
    writer.width = (writer.paper.text_width_pt - _GAP_PT) / 2
    return "".join(writer.blocks(blocks))


def _is_wide(block: Any, side: _Side) -> bool:
    """Whether a block, set by itself in a column, would need a page of its own."""
    if isinstance(block, str) or block.tag not in ("figure", "table", "div"):
        return False
    trial = page_writer(replace(side.writer.job, problems=[], pictures={}), side.writer.paper)
    trial.footnotes.update(side.writer.footnotes)
    trial.width = (trial.paper.text_width_pt - _GAP_PT) / 2
    return any(markup.startswith("#own-page(") for markup in trial.blocks([block], at_top=True))


def _stacked(left: Any, right: Any, own: _Side, other: _Side, code: str) -> str:
    """Two blocks below one another, each over the whole width."""
    told = []
    for block, side in ((left, own), (right, other)):
        side.writer.width = side.writer.paper.text_width_pt
        told.append("".join(side.writer.blocks([block], at_top=True)))
    return f"{told[0]}\n#set text(lang: {code})\n{told[1]}\n#set text(lang: {quoted(own.code)})\n"


def _folded(own: _Side, other: _Side, code: str) -> Iterator[str]:
    """What was folded away in each language, beside its like."""
    both = own.writer.folded, other.writer.folded
    for number in range(max(map(len, both))):
        panels = [
            f"#panel([{told[number][0]}])[{told[number][1]}]\n" if number < len(told) else "" for told in both
        ]
        yield _beside(panels[0], panels[1], code)


def _notes(own: _Side, other: _Side, code: str) -> Iterator[str]:
    """The editor's notes in each language, each beside its like."""
    both = [editor_notes(side.tree, side.writer) for side in (own, other)]
    for number, (left, right) in enumerate(zip_longest(*both, fillvalue=""), 1):
        told = [render_note(number, note) if note else "" for note in (left, right)]
        yield _beside(told[0], told[1], code)


def _beside(left: str, right: str, code: str) -> str:
    """One row of the two columns; nothing where both are empty."""
    if not left.strip() and not right.strip():
        return ""
    announces = (left or right).startswith(("#hd(", "#lead["))
    is_whole = max(len(left), len(right)) < _WHOLE_ROW
    told = ", ".join(str(each).lower() for each in (announces, is_whole))
    row = f"#beside({told}, {code})[{left}][{right}]\n"
    return f"#tall-row([])[{row}]\n" if "drawing(" in row and not announces else row
