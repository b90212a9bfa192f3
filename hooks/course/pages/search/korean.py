"""Korean words as students search for them: without particles, and inside compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from course.pages.particles import PARTICLES

_PARTICLE = "|".join(PARTICLES)
_BEHIND_NOUN = re.compile(rf"(?<=[가-힣]{{2}})(?:{_PARTICLE})$")
#: How verbs and adjectives end: nobody searches for the rest of one.
_PREDICATE = re.compile(
    r"(?:니다|니까|세요|어요|아요|나요|까요|하고|하며|하면|하여|해서|해야|하는|하기|하지|하게|하도록|되고|되며|되면|되어|되는"
    r"|(?<=[가-힣]{2})(?:된|한|할|될)|있는|있고|없는|없이|않는|않고|않게|않은)$"
)
_WORD = re.compile(r"[가-힣]+")
_LONG = 5
#: No compound is longer; what is, such as a line without spaces, would only slow a build.
_LONGEST = 40

#: The pattern that parts a particle from its noun and Hangul from Latin: the end of mkdocs.yml's
#: ``plugins.search.separator``, behind the marks between words.
SEPARATOR = (
    rf"(?<=[가-힣]{{2}}|[A-Za-z0-9])(?:{_PARTICLE})(?![가-힣])"
    r"|(?<=[A-Za-z0-9])(?=[가-힣])|(?<=[가-힣])(?=[A-Za-z0-9])"
)


def stem(word: str) -> str:
    """A Hangul word without its particle, provided that two syllables or more are left."""
    return _BEHIND_NOUN.sub("", word)


def nouns(text: str) -> list[str]:
    """The Hangul words of `text` without particles, in order; verbs and overlong words are left out."""
    words = (word for word in _WORD.findall(text) if len(word) <= _LONGEST)
    return [stem(word) for word in words if not _PREDICATE.search(word)]


@dataclass(frozen=True)
class Vocabulary:
    """The Hangul words of a whole course, by which its compounds are known."""

    words: frozenset[str]
    """Every word, without a particle."""
    beginnings: frozenset[str]
    """Every beginning of a word, of two syllables or more."""

    def parts(self, word: str) -> set[str]:
        """The later parts of a compound word: ``정책`` in ``네트워크정책``.

        The search only finds beginnings of words; with these parts indexed it finds the others too. A word is
        split behind a word of the course, or before the beginning of one; a long word without such a place
        is split before its last two syllables.
        """
        endings: set[str] = set()
        starts = {0}
        for start in range(len(word)):
            if start not in starts:
                continue
            further = {at for at in range(start + 2, len(word) - 1) if self._parts_at(word, start, at)}
            endings |= {word[at:] for at in further}
            endings |= {word[-2:]} if not further and len(word) - start >= _LONG else set()
            starts |= further
        return endings

    def _parts_at(self, word: str, start: int, at: int) -> bool:
        """Whether what begins at `start` may be taken apart at `at`."""
        return word[start:at] in self.words or word[at:] in self.beginnings


def read_vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of a course's `texts`."""
    words = frozenset(word for text in texts for word in nouns(text) if len(word) > 1)
    beginnings = frozenset(word[:end] for word in words for end in range(2, len(word) + 1))
    return Vocabulary(words, beginnings)


def spellings_in(text: str, groups: Iterable[Iterable[str]]) -> set[str]:
    """The spellings that do not stand in `text`, of words that do; a group is the spellings of one word.

    A Latin word counts as a whole word or its plural, a Hangul one also inside another word.
    """
    spellings: set[str] = set()
    for group in groups:
        words = list(group)
        there = {word for word in words if _says(text, word)}
        if there:
            spellings.update(word for word in words if word not in there)
    return spellings


def _says(text: str, word: str) -> bool:
    if _WORD.search(word):
        return word in text
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}s?(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
