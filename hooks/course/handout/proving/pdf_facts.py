"""What a finished PDF holds, read by libraries that had no part in making it."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from course.handout.letters import seen
from course.handout.paper import Paper
from course.handout.proving.drawn_figures import DrawnFigure, drawn_formulas, read_figures
from course.handout.proving.open_page import Box, OpenPage
from course.handout.proving.pdf_objects import DrawnObjects, figure_tags, joined_objects, read_objects
from course.handout.proving.read_back import shared_glyphs
from course.markdown.reading.page_blocks import fold

#: A reader of PDFs takes a hyphen at a line's end for one that only breaks a word.
_LINE_END_HYPHENS = re.compile("[\ufffe\x02]")
#: What a PDF begins with, but for a few bytes. Source: ISO 32000-1, annex H, note 13.
_MARK, _MARK_WITHIN = b"%PDF-", 1024
#: What the libraries raise where something in a file is not what it should be: their texts help nobody.
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.OutlineStructureError,
    pypdfium2.PdfiumError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_SCALE = 0.5  # of a rendered page: a pixel is two points
_INK = 225
#: Lines to write on, as template.typ draws them: 8 mm apart, in this grey.
RULING_PT, _RULING_GREY = 22.68, 175
_LEAST_RULING_PT = 40.0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page of a PDF."""

    width_pt: float
    height_pt: float
    text: str
    """Between header and footer, without that of figures, folded as the completeness check folds a page."""
    foot: str
    """Of the footer, folded."""
    fill: float
    """How far down the text reaches, as a share of the room for it."""
    ends: tuple[tuple[str, str], ...]
    """Text and last line of each column below which nothing stands, folded; most pages are one column."""
    outside: int
    """Pieces of text that reach beyond the page."""
    rulings: tuple[int, ...] = ()
    """Lines to write on, in order: how many follow one another; without those of the room for notes."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A PDF."""

    pages: tuple[PageFacts, ...]
    title: str
    language: str
    is_tagged: bool
    is_universal: bool
    """Whether it claims PDF/UA-1."""
    fonts: tuple[str, ...]
    """Names of its fonts, without the letters that mark a part of a font."""
    faulty_fonts: tuple[str, ...]
    """Fonts that are not embedded, or are drawings (Type 3)."""
    outline: tuple[str, ...]
    """Folded."""
    formulas: tuple[str, ...]
    """What its formulas are said to be, those of which something is drawn, folded."""
    codes: tuple[str, ...]
    """What the QR codes on its first page say."""
    objects: DrawnObjects
    """Its pictures, figures and links."""
    figures: tuple[DrawnFigure, ...] = ()
    """What is painted for each picture and drawing."""
    shared: Counter[str] = field(default_factory=Counter)
    """Texts that `pages` have in part only, and how often the file has them: see `read_back`."""
    first: int = 0
    """Page, from 0, to which the first entry of the outline leads: before it are cover and contents."""


@dataclass(slots=True)
class _Inside:
    """What the file's own structure tells."""

    fonts: set[str] = field(default_factory=set)
    faulty: set[str] = field(default_factory=set)


def read_pdf(content: bytes, paper: Paper) -> PdfFacts:
    """The facts of a PDF set on `paper`. Raises ValueError, which says why, for what is none or is broken."""
    if _MARK not in content[:_MARK_WITHIN]:
        raise ValueError("it is no PDF")
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            return _read(document, content, paper)
    except pikepdf.PasswordError:
        raise ValueError("it opens with a password only") from None
    except _BROKEN as error:
        raise ValueError("the file is damaged") from error


def _read(document: pikepdf.Pdf, content: bytes, paper: Paper) -> PdfFacts:
    root = document.Root
    inside = _Inside()
    for page in document.pages:
        _read_fonts(page.get("/Resources", {}), inside, set())
    metadata = root.Metadata.read_bytes() if "/Metadata" in root else b""
    drawn = pypdfium2.PdfDocument(content)
    pages, objects, figures = _read_pages(document, drawn, paper)
    return PdfFacts(
        tuple(pages),
        str(document.docinfo.get("/Title", "")),
        str(root.get("/Lang", "")),
        "/StructTreeRoot" in root and "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked")),
        b"pdfuaid" in metadata,
        tuple(sorted(inside.fonts)),
        tuple(sorted(inside.faulty)),
        tuple(_outline(document)),
        tuple(map(fold_pdf, drawn_formulas(document))),
        _codes(drawn[0]) if len(drawn) else (),
        joined_objects(objects),
        tuple(figures),
        shared_glyphs(document, fold_pdf),
        _first_page(drawn),
    )


def _read_pages(
    document: pikepdf.Pdf, drawn: Any, paper: Paper
) -> tuple[list[PageFacts], list[DrawnObjects], list[DrawnFigure]]:
    """Facts, objects and figures of all pages, one after another: a whole booklet open is large."""
    tags = figure_tags(document)
    pages, objects = [], []
    figures: list[tuple[int, DrawnFigure]] = []
    for number, (page, shown) in enumerate(zip(document.pages, drawn, strict=True), 1):
        opened, own = OpenPage(shown), tags.get(number, [])
        objects.append(read_objects(page, opened, number, [tag for _, tag in own]))
        pages.append(_read_page(opened, paper, [each.box for each in objects[-1].figures]))
        drawings = read_figures(opened, number - 1, [tag for _, tag in own])
        figures += zip((at for at, _ in own), drawings, strict=True)
    return pages, objects, [figure for _, figure in sorted(figures, key=lambda each: each[0])]


def fold_pdf(text: str) -> str:
    """`text` without what may differ between a source and its print."""
    folded = fold(seen(_LINE_END_HYPHENS.sub("-", text)).replace("\u200d", ""))
    return _marked_again().sub(r"\1", folded)


@cache
def _marked_again() -> re.Pattern[str]:
    """A letter with marks, and the same again.

    Where the font has no such letter, or sets its mark higher, letter and marks are pieces of the PDF that
    each say the whole, and a reader has it twice. Made when the first PDF is read: it takes 20 ms.
    """
    marks = "".join(
        chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Me")
    )
    marked = "".join(
        chr(code) for code in range(0xC0, 0x2000) if len(unicodedata.normalize("NFD", chr(code))) > 1
    )
    return re.compile(f"([^{marks}][{marks}]+|[{marked}])\\1+")


def _read_page(page: OpenPage, paper: Paper, figures: list[Box]) -> PageFacts:
    (width, height), text_page = page.size, page.text_page
    top, bottom = height - paper.margin_top_pt + 8, paper.margin_bottom_pt - 4
    whole = (0.0, bottom, width, top)
    body = page.text_without(whole, figures) if figures else text_page.get_text_bounded(*whole)
    foot = text_page.get_text_bounded(0, 0, width, bottom)
    boxes = [text_page.get_rect(number) for number in range(text_page.count_rects())]
    outside = sum(_is_outside(box, width, height) for box in boxes)
    fills, ends = [0.0], []
    for left, right in paper.columns_on(width, height):
        own = [box for box in boxes if left <= box[0] < right]
        lowest = min((low for _, low, _, high in own if low >= bottom and high <= top + 20), default=top)
        ink = _lowest_ink(page.page, height, (left, bottom, right, top))
        fills.append((top - min(ink, lowest)) / (top - bottom))
        text = text_page.get_text_bounded(left, bottom, right, top)
        if ink > lowest - 8 and text.strip():
            ends.append((fold_pdf(text), fold_pdf(text.rstrip().splitlines()[-1])))
    rulings = tuple(_rulings(page, paper.notes_at(width, height)))
    return PageFacts(width, height, fold_pdf(body), fold_pdf(foot), max(fills), tuple(ends), outside, rulings)


def _rulings(page: OpenPage, notes_at: tuple[float, ...]) -> Iterator[int]:
    """Lengths of the runs of lines to write on, but for lines that begin where those for notes do."""
    count, before = 0, (0.0, 0.0, 0.0)
    for left, right, height in _lines(page):
        if any(abs(left - note) < 2 for note in notes_at):
            continue
        goes_on = (
            abs(left - before[0]) < 1
            and abs(right - before[1]) < 1
            and abs(abs(before[2] - height) - RULING_PT) < 1
        )
        if count and not goes_on:
            yield count
        count, before = count + 1 if goes_on else 1, (left, right, height)
    if count:
        yield count


def _lines(page: OpenPage) -> Iterator[tuple[float, float, float]]:
    """The lines drawn to write on: left, right, and height above the foot of the page, in points."""
    for part in page.parts:
        if part.level or part.kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        left, low, right, high = part.box()
        if high - low < 1.5 and right - left > _LEAST_RULING_PT:
            colour = [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetStrokeColor(part.raw, *colour)
            if {part.value for part in colour[:3]} == {_RULING_GREY}:
                yield left, right, (low + high) / 2


def _is_outside(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    left, low, right, high = box
    return left < -1 or low < -1 or right > width + 1 or high > height + 1


def _lowest_ink(page: Any, height: float, part: tuple[float, float, float, float]) -> float:
    """Height in points, from the foot of the page, of the lowest mark in a part: left, bottom, right, top."""
    left, bottom, right, top = part
    image = page.render(scale=_SCALE, grayscale=True).to_pil()
    corners = (left, height - top, right, height - bottom)
    area = image.crop(tuple(int(corner * _SCALE) for corner in corners))
    dark = area.point([255 if value < _INK else 0 for value in range(256)])
    box = dark.getbbox()
    return top - (box[3] / _SCALE if box else 0)


def _read_fonts(resources: Any, inside: _Inside, known: set[tuple[int, int]]) -> None:
    """The fonts of a page and of the drawings on it."""
    for font in dict(resources.get("/Font", {})).values():
        name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(font.get("/BaseFont", "/Type3")))
        inside.fonts.add(name)
        inner = font.get("/DescendantFonts", [font])[0]
        described = inner.get("/FontDescriptor", {})
        embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if font.get("/Subtype") == "/Type3" or not embedded:
            inside.faulty.add(name)
    for drawn in dict(resources.get("/XObject", {})).values():
        if drawn.objgen not in known and drawn.get("/Subtype") == "/Form":
            known.add(drawn.objgen)
            _read_fonts(drawn.get("/Resources", {}), inside, known)


def _outline(document: pikepdf.Pdf) -> Iterator[str]:
    with document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            yield fold_pdf(item.title)
            waiting = [*item.children, *waiting]


def _first_page(document: Any) -> int:
    entry = next(iter(document.get_toc(max_depth=1)), None)
    place = entry.get_dest() if entry is not None else None
    return (place.get_index() if place is not None else None) or 0


def _codes(page: Any) -> tuple[str, ...]:
    picture = page.render(scale=3, grayscale=True).to_pil()
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)  # to look for all takes ten times as long
    found = zxingcpp.read_barcodes(picture, formats=wanted)
    return tuple(code.text for code in found)
