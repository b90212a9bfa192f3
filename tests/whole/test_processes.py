"""Processes that share work end with the one that started them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from support.courses import ROOT

_SHARING = """
import time
from course.processes import all_done
def work(thing):
    print(thing, flush=True)
    time.sleep(600)
all_done(work, range(8), 2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what stands in -c cannot be sent to a process")
def test_shared_work_ends_with_its_killed_parent() -> None:
    """Killed outright, as by a system without room, a build leaves no process behind that waits for ever."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    with subprocess.Popen(
        [sys.executable, "-c", _SHARING], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout
        begun = [parent.stdout.readline() for _ in range(2)]
        assert all(begun)
        parent.kill()
        parent.communicate(timeout=30)  # ends when nobody is left who could write
