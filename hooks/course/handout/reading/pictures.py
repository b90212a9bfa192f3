"""Pictures of a page: files of the site, drawings, and what stands for those that paper cannot show."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

from course.handout import tree
from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.drawings import prepare, svg_size
from course.handout.reading.html import Element
from course.handout.reading.page import Page

_PX = 0.75  # a CSS pixel, in points
#: Pictures up to this height stand in a line of text.
_LINE_HEIGHT_PT = 30.0
_KINDS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
_FAULTS = (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError)


def spoken_name(element: Element, page: Page) -> str:
    """What a picture shows, for those who do not see it."""
    stated = (html.attribute(element, name) for name in ("alt", "title", "aria-label"))
    return " ".join(seen(next(filter(None, stated), "")).split()) or page.words.picture


def inline_picture(element: Element, page: Page) -> tree.Inline | None:
    """An ``<img>`` in a line of text; None where its file cannot be set."""
    picture = _laid_beside(element, page)
    if picture is None:
        return None
    name, width, height = picture
    if height > _LINE_HEIGHT_PT:
        return tree.Picture("picture", name, width, spoken_name(element, page))
    return tree.Picture("small-picture", name, height, spoken_name(element, page))


def lone_picture(element: Element, page: Page) -> tree.Block | None:
    """An ``<img>`` in lines of its own, its width and height told; None where its file cannot be set."""
    picture = _laid_beside(element, page)
    return tree.Other("lone-picture", (*picture, spoken_name(element, page))) if picture else None


def _laid_beside(element: Element, page: Page) -> tuple[str, float, float] | None:
    """Name, width and height in points of the picture's file; None, told as a Problem, where it is faulty.

    A picture elsewhere is none of the course's: it is not fetched.
    """
    path = page.site_file(html.attribute(element, "src") or "")
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
    digits = (html.attribute(element, "width") or "").removesuffix("px")
    scale = int(digits) / width if digits.isdigit() and int(digits) else 1.0
    return f"/{name}", width * scale * _PX, height * scale * _PX


def instead(element: Element, page: Page) -> str:
    """The words that stand for a picture which is not there."""
    src = html.attribute(element, "src") or ""
    address = "" if src.startswith("data:") else f" ({page.address(src)})"
    return f"[{spoken_name(element, page)}]{address}"


def inline_svg(element: Element, page: Page) -> tree.Inline | None:
    """An ``<svg>`` in a line of text, an icon most often; None where it has no size."""
    drawing = prepare(element, page.order.palette, spoken_name(element, page))
    if drawing is None:
        return None
    return tree.Picture(
        "small-drawing", drawing.source, min(drawing.height_pt, _LINE_HEIGHT_PT), drawing.spoken
    )


def _picture_size(path: Path) -> tuple[str, float, float] | None:
    """Kind, width and height in pixels; None for what is no picture."""
    try:
        if path.suffix.lower() == ".svg":
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return ("svg", *(svg_size(etree.parse(str(path), parser).getroot()) or (300.0, 150.0)))
        with Image.open(path) as picture:
            picture.load()
            kind = _KINDS.get(picture.format or "")
            return (kind, float(picture.width), float(picture.height)) if kind else None
    except _FAULTS:  # lxml's XMLSyntaxError is a SyntaxError
        return None


def media_words(element: Element, page: Page) -> str:
    """What stands for a film, a sound or a frame: its name and its address."""
    sources = [html.attribute(element, "src"), html.attribute(element, "data")]
    sources += [html.attribute(part, "src") for part in html.inside(element, "source")]
    address = next((page.address(src) for src in sources if src), "")
    name = html.attribute(element, "title") or " ".join(html.plain_text(element).split())
    return f"▶ {name or page.words.media}" + (f" ({address})" if address else "")
