"""The agenda of a session: its slots, its place on the page, and the mark that follows the clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from course.markdown.files.source import Source
from course.markdown.html.article import Article
from course.model.model import Session
from course.model.sessions.agenda import Slot, agenda
from course.model.sessions.dates import date_of, lasting_offset
from course.model.sessions.parse import parse_session
from course.pages.sessions.agenda_html import insert_agenda, render_agenda
from course.settings.course_settings import Settings
from course.settings.words.page_words import AgendaWords
from support.courses import BuiltDocs
from support.pages import opened, served
from support.search_index import read_text

WORDS = AgendaWords(title="수업 순서", minutes="{}분", now="지금")
SESSION = "ko/week_03/day3/session_1/"


def session(body: str, time: str = "**시간**: 09:00-09:50 (50분)") -> Session:
    text = f"# Week 1 Day 1 Session 1: 시험\n\n{time}\n\n{body}"
    parsed = parse_session(Source("week_01/day1/session_1.md", "s.md", text), Settings())
    assert parsed is not None
    return parsed


def shape(slots: tuple[Slot, ...]) -> list[object]:
    return [(slot.title, slot.minutes, str(slot.clock), *shape(slot.slots)) for slot in slots]


def test_slots_follow_one_another() -> None:
    """Timed sections stand one after the other from the session's start; their own timed ones inside them."""
    slots = agenda(
        session("## 하나 (10분)\n## 둘\n### 셋 (35분)\n#### 넷 (20분)\n#### 다섯 (15분)\n## 끝 (5분)\n")
    )
    assert shape(slots) == [
        ("하나", 10, "09:00–09:10"),
        ("셋", 35, "09:10–09:45", ("넷", 20, "09:10–09:30"), ("다섯", 15, "09:30–09:45")),
        ("끝", 5, "09:45–09:50"),
    ]


def test_section_with_its_own_clock_time_begins_then() -> None:
    """A pause between sections that state their times stays; what follows goes on from there."""
    slots = agenda(session("## 하나 (09:00-09:10)\n## 둘 09:20-09:40 (20분)\n## 셋 (5분)\n"))
    assert [str(slot.clock) for slot in slots] == ["09:00–09:10", "09:20–09:40", "09:40–09:45"]


def test_session_without_clock_time_has_minutes_alone() -> None:
    """Where the session states no clock time, nobody knows from when to when."""
    slots = agenda(session("## 하나 (10분)\n## 둘 (10분)\n", time=""))
    assert shape(slots) == [("하나", 10, "None"), ("둘", 10, "None")]


@pytest.mark.parametrize("body", ["", "## 하나\n## 둘\n", "## 하나 (50분)\n## 둘\n"])
def test_session_without_timed_sections_has_no_agenda(body: str) -> None:
    """A session with fewer than two timed sections has no bar."""
    assert render_agenda(session(body), WORDS, None, "Asia/Seoul") == ""


def test_agenda_in_html() -> None:
    """Parts are as wide as their minutes; every section is linked; text is never markup."""
    made = render_agenda(session("## <b>하나</b> & (10분)\n## 둘 (40분)\n"), WORDS, None, "Asia/Seoul")
    article = Article("<h1>제목</h1><p>글</p>")
    insert_agenda(article, made)
    page = html.fromstring(f"<div>{article}</div>")
    assert [child.tag for child in page] == ["h1", "nav", "p"]
    nav = page[1]
    assert nav.get("data-added") == "agenda"
    assert [part.get("style") for part in nav.find_class("agenda__part")] == ["flex-grow:10", "flex-grow:40"]
    assert [link.get("href") for link in nav.iter("a")] == ["#하나--10분", "#둘-40분"]
    assert [title.text for title in nav.find_class("agenda__title")] == ["하나 &", "둘"]
    untitled = Article("<p>글</p>")
    insert_agenda(untitled, made)
    assert str(untitled).endswith("</nav><p>글</p>")


DATES = [(1, 1, "2026-03-02"), (1, 5, "2026-03-06"), (3, 2, "2026-03-17"), (None, 1, None), (10**9, 1, None)]


@pytest.mark.parametrize(("week", "day", "date"), DATES)
def test_dates_of_days(week: int | None, day: int, date: str | None) -> None:
    """Week 1 day 1 is the start; each week begins seven days later."""
    found = date_of(week, day, datetime.date(2026, 3, 2))
    assert (str(found) if found else None) == date
    assert date_of(1, 1, None) is None


@pytest.mark.parametrize(
    ("time_zone", "minutes"),
    [
        ("Asia/Seoul", 540),
        ("Asia/Kolkata", 330),
        ("America/Phoenix", -420),
        ("UTC", 0),
        ("Europe/Berlin", None),
        ("Africa/Casablanca", None),
        ("Australia/Lord_Howe", None),
        ("Evil/Zone", None),
        ("../zone", None),
    ],
)
def test_lasting_offset(time_zone: str, minutes: int | None) -> None:
    """Zones whose clocks are never changed have one; a zone that is not known has none."""
    assert lasting_offset(time_zone) == minutes


def test_agenda_s_links_lead_to_their_headings(build_docs: Callable[..., BuiltDocs]) -> None:
    """Every link of an agenda is the id of a heading, whatever the heading holds; search has no agenda."""
    headings = (
        "하나 `code` (10분)",
        "[링크](x.md) (10분)",
        "하나 `code` (10분)",
        "**굵게** & <i>기울임</i> 🎯 (5분)",
    )
    text = "\n\n".join(["# Session 1: 시험", *(f"## {heading}" for heading in headings)])
    built = build_docs({"session_1.md": text, "x.md": "# 다른 쪽\n"}, strict=True)
    assert built.failure is None, built.messages
    page = html.fromstring((built.site_dir / "session_1/index.html").read_bytes())
    links = page.xpath("//nav[@class='agenda']//a/@href")
    assert len(links) == 4
    assert {link[1:] for link in links} <= set(page.xpath("//h2/@id"))
    index = read_text(built.site_dir)
    assert "code" in index
    assert "agenda" not in index


def marks(page: Page) -> list[str]:
    """The titles of the sections that are marked as now, outermost first."""
    return page.locator(".agenda li[aria-current] > a > .agenda__title").all_inner_texts()


def at(hour: int, minute: int) -> datetime.datetime:
    """A time of the 24th of November in Seoul."""
    seoul = datetime.timezone(datetime.timedelta(hours=9))
    return datetime.datetime(2026, 11, 24, hour, minute, tzinfo=seoul)


def test_mark_follows_the_clock(built_site: Path, browser: Browser) -> None:
    """During the session the bar and the section are marked, by Seoul's clock; afterwards nothing is."""
    with served(built_site) as address, opened(browser, width=390) as (page, watch):
        page.clock.install(time=at(9, 20))
        page.goto(address + SESSION)
        assert [title.split(":")[0] for title in marks(page)] == ["📖 핵심 개념", "🔍 개념 2"]
        assert page.locator(".agenda__here").inner_text() == "지금"
        bar, mark = page.locator(".agenda__bar").bounding_box(), page.locator(".agenda__now").bounding_box()
        assert bar
        assert mark
        assert abs((mark["x"] - bar["x"]) / bar["width"] - 20 / 50) < 0.02
        page.clock.fast_forward("30:00")
        assert marks(page) == []
        assert page.locator(".agenda__now").count() == 0
        assert watch.complaints == []


@pytest.mark.parametrize("offset", ["540", None])
@pytest.mark.parametrize("hour", [0, 9, 15, 23])
def test_mark_is_the_same_with_and_without_an_offset(
    built_site: Path, browser: Browser, offset: str | None, hour: int
) -> None:
    """The zone's own clock and the minutes that the build has told mark the same, around midnight too."""
    with served(built_site) as address, opened(browser, width=390) as (page, _):
        page.clock.install(time=at(hour, 20))
        page.goto(address + SESSION)
        agenda = page.locator(".agenda")
        assert agenda.get_attribute("data-offset") == "540"
        agenda.evaluate(
            """(agenda, offset) => {
                if (!offset) delete agenda.dataset.offset
                agenda.dataset.date = "2026-11-24"
            }""",
            offset,
        )
        page.clock.fast_forward("00:31")
        assert page.locator(".agenda__now").count() == (1 if hour == 9 else 0)


def test_no_mark_on_another_day_or_for_less_motion(built_site: Path, browser: Browser) -> None:
    """A page that knows its date marks on that day alone; who wants less motion has no mark."""
    with served(built_site) as address, opened(browser) as (page, _):
        page.clock.install(time=at(9, 20))
        page.goto(address + SESSION)
        for date, count in (("2026-11-23", 0), ("2026-11-24", 1)):
            page.evaluate("date => { document.querySelector('.agenda').dataset.date = date }", date)
            page.clock.fast_forward("00:31")
            assert page.locator(".agenda__now").count() == count
        page.emulate_media(reduced_motion="reduce")
        page.clock.fast_forward("00:31")
        assert page.locator(".agenda__now").count() == 0


@pytest.mark.parametrize("width", [390, 1440])
def test_agenda_fits_the_screen(built_site: Path, browser: Browser, width: int) -> None:
    """Nothing of the agenda is wider than its box, and every part shows its minutes inside itself."""
    with served(built_site) as address, opened(browser, width=width) as (page, _):
        page.goto(address + SESSION)
        spilled = page.evaluate(
            """() => [...document.querySelectorAll(".agenda, .agenda *")]
                .filter(each => each.getBoundingClientRect().right > document.querySelector(".agenda")
                    .getBoundingClientRect().right + 1).map(each => each.className)"""
        )
        assert spilled == []
        widths = [part.bounding_box() for part in page.locator(".agenda__part").all()]
        shares = [box["width"] / sum(b["width"] for b in widths if b) for box in widths if box]
        assert shares == pytest.approx([0.1, 0.7, 0.2], abs=0.02)


def test_agenda_is_printed(built_site: Path, browser: Browser) -> None:
    """On paper the agenda is there in its colours, without the mark."""
    with served(built_site) as address, opened(browser) as (page, _):
        page.clock.install(time=at(9, 20))
        page.goto(address + SESSION)
        page.emulate_media(media="print")
        assert page.locator(".agenda__bar").is_visible()
        assert not page.locator(".agenda__now").is_visible()
        assert not page.locator(".agenda__here").is_visible()
