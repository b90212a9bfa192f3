"""The Mermaid fence of a page, as pymdownx.superfences calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course.diagrams.drawer import Drawer, problem_of
from course.diagrams.figure import render_result
from course.diagrams.search import ShownDiagram
from course.diagrams.wording import describe_diagram
from course.problems.problem import Problem


@dataclass(slots=True)
class DiagramFence:
    """Draws the diagrams of one page after the other."""

    drawer: Drawer
    words: Mapping[str, Any]
    """Those of ``extra.interface``."""
    tell: Callable[[Problem], None]
    """What becomes of a Problem that no check of the sources could tell: a snippet brought it in."""
    path: str = ""
    """The file of the page, as a Problem names it."""
    count: int = 0
    """Diagrams of the page so far."""
    url: str = ""
    """The page's address below the site's."""
    shown: dict[str, list[ShownDiagram]] = field(default_factory=dict)
    """The diagrams drawn, by the address of their page."""

    def begin_page(self, path: str, url: str) -> None:
        """The page made from `path`, published at `url`, comes next."""
        self.path, self.url, self.count = path, url, 0
        self.shown[url] = []

    def render(self, source: str) -> str:
        """The HTML of the page's next diagram."""
        self.count += 1
        known = self.drawer.has_drawn(source)
        result, key = self.drawer.draw(source), f"diagram_{self.count}"
        for fault in () if known else result.faults:
            self.tell(problem_of(fault, self.path, 1))
        text = describe_diagram(result.drawing, self.words["diagrams"]) if result.drawing else None
        if text:
            self.shown.setdefault(self.url, []).append(ShownDiagram(key, text))
        return render_result(result, text, key, self.words)
