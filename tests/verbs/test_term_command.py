"""`run.py term` gives the course its next first day, and leaves every other byte as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from course.verbs.moving.places import RefusedError
from course.verbs.moving.term import main, with_start_date
from support.courses import copy_settings, tree, write_files

FILES = {
    "docs/ko/index.md": "# 과정 2026-03-02 시작\n\n2026-03-02에 만들었습니다.\n",
    "docs/ko/a.md": "---\ntitle: '1주 2026-03-03'\npublish: 2026-03-09  # 첫\ndate: 2019-01-01\n---\n# 글\n",
    "docs/en/index.md": "# Course\r\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_settings(tmp_path)
    write_files(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_first_term_gets_a_line_of_its_own(folder: Path) -> None:
    """No page changes: there is no day to count from."""
    before, docs = (folder / "mkdocs.yml").read_text("utf-8"), tree(folder / "docs")
    assert main(["2026-03-02"]) == 0
    after = (folder / "mkdocs.yml").read_text("utf-8")
    assert after.replace("    start_date: 2026-03-02\n", "", 1) == before
    assert tree(folder / "docs") == docs


def test_dates_of_the_last_term_follow(folder: Path) -> None:
    """In front matter and titles; neither those of the text, nor of other years."""
    assert main(["2026-03-02"]) == 0
    before = (folder / "mkdocs.yml").read_text("utf-8")
    assert main(["2027-03-01"]) == 0
    after = (folder / "mkdocs.yml").read_text("utf-8")
    assert after == before.replace("start_date: 2026-03-02", "start_date: 2027-03-01", 1)
    assert (folder / "docs/ko/index.md").read_text(
        "utf-8"
    ) == "# 과정 2027-03-01 시작\n\n2026-03-02에 만들었습니다.\n"
    changed = FILES["docs/ko/a.md"].replace("2026-03-03", "2027-03-02").replace("2026-03-09", "2027-03-08")
    assert (folder / "docs/ko/a.md").read_text("utf-8") == changed
    assert (folder / "docs/en/index.md").read_bytes() == b"# Course\r\n"


def test_another_weekday_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["2026-03-02"]) == 0
    assert main(["2027-03-02", "--dry-run"]) == 0
    assert "began on a Monday" in capsys.readouterr().out
    assert "2026-03-02" in (folder / "mkdocs.yml").read_text("utf-8")


def test_what_cannot_be_a_day_is_refused(folder: Path) -> None:
    before = tree(folder)
    for word in ("soon", "2027-02-30"):
        with pytest.raises(SystemExit):
            main([word])
    with pytest.raises(RefusedError):
        with_start_date("site_name: x\n", date(2027, 3, 2))
    assert tree(folder) == before
