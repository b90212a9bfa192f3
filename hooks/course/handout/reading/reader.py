"""The blocks of a page, one after another: what is a block, and what takes along what announces it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from course.handout import lengths, tree
from course.handout.paper import Paper
from course.handout.reading import html
from course.handout.reading.html import Element, Part
from course.handout.reading.inline import INLINE, InlineReader
from course.handout.reading.page import Page
from course.handout.tree import Content

_BOXES = frozenset(
    re.findall(
        r"\w+",
        """div section article main header footer address hgroup search form fieldset body html dir menu
        figcaption caption summary dt dd li td th tr tbody thead tfoot frameset noframes multicol xmp listing
        plaintext""",
    )
)
#: What a box takes from the width of a line, in points; any other box `_BOX_PT`.
INDENT_PT, _BOX_PT = {"ul": 16.0, "ol": 20.0, "blockquote": 22.0, "div": 22.0, "dd": 14.2}, 20.0
#: So much text between two pages of their own stands on the second rather than alone on one.
_SHORT_TEXT = 400
#: So much text with a footnote is kept together with what announces it.
_KEPT_TEXT = 2000

#: Reads an element that stands in lines of its own.
ReadBlock = Callable[[Element, "BlockReader"], Content]


class BlockReader:
    """Reads the blocks of one page; Problems go to the page."""

    def __init__(self, page: Page, paper: Paper, tags: Mapping[str, ReadBlock]) -> None:
        self.page = page
        self.paper = paper
        self.folded: list[tree.Box] = []
        """Panels of what stands elsewhere than on the page: at the end, most often."""
        self.inline = InlineReader(page)
        self.width = paper.text_width_pt
        """Width of a line here, in points."""
        self.depth = 0
        """How many boxes are around it: in 0 it stands straight in the page."""
        self.level = 0
        """Level of the last heading."""
        self.title_element: Element | None = None
        """The heading that is the page's title, which its text goes without."""
        self._tags = tags

    def flow(self, element: Element) -> Content:
        """What `element` holds, as blocks."""
        return self.blocks(html.parts(element))

    def inside(self, box: Element, contents: Sequence[Part] | None = None) -> Content:
        """The blocks of a box, all or those of `contents`, which it leaves less room."""
        width, self.width = self.width, self.width - INDENT_PT.get(box.tag, _BOX_PT)
        read = self.blocks(html.parts(box) if contents is None else contents)
        self.width = width
        return read

    def blocks(self, contents: Sequence[Part], *, at_top: bool = False, bare_first: bool = False) -> Content:
        """Texts and elements as blocks: texts become paragraphs, a first one stays bare where asked for."""
        self.depth += 0 if at_top else 1
        groups: list[Content] = []
        loose: list[Part] = []
        for part in [*contents, None]:
            if part is not None and not self.is_block(part):
                self._note_unknown(part)
                loose.append(part)
                continue
            if line := self.inline.line(loose):
                kind: Literal["p", "lone"] = "lone" if is_picture_alone(line) else "p"
                groups.append(line if bare_first and not groups else Content(tree.Box(kind, line)))
            loose = []
            if part is not None and (read := self.block(part)):
                if groups and isinstance(read[0], tree.Box) and read[0].kind == "answer":
                    groups[-1] = _asking(groups[-1])
                groups.append(read if self.depth else _with_announcing(groups, read))
        self.depth -= 0 if at_top else 1
        return Content(*(part for group in groups for part in group))

    def is_block(self, part: Part) -> bool:
        """Whether `part` stands in lines of its own: a block, or an inline element around one."""
        tag = html.tag(part)
        if not tag or tag == "svg" or self._is_block_tag(tag):
            return self._is_block_tag(tag)
        return any(self._is_block_tag(each.tag) and not html.is_hidden(each) for each in part.iter("*"))

    def _is_block_tag(self, tag: str) -> bool:
        return tag in self._tags or tag in _BOXES

    def block(self, element: Element) -> Content:
        """An element that stands in lines of its own; nothing for the page's title."""
        self._note_unknown(element)
        if element is self.title_element:
            return Content()
        read = self._tags.get(element.tag)
        return read(element, self) if read else self.flow(element)

    def _note_unknown(self, part: Part) -> None:
        for element in part.iter("*") if html.tag(part) else ():
            tag = element.tag
            if self._is_block_tag(tag) or tag in INLINE or html.is_hidden(element):
                continue
            if any(each.tag in ("svg", "math") or html.is_hidden(each) for each in element.iterancestors()):
                continue
            what = f"the tag <{tag}> is none that a handout knows"
            why = "readers may miss what it stands for"
            mend = f"write `<{tag}>` in backquotes, or take it out"
            self.page.report(f"<{tag}>", what, why, mend, "handout-unknown-tag")


def is_picture_alone(line: Content) -> bool:
    """Whether a line holds nothing but one picture from a file, perhaps with a link and its address."""
    held = [part for part in line if not (isinstance(part, tree.Text) and not part.text.strip())]
    first = held[0] if held else None
    if isinstance(first, tree.Styled) and all(_is_address(part) for part in held[1:]):
        return is_picture_alone(first.body)
    return len(held) == 1 and isinstance(first, tree.Picture) and first.kind != "small-drawing"


def _asking(group: Content) -> Content:
    """A question as what stays on one page with the line to write on below it."""
    if all(isinstance(part, tree.Inline) for part in group):
        return Content(tree.Box("item-lead", group))
    *before, last = group
    if isinstance(last, tree.Box) and last.kind == "p":
        return Content(*before, replace(last, kind="lead"))
    return group


def _is_address(part: tree.Part) -> bool:
    return isinstance(part, tree.Styled) and part.kind == "address"


def _with_announcing(groups: list[Content], read: Content) -> Content:
    """`read` with what announces it, taken out of the `groups` before it.

    So it goes with what has a page of its own, may be made smaller, or has a footnote.
    """
    first = read[0]
    if tree.takes_along(first):
        above = take_last(groups, _is_announcing)
        if isinstance(first, tree.OwnPage) and tree.has(first, tree.Table):
            above = Content(*_short_text_between(groups), *above)
        return Content(replace(first, above=above), *read[1:])
    if tree.has(read, tree.Footnote) and lengths.is_short(read, _KEPT_TEXT):
        return kept_together(take_last(groups, _is_announcing), read)
    return read


def take_last(groups: list[Content], is_wanted: Callable[[Content], bool]) -> Content:
    """The last of `groups` as far as they are wanted, taken out of them."""
    taken: list[tree.Part] = []
    while groups and is_wanted(groups[-1]):
        taken[:0] = groups.pop()
    return Content(*taken)


def _is_announcing(group: Content) -> bool:
    """Whether a group is a heading, with the notes that stand below it, or a label such as "Result:"."""
    is_heading = isinstance(group[0], tree.Heading)
    notes = [part for part in group[1:] if isinstance(part, tree.Box) and part.kind == "p"]
    return tree.announces(group[0]) and len(group) == 1 + (len(notes) if is_heading else 0)


def kept_together(above: Content, read: Content) -> Content:
    """Blocks with a footnote and what announces them, as one that is not divided.

    A line whose footnote has no room moves to the next page; what should stay with it would be left there.
    """
    if not above:
        return read
    shown = above[0].shown if isinstance(above[0], tree.Heading) else None
    return Content(tree.Kept(shown, tree.announces(read[-1]), Content(*above, *read)))


def _short_text_between(groups: list[Content]) -> Content:
    """The blocks behind the last page of its own, taken out of `groups`; none where they are long."""
    pages = [number for number, group in enumerate(groups, 1) if isinstance(group[0], tree.OwnPage)]
    if not pages or not lengths.is_short(groups[pages[-1] :], _SHORT_TEXT):
        return Content()
    return take_last(groups, lambda _: len(groups) > pages[-1])
