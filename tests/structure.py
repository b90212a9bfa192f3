"""The structure of an HTML page as plain tuples, to hold one Markdown reader against another."""

from __future__ import annotations

import re
from typing import Any

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import html

_LISTS_AND_TABLES = ("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = ("div", "details", "summary", "center", "section", "article", "blockquote", "pre", "p", "hr")
_BLOCKS = frozenset((*_LISTS_AND_TABLES, *_HEADINGS, *_BOXES))
_INLINE = frozenset(("em", "strong", "code", "a", "br", "del", "img", "input"))


def github_html(markdown: str) -> str:
    """`markdown` as cmark-gfm, the parser GitHub runs, shows it; raw HTML kept."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, options))


def structure(page: str) -> list[Any]:
    """Blocks of `page` in order: ``(tag, what tells it from others of its kind, children)`` and texts.

    Left out: whatever only decorates (classes, ids, highlighting, boxes around code), and the list of
    footnotes at the end, which every reader orders and links in its own way.
    """
    document = html.document_fromstring(f"<!doctype html><html><body>{page}</body></html>")
    return _children(document.find("body"))


def _children(element: Any) -> list[Any]:
    out: list[Any] = []
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag in _BLOCKS:
            out += _text(text)
            out += _block(child)
            text = child.tail or ""
        else:
            text += _inline(child)
    return out + _text(text)


def _block(element: Any) -> list[Any]:
    classes = element.get("class") or ""
    if (element.tag == "section" and "footnotes" in classes) or classes == "footnote":
        return []
    if element.tag == "pre":
        return [("pre", _code(element))]
    if element.tag == "div" and "highlight" in classes:
        return [("pre", _code(element.find(".//pre")))]
    if element.tag == "ol":
        return [("ol", element.get("start") or "1", _children(element))]
    if element.tag == "li":
        return [("li", _task_first(_children(element)))]
    return [(element.tag, _children(element))]


def _task_first(children: list[Any]) -> list[Any]:
    """The children of an item, its task box out of the paragraph that follows or holds it."""
    first = children[0] if children else None
    if isinstance(first, tuple) and first[0] == "p" and first[1] and str(first[1][0])[:3] in ("<_>", "<x>"):
        return [first[1][0][:3], ("p", [first[1][0][3:].strip(), *first[1][1:]]), *children[1:]]
    return children


def _code(element: Any) -> str:
    return "\n".join(line.rstrip() for line in element.text_content().split("\n")).strip("\n")


def _inline(element: Any) -> str:
    """The text of an inline element between marks that name it."""
    tail = element.tail or ""
    if not isinstance(element.tag, str):
        return tail
    inside = (element.text or "") + "".join(map(_inline, element))
    if element.tag == "input":
        return f"<{'x' if element.get('checked') is not None else '_'}>{tail}"
    if element.tag == "code":
        inside = inside.strip()
    if element.tag not in _INLINE:
        return inside + tail
    return f"<{element.tag}>{inside}</{element.tag}>{tail}"


def _text(text: str) -> list[str]:
    text = text.replace("<em><strong>", "<strong><em>").replace("</strong></em>", "</em></strong>")
    folded = re.sub(r"\s*<br></br>\s*", "<br></br>", re.sub(r"\s+", " ", text)).strip()
    return [folded] if folded else []
