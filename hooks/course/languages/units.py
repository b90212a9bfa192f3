"""A source as the units that are translated one by one: headings, paragraphs, items, cells and so on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.page_blocks import Block, Blocks
from course.markdown.reading.source_page import render_source

#: Blocks that are part of a unit and none themselves.
_PARTS = frozenset(("task", "image", "link", "formula"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a page that is translated as a whole, such as a heading, a paragraph or a list item."""

    block: Block
    """Its kind and its text."""
    parts: tuple[Block, ...]
    """The task box, images, links and formulas in it."""
    element: Element
    """Its element in the HTML it was read from."""

    @property
    def line(self) -> int:
        """Line of the source, from 1."""
        return self.block.line

    @property
    def shape(self) -> str:
        """Its kind and, if any, level, depth or column, such as ``heading 2``: the same in every language."""
        kind = self.block.kind
        return f"{kind} {self.block.key[0]}" if kind in ("heading", "item", "cell") else kind

    @property
    def mark(self) -> str:
        """Its shape and a hash of its text, by which a change is known; spacing and emphasis do not count."""
        keys = [(each.kind, *each.key) for each in (self.block, *self.parts)]
        return f"{self.shape} {hashlib.sha256(repr(keys).encode()).hexdigest()[:12]}"

    def values_of(self, kind: str) -> list[str]:
        """What its parts of one kind have in every language: the states of tasks, the files of images."""
        return [part.key[-1] if kind == "image" else part.key[0] for part in self.parts if part.kind == kind]


def read_units(text: str) -> list[Unit]:
    """The units of the Markdown `text`, in order."""
    return units_of(read_fragment(render_source(text)))


def units_of(root: Element) -> list[Unit]:
    """The units inside an element, in order: of a site's page, or of a source rendered to HTML."""
    blocks = Blocks(root)
    numbered = list(enumerate(zip(blocks.blocks, blocks.elements, strict=True)))
    parts: dict[int, list[Block]] = {}
    for _, (block, _element) in numbered:
        if block.kind in _PARTS:
            parts.setdefault(block.owner, []).append(block)
    return [
        Unit(block, tuple(parts.get(number, ())), element)
        for number, (block, element) in numbered
        if block.kind not in _PARTS
    ]


def marks_of(units: Sequence[Unit]) -> list[str]:
    """The marks of units, as the ledger keeps them."""
    return [unit.mark for unit in units]
