"""Reads the week, day and number of a session from its first heading, else from its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """The place in the course that a text states: week, day, number; None for what it does not state."""

    week: int | None = None
    day: int | None = None
    number: int | None = None
    kind: str | None = None
    """``session`` or ``lab``, whichever `number` counts; None without a number."""

    def or_else(self, other: CoursePlace) -> CoursePlace:
        """This place, with what it does not state taken from `other`."""
        has_number = self.kind is not None
        return CoursePlace(
            other.week if self.week is None else self.week,
            other.day if self.day is None else self.day,
            self.number if has_number else other.number,
            self.kind if has_number else other.kind,
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
        """The place that `text` states, and the name behind it: ``3주차 2일차: CNI`` has the name ``CNI``.

        Only what comes before a colon or a dash states a place; without a name behind, `text` is the name.
        """
        head = re.match(r"[^:：|]*?(?=[:：|]|\s[-–—]\s|$)", text)
        stated = head.group() if head else text
        matches = {name: _find(patterns, stated) for name, patterns in self._patterns.items()}
        kind = next((name for name in ("session", "lab") if matches[name]), None)
        numbers = {name: int(match["number"]) for name, match in matches.items() if match}
        if not numbers:
            return CoursePlace(), text
        place = CoursePlace(numbers.get("week"), numbers.get("day"), numbers[kind] if kind else None, kind)
        last = max(match.end() for match in matches.values() if match)
        rest = re.sub(r"^[\s:：|·,.\-–—]+", "", text[last:]).strip()
        return place, rest or text

    def of_path(self, uri: str) -> CoursePlace:
        """The place that a file's name and folders state; a name says more than the folder around it."""
        place = CoursePlace()
        parts = PurePosixPath(uri).with_suffix("").parts
        for part in reversed(parts):
            place = place.or_else(self.read(part.replace("_", " "))[0])
        return place

    def folder(self, uri: str, level: str) -> tuple[str, int | None]:
        """URI and number of the folder of `uri` that is a week's or a day's; empty and None without one.

        `level` is ``week`` or ``day``.
        """
        parts = PurePosixPath(uri).parts[:-1]
        for depth, part in enumerate(parts, 1):
            match = _find(self._patterns[level], part.replace("_", " "))
            if match:
                return "/".join(parts[:depth]), int(match["number"])
        return "", None


@lru_cache(maxsize=8)
def place_reader(settings: Settings) -> PlaceReader:
    """The PlaceReader for `settings`; the same one each time."""
    return PlaceReader(settings)


def _numbered(words: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns for a number beside one of `words`, the surest first: ``3주차``, ``week_03``, ``3 week``."""
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
