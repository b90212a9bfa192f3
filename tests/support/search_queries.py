"""Queries drawn at random from a course's headings, with the pages they are right for.

A query is right for every page that has its words in a heading, however they are written there: with a
particle, in a compound, apart or as one. This knows nothing of how the search takes texts apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

#: Kinds of queries: a noun as it stands, with a particle, two as one, two apart, the end of a compound.
KINDS = ("bare", "particle", "joined", "spaced", "part")
#: Particles behind a closed syllable, and behind an open one.
_PARTICLES = (
    ("은", "이", "을", "과", "으로", "의", "에서", "에서는", "까지", "만", "도", "에서만"),
    ("는", "가", "를", "와", "로", "의", "에서", "에서는", "까지", "만", "도", "까지도"),
)
_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z0-9]*")
#: Two words with one space between them.
_PAIR = re.compile(rf"(?<!\S)({_WORD.pattern}) (?=({_WORD.pattern}))")
_HANGUL = re.compile("[가-힣]")
_HUMPS = re.compile(r"[A-Z][a-z0-9]{2,}")
#: Endings that make a word in a heading no noun.
_NO_NOUN = re.compile(
    r"(?:는|은|을|를|이|가|의|에|로|와|과|도|만|나|지|고|면|게|서|한|할|된|될|란|까|요|다|기|음|함|해|히|적|때|들|며|인|든|려|라|자)$"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A query with its kind and the pages it is right for."""

    text: str
    kind: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, by the page's address."""

    page: str
    text: str


def draw_queries(
    headings: Sequence[Heading], words: Iterable[str], seed: int, count: int = 80
) -> list[Drawn]:
    """`count` queries of each kind, or as many as the headings have; the same for the same `seed`.

    `words`: texts of the course; what ends a compound is a word only if it is one there.
    """
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    closed = [(heading.page, heading.text.lower()) for heading in headings]
    queries = []
    for kind, texts in _all_texts(headings, words, rng).items():
        chosen = sorted(texts)
        rng.shuffle(chosen)
        queries += [_drawn(kind, query, words, closed) for query, words in chosen[:count]]
    return queries


def _drawn(kind: str, query: str, words: tuple[str, ...], headings: Iterable[tuple[str, str]]) -> Drawn:
    has = _has_as_one(words) if kind == "joined" else _has_all(words)
    return Drawn(query, kind, frozenset(page for page, text in headings if has(text)))


def _has_all(words: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a heading has all words: Hangul anywhere, others where a word or a part of one begins."""
    lowered = [word.lower() for word in words]
    return lambda text: all(word in text for word in lowered)


def _has_as_one(words: tuple[str, ...]) -> Callable[[str], bool]:
    joined = "".join(words).lower()
    return lambda text: joined in re.sub(r"[\s\-·/]+", "", text)


def _all_texts(
    headings: Sequence[Heading], texts: Iterable[str], rng: random.Random
) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """Every query that could be drawn, with the words it stands for, by kind."""
    known = {word for text in texts for word in _WORD.findall(text)}
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {kind: set() for kind in KINDS}
    for word in sorted({word for heading in headings for word in _WORD.findall(heading.text)}):
        if _is_noun(word):
            found["bare"].add((word, (word,)))
            found["particle"].add((word + rng.choice(_PARTICLES[_is_open(word)]), (word,)))
            found["part"] |= {(part, (part,)) for part in _parts(word, known)}
    for heading in headings:
        for one, two in _PAIR.findall(heading.text):
            if _is_noun(one) and _is_noun(two):
                found["joined"].add((one + two, (one, two)))
                found["spaced"].add((f"{one} {two}", (one, two)))
    return found


def _is_noun(word: str) -> bool:
    return len(word) > (1 if _HANGUL.match(word) else 2) and not _NO_NOUN.search(word)


def _is_open(word: str) -> bool:
    """Whether the last syllable ends with a vowel; a Latin word is taken so by its last letter."""
    last = word[-1]
    return (ord(last) - ord("가")) % 28 == 0 if _HANGUL.match(last) else last in "aeiouy"


def _parts(word: str, known: Collection[str]) -> Iterable[str]:
    """Ends of a compound that are words of their own, and the parts of CamelCase but the first."""
    if _HANGUL.match(word):
        return [word[at:] for at in range(2, len(word) - 1) if word[at:] in known and _is_noun(word[at:])]
    return _HUMPS.findall(word)[1:] if len(_HUMPS.findall(word)) > 1 else []
