"""Diagrams on paper: every kind is set whole, and what one lacks there is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course.diagrams.build import start_drawer
from course.diagrams.figure import render_drawing
from course.diagrams.wording import describe_diagram, drawn_labels
from course.handout.contents.pages import set_content
from course.handout.make import document_of, make_handout
from course.handout.order import Order
from course.handout.proving.proved import check_made
from course.handout.typst.press import Press
from support.courses import ROOT
from support.diagram_features import features
from support.handouts import needs_fonts, order_of
from support.words import KOREAN

#: Signs of several characters, what is see-through, underlined or without a size, and charts with many names.
SOME = (
    "flowchart: emoji", "flowchart: signs of all kinds", "flowchart: see-through", "sequence: emoji",
    "class: abstract and static", "kanban: metadata", "treemap: small parts", "quadrant: simple",
    "xychart: many names", "flowchart: same label many times", "er: chain", "architecture: simple",
    "flowchart: formulas", "sequence: formulas", "flowchart: accents beside signs",
    "flowchart: a title that a line crosses",
)  # fmt: skip


def order_for(names: tuple[str, ...], folder: Path) -> Order:
    """The order for a handout of the diagrams of these names."""
    parts = []
    for number, name in enumerate(names, 1):
        drawing = start_drawer(ROOT)[0].draw(features()[name]).drawing
        assert drawing is not None
        text = describe_diagram(drawing, KOREAN.diagrams)
        parts.append(render_drawing(drawing, text, f"diagram_{number}", KOREAN))
    source = "".join(f"````mermaid\n{features()[name].rstrip()}\n````\n\n" for name in names)
    return order_of(f"<h1>제목</h1>{''.join(parts)}<p>끝</p>", folder, f"# 제목\n\n{source}끝\n")


def told(order: Order, document: str) -> list[tuple[str, int]]:
    pdf = Press(order.fonts_dir).pdf(document, {}, 0)
    return [(problem.code, problem.line) for problem in check_made(order, pdf) if "diagram" in problem.code]


@needs_fonts
def test_diagrams_of_many_kinds_are_set_whole(tmp_path: Path) -> None:
    """Also with signs that Typst does not set inside drawings as they are."""
    made = make_handout(order_for(SOME, tmp_path))
    assert (made.pdf is not None, made.problems) == (True, ())


@needs_fonts
@pytest.mark.long
def test_diagrams_of_every_feature_are_set_whole(tmp_path: Path) -> None:
    """Every feature of every kind, in one handout."""
    made = make_handout(order_for(tuple(features()), tmp_path))
    assert (made.pdf is not None, made.problems) == (True, ())


@needs_fonts
@pytest.mark.parametrize(
    "part",
    [
        r'<text class=\\"diagram-label\\"[^>]*>끝</text>',
        r'<rect x=[^>]*/>(?=<text class=\\"diagram-label\\"[^>]*>끝)',
        r'<path d=[^>]*/>(?=<path class=\\"diagram-marker)',
        r'<path class=\\"diagram-marker[^>]*/>',
    ],
)
def test_what_a_printed_diagram_lacks_is_told(tmp_path: Path, part: str) -> None:
    """One of two equal labels, a box, a line, an arrowhead."""
    order = order_for(("flowchart: same label many times",), tmp_path)
    document = document_of(order, set_content(order.pages, order))
    broken, count = re.subn(part, "", document, count=1)
    assert count == 1
    assert told(order, broken) == [("handout-diagram", 3)]


def test_a_text_that_a_line_crosses_is_wanted_once() -> None:
    """Its ground, drawn as the same letters below it, is no text: pdfium gives one of the two."""
    drawing = start_drawer(ROOT)[0].draw(features()["flowchart: a title that a line crosses"]).drawing
    assert drawing is not None
    assert drawing.svg.count(">AWS Services<") == 2
    assert drawn_labels(drawing.svg).count("AWS Services") == 1
