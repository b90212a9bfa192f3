"""The processes that build: they stand back behind who makes a page, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from serving.worker import _standing_back
from support.courses import Course

linux = pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads, /proc")


@linux
def test_a_build_stands_back_and_what_comes_after_it_does_not() -> None:
    """A build has a niceness of its own; the process keeps the one it has."""
    before, seen = os.nice(0), []
    assert _standing_back(lambda: bool(seen.append(os.nice(0))) or True)
    assert seen == [min(before + 10, 19)]
    assert os.nice(0) == before


def _running_with(folder: Path) -> list[str]:
    """Processes that were told of this folder by their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if os.fsencode(folder) in path.read_bytes():
                found.append((path.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@linux
@pytest.mark.parametrize(
    ("moment", "signals"),
    [
        (2.0, (signal.SIGINT, signal.SIGINT)),
        *(
            pytest.param(each, (name,), marks=pytest.mark.long)
            for each in (0.3, 1.0, 4.0, "Serving on", "new after")
            for name in (signal.SIGINT, signal.SIGHUP)
        ),
    ],
)
def test_whoever_ends_it_leaves_nothing(
    course: Course, tmp_path: Path, moment: float | str, signals: tuple[signal.Signals, ...]
) -> None:
    """No process and no folder, at whatever moment: at the start, in a build, while pages are shown."""
    temporary, log = tmp_path / "temporary", tmp_path / "log"
    temporary.mkdir()
    variables = {**os.environ, "PYTHONPATH": "hooks", "PYTHONUTF8": "1", "TMPDIR": str(temporary)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "hooks", "serve", "-a", "127.0.0.1:0"],
            cwd=course.folder,
            env=variables,
            stdout=output,
            stderr=output,
            preexec_fn=_heed,
        )
    _wait_for(moment, log, course)
    for each in signals:
        process.send_signal(each)
        time.sleep(0.05)
    assert process.wait(60) in (0, 130, -signals[0])  # the last two: before anything was begun
    assert "Traceback" not in log.read_text("utf-8") or moment == 0.3  # Python's own beginning
    end = time.monotonic() + 20
    while _running_with(temporary) and time.monotonic() < end:
        time.sleep(0.1)
    assert _running_with(temporary) == []
    assert [*temporary.iterdir()] == []


def _heed() -> None:
    """Take signals as usual, even where the tests run in the background or by nohup, which ignore them."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def _wait_for(moment: float | str, log: Path, course: Course) -> None:
    """Wait some seconds, or until something is said."""
    if isinstance(moment, float):
        time.sleep(moment)
        return
    is_saved = False
    while moment not in log.read_text("utf-8"):
        time.sleep(0.05)
        if not is_saved and "Serving on" in log.read_text("utf-8"):
            course.write({"docs/ko/index.md": "# 첫 쪽\n\n글 글 글\n"})
            is_saved = True
