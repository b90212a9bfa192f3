"""The figures of a PDF, found by their tags: the texts, lines and shapes that are painted in each."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from course.handout.proving.pdf_objects import figure_tags

#: How far the frame of a letter may go over the edge of a page.
_EDGE_PT = 2.0


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """What a PDF paints for one picture, drawing or sign that has words for those who do not see it."""

    page: int
    """Page, from 0."""
    texts: tuple[str, ...]
    """Its pieces of text, in the order they are painted."""
    shapes: int
    """How many lines and shapes it has."""
    is_on_page: bool = True
    """Whether each of its texts lies on the page, none beyond the edge."""


def read_figures(document: pikepdf.Pdf, drawn: Any) -> tuple[DrawnFigure, ...]:
    """The figures of `document` in the order of its tags; `drawn` is the same file, opened by pdfium."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    tagged = [(numbers[tag.Pg.objgen], list(_contents(tag.get("/K")))) for tag in figure_tags(document)]
    pages = {number: _painted(drawn[number]) for number in {page for page, _ in tagged}}
    return tuple(_figure(page, parts, pages[page]) for page, parts in tagged)


def _contents(kids: Any) -> Iterator[int]:
    """The numbers of marked content in `kids`."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield int(kid.MCID)
        elif isinstance(kid, pikepdf.Dictionary):
            yield from _contents(kid.get("/K"))


@dataclass(slots=True)
class _Painted:
    texts: list[str]
    shapes: int = 0
    is_on_page: bool = True


def _painted(page: Any) -> dict[int, _Painted]:
    """What a page paints, by the number of marked content."""
    found: dict[int, _Painted] = defaultdict(lambda: _Painted([]))
    text_page = page.get_textpage()
    for number, part in _objects(page):
        if part.type == pdfium.FPDF_PAGEOBJ_TEXT:
            found[number].texts.append(_text(part.raw, text_page.raw))
            found[number].is_on_page &= part.level > 0 or _is_within(part.get_bounds(), page.get_size())
        elif part.type == pdfium.FPDF_PAGEOBJ_PATH:
            found[number].shapes += 1
    return found


def _is_within(box: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left > -_EDGE_PT and bottom > -_EDGE_PT and right < size[0] + _EDGE_PT and top < size[1] + _EDGE_PT


def _objects(page: Any) -> Iterator[tuple[int, Any]]:
    """What a page paints, with its number of marked content; what is see-through stands in a form."""
    for part in page.get_objects(max_depth=1):
        number = pdfium.FPDFPageObj_GetMarkedContentID(part.raw)
        is_form = part.type == pdfium.FPDF_PAGEOBJ_FORM
        inside = page.get_objects(form=part.raw, max_depth=6) if is_form else [part]
        yield from ((number, each) for each in inside)


def _text(part: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(part, text_page, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFTextObj_GetText(part, text_page, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _figure(page: int, parts: list[int], painted: dict[int, _Painted]) -> DrawnFigure:
    own = [painted[part] for part in parts]
    texts = tuple(text for each in own for text in each.texts)
    shapes, is_on_page = sum(each.shapes for each in own), all(each.is_on_page for each in own)
    return DrawnFigure(page, texts, shapes, is_on_page)
