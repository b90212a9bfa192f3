"""Work in processes that end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.processes import Ahead, done_in_copies, each_done
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


def _process(_: int) -> int:
    return os.getpid()


def test_few_things_are_worth_no_process() -> None:
    """But where one a process may keep its memory, not even a single one is done here."""
    assert {process for _, process in each_done(_process, [1, 2, 3], 2)} == {os.getpid()}
    assert os.getpid() not in {process for _, process in each_done(_process, [1, 2, 3, 4], 2)}
    assert os.getpid() not in {process for _, process in each_done(_process, [1], 2, most=1, apart=True)}


def test_processes_apart_begin_with_nothing() -> None:
    """What this one has loaded, and the threads of it, are not there."""
    sys.modules["loaded_here"] = sys
    try:
        assert [known for _, known in each_done(_knows, [1], 2, most=1, apart=True)] == [False]
    finally:
        del sys.modules["loaded_here"]


def _knows(_: int) -> bool:
    return "loaded_here" in sys.modules


@pytest.mark.skipif(sys.platform != "linux", reason="no copies are made")
def test_copies_share_what_is_to_be_done(tmp_path: Path) -> None:
    """Each thing is done once, by one of them; they have what this process has."""
    known = {"here": tmp_path}

    def work(number: int) -> None:
        print(number, flush=True)
        (known["here"] / f"{number}-{os.getpid()}").touch()

    done_in_copies(work, range(30), 2, most=10)
    names = [path.name.split("-") for path in tmp_path.iterdir()]
    assert sorted(int(number) for number, _ in names) == [*range(30)]
    assert str(os.getpid()) not in {process for _, process in names}


def test_a_copy_that_fails_ends_without_a_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What it has not done is done here, later, where it is told."""

    def work(number: int) -> None:
        if number == 5:
            raise ValueError(number)
        (tmp_path / str(number)).touch()

    done_in_copies(work, range(30), 2)
    assert not (tmp_path / "5").exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="no copies are made")
def test_what_is_left_is_made_ahead_once(tmp_path: Path) -> None:
    """After some that were missing: all that is left, and never again; few are left to who asks."""

    def work(number: int) -> None:
        (tmp_path / str(number)).touch()

    ahead, few = Ahead(), Ahead()
    assert [ahead.made(work, lambda: range(6, 20)) for _ in range(6)] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert sorted(int(path.name) for path in tmp_path.iterdir()) == [*range(6, 20)]
    for _ in range(6):
        few.made(work, lambda: range(2))
    assert not (tmp_path / "0").exists()
