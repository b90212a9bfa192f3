"""Week, day and number of a session: from its first heading, else from its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """Where a text says that something belongs; None for what it does not say."""

    week: int | None = None
    day: int | None = None
    number: int | None = None
    kind: str | None = None
    """``session`` or ``lab``, where it has a number as such."""

    def or_else(self, other: CoursePlace) -> CoursePlace:
        """This place, what it lacks taken from `other`."""
        ours = self.kind is not None
        return CoursePlace(
            other.week if self.week is None else self.week,
            other.day if self.day is None else self.day,
            self.number if ours else other.number,
            self.kind if ours else other.kind,
        )


class PlaceReader:
    """Reads places in the words of a course's settings."""

    def __init__(self, settings: Settings) -> None:
        self._patterns = {
            "week": _numbered(settings.week_words),
            "day": _numbered(settings.day_words),
            "session": _numbered(settings.session_words),
            "lab": _numbered(settings.lab_words),
        }

    def read(self, text: str) -> tuple[CoursePlace, str]:
        """The place that `text` states, and `text` without the part that ends with it.

        Only what comes before a colon or a dash states a place; a text of nothing else is its own name.
        """
        head = re.match(r"[^:：|]*?(?=[:：|]|\s[-–—]\s|$)", text)
        stated = head.group() if head else text
        found = {name: _find(patterns, stated) for name, patterns in self._patterns.items()}
        kind = next((name for name in ("session", "lab") if found[name]), None)
        numbers = {name: int(match["number"]) for name, match in found.items() if match}
        if not numbers:
            return CoursePlace(), text
        place = CoursePlace(numbers.get("week"), numbers.get("day"), numbers[kind] if kind else None, kind)
        last = max(match.end() for match in found.values() if match)
        rest = re.sub(r"^[\s:：|·,.\-–—]+", "", text[last:]).strip()
        return place, rest or text

    def of_path(self, uri: str) -> CoursePlace:
        """The place that the folders and the name of a file state."""
        place = CoursePlace()
        parts = PurePosixPath(uri).with_suffix("").parts
        for part in reversed(parts):
            place = place.or_else(self.read(part.replace("_", " "))[0])
        return place

    def folder(self, uri: str, level: str) -> tuple[str, int | None]:
        """The folder of `uri` that is a week's or a day's (`level`), as a URI, and its number; else empty."""
        parts = PurePosixPath(uri).parts[:-1]
        for depth, part in enumerate(parts, 1):
            match = _find(self._patterns[level], part.replace("_", " "))
            if match:
                return "/".join(parts[:depth]), int(match["number"])
        return "", None


@lru_cache(maxsize=8)
def place_reader(settings: Settings) -> PlaceReader:
    """The reader for `settings`, made once."""
    return PlaceReader(settings)


def _numbered(words: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """A word of the list beside a number, the surest reading first: ``3주차``, ``week_03``, ``3 week``."""
    some = "|".join(
        re.escape(word) for word in sorted(_spellings(words), key=lambda word: (-len(word), word))
    )
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\d.])(?P<number>\d{{1,3}})(?:{some})(?![a-z])",
            rf"(?<![^\W\d_])(?:{some})[\s_.#-]*(?P<number>\d{{1,3}})(?!\d)",
            rf"(?<![\d.])(?P<number>\d{{1,3}})\s+(?:{some})(?![a-z])",
        )
    )


def _spellings(words: Iterable[str]) -> set[str]:
    return {spelling for word in words for spelling in (word, word.replace("_", " "))}


def _find(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)
