"""The course in this project's `docs/`, whatever it is: all other tests have a course of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.verbs.start import start
from support.courses import ROOT, run_module


def test_the_course_itself_is_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sources have nothing to mend but what its lecturer accepted."""
    monkeypatch.chdir(ROOT)
    status = start(["check"])
    assert status == 0, capsys.readouterr().out


def test_the_course_itself_builds(tmp_path: Path) -> None:
    """It is published, in each of its languages."""
    ran = run_module("hooks", "site", "-d", str(tmp_path / "site"))
    assert ran.status == 0, ran.output
    languages = [folder for folder in (ROOT / "docs").iterdir() if any(folder.rglob("*.md"))]
    assert languages
    assert all((tmp_path / "site" / folder.name / "index.html").is_file() for folder in languages)
