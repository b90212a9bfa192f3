"""What the engine draws, against Mermaid in a browser; and every label inside its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from course.diagrams.drawer import Drawer
from course.diagrams.engine import read_engine
from course.diagrams.figure import render_result
from course.diagrams.wording import describe_diagram
from course.fonts import FACES, character_widths
from support.courses import ROOT
from support.diagram_samples import OTHERS, samples
from support.pages import OUTSIDE, assert_quiet, opened, served
from support.words import WORDS

SAMPLES = samples()
MODULES = ROOT / "node_modules"
FAMILY = {"text": "Sample Text", "bold": "Sample Text", "emoji": "Sample Emoji"}

#: JavaScript: what Mermaid draws for a source: its words, nodes and lines.
REFERENCE = """async source => {
  const board = document.createElement("div")
  document.body.append(board)
  try {
    const id = `reference-${window.count = (window.count ?? 0) + 1}`
    const { svg } = await window.mermaid.render(id, source, board)
    board.innerHTML = svg
    board.querySelectorAll("br").forEach(line => line.replaceWith(" "))
    const root = board.querySelector("svg")
    root.querySelectorAll("style, title, desc").forEach(hidden => hidden.remove())
    const texts = [...root.querySelectorAll("text, foreignObject")].map(text => {
      const parts = [...text.querySelectorAll("tspan")].filter(part => !part.children.length)
      return parts.length ? parts.map(part => part.textContent).join(" ") : text.textContent
    })
    return {
      words: texts.join(" "),
      nodes: root.querySelectorAll("g.node").length,
      lines: root.querySelectorAll("path.flowchart-link, .messageLine0, .messageLine1").length,
      actors: root.querySelectorAll("rect.actor-top, g.actor-man.actor-top").length,
    }
  } finally {
    board.remove()
  }
}"""

#: JavaScript: the same of what the engine drew.
DRAWN = """name => {
  const root = document.querySelector(`[id="${name}"] svg.diagram-drawing`)
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode())
    if (walker.currentNode.parentElement.closest("text")) texts.push(walker.currentNode.data)
  return {
    words: texts.join(" "),
    nodes: root.querySelectorAll(".diagram-node").length,
    lines: root.querySelectorAll(".diagram-edge").length,
    actors: root.querySelectorAll(".diagram-lifeline").length,
  }
}"""


def words(text: str) -> set[str]:
    """The words of a drawing; where lines break does not matter, nor do case and signs between words."""
    return set(re.findall(r"\w+", text.casefold()))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page: every sample drawn, the fonts they were measured with, and Mermaid beside."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "node_modules").symlink_to(MODULES, target_is_directory=True)
    drawer = Drawer(read_engine(ROOT, partial(character_widths, MODULES)))
    figures = []
    for name, source in SAMPLES.items():
        result = drawer.draw(source)
        assert result.drawing, (name, result.faults)
        text = describe_diagram(result.drawing, WORDS["ko"].diagrams)
        figures.append(render_result(result, text, name, WORDS["ko"]))
    rules = "".join(
        f'@font-face {{font-family: "{FAMILY[face.name]}"; font-weight: {face.weight};'
        f' src: url("node_modules/{face.file}")}}'
        for face in FACES
        if face.name in FAMILY
    )
    style = (
        f'{rules} body {{--drawing-font: "Sample Text", "Sample Emoji", sans-serif; word-break: keep-all}}'
    )
    script = '<script src="node_modules/mermaid/dist/mermaid.min.js"></script>'
    page = (
        f"<!doctype html><meta charset=utf-8><title>x</title><style>{style}</style>{script}{''.join(figures)}"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def drawn(browser: Browser, sheet: Path) -> Iterator[Page]:
    """That page, its fonts there."""
    with served(sheet) as address, opened(browser, width=1600) as (page, watch):
        page.goto(address)
        page.evaluate("document.fonts.ready")
        page.evaluate("window.mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")
        yield page
        assert_quiet(watch)


def test_every_kind_is_drawn() -> None:
    """There are sixty, of twenty kinds; the engine draws all of them (the fixture sees to it)."""
    assert len(SAMPLES) == 60
    assert len(OTHERS) == 18


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0])
def test_no_label_leaves_its_box(drawn: Page, zoom: float) -> None:
    """Measured in the browser with the fonts of the page: Hangul, Latin, emoji and bold, at any zoom."""
    drawn.evaluate("zoom => { document.body.style.zoom = zoom }", zoom)
    assert drawn.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_it_says_what_mermaid_says(drawn: Page, name: str) -> None:
    """The same words, nodes, edges, participants and messages as Mermaid draws.

    Of the other kinds the words that the lecturer wrote: ticks of an axis are each engine's own.
    """
    expected: dict[str, Any] = drawn.evaluate(REFERENCE, Drawer(None).draw(SAMPLES[name]).statements.text)
    found: dict[str, Any] = drawn.evaluate(DRAWN, name)
    said, wanted = words(found["words"]), words(expected["words"])
    if name in OTHERS:
        assert said & words(SAMPLES[name]) >= wanted & words(SAMPLES[name])
    else:
        assert said == wanted
    if name.startswith("flow"):
        assert (found["nodes"], found["lines"]) == (expected["nodes"], expected["lines"])
    if name.startswith("sequence"):
        assert (found["actors"], found["lines"]) == (expected["actors"], expected["lines"])
