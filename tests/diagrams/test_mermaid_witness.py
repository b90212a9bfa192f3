"""Mermaid itself, in a browser, as a witness from outside: what it shows of a diagram is on our drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from course.diagrams.build import start_drawer
from course.diagrams.drawing import Drawing
from course.diagrams.losses import letters
from course.diagrams.wording import drawn_labels
from support.courses import ROOT
from support.diagram_features import features

SCRIPT = ROOT / "node_modules/mermaid/dist/mermaid.min.js"
#: JavaScript: the texts that a reader sees of a diagram that Mermaid draws; null where it cannot.
SHOWN = """async source => {
  try {
    const { svg } = await mermaid.render("drawn", source)
    document.querySelector("main").innerHTML = svg
  } catch { return null }
  const root = document.querySelector("main svg")
  const isSeen = element => {
    for (let each = element; each !== root; each = each.parentElement) {
      const { display, visibility, opacity } = getComputedStyle(each)
      if (display === "none" || visibility === "hidden" || Number(opacity) === 0) return false
    }
    return true
  }
  return [...root.querySelectorAll("text, foreignObject")].filter(isSeen).map(element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll("br").forEach(line => line.replaceWith(" "))
    copy.querySelectorAll("tspan").forEach(line => line.append(" "))
    return copy.textContent
  })
}"""
#: What Mermaid 11 cannot draw: an image from elsewhere, a faulty formula, and other letters than ASCII in a
#: Sankey diagram.
UNDRAWN = {
    "flowchart: an image",
    "flowchart: formulas that no line can show",
    *(name for name in features() if name.startswith("sankey: ")),
} - {"sankey: plain"}
#: What KaTeX sets in its own way.
FORMULAS = {"flowchart: formulas", "sequence: formulas"}
#: Labels of ours that Mermaid 11 does not show: it leaves this title out, and names commits by chance.
OURS = {*FORMULAS, "architecture: title", "git: simple", "git: tags", "git: message"}


@pytest.fixture(scope="module")
def mermaid(browser: Browser) -> Iterator[Page]:
    """A page with Mermaid."""
    page = browser.new_page()
    page.set_content("<!doctype html><main></main>")
    page.add_script_tag(path=SCRIPT)
    page.evaluate("mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true })")
    yield page
    page.close()


def drawn(source: str) -> Drawing:
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    assert drawing is not None
    return drawing


#: Words that a C4 diagram says of its own, and that are keywords of its language too.
STEREOTYPES = {"Person", "Software", "System", "Container", "Component"}


def own_words(texts: list[str], source: str) -> set[str]:
    """The words of `texts` that the author wrote; no numbers and dates, which every axis has its own of."""
    words = {letters(word) for text in texts for word in text.split()}
    written = letters(source)
    return {word for word in words - STEREOTYPES if word in written and not word.isdigit()}


@pytest.mark.long
@pytest.mark.skipif(not SCRIPT.is_file(), reason="npm has not brought Mermaid")
@pytest.mark.parametrize("name", features())
def test_mermaid_shows_the_same_words(mermaid: Page, name: str) -> None:
    """Every word of the author's that it shows is on our drawing, and every label of ours it shows too."""
    source = features()[name]
    shown: Any = mermaid.evaluate(SHOWN, source)
    assert (shown is None) == (name in UNDRAWN)
    if shown is None:
        return
    drawing = drawn(source)
    ours, theirs = ("".join(map(letters, texts)) for texts in (drawn_labels(drawing.svg), shown))
    missing = [word for word in own_words(shown, source) if word not in ours]
    assert missing == [] or name in FORMULAS  # KaTeX has the TeX, too, for those who hear it
    lacking = [label for label in drawing.labels if letters(label) not in theirs]
    assert lacking == [] or name in OURS
