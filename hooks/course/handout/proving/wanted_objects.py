"""The pictures and links that a source shows: what must be in its handout as objects, not only as words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image, ImageOps

from course.handout.letters import PRINTED_SCHEMES
from course.handout.reading.html import FOOTNOTES, classes, is_hidden, plain_text
from course.handout.shown_pictures import WantedSize, picture_in, shown_address, wanted_size
from course.handout.svg_file import read_svg_file, svg_size
from course.kept import noted
from course.markdown.html.schemes import scheme_of
from course.markdown.html.tags import HEADINGS
from course.markdown.pictures.opened import FAULTS
from course.markdown.reading.page_blocks import fold

#: Side of the small copy by which pictures are compared, in pixels.
COPY_PX = 16
_CELLS = frozenset(("td", "th"))
_REPEATED = frozenset(("th", "thead", *HEADINGS))
_BOXES = frozenset(("li", "blockquote", "dd", "details", "div", "aside", "figure", "center", "dl"))
#: Elements of SVG that are drawn. Source: SVG 2, "Graphics element".
_DRAWN = frozenset(
    (
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "image",
        "use",
        "foreignObject",
    )
)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture's file."""

    size_px: tuple[float, float]
    is_drawing: bool
    """Whether it is an SVG."""
    digest: bytes
    """Of a JPEG, which a PDF holds as it is; else nothing."""
    copies: tuple[bytes, ...]
    """Small copies, as it lies and as it was meant to lie; none where its colours cannot be compared."""
    is_empty: bool = False
    """Whether it is an SVG in which nothing is drawn."""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture that a source shows."""

    line: int
    name: str
    """Its words, folded; where it has none, nothing."""
    file_name: str
    file: PictureFile | None
    """None where it is elsewhere, or cannot be read: then words stand for it."""
    size: WantedSize
    room: str
    """Where it stands: in a ``line`` of the page, a ``box`` that leaves it less room, or a ``cell``."""
    may_repeat: bool = False
    """Whether it stands in a table's head, which print repeats, or in a heading, of which lists are made."""
    row: str = ""
    """Which row of a table it stands in; nothing where in none."""


@dataclass(frozen=True, slots=True)
class WantedLink:
    """A link to an address elsewhere."""

    line: int
    address: str
    text: str
    """Folded; empty where it is around a picture alone."""


Objects = tuple[WantedPicture | WantedLink, ...]


def wanted_objects(root: Any, folder: Path | None) -> Objects:
    """The pictures and links below an lxml element, in order, without those of footnotes."""
    return tuple(_objects(root, folder, 0, "line"))


def _objects(element: Any, folder: Path | None, line: int, room: str) -> Iterator[WantedPicture | WantedLink]:
    for child in element.iterchildren("*"):
        if is_hidden(child) or FOOTNOTES & classes(child):
            continue
        line = int(child.get("data-line") or line)
        inner = "cell" if child.tag in _CELLS else "box" if child.tag in _BOXES and room == "line" else room
        if child.tag == "img":
            yield _picture(child, folder, line, room)
        elif child.tag == "a" and (address := _elsewhere(child)) and _shows_something(child):
            yield WantedLink(line, address, fold(plain_text(child)))
        yield from _objects(child, folder, line, inner)


def _picture(element: Any, folder: Path | None, line: int, room: str) -> WantedPicture:
    file = picture_file(folder, shown_address(element))
    size = wanted_size(element, file.size_px) if file else WantedSize(0, 0)
    name = unquote(urlsplit(shown_address(element)).path).rpartition("/")[2]
    may_repeat = any(box.tag in _REPEATED for box in element.iterancestors())
    outermost = [*element.iterancestors("tr")][-1:]
    row = "".join(each.getroottree().getpath(each) for each in outermost)
    return WantedPicture(line, fold(element.get("alt") or ""), name, file, size, room, may_repeat, row)


def _elsewhere(link: Any) -> str:
    """The address that a link leads to, where print gives it; else nothing."""
    href = (link.get("href") or "").strip()
    return unquote(href).rstrip("/") if scheme_of(href) in PRINTED_SCHEMES else ""


def _shows_something(link: Any) -> bool:
    shown = (part for part in link.iter("img", "svg", "math") if not is_hidden(part))
    return bool(fold(plain_text(link))) or next(shown, None) is not None


def picture_file(folder: Path | None, address: str) -> PictureFile | None:
    """The file that an address leads to from `folder`; None where there is none that can be read."""
    if (written := picture_in(address)) is not None:
        return _read_content(*written)
    if folder is None or scheme_of(address) or address.startswith("//"):
        return None
    try:
        path = noted(folder / unquote(urlsplit(address).path))
        return _read_file(path, path.stat().st_mtime_ns) if path.is_file() else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=512)
def _read_file(path: Path, _: int) -> PictureFile | None:
    return _read_content(path.suffix[1:].lower(), path.read_bytes())


def _read_content(ending: str, content: bytes) -> PictureFile | None:
    try:
        if ending == "svg":
            svg = read_svg_file(io.BytesIO(content))
            return PictureFile(svg_size(svg), True, b"", (), is_empty=not _draws(svg))
        with Image.open(io.BytesIO(content)) as picture:
            digest = sha256(content).digest() if picture.format == "JPEG" else b""
            return PictureFile((float(picture.width), float(picture.height)), False, digest, _copies(picture))
    except FAULTS:
        return None


def _draws(svg: Any) -> bool:
    """Whether an SVG has anything to draw."""
    return any(etree.QName(each).localname in _DRAWN for each in svg.iter("{*}*"))


def _copies(picture: Image.Image) -> tuple[bytes, ...]:
    """Small copies of a picture, also turned as a camera says; none of one with unusual colours."""
    if picture.info.get("icc_profile") or picture.mode not in ("1", "L", "LA", "P", "PA", "RGB", "RGBA"):
        return ()
    turned = ImageOps.exif_transpose(picture) or picture
    return tuple(dict.fromkeys((small_copy(picture), small_copy(turned))))


def small_copy(picture: Image.Image) -> bytes:
    """The colours of a picture, whether or not something shines through, in a square of `COPY_PX`."""
    plain = picture.convert("RGBA").convert("RGB") if picture.mode in ("P", "PA") else picture.convert("RGB")
    return plain.resize((COPY_PX, COPY_PX), Image.Resampling.BOX).tobytes()
