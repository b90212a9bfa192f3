"""The figures of a PDF, found by their tags: texts, lines and shapes painted in each; and its formulas."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from course.handout.proving.open_page import Box, OpenPage

#: How far the frame of a letter may go over the edge of a page.
_EDGE_PT = 2.0
_SHOWN = frozenset((pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH))
#: Operators that put ink on the page. Source: ISO 32000-2, Annex A.
_INK = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"))


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


def read_figures(page: OpenPage, number: int, tags: Sequence[Any]) -> list[DrawnFigure]:
    """The figures of a page, from 0, in the order of their `tags`."""
    contents = [[*_contents(tag.get("/K"))] for tag in tags]
    painted = _painted(page, frozenset(chain.from_iterable(contents)))
    return [_figure(number, each, painted) for each in contents]


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


def _painted(page: OpenPage, wanted: Set[int]) -> dict[int, _Painted]:
    """What a page paints, by the number of marked content; what is see-through stands in a form.

    Only of the numbers `wanted`: to say what a text is, pdfium goes through all letters of the page.
    """
    found: dict[int, _Painted] = defaultdict(lambda: _Painted([]))
    for part in page.parts if wanted else ():
        mark = pdfium.FPDFPageObj_GetMarkedContentID(part.top) if part.kind in _SHOWN else -1
        if mark not in wanted:
            continue
        own = found[mark]
        if part.kind == pdfium.FPDF_PAGEOBJ_PATH:
            own.shapes += 1
            continue
        own.texts.append(_text(part.raw, page.text_page.raw))
        own.is_on_page &= part.level > 1 or _is_within(part.box(), page.size)
    return found


def _is_within(box: Box, size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left > -_EDGE_PT and bottom > -_EDGE_PT and right < size[0] + _EDGE_PT and top < size[1] + _EDGE_PT


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


def drawn_formulas(document: pikepdf.Pdf) -> Iterator[str]:
    """The alternative text of every element ``Formula`` whose own content has ink, in the file's order."""
    inked: dict[tuple[int, int], set[int]] = {}
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/S") != "/Formula" or "/Alt" not in item:
            continue
        for page, number in _marked(item, item.get("/Pg")):
            if page.objgen not in inked:
                inked[page.objgen] = _inked(page)
            if number in inked[page.objgen]:
                yield str(item["/Alt"])
                break


def _marked(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The page and the number of every piece of content that belongs to an element of the structure."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield page, kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.get("/Pg", page), int(kid["/MCID"])
        elif isinstance(kid, pikepdf.Dictionary):
            yield from _marked(kid, kid.get("/Pg", page))


def _inked(page: Any) -> set[int]:
    """The numbers of the pieces of content on a page that have ink."""
    open_pieces: list[int] = []
    inked: set[int] = set()
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), list(step.operands)
        if name in ("BDC", "BMC"):
            given: Any = operands[1] if len(operands) > 1 else None
            is_numbered = isinstance(given, pikepdf.Dictionary) and "/MCID" in given
            open_pieces.append(int(given["/MCID"]) if is_numbered else -1)
        elif name == "EMC" and open_pieces:
            open_pieces.pop()
        elif name in _INK:
            inked.update(open_pieces)
    return inked - {-1}
