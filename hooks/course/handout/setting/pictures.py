"""Pictures of a page: files of the site, drawings, and what stands for those that paper cannot show."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image, UnidentifiedImageError

from course.handout.setting.drawings import prepare, svg_size
from course.handout.setting.job import Job, plain_text
from course.handout.setting.typst_text import quoted, seen

_PX = 0.75  # a CSS pixel, in points
#: Pictures up to this height stand in a line of text.
_LINE_HEIGHT_PT = 30
_KINDS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


def spoken_name(element: Any, job: Job) -> str:
    """What a picture shows, for those who do not see it."""
    told = element.get("alt") or element.get("title") or element.get("aria-label") or ""
    return " ".join(seen(told).split()) or job.words["picture"]


def inline_picture(element: Any, job: Job) -> str | None:
    """Typst markup for an ``<img>`` in a line of text; None where its file cannot be set."""
    found = _laid_beside(element, job)
    if found is None:
        return None
    name, width, height = found
    if height > _LINE_HEIGHT_PT:
        return f"#picture({quoted(name)}, {width:g}pt, {quoted(spoken_name(element, job))});"
    return f"#small-picture({quoted(name)}, {height:g}pt, {quoted(spoken_name(element, job))});"


def lone_picture(element: Any, job: Job) -> str:
    """Typst markup for an ``<img>`` in lines of its own; nothing where its file cannot be set."""
    found = _laid_beside(element, job)
    if found is None:
        return ""
    name, width, height = found
    return f"#lone-picture({quoted(name)}, {width:g}pt, {height:g}pt, {quoted(spoken_name(element, job))})\n"


def instead(element: Any, job: Job) -> str:
    """The words that stand for a picture which is not there."""
    src = element.get("src") or ""
    address = "" if src.startswith("data:") else f" ({job.address(src)})"
    return f"[{spoken_name(element, job)}]{address}"


def inline_svg(element: Any, job: Job) -> str:
    """Typst markup for an ``<svg>`` in a line of text, an icon most often."""
    drawing = prepare(element, job.palette, spoken_name(element, job))
    if drawing is None:
        return ""
    height = min(drawing.height_pt, _LINE_HEIGHT_PT)
    return f"#small-drawing({quoted(drawing.svg)}, {height:g}pt, {quoted(drawing.spoken)});"


def _laid_beside(element: Any, job: Job) -> tuple[str, float, float] | None:
    """Name, width and height in points of the picture's file; None, told as a Problem, where it is faulty.

    A picture elsewhere is none of the course's: it is not fetched.
    """
    path = job.site_file(element.get("src") or "")
    if path is None:
        return None
    size = _picture_size(path)
    if size is None:
        line = job.line_of(path.name)
        what = f"the picture {path.name} cannot be read"
        why, mend = "the handout shows its words only", "save it as PNG, JPEG, WebP or SVG"
        job.report(line, what, why, mend, "handout-picture")
        return None
    kind, width, height = size
    name = f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.{kind}"
    job.pictures[name] = path
    given = _stated_px(element.get("width"))
    scale = given / width if given else 1.0
    return f"/{name}", width * scale * _PX, height * scale * _PX


def _picture_size(path: Path) -> tuple[str, float, float] | None:
    """Kind, width and height in pixels."""
    if path.suffix.lower() == ".svg":
        return _svg_size(path)
    try:
        with Image.open(path) as picture:
            picture.load()
            kind = _KINDS.get(picture.format or "")
            return (kind, float(picture.width), float(picture.height)) if kind else None
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _svg_size(path: Path) -> tuple[str, float, float] | None:
    try:
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, OSError):
        return None
    size = svg_size(root) or (300.0, 150.0)
    return "svg", size[0], size[1]


def _stated_px(width: str | None) -> float | None:
    digits = (width or "").removesuffix("px")
    return float(digits) if digits.isdigit() and int(digits) else None


def media_words(element: Any, job: Job) -> str:
    """What stands for a film, a sound or a frame: its name and its address."""
    sources = [element.get("src"), element.get("data"), *(part.get("src") for part in element.iter("source"))]
    address = next((job.address(src) for src in sources if src), "")
    name = element.get("title") or " ".join(plain_text(element).split()) or job.words["media"]
    return f"▶ {name} ({address})" if address else f"▶ {name}"
