"""What a command takes: seconds of the processor and memory, of all its processes."""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.source import read_source
from course.problems.problem import CourseError
from support.courses import Course
from support.heavy_inputs import LARGEST

#: No input may cost more.
MOST_CPU_S, MOST_MEMORY_MB = 10, 1024
_KILLED_AFTER_S = 4 * MOST_CPU_S


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu_s: float
    memory_mb: float
    status: int
    output: str

    @property
    def is_bounded(self) -> bool:
        """Whether it took no more than any may."""
        return self.cpu_s <= MOST_CPU_S and self.memory_mb <= MOST_MEMORY_MB


def largest_allowed(make: Callable[[int], str], folder: Path) -> str:
    """What `make` makes at nearly the largest size that is not told as more than a page can hold."""
    if not _is_told(make(LARGEST), folder):
        return make(LARGEST)
    low, high = 200, LARGEST
    for _ in range(9):
        middle = int((low * high) ** 0.5) if high > 2 * low else (low + high) // 2
        low, high = (low, middle) if _is_told(make(middle), folder) else (middle, high)
    return make(low)


def _is_told(text: str, folder: Path) -> bool:
    page = folder / "sized.md"
    page.write_text(text, encoding="utf-8", newline="")
    try:
        read_source(page, folder, folder)
    except CourseError:
        return True
    return False


def cost_of(course: Course, *words: str) -> Cost:
    """What the command `words` takes on `course`, without anything kept but Python's own compiled modules."""
    compileall.compile_dir(course.folder / "hooks", quiet=2)  # two seconds that no input costs
    environment = {**os.environ, "PYTHONPATH": str(course.folder / "hooks"), "PYTHONUTF8": "1"}
    said = course.folder / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "hooks", *words],
            cwd=course.folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=_limit,
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text("utf-8", "replace")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, text)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_KILLED_AFTER_S, _KILLED_AFTER_S))
