"""When a new session of a day can be: where its template has it, else behind the day's other sessions."""

from __future__ import annotations

from collections.abc import Sequence

from course.markdown.files.source import Source
from course.model.model import Clock, Course, Session
from course.model.sessions.course_tree import arrange
from course.model.sessions.durations import time_reader
from course.model.sessions.parse import parse_session
from course.settings.course_settings import Settings

#: Minutes between two sessions, where the day's last two do not say; longer ones, such as lunch, say nothing.
_BREAK, _LONGEST_BREAK = 10, 30
_MIDNIGHT = 24 * 60


def at_free_time(page: Source, others: Sequence[Session], settings: Settings) -> str | None:
    """The text of the new `page` with a clock time at which no session of its day is.

    None where the day has no room left. A page that states no clock time stays as it is.
    """
    new = parse_session(page, settings)
    if new is None or new.clock is None:
        return page.text
    course = arrange([*(each for each in others if each.uri != page.uri), new], settings)
    clock = _free(new, new.clock, _same_day(new, course))
    if clock is None:
        return None
    lines = page.text.split("\n")
    lines[new.time_line - 1] = time_reader(settings).with_clock(lines[new.time_line - 1], clock)
    return "\n".join(lines)


def _same_day(new: Session, course: Course) -> list[Session]:
    """The timed sessions of the day of `new`, the earliest first, without it."""
    day = next(day for day in course.days if new in day.sessions)
    timed = [each for each in day.sessions if each.clock and each is not new]
    return sorted(timed, key=lambda each: (each.clock.end, each.clock.start) if each.clock else (0, 0))


def _free(new: Session, wanted: Clock, others: Sequence[Session]) -> Clock | None:
    """The time of `new`, which would like that of its template."""
    clocks = [each.clock for each in others if each.clock]
    is_first = all((each.number or 0) > (new.number or 0) for each in others)
    if is_first and all(wanted.end <= each.start or each.end <= wanted.start for each in clocks):
        return wanted
    start = clocks[-1].end + _usual_break(clocks)
    end = start + wanted.minutes
    return Clock(start, end) if end <= _MIDNIGHT else None


def _usual_break(clocks: Sequence[Clock]) -> int:
    between = clocks[-1].start - clocks[-2].end if len(clocks) > 1 else _BREAK
    return between if 0 <= between <= _LONGEST_BREAK else _BREAK
