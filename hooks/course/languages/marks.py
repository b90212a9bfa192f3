"""What a page shows where it is behind its original: a mark, and the original folded under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from html import escape
from typing import Any

from lxml import html

from course.languages.standing import Lag, Standing
from course.languages.units import Unit, units_of
from course.markdown.reading.page_blocks import ADDED, own_parts
from course.markdown.reading.steps import steps
from course.settings.words.page_words import TranslationWords

#: Drawings are no HTML: a parser of HTML would rename their attributes.
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_OUTSIDE = ("code", "diagram")
#: What an item holds below its own text.
_BLOCKS = ("ul", "ol", "pre", "div", "table", "blockquote", "figure", "details")


def mark_page(content: str, standing: Standing, words: TranslationWords, code: str) -> str:
    """A page's `content` with every lag marked, and told at its top; the same content where there is none.

    `code` is the original's language.
    """
    if not standing.lags or standing.accepted is None:
        return content
    drawings = _DRAWING.findall(content)
    numbered = iter(range(len(drawings)))
    held = _DRAWING.sub(lambda _: f"<svg data-held={next(numbered)}></svg>", content)
    root = html.fragment_fromstring(held, create_parent="div")
    elements = _elements(units_of(root), standing.translation.units)
    last: dict[int, Any] = {}
    for lag in standing.lags:
        element = elements.get(lag.at, root)
        note = _note(lag, standing, words, code)
        if lag.how != "new":
            element.set("class", f"{element.get('class', '')} translation-stale".strip())
        _put(note, element, root, last.get(lag.at))
        last[lag.at] = note
    title = root.find("h1")
    root.insert(0 if title is None else root.index(title) + 1, _summary(len(standing.lags), words))
    marked = "".join(str(html.tostring(child, encoding="unicode")) for child in root)
    return re.sub(
        r'<svg data-held="(\d+)"></svg>', lambda place: drawings[int(place[1])], (root.text or "") + marked
    )


def _elements(found: Sequence[Unit], units: Sequence[Unit]) -> dict[int, Any]:
    """For each unit of the source, by its number, its element in the page."""
    if len(units) == len(found):
        return {number: unit.element for number, unit in enumerate(found)}
    wanted, got = [unit.block.key for unit in units], [unit.block.key for unit in found]
    alike = [(a, b, c) for how, a, b, c, _ in steps(wanted, got) if how == "equal"]
    return {a + n: found[c + n].element for a, b, c in alike for n in range(b - a)}


def _summary(count: int, words: TranslationWords) -> Any:
    text = words.stale_page.format(count)
    return html.fragment_fromstring(
        f'<p class="translation-notice" {ADDED}="translation" data-search-exclude>{escape(text)}</p>'
    )


def _note(lag: Lag, standing: Standing, words: TranslationWords, code: str) -> Any:
    """What is told of a lag: a fold with the original's text where there is one."""
    said = escape({"changed": words.changed, "new": words.new, "gone": words.gone}[lag.how])
    attributes = f'class="translation-original" {ADDED}="translation" data-search-exclude'
    if lag.original < 0:
        return html.fragment_fromstring(f"<div {attributes}><p>{said}</p></div>")
    fold = html.fragment_fromstring(
        f'<details {attributes}><summary>{said}</summary><div lang="{escape(code)}"></div></details>'
    )
    _fill(fold[1], standing.original.units[lag.original])
    return fold


def _fill(box: Any, unit: Unit) -> None:
    """Put what a unit says into `box`, as a paragraph, or as a block of code."""
    if unit.block.kind in _OUTSIDE:
        code = html.Element("pre")
        code.append(html.Element("code"))
        code[0].text = unit.element.text_content()
        box.append(code)
        return
    paragraph = html.Element("p")
    for part in own_parts(unit.element)[0]:
        if isinstance(part, str):
            _add_text(paragraph, part)
        else:
            copied = deepcopy(part)
            copied.tail = None
            paragraph.append(copied)
    box.append(paragraph)


def _add_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _put(note: Any, element: Any, root: Any, previous: Any) -> None:
    """Put a note inside an item or a cell, below any other element, or above the whole page."""
    if previous is not None:
        previous.addnext(note)
    elif element is root:
        root.insert(0, note)
    elif element.tag in ("li", "td", "th"):
        blocks = (number for number, child in enumerate(element) if child.tag in _BLOCKS)
        element.insert(next(blocks, len(element)), note)
    else:
        _outermost(element).addnext(note)


def _outermost(element: Any) -> Any:
    """The box around a block of code or a diagram; any other element itself."""
    while element.getparent() is not None and (
        "highlight" in (element.getparent().get("class") or "") or element.getparent().tag == "figure"
    ):
        element = element.getparent()
    return element
