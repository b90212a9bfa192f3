"""Handouts and booklets that would be called alike are told apart, by file name and by title."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from course.handout import apart
from course.handout.apart import booklets, file_names, pages_apart, told_apart, week_key
from course.handout.make import make_handout
from course.handout.order import PageInput
from course.kept import Store
from course.markdown.files.source import Source
from course.model.built_language import BuiltLanguage, PlannedPage, place_in_words
from course.model.sessions.course_tree import parse_course
from course.settings.course_settings import Settings
from support.handouts import needs_fonts, order_of, page_texts
from support.words import KOREAN

FORMS = {"week": "{}주차", "session": "세션 {}"}
LANGUAGE = BuiltLanguage(
    "ko", "과정", "", Path("docs"), Path("site"), KOREAN.handout, FORMS, Settings(), "ko"
)


def pages_of(titles: dict[str, str]) -> dict[str, tuple[PlannedPage, PageInput]]:
    """Pages by URI, each with a title of its own."""
    return {
        uri: (
            PlannedPage(uri, Path(uri), "", place_in_words(uri, FORMS)),
            PageInput(Source(uri, uri, f"# {title}\n"), b"", "", place_in_words(uri, FORMS), 0),
        )
        for uri, title in titles.items()
    }


def called(titles: dict[str, str]) -> list[tuple[str, str]]:
    """File name and title of each week's booklet, in the order of the course."""
    pages = pages_of(titles)
    course = parse_course((given.source for _, given in pages.values()), Settings())
    found = booklets(course.weeks, file_names(pages), pages, LANGUAGE)
    return [(found[key].name, found[key].title) for key in map(week_key, course.weeks)]


BOOKLETS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "weeks alone": (
        {"week_1/session_1.md": "가", "week_2/session_1.md": "나"},
        [("week_1", "1주차"), ("week_2", "2주차")],
    ),
    "one week in each of two parts": (
        {"linux/week_1/session_1.md": "가", "docker/week_1/session_1.md": "나"},
        [("docker-week_1", "Docker · 1주차"), ("linux-week_1", "Linux · 1주차")],
    ),
    "parts by the titles of their pages": (
        {
            "a/README.md": "입문",
            "a/week_1/session_1.md": "가",
            "b/README.md": "심화",
            "b/week_1/session_1.md": "나",
        },
        [("a-week_1", "입문 · 1주차"), ("b-week_1", "심화 · 1주차")],
    ),
    "parts of one title": (
        {
            "a/README.md": "기초",
            "a/week_1/session_1.md": "가",
            "b/README.md": "기초",
            "b/week_1/session_1.md": "나",
        },
        [("a-week_1", "1주차 (a/week_1)"), ("b-week_1", "1주차 (b/week_1)")],
    ),
    "parts of one title in parts": (
        {"a/basics/week_1/session_1.md": "가", "b/basics/week_1/session_1.md": "나"},
        [("a-basics-week_1", "A · Basics · 1주차"), ("b-basics-week_1", "B · Basics · 1주차")],
    ),
    "names that differ in a mark": (
        {"week_1-a/session_1.md": "가", "week_1_a/session_1.md": "나", "x/week_1-a/session_1.md": "다"},
        [
            ("week_1-a", "1주차: a (week_1-a)"),
            ("week_1_a", "1주차: a (week_1_a)"),
            ("x-week_1-a", "X · 1주차: a"),
        ],
    ),
    "a page and a week of one name": (
        {"week_1.md": "소개", "week_1/session_1.md": "가", "week_1/session_2.md": "나"},
        [("week_1-2", "1주차")],
    ),
    "no weeks": ({"a/session_1.md": "가", "b/session_1.md": "나"}, [("course", "과정")]),
    "no weeks, one folder": (
        {"basics/x/session_1.md": "가", "basics/y/session_1.md": "나"},
        [("basics", "Basics")],
    ),
}


@pytest.mark.parametrize(("titles", "expected"), BOOKLETS.values(), ids=BOOKLETS.keys())
def test_booklets_are_told_apart(titles: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """Each has a file name and a title that no other has; where they would not be alike, the short ones."""
    found = [each for each in called(titles) if each in expected]
    assert found == expected
    every = called(titles)
    assert len({name.casefold() for name, _ in every}) == len({title for _, title in every}) == len(every)


def test_pages_of_one_title_at_one_place_name_their_folders(tmp_path: Path) -> None:
    """Others name what has a number alone, as ever."""

    def places(titles: dict[str, str]) -> list[str]:
        """The place that each page's handout names."""
        return [given.place for _, given in pages_apart(pages_of(titles), LANGUAGE, Store(tmp_path)).values()]

    assert places({"linux/session_1.md": "소개", "docker/session_1.md": "소개"}) == [
        "Linux · 세션 1",
        "Docker · 세션 1",
    ]
    assert places({"linux/session_1.md": "소개", "docker/session_1.md": "다른 소개"}) == ["세션 1", "세션 1"]
    assert places({"a/b/intro.md": "소개", "c/b/intro.md": "소개"}) == ["A · B", "C · B"]
    assert places({"a/one.md": "소개", "a/two.md": "소개"}) == ["a/one.md", "a/two.md"]
    assert places({"x_y/session_1.md": "소개", "x-y/session_1.md": "소개"}) == [
        "x_y/session_1.md",
        "x-y/session_1.md",
    ]


def test_titles_are_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited session does not have all others parsed again."""
    pages = pages_of({"a/session_1.md": "소개", "b/session_1.md": "소개", "c/notes.md": "글"})
    first = pages_apart(pages, LANGUAGE, Store(tmp_path))
    monkeypatch.setattr(apart, "page_title", None)
    assert pages_apart(pages, LANGUAGE, Store(tmp_path)) == first


def test_the_first_option_that_nobody_else_has() -> None:
    """What has no further option keeps its last, alike or not."""
    assert told_apart({1: ["a", "b"], 2: ["a", "c"], 3: ["d"]}) == {1: "b", 2: "c", 3: "d"}
    assert told_apart({1: ["a"], 2: ["a", "c"]}) == {1: "a", 2: "c"}
    assert told_apart({1: ["a"], 2: ["a"]}) == {1: "a", 2: "a"}


@needs_fonts
def test_a_file_says_which_of_two_it_is(tmp_path: Path) -> None:
    """The title in the file's own data and the page both name what tells it apart."""

    def title_and_text(**sheet: Any) -> tuple[str, str]:
        order = order_of("<h1>소개</h1><p>글</p>", tmp_path)
        (page,) = order.pages
        page = replace(page, place=sheet.get("apart") or page.place)
        made = make_handout(replace(order, sheet=replace(order.sheet, **sheet), pages=(page,)))
        assert made.pdf is not None, made.problems
        with pikepdf.open(io.BytesIO(made.pdf)) as document:
            return str(document.docinfo["/Title"]), page_texts(made.pdf)[0]

    assert title_and_text()[0] == "소개"
    title, text = title_and_text(apart="Linux · 세션 1")
    assert title == "소개 · Linux · 세션 1"
    assert "Linux · 세션 1" in text
