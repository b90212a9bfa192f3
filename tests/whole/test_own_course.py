"""The course in this project's `docs/`, whatever it is: all other tests have a course of their own."""

from __future__ import annotations

import pytest

from support.check_command import run
from support.courses import ROOT


def test_the_course_itself_is_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sources have nothing to mend but what its lecturer accepted; that it builds, `run.py test` sees."""
    monkeypatch.chdir(ROOT)
    status, out, _ = run(capsys)
    assert status == 0, out
