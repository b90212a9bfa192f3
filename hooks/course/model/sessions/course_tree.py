"""Sessions -> Course: weeks, days, and the order they are taught in."""

from __future__ import annotations

from collections.abc import Iterable

from course.markdown.files.navigation import natural_key
from course.markdown.files.source import Source
from course.model.model import Course, Day, Session, Week
from course.model.sessions.parse import parse_session
from course.model.sessions.places import place_reader
from course.settings.course_settings import Settings

_LAST = 10**6


def parse_course(sources: Iterable[Source], settings: Settings) -> Course:
    """The course that the sessions among `sources`, the pages of a docs folder, make."""
    parsed = (parse_session(source, settings) for source in sources)
    return arrange([session for session in parsed if session], settings)


def arrange(sessions: Iterable[Session], settings: Settings) -> Course:
    """The course of `sessions`, by week and day: those of one folder together, else those of one number.

    Weeks and days are in order of their numbers, those without one last; the sessions of a day by clock time,
    then labs after sessions, then by number.
    """
    reader = place_reader(settings)
    weeks: dict[tuple[str, int | None], dict[tuple[str, int | None], list[Session]]] = {}
    for session in sessions:
        week_folder, week = reader.folder(session.uri, "week")
        day_folder, day = reader.folder(session.uri, "day")
        days = weeks.setdefault((week_folder, week if week_folder else session.week), {})
        days.setdefault((day_folder, day if day_folder else session.day), []).append(session)
    return Course(
        tuple(
            Week(number, folder, tuple(_days(days)))
            for (folder, number), days in sorted(weeks.items(), key=lambda entry: _order(entry[0]))
        )
    )


def _days(days: dict[tuple[str, int | None], list[Session]]) -> Iterable[Day]:
    for (folder, number), sessions in sorted(days.items(), key=lambda entry: _order(entry[0])):
        yield Day(number, folder, tuple(sorted(sessions, key=_session_order)))


def _order(key: tuple[str, int | None]) -> tuple[object, ...]:
    folder, number = key
    return (number if number is not None else _LAST, natural_key(folder))


def _session_order(session: Session) -> tuple[object, ...]:
    return (
        session.clock.start if session.clock else _LAST,
        session.kind != "session",
        session.number if session.number is not None else _LAST,
        natural_key(session.uri),
    )
