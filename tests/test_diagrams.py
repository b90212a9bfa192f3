"""The diagram fence: what stands in the page, and what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import BuiltDocs
from course.diagrams import expand_comma_lists, fence_diagram, has_diagram

FLOW = "graph TB\n    A --> B\n"


def test_page_keeps_the_source_and_escapes_its_html() -> None:
    """The box's text is the source, character for character; its HTML is text."""
    source = 'graph LR\n    A["하나<br/>둘"] --> B[<script>alert(1)</script> & "x"]'
    html = fence_diagram(source, "mermaid", "mermaid", {}, None, classes=[], id_value="", attrs={})
    box = BeautifulSoup(html, "html.parser").select_one("figure.diagram > div.mermaid")
    assert box is not None
    assert box.text == source
    assert box.find(True) is None
    assert "data-drawn" not in box.attrs
    assert has_diagram(html)


def test_what_is_drawn_stands_beside_the_source_where_it_differs() -> None:
    """A comma list is expanded in ``data-drawn`` alone."""
    source = FLOW + '    C["&lt;"]\n    style A,B fill:#fff'
    box = BeautifulSoup(fence_diagram(source, "mermaid", "mermaid", {}, None), "html.parser").div
    assert box is not None
    assert box.text == source
    assert box["data-drawn"] == FLOW + '    C["&lt;"]\n    style A fill:#fff\nstyle B fill:#fff'


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
    """Every node gets the whole look; indentation and what stands before remain."""
    assert expand_comma_lists(FLOW + written) == FLOW + drawn.format("fill:#fff,stroke:#333")


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
    assert expand_comma_lists(FLOW + line) == FLOW + line


def test_only_flowcharts_are_expanded() -> None:
    """Front matter, comments and directives may come before ``graph`` or ``flowchart``."""
    style = "style A,B fill:#fff\n"
    before = "---\ntitle: 하나\n---\n%% 둘\n%%{init: {}}%%\n"
    assert "style B fill" in expand_comma_lists(f"{before}flowchart LR\nA-->B\n{style}")
    assert expand_comma_lists(f"sequenceDiagram\nA->>B: x\n{style}").endswith(style)


def test_mermaid_comes_with_the_site_only_when_a_page_has_a_diagram(
    build_docs: Callable[..., BuiltDocs],
) -> None:
    """The library and its licence are in a site with diagrams, in no other."""
    scripts = Path("assets/javascripts")
    without = build_docs({"index.md": "# 하나\n\nMermaid\n"})
    assert not (without.site_dir / scripts / "mermaid.min.js").exists()
    built = build_docs({"index.md": "# 하나\n", "a.md": f"# 둘\n\n```mermaid\n{FLOW}```\n"}, strict=True)
    assert built.failure is None
    assert (built.site_dir / scripts / "mermaid.min.js").stat().st_size > 1_000_000
    assert "MIT" in (built.site_dir / scripts / "mermaid.LICENSE.txt").read_text(encoding="utf-8")


def test_pages_without_a_diagram_stay_clear_of_mermaid2(build_docs: Callable[..., BuiltDocs]) -> None:
    """mermaid2 rewrites every page with its name in small letters; ours name it nowhere."""
    built = build_docs({"index.md": "# 하나\n", "a.md": f"# 둘\n\n```mermaid\n{FLOW}```\n"})
    plain = (built.site_dir / "index.html").read_text(encoding="utf-8")
    drawn = (built.site_dir / "a" / "index.html").read_text(encoding="utf-8")
    assert "mermaid" not in plain
    assert "mermaid.initialize(" in drawn
    assert "unpkg" not in plain + drawn
