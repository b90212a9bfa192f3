"""The ``<svg>`` elements of a page: cut out and put back unchanged, or written as files of their own.

An HTML parser would write names such as ``viewBox`` in small letters, which SVG does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from html import escape, unescape
from pathlib import Path

from lxml import etree

from course.diagrams.drawing import DRAWING
from course.diagrams.svg_file import file_palette, stand_alone
from course.diagrams.wording import DiagramText
from course.fonts import character_widths, fonts_installed
from course.markdown.html.scan import Attribute, Markup, attributes, outermost, scan

#: Begins the number in a drawing's mark: a character that is none of Unicode's, so that no text holds it.
MARK = "\ufdd9"
_PLACE = re.compile(f'<span data-svg="{MARK}(\\d+)"></span>')
_SCRIPT = re.compile(r"<script\b[^>]*/>|<script\b.*?(?:</script\s*>|(?=</svg))", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"(?<=<style)\b[^>]*>.*?(?=</style|</svg)", re.DOTALL | re.IGNORECASE)
_FOREIGN = re.compile(r"</?(?:iframe|frame|object|embed|form|link|base|meta)\b[^>]*>", re.IGNORECASE)
_ADDRESSES = ("href", "xlink:href", "src", "srcset", "action", "formaction", "data", "poster", "background")
_URL = re.compile(r"@import[^;<]*;?|url\(\s*(?![\s'\"]*(?:#|data:|&quot;#))[^)]*\)", re.IGNORECASE)
_SPOKEN = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
#: A function from a page's ``<svg>``, its title and its description to the text of an SVG file.
Draw = Callable[[str, DiagramText], str]


def svg_drawing(project_dir: Path) -> Draw:
    """The function that makes SVG files of drawings, with the site's colours and character widths."""
    modules_dir = project_dir / "node_modules"
    measure = partial(character_widths, modules_dir) if fonts_installed(modules_dir) else None
    palette = file_palette(project_dir / "hooks" / "theme" / "assets" / "stylesheets")
    return partial(stand_alone, palette=palette, measure=measure)


def cut_drawings(text: str) -> tuple[str, list[str]]:
    """`text` with a placeholder for each ``<svg>``, and the list of these, made safe (nothing runs or loads).

    An ``<svg>`` that is never closed stays.
    """
    kept: list[str] = []
    drawings: list[str] = []
    at = 0
    for start, end in outermost(text, "svg"):
        kept += [text[at:start], f'<span data-svg="{MARK}{len(drawings)}"></span>']
        drawings.append(_safe(text[start:end]))
        at = end
    return "".join(kept) + text[at:], drawings


def _safe(drawing: str) -> str:
    """`drawing` without what runs or fetches; links to other hosts stay."""
    drawing = _STYLE.sub(lambda style: _URL.sub("none", style[0]), _FOREIGN.sub("", _SCRIPT.sub("", drawing)))
    out, at = [], 0
    for tag in scan(drawing):
        if tag.name and not tag.closing:
            out += [drawing[at : tag.start], _safe_tag(tag)]
            at = tag.end
    return "".join([*out, drawing[at:]])


def _safe_tag(tag: Markup) -> str:
    out, at = [], 0
    for each in attributes(tag.text):
        between, written = tag.text[at : each.start], tag.text[each.start : each.end]
        kept = _kept(tag.name, each, written)
        out += [between, kept] if kept else [between.rstrip("/ \t\r\n\f")]
        at = each.end
    return "".join([*out, tag.text[at:]])


def _kept(tag: str, attribute: Attribute, written: str) -> str:
    name, value = attribute.name, attribute.value
    inside = value.startswith(("#", "data:image/"))
    leads = tag == "a" and re.match(r"https?://[\w.]|mailto:", value)
    if name.startswith("on") or (name in _ADDRESSES and not inside and not leads):
        return ""
    safe = _URL.sub("none", value)
    return written if safe == value else f'{written[: len(name)]}="{escape(safe)}"'


def put_drawings(text: str, drawings: Sequence[str]) -> str:
    """`text` with `drawings` in the place of the placeholders of `cut_drawings`."""
    return _PLACE.sub(lambda match: drawings[int(match[1])], text)


def svg_file(drawing: str, draw: Draw) -> bytes | None:
    """A diagram drawn by the build as an SVG file in the site's light colours; None for any other drawing."""
    if f'class="{DRAWING}"' not in drawing.partition(">")[0]:
        return None
    title, description = spoken(drawing)
    try:
        return draw(_SPOKEN.sub("", drawing, count=2), DiagramText(title, description, ())).encode()
    except (etree.XMLSyntaxError, ValueError):
        return None


def spoken(drawing: str) -> tuple[str, str]:
    """The title and the description in a drawing; empty where it has none."""
    texts = [unescape(text) for _, text in _SPOKEN.findall(drawing)]
    return texts[0] if texts else "", texts[1] if len(texts) > 1 else ""
