"""The handouts of a whole course: made with the site, linked from its pages, or by ``run.py handouts``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from conftest import Course, run_module, tree
from course.handout.course_plan import file_names, place_in_words
from course.handout.orders import matching
from course.handout.settings import check_handout_settings, parse_handout_settings
from handouts import folded, needs_fonts

SESSION = """# Week 4 Day {0} Session 1: 이름{0}

## 🎯 세션 목표
- 목표 {0}

## 🔑 핵심 키워드
- **말{0}**: 뜻{0}
"""


@pytest.fixture
def small(course: Course) -> Course:
    """A course of two sessions of one week, and a page that is none."""
    course.write({f"docs/ko/week_04/day{day}/session_1.md": SESSION.format(day) for day in (1, 2)})
    return course


@needs_fonts
def test_the_site_brings_its_handouts(small: Course) -> None:
    """Each session's page leads to its handout and its week's booklet; another build gives the same bytes."""
    ran = small.publish()
    assert ran.status == 0, ran.output
    page = small.folder / "site/ko/week_04/day1/session_1/index.html"
    links = html.parse(str(page)).xpath("//p[@class='course-handouts']/a")
    assert [link.get("data-handout") for link in links] == ["student", "booklet"]
    files = [(page.parent / link.get("href")).resolve() for link in links]
    assert "목표1" in folded(files[0].read_bytes())
    assert "이름2" not in folded(files[0].read_bytes())
    assert {"목표1", "목표2"} <= {
        word for word in ("목표1", "목표2") if word in folded(files[1].read_bytes())
    }
    first = (small.folder / "site/ko/index.html").read_text(encoding="utf-8")
    assert 'data-handout="' not in first
    before = tree(small.folder / "site/ko/handouts")
    shutil.rmtree(small.folder / ".cache")
    assert small.publish().status == 0
    assert tree(small.folder / "site/ko/handouts") == before


@needs_fonts
def test_sessions_are_asked_for_by_name(small: Course) -> None:
    """A session is named by its path or the end of it; an unknown name is told and nothing else is made."""
    assert small.publish().status == 0
    ran = run_module("course", "handouts", "day2/session_1", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made")
    assert [path.name for path in (small.folder / "handouts/ko").iterdir()] == ["week_04-day2-session_1.pdf"]
    ran = run_module("course", "handouts", "session_9", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (2, "run.py handouts: no page is called session_9")


@needs_fonts
def test_a_page_that_cannot_be_set_is_published_without_its_handout(small: Course) -> None:
    """It is a Problem, which ends a strict build; without --strict its page is there and leads nowhere."""
    small.write({"docs/ko/week_04/day1/session_1.md": SESSION.format(1) + "\nऄ\n"})
    ran = small.publish()
    assert ran.status == 1
    assert any(line.startswith("docs/ko/week_04/day1/session_1.md:9:") for line in ran.lines), ran.output
    ran = small.publish("--no-strict")
    assert ran.status == 0, ran.output
    page = (small.folder / "site/ko/week_04/day1/session_1/index.html").read_text(encoding="utf-8")
    assert 'data-handout="student"' not in page
    assert (small.folder / "site/ko/handouts/week_04-day2-session_1.pdf").is_file()


def test_without_fonts_the_site_goes_on(small: Course) -> None:
    """Where npm brought no fonts, the site is published without handouts; who asks for one is told."""
    (small.folder / "node_modules").unlink(missing_ok=True)
    ran = run_module("course", "handouts", "--into-site", cwd=small.folder)
    assert (ran.status, ran.output) == (0, "")
    ran = run_module("course", "handouts", cwd=small.folder)
    assert ran.status == 2
    assert "no handouts" in ran.output


def test_names_of_files_never_collide() -> None:
    """Sources whose names become alike get handouts of different names."""
    names = file_names(["a/b.md", "a-b.md", "A/B.md", "가 나/다.md"])
    assert list(names.values()) == ["a-b", "a-b-2", "A-B-3", "가-나-다"]


def test_places_are_told_in_the_words_of_the_language() -> None:
    """Folders and files with a number are named as the settings say; the others say nothing of the place."""
    forms = {"week": "{}주차", "session": "세션 {}"}
    assert place_in_words("theory/week_03/session_1.md", forms) == "3주차 · 세션 1"


def test_words_name_pages_by_path_end_or_folder() -> None:
    """A word may be a whole path, its end, its folder, or a path from the project's root."""
    uris = ["week_1/day1/session_1.md", "week_1/day2/session_1.md", "week_2/session_1.md"]
    assert matching(uris, ["day2/session_1"]) == (uris[1:2], [])
    assert matching(uris, ["week_1"]) == (uris[:2], [])
    assert matching(uris, ["docs/ko/week_2/session_1.md", "nowhere"]) == (uris[2:], ["nowhere"])


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ({"paper": "a5"}, "extra.handouts.paper cannot be a5"),
        ({"colour": "red"}, "extra.handouts.colour is not a setting"),
        (["a4"], "extra.handouts is not a mapping"),
    ],
)
def test_faulty_settings_are_told(stated: object, what: str) -> None:
    """A setting that is none, or has no such value, is named with its line."""
    (problem,) = check_handout_settings(stated, "mkdocs.yml", {"paper": 7, "colour": 7})
    assert problem.what == what
    assert parse_handout_settings({"paper": "letter"}).paper == "letter"
    assert check_handout_settings(None, "mkdocs.yml", {}) == []


def test_words_after_the_verb_are_explained(tmp_path: Path) -> None:
    """--help names every edition; an edition that is none is refused."""
    ran = run_module("course", "handouts", "--help")
    assert "instructor" in ran.output
    assert run_module("course", "handouts", "--edition", "gold").status == 2
