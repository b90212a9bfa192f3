"""Checks that the times of a course add up: those of headings, of sessions, and of a day's sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from course.model.model import Course, Day, Section, Session
from course.model.sessions.agenda import planned_minutes, timed_sections
from course.problems.problem import Problem

_WHY = "the agenda does not fit"


def check_timing(course: Course, silenced: Collection[str] = ()) -> list[Problem]:
    """A Problem for every time that does not add up, sorted by file and line, but for codes in `silenced`."""
    problems = [problem for session in course.sessions for problem in check_session(session)]
    problems += [problem for day in course.days for problem in check_day(day)]
    return sorted(problem for problem in problems if problem.code not in silenced)


def check_session(session: Session) -> list[Problem]:
    """A Problem for every heading, and for the session as a whole, whose sections do not add up to it.

    Too little below a heading, or in the session, is a Problem only where every section there states its
    minutes, for one without may take the rest. A session's minutes are compared only where two sections or
    more have some.
    """
    problems = [problem for section in session.walk() for problem in _check_heading(session, section)]
    stated, clock = session.stated_minutes, session.clock
    if clock and session.minutes is not None and session.minutes != clock.minutes:
        what = f"{clock} is {clock.minutes}, the session says {session.minutes}"
        problems.append(_problem(session, session.time_line, what, "change one of them", "timing-clock"))
    parts = timed_sections(session.sections)
    if stated is not None and len(parts) > 1 and _is_wrong(_total(parts), stated, session.sections):
        what = f"{_sum(parts)}, the session says {stated}"
        problems.append(_problem(session, session.time_line, what, _MEND, "timing-session"))
    return problems


def check_day(day: Day) -> Iterator[Problem]:
    """A Problem for every session that begins before an earlier one has ended.

    Several pages of one session or lab (its hints, say) may state one time.
    """
    timed = [session for session in day.sessions if session.clock]
    for at, later in enumerate(timed):
        for earlier in timed[:at]:
            if not (earlier.clock and later.clock) or _same_meeting(earlier, later):
                continue
            if later.clock.start < earlier.clock.end:
                name = earlier.uri.rpartition("/")[2]
                what = f"{later.clock} overlaps {name}, which is from {earlier.clock}"
                mend = "change one of the clock times"
                yield _problem(
                    later, later.time_line, what, mend, "timing-overlap", "two sessions at one time"
                )
                break


_MEND = "change the minutes of a section, or of the whole"
#: Roles of sections that take none of a session's time.
_UNTAUGHT = frozenset(("info", "objective", "keyword", "next"))


def _check_heading(session: Session, section: Section) -> Iterator[Problem]:
    clock, minutes = section.clock, section.minutes
    if clock and minutes is not None and clock.minutes != minutes:
        what = f"{clock} is {clock.minutes}, the heading says {minutes}"
        yield _problem(session, section.line, what, "change one of them", "timing-clock")
    stated, parts = planned_minutes(section), timed_sections(section.sections)
    if stated is None or not parts:
        return
    if _is_wrong(_total(parts), stated, section.sections):
        what = f"{_sum(parts)}, the heading says {stated}"
        yield _problem(session, section.line, what, _MEND, "timing-heading")


def _is_wrong(total: int, stated: int, sections: Sequence[Section]) -> bool:
    """Whether `sections` of `total` minutes cannot make the `stated` ones; one without has the rest."""
    return total > stated or (total < stated and all(map(_is_timed, sections)))


def _is_timed(section: Section) -> bool:
    """Whether the section cannot have the rest of the time: it states its own, or all in it do, or it is one
    that is not taught, such as the session's information and keywords.
    """
    if planned_minutes(section) is not None or not _UNTAUGHT.isdisjoint(section.roles):
        return True
    return bool(section.sections) and all(map(_is_timed, section.sections))


def _same_meeting(one: Session, other: Session) -> bool:
    return (one.kind, one.number) == (other.kind, other.number) and one.number is not None


def _total(parts: Sequence[Section]) -> int:
    return sum(planned_minutes(part) or 0 for part in parts)


def _sum(parts: Sequence[Section]) -> str:
    if len(parts) == 1:
        return f"the one section in it is {_total(parts)}"
    return f"{'+'.join(str(planned_minutes(part)) for part in parts)} = {_total(parts)}"


def _problem(session: Session, line: int, what: str, mend: str, code: str, why: str = _WHY) -> Problem:
    return Problem(session.path, line, what, why, mend, code)
