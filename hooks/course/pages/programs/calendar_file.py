"""``course.ics``: the sessions of a course that has a start date, for calendars. Source: RFC 5545."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import quote
from zoneinfo import ZoneInfo

from course.model.model import Course, Session
from course.model.sessions.dates import date_of
from course.pages.programs.course_json import CourseSite
from course.settings.course_settings import Settings

_UTC = datetime.timezone.utc


def render_calendar(course: Course, site: CourseSite, settings: Settings, stamp: datetime.date) -> str:
    """A calendar with every session that has a date and clock times; `stamp` is the day it is made.

    Times are converted from the time zone of `settings` to UTC, so that no program needs to know the zone.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//course site//course.ics//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(site.title)}", f"X-WR-TIMEZONE:{settings.time_zone}"]
    for week in course.weeks:
        for day in week.days:
            date = date_of(week.number, day.number, settings.start_date)
            for session in day.sessions:
                if date and session.clock:
                    lines += _event(session, date, site, settings, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(
    session: Session, date: datetime.date, site: CourseSite, settings: Settings, stamp: datetime.date
) -> Iterator[str]:
    assert session.clock is not None  # noqa: S101 - the caller has seen that it is there
    zone = ZoneInfo(settings.time_zone)
    yield "BEGIN:VEVENT"
    # With the term's start: the same session of a later term is another event, beside that of this one.
    yield f"UID:{settings.start_date:%Y%m%d}-{quote(site.url + session.uri, safe='')}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    for name, minutes in (("DTSTART", session.clock.start), ("DTEND", session.clock.end)):
        yield f"{name}:{_moment(date, minutes, zone):%Y%m%dT%H%M%SZ}"
    yield f"SUMMARY:{_text(session.title)}"
    if settings.location:
        yield f"LOCATION:{_text(settings.location)}"
    if session.goal:
        yield f"DESCRIPTION:{_text(session.goal.text)}"
    if site.url:
        yield f"URL:{site.url}{quote(site.pages.get(session.uri, ''), safe='/%')}"
    if settings.alarm_minutes is not None:
        yield from _alarm(session.title, settings.alarm_minutes)
    yield "END:VEVENT"


def _alarm(title: str, minutes: int) -> Iterator[str]:
    """An alarm that shows `title` so many minutes before the beginning."""
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(title)}")
    yield f"TRIGGER:-PT{minutes}M"
    yield "END:VALARM"


def _moment(date: datetime.date, minutes: int, zone: ZoneInfo) -> datetime.datetime:
    """The moment in UTC when clocks in `zone` show `minutes` after midnight of `date`."""
    day = date + datetime.timedelta(days=minutes // 1440)
    shown = datetime.time(minutes // 60 % 24, minutes % 60)
    return datetime.datetime.combine(day, shown, tzinfo=zone).astimezone(_UTC)


def _text(text: str) -> str:
    """`text` escaped as a value of iCalendar."""
    return re.sub(r"([\\;,])", r"\\\1", " ".join(text.split()))


def _folded(line: str) -> Iterator[str]:
    """`line` in pieces of at most 75 bytes, no character cut; all but the first begin with a space."""
    piece, size = "", 0
    for character in line:
        length = len(character.encode())
        if size + length > 75:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + length
    yield piece
