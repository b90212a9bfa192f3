"""The order of a glossary, and its headings: 한글 by 자모, Latin by letters, numbers as people count."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

Key = tuple[tuple[tuple[int, int, str], ...], str]
#: Doubled consonants, which a Korean dictionary lists with the single ones; and how its headings show those.
_DOUBLED = {"ᄁ": "ᄀ", "ᄄ": "ᄃ", "ᄈ": "ᄇ", "ᄊ": "ᄉ", "ᄍ": "ᄌ"}
_SHOWN = dict(zip("ᄀᄂᄃᄅᄆᄇᄉᄋᄌᄎᄏᄐᄑᄒ", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", strict=True))


def collation_key(term: str, scripts: Sequence[str]) -> Key:
    """A key that sorts terms; what is not a letter or number counts last, spaces first.

    `scripts` is the order of writing systems, such as ``("HANGUL", "LATIN")``, named as Unicode's character
    names begin; other letters follow these, numbers come last. Hangul is compared by its jamo, so that
    single consonants stand before their syllables.
    """
    return _key(term, tuple(scripts))


@lru_cache(maxsize=8192)
def _key(term: str, scripts: tuple[str, ...]) -> Key:
    folded = unicodedata.normalize("NFKD", term).casefold()
    letters = [letter for letter in folded if not unicodedata.combining(letter)]
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for letter in [*letters, ""]:
        if letter.isdecimal():
            digits += letter
            continue
        if digits:
            parts.append((len(scripts) + 2, int(digits[:1000]), digits))
            digits = ""
        if letter.isalnum():
            parts.append((_script_rank(letter, scripts), 0, letter))
        elif letter.isspace() and parts:
            parts.append((0, 0, " "))
    return tuple(parts), term


def initial(term: str) -> str:
    """The heading of the glossary that `term` belongs under: a consonant, a letter, or ``#`` for the rest."""
    for letter in unicodedata.normalize("NFKD", term).upper():
        if letter.isalnum():
            if letter.isalpha():
                consonant = _DOUBLED.get(letter, letter)
                return _SHOWN.get(consonant, consonant)
            return "#"
    return "#"


@lru_cache(maxsize=4096)
def _script_rank(letter: str, scripts: tuple[str, ...]) -> int:
    """1 for the first of `scripts` and so on; then other letters, then other numbers."""
    if not letter.isalpha():
        return len(scripts) + 2
    script = unicodedata.name(letter, "?").split()[0]
    return scripts.index(script) + 1 if script in scripts else len(scripts) + 1
