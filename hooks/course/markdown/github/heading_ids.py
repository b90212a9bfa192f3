"""Heading ids as GitHub gives them, so that links written for GitHub work here."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocExtension, remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from course.markdown.formulas.stash import FormulaStash
from course.markdown.github.text_marks import show_emoji
from course.markdown.html.allowed import free_id
from course.markdown.html.tags import HEADINGS


@lru_cache(maxsize=8192)
def heading_id(title: str) -> str:
    """The id GitHub gives a heading with the visible text `title`, without the ``-1`` of a second one.

    Lower case; letters, marks, numbers, ``_`` and ``-`` stay, each space becomes ``-``, the rest goes. An id
    that scripts of the theme look for, such as ``__config``, gets GitHub's ``user-content-`` in front.
    """
    kept = (character for character in title.strip().lower() if _stays(character))
    return free_id("".join("-" if character == " " else character for character in kept))


def _stays(character: str) -> bool:
    return (
        character in " -_"
        or unicodedata.category(character)[0] in "LMN"
        or unicodedata.category(character) == "Pc"
    )


class HeadingIds(Treeprocessor):
    """Gives every heading without an id the one GitHub gives it; the second of a kind ends in ``-1``.

    Menus and tables of contents, which take the heading's text, have formulas in words.
    """

    def __init__(self, md: Markdown, formulas: FormulaStash) -> None:
        super().__init__(md)
        self.formulas = formulas

    def run(self, root: Element) -> None:
        """Set the ids below `root`."""
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        used = UsedIds(element.get("id", "") for element in headings)
        for element in headings:
            if not element.get("id"):
                element.set("id", unique_id(heading_id(self.text(element)), used))
            for inside in element.iter():
                inside.text = _with_emoji(inside.text)
                inside.tail = _with_emoji(inside.tail)
                self.formulas.word(inside)

    def text(self, heading: Element) -> str:
        """The visible text of `heading`."""
        return html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))


def _with_emoji(text: str | None) -> str | None:
    """`text` with emoji in place of ``:names:``; after the id, which GitHub makes of the names."""
    return text if text is None or isinstance(text, AtomicString) else show_emoji(text)


class UsedIds(set[str]):
    """Ids that are used; it remembers how far `unique_id` has counted, or a thousand alike took long."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        super().__init__(ids)
        self.tried: dict[str, int] = {}


def unique_id(wanted: str, used: UsedIds) -> str:
    """`wanted`, or where it is `used` the first of ``-1``, ``-2`` … that is not; it is used from now on."""
    if wanted not in used:
        used.add(wanted)
        return wanted
    number = used.tried.get(wanted, 1)
    while f"{wanted}-{number}" in used:
        number += 1
    used.tried[wanted] = number
    used.add(f"{wanted}-{number}")
    return f"{wanted}-{number}"


class HeadingLinks(Treeprocessor):
    """Takes the links that Python-Markdown adds to headings from the tree of screen readers and from Tab.

    Else each heading is read out with a "¶", and Tab stops at each once more than in the table of contents,
    which leads to the same places. Source: rehype-autolink-headings, "properties".
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        toc = next((each for each in md.registeredExtensions if isinstance(each, TocExtension)), None)
        self._made_as = toc.getConfig("permalink_class") if toc else ""

    def run(self, root: Element) -> None:
        """Hide the links in the headings below `root`."""
        for heading in (each for each in root.iter() if each.tag in HEADINGS):
            for link in heading.iter("a"):
                if link.get("class") == self._made_as:
                    link.attrib.update({"aria-hidden": "true", "tabindex": "-1"})
