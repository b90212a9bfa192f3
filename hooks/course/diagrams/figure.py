"""The HTML of a diagram: its SVG, with a title for screen readers, and its contents in words below."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from course.diagrams.contrast import colour_readably
from course.diagrams.drawer import DrawnDiagram
from course.diagrams.drawing import ID_PREFIX, SVG, Drawing
from course.diagrams.wording import DiagramText
from course.settings.words.page_words import DiagramWords
from course.settings.words.words import Words

#: Text in a diagram stays at least so tall on a phone; a diagram that would have to shrink more scrolls.
SMALLEST_TEXT_PX = 11
#: Height of a diagram's text where it says no other.
_BASE_TEXT_PX = 16


def render_result(result: DrawnDiagram, text: DiagramText | None, key: str, words: Words) -> str:
    """The ``<figure>`` for a diagram: drawn, left to the browser, or shown as source.

    `text` is the drawing in words, None without a drawing. `key` is unique in the page and begins all ids.
    """
    if result.in_browser:
        return render_for_browser(result, key)
    if result.drawing is None or text is None:
        return render_source(result.source, key, words)
    return render_drawing(result.drawing, text, key, words)


def render_drawing(drawing: Drawing, text: DiagramText, key: str, words: Words) -> str:
    """The ``<figure>`` of a drawn diagram."""
    return (
        f'<figure class="diagram" id="{key}" data-kind="{escape(drawing.kind)}">'
        f'<div class="diagram__view" data-search-exclude>{render_svg(drawing, text, key)}</div>'
        f"{_in_words(text, words.diagrams)}</figure>"
    )


def render_svg(drawing: Drawing, text: DiagramText, key: str) -> str:
    """The ``<svg>`` of a drawn diagram as it stands in a page."""
    root = etree.fromstring(drawing.svg.encode())
    root.set("style", f"--least:{_least_width_px(drawing):.0f}px;{root.get('style', '')}")
    _name(root, text, key)
    colour_readably(root)
    return re.sub(rf'(["(#]){ID_PREFIX}', rf"\g<1>{key}-", etree.tostring(root, encoding="unicode"))


def _least_width_px(drawing: Drawing) -> float:
    """The smallest width at which the text of `drawing` can still be read."""
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing.svg)]
    return drawing.width_px * min(1.0, SMALLEST_TEXT_PX / min([_BASE_TEXT_PX, *sizes]))


def _name(root: etree._Element, text: DiagramText, key: str) -> None:
    """Make the drawing an image with a title and a description, for those who do not see it."""
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title")
    root.set("aria-describedby", f"{key}-desc")
    for at, (name, content) in enumerate((("title", text.title), ("desc", text.spoken))):
        element = etree.Element(f"{SVG}{name}", {"id": f"{key}-{name}"})
        element.text = content
        root.insert(at, element)


def _in_words(text: DiagramText, words: DiagramWords) -> str:
    """The folded list below a diagram, marked as added by the build: no part of the session's own text."""
    items = "".join(f"<li>{escape(line, quote=False)}</li>" for line in text.lines)
    description = f"<p>{escape(text.description, quote=False)}</p>" if text.description else ""
    return (
        f'<details class="diagram__words" data-added="diagram" data-search-exclude>'
        f"<summary>{escape(words.in_words)}</summary>"
        f"<p>{escape(text.title, quote=False)}</p>{description}<ul>{items}</ul></details>"
    )


def render_source(source: str, key: str, words: Words) -> str:
    """The ``<figure>`` of a diagram that cannot be drawn: a note, and the source as it was written."""
    return (
        f'<figure class="diagram diagram--faulty" id="{key}">'
        f'<figcaption data-added="diagram">{escape(words.diagram_faulty)}</figcaption>'
        f'<pre class="diagram__source"><code>{escape(source, quote=False)}</code></pre></figure>'
    )


def render_for_browser(result: DrawnDiagram, key: str) -> str:
    """The ``<figure>`` of a diagram that the browser's Mermaid draws.

    What it draws stands in ``data-drawn`` where it differs from the source.
    """
    text = result.statements.text
    attribute = f' data-drawn="{escape(text)}"' if text != result.source else ""
    return (
        f'<figure class="diagram" id="{key}">'
        f'<div class="mermaid"{attribute}>{escape(result.source)}</div></figure>'
    )


def has_diagram_for_browser(html: str) -> bool:
    """Whether the page with this HTML has a diagram that the browser must draw."""
    return '<div class="mermaid"' in html
