"""Every folder has a page: its own README or index, or one that lists what is inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from course.markdown.files.folder_pages import (
    folder_contents,
    folders_above,
    folders_without_page,
    is_own_page,
    site_path_of,
)
from course.markdown.files.navigation import name_forms, title_from_name
from support import words
from support.courses import BuiltDocs, tree, write_files

COURSE: dict[str, str | bytes] = {
    "week_03/day3/session_10.md": "# 세션 열\n",
    "week_03/day3/session_2.md": "# 세션 **둘**\n",
    "week_03/day3/labs/lab_1.md": "제목이 없다.\n",
    "week_10/readme.md": "# 열째 주\n",
    "week_10/notes.md": "# 메모\n",
    "__init__ & <b>/a.md": "# 가\n",
    "images/a.png": b"png",
}


KOREAN, ENGLISH = (
    name_forms(each.numbered_names, each.name_spellings) for each in (words.KOREAN, words.ENGLISH)
)


@pytest.mark.parametrize(
    ("name", "korean", "english"),
    [
        ("week_03", "3주차", "Week 3"),
        ("day3", "3일차", "Day 3"),
        ("session_1", "세션 1", "Session 1"),
        ("lab_2", "실습 2", "Lab 2"),
        ("주차", "주차", "Week"),
        ("2일차", "2일차", "Day 2"),
        ("03주차_네트워킹", "3주차: 네트워킹", "Week 3: 네트워킹"),
        ("실습-2", "실습 2", "Lab 2"),
        ("Week03Day2", "3주차 2일차", "Week 3 Day 2"),
        ("week_1_day_2_session_03", "1주차 2일차 세션 3", "Week 1 Day 2 Session 3"),
        ("labs", "실습", "Lab"),
        ("challenge_1_scaling", "챌린지 1: scaling", "Challenge 1: scaling"),
        ("3d_models", "3d models", "3d models"),
        ("s3-bucket", "S3 bucket", "S3 bucket"),
        ("___", "___", "___"),
        ("\u1102\u1161\u110c\u116e", "나주", "나주"),
    ],
)
def test_names_are_readable_in_both_languages(name: str, korean: str, english: str) -> None:
    """A numbered name becomes a title of the site's language, whichever language it is written in."""
    assert title_from_name(name, KOREAN) == korean
    assert title_from_name(name, ENGLISH) == english


@given(st.text(max_size=30))
def test_every_name_has_a_title(name: str) -> None:
    """No name of a folder is too strange for a title."""
    assert title_from_name(name, KOREAN) or not name


def test_own_pages_are_known_in_any_case() -> None:
    """``README.md`` and ``index.md`` belong to their folder however they are capitalised."""
    assert all(map(is_own_page, ["README.md", "a/Readme.md", "a/INDEX.md"]))
    assert not is_own_page("a/readme_first.md")
    assert site_path_of("a/readme.md", "a/readme/index.html") == "a/index.html"
    assert site_path_of("Index.md", "Index/index.html") == "index.html"
    assert site_path_of("a/b.md", "a/b/index.html") == "a/b/index.html"


def test_folders_whose_address_is_taken_need_no_page() -> None:
    """Only a folder that no file stands for gets a page; folders without pages inside are left alone."""
    places = {"a/b/c.md": "a/b/c/index.html", "a.md": "a/index.html", "B/index.html": "B/index.html"}
    assert folders_without_page(["a/b/c.md", "a.md", "B/d.md"], places) == ["", "a/b"]
    assert folders_above([]) == [""]


def test_an_outline_holds_everything_in_natural_order() -> None:
    """Pages and folders by their names, a folder named by its own page, files last."""
    pages = {
        "index.md": "과정",
        "w2/README.md": "둘째 주",
        "w2/s_10.md": "열",
        "w2/s_2.md": "둘",
        "w10/a/x.md": "깊은",
    }
    folders = {"": "", "w2": "w2", "w10": "열째", "w10/a": "가"}
    found = folder_contents(pages, ["w2/b.yaml", "a.zip"], folders)
    assert [(each.title, each.uri, each.kind) for each in found[""]] == [
        ("둘째 주", "w2/README.md", "folder"),
        ("열째", "", "folder"),
        ("a.zip", "a.zip", "file"),
    ]
    assert [each.title for each in found["w2"]] == ["둘", "열", "b.yaml"]
    assert [each.title for each in found["w10"][0].inside] == ["깊은"] == [found["w10/a"][0].title]


def test_folders_without_a_page_get_one(build_docs: Callable[..., BuiltDocs], tmp_path: Path) -> None:
    """The page is named like its folder, has all sessions below it, and is never written under docs/."""
    write_files(tmp_path / "docs", COURSE)
    before = tree(tmp_path / "docs")
    built = build_docs(COURSE, strict=True)
    assert built.failure is None, built.messages
    assert tree(tmp_path / "docs") == before
    week = _page(built, "week_03")
    assert week.select_one("article h1").text == "3주차"  # type: ignore[union-attr]
    assert [(link.text, link["href"]) for link in week.select(".timetable a")] == [
        ("세션 둘", "day3/session_2/"),
        ("세션 열", "day3/session_10/"),
        ("실습 1", "day3/labs/lab_1/"),
    ]
    strange = _page(built, "__init__ & <b>")
    assert [heading.text for heading in strange.select("h1")] == ["Init & <b>"]
    assert "열째 주" in _page(built, "week_10").text
    assert not (built.site_dir / "week_10" / "readme").exists()
    assert not (built.site_dir / "images" / "index.html").exists()


def test_the_front_page_is_made_too(build_docs: Callable[..., BuiltDocs]) -> None:
    """A course without README or index has a front page with the course's name and every session."""
    front = _page(build_docs(COURSE), "")
    assert front.select_one("article h1").text == "Kubernetes 네트워킹 과정"  # type: ignore[union-attr]
    assert [link["href"] for link in front.select(".course-outline a")] == [
        "__init__%20%26%20%3Cb%3E/",
        "__init__%20%26%20%3Cb%3E/a/",
        "week_03/",
        "week_03/day3/",
        "week_03/day3/session_2/",
        "week_03/day3/session_10/",
        "week_03/day3/labs/",
        "week_03/day3/labs/lab_1/",
        "week_10/",
        "week_10/notes/",
    ]


def _page(built: BuiltDocs, folder: str) -> BeautifulSoup:
    html = (built.site_dir / folder / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")
