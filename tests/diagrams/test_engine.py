"""The engine at its border: what it draws and reads is in our names, and nothing else names it."""

from __future__ import annotations

import re
from functools import partial

import pytest
from lxml import etree

from course.diagrams.drawing import (
    SVG,
    Actor,
    BlockEnd,
    BlockStart,
    DiagramModel,
    Drawing,
    Edge,
    Group,
    Message,
    Node,
    Note,
)
from course.diagrams.engine import DiagramEngine, read_engine
from course.diagrams.engine.names import in_our_names
from course.fonts import character_widths
from support.courses import ROOT
from support.diagram_samples import samples

#: All classes of a drawing, but those that a lecturer gives.
CLASSES = {"diagram-drawing"} | {
    f"diagram-{part}"
    for part in (
        "title", "node", "label", "edge", "edge-label", "marker", "group", "group-label", "actor", "lifeline",
        "message", "note", "activation", "frame", "frame-label", "open",
    )
}  # fmt: skip
#: All CSS variables that a page may set for a drawing.
VARIABLES = {
    "ground", "text", "text-on-light", "text-on-dark", "faint", "line", "box", "group", "border", "accent",
    "radius", "font", "code-font", "title-weight", "heading-weight", "series-1", "series-2", "series-3",
}  # fmt: skip
PROGRAMS = (".py", ".js", ".css", ".html", ".yml", ".typ", ".json")


@pytest.fixture(scope="module")
def engine() -> DiagramEngine:
    """The engine that the site is built with."""
    return read_engine(ROOT, partial(character_widths, ROOT / "node_modules"))


def drawn(engine: DiagramEngine, source: str) -> Drawing:
    """`source`, drawn."""
    drawing = engine.draw(source)
    assert isinstance(drawing, Drawing), drawing
    return drawing


def classes(svg: str) -> set[str]:
    """All classes of the drawing."""
    root = etree.fromstring(svg.encode())
    return {name for element in root.iter() for name in (element.get("class") or "").split()}


def test_the_engine_is_named_in_its_own_folder_alone() -> None:
    """No style sheet, script, module or test of another room says its name, so none depends on it."""
    own = (ROOT / "hooks/course/diagrams/engine", ROOT / "tests/diagrams")
    naming = [
        path.relative_to(ROOT).as_posix()
        for folder in ("hooks", "overrides", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in PROGRAMS
        and "node_modules" not in path.parts
        and not any(path.is_relative_to(each) for each in own)
        if re.search("pele", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert naming == []


@pytest.mark.parametrize("name", samples())
def test_drawings_of_every_kind_have_our_names_only(engine: DiagramEngine, name: str) -> None:
    """Classes and variables come from two short lists; one data attribute; no size, role or title."""
    svg = drawn(engine, samples()[name]).svg
    root = etree.fromstring(svg.encode())
    assert "pele" not in svg
    assert classes(svg) - {"warm"} <= CLASSES
    assert set(re.findall(r"--drawing-([\w-]+)", svg)) <= VARIABLES
    attributes = {str(attribute) for element in root.iter() for attribute in element.attrib}
    assert {each for each in attributes if each.startswith(("data-", "aria-", "role"))} <= {"data-part"}
    assert "max-width" not in root.get("style", "")
    assert root[0].tag not in (f"{SVG}title", f"{SVG}desc")


def test_every_variable_that_a_drawing_uses_is_declared_in_it(engine: DiagramEngine) -> None:
    """``var(--_text)`` stands for what the page sets, so its two places are renamed alike."""
    for source in samples().values():
        svg = drawn(engine, source).svg
        assert set(re.findall(r"var\((--_[\w-]+)", svg)) <= set(re.findall(r"(--_[\w-]+):", svg))


def test_what_the_lecturer_writes_stays_as_written(engine: DiagramEngine) -> None:
    """Labels, names of nodes and classes that look like the engine's or ours are no names of a drawing's."""
    source = """flowchart LR
        pele-node["class=#quot;pele-node#quot; --pele-bg var(--_fg)"] -->|pele-edge| diagram-node
        classDef warm fill:#fed
        class pele-node warm
    """
    drawing = drawn(engine, source)
    root = etree.fromstring(drawing.svg.encode())
    labels = " ".join(" ".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")).split()
    assert {'class="pele-node"', "--pele-bg", "var(--_fg)", "pele-edge", "diagram-node"} <= set(labels)
    assert root.xpath('//*[@data-part="pele-node"][contains(@class, "warm")]')
    assert [node.name for node in drawing.model.nodes] == ["pele-node", "diagram-node"]


def test_only_attributes_are_renamed_and_ids_are_left() -> None:
    """An id that looks like a variable is still the one that a reference names."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="pele pele-pie" role="img" aria-label="x"'
        ' style="max-width:100%;height:auto;--_bg:var(--pele-bg,#fff)"><title>x</title><desc>y</desc>'
        '<g id="a--pele-bg" data-id="--pele-fg" data-icon="cloud" class="pele-slice"'
        ' fill="var(--pele-later,#000)"/><text class="mine pele-label">--_bg</text></svg>'
    )
    assert in_our_names(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="diagram-drawing"'
        ' style="--_ground:var(--drawing-ground,#fff)">'
        '<g id="a--pele-bg" data-part="--pele-fg" fill="var(--drawing-later,#000)"/>'
        '<text class="mine diagram-label">--_bg</text></svg>'
    )


def test_a_flowchart_is_read_into_nodes_edges_and_groups(engine: DiagramEngine) -> None:
    """Labels are as a reader sees them; inner groups come first; a plain line has no arrow."""
    source = """flowchart LR
        accTitle: 제목
        accDescr: 설명
        subgraph out [바깥]
            subgraph in ["안<br/>쪽"]
                A["`**하나**`"]
            end
        end
        A -->|"가 #amp; #9829;"| B
        B --- C
    """
    assert engine.read(source) == DiagramModel(
        title="제목",
        description="설명",
        nodes=(Node("A", "하나"), Node("B", "B"), Node("C", "C")),
        edges=(Edge("L_A_B_0", "A", "B", "가 & ♥", True), Edge("L_B_C_0", "B", "C", "", False)),
        groups=(Group("in", "안 쪽", ("A",)), Group("out", "바깥", ("in",))),
    )


def test_a_sequence_is_read_into_actors_and_steps(engine: DiagramEngine) -> None:
    """Activations and numbering are no steps."""
    source = """sequenceDiagram
        autonumber
        participant A as 손님
        actor B
        A->>+B: 요청
        alt 있음
            B-->>-A: 응답
        else 없음
            Note over A,B: 둘
        end
    """
    assert engine.read(source) == DiagramModel(
        actors=(Actor("A", "손님"), Actor("B", "B")),
        steps=(
            Message("A", "B", "요청"),
            BlockStart("alt", "있음"),
            Message("B", "A", "응답"),
            BlockStart("else", "없음"),
            Note(("A", "B"), "둘"),
            BlockEnd("alt"),
        ),
    )


def test_a_control_character_in_a_label_or_title_goes(engine: DiagramEngine) -> None:
    """XML cannot hold it, and a page that cannot be written would end the build."""
    model = drawn(engine, "flowchart LR\n    accTitle: 가\x08나\n    A[다\x08라] --> B\n").model
    assert model.title == "가나"
    assert model.nodes[0].label == "다라"


def test_the_hour_of_the_build_is_in_no_drawing(engine: DiagramEngine) -> None:
    """A plan of a day by the clock has no line of "today", which would move with each build."""
    by_the_clock = "gantt\n  dateFormat HH:mm\n  axisFormat %H:%M\n  section 오전\n  {}"
    drawing = drawn(engine, by_the_clock.format("이론 :09:00, 2h\n  실습 :11:00, 2h\n  저녁 :19:00, 2h"))
    assert drawing.svg.count("<path") == drawn(engine, by_the_clock.format("이론 :09:00, 2h")).svg.count(
        "<path"
    )
