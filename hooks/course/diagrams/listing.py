"""Lists every diagram of a course, with what draws it and how long that takes; or shows all on one page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from course.diagrams.drawer import Drawer, DrawnDiagram
from course.diagrams.drawing import Drawing
from course.diagrams.figure import render_result
from course.diagrams.wording import describe_diagram
from course.markdown.files.source import Source
from course.markdown.reading.source_page import is_diagram, read_tokens
from course.settings.words.words import Words

_COLUMNS = ("place", "kind", "nodes", "drawn by", "ms", "bytes")


@dataclass(frozen=True, slots=True)
class ListedDiagram:
    """A line of the list: one diagram of the course."""

    path: str
    """Its file, as a Problem names it."""
    line: int
    """Line of the file that its text begins at."""
    result: DrawnDiagram
    drawn_by: str
    """The engine's name, ``browser``, or ``nothing`` for a faulty one."""
    milliseconds: float

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells in the list, in the order of `_COLUMNS`."""
        drawing = self.result.drawing
        kind, nodes = (drawing.kind, str(count_nodes(drawing))) if drawing else ("-", "-")
        size = str(len(drawing.svg.encode())) if drawing else "-"
        return f"{self.path}:{self.line}", kind, nodes, self.drawn_by, f"{self.milliseconds:.1f}", size


def count_nodes(drawing: Drawing) -> int:
    """Number of boxes in a drawing: nodes, participants of a sequence, or shapes with a node's class."""
    named = drawing.model.nodes or drawing.model.actors
    return len(named) or len(re.findall(r'class="diagram-node[ "]', drawing.svg))


def list_diagrams(sources: Iterable[Source], drawer: Drawer) -> list[ListedDiagram]:
    """The diagrams of `sources`, drawn, in order; their times do not include the engine's start."""
    drawer.draw("graph LR")
    return [
        _listed(source.path, token.meta["line"] + 1, token.content, drawer)
        for source in sources
        if "mermaid" in source.text.lower()
        for token in read_tokens(source.text)
        if token.type == "fence" and is_diagram(token)
    ]


def _listed(path: str, line: int, text: str, drawer: Drawer) -> ListedDiagram:
    began = time.perf_counter()
    result = drawer.draw(text)
    taken = 1000 * (time.perf_counter() - began)
    engine = drawer.engine.name if drawer.engine else "browser"
    drawn_by = engine if result.drawing else "browser" if result.in_browser else "nothing"
    return ListedDiagram(path, line, result, drawn_by, taken)


def render_list(listed: Sequence[ListedDiagram]) -> str:
    """The list as aligned columns, and a last line that sums it up."""
    rows = [_COLUMNS, *(each.row for each in listed)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    drawn = sum(1 for each in listed if each.result.drawing)
    total = sum(each.milliseconds for each in listed)
    return "\n".join([*lines, f"{len(listed)} diagrams, {drawn} drawn in {total:.0f} ms"])


def render_sheet(listed: Sequence[ListedDiagram], words: Words) -> str:
    """An HTML page that shows every diagram under its file and line."""
    figures = "\n".join(
        f"<section><h2>{escape(each.row[0])}</h2>{_figure(each.result, f'diagram_{n}', words)}</section>"
        for n, each in enumerate(listed, 1)
    )
    return _SHEET.format(figures=figures, count=len(listed))


def _figure(result: DrawnDiagram, key: str, words: Words) -> str:
    text = describe_diagram(result.drawing, words.diagrams) if result.drawing else None
    return render_result(result, text, key, words)


_SHEET = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{count} diagrams</title>
<style>
body {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr)); gap: 1rem; margin: 1rem;
       font: 0.9rem sans-serif; }}
h2 {{ font: inherit; overflow-wrap: anywhere; }}
section, figure {{ margin: 0; overflow: auto; }}
svg {{ max-width: 100%; height: auto; }}
</style>
</head>
<body>
{figures}
</body>
</html>
"""
