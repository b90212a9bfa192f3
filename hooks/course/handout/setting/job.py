"""What the setting of one page needs to know, and what it leaves behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from course.markdown.reading.page_blocks import ADDED
from course.problems.problem import Problem

#: Classes of what a page shows beside its content, or shows on a screen only.
_SCREEN_ONLY = frozenset(
    re.findall(
        r"[\w-]+",
        """
        headerlink md-content__button md-clipboard md-code__nav linenos linenodiv gutter
        footnote-backref data-footnote-backref md-source-file md-tags task-list-indicator
        """,
    )
)
#: What the build adds that is printed all the same: numbers of the editor's notes, the lecturer's own notes.
_PRINTED = ("correction", "instructor")
_NEVER_SHOWN = frozenset(
    re.findall(
        r"[\w-]+",
        """
        script style template noscript button head nav link meta title base datalist dialog area map
        param rp col colgroup slot
        """,
    )
)


@dataclass(frozen=True, slots=True)
class Look:
    """What an edition does differently."""

    folded: str = "end"
    """Where folded text (hints, answers) goes: ``end``, ``turned`` (upside down), ``out`` or ``open``."""
    answer_lines: bool = True
    """Whether questions get ruled lines to write on."""


@dataclass(slots=True)
class Job:
    """One page being set."""

    source: str
    """Its source, as a Problem names it."""
    source_text: str
    """The source itself, to find lines in."""
    url: str
    """The page's own address, such as ``https://example.org/ko/week_03/day3/session_1/``."""
    site_dir: Path
    """The folder that is the site at `site_url`."""
    site_url: str
    words: Mapping[str, str]
    look: Look
    key: str = ""
    """Begins the labels of this page, where several are set in one document."""
    palette: Mapping[str, str] = field(default_factory=dict)
    """The site's CSS variables in the light."""
    questions: frozenset[str] = frozenset()
    """Folded texts of the items that are questions."""
    anchors: frozenset[str] = frozenset()
    """Ids that have a label in the document."""
    neighbours: Mapping[str, str] = field(default_factory=dict)
    """Keys of the other pages in the same document, by their address."""
    pictures: dict[str, Path] = field(default_factory=dict)
    """Picture files to lay beside the document, by the name that it calls them."""
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, text: str) -> int:
        """The first line of the source that holds `text`; 1 where none does."""
        at = self.source_text.find(text)
        return self.source_text.count("\n", 0, at) + 1 if at >= 0 else 1

    def report(self, line: int, what: str, why: str, mend: str, code: str) -> None:
        """Note a Problem of this page."""
        problem = Problem(self.source, line, what, why, mend, code)
        if problem not in self.problems:
            self.problems.append(problem)

    def address(self, href: str) -> str:
        """`href` of this page as a whole address."""
        try:
            return urljoin(self.url, href) if self.url else href
        except ValueError:
            return href

    def site_file(self, src: str) -> Path | None:
        """The file of the site that `src` names; None where it is elsewhere or not there."""
        whole = self.address(src)
        if not self.site_url or not whole.startswith(self.site_url):
            return None
        path = self.site_dir / unquote(urlsplit(whole[len(self.site_url) :]).path)
        return path if path.is_file() else None

    def label(self, href: str) -> str | None:
        """The label in the document that `href` leads to, if it stays inside it."""
        page, anchor = urldefrag(self.address(href))
        if page == self.url:
            return f"{self.key}{unquote(anchor)}" if unquote(anchor) in self.anchors else None
        return self.neighbours.get(page)


def is_hidden(element: Any) -> bool:
    """Whether `element` is nothing that belongs on paper."""
    classes = set((element.get("class") or "").split())
    return (
        element.tag in _NEVER_SHOWN
        or element.get("hidden") is not None
        or element.get(ADDED) not in (None, *_PRINTED)
        or bool(_SCREEN_ONLY & classes)
        or _is_hiding(element.get("style") or "")
    )


def _is_hiding(style: str) -> bool:
    bare = style.replace(" ", "").lower()
    return "display:none" in bare or "visibility:hidden" in bare


def parts(element: Any) -> list[Any]:
    """The texts and the shown elements straight inside `element`, in order."""
    found: list[Any] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child):
            found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def plain_text(part: Any) -> str:
    """What a reader sees of a text or an element; a line break is a space."""
    if isinstance(part, str):
        return part
    if part.tag == "br":
        return " "
    if part.get(ADDED) is not None:
        return ""
    return "".join(map(plain_text, parts(part)))


def is_note(element: Any) -> bool:
    """Whether `element` is a note for the lecturer."""
    return bool(element.get(ADDED) == "instructor")


def classes(element: Any) -> set[str]:
    """The classes of `element`."""
    return set((element.get("class") or "").split())
