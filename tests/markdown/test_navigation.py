"""Navigation from folders and titles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from course.markdown.files.navigation import natural_key, nav_from_folders, title_from_name
from support.courses import BuiltDocs

KOREAN = {"week": "{}주차", "day": "{}일차", "session": "세션 {}", "lab": "실습 {}"}
COURSE = {
    "index.md": "# 과정\n",
    "week_10/day1/session_1.md": "# 열째 주\n",
    "week_2/README.md": "# 둘째 주: 서비스\n",
    "week_2/day3/session_10.md": "# 세션 열\n",
    "week_2/day3/session_2.md": "# 세션 둘 & **강조**\n",
    "week_2/day3/lab_1.md": "제목이 없는 실습\n",
    "week_2/day10/session_1.md": "소개\n\n# 열째 날\n",
}


def test_people_count_folders_and_pages() -> None:
    """2 comes before 10; a folder's own page is first."""
    assert nav_from_folders(reversed(COURSE), KOREAN) == [
        "index.md",
        {
            "2주차": [
                "week_2/README.md",
                {
                    "3일차": [
                        "week_2/day3/lab_1.md",
                        "week_2/day3/session_2.md",
                        "week_2/day3/session_10.md",
                    ]
                },
                {"10일차": ["week_2/day10/session_1.md"]},
            ]
        },
        {"10주차": [{"1일차": ["week_10/day1/session_1.md"]}]},
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("week_03", "3주차"),
        ("day3", "3일차"),
        ("Session-1", "세션 1"),
        ("lab_02_cni_plugin", "실습 2: cni plugin"),
        ("deep_dive", "Deep dive"),
        ("K8s-Basics", "K8s Basics"),
        ("네트워킹_기초", "네트워킹 기초"),
    ],
)
def test_names_become_titles(name: str, title: str) -> None:
    """Numbered weeks, days and the like are said in Korean, other names are spaced."""
    assert title_from_name(name, KOREAN) == title


def test_pages_that_are_taught_have_their_order() -> None:
    """They take turns in the places that they have; other pages and folders stay where they are."""
    uris = ["d/a.md", "d/challenge_1.md", "d/lab_1.md", "d/m.md", "d/session_1.md", "d/x/b.md"]
    taught = ["d/session_1.md", "e/none.md", "d/lab_1.md", "d/challenge_1.md"]
    assert nav_from_folders(uris, {}, taught) == [
        {"D": ["d/a.md", "d/session_1.md", "d/lab_1.md", "d/m.md", "d/challenge_1.md", {"X": ["d/x/b.md"]}]}
    ]


def test_a_folder_of_labs_stands_behind_the_sessions() -> None:
    """A folder beside pages that are taught has the place of what is taught in it."""
    uris = ["d/README.md", "d/labs/lab_1.md", "d/session_1.md", "d/x.md"]
    assert nav_from_folders(uris, {}, ["d/session_1.md", "d/labs/lab_1.md"]) == [
        {"D": ["d/README.md", "d/session_1.md", {"Labs": ["d/labs/lab_1.md"]}, "d/x.md"]}
    ]


def test_a_language_without_words_of_its_own_keeps_the_names() -> None:
    """English titles are the names, spaced."""
    assert title_from_name("week_03", {}) == "Week 03"


def test_numbers_come_before_letters() -> None:
    """As in a table of contents: 2, 10, a, z, 가; what counts alike has one order."""
    assert sorted(["가", "z", "10", "a", "2", "02"], key=natural_key) == ["02", "2", "10", "a", "z", "가"]
    joined = ["week-10", "week 2", "week_1", "Week3", "week-2-1", "weekend"]
    assert sorted(joined, key=natural_key) == ["week_1", "week 2", "week-2-1", "Week3", "week-10", "weekend"]


@given(st.lists(st.text(alphabet="ab가_01239²", min_size=1), min_size=2, max_size=6))
def test_the_order_is_one_and_the_same(names: list[str]) -> None:
    """Any names can be sorted, whatever order they come in."""
    assert sorted(names, key=natural_key) == sorted(sorted(names), key=natural_key)
    assert nav_from_folders(sorted(set(names)), KOREAN) == nav_from_folders(
        sorted(set(names), reverse=True), KOREAN
    )


def test_the_sidebar_and_the_footer_follow_the_folders(build_docs: Callable[..., BuiltDocs]) -> None:
    """Titles: a folder's own page, the first heading wherever it stands, else the name."""
    built = build_docs(COURSE)
    html = (built.site_dir / "week_2" / "day3" / "session_2" / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "html.parser")
    links = page.select(
        ".md-nav--primary .md-nav__item:not(.md-nav--secondary *) > :is(a, label, div.md-nav__link)"
    )
    titles = list(dict.fromkeys(" ".join(link.text.split()) for link in links))
    assert titles == [
        "과정",
        "둘째 주: 서비스",
        "3일차",
        "세션 둘 & 강조",
        "세션 열",
        "실습 1",
        "10일차",
        "열째 날",
        "10주차",
        "1일차",
        "열째 주",
    ]
    around = [page.select_one(f".md-footer__link--{side} .md-ellipsis") for side in ("prev", "next")]
    assert [link.text.strip() for link in around if link] == ["3일차", "세션 열"]


def test_a_nav_written_by_hand_is_kept(build_docs: Callable[..., BuiltDocs]) -> None:
    """``nav`` in mkdocs.yml wins, titles and all."""
    nav = ["index.md", {"내 순서": ["week_2/README.md", {"내 제목": "week_10/day1/session_1.md"}]}]
    built = build_docs(COURSE, nav=nav)
    html = (built.site_dir / "week_2" / "index.html").read_text(encoding="utf-8")
    sidebar = BeautifulSoup(html, "html.parser").select_one(".md-nav--primary")
    assert sidebar is not None
    text = " ".join(sidebar.text.split())
    assert "내 순서" in text
    assert "내 제목" in text
    assert "둘째 주" not in text
    assert "열째 주" not in text


def test_the_front_page_lists_every_session(build_docs: Callable[..., BuiltDocs]) -> None:
    """The front page's outline is the navigation: nothing to keep by hand."""
    built = build_docs({**COURSE, "index.md": "---\ntemplate: home.html\n---\n# 과정\n"})
    page = BeautifulSoup((built.site_dir / "index.html").read_text(encoding="utf-8"), "html.parser")
    found = [link["href"] for link in page.select(".course-outline a")]
    assert found == [
        "week_2/",
        "week_2/day3/",
        "week_2/day3/session_2/",
        "week_2/day3/session_10/",
        "week_2/day3/lab_1/",
        "week_2/day10/",
        "week_2/day10/session_1/",
        "week_10/",
        "week_10/day1/",
        "week_10/day1/session_1/",
    ]


def test_a_title_in_html_is_a_title(build_docs: Callable[..., BuiltDocs]) -> None:
    """As on GitHub; a picture has its words. Markdown's own title goes before."""
    built = build_docs(
        {
            "index.md": "# 과정\n",
            "a.md": '<h1 align="center"><img src="x.png" alt="로고"> 첫 &amp; <em>글</em></h1>\n\n## 하나\n',
            "b.md": "# ![그림](x.png)\n\n글\n",
            "c.md": "<h1>둘</h1>\n\n# 하나\n",
        }
    )
    page = BeautifulSoup((built.site_dir / "a" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = page.select(".md-nav--primary > .md-nav__list > .md-nav__item > a.md-nav__link")
    assert [" ".join(link.text.split()) for link in links] == ["과정", "첫 & 글", "그림", "하나"]


def test_the_table_of_contents_lists_every_part(build_docs: Callable[..., BuiltDocs]) -> None:
    """Also where a lecturer begins each part with a title of the first level, as slides do."""
    built = build_docs(
        {"index.md": "# 과정\n\n# 1부\n\n## 가\n\n# 2부\n\n## 나\n", "a.md": "## 다\n\n# 라\n"}
    )
    assert contents(built.site_dir / "index.html") == ["1부", "가", "2부", "나"]
    assert contents(built.site_dir / "a/index.html") == ["다", "라"]


def contents(path: Path) -> list[str]:
    """What the page's table of contents lists."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return [link.text.strip() for link in page.select(".md-sidebar--secondary .md-nav__link[href]")]
