"""Marks the places of a translated page that lag behind the original, and folds the original under them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from selectolax.lexbor import LexborNode

from course.languages.standing import Lag, Standing
from course.languages.units import Unit, units_of
from course.markdown.html.article import Article
from course.markdown.html.tree import Element, Part
from course.markdown.reading.page_blocks import ADDED, own_parts
from course.markdown.reading.steps import steps
from course.settings.words.page_words import TranslationWords

_OUTSIDE = ("code", "diagram")
#: What an item holds below its own text.
_BLOCKS = ("ul", "ol", "pre", "div", "table", "blockquote", "figure", "details")


def mark_page(article: Article, standing: Standing, words: TranslationWords, code: str) -> None:
    """Mark every lag in a page's `article`, and put their number at its top; nothing where there is none.

    `code` is the tag of the original's language.
    """
    if not standing.lags or standing.accepted is None:
        return
    elements = _elements(units_of(article.read()), standing.translation.units)
    notes: dict[int, str] = {}
    for lag in standing.lags:
        notes[lag.at] = notes.get(lag.at, "") + _note(lag, standing, words, code)
        node = _node(elements.get(lag.at))
        if lag.how != "new" and node is not None:
            article.set(node, "class", f"{node.attributes.get('class') or ''} translation-stale".strip())
    for at, note in notes.items():
        _put(article, note, elements.get(at))
    _put_summary(article, _summary(len(standing.lags), words))


def _elements(page_units: Sequence[Unit], units: Sequence[Unit]) -> dict[int, Element]:
    """The element in the page of each unit of the source, by the unit's number."""
    if len(units) == len(page_units):
        return {number: unit.element for number, unit in enumerate(page_units)}
    wanted, got = [unit.block.key for unit in units], [unit.block.key for unit in page_units]
    alike = [(a, b, c) for how, a, b, c, _ in steps(wanted, got) if how == "equal"]
    return {a + n: page_units[c + n].element for a, b, c in alike for n in range(b - a)}


def _node(element: Element | None) -> LexborNode | None:
    return element.node if element is not None else None


def _summary(count: int, words: TranslationWords) -> str:
    text = words.stale_page.format(count)
    return f'<p class="translation-notice" {ADDED}="translation" data-search-exclude>{escape(text)}</p>'


def _put_summary(article: Article, summary: str) -> None:
    """Put the summary before what follows the page's title, or at the top of a page without one."""
    nodes = article.nodes()
    title = next((number for number, node in enumerate(nodes) if node.tag == "h1"), None)
    behind = [node for node in nodes[title + 1 :] if not node.is_text_node] if title is not None else []
    if title is None:
        article.prepend(summary)
    elif behind:
        article.before(behind[0], summary)
    else:
        article.append(summary)


def _note(lag: Lag, standing: Standing, words: TranslationWords, code: str) -> str:
    """HTML that says how the place lags, with the original's text folded in it where there is one."""
    head = escape({"changed": words.changed, "new": words.new, "gone": words.gone}[lag.how])
    attributes = f'class="translation-original" {ADDED}="translation" data-search-exclude'
    if lag.original < 0:
        return f"<div {attributes}><p>{head}</p></div>"
    original = _original(standing.original.units[lag.original])
    return (
        f"<details {attributes}><summary>{head}</summary>"
        f'<div lang="{escape(code)}">{original}</div></details>'
    )


def _original(unit: Unit) -> str:
    """What a unit says, as a paragraph, or as a block of code."""
    if unit.block.kind in _OUTSIDE:
        code = unit.element.text_content()
        return f"<pre><code>{escape(code, quote=False)}</code></pre>"
    return f"<p>{''.join(map(_written, own_parts(unit.element)[0]))}</p>"


def _written(part: Part) -> str:
    if isinstance(part, str):
        return escape(part, quote=False)
    return (part.node.html or "") if part.node is not None else ""


def _put(article: Article, note: str, element: Element | None) -> None:
    """Put a note inside an item or a cell, below any other element, or above the whole page."""
    node = _node(_outermost(element))
    if element is None or node is None:
        article.prepend(note)
    elif element.tag in ("li", "td", "th"):
        first = next((child.node for child in element.children if child.tag in _BLOCKS), None)
        if first is not None:
            article.before(first, note)
        else:
            article.inside(node, note)
    else:
        article.after(node, note)


def _outermost(element: Element | None) -> Element | None:
    """The box around a block of code or a diagram; any other element itself."""
    while element is not None and element.parent is not None:
        above = element.parent
        if "highlight" not in (above.get("class") or "") and above.tag != "figure":
            break
        element = above
    return element
