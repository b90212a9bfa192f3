"""The blocks of a page, or of a source rendered to HTML: what a reader sees, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html

from course.markdown.formulas.shown import FORMULA_HERE, formula_name
from course.markdown.html.hiding import hides
from course.markdown.html.lxml_tree import of_lxml
from course.markdown.html.seen import take_out_hidden
from course.markdown.html.tags import BOXES, HEADINGS
from course.markdown.html.tree import Element, Part, read_document
from course.markdown.links.rewrite import is_link
from course.markdown.reading.drawn_tree import drawn_tree

#: Attribute of elements that the build adds to a page: they are no content, and no block is read from them.
ADDED = "data-added"
#: What it adds in the place of an answer that is to be typed: on paper, a line to write on.
TYPED = "typed"
#: Attribute of links and ``<details>`` that the build puts around content: what is in them is not added.
MARK = "data-course-mark"

_NEVER_SHOWN = ("script", "style", "template", "noscript", "button", "head", "nav", "title", "desc")
_JUNK = {
    "headerlink",
    "md-content__button",
    "md-clipboard",
    "md-code__nav",
    "linenos",
    "linenodiv",
    "filename",
    "footnote-backref",
    "data-footnote-backref",
    "footnote-ref",
    "md-source-file",
    "md-tags",
    "tabbed-labels",
    "task-list-indicator",
    "gutter",
}
_FOOTNOTES = {"footnote", "footnotes"}


@dataclass(frozen=True, slots=True)
class Block:
    """One thing a reader sees on a page, such as a heading or a list item, in a form that can be compared."""

    kind: str
    """``heading``, ``code``, ``formula``, ``diagram``, ``item``, ``keyword``, ``cell``, ``footnote``,
    ``text``, ``task``, ``image`` or ``link``."""
    key: tuple[str, ...]
    """What it says, for comparison: equal blocks have equal keys, whatever their spacing (but in code).

    A heading's begins with its tag, an item's with its depth, a cell's with its column; a keyword's is group,
    term and definition, an image's its description and file name, a link's its text and address; a drawn
    diagram's is empty and its drawing, as `drawn_tree` writes it, any other diagram's its source; a formula's
    its TeX or words (and ``footnote``, if it stands in one). In a text, `FORMULA_HERE` stands for a formula.
    """
    line: int = 0
    """Line of the source; 0 in a page."""
    owner: int = -1
    """For a task, image, link or formula in a text: number of the block of that text in the page; else -1."""


#: The elements that may hold the session, the narrowest first.
OUTER = ("article", "main", "body")


def read_article(content: str | bytes) -> Element:
    """The element of a built page that holds the session, without what an inline style hides."""
    return read_shown(content)[0]


def read_shown(content: str | bytes) -> tuple[Element, bool]:
    """What `read_article` gives, and whether an inline style hides something there."""
    article = read_document(content, *OUTER)
    return article, take_out_hidden(article)


def read_unstyled(content: str | bytes) -> list[Block]:
    """The blocks of the element that `read_article` finds, with those that an inline style hides."""
    article = read_document(content, *OUTER)
    for element in article.iter():
        element.attributes.pop("style", None)
    return Blocks(article).blocks


def fold(text: str) -> str:
    """`text` as compared: Hangul composed, without spaces, invisible characters and ``¶``."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u200b\u2060\ufe0e\ufe0f\u00b6]+", "", text)


def code_text(text: str) -> str:
    """Code as compared: Hangul composed, no spaces at ends of lines, no empty lines around it."""
    lines = unicodedata.normalize("NFC", text).replace("\r", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


class Blocks:
    """The blocks of a page, or of a part of it, in order."""

    def __init__(self, root: Element | html.HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        """For each block, by its number, the element that it was read from."""
        self.holders: list[Element] = []
        """For each block, the element that its text stands in: of loose text, the one around its parts."""
        self.formulas: dict[int, Element] = {}  # what draws each, by the number of its block
        self._line = 0
        self._element = self._holder = root if isinstance(root, Element) else of_lxml(root)
        self._walk_children(self._element, depth=0)

    def _add(self, kind: str, *key: str) -> int:
        self._keep(Block(kind, key, self._line))
        return len(self.blocks) - 1

    def _keep(self, block: Block) -> None:
        self.blocks.append(block)
        self.elements.append(self._element)
        self.holders.append(self._holder)

    def _enter(self, element: Element) -> None:
        """Let blocks read from here on belong to `element` and its line."""
        self._line = int(element.get("data-line") or self._line)
        self._element = self._holder = element

    def _walk_children(self, element: Element, depth: int) -> None:
        """The blocks inside `element`; text straight in it is a block too."""
        loose: list[Part] = []
        for part in _parts(element):
            if isinstance(part, str) or part.tag not in BOXES:
                loose.append(part)
                continue
            self._holder = element
            self._text("text", loose)
            loose = []
            self._walk(part, depth)
        self._holder = element
        self._text("text", loose)

    def _walk(self, element: Element, depth: int) -> None:
        self._enter(element)
        tag = element.tag
        if tag in HEADINGS:
            self._text("heading", [element], tag)
        elif tag == "pre":
            self._code(element)
        elif tag in ("figure", "div") and _is_diagram(element):
            self._diagram(element)
        elif tag in ("ul", "ol"):
            self._list(element, depth + 1)
        elif tag == "table":
            self._table(element, depth)
        elif tag == "p":
            self._text("text", [element])
        elif tag != "hr":
            self._walk_children(element, depth)

    def _text(self, kind: str, parts: list[Part], *key: str) -> None:
        text = "".join(shown_text(part) for part in parts)
        inside = [item for part in parts if not isinstance(part, str) for item in _inside(part)]
        shown = fold(text)
        is_text = bool(shown.strip(FORMULA_HERE)) or (bool(inside) and kind != "text")
        number = self._add(kind, *key, shown) if is_text else -1
        for inner, inner_key, element in inside:
            if inner == "formula":
                self.formulas[len(self.blocks)] = element
            elif kind == "footnote":
                continue
            more = (kind,) if kind == "footnote" else (shown,) if inner == "task" else ()
            self._keep(Block(inner, (*inner_key, *more), self._line, number))

    def _code(self, element: Element) -> None:
        kind = "diagram" if "source-diagram" in element.classes or "mermaid" in element.classes else "code"
        self._add(kind, code_text(shown_text(element)))

    def _diagram(self, element: Element) -> None:
        drawn = [svg for svg in element.iter("svg") if not _is_hidden(svg)]
        outer = [svg for svg in drawn if not any(above.tag == "svg" for above in svg.ancestors())]
        if outer:
            self._add("diagram", "", "\n".join(map(drawn_tree, outer)))
            return
        self._add("diagram", code_text(shown_text(element)))

    def _list(self, element: Element, depth: int) -> None:
        footnotes = any(_FOOTNOTES & box.classes for box in element.ancestors())
        for item in element.children:
            if _is_hidden(item):
                continue
            self._enter(item)
            if item.tag != "li":
                self._walk(item, depth)
                continue
            key = ("footnote",) if footnotes else ("item", str(depth))
            self._with_blocks(item, depth, *key)

    def _table(self, element: Element, depth: int) -> None:
        for row in element.iter("tr"):
            cells = (child for child in row.children if child.tag in ("td", "th") and not _is_hidden(child))
            for column, cell in enumerate(cells):
                self._enter(row)
                self._element = self._holder = cell
                self._with_blocks(cell, depth, "cell", str(column))

    def _with_blocks(self, element: Element, depth: int, kind: str, *key: str) -> None:
        """The text of an item or cell, where it begins among the blocks inside."""
        text_parts, blocks, before = own_parts(element)
        line = self._line
        for block in blocks[:before]:
            self._walk(block, depth)
        self._line, self._element, self._holder = line, element, element
        self._text(kind, text_parts, *key)
        for block in blocks[before:]:
            self._walk(block, depth)


def own_parts(item: Element) -> tuple[list[Part], list[Element], int]:
    """The text of an item or cell itself, in parts, paragraphs included; the other blocks inside it; and how
    many of those stand before the text.
    """
    text_parts: list[Part] = []
    blocks: list[Element] = []
    before: int | None = None
    for part in _parts(item):
        if not isinstance(part, str) and part.tag in BOXES and part.tag != "p":
            blocks.append(part)
        else:
            text_parts.append(part)
            before = len(blocks) if before is None and fold(shown_text(part)) else before
    return text_parts, blocks, before or 0


def _parts(element: Element) -> Iterator[Part]:
    """The texts and the shown elements straight inside `element`, in order."""
    for part in element.parts:
        if not isinstance(part, str) and part.tag == "details" and part.get(MARK) is not None:
            yield from _parts(part)
        elif isinstance(part, str) or not _is_hidden(part):
            yield part


def _is_hidden(element: Element) -> bool:
    return (
        element.tag in _NEVER_SHOWN
        or element.get("hidden") is not None
        or element.get(ADDED) is not None
        or not _JUNK.isdisjoint(element.classes)
        or hides(element.get("style") or "")
    )


def shown_text(part: Part) -> str:
    """The text a reader sees of `part`; a line break is a space, a quotation has its marks."""
    if isinstance(part, str):
        return part
    if _is_hidden(part) or part.tag == "annotation":  # the source of a formula, which no browser shows
        return ""
    if part.tag == "br":
        return " "
    if formula_name(part) is not None:
        return FORMULA_HERE
    shown = "".join(map(shown_text, _parts(part)))
    return f"“{shown}”" if part.tag == "q" else shown


def _inside(element: Element) -> Iterator[tuple[str, tuple[str, ...], Element]]:
    """Kind, key and element of every task box, image, link and formula inside a text."""
    if element.tag == "input" and element.get("type") == "checkbox":
        yield "task", ("checked" if element.get("checked") is not None else "open",), element
    elif (tex := formula_name(element)) is not None:
        yield "formula", (tex,), element
        return
    elif element.tag == "img":
        yield "image", (fold(element.get("alt") or ""), _file_name(element.get("src") or "")), element
    elif element.get(MARK) is None and is_link(element):
        yield "link", (fold(shown_text(element)), _address(element.get("href") or "")), element
    for child in _parts(element):
        if not isinstance(child, str):
            yield from _inside(child)


def _address(href: str) -> str:
    """An address elsewhere as it is; one inside the site, which the build rewrites, as nothing."""
    return unquote(href).rstrip("/") if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href) else ""


def _file_name(src: str) -> str:
    return "" if src.startswith("data:") else unquote(re.split("[?#]", src)[0]).rpartition("/")[2]


def _is_diagram(element: Element) -> bool:
    return bool({"mermaid", "diagram"} & element.classes)
