"""Fonts made for tests."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def small_font(path: Path, characters: str, family: str, weight: int = 400) -> Path:
    """A font of a few characters, each a block of ink."""
    pen = TTGlyphPen(None)
    for move, corners in ((pen.moveTo, [(100, 0)]), (pen.lineTo, [(100, 700), (800, 700), (800, 0)])):
        for corner in corners:
            move(corner)
    pen.closePath()
    block = pen.glyph()
    names = {ord(c): f"u{ord(c):04X}" for c in characters}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys([".notdef", *names.values()], block))
    font.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (900, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if weight > 500 else "Regular"
    font.setupNameTable(
        {"familyName": family, "styleName": style, "psName": f"{family.replace(' ', '')}-{style}"}
    )
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=weight)
    font.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path
