"""What the readers of sessions look at closely: clock faces, labels, long terms, where pages are."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.markdown.files.source import Source
from course.model.built_language import BuiltLanguage, plan_pages
from course.model.corrections.corrections import read_corrections
from course.model.model import Clock, Session
from course.model.sessions.course_tree import parse_course
from course.model.sessions.durations import time_reader
from course.model.sessions.entries import split_entry
from course.model.sessions.parse import parse_session
from course.model.terms.collation import collation_key
from course.model.terms.terms import glossary_terms
from course.settings.course_settings import Settings
from support.courses import write_files

HEAD = "# Session 1: 시험\n\n"
READER = time_reader(Settings())


def session_of(text: str) -> Session:
    session = parse_session(Source("a.md", "a.md", HEAD + text), Settings())
    assert session is not None
    return session


@pytest.mark.parametrize("face", ["⌚", "⌛", "⏰", "⏱️", "⏲", "⏳", "🕐", "🕛", "🕧"])
def test_clock_faces_stand_before_minutes(face: str) -> None:
    """Every clock, watch and hourglass."""
    assert READER.minutes(f"{face} 20분") == 20


@pytest.mark.parametrize("sign", ["X", "\u2319", "\u231c", "\u23ef", "\u23f4", "\U0001f54f", "\U0001f568"])
def test_other_signs_do_not(sign: str) -> None:
    """Nor do those beside the clocks in Unicode."""
    assert READER.minutes(f"{sign} 20분") is None


@pytest.mark.parametrize("words", ["1시간 30분", "1h 30m", "1 hr 30 min", "1시간 30minutes"])
def test_hours_and_minutes_in_every_unit(words: str) -> None:
    """The shortest word and the longest."""
    assert READER.minutes(words) == 90


def test_times_at_the_ends_of_an_hour_and_a_day() -> None:
    """An hour has sixty minutes, and a day may end in its last hour."""
    assert READER.line("23:50-00:20").clock == Clock(1430, 1460)
    assert READER.line("09:59-10:01").clock == Clock(599, 601)
    assert READER.line("09:60-10:10").clock is None
    assert READER.heading("이론 X (50분)").text == "이론 X"


def test_a_term_is_as_long_as_a_line() -> None:
    """What is longer is a sentence in bold."""
    assert split_entry(f"**{'가' * 156}**: 뜻") is not None
    assert split_entry(f"**{'가' * 157}**: 뜻") is None
    assert split_entry(f"**{'가' * 170}**: 뜻") is None


def test_a_plain_line_above_a_list_is_no_label() -> None:
    """Keywords below it belong to no group; those below a label do."""
    text = "## 핵심 키워드\n\n글이다.\n\n- **A**: 하나\n\n**묶음**\n\n- **B**: 둘\n"
    assert [(keyword.term, keyword.group) for keyword in session_of(text).keywords] == [
        ("A", ""),
        ("B", "묶음"),
    ]


def test_a_keyword_is_no_promise() -> None:
    """Though the label above it speaks of what comes next."""
    listed = "**다음 세션**:\n\n- **Pod**: 단위\n"
    assert [each.text for each in session_of(f"## 글\n\n{listed}").promises] == ["Pod: 단위"]
    assert session_of(f"## 핵심 키워드\n\n{listed}").promises == ()


def test_what_a_session_says_of_itself() -> None:
    """Before its first heading, and below the heading for it wherever that stands; nowhere else."""
    text = "## 글\n\n**방법**: 아님\n\n## 세션 정보\n\n**시간**: 50분 | **방법**: 강의\n"
    session = session_of(text)
    assert (session.minutes, session.method and session.method.text) == (50, "강의")
    longest = f"{'긴 ' * 40}말: 50분\n"
    assert session_of(longest).minutes is None


def test_a_label_alone_says_nothing() -> None:
    """What follows it on the next line is no value of it."""
    session = session_of("방법\n\n시간\n\n**목표**\n")
    assert (session.method, session.minutes, session.goal) == (None, None, None)


@pytest.mark.parametrize("label", ["**묶음**", "**묶음**:", "**묶음** (둘):", "__묶음__ ：", "묶음: **"])
def test_labels_of_lists(label: str) -> None:
    """In bold, with a colon or both."""
    (keyword,) = session_of(f"## 핵심 키워드\n\n{label}\n\n- **B**: 둘\n").keywords
    assert keyword.group.startswith("묶음")


def test_a_term_of_no_words_is_none() -> None:
    """A picture says nothing that could be looked up."""
    source = Source("a.md", "a.md", f"{HEAD}## 핵심 키워드\n\n- ![](a.png): 뜻\n- **B**: 둘\n")
    terms = glossary_terms(parse_course([source], Settings()), ())
    assert [term.name for term in terms] == ["B"]


def test_numbers_stand_behind_all_letters() -> None:
    """Whatever their script, and whatever the number."""
    order = ["가", "a", "あ", "漢", "0", "007", "10"]
    mixed = order[::-1]
    assert sorted(mixed, key=lambda term: collation_key(term, ("HANGUL", "LATIN"))) == order


def test_what_keeps_corrections_from_being_read(tmp_path: Path) -> None:
    """Is said as the reader of YAML says it."""
    write_files(tmp_path, {"corrections.yml": "a: [\n"})
    _, (problem,) = read_corrections(tmp_path / "corrections.yml", tmp_path)
    assert problem.what.startswith("not YAML: expected")


@pytest.mark.parametrize("address", ["https://a.example/ko/", ""])
def test_the_pages_of_a_language(tmp_path: Path, address: str) -> None:
    """Those that the site has, in the order of the course, each with its whole address where there is one."""
    sources = {f"docs/week_01/day1/session_{number}.md": "# 글\n" for number in (10, 2, 3)}
    write_files(tmp_path, {**sources, "docs/index.md": "# 앞\n", "docs/gone.md": "# 없음\n"})
    for place in ("index.html", "week_01/day1/session_10/index.html", "week_01/day1/session_2/index.html"):
        write_files(tmp_path, {f"site/{place}": "글"})
    language = BuiltLanguage(
        "ko", "과정", address, tmp_path / "docs", tmp_path / "site", {}, {"week": "{}주차"}, Settings(), "ko"
    )
    pages = [(page.uri, page.url, page.place) for page in plan_pages(language)]
    folder = "week_01/day1/session_"
    assert pages == [
        ("index.md", address, ""),
        (f"{folder}2.md", f"{address}{folder}2/" if address else "", "1주차 · Day1 · Session 2"),
        (f"{folder}10.md", f"{address}{folder}10/" if address else "", "1주차 · Day1 · Session 10"),
    ]
