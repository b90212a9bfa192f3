"""Minutes and clock times, as lecturers write them in headings and in the session's own lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from course.model.model import Clock, clock_time
from course.settings.course_settings import Settings

_DAY_MINUTES = 24 * 60
_BRACKETS = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]*)[)\]）］】]")
_CLOCK_FACES = (
    "".join(map(chr, (0x231A, 0x231B, *range(0x23F0, 0x23F4), *range(0x1F550, 0x1F568)))) + "\ufe0f"
)
_JOINTS = re.compile(r"\s*[,，·|/;:]\s*|\s+[-–—]\s+")
_EDGES = re.compile(rf"^[\s:：|·,\-–—]+|[\s:：|·,\-–—{_CLOCK_FACES}]+$")
#: A mark, such as a dash, that may stand before the minutes at a heading's end.
_BEFORE_THE_END = re.compile(rf"(?:\s[-–—|·]\s|[:：]|[{_CLOCK_FACES}])\s*(?=[^-–—|·:：{_CLOCK_FACES}]+$)")


@dataclass(frozen=True, slots=True)
class Timing:
    """The time that a text states, and the text without it."""

    text: str
    """The text without the time."""
    minutes: int | None
    """Whole minutes, as stated; None where the text states none, or only a clock time."""
    clock: Clock | None


class TimeReader:
    """Reads times in the words of a course's settings."""

    def __init__(self, settings: Settings) -> None:
        self._clock = re.compile(_clock_pattern(settings), re.IGNORECASE)
        self._duration = re.compile(_duration_pattern(settings), re.IGNORECASE)
        self._late = frozenset(word.lower() for word in settings.afternoon_words)
        self._early = frozenset(word.lower() for word in settings.morning_words)

    def heading(self, text: str) -> Timing:
        """The time of a heading: minutes in brackets, after a clock face, or at its end after a dash.

        Minutes in a sentence (``5분 만에 배우기``) or a range (``10-15분``) do not count.
        """
        rest, clock = self._without_clock(text)
        for group in reversed(list(_BRACKETS.finditer(rest))):
            minutes = self._stated(group[1])
            if minutes is not None:
                return Timing(_tidy(rest[: group.start()] + rest[group.end() :]), minutes, clock)
        match = _BEFORE_THE_END.search(rest)
        minutes = self.minutes(rest[match.end() :]) if match else None
        if match and minutes is not None:
            return Timing(_tidy(rest[: match.start()]), minutes, clock)
        return Timing(_tidy(rest) if clock else text.strip(), None, clock)

    def line(self, text: str) -> Timing:
        """The time of a line about time: ``09:00-09:50 (50분)``, ``50분``, ``총 90분 (이론 40분)``."""
        rest, clock = self._without_clock(text)
        outside = _BRACKETS.sub(" ", rest)
        inside = [group[1] for group in _BRACKETS.finditer(rest)]
        stated = (minutes for part in (outside, *inside) if (minutes := self._stated(part)) is not None)
        return Timing(rest, next(stated, None), clock)

    def with_clock(self, text: str, clock: Clock) -> str:
        """`text` with `clock` in place of its first from–to time."""
        for match in self._clock.finditer(text):
            if self._clock_of(match):
                times = f"{clock_time(clock.start)}-{clock_time(clock.end)}"
                return text[: match.start()] + times + text[match.end() :]
        return text

    def minutes(self, text: str) -> int | None:
        """The minutes of `text`, if all of it is a duration: ``1시간 30분``, ``약 20분``."""
        match = self._duration.fullmatch(text.strip(f" \t{_CLOCK_FACES}"))
        if match is None:
            return None
        if match["hours"]:
            whole = round(float(match["hours"]) * 60) + int(match["rest"] or 0)
        else:
            whole = int(match["minutes"])
        return whole if 0 < whole <= _DAY_MINUTES else None

    def _stated(self, text: str) -> int | None:
        """Minutes that a bracket or a line states: its first part that is a duration, or a sum."""
        for part in _JOINTS.split(text):
            if part.strip().isdecimal():
                return None  # the first half of a range
            added = [self.minutes(summand) for summand in part.split("+")]
            if all(minutes is not None for minutes in added):
                return sum(minutes for minutes in added if minutes is not None)
        return None

    def _without_clock(self, text: str) -> tuple[str, Clock | None]:
        """`text` without its first from–to time, and that time."""
        for match in self._clock.finditer(text):
            clock = self._clock_of(match)
            if clock:
                before, after = text[: match.start()], text[match.end() :]
                if before.rstrip().endswith(("(", "[", "（")) and after.lstrip().startswith((")", "]", "）")):
                    before, after = before.rstrip()[:-1], after.lstrip()[1:]
                return before + after, clock
        return text, None

    def _clock_of(self, match: re.Match[str]) -> Clock | None:
        first = self._half(match["half1"], match["half1b"])
        second = self._half(match["half2"], match["half2b"]) or first
        start = _day_minute(match["h1"], match["m1"], first)
        end = _day_minute(match["h2"], match["m2"], second)
        if start is None or end is None or start == end:
            return None
        if end < start:
            end += _DAY_MINUTES // 2 if start < end + _DAY_MINUTES // 2 <= _DAY_MINUTES else _DAY_MINUTES
        return Clock(start, end)

    def _half(self, *day_words: str | None) -> str | None:
        words = [word.lower() for word in day_words if word]
        if any(word in self._late for word in words):
            return "late"
        return "early" if any(word in self._early for word in words) else None


@lru_cache(maxsize=8)
def time_reader(settings: Settings) -> TimeReader:
    """The TimeReader for `settings`; the same one each time."""
    return TimeReader(settings)


def _day_minute(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half == "late" and hours < 12:
        hours += 12
    if half == "early" and hours == 12:
        hours = 0
    return (
        hours * 60 + minutes
        if hours <= 24 and minutes < 60 and hours * 60 + minutes <= _DAY_MINUTES
        else None
    )


def _tidy(text: str) -> str:
    """`text` without the marks left at its edges when a time was taken out of it."""
    return " ".join(_EDGES.sub("", text).split())


def _any(words: Iterable[str]) -> str:
    return "|".join(_word(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _word(word: str) -> str:
    """A pattern for `word`; Latin letters may not go on, so that ``m`` is not ``ms``."""
    escaped = re.escape(word)
    return rf"{escaped}(?![a-z])" if word[-1:].isascii() and word[-1:].isalpha() else escaped


def _clock_pattern(settings: Settings) -> str:
    half = _any([*settings.morning_words, *settings.afternoon_words])

    def time(number: int) -> str:
        return (
            rf"(?:(?P<half{number}>{half})\s*)?(?P<h{number}>\d{{1,2}}):(?P<m{number}>\d{{2}})"
            rf"(?:\s*(?P<half{number}b>{half}))?"
        )

    return rf"(?<![\d:.]){time(1)}\s*[-–—~∼〜～→]\s*{time(2)}(?![\d:.]*\d)"


def _duration_pattern(settings: Settings) -> str:
    hours, minutes = _any(settings.hour_words), _any(settings.minute_words)
    before = rf"(?:(?:{_any(settings.duration_words)}|[~≈])\s*)*"
    return (
        rf"{before}(?:(?P<hours>\d{{1,2}}(?:\.\d)?)\s*(?:{hours})"
        rf"(?:\s*(?P<rest>\d{{1,3}})\s*(?:{minutes}))?|(?P<minutes>\d{{1,4}})\s*(?:{minutes}))"
    )
