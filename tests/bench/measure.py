"""One command measured from outside: what it and all processes that it starts use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1  # of ru_maxrss

#: Starts a command and writes what it used. To Linux a process has held what its starter held: this holds
#: little.
_STARTER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss], told)
"""


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
    told, words = log.with_suffix(".used"), [*map(str, command)]
    start = time.monotonic()
    with log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-S", "-c", _STARTER, told, *words],
            cwd=cwd, env={**os.environ, **variables}, stdout=output, stderr=output, check=True,
        )  # fmt: skip
    wall = time.monotonic() - start
    status, cpu_seconds, peak = json.loads(told.read_text("utf-8"))
    if status:
        said = log.read_text("utf-8", errors="replace").splitlines()[-5:]
        raise FailedError(f"{' '.join(words)}: exit status {status}: {' | '.join(said)}")
    return Run(cpu_seconds, wall, peak * _KB_PER_UNIT / 1024)


def bytes_below(folder: Path) -> int:
    """Bytes of all files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
