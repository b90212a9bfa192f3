"""Pages made ready to be looked at: the elements that their blocks stand in are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from course.markdown.html.tree import Element
from course.markdown.reading.page_blocks import ADDED, Block, Blocks, fold, read_article
from course.markdown.reading.steps import steps

#: The attributes that mark an element, and a formula by its block's number; look.js finds both by name.
_MARK, _FORMULA = "data-seen", "data-seen-formula"


@dataclass(slots=True)
class Holder:
    """What one element shows: the numbers of its blocks, and their texts."""

    texts: list[tuple[int, str]] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)
    formulas: list[int] = field(default_factory=list)
    """In a text, `FORMULA_HERE` stands for each."""
    boxes: list[int] = field(default_factory=list)
    """Blocks that a script draws: only that there is something is looked for."""

    def add(self, number: int, block: Block, element: Element) -> None:
        """Note that `block` stands in `element`, this holder; a link's text is in the block around it."""
        given = {"image": self.images, "task": self.tasks, "formula": self.formulas}.get(block.kind)
        if given is not None:
            given.append(number)
        elif block.kind == "diagram" and len(block.key) == 1:
            self.boxes.append(number)
        elif block.kind == "diagram":
            drawn = (label for label in element.iter("text") if label.get("fill") != "none")  # not its halo
            labels = "".join(label.text_content() for label in drawn)
            self.texts.append((number, fold(labels)))
        elif block.kind != "link":
            self.texts.append((number, fold(block.key[-1])))


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page whose element number n, the one that `holders[n]` tells of, bears that number."""

    html: str
    blocks: tuple[Block, ...]
    holders: tuple[Holder, ...]


def mark_page(content: bytes) -> MarkedPage:
    """The built page `content`, with every element marked that a block stands in."""
    article = read_article(content)
    for part in article.iter("section"):
        for link in part.iter("a") if "glossary__part" in part.classes else ():
            link.attributes[ADDED] = "glossary"  # the page's script writes where a term is defined anew
    read = Blocks(article)
    numbers: dict[int, int] = {}
    holders: list[Holder] = []
    for number, (block, element) in enumerate(zip(read.blocks, read.holders, strict=True)):
        at = numbers.setdefault(id(element), len(holders))
        if at == len(holders):
            holders.append(Holder())
            _mark(element, _MARK, at)
        holders[at].add(number, block, element)
    for number, element in read.formulas.items():
        _mark(element, _FORMULA, number)
    parser = article.node.parser if article.node is not None else None
    html = (parser.html if parser is not None else None) or content.decode()
    return MarkedPage(html, tuple(read.blocks), tuple(holders))


def _mark(element: Element, name: str, number: int) -> None:
    if element.node is not None:
        element.node.attrs[name] = str(number)


def lines_of(shown: Sequence[Block], expected: Sequence[Block]) -> list[int]:
    """For each block of a page its line in the source: that of the same block, else of the one before it."""
    lines = [0] * len(shown)
    for kind in {block.kind for block in shown}:
        got = [n for n, block in enumerate(shown) if block.kind == kind]
        wanted = [n for n, block in enumerate(expected) if block.kind == kind]
        for at, to in _pairs(kind, [expected[n] for n in wanted], [shown[n] for n in got]):
            lines[got[to]] = expected[wanted[at]].line
    last = 1
    for number, line in enumerate(lines):
        last = lines[number] = line or last
    return lines


def _pairs(kind: str, wanted: Sequence[Block], got: Sequence[Block]) -> Iterable[tuple[int, int]]:
    """The places of the same blocks in both; drawings are known by their turn."""
    if kind == "diagram":
        return zip(range(len(wanted)), range(len(got)), strict=False)
    same = steps([block.key for block in wanted], [block.key for block in got])
    return [(a + at, c + at) for tag, a, b, c, _ in same if tag == "equal" for at in range(b - a)]
