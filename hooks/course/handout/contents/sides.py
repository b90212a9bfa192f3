"""A handout in two languages: each block of a page beside its like on the page's translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from course.handout import lengths, tree
from course.handout.contents.extras import numbered_note, section_at_end, title_band
from course.handout.contents.pages import Handout, begin_handout, page_of, page_title
from course.handout.order import Order, PageInput
from course.handout.reading import html
from course.handout.reading.article import open_page, read_corrections, title_of
from course.handout.reading.html import Element, Part
from course.handout.reading.page import Page
from course.handout.reading.reader import BlockReader, kept_together, take_last
from course.handout.tree import Content
from course.markdown.reading.steps import align

#: Between the two columns, in points.
_GAP_PT = 20.0
#: A row of up to so much text on each side stays on one page.
_WHOLE_ROW = 800


@dataclass(frozen=True, slots=True)
class _Side:
    """One language's page."""

    article: Element
    reader: BlockReader
    title: str
    heading: Content
    blocks: Sequence[Part]

    @property
    def page(self) -> Page:
        """What is known of the page."""
        return self.reader.page

    def in_column(self, parts: Sequence[Part]) -> Content:
        """Blocks set in one of the columns."""
        self.reader.width = (self.reader.paper.text_width_pt - _GAP_PT) / 2
        return self.reader.blocks(parts)

    def over_both(self, parts: Sequence[Part]) -> Content:
        """Blocks set over both columns."""
        self.reader.width = self.reader.paper.text_width_pt
        return self.reader.blocks(parts, at_top=True)


def set_sides(order: Order) -> Handout:
    """The contents of the pages of `order`, each beside its translation; a booklet has a cover."""
    if order.beside is None:
        raise ValueError("no page to set beside")
    handout = begin_handout(order)
    sheet = replace(order.beside.sheet, paper=order.sheet.paper)
    mirrored = replace(order.beside, edition=order.edition, sheet=sheet)
    for number, (page, like) in enumerate(zip(order.pages, order.beside.pages, strict=True)):
        left, right = _side(order, page, f"a{number}-"), _side(mirrored, like, f"b{number}-")
        handout.title = handout.title or left.title
        handout.starts.append(len(handout.body))
        handout.body += [tree.Other("next-page")] if order.is_booklet else []
        handout.body += _set_page(left, right, sheet.language)
        handout.gather(left.page, right.page)
    return handout


def _side(order: Order, given: PageInput, key: str) -> _Side:
    article = html.read_page(given.article)
    page = page_of(given, article, order, key, order.session_of(given), {})
    reader = open_page(article, page, order.sheet.paper)
    title, heading = page_title(article, reader)
    blocks = [part for part in html.full_parts(article) if part is not title_of(article)]
    return _Side(article, reader, title, heading, blocks)


def _set_page(left: _Side, right: _Side, code: str) -> list[tree.Part]:
    """One page beside its translation, whose language is `code`."""
    words, both = left.page.words, (left, right)
    heading = Content(*left.heading, tree.Other("in-language", (code, right.heading)))
    rows = _together(_rows(left, right, code))
    panels = [side.reader.folded for side in both]
    notes = [read_corrections(side.article, side.reader) for side in both]
    numbered = [[numbered_note(number, note) for number, note in enumerate(each, 1)] for each in notes]
    return [
        title_band(left.page.given.place, heading, "", left.page),
        *rows,
        *section_at_end(words.answers, _paired(panels, code)),
        *section_at_end(words.corrections, _paired(numbered, code)),
    ]


def _paired(sides: Sequence[Sequence[tree.Block]], code: str) -> Content:
    """Blocks in each language, each beside its like."""
    pairs = zip_longest(*([Content(each) for each in side] for side in sides), fillvalue=Content())
    return Content(*(part for left, right in pairs for part in _beside(left, right, code)))


def _shape(part: Part) -> str:
    """What a block is, whatever it says."""
    tag = html.tag(part)
    return " ".join([tag or "text", *(sorted(html.classes(part)) if tag in ("div", "figure") else [])])


def _rows(left: _Side, right: _Side, code: str) -> Iterator[Content]:
    """Pairs of blocks in their order; a block without its like stands alone on its side."""
    pairs, regions = align([_shape(part) for part in left.blocks], [_shape(part) for part in right.blocks])
    steps = [((one, two), left.blocks[one : one + 1], right.blocks[two : two + 1]) for one, two in pairs]
    steps += [
        ((each.first, each.start), left.blocks[each.first : each.last], right.blocks[each.start : each.end])
        for each in regions
    ]
    for _, ours, theirs in sorted(steps, key=lambda step: step[0]):
        if len(ours) == len(theirs) == 1 and _is_wide(ours[0], left) | _is_wide(theirs[0], right):
            yield Content(*left.over_both(ours), tree.Other("in-language", (code, right.over_both(theirs))))
        else:
            yield _beside(left.in_column(ours), right.in_column(theirs), code)


def _is_wide(part: Part, side: _Side) -> bool:
    """Whether a block, set by itself in a column, would need a page of its own."""
    if html.tag(part) not in ("figure", "table", "div"):
        return False
    trial = open_page(side.article, replace(side.page, problems=[], pictures={}), side.reader.paper)
    trial.width = (trial.paper.text_width_pt - _GAP_PT) / 2
    return any(isinstance(each, tree.OwnPage) for each in trial.blocks([part], at_top=True))


def _together(rows: Iterable[Content]) -> Content:
    """`rows`, those that announce what has a page of its own, or may be made smaller, moved into it."""
    groups: list[Content] = []
    for row in filter(None, rows):
        first = row[0]
        if tree.takes_along(first):
            above = Content(*take_last(groups, _is_announcing), *first.above)
            groups.append(Content(replace(first, above=above), *row[1:]))
        elif tree.has(row, tree.Footnote) and lengths.is_short(row, 2 * _WHOLE_ROW):
            groups.append(kept_together(take_last(groups, _is_announcing), row))
        else:
            groups.append(row)
    return Content(*(part for group in groups for part in group))


def _is_announcing(row: Content) -> bool:
    return isinstance(row[0], tree.Beside) and row[0].announces


def _beside(left: Content, right: Content, code: str) -> Content:
    """One row of the two columns; nothing where both are empty."""
    if not left and not right:
        return Content()
    stays = tree.announces((left or right)[0])
    is_whole = lengths.is_short(left, _WHOLE_ROW) and lengths.is_short(right, _WHOLE_ROW)
    is_tall = tree.has((left, right), tree.Drawing) and not stays
    return Content(tree.Beside("tall-row" if is_tall else "beside", stays, is_whole, code, left, right))
