"""The bundled fonts: their names, their files below node_modules, the widths of their glyphs.

Source: OpenType (``cmap``, ``hmtx``, ``head``), SIL Open Font License 1.1 (reserved font names).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from course.kept import CACHE, Store, code_key, file_digest, key_of


@dataclass(frozen=True, slots=True)
class Face:
    """One bundled font: a typeface at one weight."""

    name: str
    """Short and stable: ``text``, ``bold``, ``code``, ``code-bold``, ``emoji``, ``symbols`` or ``math``."""
    file: str
    """Its file below ``node_modules``; it holds every character the typeface has."""
    own_family: str
    """The family name inside the file, by which a program that is handed the file asks for it."""
    weight: int
    """400 or 700."""
    licence: str | None
    """Its licence below ``node_modules``; None where its package holds none."""

    @property
    def whole_file(self) -> str:
        """The file of the whole font: in the folder of `whole_fonts`, or where that is elsewhere."""
        return self.file if Path(self.file).is_absolute() else f"{self.name}.ttf"


_PRETENDARD = "@fontsource/pretendard"
_D2CODING = "@kfonts/d2coding"
_NOTO = "@expo-google-fonts"

TEXT = Face(
    "text",
    f"{_PRETENDARD}/files/pretendard-latin-400-normal.woff",
    "Pretendard",
    400,
    f"{_PRETENDARD}/LICENSE",
)
BOLD = Face("bold", f"{_PRETENDARD}/files/pretendard-latin-700-normal.woff", "Pretendard", 700, TEXT.licence)
CODE = Face("code", f"{_D2CODING}/src/D2Coding.ttf", "D2Coding", 400, None)
CODE_BOLD = Face("code-bold", f"{_D2CODING}/src/D2CodingBold.ttf", "D2Coding", 700, None)


def _noto(name: str, package: str, own_family: str) -> Face:
    file = f"400Regular/{own_family.replace(' ', '')}_400Regular.ttf"
    return Face(name, f"{_NOTO}/{package}/{file}", own_family, 400, f"{_NOTO}/{package}/LICENSE_FONT")


EMOJI = _noto("emoji", "noto-emoji", "Noto Emoji")
SYMBOLS = _noto("symbols", "noto-sans-symbols-2", "Noto Sans Symbols 2")
MATH = _noto("math", "noto-sans-math", "Noto Sans Math")
#: What draws the signs that no other font has: the dots of a terminal's progress, letters of formulas.
RARE = (SYMBOLS, MATH)
FACES = (TEXT, BOLD, CODE, CODE_BOLD, EMOJI, *RARE)
#: Arabic letters, which the font for formulas has as signs that stand alone: text needs them joined.
JOINED = frozenset(map(chr, (*range(0x0600, 0x0780), *range(0x08A0, 0x0900))))


def fonts_installed(modules_dir: Path) -> bool:
    """Whether npm has brought every font."""
    return all((modules_dir / face.file).is_file() for face in FACES)


@cache
def font_name(path: Path) -> str:
    """The name by which files that hold the font at `path` call it; empty where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # here: few builds open a font

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return str(font["name"].getDebugName(6) or "")
    except (OSError, TTLibError):
        return ""


def drawn_by(face: Face, modules_dir: Path) -> frozenset[str]:
    """The characters of text that a bundled font draws."""
    drawn = frozenset(map(chr, bundled_advances_em(face, modules_dir)))
    return drawn - JOINED if face == MATH else drawn


def bundled_advances_em(face: Face, modules_dir: Path) -> Mapping[int, float]:
    """What `advances_em` says of a bundled font, kept: few processes must read it for that."""
    path = modules_dir / face.file
    return _kept_advances_em(Store(modules_dir.parent / CACHE), path, path.stat().st_size)


@cache
def _kept_advances_em(kept: Store, path: Path, _size_bytes: int) -> Mapping[int, float]:
    key = key_of(code_key(), "advances", file_digest(path))
    known: dict[int, float] = kept.made(key, dict[int, float], lambda: dict(advances_em(path)))
    return MappingProxyType(known)


def advances_em(path: Path) -> Mapping[int, float]:
    """The advance width in em of every character that the font at `path` has, by code point.

    Read once per process: some 0.1 s for the largest.
    """
    return _advances_em(path, path.stat().st_size)


@cache
def _advances_em(path: Path, _size_bytes: int) -> Mapping[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as font:
        font.setGlyphOrder(
            [str(number) for number in range(font["maxp"].numGlyphs)]
        )  # names are slow to read
        widths, units = font["hmtx"].metrics, font["head"].unitsPerEm
        advances = {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}
    return MappingProxyType(advances)
