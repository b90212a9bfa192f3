"""A page of a PDF, opened once for all who look at it.

pypdfium2 reads a page anew each time it is asked for, and makes an object with a finalizer of everything on
it: of a week's booklet that took four of seven seconds.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

#: Left, bottom, right and top in points, from the foot of the page.
Box = tuple[float, float, float, float]
#: So deep may drawings stand in one another.
_DEPTH = 7


class Part(NamedTuple):
    """A text, path, picture or form that a page paints."""

    raw: Any
    """As pdfium has it."""
    kind: int
    """One of its ``FPDF_PAGEOBJ_…``."""
    level: int
    """In how many forms it stands."""
    top: Any
    """The outermost of these forms, or the part itself."""

    def box(self) -> Box:
        """Where it is; in a form as that has it."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(self.raw, *sides):
            raise pypdfium2.PdfiumError("Failed to locate pageobject.")
        return sides[0].value, sides[1].value, sides[2].value, sides[3].value

    def clip(self) -> Box | None:
        """The box that it is cut to; None where nothing cuts it."""
        path = pdfium.FPDFPageObj_GetClipPath(self.raw)
        cuts = [_box_of_clip(path, number) for number in range(max(0, pdfium.FPDFClipPath_CountPaths(path)))]
        return reduce(shared, cuts) if cuts else None


class OpenPage:
    """A page as pdfium shows it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.size: tuple[float, float] = page.get_size()
        self.text_page = page.get_textpage()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All that it paints, in order; a form stands before what is in it."""
        count, at = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        raws = (at(self.page.raw, number) for number in range(count(self.page.raw)))
        return tuple(part for raw in raws for part in _with_inner(raw, 0, raw))

    @cached_property
    def letters(self) -> tuple[tuple[str, float, float], ...]:
        """Its characters and their middles.

        One by one: what pdfium gives for a box holds some of them twice.
        """
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        found, raw = [], self.text_page.raw
        for index in range(self.text_page.count_chars()):
            if pdfium.FPDFText_GetCharBox(raw, index, left, right, low, high):
                letter = chr(pdfium.FPDFText_GetUnicode(raw, index))
                found.append((letter, (left.value + right.value) / 2, (low.value + high.value) / 2))
        return tuple(found)

    def text_without(self, box: Box, figures: Iterable[Box]) -> str:
        """The text in a box, but for that of the figures, which may stand in the middle of a line."""
        left_out = [*figures]
        heights, order = self._by_height
        level = order[bisect_left(heights, box[1]) : bisect_right(heights, box[3])]
        inside = (each for each in (self.letters[at] for at in sorted(level)) if holds(box, *each[1:]))
        return as_text(letter for letter, *at in inside if not any(holds(each, *at) for each in left_out))

    @cached_property
    def _by_height(self) -> tuple[Sequence[float], Sequence[int]]:
        """The heights of its characters, from below, and whose each is: a page may have a thousand links."""
        order = sorted(range(len(self.letters)), key=lambda at: self.letters[at][2])
        return [self.letters[at][2] for at in order], order


def _with_inner(raw: Any, level: int, top: Any) -> Iterator[Part]:
    kind = pdfium.FPDFPageObj_GetType(raw)
    yield Part(raw, kind, level, top)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and level < _DEPTH:
        for number in range(pdfium.FPDFFormObj_CountObjects(raw)):
            yield from _with_inner(pdfium.FPDFFormObj_GetObject(raw, number), level + 1, top)


def _box_of_clip(path: Any, number: int) -> Box:
    """The box around one of the paths that cut a part."""
    across, up = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, at), across, up)
        points.append((across.value, up.value))
    lefts, lows = [each[0] for each in points], [each[1] for each in points]
    return (min(lefts), min(lows), max(lefts), max(lows)) if points else (0.0, 0.0, 0.0, 0.0)


def shared(one: Box, other: Box) -> Box:
    """What two boxes have in common; turned inside out where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def holds(box: Box, across: float, up: float) -> bool:
    """Whether a point lies in a box."""
    left, low, right, high = box
    return left <= across <= right and low <= up <= high


def as_text(letters: Iterable[str]) -> str:
    """Letters as pdfium gives them, joined: of an emoji it gives two halves."""
    return "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
