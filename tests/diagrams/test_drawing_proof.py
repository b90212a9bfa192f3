"""The proof of drawings: silent about each that is sound, and about nothing that is taken off one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from lxml import etree

from course.checks.completeness import Page, compare_page
from course.checks.site_check import read_expected
from course.diagrams.build import start_drawer
from course.diagrams.drawer import Drawer
from course.diagrams.drawing import SVG, DiagramFault, Drawing
from course.diagrams.engine import DiagramEngine
from course.diagrams.figure import render_drawing
from course.diagrams.losses import letters, lost_labels, missing_labels
from course.diagrams.proof import project_drawings
from course.diagrams.wording import describe_diagram, drawn_labels
from course.markdown.reading.page_blocks import Blocks, read_article
from support.courses import ROOT
from support.diagram_features import features
from support.diagram_samples import samples
from support.words import WORDS

KOREAN = WORDS["ko"]
ALL = {**features(), **{f"sample {name}": source for name, source in samples().items()}}
#: What of a drawing is seen: its texts, and its shapes and lines.
SEEN = [SVG + name for name in ("text", "rect", "path", "polygon", "polyline", "line", "circle", "ellipse")]


@cache
def drawer() -> Drawer:
    return start_drawer(ROOT)[0]


def drawn(source: str) -> Drawing:
    result = drawer().draw(source)
    assert result.drawing is not None, result.faults
    return result.drawing


def figure(source: str, number: int = 1) -> str:
    """The figure of a page."""
    drawing = drawn(source)
    return render_drawing(drawing, describe_diagram(drawing, KOREAN.diagrams), f"diagram_{number}", KOREAN)


def told(sources: list[str], page: str) -> list[str]:
    """The codes and reasons of what is told of a page made of `sources`."""
    expected = read_expected("\n".join(f"````mermaid\n{source.rstrip()}\n````\n" for source in sources))
    found = Blocks(read_article(f"<article>{page}</article>".encode())).blocks
    return [
        str(each) for each in compare_page(Page("a.md", "/a/", expected, found), {}, project_drawings(ROOT))
    ]


def codes(lines: list[str]) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in lines]


@pytest.mark.parametrize("name", ALL)
def test_a_sound_diagram_is_drawn_whole(name: str) -> None:
    """Every label that Mermaid's parser read is in the drawing, as often as it was written."""
    assert lost_labels(drawn(ALL[name])) == []


def test_every_kind_is_read() -> None:
    """No kind is passed over: each drawing of a feature has labels that are looked for."""
    bare = {name for name, source in features().items() if not drawn(source).labels}
    assert {name.partition(":")[0] for name in bare} <= {"treemap", "others", "git", "xychart"}


def test_nothing_is_told_of_sound_drawings() -> None:
    """All diagrams on one page, and in another order than their numbers would say, are each recognised."""
    sources = list(dict.fromkeys(features().values()))
    page = "".join(figure(source, number) for number, source in enumerate(sources, 1))
    assert told(sources, page) == []


def test_a_drawing_is_recognised_by_what_it_is() -> None:
    """Charts without quoted words beside other kinds, in any order: none fits the drawing of another."""
    names = ("quadrant: simple", "timeline: simple", "state: composite in composite", "er: chain")
    sources = [features()[name] for name in names]
    figures = [figure(source, number) for number, source in enumerate(sources, 1)]
    assert told(sources, "".join(figures)) == []
    assert codes(told(sources, "".join(figures[1:]))) == ["diagram-lost"]
    swapped = [*figures[:2], figures[3], figures[2]]
    assert codes(told(sources, "".join(swapped))) == ["diagram-order"]
    assert codes(told(sources[1:], "".join(figures))) == ["diagram-extra"]


def parts_of(svg: str) -> list[int]:
    """Numbers of the elements of a figure's drawing that are seen."""
    return [number for number, part in enumerate(etree.fromstring(svg).iter()) if part.tag in SEEN]


def without(svg: str, number: int) -> str:
    """A drawing without its element `number`."""
    root = etree.fromstring(svg)
    part = list(root.iter())[number]
    part.getparent().remove(part)
    return etree.tostring(root, encoding="unicode")


def _removals(names: list[str], step: int) -> Iterator[tuple[str, str, str]]:
    """Names, figures, and these without one part; every part in turn, or one of so many."""
    at = 0
    for name in names:
        whole = figure(ALL[name])
        svg = whole[whole.index("<svg") : whole.rindex("</svg>") + 6]
        for number in parts_of(svg):
            at += 1
            if at % step == 0:
                yield name, whole, whole.replace(svg, without(svg, number))


def _check_removals(step: int) -> int:
    count = 0
    for name, _, spoilt in _removals(list(ALL), step):
        lines = told([ALL[name]], spoilt)
        assert set(codes(lines)) <= {"diagram-label-lost", "diagram-altered"}, name
        assert len(lines) == 1, (name, lines)
        count += 1
    return count


def test_whatever_is_taken_off_a_drawing_is_told() -> None:
    """A label, a box, a line: one part in fifty."""
    assert _check_removals(50) > 50


@pytest.mark.long
def test_each_part_that_is_taken_off_a_drawing_is_told() -> None:
    """Every label, box and line of every kind and feature."""
    assert _check_removals(1) > 3000


def _lost_words(step: int) -> Iterator[tuple[str, str]]:
    """Names of diagrams and one of their labels, for every label or one of so many."""
    pairs = [
        (name, label) for name, source in ALL.items() for label in drawn(source).labels if letters(label)
    ]
    yield from pairs[::step]


def _check_lost_words(step: int) -> None:
    for name, label in _lost_words(step):
        drawing = drawn(ALL[name])
        parts = "".join(map(letters, drawn_labels(drawing.svg))).split(letters(label))
        wanted = "\0".join(map(letters, drawing.labels)).count(letters(label))
        fewer = letters(label).join(parts[:wanted]) + "".join(parts[wanted:])
        assert label in missing_labels(drawing.labels, [fewer]), (name, label)


def test_labels_that_the_engine_loses_are_told() -> None:
    """A drawing that never had one of its labels, one label in twenty."""
    _check_lost_words(20)


@pytest.mark.long
def test_each_label_that_the_engine_loses_is_told() -> None:
    """The same for every label of every kind and feature."""
    _check_lost_words(1)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda h: re.sub(r' rx="[^"]*"', "", h), "diagram-altered"),
        (lambda h: h.replace("--drawing-text", "--drawing-other"), "diagram-altered"),
        (lambda h: h.replace("--least:", "--most:"), "diagram-altered"),
        (lambda h: re.sub(r"<title.*?</title>", "", h), "diagram-altered"),
        (lambda h: re.sub(r"(<title[^>]*>).*?</title>", r"\1</title>", h), "diagram-altered"),
        (lambda h: re.sub(r"<desc.*?</desc>", "", h), "diagram-altered"),
        (lambda h: h.replace('class="diagram-edge', 'class="edge'), "diagram-altered"),
        (lambda h: re.sub(r' d="M[^"]*"', ' d="M0,0"', h, count=1), "diagram-altered"),
        (lambda h: h.replace('role="img"', ""), "diagram-altered"),
        (lambda h: re.sub(r"<polygon[^>]*/>", "", h, count=1), "diagram-altered"),
        (lambda h: h.replace("결정", "결장"), "diagram-label-lost"),
    ],
)
def test_a_drawing_that_was_made_otherwise_is_told(spoil: Callable[[str], str], code: str) -> None:
    """Corners, colours' variables, titles, classes, lines, arrowheads and words are all of the drawing."""
    source = "graph LR\n  A(시작) --> B{결정}\n  B -->|예| C[(저장)]\n"
    spoilt = spoil(figure(source))
    assert spoilt != figure(source)
    assert codes(told([source], spoilt)) == [code]


def test_the_authors_own_title_is_compared() -> None:
    """A title in words of the build may be in any language; the author's may not change."""
    source = "graph LR\n  accTitle: 내 제목\n  accDescr: 내 설명\n  A --> B\n"
    assert codes(told([source], figure(source).replace("내 제목", "남의 제목", 1))) == ["diagram-label-lost"]
    assert codes(told([source], figure(source).replace("내 설명", "남의 설명", 1))) == ["diagram-label-lost"]
    other = figure("graph LR\n  A --> B\n")
    english = re.sub(r"(<title[^>]*>).*?</title>", r"\1Flowchart</title>", other)
    assert told(["graph LR\n  A --> B\n"], english) == []


@pytest.mark.parametrize("count", [2, 7, 16, 40])
@pytest.mark.parametrize("direction", ["", " horizontal"])
@pytest.mark.parametrize("front", ["", "---\nconfig:\n  xyChart:\n    width: 400\n---\n"])
def test_every_name_of_an_axis_is_drawn(count: int, direction: str, front: str) -> None:
    """A chart with long names gets the room that they need, however it lies."""
    names = [f'"네트워크 네임스페이스 {number}번"' for number in range(count)]
    values = ", ".join(map(str, range(1, count + 1)))
    source = f"{front}xychart-beta{direction}\n  x-axis [{', '.join(names)}]\n  bar [{values}]\n"
    shown = "".join(map(letters, drawn_labels(drawn(source).svg)))
    assert [name for name in names if letters(name) not in shown] == []


def test_page_check_and_proof_ask_the_engine_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reads the source with other spaces at ends of lines; what is drawn is shared."""
    asked: list[str] = []
    draw = DiagramEngine.draw
    monkeypatch.setattr(
        DiagramEngine, "draw", lambda engine, source: asked.append(source) or draw(engine, source)
    )
    source = "graph LR\n  한번[한 번만]   --> B\n    \n  B --> C \n"
    pages, checks = start_drawer(ROOT)[0], start_drawer(ROOT)[0]
    drawings = [pages.draw(source).drawing, checks.draw(source.rstrip()).drawing]
    assert drawings[0] == drawings[1]
    assert told([source], figure(source)) == []
    assert len(asked) == 1
    assert pages.draw(source).source == source.rstrip("\n")
    assert not start_drawer(ROOT)[0].has_drawn(source)


def test_what_the_engine_fails_at_is_tried_again_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure, for lack of time, say, lasts no longer than a build; it keeps the author's own spaces."""
    source = "graph LR\n  넘어짐[한 번]  --> B\n    \n  B --> C\n"
    with monkeypatch.context() as patch:
        patch.setattr(DiagramEngine, "draw", lambda *_: DiagramFault(0, "out of memory", "engine"))
        failed = start_drawer(ROOT)[0].draw(source)
    assert failed.in_browser
    assert failed.source == failed.statements.text == source.rstrip("\n")
    assert start_drawer(ROOT)[0].draw(source).drawing is not None
