"""What a command takes: seconds of the processor and memory, of all its processes."""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from course.markdown.files.source import read_source
from course.problems.problem import CourseError
from support.courses import Course
from support.heavy_inputs import LARGEST

#: No input may cost more: so many seconds, or, on a slow or busy machine, so many times what a tiny page
#: costs.
MOST_CPU_S, MOST_TINY_PAGES, MOST_MEMORY_MB = 10, 5, 1024
_KILLED_AFTER_S = 4 * MOST_CPU_S


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu_s: float
    memory_mb: float
    status: int
    output: str
    words: tuple[str, ...]
    """The command."""

    @property
    def is_bounded(self) -> bool:
        """Whether it took no more than any may."""
        return self.memory_mb <= MOST_MEMORY_MB and (
            self.cpu_s <= MOST_CPU_S or self.cpu_s <= MOST_TINY_PAGES * _tiny(self.words)
        )


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
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, text, words)


@cache
def _tiny(words: tuple[str, ...]) -> float:
    """What the command takes on a page of a few words, in seconds."""
    with TemporaryDirectory() as folder:
        course = Course(Path(folder) / "course")
        course.write({"docs/ko/p.md": "# 글\n\n가나다\n"})
        return cost_of(course, *words).cpu_s


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_KILLED_AFTER_S, _KILLED_AFTER_S))
