"""Sessions -> Course: weeks, days, and the order they are taught in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from course.kept import Store
from course.markdown.files.navigation import natural_key
from course.markdown.files.source import Source
from course.model.model import Course, Day, Session, Week
from course.model.sessions.kept_sessions import kept_session
from course.model.sessions.places import place_reader
from course.settings.course_settings import Settings

_LAST = 10**6
_LAB = re.compile(r"(?i)(?<![a-z])labs?(?![a-z])|실습")
#: What the names of a day's pages say besides sessions, in the order in which they are taught.
_PARTS = (
    re.compile(r"(?i)hands?[-_ ]?on|핸즈온"),
    _LAB,
    re.compile(r"(?i)challenges?(?![a-z])|챌린지|도전"),
)


def parse_course(sources: Iterable[Source], settings: Settings, kept: Store | None = None) -> Course:
    """The course that the sessions among `sources`, the pages of a docs folder, make.

    `kept` has those that were parsed before.
    """
    parsed = (kept_session(source, settings, kept) for source in sources)
    return arrange([session for session in parsed if session], settings)


def arrange(sessions: Iterable[Session], settings: Settings) -> Course:
    """The course of `sessions`, by week and day: those of one folder together, else those of one number.

    Weeks and days are in order of their numbers, those without one last; the sessions of a day by clock time,
    then sessions, hands-on pages, labs and challenges, each by number.
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
        _rank(session),
        session.number if session.number is not None else _LAST,
        natural_key(session.uri),
    )


def _rank(session: Session) -> int:
    """Which part of a day the page is, as its name says: a session, hands-on, a lab, a challenge."""
    name = PurePosixPath(session.uri).stem
    named = (rank for rank, words in enumerate(_PARTS, 1) if words.search(name))
    return next(named, 0 if session.kind == "session" else _PARTS.index(_LAB) + 1)
