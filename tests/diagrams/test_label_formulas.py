"""Formulas in the labels of diagrams: drawn as lines of text, or told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from lxml import etree

from course.diagrams.build import start_drawer
from course.diagrams.drawer import Drawer
from course.diagrams.drawing import SVG, Drawing
from course.diagrams.losses import lost_labels
from course.diagrams.raised import SCRIPT
from course.diagrams.wording import drawn_labels
from course.formulas.drawer import start_formulas
from support.courses import ROOT
from support.diagram_features import features

pytestmark = pytest.mark.skipif(start_formulas(ROOT).engine is None, reason="npm has not brought Temml")
FLOW = features()["flowchart: formulas"]


def drawn(source: str) -> Drawing:
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    assert drawing is not None
    return drawing


@pytest.mark.parametrize("name", [name for name in features() if name.endswith("formulas")])
def test_every_formula_is_drawn(name: str) -> None:
    """No dollar is left, no private character, and no label is lost."""
    drawing = drawn(features()[name])
    assert lost_labels(drawing) == []
    assert not re.search("[$\ue000-\uf8ff]", drawing.svg + str(drawing.model) + str(drawing.labels))


def test_a_label_says_its_formula_in_words() -> None:
    """In the list below a diagram, in the search and for screen readers."""
    drawing = drawn(FLOW)
    assert {"x²", "1/2", "πr²"} <= set(" ".join(drawn_labels(drawing.svg)).split())
    assert drawing.model.edges[0].label == "√(x + 3)"
    assert drawing.model.groups[0].label == "α₁ 묶음"


def test_signs_are_raised_and_come_back_to_the_line() -> None:
    """What is moved up or down is moved back by as much."""
    root = etree.fromstring(drawn('graph LR\n A["$$x^2$$ 와 $$y_1$$ 값"]').svg.encode())
    parts = [part for part in root.iter(f"{SVG}tspan") if SCRIPT in part.attrib]
    assert [(part.get(SCRIPT), part.text) for part in parts] == [
        ("^", "2"),
        ("", " 와 y"),
        ("_", "1"),
        ("", " 값"),
    ]
    moves = [float(str(part.get("dy"))) for part in parts]
    assert moves[0] < 0 < moves[2]
    assert moves[0] + moves[1] == moves[2] + moves[3] == 0


def test_a_formula_that_is_taken_off_is_told() -> None:
    """A raised part alone, too."""
    drawing = drawn(FLOW)
    cut = re.sub(r"<tspan[^>]*>2t</tspan>", "", drawing.svg)
    assert cut != drawing.svg
    assert lost_labels(replace(drawing, svg=cut)) == ["x(t) = c₁[−cos t + sin t; 2 cos t]e²ᵗ"]


def test_what_no_line_can_show_keeps_its_source_and_is_told() -> None:
    """At its line; other formulas and dollars are as they should be."""
    result = start_drawer(ROOT)[0].draw(features()["flowchart: formulas that no line can show"])
    assert [(fault.line, fault.code) for fault in result.faults] == [(2, "formula"), (2, "formula")]
    assert result.drawing is not None
    assert lost_labels(result.drawing) == []
    shown = drawn_labels(result.drawing.svg)
    assert r"$$\unknown{x}$$ 와 x₁" in shown
    assert "값 $$5 와 $10" in shown


def test_characters_of_private_use_stay_the_authors() -> None:
    """An icon of his own is no formula."""
    assert "\ue000 x²" in drawn_labels(drawn('graph LR\n A["\ue000 $$x^2$$"]').svg)


def test_comments_are_passed_over() -> None:
    """No reader sees them."""
    assert start_drawer(ROOT)[0].draw("graph LR\n %% $$\\frac{a}$$\n A --> B").faults == ()


def test_without_temml_the_source_is_shown() -> None:
    """As it was."""
    drawing = Drawer(start_drawer(ROOT)[0].engine).draw('graph LR\n A["$$x^2$$"]').drawing
    assert drawing is not None
    assert drawn_labels(drawing.svg) == ["$$x^2$$"]


def test_korean_written_apart_is_drawn_alike() -> None:
    """As macOS types it: page, check and paper then compare the same drawing."""
    source = 'flowchart LR\n 가["한글 각각 $$x^2$$"] -->|"값 넘김"| 나[끝]\n style 가 fill:#fff'
    apart = unicodedata.normalize("NFD", source)
    assert apart != source
    assert drawn(apart) == drawn(source)
