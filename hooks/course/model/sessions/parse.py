"""Source -> Session: reads what a page states, and never fails on how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from course.markdown.files.folder_pages import is_own_page
from course.markdown.files.source import Source
from course.markdown.reading.heading_words import folded
from course.model.model import Clock, CodeBlock, Diagram, Item, Section, Session
from course.model.sessions.durations import time_reader
from course.model.sessions.inline import read_inline
from course.model.sessions.outline import Outline, PageHeading, read_outline, section_tree
from course.model.sessions.places import CoursePlace, place_reader
from course.model.sessions.point_lists import Points, read_points
from course.settings.course_settings import Settings

_COLON = re.compile("[:：]")
_SPACES = " \t\u00a0\u3000"
#: What may stand around the label and the value of a line such as ``- **시간**: 09:00``.
_BEFORE_LABEL, _AFTER_LABEL = f"{_SPACES}>*+_`-", f"{_SPACES}*_`"
_BEFORE_VALUE, _AFTER_VALUE = f"{_SPACES}*_", f"{_SPACES}\\"
_LONGEST_LABEL = 40


@lru_cache(maxsize=2048)  # checks, pages, handouts and proofs all ask for it
def parse_session(source: Source, settings: Settings) -> Session | None:
    """The session that the page `source` is; None for a page that is no session. Never raises.

    A session has a number, in its first heading or its path; or it belongs to a week or day and states its
    time. A folder's own page (README, index) is none.
    """
    if is_own_page(source.uri):
        return None
    outline = read_outline(source.text, settings)
    title = next((heading for heading in outline.headings if heading.level == 1), None)
    reader = place_reader(settings)
    stated, name = reader.read(title.title if title else "")
    place = stated.or_else(reader.of_path(source.uri))
    info = _read_info(outline, title, settings)
    if place.kind is None and not (info.time_line and (place.week or place.day)):
        return None
    return _session(
        source, outline, title, place, name, info, read_points(outline, settings, _quiz_lines(source))
    )


def _quiz_lines(source: Source) -> frozenset[int]:
    """Lines of the answers of quizzes."""
    return frozenset(answer.line for question in source.questions for answer in question.answers)


class _Info:
    """Time, goal and method of a session, as far as its ``label: value`` lines state them."""

    def __init__(self) -> None:
        self.clock: Clock | None = None
        self.minutes: int | None = None
        self.time_line = 0
        self.goal: Item | None = None
        self.method: Item | None = None


def _session(
    source: Source,
    outline: Outline,
    title: PageHeading | None,
    place: CoursePlace,
    name: str,
    info: _Info,
    points: Points,
) -> Session:
    shown = title.title if title else PurePosixPath(source.uri).stem
    return Session(
        uri=source.uri,
        path=source.path,
        kind=place.kind or "session",
        title=shown,
        name=name if title else shown,
        line=title.line if title else 1,
        week=place.week,
        day=place.day,
        number=place.number,
        clock=info.clock,
        minutes=info.minutes,
        time_line=info.time_line,
        goal=info.goal,
        method=info.method,
        objectives=points.objectives,
        sections=_sections(outline, title),
        code_blocks=tuple(_code_blocks(outline)),
        diagrams=tuple(_diagrams(outline)),
        keywords=points.keywords,
        questions=points.questions,
        checks=points.checks,
        tasks=points.tasks,
        promises=points.promises,
    )


def _sections(outline: Outline, title: PageHeading | None) -> tuple[Section, ...]:
    """The tree of all headings but the page's title, whose sections stand at the top."""
    return section_tree([heading for heading in outline.headings if heading is not title])


def _read_info(outline: Outline, title: PageHeading | None, settings: Settings) -> _Info:
    """Time, goal and method, from the info section and the lines above the first section; time else from the
    title.
    """
    info, times = _Info(), time_reader(settings)
    for label, value, line in _fields(outline, title):
        if label in _folded(settings.time_labels) and not info.time_line:
            timing = times.line(value.text)
            if timing.clock or timing.minutes is not None:
                info.clock, info.minutes, info.time_line = timing.clock, timing.minutes, line
        elif label in _folded(settings.goal_labels):
            info.goal = info.goal or value
        elif label in _folded(settings.method_labels):
            info.method = info.method or value
    if title and (title.clock or title.minutes is not None):
        info.time_line = info.time_line or title.line
        if info.time_line == title.line:
            info.clock, info.minutes = title.clock, title.minutes
        info.clock = info.clock or title.clock
    return info


def _folded(labels: tuple[str, ...]) -> set[str]:
    return {folded(label) for label in labels}


def _fields(outline: Outline, title: PageHeading | None) -> Iterator[tuple[str, Item, int]]:
    """Every ``label: value`` of the info section and of the lines above the first section: label folded."""
    for line in outline.lines:
        opens = [heading for heading in line.headings if heading is not title]
        if opens and not any("info" in heading.roles for heading in opens):
            continue
        for part in line.markdown.split("|"):
            label, value = _label_and_value(part)
            if label and value:
                yield folded(label), Item(read_inline(value), value, line.line), line.line


def _label_and_value(text: str) -> tuple[str, str]:
    """What stands before and after the first colon; both empty where that is no label and value."""
    label, *rest = _COLON.split(text, maxsplit=1)
    label = label.lstrip(_BEFORE_LABEL).rstrip(_AFTER_LABEL)
    value = rest[0].lstrip(_BEFORE_VALUE).rstrip(_AFTER_VALUE) if rest else ""
    return (label, value) if len(label) <= _LONGEST_LABEL else ("", "")


def _code_blocks(outline: Outline) -> Iterator[CodeBlock]:
    for fence in outline.fences:
        if fence.language != "mermaid":
            yield CodeBlock(fence.language, fence.info, fence.code, fence.line)


def _diagrams(outline: Outline) -> Iterator[Diagram]:
    for fence in outline.fences:
        if fence.language == "mermaid":
            lines = (line.strip() for line in fence.code.split("\n"))
            first = next((line for line in lines if line and not line.startswith("%%")), "")
            yield Diagram(first.split()[0] if first else "", fence.code, fence.line)
