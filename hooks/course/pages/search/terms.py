"""Text → the terms it is found by. searchEngine.js takes queries apart by the same rules.

Hangul, Kana and Han have no sure ends of words, so that every two neighbouring letters are a term: ``정책``
is found in ``네트워크정책`` and ``정책이란``. Other letters and digits are terms by words, in small letters,
without accents; ``HttpServerFactory`` is found by its parts too, ``v1.28.3`` by ``1.28``. A flag such as
``-it`` is a term of its own beside its word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from course.pages.particles import PARTICLES

#: Bits of a term in one text.
ENDS, BEGINS, TITLE = 1, 2, 4

#: Hangul, Kana (with 々 and ー) and Han, as a part of a character class.
LETTERS_IN_PAIRS = "가-힣々\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD_LETTER = rf"[^\W_{LETTERS_IN_PAIRS}]"
#: A number with inner marks (10.244.1.10, v1.28.3, 65,536), a run of letters in pairs, another word.
_RUN = re.compile(
    rf"{_WORD_LETTER}*\d(?:[.,:](?=\d){_WORD_LETTER}+)+|[{LETTERS_IN_PAIRS}]+|{_WORD_LETTER}+(?:\+\+|#)?"
)
_PAIRED = re.compile(rf"[{LETTERS_IN_PAIRS}]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FLAG = re.compile(r"(?<![\w-])--?[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_BEHIND_NOUN = re.compile(rf"(?<=[가-힣]{{2}})(?:{'|'.join(PARTICLES)})$")
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: So many particles stand behind one another at most: 서버에서까지도.
_CHAIN = 3
#: At most so many marks stand between two words of a title that are also looked for as one.
_GAP = re.compile(r"[\W_]{1,3}")
#: Longer words have no ends that are looked for: they are addresses and keys.
_LONGEST = 24


def plain_letters(text: str) -> str:
    """`text` with full-width letters, half-width Kana and accented letters as their plain forms."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


def noun_ends(word: str) -> list[int]:
    """Where the noun in a Hangul `word` may end: behind its last letter, and before each of its particles."""
    ends = [len(word)]
    for _ in range(_CHAIN):
        bare = _BEHIND_NOUN.sub("", word[: ends[-1]])
        if len(bare) == ends[-1]:
            break
        ends.append(len(bare))
    return ends


def terms_of(text: str) -> Iterator[tuple[str, int]]:
    """The terms of a text, each with `BEGINS` and `ENDS` where it begins and ends a word."""
    text = plain_letters(text)
    for run in _RUN.findall(text):
        yield from _run_terms(run)
    for flag in _FLAG.findall(text):
        yield flag, BEGINS | ENDS


def counted_terms(text: str) -> Iterator[tuple[str, int, int]]:
    """The same, and how often: words that stand in a text several times are taken apart once."""
    text = plain_letters(text)
    for run, count in Counter(_RUN.findall(text)).items():
        yield from ((term, bits, count) for term, bits in _run_terms(run))
    for flag in _FLAG.findall(text):
        yield flag, BEGINS | ENDS, 1


def title_terms(title: str) -> Iterator[tuple[str, int]]:
    """The terms of a title; also two of its words written as one (``hashtable``), and ends of words."""
    yield from terms_of(title)
    runs = list(_RUN.finditer(plain_letters(title)))
    for run in runs:
        word = run[0].lower()
        if _PAIRED.match(word):
            yield word[-1], ENDS
        elif len(word) <= _LONGEST:
            yield from ((word[at:], ENDS) for at in range(1, len(word) - 2))
    for one, two in pairwise(runs):
        if _GAP.fullmatch(one.string, one.end(), two.start()):
            yield from _as_one(one[0].lower(), two[0].lower())


def _as_one(one: str, two: str) -> Iterator[tuple[str, int]]:
    """Terms by which two neighbouring words are found that are written as one."""
    paired = [bool(_PAIRED.match(word)) for word in (one, two)]
    if all(paired):
        yield from ((one[end - 1] + two[0], 0) for end in noun_ends(one))
    elif not any(paired):
        yield one + two, BEGINS | ENDS


@lru_cache(maxsize=100_000)
def _run_terms(run: str) -> tuple[tuple[str, int], ...]:
    return tuple(_pairs(run) if _PAIRED.match(run) else _word_terms(run))


def _pairs(run: str) -> Iterator[tuple[str, int]]:
    if len(run) == 1:
        yield run, BEGINS | ENDS
    ends = noun_ends(run)
    for at in range(len(run) - 1):
        yield run[at : at + 2], (0 if at else BEGINS) | (ENDS if at + 2 in ends else 0)
    if len(run) > 1 and _HAN.match(run[-1]):
        yield run[-1], ENDS


def _word_terms(run: str) -> Iterator[tuple[str, int]]:
    """A word; the number in it; its parts between marks, and between small letters and capitals."""
    word = run.lower()
    yield word, BEGINS | ENDS
    number = re.search(r"\d", word)
    marked = re.split(r"[.,:]", word)
    if number and (len(marked) > 1 or word[: number.start()] == "v") and number.start():
        yield word[number.start() :], BEGINS | ENDS
    humps = _HUMP.findall(run) if run != word and run != run.upper() else []
    for parts in (marked, humps):
        if len(parts) > 1:
            last = len(parts) - 1
            yield from (
                (part.lower(), ENDS if at == last else 0) for at, part in enumerate(parts) if len(part) > 1
            )
    if word[-1] in "+#":
        yield word.rstrip("+#"), BEGINS
