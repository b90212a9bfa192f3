"""`run.py new` begins weeks and sessions that pass every check, and never overwrites anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
    assert check([], None).problems == ()
    text = (folder / "docs/ko/week_04/day1/session_2.md").read_text(encoding="utf-8")
    assert text.startswith("# Week 4 Day 1 Session 2: 서비스와 인그레스\n")
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
    ],
)
def test_folders_that_cannot_be_are_refused(folder: Path, words: list[str]) -> None:
    """A folder outside the sources, or of a strange name, and an unknown language are refused."""
    before = sorted(folder.rglob("*"))
    assert main(words) == 1
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "words",
    [
        ["week", "0"],
        ["week", "x"],
        ["week"],
        ["session", "a", "1", " "],
        ["session", "a", "1", "*b*"],
        ["day", "1"],
    ],
)
def test_numbers_and_titles_are_checked(folder: Path, words: list[str]) -> None:
    """A number that is none, and a title with marks or without words, end with status 2."""
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2


def test_dollars_in_titles_are_kept(folder: Path) -> None:
    """A title is put in as it is."""
    assert main(["session", "week_04/day1", "1", "비용 $5"]) == 0
    assert "Session 1: 비용 $5\n" in (folder / "docs/ko/week_04/day1/session_1.md").read_text(
        encoding="utf-8"
    )
