"""How the characters of a site are shared out to font files."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from course.fonts.pieces import COMMON_LETTERS, PIECE_LETTERS, SPARE_LETTERS, pieces

HANGUL = [chr(code) for code in range(0xAC00, 0xD7A4)]


def site(pages: int, rare: int) -> list[frozenset[str]]:
    """Pages of a site: 300 of the 600 commonest letters on each, and `rare` others."""
    return [
        frozenset(HANGUL[(page * 7 + 2 * at) % 600] for at in range(300))
        | {HANGUL[600 + (page * 1237 + at * 531) % 3400] for at in range(rare)}
        for page in range(pages)
    ]


def cut(pages: Sequence[frozenset[str]], spare: frozenset[str] = frozenset()) -> list[str]:
    """The pieces, which have each character once."""
    made = pieces(pages, spare)
    whole = "".join(made)
    assert len(whole) == len({*whole})
    assert {*whole} == frozenset().union(spare, *pages)
    return made


@pytest.mark.parametrize("pages", [1, 8, 9, 60, 300])
def test_sizes(pages: int) -> None:
    """A small site has one file; else only the last of a kind may be far smaller than usual."""
    made = cut(site(pages, 20), frozenset(HANGUL[:3000]))
    shown = len(frozenset().union(*site(pages, 20)))
    if pages <= 8:
        assert len(made[0]) == shown
        made = made[1:]
    else:
        assert len(made[0]) >= COMMON_LETTERS * 0.9
    assert all(len(piece) <= 1.5 * SPARE_LETTERS for piece in made[1:])
    assert sum(len(piece) < 0.75 * PIECE_LETTERS for piece in made[1:]) <= 2


def test_a_new_letter_changes_its_own_piece() -> None:
    """Written anywhere, into the text or into what scripts may show; the others keep what they have."""
    pages, spare = site(60, 20), frozenset(HANGUL[:3000])
    known = {*cut(pages, spare)}
    fresh = sorted(frozenset(HANGUL).difference(spare, *pages))
    changed = []
    for number, letter in enumerate(fresh[:: len(fresh) // 12]):
        at = number % len(pages)
        changed.append(len({*cut([*pages[:at], pages[at] | {letter}, *pages[at + 1 :]], spare)} - known))
        changed.append(len({*cut(pages, spare | {letter})} - known))
    assert sum(changed) <= 1.2 * len(changed)


def test_pieces_of_han_hold_fewer() -> None:
    """Their outlines take more room; a text may be of them alone."""
    han = frozenset(chr(code) for code in range(0x4E00, 0x4E00 + 2000))
    made = cut([frozenset("가나")] * 20, han)
    assert max(map(len, made)) <= SPARE_LETTERS * 1.5 / 3
    assert min(map(len, made[1:])) >= SPARE_LETTERS * 0.25 / 3


def test_nothing_makes_nothing() -> None:
    """A site without pages, and pages without letters."""
    assert cut([]) == cut([frozenset()]) == []
