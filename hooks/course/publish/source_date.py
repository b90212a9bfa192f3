"""The date used in place of "now" in all files, so that the same sources give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from course.handout.source_dates import UNKNOWN
from course.reads import DATE_MADE

#: MkDocs, fontTools and other programs read it by themselves. Source: reproducible-builds.org.
VARIABLE = "SOURCE_DATE_EPOCH"
#: The end of the year 9999; Python knows no later date.
_LAST = 253_402_300_799


def set_source_date(project_dir: Path) -> None:
    """Set ``SOURCE_DATE_EPOCH`` for this process and those it starts; done once, as a command starts."""
    if os.environ.get(VARIABLE):
        return
    committed = _last_commit(project_dir)
    if committed is None:
        os.environ[UNKNOWN] = "1"
    os.environ[DATE_MADE] = "1"
    os.environ[VARIABLE] = str(committed or 0)


def source_date(project_dir: Path) -> int:
    """The date used in place of "now", in seconds since 1970.

    It is ``SOURCE_DATE_EPOCH``, else the last commit's date, else 0: files have that of their copy.
    """
    given = os.environ.get(VARIABLE, "")
    if given.isascii() and given.isdecimal() and int(given) <= _LAST:
        return int(given)
    return _last_commit(project_dir) or 0


def _last_commit(project_dir: Path) -> int | None:
    """The date of the last commit; None without a history."""
    if not shutil.which("git"):
        return None
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=project_dir, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.stdout.strip().isdigit() else None
