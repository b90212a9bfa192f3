"""The Mermaid fence of a page, as pymdownx.superfences calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from course.diagrams.drawer import Drawer, problem_of
from course.diagrams.figure import render_result
from course.diagrams.search import ShownDiagram
from course.diagrams.wording import describe_diagram
from course.problems.problem import Problem
from course.settings.words.words import Words


@dataclass(slots=True)
class PageDiagrams:
    """The diagrams of one page."""

    path: str
    """The file of the page, as a Problem names it."""
    shown: list[ShownDiagram]
    """Those drawn so far."""
    count: int = 0
    """How many there are so far, drawn or not."""


@dataclass(slots=True)
class DiagramFence:
    """Draws the diagrams of all pages, whichever page is read when."""

    drawer: Drawer
    words: Words
    """What pages say."""
    tell: Callable[[Problem], None]
    """What becomes of a Problem that no check of the sources could tell: a snippet brought it in."""
    pages: dict[str, PageDiagrams] = field(default_factory=dict)
    """The diagrams of each page, by its URI."""
    shown: dict[str, list[ShownDiagram]] = field(default_factory=dict)
    """The diagrams drawn, by the address of their page."""

    def begin_page(self, uri: str, path: str, url: str) -> None:
        """Expect the page `uri`, made from the file at `path` and published at `url`."""
        self.shown[url] = []
        self.pages[uri] = PageDiagrams(path, self.shown[url])

    def render(self, source: str, uri: str) -> str:
        """The HTML of the next diagram of the page `uri`."""
        page = self.pages.setdefault(uri, PageDiagrams(uri, []))
        page.count += 1
        known = self.drawer.has_drawn(source)
        result, key = self.drawer.draw(source), f"diagram_{page.count}"
        for fault in () if known else result.faults:
            self.tell(problem_of(fault, page.path, 1))
        text = describe_diagram(result.drawing, self.words.diagrams) if result.drawing else None
        if text:
            page.shown.append(ShownDiagram(key, text))
        return render_result(result, text, key, self.words)
