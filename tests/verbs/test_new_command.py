"""`run.py new` begins weeks and sessions that pass every check, and never overwrites anything."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from course.markdown.files.source import read_source
from course.markdown.reading.parsed import headings_of, parse_source
from course.verbs.check import check
from course.verbs.new import main
from course.verbs.translate import main as translate
from support.courses import ROOT, copy_settings, write_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two languages, each with a front page."""
    copy_settings(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    write_files(tmp_path, {"docs/ko/index.md": "# 과정\n\n글.\n", "docs/en/index.md": "# Course\n\nText.\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_begun_passes_every_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A week and a session, in both languages, have nothing to mend; one is the other's translation."""
    for words in (["week", "4"], ["session", "week_04/day1", "2", "서비스와 인그레스"]):
        assert main(words) == 0
        assert (
            main(["--language", "en", *words[:-1], *(["Services"] if "session" in words else words[-1:])])
            == 0
        )
    told = capsys.readouterr().out
    assert "docs/ko/week_04/README.md is there" in told
    assert "docs/en/week_04/day1/session_2.md is there" in told
    assert {each.code for each in check([], None).problems} == {"template-text"}
    text = (folder / "docs/ko/week_04/day1/session_2.md").read_text(encoding="utf-8")
    assert text.startswith("# 4주차 1일차 세션 2: 서비스와 인그레스\n")
    assert translate(["accept", "docs/en/week_04/README.md", "docs/en/week_04/day1/session_2.md"]) == 0


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is there, as README.md or index.md, is told and left."""
    write_files(folder, {"docs/ko/week_04/index.md": "# 글\n", "docs/ko/a/session_1.md": "# 글\n"})
    assert main(["week", "4"]) == 1
    assert main(["session", "a", "1", "제목"]) == 1
    err = capsys.readouterr().err
    assert "docs/ko/week_04/index.md is there already; nothing was changed" in err
    assert "docs/ko/a/session_1.md is there already; nothing was changed" in err
    assert (folder / "docs/ko/a/session_1.md").read_text(encoding="utf-8") == "# 글\n"


@pytest.mark.parametrize(
    "words",
    [
        ["session", "../elsewhere", "1", "제목"],
        ["session", "/etc/../..", "1", "제목"],
        ["session", "", "1", "제목"],
        ["session", "a/<b>", "1", "제목"],
        ["--language", "fr", "week", "4"],
        ["week", "4", "--language", "fr"],
        ["session", "a", "1", " "],
        ["session", "a", "1", "\udcff"],
    ],
)
def test_folders_that_cannot_be_are_refused(folder: Path, words: list[str]) -> None:
    """So are an unknown language, and titles that are none."""
    before = sorted(folder.rglob("*"))
    assert main(words) == 1
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "words",
    [
        ["week", "0"],
        ["week", "x"],
        ["week"],
        ["session", "a", "1"],
        ["day", "1"],
    ],
)
def test_numbers_and_titles_are_checked(folder: Path, words: list[str]) -> None:
    """A number that is none, and a session without a title, end with status 2."""
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2


def test_dollars_in_titles_are_kept(folder: Path) -> None:
    """A title is put in as it is."""
    assert main(["session", "week_04/day1", "1", "비용 $5"]) == 0
    assert "세션 1: 비용 $5\n" in (folder / "docs/ko/week_04/day1/session_1.md").read_text(encoding="utf-8")


TITLES = [
    "C++ & C#",
    "*args, **kwargs",
    "`printf` <b>굵게</b> [1]",
    "a_b_c ~~d~~",
    "1. 시작",
    "# 하나 #",
    "끝 \\",
    ":smile: {#id} { .class }",
    "<script>",
    "https://example.org/*",
    "‘따옴표’ — 줄 $5, $6",
    "&lt; &amp;",
    "👩\u200d💻 시작",
]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_shown_as_it_is(folder: Path, title: str) -> None:
    """Marks of Markdown are written so that they are text."""
    assert main(["session", "week_04/day1", "1", *title.split(" ")]) == 0
    path = folder / "docs/ko/week_04/day1/session_1.md"
    parsed = parse_source(read_source(path, folder, folder))
    assert headings_of(parsed)[0].title == f"4주차 1일차 세션 1: {title}"


def _times(folder: Path) -> list[str]:
    pages = sorted(folder.rglob("session_*.md"))
    return [re.findall(r"\d\d:\d\d-\d\d:\d\d", page.read_text(encoding="utf-8"))[0] for page in pages]


def test_sessions_of_a_day_follow_one_another(folder: Path) -> None:
    """With the break that the day has; one that comes first keeps the time of its template."""
    for number in ("2", "3"):
        assert main(["session", "week_04/day1", number, "제목"]) == 0
    assert _times(folder) == ["09:00-09:50", "10:00-10:50"]
    path = folder / "docs/ko/week_04/day1/session_3.md"
    path.write_text(
        path.read_text("utf-8").replace("10:00-10:50 (50분)", "09:55-11:25 (90분)"), encoding="utf-8"
    )
    assert main(["session", "week_04/day1", "4", "제목"]) == 0
    assert main(["session", "week_04/day2", "1", "제목"]) == 0
    assert _times(folder)[2:] == ["11:30-12:20", "09:00-09:50"]
    for later in (folder / "docs/ko/week_04/day1").glob("session_[23].md"):
        later.unlink()
    assert main(["session", "week_04/day1", "1", "제목"]) == 0
    assert _times(folder)[0] == "09:00-09:50"
    assert not [each for each in check([], None).problems if each.code != "template-text"]


def test_a_day_that_is_full_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["session", "a/day1", "1", "제목"]) == 0
    path = folder / "docs/ko/a/day1/session_1.md"
    path.write_text(path.read_text("utf-8").replace("09:00-09:50", "22:40-23:30"), encoding="utf-8")
    assert main(["session", "a/day1", "2", "제목"]) == 1
    assert "until midnight" in capsys.readouterr().err
    assert not path.with_name("session_2.md").exists()


def test_a_language_of_the_course_may_begin_here(folder: Path) -> None:
    """Options go behind the words too; a language that has no folder yet gets one."""
    shutil.rmtree(folder / "docs/en")
    assert main(["week", "4", "Networks", "--language", "en"]) == 0
    assert (folder / "docs/en/week_04/README.md").read_text("utf-8").startswith("# Week 4: Networks\n")


def test_a_template_without_marks_stays_as_it_is(folder: Path) -> None:
    """What a lecturer's own template says is no text to be replaced, unless it is marked."""
    write_files(folder, {"templates/ko/week.md": "# $heading\n\n늘 하는 말 $5\n\n- ${여기}에 ${쓰기}\n"})
    assert main(["week", "4"]) == 0
    text = (folder / "docs/ko/week_04/README.md").read_text("utf-8")
    assert text == "# 4주차\n\n늘 하는 말 $5\n\n- 여기에 쓰기\n"
    assert [(each.line, each.code) for each in check([], None).problems] == [(5, "template-text")]
