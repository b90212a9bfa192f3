"""A page's article, to which steps add one after another: parsed once, changed as a tree, written once.

Drawings (``svg``) are set aside before parsing and put back unchanged: they are half of an article's bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from course.markdown.html.scan import outermost
from course.markdown.html.tags import FIRST_LINE_LOST
from course.markdown.html.tree import Element, element_of, nodes_of

#: Stands for a drawing set aside: its number, between two characters that Unicode lets no page hold.
_HELD = re.compile('<svg data-held="\ufdd3(\\d+)\ufdd4"></svg>')

Piece: TypeAlias = "str | LexborNode"


class Article:
    """The HTML inside a page's article."""

    def __init__(self, html: str) -> None:
        """`html` is parsed only when a step first looks inside."""
        self.html = html
        """Its HTML as given, or as ``str()`` wrote it last; changes since then are not in it."""
        self._changed = False
        self._drawings: list[str] = []
        self._parser: LexborHTMLParser | None = None

    def __str__(self) -> str:
        """The article's HTML with all changes; byte for byte as given where nothing was changed."""
        if self._changed:
            self.html = _HELD.sub(self._drawing, _written(self._tree))
            self._changed = False
        return self.html

    def _drawing(self, held: re.Match[str]) -> str:
        number = int(held[1])
        return self._drawings[number] if number < len(self._drawings) else held[0]

    @property
    def _tree(self) -> LexborHTMLParser:
        if self._parser is None:
            kept: list[str] = []
            at = 0
            for start, end in outermost(self.html, "svg"):
                kept += [self.html[at:start], f'<svg data-held="\ufdd3{len(self._drawings)}\ufdd4"></svg>']
                self._drawings.append(self.html[start:end])
                at = end
            kept.append(self.html[at:])
            self._parser = LexborHTMLParser("".join(kept), is_fragment=True)
        return self._parser

    def nodes(self) -> list[LexborNode]:
        """The outermost nodes, texts and comments included."""
        return nodes_of(self._tree)

    def find(self, selector: str) -> list[LexborNode]:
        """The elements that match a CSS selector, in order; of a drawing, only the empty ``svg``."""
        return self._tree.css(selector)

    def first(self, selector: str) -> LexborNode | None:
        """The first element that matches a CSS selector; None where none does."""
        return self._tree.css_first(selector)

    def walk(self, enters: Callable[[LexborNode], bool]) -> Iterator[LexborNode]:
        """Every node, in order; those inside an element only where `enters` is true for it.

        Change the tree after the walk, not during it.
        """
        waiting = self.nodes()[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            if node.is_element_node and enters(node):
                waiting += [*node.iter(include_text=True)][::-1]

    def comments(self) -> list[LexborNode]:
        """All comments."""
        return [node for node in self.walk(lambda _: True) if node.is_comment_node]

    def read(self) -> Element:
        """The article as a tree of plain elements; the `node` of each is the one to change."""
        return element_of(self.nodes())

    def new(self, tag: str, attributes: Sequence[tuple[str, str]], text: str) -> LexborNode:
        """A new element that holds `text`; it is nowhere in the article yet."""
        self._changed = True
        node = self._tree.create_node(tag)
        for name, value in attributes:
            node.attrs[name] = value
        node.insert_child(text)
        return node

    def set(self, node: LexborNode, name: str, value: str) -> None:
        """Give an element an attribute."""
        self._changed = True
        node.attrs[name] = value

    def before(self, node: LexborNode, html: str) -> None:
        """Put `html` before a node."""
        for piece in self._pieces(html):
            node.insert_before(piece)

    def after(self, node: LexborNode, html: str) -> None:
        """Put `html` behind a node."""
        for piece in reversed(self._pieces(html)):
            node.insert_after(piece)

    def inside(self, node: LexborNode, html: str) -> None:
        """Put `html` at the end of what an element holds."""
        for piece in self._pieces(html):
            node.insert_child(piece)

    def replace(self, node: LexborNode, pieces: Iterable[Piece]) -> None:
        """Put texts and nodes in the place of a node, which is gone then."""
        self._changed = True
        for piece in pieces:
            node.insert_before(piece)
        node.decompose()

    def put_in_place(self, node: LexborNode, html: str) -> None:
        """Put `html` in the place of a node, which is gone then."""
        self.replace(node, self._pieces(html))

    def fill(self, node: LexborNode, html: str) -> None:
        """Put `html` in the place of all that an element holds."""
        self._changed = True
        node.inner_html = html

    def append(self, html: str) -> None:
        """Put `html` at the article's end."""
        self._add(html, at_end=True)

    def prepend(self, html: str) -> None:
        """Put `html` at the article's beginning."""
        self._add(html, at_end=False)

    def _add(self, html: str, *, at_end: bool) -> None:
        nodes = self.nodes()
        if html and nodes:
            (self.after if at_end else self.before)(nodes[-1 if at_end else 0], html)
        elif html:
            self._parser, self._changed = LexborHTMLParser(html, is_fragment=True), True

    def _pieces(self, html: str) -> list[LexborNode]:
        """The nodes of `html`, which is to be added."""
        self._changed = self._changed or bool(html)
        return nodes_of(LexborHTMLParser(html, is_fragment=True)) if html else []


def _written(tree: LexborHTMLParser) -> str:
    """`tree` as HTML from which a parser makes the same tree again."""
    added = [
        _newline_before(node.first_child)
        for node in tree.css(", ".join(FIRST_LINE_LOST))
        if node.first_child is not None
        and node.first_child.is_text_node
        and (node.first_child.text_content or "").startswith("\n")
    ]
    html = tree.html or ""
    for node in added:
        node.decompose()
    return html.replace("\r", "&#13;")  # the parser reads a written one as a line feed


def _newline_before(text: LexborNode) -> LexborNode:
    text.insert_before("\n")
    before = text.prev
    assert before is not None  # noqa: S101 - it has just been put there
    return before
