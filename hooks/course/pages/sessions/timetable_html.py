"""The timetable of a day, a week or the course: sessions with their times, goals and keywords."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborNode

from course.markdown.files.navigation import title_from_name
from course.markdown.html.article import Article
from course.model.model import Course, Day, Session, Week
from course.model.sessions.dates import date_of
from course.model.sessions.inline import item_in_words
from course.settings.words.page_words import TimetableWords

#: Number of a session's keywords that are shown; the rest is in the session.
_SHOWN_KEYWORDS = 8
#: The comment where a page of the lecturer's own wants its timetable.
_PLACE = "timetable"


@dataclass(frozen=True, slots=True)
class TimetableInput:
    """The words, names and addresses that a timetable is rendered with, besides the course itself."""

    words: TimetableWords
    forms: Mapping[str, str]
    """Names of weeks, days and so on, such as ``week: "{}주차"``."""
    link: Callable[[str], str]
    """Address of a session's page, or of a folder's (its URI ended by a slash); empty where there is none."""
    start_date: datetime.date | None
    titles: Mapping[str, str]
    """Title of each page in the menu, by its URI: one without a heading is named by its file; and of folders
    that have a page, by their URI, ended by a slash."""


def sessions_below(course: Course, folder: str) -> Course:
    """The part of the course in `folder` (a URI; empty for all of it)."""
    weeks = []
    for week in course.weeks:
        days = []
        for day in week.days:
            inside = tuple(each for each in day.sessions if not folder or each.uri.startswith(f"{folder}/"))
            days += [Day(day.number, day.folder, inside)] if inside else []
        weeks += [Week(week.number, week.folder, tuple(days))] if days else []
    return Course(tuple(weeks))


def has_place(article: Article) -> bool:
    """Whether the page has the comment ``<!-- timetable -->``, where its timetable goes."""
    return bool(_places(article))


def put_timetable(
    article: Article, course: Course, inputs: TimetableInput, calendar: str, *, at_end: bool
) -> None:
    """Put the timetable of `course` into `article`, at its end or in the place of its comments.

    `calendar` is the address of the course's calendar, relative to the page; empty where it has none.
    """
    table = render_timetable(course, inputs)
    if table and calendar:
        label = escape(inputs.words.calendar)
        table += f'<p data-added="timetable"><a href="{escape(calendar)}">{label}</a></p>'
    if at_end:
        article.append(table)
    else:
        for comment in _places(article):
            article.put_in_place(comment, table)


def _places(article: Article) -> list[LexborNode]:
    if _PLACE not in article.html:
        return []
    return [node for node in article.comments() if (node.comment_content or "").strip() == _PLACE]


def render_timetable(course: Course, inputs: TimetableInput) -> str:
    """The timetable as HTML, day by day; several weeks can be unfolded one by one. Empty without sessions."""
    if not course.sessions:
        return ""
    folded = len(course.weeks) > 1
    parts = _parts(course, inputs)
    weeks = "".join(
        _week(week, inputs, parts.get(week.folder, ""), folded=folded, alone=len(course.days) == 1)
        for week in course.weeks
    )
    title = escape(inputs.words.title)
    return f'<section class="timetable" data-added="timetable" aria-label="{title}">{weeks}</section>'


def _parts(course: Course, inputs: TimetableInput) -> dict[str, str]:
    """What part of the course each week's folder is in, where two weeks have one number."""
    numbers = Counter(week.number for week in course.weeks)
    above = {week.folder: week.folder.rpartition("/")[0] for week in course.weeks if numbers[week.number] > 1}
    return {
        folder: inputs.titles.get(f"{part}/") or title_from_name(part.rpartition("/")[2], inputs.forms)
        for folder, part in above.items()
        if part
    }


def _week(week: Week, inputs: TimetableInput, part: str, *, folded: bool, alone: bool) -> str:
    level = 3 if folded else 2
    days = "".join(_day(week, day, inputs, alone=alone, level=level) for day in week.days)
    if not folded:
        return days
    name = _name("week", week.number, inputs) or escape(inputs.words.other)
    name = f"{escape(part)} · {name}" if part else name
    count = escape(inputs.words.sessions.format(len(week.sessions)))
    return (
        f'<details class="timetable__week"><summary>{name} <span>{count}</span></summary>'
        f"{_linked(name, week.folder, inputs, 'timetable__whole')}{days}</details>"
    )


def _day(week: Week, day: Day, inputs: TimetableInput, *, alone: bool, level: int) -> str:
    sessions = "".join(f"<li>{''.join(_session(each, inputs))}</li>" for each in day.sessions)
    date = _date(date_of(week.number, day.number, inputs.start_date), inputs)
    name = "" if alone else _linked(_name("day", day.number, inputs), day.folder, inputs, "")
    head = f'<h{level} class="timetable__day">{name}{date}</h{level}>' if name or date else ""
    return f'{head}<ol class="timetable__sessions">{sessions}</ol>'


def _session(session: Session, inputs: TimetableInput) -> Iterator[str]:
    minutes = session.stated_minutes
    length = escape(inputs.words.minutes.format(minutes)) if minutes else ""
    clock = f"<b>{session.clock}</b> " if session.clock else ""
    yield f'<p class="timetable__time">{clock}{length}</p><div>'
    title = inputs.titles.get(session.uri, session.title)
    yield f'<a class="timetable__title" href="{escape(inputs.link(session.uri))}">{escape(title)}</a>'
    if session.goal:
        yield f'<p class="timetable__goal">{escape(item_in_words(session.goal))}</p>'
    terms = list(dict.fromkeys(keyword.term for keyword in session.keywords))
    if terms:
        more = f"<li>+{len(terms) - _SHOWN_KEYWORDS}</li>" if len(terms) > _SHOWN_KEYWORDS else ""
        shown = "".join(f"<li>{escape(term)}</li>" for term in terms[:_SHOWN_KEYWORDS])
        label = escape(inputs.words.keywords)
        yield f'<ul class="timetable__keywords" aria-label="{label}">{shown}{more}</ul>'
    yield "</div>"


def _name(word: str, number: int | None, inputs: TimetableInput) -> str:
    return escape(inputs.forms[word].format(number)) if number is not None else ""


def _linked(name: str, folder: str, inputs: TimetableInput, css: str) -> str:
    """The name of a week or a day, as a link to its folder's page where it has one."""
    address = inputs.link(f"{folder}/") if folder else ""
    if not address or not name:
        return f"<span>{name}</span>" if name and not css else ""
    return f'<a class="{css}" href="{escape(address)}">{name}</a>'


def _date(date: datetime.date | None, inputs: TimetableInput) -> str:
    if date is None:
        return ""
    weekday = inputs.words.weekdays[date.weekday()]
    shown = inputs.words.date.format(year=date.year, month=date.month, day=date.day, weekday=weekday)
    return f' <time datetime="{date}">{escape(shown)}</time>'
