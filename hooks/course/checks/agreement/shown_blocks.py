"""The blocks of an HTML page as plain values, to compare pages that two readers of Markdown made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from textwrap import dedent

from lxml import html

from course.markdown.github.alerts import ALERT
from course.markdown.github.text_marks import show_emoji
from course.markdown.html.tags import HEADINGS

_LISTS_AND_TABLES = ("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
_BOXES = ("div", "details", "summary", "center", "section", "article", "blockquote", "pre", "p", "hr")
_BLOCKS = frozenset((*_LISTS_AND_TABLES, *HEADINGS, *_BOXES))
_INLINE = frozenset(("em", "strong", "code", "a", "br", "del", "img"))
#: Blocks that own the text they begin with; in any other, text is a block of its own.
_TEXTS = frozenset((*HEADINGS, "p", "li", "th", "td", "summary"))
#: Parts of a table that are no blocks themselves, but are named among those around a cell.
_SILENT = frozenset(("thead", "tbody"))
_ALERT = re.compile(rf"{ALERT.pattern}(?:\s+|\Z)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of a page."""

    around: tuple[str, ...]
    """Kinds of the blocks it stands in, the outermost first."""
    kind: str
    """Its tag and what else a reader sees: ``ol 3`` begins with 3, ``li [x]`` is a task that is done."""
    text: str
    """Its text up to the first block inside it; marks such as ``<em>`` stand for inline elements."""
    line: int = field(default=0, compare=False)
    """Line of the source, where the page has it in ``data-sourcepos``."""


def shown_blocks(page: str) -> list[Shown]:
    """The blocks of `page`, which is HTML, in order; footnotes last, sorted by their text.

    Left out is whatever only decorates: classes, ids, highlighting, boxes around code.
    """
    document = html.document_fromstring(f"<!doctype html><html><body>{page}</body></html>")
    reader = _Reader()
    reader.read_inside(document.find("body"), (), None)
    reader.footnotes.sort(key=lambda note: [(block.kind, block.text) for block in note])
    return [*reader.blocks, *(block for note in reader.footnotes for block in note)]


class _Reader:
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        self.blocks: list[Shown] = []
        self.footnotes: list[list[Shown]] = []
        self.line = 0

    def read_inside(self, element: html.HtmlElement, around: tuple[str, ...], owner: str | None) -> None:
        """Collect the blocks inside `element`.

        The text before the first of them belongs to the block that `element` is, whose kind is `owner`;
        without `owner`, it is a block of its own.
        """
        text = element.text or ""
        for child in element:
            if isinstance(child.tag, str) and child.tag in _BLOCKS:
                self._flush(text, around, owner)
                self._read(child, around)
                text, owner = child.tail or "", None
            else:
                text += _inline(child)
        self._flush(text, around, owner)

    def _flush(self, text: str, around: tuple[str, ...], owner: str | None) -> None:
        """Collect a block of the kind `owner` with `text`, or without `owner` the text by itself."""
        shown = _folded(text)
        if owner and (shown or owner != "p"):  # a paragraph of nothing is not seen
            self.blocks.append(Shown(around[:-1], owner, shown, self.line))
        elif shown and not owner:
            self.blocks.append(Shown(around, "text", shown, self.line))

    def _read(self, element: html.HtmlElement, around: tuple[str, ...]) -> None:
        self.line = int((element.get("data-sourcepos") or f"{self.line}:").split(":")[0])
        tag, classes = element.tag, (element.get("class") or "").split()
        if {"footnote", "footnotes"} & set(classes):
            self._read_footnotes(element)
        elif tag == "pre" or (tag == "div" and "highlight" in classes):
            self.blocks.append(Shown(around, "pre", _code(element), self.line))
        elif tag in _SILENT:
            self.read_inside(element, (*around, tag), None)
        elif tag not in _TEXTS:
            self._read_box(element, around, classes)
        elif tag == "li":
            self._read_item(element, around)
        else:
            self.read_inside(element, (*around, tag), tag)

    def _read_box(self, element: html.HtmlElement, around: tuple[str, ...], classes: list[str]) -> None:
        """Collect a block without text of its own, such as a list or a quote, then those inside it."""
        kind, first = element.tag, element[0] if len(element) else None
        if kind == "ol":
            kind = f"ol {element.get('start') or 1}"
        elif kind == "blockquote" and first is not None and (name := _ALERT.match(first.text or "")):
            kind = f"alert {name[1].lower()}"
            _cut(element, first, name.end())
        elif "admonition" in classes and first is not None and first.get("data-added") == "alert":
            kind = f"alert {classes[-1]}"
            element.remove(first)
        self.blocks.append(Shown(around, kind, "", self.line))
        self.read_inside(element, (*around, kind), None)

    def _read_item(self, element: html.HtmlElement, around: tuple[str, ...]) -> None:
        """Collect a list item; a task box, in whatever paragraph or label, becomes part of its kind."""
        box = next(element.iter("input", *_BLOCKS - {"li", "p"}), None)
        kind = "li"
        if box is not None and box.tag == "input" and box.get("type") == "checkbox":
            kind = "li [x]" if box.get("checked") is not None else "li [ ]"
        self.read_inside(element, (*around, "li"), kind)

    def _read_footnotes(self, element: html.HtmlElement) -> None:
        for item in element.iterfind("./ol/li"):
            reader = _Reader()
            reader.line = self.line
            reader.read_inside(item, ("footnote",), "footnote")
            first, *rest = reader.blocks
            self.footnotes.append([replace(first, line=rest[0].line if rest else first.line), *rest])


def _cut(quote: html.HtmlElement, first: html.HtmlElement, end: int) -> None:
    """Take an alert's name out of the first paragraph, and the paragraph where nothing else is in it."""
    first.text = first.text[end:]
    if len(first) and first[0].tag == "br" and not first.text.strip():  # spaces after the name
        first.text = first[0].tail
        first.remove(first[0])
    if not len(first) and not (first.text or "").strip():
        quote.remove(first)


def _code(element: html.HtmlElement) -> str:
    """Code without spaces at the ends of its lines, nor those that all lines begin with: by GitHub's parser
    a block that a tab indents in an item has one to three too many.
    """
    boxes = [element] if element.tag == "pre" else element.iter("pre")
    text = "\n".join(box.text_content() for box in boxes)
    return dedent("\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def _inline(element: html.HtmlElement) -> str:
    """The text of an inline element between marks that name it."""
    tail = element.tail or ""
    if not isinstance(element.tag, str) or element.tag == "input":
        return tail
    classes = element.get("class") or ""
    if "footnote-backref" in classes or "headerlink" in classes:
        return tail
    if element.tag == "sup" and (classes == "footnote-ref" or (element.get("id") or "").startswith("fnref")):
        return "<footnote>" + tail
    inside = (element.text or "") + "".join(map(_inline, element))
    if element.tag == "code":
        inside = inside.strip()
    if element.tag not in _INLINE:
        return inside + tail
    return f"<{element.tag}>{inside}</{element.tag}>{tail}"


def _folded(text: str) -> str:
    text = text.replace("<em><strong>", "<strong><em>").replace("</strong></em>", "</em></strong>")
    return re.sub(r"\s*<br></br>\s*", "<br></br>", _SPACES.sub(" ", show_emoji(text))).strip()
