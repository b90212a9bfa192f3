"""The course as its lecturer wrote it: Course, Week, Day, Session, Section and what a session holds.

Nothing here is typed twice: all is read from the sessions' own text by `course.model.sessions.parse`, and
every part keeps the line of the source that it stands on, counted from 1.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time from–to, such as 09:00–09:50."""

    start: int
    """Minutes after midnight."""
    end: int
    """Minutes after the same midnight; above 1440 when it ends on the next day."""

    @property
    def minutes(self) -> int:
        """Minutes from start to end."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock_time(self.start)}–{clock_time(self.end)}"


def clock_time(minutes: int) -> str:
    """Minutes after midnight as a clock shows them: ``09:50``."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of a session, from a list item or a ``label: value`` line: an objective, a question."""

    text: str
    """What a reader sees, on one line."""
    markdown: str
    """The same as Markdown, as written."""
    line: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task list item, such as ``- [ ] Install kubectl``."""

    text: str
    """What a reader sees beside the box."""
    markdown: str
    """The same as Markdown, as written."""
    done: bool
    """Whether its box is ticked in the source: ``[x]``."""
    line: int


@dataclass(frozen=True, slots=True)
class Keyword:
    """A glossary entry: a term and its definition."""

    term: str
    """The term as a reader sees it, formulas in words."""
    definition: str
    """The definition as a reader sees it, on one line, formulas in words."""
    group: str
    """The heading below the keyword section's own, or the label, that the entry stands under; else empty."""
    term_markdown: str
    """The term as it is written, its emphasis included."""
    definition_markdown: str
    """The definition as it is written, nested lists included, their indentation taken off."""
    line: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A code block that is not a diagram."""

    language: str
    """First word of the info string, in lower case; empty where there is none."""
    info: str
    """The info string as it is written."""
    code: str
    """The code, each line ended by a newline."""
    line: int
    """Line of the fence that opens it."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A Mermaid diagram."""

    kind: str
    """First word of its source, such as ``graph`` or ``sequenceDiagram``."""
    source: str
    """Its Mermaid source, each line ended by a newline."""
    line: int
    """Line of the fence that opens it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's note on a stretch of a session's text."""

    number: int
    """Its number on the page, from 1, in the order of the text."""
    quote: str
    """The text it is about, exactly as it is written."""
    verdict: str
    """``wrong``, ``outdated`` or ``disputed``."""
    notes: tuple[tuple[str, str], ...]
    """The note in each language, behind that language's tag."""
    source: str
    """Address of what proves it; ``#id`` is a heading of the session itself."""
    checked: datetime.date
    """When somebody last looked that address up."""
    line: int
    """Line of the session that the quote begins on."""
    path: str
    """The corrections file as a Problem names it."""
    entry_line: int
    """Line of its entry there."""

    def note(self, language: str) -> str:
        """The note in `language`, else in the first that it has."""
        return dict(self.notes).get(language, self.notes[0][1])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what belongs to it."""

    level: int
    """1 to 6."""
    title: str
    """The heading as menus have it: without its minutes, formulas in words."""
    heading: str
    """The heading as a reader sees it, whole."""
    anchor: str
    """The id of its heading on the page."""
    roles: tuple[str, ...]
    """What the settings' words in its heading make it, such as ``objective``; mostly nothing."""
    minutes: int | None
    """Minutes that the heading states."""
    clock: Clock | None
    """From–to times that the heading states."""
    line: int
    sections: tuple[Section, ...]
    """The sections below it."""

    def walk(self) -> Iterator[Section]:
        """This section and all sections below it, in order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Session:
    """One page of a course that is taught: a session or a lab."""

    uri: str
    """POSIX path below the docs folder, such as ``week_03/day3/session_1.md``."""
    path: str
    """The file as a Problem names it."""
    kind: str
    """``session`` or ``lab``."""
    title: str
    """Its first-level heading as a reader sees it, without minutes; else its file's name."""
    name: str
    """The title without week, day and number: ``네트워킹 기초 & CNI``."""
    line: int
    """Line of its first-level heading; 1 where it has none."""
    week: int | None
    day: int | None
    number: int | None
    clock: Clock | None
    """From when to when it is taught; None where it does not say."""
    minutes: int | None
    """Minutes that it states; None where it states only a clock time, or nothing."""
    time_line: int
    """Line that states clock time or minutes; 0 where none does."""
    goal: Item | None
    method: Item | None
    objectives: tuple[Item, ...]
    sections: tuple[Section, ...]
    """The sections below its first-level heading, as a tree."""
    code_blocks: tuple[CodeBlock, ...]
    diagrams: tuple[Diagram, ...]
    keywords: tuple[Keyword, ...]
    questions: tuple[Item, ...]
    """Questions to discuss together."""
    checks: tuple[Item, ...]
    """Questions by which students check what they have understood."""
    tasks: tuple[Task, ...]
    promises: tuple[Item, ...]
    """What it announces for the next session."""
    corrections: tuple[Correction, ...] = ()
    """An editor's notes on passages of it."""

    @property
    def stated_minutes(self) -> int | None:
        """Minutes that it states, else the length of its clock time; None where it states neither."""
        return self.minutes if self.minutes is not None else self.clock.minutes if self.clock else None

    def walk(self) -> Iterator[Section]:
        """All its sections, in order."""
        for section in self.sections:
            yield from section.walk()

    def __str__(self) -> str:
        return "\n".join(_session_lines(self))


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of a day, in the order they are taught."""

    number: int | None
    folder: str
    """URI of the day's folder, such as ``week_03/day3``; empty where it has none."""
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The days of a week."""

    number: int | None
    folder: str
    """URI of the week's folder, such as ``week_03``; empty where it has none."""
    days: tuple[Day, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Its sessions, day by day."""
        return tuple(session for day in self.days for session in day.sessions)


@dataclass(frozen=True, slots=True)
class Course:
    """All sessions of one language's sources, by week and day."""

    weeks: tuple[Week, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """Its days, week by week."""
        return tuple(day for week in self.weeks for day in week.days)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Its sessions, day by day."""
        return tuple(session for day in self.days for session in day.sessions)

    def session(self, uri: str) -> Session | None:
        """The session whose source is `uri`; None where that is no session."""
        return next((session for session in self.sessions if session.uri == uri), None)


def _session_lines(session: Session) -> Iterator[str]:
    """The lines of ``str(session)``: one for each part, with its line at the end."""
    position = " ".join(
        f"{word} {number}"
        for word, number in (("week", session.week), ("day", session.day), (session.kind, session.number))
        if number is not None
    )
    yield f"{position or session.kind}: {session.name} ({session.uri}:{session.line})"
    if session.time_line:
        stated = f"{session.minutes} min" if session.minutes is not None else ""
        yield f"  time: {' '.join(filter(None, (str(session.clock or ''), stated)))} :{session.time_line}"
    for name, item in (("goal", session.goal), ("method", session.method)):
        if item:
            yield f"  {name}: {item.text} :{item.line}"
    for section in session.sections:
        yield from _section_lines(section, "  ")
    yield from (f"  objective: {item.text} :{item.line}" for item in session.objectives)
    yield from (f"  question: {item.text} :{item.line}" for item in session.questions)
    yield from (f"  check: {item.text} :{item.line}" for item in session.checks)
    for keyword in session.keywords:
        group = f"[{keyword.group}] " if keyword.group else ""
        yield f"  keyword: {group}{keyword.term} = {keyword.definition} :{keyword.line}"
    yield from (f"  task: [{'x' if task.done else ' '}] {task.text} :{task.line}" for task in session.tasks)
    yield from (f"  correction: {each.number} {each.verdict} :{each.line}" for each in session.corrections)
    yield from (f"  promise: {item.text} :{item.line}" for item in session.promises)
    yield from (f"  diagram: {diagram.kind} :{diagram.line}" for diagram in session.diagrams)
    yield from (f"  code: {block.language or '-'} :{block.line}" for block in session.code_blocks)


def _section_lines(section: Section, indent: str) -> Iterator[str]:
    roles = f" <{', '.join(section.roles)}>" if section.roles else ""
    clock = f" {section.clock}" if section.clock else ""
    minutes = f" {section.minutes} min" if section.minutes is not None else ""
    yield f"{indent}{'#' * section.level} {section.title}{roles}{clock}{minutes} :{section.line}"
    for inner in section.sections:
        yield from _section_lines(inner, indent + "  ")
