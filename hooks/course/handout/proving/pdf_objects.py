"""The pictures, figures and links of a PDF as objects: where they lie, how large they are, what they hold."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from course.handout.letters import seen
from course.handout.proving.wanted_objects import small_copy
from course.markdown.reading.page_blocks import fold

#: Left, bottom, right and top in points, from the foot of the page.
Box = tuple[float, float, float, float]
_DEPTH = 8


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


def read_objects(document: pikepdf.Pdf, drawn: Any) -> DrawnObjects:
    """The objects of a PDF, opened by both libraries."""
    pictures: list[DrawnPicture] = []
    links: list[DrawnLink] = []
    boxes: list[list[Box]] = []
    for number, (page, shown) in enumerate(zip(document.pages, drawn, strict=True), 1):
        pictures += _pictures(shown, number)
        links += _links(page, shown.get_textpage(), number)
        boxes.append([each.get_bounds() for each in shown.get_objects(max_depth=_DEPTH)])
    return DrawnObjects(tuple(pictures), tuple(_figures(document, boxes)), tuple(links))


def _pictures(page: Any, number: int) -> Iterator[DrawnPicture]:
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        is_jpeg = each.get_filters() == ["DCTDecode"]
        digest = sha256(bytes(each.get_data())).digest() if is_jpeg else b""
        yield DrawnPicture(number, each.get_bounds(), each.get_px_size(), digest, _copy(each))


def _copy(picture: Any) -> bytes:
    try:
        return small_copy(picture.get_bitmap(render=False).to_pil())
    except (pypdfium2.PdfiumError, ValueError):
        return b""


def _links(page: pikepdf.Page, text_page: Any, number: int) -> Iterator[DrawnLink]:
    letters: list[tuple[str, float, float]] = []
    for note in page.get("/Annots", []):
        action = note.get("/A")
        if action is None or "/URI" not in action:
            continue
        letters = letters or _letters(text_page)
        left, low, right, high = (float(side) for side in note["/Rect"])
        text = "".join(_text_in(letters, box) for box in _lines_of(note) or [(left, low, right, high)])
        yield DrawnLink(number, (left, low, right, high), unquote(str(action["/URI"])).rstrip("/"), text)


def _lines_of(note: Any) -> list[Box]:
    """The boxes of a frame around more than one line. Source: ISO 32000-2, 12.5.6.5, "QuadPoints"."""
    sides = [float(side) for side in note.get("/QuadPoints", [])]
    corners = [(sides[at : at + 8 : 2], sides[at + 1 : at + 8 : 2]) for at in range(0, len(sides) - 7, 8)]
    return [(min(across), min(up), max(across), max(up)) for across, up in corners]


def _letters(text_page: Any) -> list[tuple[str, float, float]]:
    """The characters of a page and their middles.

    One by one: what pdfium gives for a box holds some of them twice.
    """
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    found = []
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, low, high):
            letter = chr(pdfium.FPDFText_GetUnicode(text_page.raw, index))
            found.append((letter, (left.value + right.value) / 2, (low.value + high.value) / 2))
    return found


def _text_in(letters: list[tuple[str, float, float]], box: Box) -> str:
    return fold(seen(_as_text(each for each, across, up in letters if _holds(box, across, up))))


def text_between(text_page: Any, box: Box, figures: Sequence[Box]) -> str:
    """The text in a box, but for that of the figures, which may stand in the middle of a line."""
    inside = (each for each in _letters(text_page) if _holds(box, *each[1:]))
    return _as_text(letter for letter, *at in inside if not any(_holds(figure, *at) for figure in figures))


def _holds(box: Box, across: float, up: float) -> bool:
    left, low, right, high = box
    return left <= across <= right and low <= up <= high


def _as_text(letters: Iterable[str]) -> str:
    return "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _figures(document: pikepdf.Pdf, boxes: list[list[Box]]) -> list[DrawnFigure]:
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    found = []
    for item in figure_tags(document):
        place: tuple[int, int] = item["/Pg"].objgen
        number, box = pages.get(place, 0), _box_of(item)
        if number and box:
            is_filled = any(_covers(box, each) for each in boxes[number - 1])
            found.append(DrawnFigure(number, box, fold(seen(str(item.get("/Alt", "")))), is_filled))
    return sorted(found, key=lambda figure: figure.page)


def figure_tags(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
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
