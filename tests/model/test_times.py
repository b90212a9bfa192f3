"""Minutes and clock times in headings and lines, and on which date a day is."""

from __future__ import annotations

import datetime

import pytest

from course.model.model import Clock
from course.model.sessions.dates import date_of
from course.model.sessions.durations import time_reader
from course.settings.course_settings import Settings

READER = time_reader(Settings())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("50분", 50),
        ("90 min", 90),
        ("1시간", 60),
        ("1.5시간", 90),
        ("1시간 30분", 90),
        ("약 20분", 20),
        ("~ 20분", 20),
        ("⏰ 20분", 20),
        ("🕐 20분", 20),
        ("🕧20분", 20),
        ("24시간", 1440),
        ("1440분", 1440),
        ("1441분", None),
        ("0분", None),
        ("20분 만에", None),
        ("20 ms", None),
        ("분", None),
    ],
)
def test_a_duration(text: str, minutes: int | None) -> None:
    """The whole of a text, in hours or minutes, up to a day; clock faces before it do not count."""
    assert READER.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00-09:50", 540, 590),
        ("9:00 ~ 10:00", 540, 600),
        ("오전 09:00 - 오후 01:30", 540, 810),
        ("오후 1:00-2:00", 780, 840),
        ("11:30-1:00", 690, 780),
        ("12:00-13:00", 720, 780),
        ("11:00-12:00", 660, 720),
        ("오후 12:00-1:00", 720, 780),
        ("오전 12:00-1:00", 0, 60),
        ("1:00 PM - 2:30 PM", 780, 870),
        ("23:30-00:20", 1410, 1460),
        ("23:00-24:00", 1380, 1440),
        ("00:00-01:00", 0, 60),
    ],
)
def test_a_time_from_and_to(text: str, start: int, end: int) -> None:
    """In minutes from midnight: by the half of the day that is said, else by what comes next on the clock."""
    assert READER.line(text).clock == Clock(start, end)


@pytest.mark.parametrize(
    "text",
    ["24:30-25:00", "09:60-10:00", "24:01-24:30", "09:00-09:00", "v1.09:00-09:50", "09:00", "10:00-11:00:30"],
)
def test_what_is_no_time(text: str) -> None:
    """Hours and minutes that no clock shows, no time between two, versions, one time alone, seconds."""
    assert READER.line(text).clock is None


@pytest.mark.parametrize(
    ("text", "title", "minutes", "clock"),
    [
        ("이론 (50분)", "이론", 50, None),
        ("이론 [50분] 뒤", "이론 뒤", 50, None),
        ("이론 - 50분", "이론", 50, None),
        ("이론: 50분", "이론", 50, None),
        ("이론 ⏰ 50분", "이론", 50, None),
        ("이론 (10분 + 5분)", "이론", 15, None),
        ("이론 (10-15분)", "이론 (10-15분)", None, None),
        ("5분 만에 배우기", "5분 만에 배우기", None, None),
        ("이론 (09:00-09:50)", "이론", None, Clock(540, 590)),
        ("이론 (09:00-09:50, 50분)", "이론", 50, Clock(540, 590)),
        ("이론 09:00-09:50)", "이론 )", None, Clock(540, 590)),
        ("이론 (09:00-09:50 앞", "이론 ( 앞", None, Clock(540, 590)),
        ("🕘 09:00-09:50 | 이론", "🕘 | 이론", None, Clock(540, 590)),
        ("이론 🕘", "이론 🕘", None, None),
        ("이론 (하나) (50분) (둘)", "이론 (하나) (둘)", 50, None),
    ],
)
def test_the_time_of_a_heading(text: str, title: str, minutes: int | None, clock: Clock | None) -> None:
    """It is taken out of the title, with the brackets and marks that held it and nothing else."""
    timing = READER.heading(text)
    assert (timing.text, timing.minutes, timing.clock) == (title, minutes, clock)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("총 90분 (이론 40분)", 90),
        ("09:00-09:50 (50분)", 50),
        ("글 40분, 50분", 50),
        ("10, 15분", None),
        ("글", None),
    ],
)
def test_the_minutes_of_a_line(text: str, minutes: int | None) -> None:
    """Those outside of brackets first, else those inside; a number alone is half of a range."""
    assert READER.line(text).minutes == minutes


START = datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("week", "day", "start", "date"),
    [
        (1, 1, START, START),
        (1, 5, START, datetime.date(2026, 3, 6)),
        (3, 1, START, datetime.date(2026, 3, 16)),
        (3, 2, START, datetime.date(2026, 3, 17)),
        (None, 1, START, None),
        (1, None, START, None),
        (1, 1, None, None),
        (10**9, 1, START, None),
    ],
)
def test_the_date_of_a_day(
    week: int | None, day: int | None, start: datetime.date | None, date: datetime.date | None
) -> None:
    """Week 1 day 1 is the start; every week begins seven days later; what is not known has no date."""
    assert date_of(week, day, start) == date
