"""Sessions read from their text: golden cases, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.markdown.files.source import Source, read_source
from course.model.model import Clock, Course, Session
from course.model.sessions.course_tree import parse_course
from course.model.sessions.durations import time_reader
from course.model.sessions.entries import split_entry
from course.model.sessions.parse import parse_session
from course.model.sessions.places import CoursePlace, place_reader
from course.settings.course_settings import Settings
from support.courses import ROOT, SAMPLE

CASES = sorted((ROOT / "tests/cases/model").glob("*.md"))
WORDS = Settings()


def source(text: str, uri: str = "week_03/day3/session_1.md") -> Source:
    return Source(uri, f"docs/ko/{uri}", text)


def parsed(text: str, uri: str = "week_03/day3/session_1.md") -> Session:
    session = parse_session(source(text, uri), WORDS)
    assert session is not None
    return session


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden_case(case: Path, request: pytest.FixtureRequest) -> None:
    """The source of each case is read as the tree below it says."""
    head, _, rest = case.read_text(encoding="utf-8").partition("\n=== source\n")
    text, _, expected = rest.partition("\n=== tree\n")
    session = parse_session(source(text, head.removeprefix("uri: ")), WORDS)
    tree = f"{session or 'no session'}\n"
    if request.config.getoption("--update"):
        case.write_text(f"{head}\n=== source\n{text}\n=== tree\n{tree}", encoding="utf-8")
        return
    assert tree == expected


@pytest.fixture(scope="module")
def given_session() -> Session:
    docs_dir = SAMPLE / "docs/ko"
    session = parse_session(read_source(docs_dir / "week_03/day3/session_1.md", docs_dir, SAMPLE), WORDS)
    assert session is not None
    return session


def test_given_session_is_read_whole(given_session: Session) -> None:
    """The first lecturer's session: its place, its time, and the number of everything in it."""
    session = given_session
    assert (session.week, session.day, session.kind, session.number) == (3, 3, "session", 1)
    assert (session.name, session.clock, session.minutes) == ("네트워킹 기초 & CNI", Clock(540, 590), 50)
    timed = [section.minutes for section in session.walk() if section.minutes is not None]
    assert timed == [5, 35, 12, 12, 11, 10, 5, 5]
    counted = (
        session.objectives,
        session.questions,
        session.checks,
        session.keywords,
        session.tasks,
        session.promises,
        session.diagrams,
        session.code_blocks,
    )
    assert [len(things) for things in counted] == [3, 3, 3, 12, 4, 4, 4, 1]
    twice = [keyword.definition for keyword in session.keywords if keyword.term == "Network Namespace"]
    assert twice == ["네트워크 격리 메커니즘", "독립적 네트워크 환경"]


def test_every_line_points_at_its_text(given_session: Session) -> None:
    """The line of each part of the given session holds that part."""
    lines = (SAMPLE / "docs/ko" / given_session.uri).read_text(encoding="utf-8").split("\n")
    for section in given_session.walk():
        assert lines[section.line - 1].startswith(f"{'#' * section.level} ")
        assert section.title in lines[section.line - 1]
    for item in (*given_session.objectives, *given_session.questions, *given_session.checks):
        assert item.markdown in lines[item.line - 1]
    for keyword in given_session.keywords:
        assert lines[keyword.line - 1] == f"- {keyword.term_markdown}: {keyword.definition_markdown}"
    for block in (*given_session.code_blocks, *given_session.diagrams):
        assert lines[block.line - 1].startswith("```")


def test_definition_keeps_what_is_nested_below_it() -> None:
    """An entry's further lines belong to its definition as they are written, without their indentation."""
    text = (
        "## 핵심 키워드\n\n- **Pod**: 가장 *작은* 단위\n  - `kubectl run`\n\n    ```bash\n    ls\n    ```\n"
    )
    (keyword,) = parsed(text).keywords
    assert keyword.term_markdown == "**Pod**"
    assert keyword.definition_markdown == "가장 *작은* 단위\n- `kubectl run`\n\n  ```bash\n  ls\n  ```"


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "# Week 1 Day 2 Session 3: 제목",
                "## 핵심 키워드",
                "### 이해도 체크 (5분)",
                "## 함께 생각해보기 (09:00-",
                "- **a**: b",
                "  1. c: d",
                "   - [ ] e",
                "> ## 인용 제목",
                "```mermaid",
                "```",
                "**시간**: 25:00-99:99 (0분)",
                "| a | b |",
                "|---|---|",
                "<div>",
                "</div>",
                "---",
                "===",
                "[^1]: note",
                "\t- tab",
                "***",
                "",
                "99999999999분",
                "# (९분)",
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=25,
).map("\n".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_parsing_never_raises_and_lines_are_true(text: str) -> None:
    """Any text is read, and every section's line is one that holds its heading."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    session = parsed(text)
    lines = text.split("\n")
    for section in session.walk():
        assert 1 <= section.line <= len(lines)
        below = lines[section.line] if section.line < len(lines) else ""
        assert "#" in lines[section.line - 1] or set(below.strip()) <= set("=-") or section.heading
    levels = [section.level for section in session.walk()]
    assert all(inner.level > outer.level for outer in session.walk() for inner in outer.sections)
    assert len(levels) == len({section.line for section in session.walk()})
    str(session)


WORD = st.text("가나다라마바사아자차카타파하abcdefgh", min_size=1, max_size=8)
NAMES = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
CLOCKS = st.tuples(st.integers(0, 1300), st.integers(1, 139)).map(lambda pair: Clock(pair[0], sum(pair)))


@st.composite
def sessions(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A session's Markdown, and the lines that its tree must have."""
    week, day, number = draw(st.integers(1, 30)), draw(st.integers(1, 7)), draw(st.integers(1, 12))
    name, clock, goal = draw(NAMES), draw(CLOCKS), draw(NAMES)
    lines = [f"# Week {week} Day {day} Session {number}: {name}", "", "## 세션 정보"]
    lines += [f"**시간**: {clock} ({clock.minutes}분)  ", f"**목표**: {goal}"]
    tree = [
        f"week {week} day {day} session {number}: {name} (week_03/day3/session_1.md:1)",
        f"  time: {clock} {clock.minutes} min :4",
        f"  goal: {goal} :5",
        "  ## 세션 정보 <info> :3",
    ]
    points: list[str] = []

    def write(text: str) -> int:
        lines.append(text)
        return len(lines)

    for title in draw(st.lists(NAMES, max_size=4)):
        minutes = draw(st.none() | st.integers(1, 200))
        stated = "" if minutes is None else draw(st.sampled_from([" ({}분)", " [{} min]", " ⏰ {}분"]))
        at = write(f"## {title}{stated.format(minutes)}")
        tree.append(f"  ## {title}{f' {minutes} min' if minutes is not None else ''} :{at}")
        lines.extend(["", "본문.", ""])
    at = write("## 핵심 키워드")
    tree.append(f"  ## 핵심 키워드 <keyword> :{at}")
    for group in draw(st.lists(NAMES, max_size=3)):
        at = write(f"### {group}")
        tree.append(f"    ### {group} :{at}")
        for term, definition in draw(st.lists(st.tuples(NAMES, NAMES), max_size=3)):
            at = write(f"- **{term}**: {definition}")
            points.append(f"  keyword: [{group}] {term} = {definition} :{at}")
    at = write("## 세션 마무리")
    tree.append(f"  ## 세션 마무리 <closing> :{at}")
    for text, done in draw(st.lists(st.tuples(NAMES, st.booleans()), max_size=3)):
        box = "x" if done else " "
        at = write(f"- [{box}] {text}")
        points.append(f"  task: [{box}] {text} :{at}")
    return "\n".join(lines), tree + points


@given(sessions())
@settings(max_examples=100, deadline=None)
def test_generated_session_is_read_back(made: tuple[str, list[str]]) -> None:
    """A session written as Markdown is read as what it was made from."""
    text, tree = made
    assert str(parsed(text)).split("\n") == tree


HEADINGS = [
    ("핵심 개념 (35분)", "핵심 개념", 35, None),
    ("핵심 개념 (35 min)", "핵심 개념", 35, None),
    ("이론 ⏰ 50분", "이론", 50, None),
    ("09:00-09:50 이론", "이론", None, Clock(540, 590)),
    ("이론 (09:00~09:50)", "이론", None, Clock(540, 590)),
    ("이론 09:00 – 09:50 (50분)", "이론", 50, Clock(540, 590)),
    ("실습 (1시간 30분)", "실습", 90, None),
    ("Lab (1.5 hours)", "Lab", 90, None),
    ("오후 2:00 ~ 3:30 실습", "실습", None, Clock(840, 930)),
    ("Lab 2:00 PM - 3:30 PM", "Lab", None, Clock(840, 930)),
    ("밤샘 (23:00-01:00)", "밤샘", None, Clock(1380, 1500)),
    ("점심 오후 12:00-12:50", "점심", None, Clock(720, 770)),
    ("Lunch 12:30 PM - 1:15 PM", "Lunch", None, Clock(750, 795)),
    ("자정 오전 12:10 ~ 12:40", "자정", None, Clock(10, 40)),
    ("5분 만에 배우기", "5분 만에 배우기", None, None),
    ("휴식 (10-15분)", "휴식 (10-15분)", None, None),
    ("TTL (기본 5분)", "TTL (기본 5분)", None, None),
    ("지연 (5ms)", "지연 (5ms)", None, None),
    ("포트 8080:8080", "포트 8080:8080", None, None),
    ("빈 (0분)", "빈 (0분)", None, None),
]


@pytest.mark.parametrize(("text", "title", "minutes", "clock"), HEADINGS)
def test_times_of_headings(text: str, title: str, minutes: int | None, clock: Clock | None) -> None:
    """Minutes and clock times are read in the ways lecturers write them, and nowhere else."""
    timing = time_reader(WORDS).heading(text)
    assert (timing.text, timing.minutes, timing.clock) == (title, minutes, clock)


PLACES = [
    ("Week 3 Day 3 Session 1: 네트워킹", CoursePlace(3, 3, 1, "session"), "네트워킹"),
    ("3주차 2일차 1교시 - 네트워킹", CoursePlace(3, 2, 1, "session"), "네트워킹"),
    ("November Week 2 Day 2 Session 1: API", CoursePlace(2, 2, 1, "session"), "API"),
    ("Session 2: Day 5 operations", CoursePlace(None, None, 2, "session"), "Day 5 operations"),
    ("실습 2", CoursePlace(None, None, 2, "lab"), "실습 2"),
    ("도커 소개", CoursePlace(), "도커 소개"),
]


@pytest.mark.parametrize(("text", "place", "name"), PLACES)
def test_places_of_titles(text: str, place: CoursePlace, name: str) -> None:
    """Week, day and number come from what stands before the title proper."""
    assert place_reader(WORDS).read(text) == (place, name)


def test_path_tells_what_the_title_does_not() -> None:
    """A session with a plain title has the place that its folders and name state."""
    session = parsed("# 도커 소개\n", "week_02/day_4/session_10.md")
    assert (session.week, session.day, session.number, session.name) == (2, 4, 10, "도커 소개")


ENTRIES = [
    ("**Pod IP**: 주소", "**Pod IP**", "주소"),
    ("**Pod IP:** 주소", "**Pod IP**", "주소"),
    ("**Raft(래프트)**:합의", "**Raft(래프트)**", "합의"),
    ("Pod – 단위: 작다", "Pod", "단위: 작다"),
    ("`a: b`: c", "`a: b`", "c"),
]


@pytest.mark.parametrize(("markdown", "term", "definition"), ENTRIES)
def test_entries_are_split_at_their_separator(markdown: str, term: str, definition: str) -> None:
    """Colons and dashes inside code, links and addresses are no separators."""
    entry = split_entry(markdown)
    assert entry is not None
    assert (entry.term, entry.definition) == (term, definition)


@pytest.mark.parametrize(
    "markdown", ["Pod", "http://example.org", "nginx:latest 이미지", "**Pod**은 단위", ""]
)
def test_items_without_a_separator_are_no_entries(markdown: str) -> None:
    """An item that defines nothing is no entry."""
    assert split_entry(markdown) is None


def test_words_are_settable() -> None:
    """A course in a third language is read by its own words."""
    words = Settings(
        keyword_headings=("Schlüsselbegriffe",),
        session_words=("Sitzung",),
        minute_words=("Minuten",),
        time_labels=("Zeit",),
    )
    text = "# Sitzung 4: Netze\n\n**Zeit**: 09:00-09:30\n\n## Teil (30 Minuten)\n\n"
    text += "## Schlüsselbegriffe\n- Pod: klein\n"
    session = parse_session(source(text, "netze.md"), words)
    assert session is not None
    assert (session.number, session.name, session.stated_minutes) == (4, "Netze", 30)
    assert [section.minutes for section in session.sections] == [30, None]
    assert [keyword.term for keyword in session.keywords] == ["Pod"]


def course_of(**texts: str) -> Course:
    return parse_course([source(text, uri.replace("__", "/") + ".md") for uri, text in texts.items()], WORDS)


def test_pages_of_a_day_are_in_the_order_of_teaching() -> None:
    """By clock time; then sessions, hands-on pages, labs and challenges, whatever their names' letters."""
    clock = "# {}\n\n**시간**: {}\n"
    names = ["challenge_1", "handson_1", "hands_on_2", "session_2", "lab_2", "lab_10"]
    days = {f"week_01__day1__{name}": f"# {name}\n" for name in names}
    days["week_01__day1__lab_1"] = clock.format("lab_1", "14:00-15:00")
    days["week_01__day1__session_1"] = clock.format("session_1", "09:00-09:50")
    course = parse_course(
        [source(text, uri.replace("__", "/") + ".md") for uri, text in days.items()], Settings()
    )
    assert [each.uri.rpartition("/")[2][:-3] for each in course.sessions] == [
        *("session_1", "lab_1"),
        *("session_2", "handson_1", "hands_on_2", "lab_2", "lab_10", "challenge_1"),
    ]


def test_course_is_arranged_as_it_is_taught() -> None:
    """Weeks and days by number, a day's sessions by clock time; folders' own pages are no sessions."""
    course = course_of(
        week_10__day1__session_1="# Ten\n",
        week_02__day1__session_2="# B\n\n**시간**: 10:00-10:50\n",
        week_02__day1__session_1="# A\n\n**시간**: 09:00-09:50\n",
        week_02__day1__lab_1="# L\n",
        week_02__day1__README="# Week 2 Day 1\n",
        extra__session_1="# Loose\n",
    )
    assert [(week.number, week.folder) for week in course.weeks] == [
        (2, "week_02"),
        (10, "week_10"),
        (None, ""),
    ]
    assert [session.name for session in course.sessions] == ["A", "B", "L", "Ten", "Loose"]
    assert course.days[0].folder == "week_02/day1"
    found = course.session("week_10/day1/session_1.md")
    assert found is not None
    assert found.week == 10
    assert course.session("none.md") is None
