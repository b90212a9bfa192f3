"""What one of several processes makes for all of them: tests that run side by side wait for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

#: Seconds to wait for another process; a test's own time is no longer.
_PATIENCE = 600


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, which is called in the first process that asks for `name`.

    Raises TimeoutError where that process does not come to its end.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder in it
    folder, failed = base / name, base / f"{name}.failed"
    done = base / f"{name}.done"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + _PATIENCE
        while not done.exists() and not failed.exists() and time.monotonic() < end:
            time.sleep(0.1)
        if not done.exists():
            told = f"{folder} was not made: see the tests of the process that began it"
            raise TimeoutError(told) from None
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder
