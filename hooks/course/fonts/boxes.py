"""A font made for characters that no other has: for each a box with its number in it, as hexadecimal digits.

What is set with it stays text: readers find and copy the characters themselves.
Source: OpenType (``cmap``, ``GDEF``); HarfBuzz manual, "Shaping operations" (marks, decomposition).
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from course.fonts.sound import is_as_kept, note_kept

FAMILY = "Course Boxes"
_EM, _ASCENT, _DESCENT = 1000, 800, 200
#: Below and above the box, between it and the next, and how thick its line is.
_LOW, _HIGH, _MARGIN, _LINE = -120, 780, 40, 40
#: A dot of a digit, which is three dots wide and five high.
_DOT = 54
#: Each line of dots is an octal digit.
_DOTS = """
    75557 26227 71747 71717 55711 74717 74757 71122
    75757 75717 25755 65656 74447 65556 74647 74644
"""
_DIGITS = dict(zip("0123456789ABCDEF", _DOTS.split(), strict=True))
#: Vowels that programs which shape text take apart where a font could draw them whole.
TAKEN_APART = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}


def boxes_for(characters: Iterable[str], cache_dir: Path) -> Path:
    """A folder in `cache_dir` with a font of the family `FAMILY` that has `characters`, and nothing else."""
    drawn = sorted(_with_their_parts(characters))
    made_of = "\n".join((*_DIGITS.values(), "".join(drawn)))
    folder = cache_dir / f"boxes-{hashlib.sha256(made_of.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    sums = cache_dir / f"{folder.name}.sum"
    if not is_as_kept(folder / "boxes.ttf", sums):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"boxes.{os.getpid()}"
        _build(drawn).save(fresh)
        fresh.replace(folder / "boxes.ttf")
        note_kept(folder / "boxes.ttf", sums)
    return folder


def _with_their_parts(characters: Iterable[str]) -> set[str]:
    """`characters` and what they may be taken apart into before they are drawn."""
    return {
        part for c in characters for part in (c, *unicodedata.normalize("NFD", c), *TAKEN_APART.get(c, ""))
    }


def _build(characters: Iterable[str]) -> FontBuilder:
    names = {ord(c): f"u{ord(c):04X}" for c in characters}
    glyphs = {".notdef": _glyph(""), **{name: _glyph(name[1:]) for name in names.values()}}
    widths = {".notdef": _width(""), **{name: _width(name[1:]) for name in names.values()}}
    font = FontBuilder(_EM, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (width, _MARGIN) for name, width in widths.items()})
    font.setupHorizontalHeader(ascent=_ASCENT, descent=-_DESCENT)
    named = {"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")}
    font.setupNameTable({**named, "fullName": FAMILY, "uniqueFontIdentifier": FAMILY})
    font.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=-_DESCENT, usWinAscent=_ASCENT, usWinDescent=_DESCENT)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    # all are letters: a mark would be drawn upon the letter before it
    letters = " ".join(names.values())
    addOpenTypeFeaturesFromString(font.font, f"table GDEF {{ GlyphClassDef [{letters}], , , ; }} GDEF;")
    return font


def _columns(number: str) -> int:
    """How many digits stand in each of the two lines."""
    return max(2, (len(number) + 1) // 2)


def _width(number: str) -> int:
    return 2 * _MARGIN + 2 * _LINE + _DOT * (4 * _columns(number) + 1)


def _glyph(number: str) -> Any:
    pen = TTGlyphPen(None)
    left, right = _MARGIN, _width(number) - _MARGIN
    _draw(pen, left, _LOW, right, _HIGH)
    _draw(pen, left + _LINE, _LOW + _LINE, right - _LINE, _HIGH - _LINE, is_hole=True)
    for box in _dots(number):
        _draw(pen, *box)
    return pen.glyph()


def _dots(number: str) -> Iterator[tuple[int, int, int, int]]:
    """The dots of the digits: left, low, right, high."""
    columns = _columns(number)
    padded = number.rjust(2 * columns) if number else ""
    middle = (_LOW + _HIGH) // 2
    for place, digit in enumerate(padded):
        left = _MARGIN + _LINE + _DOT + 4 * _DOT * (place % columns)
        top = _HIGH - _LINE - _DOT if place < columns else middle - _DOT // 2
        for row, bits in enumerate(_DIGITS.get(digit, "00000")):
            for column in range(3):
                if int(bits) & (4 >> column):
                    x, y = left + column * _DOT, top - row * _DOT * 13 // 10
                    yield x, y - _DOT * 13 // 10, x + _DOT, y


def _draw(pen: Any, left: int, low: int, right: int, high: int, *, is_hole: bool = False) -> None:
    corners = [(left, low), (left, high), (right, high), (right, low)]
    first, *others = reversed(corners) if is_hole else corners
    pen.moveTo(first)
    for corner in others:
        pen.lineTo(corner)
    pen.closePath()
