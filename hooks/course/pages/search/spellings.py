"""Spellings of one word, such as ``Pod`` and ``파드``: a text that has one is found by the others too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

_HANGUL = re.compile("[가-힣]")
#: Letters by which a spelling is looked up: its first ones.
_START = 4
#: A word of keywords goes with at most so many others.
_MOST = 20


def spelling_groups(lines: Iterable[str], terms: Iterable[str] = ()) -> list[list[str]]:
    """Groups of spellings of one word: from the settings' `lines` (``Pod, 파드``), and from keywords.

    A keyword has two spellings if one follows the other in brackets, in another script: ``파드 (Pod)``. A
    word that stands beside more than `_MOST` others stands for none: pages would be found by all of these.
    """
    groups = [[word.strip() for word in line.split(",") if word.strip()] for line in lines]
    pairs: dict[tuple[str, str], None] = {}  # a course says the same in many sessions
    for term in terms:
        match = re.fullmatch(r"(.+?)[ ]*[(（]([^()（）]+)[)）]", term.strip())
        if match and bool(re.search("[가-힣]", match[1])) != bool(re.search("[가-힣]", match[2])):
            pairs[match[1].strip(), match[2].strip()] = None
    counts = Counter(word for pair in pairs for word in pair)
    groups += [[*pair] for pair in pairs if max(map(counts.__getitem__, pair)) <= _MOST]
    return groups


class Spellings:
    """Groups of spellings, looked up by how these begin: a large course has thousands of them."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._groups = [tuple(group) for group in groups]
        self._by_start: dict[str, set[int]] = {}
        for number, group in enumerate(self._groups):
            for word in group:
                self._by_start.setdefault(_folded(word)[:_START], set()).add(number)
        self._lengths = sorted({len(start) for start in self._by_start})

    def missing_in(self, text: str) -> set[str]:
        """The spellings that do not stand in `text`, of words that do.

        A Latin word counts as a whole word or its plural, a Hangul one also inside another word.
        """
        spellings: set[str] = set()
        for number in self._near(_folded(text)):
            words = self._groups[number]
            there = {word for word in words if _says(text, word)}
            if there:
                spellings.update(word for word in words if word not in there)
        return spellings

    def _near(self, text: str) -> set[int]:
        """Numbers of the groups of which a word begins somewhere in the folded `text`."""
        if len(self._by_start) < len(text):  # the fewer are looked for among the others
            return set().union(*(groups for start, groups in self._by_start.items() if start in text))
        starts = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
        return set().union(*(self._by_start[start] for start in starts & self._by_start.keys()))


class _Folds(dict[int, str]):
    """For ``str.translate``: one letter for all that ``re.IGNORECASE`` takes for the same."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code).upper().lower()[:1]
        return self[code]


_FOLDS = _Folds()


def _folded(text: str) -> str:
    return text.translate(_FOLDS)


def _says(text: str, word: str) -> bool:
    return word in text if _HANGUL.search(word) else _latin(word).search(text) is not None


@cache
def _latin(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(word)}s?(?![A-Za-z0-9])", re.IGNORECASE)
