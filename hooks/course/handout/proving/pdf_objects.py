"""The pictures, figures and links of a PDF as objects: where they lie, how large they are, what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from course.handout.letters import seen
from course.handout.proving.open_page import Box, OpenPage, Part, shared
from course.handout.proving.wanted_objects import small_copy
from course.markdown.reading.page_blocks import fold

#: So much of a picture must be seen: its frame may be rounded.
_WHOLE = 0.97


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture object."""

    page: int
    """From 1."""
    box: Box
    size_px: tuple[int, int]
    digest: bytes
    """Of its data, where it is a JPEG; else nothing."""
    copy: bytes
    """Its colours in small, as the wanted picture's; nothing where they cannot be had."""
    is_cut: bool = False
    """Whether the page's edge, or that of a box, cuts off any of it."""


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """What the tags call a figure: pictures, drawings and codes."""

    page: int
    box: Box
    spoken: str
    """Folded."""
    is_filled: bool
    """Whether anything is drawn there."""


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """The frame of a link to an address elsewhere."""

    page: int
    box: Box
    address: str
    text: str
    """Under the frame, folded."""


@dataclass(frozen=True, slots=True)
class DrawnObjects:
    """All of a PDF, page after page in the order of drawing; figures as they are read out."""

    pictures: tuple[DrawnPicture, ...] = ()
    figures: tuple[DrawnFigure, ...] = ()
    links: tuple[DrawnLink, ...] = ()


def read_objects(page: pikepdf.Page, shown: OpenPage, number: int, tags: Iterable[Any]) -> DrawnObjects:
    """The objects of a page, opened by both libraries; `tags` are those of its figures."""
    return DrawnObjects(
        tuple(_pictures(shown, number)),
        tuple(_figures(shown, number, tags)),
        tuple(_links(page, shown, number)),
    )


def joined_objects(parts: Sequence[DrawnObjects]) -> DrawnObjects:
    """The objects of several pages."""
    return DrawnObjects(
        tuple(each for part in parts for each in part.pictures),
        tuple(each for part in parts for each in part.figures),
        tuple(each for part in parts for each in part.links),
    )


def _pictures(shown: OpenPage, number: int) -> Iterator[DrawnPicture]:
    for part in shown.parts:
        if part.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            each = pypdfium2.PdfObject(part.raw, page=shown.page)
            is_jpeg = each.get_filters() == ["DCTDecode"]
            digest = sha256(bytes(each.get_data())).digest() if is_jpeg else b""
            yield DrawnPicture(
                number, part.box(), each.get_px_size(), digest, _copy(each), _is_cut(part, shown)
            )


def _is_cut(part: Part, shown: OpenPage) -> bool:
    if part.level:  # where it lies is told for the form that it stands in
        return False
    box, clip = part.box(), part.clip()
    on_page = shared(box, (0.0, 0.0, *shown.size))
    left, low, right, high = shared(on_page, clip) if clip else on_page
    return max(right - left, 0.0) * max(high - low, 0.0) < _WHOLE * _area(box)


def _copy(picture: Any) -> bytes:
    try:
        return small_copy(picture.get_bitmap(render=False).to_pil())
    except (pypdfium2.PdfiumError, ValueError):
        return b""


def _links(page: pikepdf.Page, shown: OpenPage, number: int) -> Iterator[DrawnLink]:
    for note in page.get("/Annots", []):
        action = note.get("/A")
        if action is None or "/URI" not in action:
            continue
        left, low, right, high = (float(side) for side in note["/Rect"])
        boxes = _lines_of(note) or [(left, low, right, high)]
        text = "".join(fold(seen(shown.text_without(box, ()))) for box in boxes)
        yield DrawnLink(number, (left, low, right, high), unquote(str(action["/URI"])).rstrip("/"), text)


def _lines_of(note: Any) -> list[Box]:
    """The boxes of a frame around more than one line. Source: ISO 32000-2, 12.5.6.5, "QuadPoints"."""
    sides = [float(side) for side in note.get("/QuadPoints", [])]
    corners = [(sides[at : at + 8 : 2], sides[at + 1 : at + 8 : 2]) for at in range(0, len(sides) - 7, 8)]
    return [(min(across), min(up), max(across), max(up)) for across, up in corners]


def _figures(shown: OpenPage, number: int, tags: Iterable[Any]) -> Iterator[DrawnFigure]:
    boxes: list[Box] = []
    for tag in tags:
        if box := _box_of(tag):
            boxes = boxes or [part.box() for part in shown.parts]
            is_filled = any(_covers(box, each) for each in boxes)
            yield DrawnFigure(number, box, fold(seen(str(tag.get("/Alt", "")))), is_filled)


def figure_tags(document: pikepdf.Pdf) -> dict[int, list[tuple[int, pikepdf.Dictionary]]]:
    """The tags ``Figure`` of each page, from 1, with their numbers in the order of reading the whole file."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    found: dict[int, list[tuple[int, pikepdf.Dictionary]]] = {}
    for at, tag in enumerate(_tags(document)):
        found.setdefault(numbers[tag["/Pg"].objgen], []).append((at, tag))
    return found


def _tags(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The tags ``Figure`` that say on which page they are, in the order of reading."""
    tree = document.Root.get("/StructTreeRoot")
    waiting = [None if tree is None else tree.get("/K")]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary):
            if item.get("/S") == "/Figure" and "/Pg" in item:
                yield item
            waiting.append(item.get("/K"))


def _box_of(item: pikepdf.Dictionary) -> Box | None:
    stated: Any = item.get("/A", pikepdf.Array())
    for each in stated if isinstance(stated, pikepdf.Array) else [stated]:
        if "/BBox" in each:
            left, low, right, high = (float(side) for side in each["/BBox"])
            return left, low, right, high
    return None


def _covers(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another, but for a point or two."""
    return (
        inner[0] > outer[0] - 2
        and inner[1] > outer[1] - 2
        and inner[2] < outer[2] + 2
        and inner[3] < outer[3] + 2
    )


def overlap(one: Box, other: Box) -> float:
    """The share of the smaller box that both have."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min(_area(one), _area(other))
    return max(wide, 0.0) * max(high, 0.0) / smaller if smaller > 0 else 0.0


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def size_of(box: Box) -> tuple[float, float]:
    """Width and height."""
    return box[2] - box[0], box[3] - box[1]
