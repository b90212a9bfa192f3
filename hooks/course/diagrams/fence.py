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
    """Counts and collects the diagrams of one page while it is read."""

    path: str
    """Path of the page's source, as in a `Problem`."""
    shown: list[ShownDiagram]
    """Those drawn so far."""
    count: int = 0
    """Number of diagrams so far, drawn or not; the figure's id is made from it."""


@dataclass(slots=True)
class DiagramFence:
    """Turns the ``mermaid`` blocks of all pages into figures, in whatever order pages are read."""

    drawer: Drawer
    words: Words
    """Words of the interface for the figures."""
    tell: Callable[[Problem], None]
    """Called with a Problem that no check of the sources has found, because a snippet brought it in."""
    pages: dict[str, PageDiagrams] = field(default_factory=dict)
    """The diagrams of each page, by its URI."""
    shown: dict[str, list[ShownDiagram]] = field(default_factory=dict)
    """The diagrams drawn, by the address of their page."""

    def begin_page(self, uri: str, path: str, url: str) -> None:
        """Start counting the diagrams of the page `uri`, from the file at `path`, at the address `url`."""
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
