"""Timetables on the pages of weeks, days and the course, and the calendar of a course with a start date."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html

from course.markdown.files.source import Source
from course.markdown.html.article import Article
from course.model.model import Course as CourseOf
from course.model.sessions.course_tree import arrange, parse_course
from course.pages.programs.calendar_file import render_calendar
from course.pages.programs.course_json import CourseSite
from course.pages.sessions.timetable_html import TimetableInput, has_place, put_timetable
from course.settings.course_settings import Settings, check_settings
from support.courses import INHERIT, Course, tree
from support.search_index import read_entries
from support.words import KOREAN

SITE = CourseSite("과정; 하나, 둘", "", "ko", "https://school.example/ko/", {})


def session(number: int, time: str, name: str = "시험") -> str:
    terms = "".join(f"- **용어 {n}**: 뜻\n" for n in range(1, 11))
    info = f"**시간**: {time}\n**목표**: 목표 {number}"
    return f"# 세션 {number}: {name} & <b>\n\n{info}\n\n## 핵심 키워드\n\n{terms}"


FILES = {
    "docs/ko/index.md": "# 과정\n\n소개.\n\n<!-- timetable -->\n\n```html\n<!-- timetable -->\n```\n",
    "docs/ko/week_01/day1/session_1.md": session(1, "09:00-09:50 (50분)", "하나"),
    "docs/ko/week_01/day1/session_2.md": session(2, "10:00-10:50 (50분)"),
    "docs/ko/week_01/day1/guide.md": "# 안내\n\n글.\n",
    "docs/ko/week_01/day2/README.md": "# 둘째 날\n\n앞.\n\n<!-- timetable -->\n\n뒤.\n",
    "docs/ko/week_01/day2/session_1.md": session(1, "23:30-00:20 (50분)"),
    "docs/ko/week_02/day1/session_1.md": "# 세션 1: 시각 없음\n\n글.\n",
}


@pytest.fixture(scope="module")
def timed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a course of two weeks that begins on the 2nd of March 2026."""
    course = Course(tmp_path_factory.mktemp("timed"))
    dated = f"{INHERIT}site_name: 과정\nsite_url: https://school.example/ko/\n"
    dated += "extra:\n  course: {start_date: 2026-03-02, languages: [ko, en]}\n"
    course.write({**FILES, "mkdocs.yml": dated})
    ran = course.publish("--no-strict")
    assert ran.status == 0, ran.output
    assert "WARNING" not in "\n".join(line for line in ran.lines if "MERMAID2" not in line), ran.output
    return course.folder / "site/ko"


def page(site_dir: Path, place: str) -> Any:
    return html.fromstring((site_dir / place / "index.html").read_bytes())


def links(found: Any) -> list[str]:
    return [link.get("href") for link in found.find_class("timetable__title")]


def test_day_has_its_sessions(timed_site: Path) -> None:
    """A day's page lists its sessions with times, goals and keywords, and below them what else is there."""
    day = page(timed_site, "week_01/day1")
    assert links(day) == ["session_1/", "session_2/"]
    assert [" ".join(time.text_content().split()) for time in day.find_class("timetable__time")] == [
        "09:00–09:50 50분",
        "10:00–10:50 50분",
    ]
    assert [goal.text for goal in day.find_class("timetable__goal")] == ["목표 1", "목표 2"]
    (first, _) = day.find_class("timetable__keywords")
    assert [term.text for term in first] == [*(f"용어 {n}" for n in range(1, 9)), "+2"]
    assert day.find_class("timetable__title")[0].text == "세션 1: 하나 &"
    assert [time.get("datetime") for time in day.xpath("//article//time")] == ["2026-03-02"]
    inside = day.xpath("//article//nav[contains(@class, 'course-outline')]//a")
    assert [link.text for link in inside] == ["안내"]


def test_week_has_its_days(timed_site: Path) -> None:
    """A week's page lists its days, each with a link to its page and its date."""
    week = page(timed_site, "week_01")
    heads = week.find_class("timetable__day")
    assert [(head.tag, head[0].get("href"), head[0].text) for head in heads] == [
        ("h2", "day1/", "1일차"),
        ("h2", "day2/", "2일차"),
    ]
    assert [head[1].text for head in heads] == ["3월 2일 (월)", "3월 3일 (화)"]
    assert links(week) == ["day1/session_1/", "day1/session_2/", "day2/session_1/"]


def test_where_a_timetable_goes() -> None:
    """At the end of a page made for it, else where the page says; the calendar comes with sessions alone."""
    said = TimetableInput(KOREAN.timetable, KOREAN.numbered_names, lambda _: "there/", None, {})
    course = parse_course([Source("day1/session_1.md", "a.md", session(1, "09:00-09:50 (50분)"))], Settings())
    asked = "<p>앞</p><!--timetable  --><p>뒤</p>"
    assert [has_place(Article(asked)), has_place(Article("<p>timetable</p>"))] == [True, False]

    def put(page: str, course: CourseOf, calendar: str, *, at_end: bool) -> str:
        article = Article(page)
        put_timetable(article, course, said, calendar, at_end=at_end)
        return str(article)

    table = (
        put(asked, course, "../course.ics", at_end=False).removeprefix("<p>앞</p>").removesuffix("<p>뒤</p>")
    )
    assert put("<p>앞</p>", course, "../course.ics", at_end=True) == f"<p>앞</p>{table}"
    assert '<a href="../course.ics">' in table
    assert "course.ics" not in put(asked, course, "", at_end=False)
    assert put(asked, CourseOf(()), "../course.ics", at_end=False) == "<p>앞</p><p>뒤</p>"


def test_own_page_says_where_its_timetable_goes(timed_site: Path) -> None:
    """A page of its own has the timetable where it says so, and nowhere else; code is left alone."""
    day = page(timed_site, "week_01/day2")
    (timetable,) = day.find_class("timetable")
    assert (timetable.getprevious().text, links(timetable)) == ("앞.", ["session_1/"])
    course = page(timed_site, "")
    assert len(course.find_class("timetable")) == 1
    assert [week.get("open") for week in course.find_class("timetable__week")] == [None, None]
    assert len(links(course)) == 4
    assert "<!-- timetable -->" in course.xpath("string(//article//pre)")


def test_timetables_lead_somewhere(timed_site: Path) -> None:
    """Every link of every timetable is a page of the site; search has no timetable."""
    for place in ("", "week_01", "week_01/day1", "week_01/day2", "week_02", "week_02/day1"):
        for link in page(timed_site, place).xpath("//*[@data-added='timetable']//a/@href"):
            target = (timed_site / place / link).resolve()
            assert target.is_file() or (target / "index.html").is_file(), (place, link)
    entries = read_entries(timed_site)
    folders = {each.text for each in entries if each.location in ("week_01/", "week_01/day1/")}
    assert folders <= {""}


def test_calendar_is_valid(timed_site: Path) -> None:
    """course.ics is read by the icalendar library: one event for each session with a time, at its moment."""
    calendar = Calendar.from_ical((timed_site / "course.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    seoul = ZoneInfo("Asia/Seoul")
    times = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in events]
    assert [(start.astimezone(seoul).replace(tzinfo=None), end - start) for start, end in times] == [
        (datetime.datetime(2026, 3, 2, 9, 0), datetime.timedelta(minutes=50)),
        (datetime.datetime(2026, 3, 2, 10, 0), datetime.timedelta(minutes=50)),
        (datetime.datetime(2026, 3, 3, 23, 30), datetime.timedelta(minutes=50)),
    ]
    assert str(events[0]["SUMMARY"]) == "세션 1: 하나 &"
    assert [str(event["DESCRIPTION"]) for event in events] == ["목표 1", "목표 2", "목표 1"]
    assert str(events[0]["URL"]) == "https://school.example/ko/week_01/day1/session_1/"
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Seoul"
    assert not calendar.errors
    assert all(not event.errors for event in events)


def test_calendar_of_a_second_term_stands_beside_the_first() -> None:
    """A course held again makes other events, at its place, with an alarm where the settings say so."""
    text = "# Week 1 Day 1 Session 1: 하나; 둘\n\n**시간**: 09:00-09:50\n"
    terms = [
        Settings(start_date=datetime.date(2026, 3, 2)),
        Settings(start_date=datetime.date(2026, 9, 1), location="3호관, 201호", alarm_minutes=10),
    ]
    events = []
    for settings in terms:
        course = parse_course([Source("session_1.md", "s.md", text)], settings)
        calendar = Calendar.from_ical(render_calendar(course, SITE, settings, datetime.date(2026, 1, 1)))
        events += calendar.walk("VEVENT")
        assert not any(each.errors for each in calendar.walk())
    first, second = events
    assert str(first["UID"]) != str(second["UID"])
    assert ("LOCATION" in first, first.walk("VALARM")) == (False, [])
    assert str(second["LOCATION"]) == "3호관, 201호"
    (alarm,) = second.walk("VALARM")
    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", str(second["SUMMARY"]))
    assert alarm.decoded("TRIGGER") == -datetime.timedelta(minutes=10)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alarm_minutes", -1),
        ("alarm_minutes", True),
        ("alarm_minutes", "10"),
        ("location", 3),
        ("location", ""),
    ],
)
def test_settings_of_the_calendar(key: str, value: object) -> None:
    """What is no place or no number of minutes is told."""
    (fault,) = check_settings({key: value}, "mkdocs.yml", {key: 7})
    assert str(fault).startswith(f"mkdocs.yml:7: extra.course.{key} is not ")


def test_without_a_start_date_there_is_no_calendar(built_site: Path) -> None:
    """The settings state no start: no calendar, and no page that leads to one."""
    assert not [place for place in tree(built_site) if place.endswith(".ics")]
    assert page(built_site, "ko/week_03").xpath("//a[contains(@href, 'course.ics')]") == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200))
def test_any_title_comes_back_out_of_the_calendar(title: str) -> None:
    """Lines are folded at 75 bytes and marks are escaped, so that any text is read back as it was."""
    text = "# Week 1 Day 1 Session 1\n\n**시간**: 09:00-09:50\n"
    settings = Settings(start_date=datetime.date(2026, 3, 2), time_zone="America/New_York")
    (made,) = parse_course([Source("session_1.md", "s.md", text)], settings).sessions
    course = arrange([replace(made, title=title)], settings)
    calendar = render_calendar(course, SITE, settings, datetime.date(2026, 1, 1))
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert str(event["SUMMARY"]).split() == title.split()
    assert event.decoded("DTSTART") == datetime.datetime(2026, 3, 2, 14, 0, tzinfo=datetime.timezone.utc)


def test_weeks_of_two_parts_are_told_apart() -> None:
    """Two weeks of one number are named with the part of the course that each is in; others are not."""
    uris = ["back_end/week_01/session_1.md", "web/week_01/session_1.md", "web/week_02/session_1.md"]
    course = parse_course([Source(uri, uri, "# 세션 1: 글\n") for uri in uris], Settings())
    titles = {"web/": "웹 & 화면"}
    inputs = TimetableInput(KOREAN.timetable, KOREAN.numbered_names, lambda _: "", None, titles)
    article = Article("<article></article>")
    put_timetable(article, course, inputs, "", at_end=True)
    weeks = html.fromstring(str(article)).xpath("//summary/text()")
    assert [each.strip() for each in weeks] == ["Back end · 1주차", "웹 & 화면 · 1주차", "2주차"]
