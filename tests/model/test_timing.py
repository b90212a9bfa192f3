"""Sums of minutes: what is told, and what is left alone."""

from __future__ import annotations

import pytest

from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import usual_addresses
from course.markdown.files.source import Source
from course.model.sessions.course_tree import parse_course
from course.model.sessions.timing import check_timing
from course.settings.course_settings import TIMING_CODES, Settings
from support.courses import SAMPLE

HEAD = "# Week 1 Day 1 Session 1: 시험\n\n**시간**: 09:00-09:50 (50분)\n\n"


def told(*texts: str, silenced: tuple[str, ...] = ()) -> list[str]:
    """What is told of the sessions of a day, without the words that are always the same."""
    uris = [f"week_01/day1/session_{number}.md" for number in range(1, len(texts) + 1)]
    sources = [Source(uri, uri, text) for uri, text in zip(uris, texts, strict=True)]
    problems = check_timing(parse_course(sources, Settings()), silenced)
    return [f"{problem.path[-12:-3]}:{problem.line}: {problem.what} [{problem.code}]" for problem in problems]


SUMS = {
    "## 하나 (10분)\n## 둘 (35분)\n## 셋 (5분)\n": [],
    "## 하나 (10분)\n## 둘 (35분)\n## 셋 (10분)\n": [
        "session_1:3: 10+35+10 = 55, the session says 50 [timing-session]"
    ],
    "## 하나 (10분)\n## 둘 (35분)\n": ["session_1:3: 10+35 = 45, the session says 50 [timing-session]"],
    "## 하나 (10분)\n## 둘 (35분)\n## 셋\n": [],
    "## 세션 목표\n## 하나 (10분)\n## 둘 (35분)\n## 핵심 키워드\n## 다음 세션\n": [
        "session_1:3: 10+35 = 45, the session says 50 [timing-session]"
    ],
    "## 하나\n## 둘 (20분)\n## 셋 (20분)\n": [],
    "## 하나 (20분)\n## 둘\n### 가 (10분)\n### 나\n": [],
    "## 하나 (20분)\n## 둘\n### 가 (10분)\n### 나 (10분)\n": [
        "session_1:3: 20+10+10 = 40, the session says 50 [timing-session]"
    ],
    "## 하나 (30분)\n## 둘\n## 셋 (30분)\n": [
        "session_1:3: 30+30 = 60, the session says 50 [timing-session]"
    ],
    "## 하나 (10분)\n": [],
    "## 하나 (50분)\n### 가 (20분)\n### 나 (20분)\n": [
        "session_1:5: 20+20 = 40, the heading says 50 [timing-heading]"
    ],
    "## 하나 (50분)\n### 가 (20분)\n": [
        "session_1:5: the one section in it is 20, the heading says 50 [timing-heading]"
    ],
    "## 하나 (50분)\n### 가 (20분)\n### 나\n": [],
    "## 하나 (50분)\n### 가 (40분)\n### 나\n### 다 (20분)\n": [
        "session_1:5: 40+20 = 60, the heading says 50 [timing-heading]"
    ],
    "## 하나\n### 가 (20분)\n## 둘 (30분)\n": [],
    "## 하나 (09:00-09:20)\n## 둘 (09:20-09:50)\n": [],
    "## 하나 09:00-09:20 (25분)\n## 둘 (25분)\n": [
        "session_1:5: 09:00–09:20 is 20, the heading says 25 [timing-clock]"
    ],
    "본문뿐\n": [],
}


@pytest.mark.parametrize(("body", "expected"), SUMS.items())
def test_sums_of_a_session(body: str, expected: list[str]) -> None:
    """Headings and sessions are added up; what untimed sections may take is not told."""
    assert told(HEAD + body) == expected


def test_minutes_that_are_not_the_clock_s() -> None:
    """The minutes that a session states are those between its times."""
    text = "# Session 1: 시험\n\n**시간**: 09:00-09:50 (60분)\n"
    assert told(text) == ["session_1:3: 09:00–09:50 is 50, the session says 60 [timing-clock]"]


def test_sessions_at_one_time() -> None:
    """A session that begins before an earlier one of its day has ended is told, at its time's line."""
    other = "# Session {}: 시험\n\n**시간**: {} (50분)\n"
    later = other.format(2, "09:40-10:30")
    assert told(HEAD, later) == [
        "session_2:3: 09:40–10:30 overlaps session_1.md, which is from 09:00–09:50 [timing-overlap]"
    ]
    assert told(HEAD, other.format(2, "09:50-10:40")) == []
    assert told(HEAD, other.format(1, "09:00-09:50")) == [], "two pages of one session"


@pytest.mark.parametrize("code", TIMING_CODES)
def test_each_kind_can_be_silenced(code: str) -> None:
    """A course hears nothing of the kinds it has silenced, and all of the others."""
    first = HEAD + "## 하나 (50분)\n### 가 (60분)\n## 둘 (9분)\n"
    second = "# Session 2: 시험\n\n**시간**: 09:10-09:50 (50분)\n"
    codes = {line.rpartition("[")[2][:-1] for line in told(first, second)}
    assert codes == set(TIMING_CODES)
    left = {line.rpartition("[")[2][:-1] for line in told(first, second, silenced=(code,))}
    assert left == codes - {code}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_given_session_adds_up(language: str) -> None:
    """The times of the first lecturer's session, and of its translation, have no fault."""
    docs_dir = SAMPLE / "docs" / language
    found = check_docs(docs_dir, SAMPLE, addresses=usual_addresses(docs_dir), settings=Settings())
    assert [str(problem) for problem in found.problems if problem.code in TIMING_CODES] == []
    assert [(session.minutes, str(session.clock)) for session in found.course.sessions] == [
        (50, "09:00–09:50")
    ]
