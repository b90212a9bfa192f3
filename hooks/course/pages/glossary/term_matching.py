"""Finds glossary terms in a text: the longest first, never inside another word.

A Korean term may have particles behind it, a Latin one a plural's ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course.pages.particles import COMPOUNDS, FURTHER, PARTICLES

_NOUN_ENDINGS = "|".join((*(each for each in PARTICLES if each not in COMPOUNDS), *FURTHER))
#: What may follow a Korean noun without making it another word: particles, 이다, 하다/되다.
_PARTICLE = (
    "(?:들|님)?(?:끼리|마다|씩)?"
    f"(?:{_NOUN_ENDINGS}|"
    "입니다|이다|다|인|이에요|예요|이었|였|임|"
    "하[가-힣]*|한|할|함|합니다|해|했[가-힣]*|되[가-힣]*|된|될|됨|됩니다|돼[가-힣]*|시키[가-힣]*|시킨|시킬)?"
    "(?:는|은|도|만|의|까지|부터|서|써|요|지|니다|다|이|가|를|을)?"
)
_HANGUL = "가-힣ᄀ-ᇿㄱ-ㆎ"
_AFTER_HANGUL = re.compile(rf"{_PARTICLE}(?![{_HANGUL}])")
_AFTER_LATIN = re.compile(rf"(?![^\W{_HANGUL}])(?![-.&@][^\W{_HANGUL}])")
_PLURAL = re.compile(rf"(?:e?s|['’]s)(?![^\W{_HANGUL}])(?![-.][^\W{_HANGUL}])")
#: Where a term may begin, by what stands before it: a letter of another script does not hide it.
_START = re.compile(
    rf"(?<![{_HANGUL}])(?=[{_HANGUL}])"
    rf"|(?<![^\W{_HANGUL}])(?<![^\W{_HANGUL}][-.&@])(?=[^\W{_HANGUL}])"
    r"|(?<!\S)(?=[^\w\s])"
)
_SHORTEST = 2
#: Names are looked up by this many of their first characters, the most that they have.
_STARTS = (12, 6, _SHORTEST)
_SPACES, _SPACES_IN_A_ROW, _OTHER_SPACE = re.compile(r"\s+"), re.compile(r"\s\s"), re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class _Name:
    lower: str
    exact: tuple[tuple[int, str], ...]
    """Its abbreviations, each with where it begins: they are found only as they are written."""
    anchor: str
    hangul: bool
    plural: bool


class TermFinder:
    """Finds terms in a text."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: every spelling of every term → the term's anchor."""
        self._by_start: dict[str, list[_Name]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            words = " ".join(name.split())
            shown = _lower(words)
            length = next((length for length in _STARTS if len(shown) >= length), 0)
            if length and len(words) >= _SHORTEST:
                self._by_start.setdefault(shown[:length], []).append(_named(words, names[name]))
        self._first_letters = {start[:_SHORTEST] for start in self._by_start}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and anchor of each term in `text`; none overlaps another."""
        if not _SPACES_IN_A_ROW.search(text):
            yield from self._find(text)
            return
        runs = [(run.start(), run.end()) for run in _SPACES.finditer(text)]
        inside = {at for start, end in runs for at in range(start + 1, end)}
        places = [at for at in range(len(text)) if at not in inside]
        for start, end, anchor in self._find("".join(text[at] for at in places)):
            yield places[start], places[end - 1] + 1, anchor

    def _find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The same for a text without two spaces in a row."""
        end, lower = 0, _lower(text)
        for start in _START.finditer(text):
            at = start.start()
            if at < end or lower[at : at + _SHORTEST] not in self._first_letters:
                continue
            for name in self._beginning(lower, at):
                if stop := _end(name, text, at):
                    end = stop
                    yield at, end, name.anchor
                    break

    def _beginning(self, lower: str, at: int) -> Iterator[_Name]:
        """The names that may stand at one place in a text in lower case, the longest first."""
        for length in _STARTS:
            for name in self._by_start.get(lower[at : at + length], ()):
                if lower.startswith(name.lower, at):
                    yield name


def _lower(text: str) -> str:
    """`text` in lower case with plain spaces, as long as it was: letters that grow stay as they are."""
    spaced = _SPACES.sub(lambda run: " " * len(run.group()), text) if _OTHER_SPACE.search(text) else text
    lower = spaced.lower()
    return lower if len(lower) == len(text) else text


def _named(words: str, anchor: str) -> _Name:
    last = words[-1]
    hangul = bool(re.match(f"[{_HANGUL}]", last))
    plural = last.isalpha() and not hangul and len(words) > 2
    exact = ((run.start(), run[0]) for run in re.finditer(r"\S+", words) if _is_exact(run[0]))
    return _Name(_lower(words), tuple(exact), anchor, hangul, plural)


def _is_exact(word: str) -> bool:
    """Whether `word` is an abbreviation: others are found in any case."""
    return sum(letter.isupper() for letter in word) > 1 or len(word) <= _SHORTEST


def _end(name: _Name, text: str, at: int) -> int:
    """Where the term that `name` means ends, begun at `at`; 0 where it is not there.

    In lower case the text has the name there.
    """
    if not all(text.startswith(word, at + inside) for inside, word in name.exact):
        return 0
    after = at + len(name.lower)
    if name.hangul:
        return after if _AFTER_HANGUL.match(text, after) else 0
    if name.plural and (plural := _PLURAL.match(text, after)):
        return plural.end()
    return after if _AFTER_LATIN.match(text, after) else 0
