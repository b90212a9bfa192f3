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
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Name:
    lower: str
    pattern: re.Pattern[str]
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
                self._by_start.setdefault(shown[:length], []).append(_compiled(words, names[name]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and anchor of each term in `text`; none overlaps another."""
        runs = [(run.start(), run.end()) for run in _SPACES.finditer(text)]
        if all(end - start == 1 for start, end in runs):
            yield from self._find(text)
            return
        inside = {at for start, end in runs for at in range(start + 1, end)}
        places = [at for at in range(len(text)) if at not in inside]
        for start, end, anchor in self._find("".join(text[at] for at in places)):
            yield places[start], places[end - 1] + 1, anchor

    def _find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The same for a text without two spaces in a row."""
        end, lower = 0, _lower(text)
        for start in _START.finditer(text):
            at = start.start()
            if at < end:
                continue
            for length in _STARTS:
                named = self._by_start.get(lower[at : at + length], ())
                likely = (name for name in named if lower.startswith(name.lower, at))
                match = next(((stop, name) for name in likely if (stop := _end(name, text, at))), None)
                if match:
                    end = match[0]
                    yield at, end, match[1].anchor
                    break


def _lower(text: str) -> str:
    """`text` in lower case with plain spaces, as long as it was: letters that grow stay as they are."""
    lower = _SPACES.sub(lambda run: " " * len(run.group()), text).lower()
    return lower if len(lower) == len(text) else text


def _compiled(words: str, anchor: str) -> _Name:
    parts = [_word(word) for word in words.split(" ")]
    last = words[-1]
    hangul = bool(re.match(f"[{_HANGUL}]", last))
    return _Name(
        _lower(words),
        re.compile(r"\s+".join(parts)),
        anchor,
        hangul,
        last.isalpha() and not hangul and len(words) > 2,
    )


def _word(word: str) -> str:
    """A pattern of `word`: abbreviations as they are written, others in any case."""
    text = re.escape(word)
    exact = sum(letter.isupper() for letter in word) > 1 or len(word) <= _SHORTEST
    return text if exact else f"(?i:{text})"


def _end(name: _Name, text: str, at: int) -> int:
    """Where the term that `name` means ends, begun at `at`; 0 where it is not there."""
    match = name.pattern.match(text, at)
    if not match:
        return 0
    after = match.end()
    if name.hangul:
        return after if _AFTER_HANGUL.match(text, after) else 0
    if name.plural and (plural := _PLURAL.match(text, after)):
        return plural.end()
    return after if _AFTER_LATIN.match(text, after) else 0
