"""An element of a page as a handout sees it: the one module here that knows the parser of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from course.markdown.reading.page_blocks import ADDED

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
_NEVER_SHOWN = frozenset(
    _WORD.findall(
        """script style template noscript button head nav link meta title base datalist dialog area map
        param rp col colgroup slot"""
    )
)


def tag(part: Part) -> str:
    """The name of an element in small letters; nothing for a text or a comment."""
    return part.tag if not isinstance(part, str) and isinstance(part.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute; None where the element lacks it."""
    value: str | None = element.get(name)
    return value


def classes(element: Element) -> set[str]:
    """The classes of `element`."""
    return set((attribute(element, "class") or "").split())


def style(element: Element) -> str:
    """Its own style, without spaces, in small letters."""
    return (attribute(element, "style") or "").replace(" ", "").lower()


def inside(element: Element, *tags: str) -> Iterator[Element]:
    """`element` and those inside it, hidden ones too, in order; of `tags` alone where any are named."""
    return (each for each in element.iter(*tags) if isinstance(each.tag, str))


def holds(element: Element, *tags: str) -> bool:
    """Whether `element` is, or has inside it, an element of `tags`."""
    return next(inside(element, *tags), None) is not None


def above(element: Element, *tags: str) -> list[Element]:
    """The elements around `element`, the nearest first; of `tags` alone where any are named."""
    return list(element.iterancestors(*tags))


def before(element: Element) -> Element | None:
    """The element before `element` in what holds both."""
    return element.getprevious()


def after(element: Element) -> Element | None:
    """The element behind `element` in what holds both."""
    return element.getnext()


def has_text_behind(element: Element) -> bool:
    """Whether text stands between `element` and the next one."""
    return bool((element.tail or "").strip())


def children(element: Element) -> list[Element]:
    """The elements straight inside `element`, shown or not."""
    return [child for child in element if isinstance(child.tag, str)]


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


def raw_text(element: Element) -> str:
    """All text inside `element`, shown or not."""
    return str(element.text_content())


def plain_text(part: Part) -> str:
    """What a reader sees of a text or an element; a line break is a space."""
    if isinstance(part, str):
        return part
    if part.tag == "br":
        return " "
    return "" if attribute(part, ADDED) is not None else "".join(map(plain_text, parts(part)))


def is_hidden(element: Element) -> bool:
    """Whether `element` is nothing that belongs on paper."""
    return (
        element.tag in _NEVER_SHOWN
        or attribute(element, "hidden") is not None
        or attribute(element, ADDED) not in (None, *_PRINTED)
        or bool(_SCREEN_ONLY & classes(element))
        or any(hiding in style(element) for hiding in ("display:none", "visibility:hidden"))
    )


def is_note(element: Element) -> bool:
    """Whether `element` is a note for the lecturer."""
    return attribute(element, ADDED) == "instructor"
