"""How the characters of a site are shared out to font files."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from course.fonts.pieces import COMMON_LETTERS, PIECE_LETTERS, SPARE_LETTERS, pieces, unicode_range

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


def test_pieces_hold_each_character_once() -> None:
    """First comes what many pages share, then each page's own in their order, then what may be needed."""
    pages = [frozenset("가나" + chr(0xB000 + number)) for number in range(801)]
    parts = pieces(pages, frozenset("가힣"))
    assert parts[0] == "가나"
    assert parts[1][0] == chr(0xB000)
    assert sum(map(len, parts[1:3])) == 800
    assert all(300 <= len(part) <= 500 for part in parts[1:3])
    assert parts[3:] == ["힣"]
    assert sorted("".join(parts)) == sorted(frozenset("힣").union(*pages))


def test_a_page_of_ordinary_text_needs_two_pieces() -> None:
    """All in one where a site has few characters; else one with the commonest, and one of the rest.

    Han, whose glyphs are larger, are fewer in a piece.
    """
    few = [frozenset(map(chr, range(0xAC00 + number, 0xAC00 + number + 400))) for number in range(100)]
    assert len(pieces(few, frozenset())) == 1
    chance = random.Random(14)  # noqa: S311 - no secret
    syllables = [chr(0xAC00 + 11 * number) for number in range(900)]
    rarity = [1 / (1 + number) for number in range(900)]
    pages = [frozenset(chance.choices(syllables, rarity, k=1500)) for _ in range(200)]
    parts = pieces(pages, frozenset())
    assert max(sum(not page.isdisjoint(part) for part in parts) for page in pages) == 2
    han = [
        frozenset(map(chr, range(0x4E00 + 40 * number, 0x4E00 + 40 * number + 40))) for number in range(20)
    ]
    assert max(map(len, pieces(han, frozenset()))) < 200


def test_unicode_range_joins_neighbours() -> None:
    """Neighbours become one range, single characters stay by themselves."""
    assert unicode_range("다ABCz") == "U+41-43,U+7A,U+B2E4"
