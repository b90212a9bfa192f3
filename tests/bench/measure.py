"""One command measured from outside: what it and all processes that it starts use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1  # of ru_maxrss


class FailedError(Exception):
    """A command ended with an error; the text says which, and what it said last."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    cpu_seconds: float
    """User and system time of the command and of its processes."""
    wall_seconds: float
    peak_mb: float
    """Resident memory of the largest single process."""
    site_bytes: int = 0


def run_measured(command: Sequence[str | Path], cwd: Path, variables: Mapping[str, str], log: Path) -> Run:
    """Run `command` to its end; its output goes to `log`. Raises FailedError."""
    start = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*map(str, command)], cwd=cwd, env={**os.environ, **variables}, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if process.returncode:
        said = log.read_text("utf-8", errors="replace").splitlines()[-5:]
        raise FailedError(
            f"{' '.join(map(str, command))}: exit status {process.returncode}: {' | '.join(said)}"
        )
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _KB_PER_UNIT / 1024)


def bytes_below(folder: Path) -> int:
    """Bytes of all files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
