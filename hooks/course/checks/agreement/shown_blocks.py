"""The blocks of an HTML page as plain values, to hold one reader of Markdown against another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from textwrap import dedent
from typing import Any

from lxml import html

from course.markdown.github.alerts import ALERT
from course.markdown.github.text_marks import show_emoji
from course.markdown.html.tags import HEADINGS

_LISTS_AND_TABLES = ("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
_BOXES = ("div", "details", "summary", "center", "section", "article", "blockquote", "pre", "p", "hr")
_BLOCKS = frozenset((*_LISTS_AND_TABLES, *HEADINGS, *_BOXES))
_INLINE = frozenset(("em", "strong", "code", "a", "br", "del", "img"))
#: Blocks whose first text is told with them.
_TEXTS = frozenset((*HEADINGS, "p", "li", "th", "td", "summary"))
#: Parts of a table that say nothing by themselves; cells tell which they are in.
_SILENT = frozenset(("thead", "tbody"))
_ALERT = re.compile(rf"{ALERT.pattern}(?:\s+|\Z)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of a page."""

    around: tuple[str, ...]
    """The blocks it stands in, the outermost first."""
    kind: str
    """Its tag, with what tells it from others: ``ol 3`` begins with 3, ``li [x]`` is a task that is done."""
    text: str
    """What it says up to the first block inside it; marks such as ``<em>`` name inline elements."""
    line: int = field(default=0, compare=False)
    """Line of the source, where the page tells it."""


def shown_blocks(page: str) -> list[Shown]:
    """The blocks of `page` in order, footnotes last, sorted by what they say.

    Left out is whatever only decorates: classes, ids, highlighting, boxes around code.
    """
    document = html.document_fromstring(f"<!doctype html><html><body>{page}</body></html>")
    reader = _Reader()
    reader.read_inside(document.find("body"), (), None)
    reader.footnotes.sort(key=lambda note: [(block.kind, block.text) for block in note])
    return [*reader.found, *(block for note in reader.footnotes for block in note)]


class _Reader:
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        self.found: list[Shown] = []
        self.footnotes: list[list[Shown]] = []
        self.line = 0

    def read_inside(self, element: Any, around: tuple[str, ...], owner: str | None) -> None:
        """The blocks inside `element`; its first text is `owner`'s, if there is one."""
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
        """Keep `owner` with `text`, or the text by itself."""
        shown = _folded(text)
        if owner and (shown or owner != "p"):  # a paragraph of nothing is not seen
            self.found.append(Shown(around[:-1], owner, shown, self.line))
        elif shown and not owner:
            self.found.append(Shown(around, "text", shown, self.line))

    def _read(self, element: Any, around: tuple[str, ...]) -> None:
        self.line = int((element.get("data-sourcepos") or f"{self.line}:").split(":")[0])
        tag, classes = element.tag, (element.get("class") or "").split()
        if {"footnote", "footnotes"} & set(classes):
            self._read_footnotes(element)
        elif tag == "pre" or (tag == "div" and "highlight" in classes):
            self.found.append(Shown(around, "pre", _code(element), self.line))
        elif tag in _SILENT:
            self.read_inside(element, (*around, tag), None)
        elif tag not in _TEXTS:
            self._read_box(element, around, classes)
        elif tag == "li":
            self._read_item(element, around)
        else:
            self.read_inside(element, (*around, tag), tag)

    def _read_box(self, element: Any, around: tuple[str, ...], classes: list[str]) -> None:
        """A block that holds others: it is told before them."""
        kind, first = element.tag, element[0] if len(element) else None
        if kind == "ol":
            kind = f"ol {element.get('start') or 1}"
        elif kind == "blockquote" and first is not None and (name := _ALERT.match(first.text or "")):
            kind = f"alert {name[1].lower()}"
            _cut(element, first, name.end())
        elif "admonition" in classes and first is not None and first.get("data-added") == "alert":
            kind = f"alert {classes[-1]}"
            element.remove(first)
        self.found.append(Shown(around, kind, "", self.line))
        self.read_inside(element, (*around, kind), None)

    def _read_item(self, element: Any, around: tuple[str, ...]) -> None:
        """An item, its task box out of the paragraph or the label that holds it."""
        box = next(element.iter("input", *_BLOCKS - {"li", "p"}), None)
        kind = "li"
        if box is not None and box.tag == "input" and box.get("type") == "checkbox":
            kind = "li [x]" if box.get("checked") is not None else "li [ ]"
        self.read_inside(element, (*around, "li"), kind)

    def _read_footnotes(self, element: Any) -> None:
        for item in element.iterfind("./ol/li"):
            reader = _Reader()
            reader.line = self.line
            reader.read_inside(item, ("footnote",), "footnote")
            first, *rest = reader.found
            self.footnotes.append([replace(first, line=rest[0].line if rest else first.line), *rest])


def _cut(quote: Any, first: Any, end: int) -> None:
    """Take an alert's name out of the first paragraph, and the paragraph where nothing else is in it."""
    first.text = first.text[end:]
    if len(first) and first[0].tag == "br" and not first.text.strip():  # spaces after the name
        first.text = first[0].tail
        first.remove(first[0])
    if not len(first) and not (first.text or "").strip():
        quote.remove(first)


def _code(element: Any) -> str:
    """Code without spaces at the ends of its lines, nor those that all lines begin with: by GitHub's parser
    a block that a tab indents in an item has one to three too many.
    """
    boxes = [element] if element.tag == "pre" else element.iter("pre")
    text = "\n".join(box.text_content() for box in boxes)
    return dedent("\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def _inline(element: Any) -> str:
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
