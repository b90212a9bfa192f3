"""How wide characters are in the fonts of the pages: needed to lay out diagrams at build time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from course.fonts.faces import BOLD, CODE, EMOJI, RARE, TEXT, Face, bundled_advances_em

#: What a browser's rounding, kerning and letter spacing may add to a line of text.
SLACK = 1.02
#: Widths in em that no usual system font exceeds, for characters that no bundled font draws.
EMOJI_EM, WIDE_EM, BROAD_LATIN_EM, LATIN_EM = 1.38, 1.0, 1.0, 0.68
_BROAD_LATIN = frozenset("MWmw@%&—…©®Æœ™")
#: The fonts of text, bold text and code, each in the order of the page's list.
_LISTS = tuple((*faces, *RARE) for faces in ((TEXT, EMOJI, CODE), (BOLD, EMOJI, CODE), (CODE, EMOJI, TEXT)))
_NO_WIDTH = frozenset(("Mn", "Me", "Cf", "Cc"))


class Widths(NamedTuple):
    """One character's widths in em, with a little slack."""

    text: float
    bold: float
    code: float


def character_widths(modules_dir: Path, text: str) -> dict[str, Widths]:
    """Widths in em of each character of `text` and of all of ASCII: in text, in bold text, in code.

    They are those of the first font in the page's list that has the character. Where the fonts are not in
    `modules_dir` (``node_modules``), or none has it, the width is one that no usual font exceeds. Joiners and
    the like have 0, so the width of a text is the sum over its characters.
    """
    lists = tuple(_there(modules_dir, faces) for faces in _LISTS)
    known = _known_widths(modules_dir, lists)
    advances = cache(partial(bundled_advances_em, modules_dir=modules_dir))  # each font looked for once
    wanted = {*text, *map(chr, range(32, 127))}
    for character in wanted - known.keys():
        known[character] = Widths(*(_width(character, map(advances, faces)) for faces in lists))
    return {character: known[character] for character in wanted}


def _there(modules_dir: Path, faces: Iterable[Face]) -> tuple[Face, ...]:
    return tuple(face for face in faces if (modules_dir / face.file).is_file())


@cache
def _known_widths(modules_dir: Path, lists: tuple[tuple[Face, ...], ...]) -> dict[str, Widths]:
    """The widths found so far in these fonts: the diagrams of a course share most of their characters."""
    return {}


def _width(character: str, fonts: Iterable[Mapping[int, float]]) -> float:
    if unicodedata.category(character) in _NO_WIDTH or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return 0.0
    bundled = next((font[ord(character)] for font in fonts if ord(character) in font), None)
    usual = usual_width_em(character)
    return SLACK * (usual if bundled is None or usual == EMOJI_EM else bundled)


def usual_width_em(character: str) -> float:
    """The largest width in em that `character` has in usual system fonts.

    Colour emoji fonts are the widest; readers may see theirs in place of the bundled one.
    """
    if unicodedata.category(character) == "So" and ord(character) >= 0x2600:
        return EMOJI_EM
    if unicodedata.east_asian_width(character) in "WFA":
        return WIDE_EM
    return BROAD_LATIN_EM if character in _BROAD_LATIN else LATIN_EM
