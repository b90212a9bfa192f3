"""What of an element (lxml's) belongs on paper, and what of it a reader sees."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import html

from course.handout.shown_pictures import is_for_dark
from course.markdown.html.tags import HEADINGS
from course.markdown.reading.page_blocks import ADDED, OUTER, TYPED

#: An element of the parser's tree, and a text or an element.
Element: TypeAlias = Any
Part: TypeAlias = Any

_WORD = re.compile(r"[\w-]+")
#: Classes of what a page shows beside its content, or shows on a screen only.
_SCREEN_ONLY = frozenset(
    _WORD.findall(
        """headerlink md-content__button md-clipboard md-code__nav linenos linenodiv gutter footnote-backref
        data-footnote-backref md-source-file md-tags task-list-indicator correction__back"""
    )
)
#: What the build adds that is printed all the same: numbers of the editor's notes, the lecturer's own notes.
_PRINTED = ("correction", "instructor")
FOOTNOTES = frozenset(("footnote", "footnotes"))
#: A tag of our own for a line to write on.
ANSWER_LINE = "answer-line"
_NEVER_SHOWN = frozenset(
    _WORD.findall(
        """script style template noscript button head nav link meta title base datalist dialog area map
        param rp col colgroup slot"""
    )
)


def read_page(content: bytes) -> Element:
    """The element of a built page that holds the session, or the whole page.

    A line to write on stands behind each question whose answer is typed.
    """
    document = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    for mark in [each for each in document.iter("span") if each.get(ADDED) == TYPED]:
        _set_line(mark)
    return next((element for tag in OUTER for element in document.iter(tag)), document)


def _set_line(mark: Element) -> None:
    """Put a line to write on behind the paragraph or heading that `mark` stands in, or in its place."""
    holder = next(mark.iterancestors("p", *HEADINGS), None)
    if holder is None:
        mark.addprevious(html.Element(ANSWER_LINE))
    else:
        holder.addnext(html.Element(ANSWER_LINE))
    mark.drop_tree()


def tag(part: Part) -> str:
    """The name of an element in small letters; nothing for a text or a comment."""
    return part.tag if not isinstance(part, str) and isinstance(part.tag, str) else ""


def classes(element: Element) -> set[str]:
    """The classes of `element`."""
    return set((element.get("class") or "").split())


def style(element: Element) -> str:
    """Its own style, without spaces, in small letters."""
    return (element.get("style") or "").replace(" ", "").lower()


def parts(element: Element) -> list[Part]:
    """The texts and the shown elements straight inside `element`, in order."""
    held: list[Part] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child):
            held.append(child)
        if child.tail:
            held.append(child.tail)
    return held


def full_parts(element: Element) -> list[Part]:
    """Its parts without texts that are only spaces."""
    return [part for part in parts(element) if not isinstance(part, str) or part.strip()]


def plain_text(part: Part) -> str:
    """What a reader sees of a text or an element; a line break is a space."""
    if isinstance(part, str):
        return part
    if part.tag == "br":
        return " "
    if part.tag == "annotation":
        return ""
    return "" if part.get(ADDED) is not None else "".join(map(plain_text, parts(part)))


def is_hidden(element: Element) -> bool:
    """Whether `element` is nothing that belongs on paper."""
    if not element.keys():  # most have no attributes
        return element.tag in _NEVER_SHOWN
    return (
        element.tag in _NEVER_SHOWN
        or element.get("hidden") is not None
        or element.get(ADDED) not in (None, *_PRINTED)
        or bool(_SCREEN_ONLY & classes(element))
        or any(hiding in style(element) for hiding in ("display:none", "visibility:hidden"))
        or is_for_dark(element)
    )


def is_note(element: Element) -> bool:
    """Whether `element` is a note for the lecturer."""
    return bool(element.get(ADDED) == "instructor")
