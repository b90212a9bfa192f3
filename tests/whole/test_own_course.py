"""The course in this folder, whatever it is: all other tests read the sample, or courses of their own."""

from __future__ import annotations

import pytest

from support.check_command import run
from support.workshop import folder_of_course


def test_the_course_itself_is_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sources have nothing to mend but what its lecturer accepted; that it builds, `run.py test` sees."""
    monkeypatch.chdir(folder_of_course())
    status, out, _ = run(capsys)
    assert status == 0, out
