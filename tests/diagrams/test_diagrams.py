"""Diagrams drawn at build time: what is drawn, what is told, what stands in the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tinycss2.color3 import parse_color

from course.diagrams.contrast import contrast, label_colour, luminance, with_readable_colours
from course.diagrams.drawer import Drawer, DrawnDiagram
from course.diagrams.drawing import DiagramFault, Drawing
from course.diagrams.engine import DiagramEngine, read_engine
from course.diagrams.figure import render_for_browser, render_result
from course.diagrams.search import ShownDiagram, searched_text
from course.diagrams.statements import expand_comma_lists
from course.diagrams.wording import DiagramText, describe_diagram
from course.fonts import character_widths
from support.courses import ROOT, BuiltDocs, Course, run_module
from support.search_index import read_entries, read_text
from support.words import WORDS

FLOW = "graph TB\n    A --> B\n"
SEQUENCE = """sequenceDiagram
    participant A as 손님
    participant B as 서버
    A->>+B: 요청
    alt 있음
        B-->>A: 응답
    else 없음
        B-->>-A: 404
    end
    Note over A,B: 끝
"""


@pytest.fixture(scope="module")
def engine() -> DiagramEngine:
    """The engine that the site is built with."""
    return read_engine(ROOT, partial(character_widths, ROOT / "node_modules"))


@pytest.fixture
def drawer(engine: DiagramEngine) -> Drawer:
    """A build's drawer."""
    return Drawer(engine)


def figure(result: DrawnDiagram, key: str = "diagram_1", words: str = "ko") -> BeautifulSoup:
    """The figure of a drawn diagram."""
    assert result.drawing is not None
    text = describe_diagram(result.drawing, WORDS[words].diagrams)
    return BeautifulSoup(render_result(result, text, key, WORDS[words]), "lxml-xml")


def test_a_diagram_is_an_image_with_words(drawer: Drawer) -> None:
    """Role, title and description from the structure, the same words folded below, none of it content."""
    box = figure(drawer.draw('graph LR\n    A["하나<br/>둘"] -->|가면| B & C\n'))
    svg = box.svg
    assert svg is not None
    assert svg["role"] == "img"
    assert box.find(id=svg["aria-labelledby"]).text == "흐름도: 상자 3개, 연결 2개"
    assert box.find(id=svg["aria-describedby"]).text == "하나 둘 → B (가면); 하나 둘 → C (가면)"
    folded = box.find("details")
    assert [item.text for item in folded.find_all("li")] == ["하나 둘 → B (가면)", "하나 둘 → C (가면)"]
    assert folded["data-added"]


def test_the_words_are_in_the_pages_language(drawer: Drawer) -> None:
    """English pages describe the same diagram in English."""
    box = figure(drawer.draw(SEQUENCE), words="en")
    assert box.svg.title.text == "Sequence diagram: 손님, 서버; 3 messages"
    assert [item.text for item in box.find_all("li")] == [
        "손님 → 서버: 요청", "alt: 있음", "서버 → 손님: 응답", "else: 없음", "서버 → 손님: 404", "end of alt",
        "Note (손님, 서버): 끝",
    ]  # fmt: skip


def test_the_lecturers_own_title_and_description_come_first(drawer: Drawer) -> None:
    """``accTitle`` and ``accDescr`` are what a screen reader says."""
    box = figure(drawer.draw("graph LR\n    accTitle: 제목\n    accDescr: 설명입니다\n    A --> B\n"))
    assert box.svg.title.text == "제목"
    assert box.svg.desc.text == "설명입니다"


def test_ids_are_each_figures_own(drawer: Drawer) -> None:
    """Two figures of the same diagram share no id, and every reference stays inside its figure."""
    for key in ("diagram_1", "diagram_2"):
        html = str(figure(drawer.draw(SEQUENCE), key))
        assert all(found.startswith(key) for found in re.findall(r' id="([^"]+)"', html))
        assert all(found.startswith(key) for found in re.findall(r"url\(#([^)]+)\)", html))


def test_the_same_source_gives_the_same_bytes(engine: DiagramEngine) -> None:
    """In a fresh engine too."""
    fresh = read_engine(ROOT, engine.widths)
    assert engine.draw(SEQUENCE) == engine.draw(SEQUENCE) == fresh.draw(SEQUENCE)


@pytest.mark.parametrize("red", range(0, 256, 51))
def test_labels_on_any_fill_are_readable(red: int) -> None:
    """Black or white, whichever the computed contrast favours, gives at least 4.5:1 on every fill."""
    for green in range(0, 256, 51):
        for blue in range(0, 256, 51):
            fill = f"#{red:02x}{green:02x}{blue:02x}"
            label = label_colour(parse_color(fill))
            assert label is not None
            assert contrast(*(luminance(parse_color(colour)) for colour in (fill, label))) >= 4.5


def label_fills(engine: DiagramEngine, source: str) -> dict[str, tuple[str | None, bool]]:
    """For each label of a drawn diagram, its colour and whether it is marked for dark pages."""
    drawn = engine.draw(source)
    assert isinstance(drawn, Drawing)
    texts = BeautifulSoup(with_readable_colours(drawn.svg), "lxml-xml").find_all("text")
    return {
        text.text: (text.get("style") or text.get("fill"), "diagram-dim" in text.get("class", ""))
        for text in texts
    }


def test_each_label_is_coloured_for_its_own_fill(engine: DiagramEngine) -> None:
    """Names and short forms are read; a label on no fill keeps the page's colour."""
    styles = "style A fill:navy\nstyle B fill:#ff0\nstyle C stroke:#f00\nstyle D fill:#12345680\n"
    assert label_fills(engine, FLOW + "C --> D\n" + styles) == {
        "A": ("#fff", False), "B": ("#000", False), "C": (None, False), "D": ("var(--_text)", False),
    }  # fmt: skip


def test_a_lecturers_own_text_colour_stays_where_it_can_be_read(engine: DiagramEngine) -> None:
    """One too near its fill gives way; one without a fill is marked for dark pages."""
    styles = "style A fill:#ffebee,color:#b71c1c\nstyle B fill:#123456,color:#234567\nstyle C color:#333\n"
    assert label_fills(engine, FLOW + "C\n" + styles) == {
        "A": ("fill:#b71c1c;", False), "B": ("#fff", False), "C": ("fill:#333;", True),
    }  # fmt: skip


def test_messages_keep_to_their_own_ground(engine: DiagramEngine) -> None:
    """Two coloured stretches of a sequence, one dark and one light."""
    source = "sequenceDiagram\nrect rgb(20,20,60)\nA->>B: 가\nend\nrect rgb(240,240,255)\nB->>A: 나\nend\n"
    found = label_fills(engine, source)
    assert "on-dark" in str(found["가"][0])
    assert "on-light" in str(found["나"][0])


def test_a_dark_line_is_marked_for_dark_pages(engine: DiagramEngine) -> None:
    """``linkStyle`` with a dark stroke; a light one and the engine's own lines are not."""
    drawn = engine.draw("graph LR\nA --> B --> C --> D\nlinkStyle 0 stroke:#111\nlinkStyle 1 stroke:#fc0\n")
    assert isinstance(drawn, Drawing)
    edges = BeautifulSoup(with_readable_colours(drawn.svg), "lxml-xml").select("g.diagram-edge")
    assert ["diagram-dim" in str(edge.get("class")) for edge in edges] == [True, False, False]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("style A,B fill:#fff", "style A fill:#fff\nstyle B fill:#fff"),
        ("\tstyle A, B , C fill:#fff,stroke:#333", "\tstyle A {0}\nstyle B {0}\nstyle C {0}"),
        ("A-->B; style A,B fill:#fff", "A-->B; style A fill:#fff\nstyle B fill:#fff"),
        ("style 가,나 fill:#fff", "style 가 fill:#fff\nstyle 나 fill:#fff"),
    ],
)
def test_comma_lists_become_one_line_for_each_node(written: str, drawn: str) -> None:
    """Every node gets the whole look; indentation and what stands before remain; lines are counted on."""
    statements = expand_comma_lists(FLOW + written + "\nlast")
    assert statements.text == FLOW + drawn.format("fill:#fff,stroke:#333") + "\nlast"
    assert statements.source_line(len(statements.lines)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "style A fill:#f9f,stroke:#333,stroke-width:4px",
        "style A fill:#f9f, stroke:#333",
        "class A,B warm",
        "classDef warm fill:#f9f,stroke:#333",
        "linkStyle 0,1 stroke:#f00",
        "%% style A,B fill:#fff",
        '    C["x; style A,B fill:#fff"]',
    ],
)
def test_other_lines_are_drawn_as_they_are(line: str) -> None:
    """Commas of a look, of ``class``, of comments and of labels are no lists of nodes."""
    assert expand_comma_lists(FLOW + line).text == FLOW + line


def test_only_flowcharts_are_expanded() -> None:
    """Front matter, comments and directives may come before ``graph`` or ``flowchart``."""
    style = "style A,B fill:#fff\n"
    before = "---\ntitle: 하나\n---\n%% 둘\n%%{init: {}}%%\n"
    assert "style B fill" in expand_comma_lists(f"{before}flowchart LR\nA-->B\n{style}").text
    assert expand_comma_lists(f"sequenceDiagram\nA->>B: x\n{style}").text.endswith(style)


def test_a_node_that_only_a_style_line_names_is_told_and_not_drawn(drawer: Drawer) -> None:
    """The line is named; subgraphs and nodes are no strays; ``class`` lists are looked at too."""
    result = drawer.draw(
        "graph TB\n    subgraph S\n    A --> B\n    end\n    style A,X fill:#fff\n    style S fill:#eee\n"
        "    classDef c fill:#000\n    class B,Y c\n"
    )
    assert [(fault.line, fault.code) for fault in result.faults] == [(5, "node"), (8, "node")]
    assert "node X" in result.faults[0].what
    assert result.drawing is not None
    assert 'data-part="X"' not in result.drawing.svg
    assert result.drawing.svg.count("fill:#fff") == 1


FAULTY = """---
title: 하나
---

# 하나

- 항목

   ```mermaid
   graph LR
       A[하나 --> B
   ```

```mermaid
nothing
```

```mermaid
graph LR
    A --> B
    style A,B fill:#fff
    style Q fill:#fff
    C --> [
```
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fault_is_told_at_its_line_of_the_file(build_docs: Callable[..., BuiltDocs], end: str) -> None:
    """Front matter, the list's indentation, CRLF and expanded lines counted; told once, in one line."""
    built = build_docs({"index.md": FAULTY.replace("\n", end).encode()})
    told = [message for message in built.messages if "diagram-" in message]
    assert [re.search(r"index\.md:(\d+): .*\[(.*)\]", message).groups() for message in told] == [
        ("11", "diagram-syntax"), ("15", "diagram-kind"), ("23", "diagram-syntax"),
    ]  # fmt: skip
    assert not any("\n" in message for message in told)
    page = BeautifulSoup((built.site_dir / "index.html").read_text(encoding="utf-8"), "lxml")
    faulty = page.select("figure.diagram--faulty")
    assert [box.pre.text.splitlines()[0] for box in faulty] == ["graph LR", "nothing", "graph LR"]
    assert all(box.figcaption.text.startswith("다이어그램을 그리지 못해") for box in faulty)
    assert not [message for message in built.messages if "-lost" in message]


def test_a_fault_ends_a_strict_build_and_the_sources_check(course: Course) -> None:
    """The old site stays; ``run.py check`` tells the same without a site."""
    before = course.site()
    course.write({"docs/ko/a.md": "# 하나\n\n```mermaid\ngraph LR\n    A -->\n```\n"})
    ran = course.publish()
    assert ran.status == 1
    assert "docs/ko/a.md:5: diagram: expecting" in ran.output
    assert course.site() == before
    checked = run_module("hooks", "check", cwd=course.folder)
    assert "docs/ko/a.md:5: diagram: expecting" in checked.output
    assert checked.status == 1


HOSTILE = {
    "too long": "graph LR\n" + "A --> B\n" * 20_000,
    "nested": "graph LR\n" + "subgraph S\n" * 3000 + "A\n" + "end\n" * 3000,
    "deep brackets": "graph LR\nA" + "[" * 20_000,
    "many edges": "graph LR\n"
    + "\n".join(f"N{n} & M{n} --> {'&'.join(f'K{k}' for k in range(60))}" for n in range(60)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_huge_diagrams_end_in_bounded_time(
    drawer: Drawer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn, or refused with a fault of the diagram's own; the next diagram is drawn as ever."""
    monkeypatch.setattr(drawer.engine.script, "time_limit_s", 2)
    drawer.engine.script.restart()
    result = drawer.draw(HOSTILE[name])
    assert result.drawing or result.faults or result.in_browser
    assert drawer.draw(FLOW).drawing is not None


@pytest.mark.parametrize(
    "label",
    [
        "<script>alert(1)</script>넷",
        "<img src=x onerror=alert(1)>",
        "&lt;b onclick=x&gt;",
        "a</text><script>x</script>",
    ],
)
def test_markup_in_labels_is_text(drawer: Drawer, label: str) -> None:
    """No element but the drawing's own, no handler, no link."""
    source = f'graph LR\n    A["{label}"] --> B\n    click A "javascript:alert(3)"\n    click B href "https://example.com/"\n'
    result = drawer.draw(source)
    if result.drawing is None:
        assert result.faults
        return
    svg = figure(result).svg
    assert {tag.name for tag in svg.find_all(True)} <= {
        "title", "desc", "g", "path", "rect", "text", "tspan", "defs", "marker", "style", "circle", "polygon",
    }  # fmt: skip
    assert not [
        name for tag in svg.find_all(True) for name in tag.attrs if name.startswith("on") or "href" in name
    ]


def test_init_directives_change_no_more_than_the_look(drawer: Drawer) -> None:
    """A directive cannot bring in styles or addresses."""
    directive = (
        '%%{init: {"securityLevel": "loose", "themeCSS": "* { background: url(https://example.com/x) }"}}%%\n'
    )
    result = drawer.draw(directive + FLOW)
    assert result.drawing is not None
    assert "example.com" not in result.drawing.svg


def test_what_the_engine_cannot_draw_is_left_to_the_browser() -> None:
    """The source is in the page, escaped; what differs from it stands in ``data-drawn``."""
    source = FLOW + '    C["하나<br/>둘 & &lt;"]\n    style A,B fill:#fff'
    box = BeautifulSoup(render_for_browser(Drawer(None).draw(source), "diagram_1"), "html.parser").div
    assert box is not None
    assert box.text == source
    assert box.find(True) is None
    assert box["data-drawn"].endswith("style A fill:#fff\nstyle B fill:#fff")


def test_an_engine_that_fails_leaves_the_diagram_to_the_browser(engine: DiagramEngine) -> None:
    """A failure of the engine is no fault of the lecturer's."""

    class Failing(DiagramEngine):
        def draw(self, source: str) -> DiagramFault:
            return DiagramFault(0, "x is not a function", "engine")

    result = Drawer(Failing(engine.script, engine.name, engine.widths)).draw(FLOW)
    assert result.in_browser
    assert result.faults == ()


def test_drawn_pages_ask_for_no_mermaid(build_docs: Callable[..., BuiltDocs]) -> None:
    """Neither the library nor mermaid2's scripts; its rewriting leaves the page alone."""
    built = build_docs({"index.md": "# 하나\n", "a.md": f"# 둘\n\n```mermaid\n{FLOW}```\n"}, strict=True)
    assert built.failure is None
    drawn = (built.site_dir / "a" / "index.html").read_text(encoding="utf-8")
    assert "mermaid" not in drawn
    assert 'viewBox="0 0' in drawn
    assert not (built.site_dir / "assets/javascripts/mermaid.min.js").exists()


def test_diagrams_have_entries_of_their_own_in_the_search(built_site: Path) -> None:
    """They have its description and what it shows, behind the page's own, leading to the figure."""
    shown = ShownDiagram("diagram_1", DiagramText("제목", "설명", ("가 → <b>", "")))
    assert searched_text(shown) == "설명 가 → <b>"
    anchors = [each.location.partition("#")[2] for each in read_entries(built_site / "ko")]
    assert [anchor for anchor in anchors if anchor.startswith("diagram_")] == [
        f"diagram_{number}" for number in range(1, 5)
    ]


def test_the_source_is_not_in_the_search(built_site: Path) -> None:
    """Labels are, once; Mermaid's syntax is not."""
    index = read_text(built_site / "ko")
    assert "172.17.0.1" in index
    assert "subgraph" not in index
    assert "fill:#" not in index


def test_the_list_of_all_diagrams(course: Course) -> None:
    """Place, kind, nodes, engine and size of each; a sheet with all; a faulty one fails the command."""
    course.write(
        {
            "docs/ko/a.md": "# 하나\n\n- x\n\n  ```mermaid\n  graph LR\n      A --> B\n  ```\n\n"
            f"```mermaid\n{SEQUENCE}```\n"
        }
    )
    ran = run_module("hooks", "diagrams", "docs/ko/a.md", "--sheet", "all.html", cwd=course.folder)
    assert ran.status == 0, ran.output
    assert re.match(r"docs/ko/a\.md:6 +flowchart +2 +Pele \S+ +[\d.]+ +\d+$", ran.lines[1])
    assert re.match(r"docs/ko/a\.md:11 +sequence +2 +Pele", ran.lines[2])
    assert ran.lines[3].startswith("2 diagrams, 2 drawn in ")
    sheet = BeautifulSoup((course.folder / "all.html").read_text(encoding="utf-8"), "lxml")
    assert [heading.text for heading in sheet.select("h2")] == ["docs/ko/a.md:6", "docs/ko/a.md:11"]
    assert len(sheet.select("section svg")) == 2
    course.write({"docs/ko/b.md": "# 둘\n\n```mermaid\ngraph LR\n    A -->\n```\n"})
    faulty = run_module("hooks", "diagrams", "docs/ko/b.md", cwd=course.folder)
    assert faulty.status == 1
    assert "nothing" in faulty.lines[1]
