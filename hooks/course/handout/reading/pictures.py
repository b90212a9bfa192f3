"""Pictures of a page: files of the site, drawings (SVG), and what stands for those that paper cannot show.

Typst draws an SVG in light colours, with one font and no HTML inside. An HTML parser writes names in small
letters; SVG knows some only as they are spelt.
Source: SVG 2, "Attribute index"; CSS Custom Properties Level 1 (``var()``); usvg's "unsupported" list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image

from course.diagrams.palette import plain_value
from course.diagrams.raised import SCRIPT
from course.handout import tree
from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.html import Element
from course.handout.reading.page import Page
from course.handout.reading.svg_text import prepare_texts
from course.handout.shown_pictures import shown_address, wanted_size
from course.handout.svg_file import (
    html_as_text,
    number_in,
    read_svg_file,
    stated_size,
    svg_size,
    view_size,
)
from course.markdown.html.schemes import FRAME_ADDRESS
from course.markdown.pictures.opened import FAULTS, shown_size

_PX = 0.75  # a CSS pixel, in points
#: Pictures up to this height stand in a line of text.
_LINE_HEIGHT_PT = 30.0
_KINDS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_NAMES = (
    "viewBox preserveAspectRatio markerWidth markerHeight markerUnits refX refY gradientUnits "
    "gradientTransform patternUnits patternContentUnits patternTransform clipPathUnits maskUnits "
    "maskContentUnits textLength lengthAdjust startOffset spreadMethod stdDeviation pathLength "
    "linearGradient radialGradient clipPath textPath foreignObject"
)
_SPELT = {name.lower(): name for name in _NAMES.split()}
#: What Typst does not draw; dropping it leaves every label in place.
_DROPPED: tuple[Any, ...] = (
    *("script", "filter", "title", "desc", "metadata", "animate", "animateTransform", "set"),
    *(etree.Comment, etree.ProcessingInstruction),
)
#: Attributes that are none to Typst: what it does not draw, and a name that the tree knows by itself.
_NO_NAMES = ("filter", "xmlns")
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SPACES: Any = {None: _SVG, "xlink": _XLINK}
_FONTS = "Pretendard, Noto Emoji, D2Coding, Noto Sans Symbols 2, Noto Sans Math"


def _spoken_name(element: Element, page: Page) -> str:
    """What a picture shows, for those who do not see it."""
    return _stated_name(element) or page.words.picture


def _stated_name(element: Element) -> str:
    stated = (element.get(name) for name in ("alt", "title", "aria-label"))
    return " ".join(seen(next(filter(None, stated), "")).split())


def name_of(element: Element, page: Page) -> str:
    """A picture's name as its author gives it, else that of its file."""
    file = unquote(urlsplit(shown_address(element)).path).rpartition("/")[2].rpartition(".")[0]
    return _stated_name(element) or seen(file) or page.words.picture


def inline_picture(element: Element, page: Page) -> tree.Picture | None:
    """An ``<img>``; None where its file cannot be set.

    One whose author gives it no words is decoration; not a drawing (SVG), of which only its words are left in
    a PDF as an object that can be found.
    """
    picture = _laid_beside(element, page)
    if picture is None:
        return None
    name, natural = picture
    wanted = wanted_size(element, natural)
    is_link = next(element.iterancestors("a"), None) is not None
    is_decoration = element.get("alt") is not None and not is_link and not name.endswith(".svg")
    spoken = _stated_name(element) if is_decoration else _spoken_name(element, page)
    is_small = not wanted.percent and wanted.height_px * _PX <= _LINE_HEIGHT_PT
    size = (wanted.width_px * _PX, wanted.height_px * _PX)
    return tree.Picture("small-picture" if is_small else "picture", name, *size, spoken, wanted.percent)


def inline_svg(element: Element, page: Page) -> tree.Picture | None:
    """An ``<svg>`` in a line of text, an icon most often; None where it has no size."""
    drawn = read_svg(element, page.order.palette, _spoken_name(element, page))
    if drawn is None:
        return None
    drawing, _ = drawn
    scale = min(1.0, _LINE_HEIGHT_PT / drawing.height_pt)
    size = (drawing.width_pt * scale, drawing.height_pt * scale)
    return tree.Picture("small-drawing", drawing.svg, *size, drawing.spoken)


def _laid_beside(element: Element, page: Page) -> tuple[str, tuple[float, float]] | None:
    """Name of the picture's file, and its size in pixels; None, with a Problem, where it is faulty.

    A picture elsewhere is none of the course's: it is not fetched.
    """
    path = page.site_file(shown_address(element))
    if path is None:
        return None
    size = _picture_size(path)
    if size is None:
        what = f"the picture {path.name} cannot be read"
        why, mend = "the handout shows its words only", "save it as PNG, JPEG, WebP or SVG"
        page.report(path.name, what, why, mend, "handout-picture")
        return None
    kind, width, height = size
    name = f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.{kind}"
    page.pictures[name] = path
    return f"/{name}", (width, height)


def _picture_size(path: Path) -> tuple[str, float, float] | None:
    """Kind, width and height in pixels, as it is shown; None for what is no picture."""
    try:
        if path.suffix.lower() == ".svg":
            return "svg", *svg_size(read_svg_file(path))
        with Image.open(path) as picture:
            picture.load()
            kind = _KINDS.get(picture.format or "")
            width, height = shown_size(picture)
            return (kind, float(width), float(height)) if kind else None
    except FAULTS:  # lxml's XMLSyntaxError is a SyntaxError
        return None


def instead(element: Element, page: Page) -> str:
    """The words that stand for a picture which is not there; with its address, where that leads elsewhere."""
    src = shown_address(element)
    address = f" ({page.address(src)})" if page.is_elsewhere(src) else ""
    return f"[{_spoken_name(element, page)}]{address}"


def media_words(element: Element, page: Page) -> str:
    """What stands for a film, a sound or a frame: its name and its address."""
    own = [element.get(name) for name in ("src", "data", FRAME_ADDRESS)]
    sources = [*own, *(part.get("src") for part in element.iter("source"))]
    address = next((page.address(src) for src in sources if src), "")
    name = element.get("title") or " ".join(html.plain_text(element).split())
    return f"▶ {name or page.words.media}" + (f" ({address})" if address else "")


def read_svg(element: Element, palette: Mapping[str, str], spoken: str) -> tuple[tree.Drawing, float] | None:
    """An ``<svg>`` as Typst draws it, at its natural size, and the height of its smallest text there.

    The height is 0 where it has no text; None where the drawing has no size.
    """
    drawn = deepcopy(element)
    etree.strip_elements(drawn, *_DROPPED, with_tail=False)
    svg = _respelt(drawn)
    size = stated_size(svg)
    if size is None:
        return None
    prepare_texts(svg)
    style = svg.get("style") or ""
    own = {**palette, **dict(_DECLARED.findall(style))}
    parts = (part for part in svg.iter(f"{{{_SVG}}}tspan") if not part.get(SCRIPT))
    texts = [*svg.iter(f"{{{_SVG}}}text"), *filter(_font_px, parts)]
    smallest = min((_font_px(part) or _root_font_px(svg, style) for part in texts), default=0.0)
    for part in svg.iter():
        for name, value in part.attrib.items():
            part.set(name, plain_value(value, own))
    _set_root(svg, size, svg.get("style") or "")
    scale = _PX * size[0] / (view_size(svg) or size)[0]
    source = etree.tostring(svg, encoding="unicode", with_tail=False)
    return tree.Drawing("drawing", source, spoken, size[0] * _PX, size[1] * _PX), smallest * scale


def _respelt(element: Element) -> Any:
    """A copy of `element` as SVG: names spelt as SVG knows them."""
    made = etree.Element(f"{{{_SVG}}}{_SPELT.get(element.tag, element.tag)}", nsmap=_SPACES)
    for name, value in element.attrib.items():
        if name == "xlink:href":
            made.set(f"{{{_XLINK}}}href", value)
        elif re.fullmatch(r"[a-zA-Z_][\w.-]*", name) and name not in _NO_NAMES and not name.startswith("on"):
            made.set(_SPELT.get(name, name), value)
    made.text, made.tail = element.text, element.tail
    for child in element:
        made.append(html_as_text(child) if child.tag == "foreignobject" else _respelt(child))
    return made


def _set_root(svg: Any, size: tuple[float, float], style: str) -> None:
    """Fix the size and the font of the whole drawing."""
    kept = [part for part in style.split(";") if not re.match(r"\s*(?:--|font|max-|min-|width|height)", part)]
    svg.set("style", ";".join(kept))
    svg.set("font-family", _FONTS)
    svg.set("font-size", f"{_root_font_px(svg, style):g}")
    svg.set("width", f"{size[0]:g}")
    svg.set("height", f"{size[1]:g}")
    for part in svg.iterdescendants():
        part.attrib.pop("font-family", None)
        if "font" in (part.get("style") or ""):
            part.set("style", re.sub(r"font(?:-family)?\s*:[^;]*;?", "", part.get("style")))


def _root_font_px(svg: Any, style: str) -> float:
    """Height of the text that states none: the drawing's own, else as browsers have it."""
    stated = re.search(r"(?:^|;)\s*font(?:-size)?\s*:[^;]*?([\d.]+)px", style)
    return float(stated[1]) if stated else _font_px(svg) or 16.0


def _font_px(element: Any) -> float | None:
    """Height of the text of `element` where it states it."""
    stated = re.findall(r"font-size:\s*([\d.]+)", element.get("style") or "")
    return next(filter(None, map(number_in, (element.get("font-size"), *stated))), None)
