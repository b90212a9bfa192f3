"""Decides which characters each font family of the site draws, and from which bundled font."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.fonts.eastern import drawn_eastern
from course.fonts.faces import (
    BOLD,
    CODE,
    CODE_BOLD,
    EMOJI,
    FACES,
    MATH,
    RARE,
    TEXT,
    Face,
    advances_em,
    drawn_by,
)
from course.fonts.pieces import FORMULAS, pieces
from course.fonts.used import ALWAYS, PageCharacters, united

_JOINING = "\u200d\ufe0f\u20e3"
_SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))
_KEYS = "0123456789#*"


@dataclass(frozen=True, slots=True)
class Style:
    """One font family at a range of weights, divided into font files ("pieces")."""

    family: str
    """Its name in CSS. Never the font's own: its licence reserves that for unchanged copies."""
    weights: str
    """Range of CSS ``font-weight`` that it draws, such as ``100 500``."""
    face: Face
    pieces: tuple[str, ...]
    """The characters of each piece."""

    @property
    def name(self) -> str:
        """Name for its files, such as ``course-sans-bold``."""
        return f"{self.family.lower().replace(' ', '-')}-{self.face.name}"


SANS, SIGNS, MONO, EMOJIS = "Course Sans", "Course Signs", "Course Code", "Course Emoji"
_ALL, _LIGHTER, _BOLDER = "100 900", "100 500", "501 900"


@dataclass(frozen=True, slots=True)
class Eastern:
    """What draws Han and Kana in place of the bundled fonts."""

    faces: tuple[tuple[Face, Face], ...] = ()
    """Typefaces, each regular and bold, the first that has a character."""
    covered: Callable[[frozenset[str]], frozenset[str]] = frozenset
    """Those of the characters given that they draw."""
    is_lasting: bool = True
    """Whether the same characters get the same the next time: not where a font could not be had."""


NO_EASTERN = Eastern()


def plan_styles(
    modules_dir: Path,
    pages: Sequence[PageCharacters],
    written: frozenset[str],
    eastern: Eastern = NO_EASTERN,
) -> tuple[list[Style], frozenset[str]]:
    """The styles that the site's pages need, and the characters on them that no font has.

    `written` are the characters in the site's own scripts and styles. The pages are gone through many times,
    one at a time: the sets of a thousand pages take 300 MB. The family of signs holds what the
    text font lacks, from the code font or a rare one: it is a family of its own so that text never takes its
    Hangul from the code font.
    """
    has = {face: drawn_by(face, modules_dir) for face in FACES}

    def each() -> Iterator[PageCharacters]:
        return (page.with_text(page.math - has[MATH]) for page in pages)

    drawn = united(page.drawn for page in each())
    spare = united(page.further for page in each()) | written | ALWAYS
    seen = spare | drawn
    emoji = _emoji(seen, united(page.marked for page in each()), has)
    everywhere = ALWAYS - emoji
    ours, taken = _plan_eastern(modules_dir, each, seen, eastern)
    for face in (TEXT, BOLD, CODE, CODE_BOLD):
        has[face] -= taken
    sans, mono = has[TEXT] - emoji, has[CODE] - emoji
    bold_han = united(page.bold for page in each()) & (has[CODE_BOLD] - sans)
    # a browser takes one range of weights of a family: all of its files need the same
    signs = (_LIGHTER, _BOLDER) if drawn_eastern(bold_han, "ko") else (_ALL,)
    styles = [
        _style(SANS, _LIGHTER, TEXT, (page.text | everywhere for page in each()), seen, sans),
        _style(SANS, _BOLDER, BOLD, (page.bold | everywhere for page in each()), seen, has[BOLD] & sans),
        *(
            _style(SIGNS, weights, CODE, (page.text | page.bold for page in each()), spare, mono - sans)
            for weights in signs[:1]
        ),
        *(
            _style(
                SIGNS, weights, CODE_BOLD, (page.bold for page in each()), seen, has[CODE_BOLD] & mono - sans
            )
            for weights in signs[1:]
        ),
        _style(MONO, _LIGHTER, CODE, (page.code | everywhere for page in each()), frozenset(), mono),
        _style(
            MONO,
            _BOLDER,
            CODE_BOLD,
            (page.code_bold for page in each()),
            everywhere | united(page.code for page in each()),
            has[CODE_BOLD],
        ),
        Style(EMOJIS, _ALL, EMOJI, _one_piece(emoji, has[EMOJI])),
        Style(FORMULAS, _ALL, MATH, _formula_piece(united(page.math for page in each()), has[MATH])),
    ]
    known = emoji | has[TEXT] | has[CODE] | taken
    for face in RARE:
        for weights in signs:
            of_pages = (page.drawn for page in each())
            styles.append(_style(SIGNS, weights, face, of_pages, frozenset(), has[face] - known))
        known |= has[face]
    missing = drawn - frozenset().union(taken, *has.values())
    return [style for style in (*styles, *ours) if style.pieces], missing


def shown_in(page: PageCharacters) -> dict[tuple[str, str], frozenset[str]]:
    """The characters of a page, by the family and the weights of the style that draws them.

    Without emoji, which most readers' systems have, and without signs, of which a page has a few.
    """
    return {
        (SANS, _LIGHTER): page.text,
        (SANS, _BOLDER): page.bold,
        (MONO, _LIGHTER): page.code,
        (MONO, _BOLDER): page.code_bold,
        (FORMULAS, _ALL): page.math,
    }


def _plan_eastern(
    modules_dir: Path, pages: Callable[[], Iterator[PageCharacters]], seen: frozenset[str], eastern: Eastern
) -> tuple[list[Style], frozenset[str]]:
    """The styles that draw Han and Kana, in text and in code alike, and all the characters that they draw."""
    styles: list[Style] = []
    taken: frozenset[str] = frozenset()
    said = united(page.said for page in pages())
    for regular, bold in eastern.faces:
        there = frozenset(map(chr, advances_em(modules_dir / regular.file)))
        own = eastern.covered(there) - taken
        thin = (page.text | page.code for page in pages())
        thick = (page.bold | page.code_bold for page in pages())
        styles.append(_style(SANS, _LIGHTER, regular, thin, seen, own))
        styles.append(_style(SANS, _BOLDER, bold, thick, said, own))
        taken |= own
    return styles, taken


def _style(
    family: str,
    weights: str,
    face: Face,
    pages: Iterable[frozenset[str]],
    spare: frozenset[str],
    available: frozenset[str],
) -> Style:
    parts = pieces((page & available for page in pages), spare & available)
    return Style(family, weights, face, tuple(parts))


def _emoji(
    characters: frozenset[str], marked: frozenset[str], has: Mapping[Face, frozenset[str]]
) -> frozenset[str]:
    """Those of `characters` that are drawn as emoji.

    That is: marked so, emoji without any mark (these are "wide"), or in no other font.
    """
    others = has[TEXT] | has[CODE]
    return frozenset(
        c
        for c in characters & has[EMOJI]
        if c not in ALWAYS and (c in marked or c not in others or unicodedata.east_asian_width(c) == "W")
    )


def _formula_piece(characters: frozenset[str], available: frozenset[str]) -> tuple[str, ...]:
    """All characters of formulas in one piece, with the space: how formulas are set is told by the table of
    the first font of a list that has a space. Source: CSS Fonts 4, "first available font".
    """
    return ("".join(sorted((characters | {" "}) & available)),) if characters else ()


def _one_piece(emoji: frozenset[str], available: frozenset[str]) -> tuple[str, ...]:
    """All emoji with their joiners, and skin tones where any is used, in one piece: a joined emoji must come
    from one file.
    """
    if not emoji:
        return ()
    tones = _SKIN_TONES if emoji & frozenset(_SKIN_TONES) else ""
    return ("".join(sorted(emoji.union(_JOINING, tones, _KEYS) & available)),)
