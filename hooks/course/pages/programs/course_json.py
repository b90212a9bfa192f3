"""``course.json``: the whole course for other tools, as ``assets/course.schema.json`` describes it.

Fields are only ever added within a version; `VERSION` rises when one goes or changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from course.model.model import (
    Clock,
    Correction,
    Course,
    Day,
    Item,
    Keyword,
    Section,
    Session,
    Task,
    Week,
    clock_time,
)
from course.model.sessions.dates import date_of
from course.settings.course_settings import Settings

VERSION = 1
#: Stands for a session while the rest is written: all at once have no room. So deep it stands in the course.
_HELD, _DEPTH = "\ufdd0", 6
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CourseSite:
    """One language's site: its title, language, and the addresses of its pages."""

    title: str
    description: str
    language: str
    """The language's tag, such as ``ko``."""
    url: str
    """The address of the language's site, ended by a slash; empty where its settings give none."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Address of each page below `url`, by the URI of its source."""


def render_course_json(course: Course, site: CourseSite, settings: Settings) -> Iterator[str]:
    """The course as JSON text, in parts that follow one another; the same course gives the same text."""
    sessions: list[Session] = []

    def hold(session: Session) -> str:
        sessions.append(session)
        return _HELD

    first, *others = _indented(course_json(course, site, settings, hold)).split(f'"{_HELD}"')
    yield first
    for session, after in zip(sessions, others, strict=False):
        yield _indented(session_json(session, site)).replace("\n", "\n" + " " * _DEPTH)
        yield after
    yield "\n"


def _indented(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return msgspec.json.format(text, indent=1)  # `json` indents in Python: twice as slow


def course_json(
    course: Course, site: CourseSite, settings: Settings, of_session: Callable[[Session], Any]
) -> Json:
    """The course as dicts, lists, texts and numbers, ready for `json.dumps`; `of_session` makes sessions."""

    def day(week: Week, each: Day) -> Json:
        date = date_of(week.number, each.number, settings.start_date)
        return {
            "number": each.number,
            "folder": each.folder,
            "date": str(date) if date else None,
            "sessions": [of_session(session) for session in each.sessions],
        }

    return {
        "$schema": "assets/course.schema.json",
        "version": VERSION,
        "title": site.title,
        "description": site.description,
        "language": site.language,
        "url": site.url,
        "time_zone": settings.time_zone,
        "weeks": [
            {"number": week.number, "folder": week.folder, "days": [day(week, each) for each in week.days]}
            for week in course.weeks
        ],
    }


def session_json(session: Session, site: CourseSite) -> Json:
    """A session as a dict; addresses in it are relative to the site of its language."""
    return {
        "source": session.uri,
        "page": site.pages.get(session.uri, ""),
        "markdown": session.uri,
        "kind": session.kind,
        "title": session.title,
        "name": session.name,
        "week": session.week,
        "day": session.day,
        "number": session.number,
        **_times(session.clock),
        "minutes": session.stated_minutes,
        "line": session.line,
        "goal": session.goal and _item(session.goal),
        "method": session.method and _item(session.method),
        "objectives": [_item(item) for item in session.objectives],
        "sections": [_section(section) for section in session.sections],
        "keywords": [_keyword(keyword) for keyword in session.keywords],
        "questions": [_item(item) for item in session.questions],
        "checks": [_item(item) for item in session.checks],
        "tasks": [_task(task) for task in session.tasks],
        "promises": [_item(item) for item in session.promises],
        "code_blocks": _each(session.code_blocks, language="language", code="code"),
        "diagrams": _each(session.diagrams, kind="kind", source="source"),
        "corrections": [_correction(correction) for correction in session.corrections],
    }


def _each(things: tuple[Any, ...], **fields: str) -> list[Json]:
    """The `fields` of things, by the names they have in the JSON, with their lines."""
    names = {**fields, "line": "line"}
    return [{key: getattr(each, name) for key, name in names.items()} for each in things]


def _times(clock: Clock | None) -> Json:
    times = (clock_time(clock.start), clock_time(clock.end)) if clock else (None, None)
    return {"start": times[0], "end": times[1]}


def _item(item: Item) -> Json:
    return {"text": item.text, "markdown": item.markdown, "line": item.line}


def _task(task: Task) -> Json:
    return {"text": task.text, "markdown": task.markdown, "done": task.done, "line": task.line}


def _keyword(keyword: Keyword) -> Json:
    return {
        "term": keyword.term,
        "definition": keyword.definition,
        "group": keyword.group,
        "term_markdown": keyword.term_markdown,
        "definition_markdown": keyword.definition_markdown,
        "line": keyword.line,
    }


def _section(section: Section) -> Json:
    return {
        "level": section.level,
        "title": section.title,
        "anchor": section.anchor,
        "roles": list(section.roles),
        "minutes": section.minutes,
        **_times(section.clock),
        "line": section.line,
        "sections": [_section(inner) for inner in section.sections],
    }


def _correction(correction: Correction) -> Json:
    return {
        "number": correction.number,
        "quote": correction.quote,
        "verdict": correction.verdict,
        "notes": dict(correction.notes),
        "source": correction.source,
        "checked": str(correction.checked),
        "line": correction.line,
    }
