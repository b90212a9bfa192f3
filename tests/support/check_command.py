"""``run.py check`` on a small course, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.verbs.start import start
from support.courses import copy_settings, write_files

GOOD = "# 세션\n\n## 핵심 개념\n\n- 하나\n\n```bash\necho 하나\n```\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small course, with one good source, and the place commands run in."""
    write_files(tmp_path, {"docs/ko/a.md": GOOD})
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, output and errors of `run.py check`."""
    status = start(["check", *words])
    told = capsys.readouterr()
    return status, told.out, told.err
