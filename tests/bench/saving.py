"""A save while a tool serves a course: how long until the page that is asked for shows it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.courses import edit_session
from bench.measure import FailedError
from bench.tools import Tool

#: Seconds between two looks at the page, after a save when all is quiet again, and that a build may take.
_LOOK, _QUIET, _PATIENCE = 0.02, 0.5, 1800.0
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Saves:
    """What some saves took."""

    shown_seconds: tuple[float, ...]
    """From the save until the page showed it, of each."""
    cpu_seconds: float
    """Processor time a save, with all that is built after it."""
    resident_mb: float
    """Memory of all processes at the end."""


def time_saves(tool: Tool, folder: Path, repeat: int) -> Saves:
    """Save one word in the session in the middle of the course so often, and ask for its page by HTTP."""
    pages = sorted((folder / tool.docs_dir).rglob("session_*.md"))
    page = pages[len(pages) // 2]
    text = page.read_text("utf-8")
    place = page.relative_to(folder / tool.docs_dir).as_posix().removesuffix(".md") + tool.page_end
    try:
        with _serving(tool, folder) as (process, home):
            return _saved(process, home + place, page, repeat)
    finally:
        page.write_text(text, encoding="utf-8", newline="\n")


def _saved(process: subprocess.Popen[bytes], address: str, page: Path, repeat: int) -> Saves:
    _wait_for(address, "", process)
    text, shown = page.read_text("utf-8"), []
    _wait_until_quiet(process.pid)
    before = _used(process.pid)
    for number in range(repeat):
        page.write_text(text, encoding="utf-8", newline="\n")
        start, word = time.monotonic(), f"저장{number}번"
        edit_session(page, word)
        _wait_for(address, word, process)
        shown.append(time.monotonic() - start)
        _wait_until_quiet(process.pid)
    return Saves(tuple(shown), (_used(process.pid) - before) / repeat, _resident_mb(process.pid))


@contextmanager
def _serving(tool: Tool, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The tool's server, in a group of its own, and the address of its first page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [str(word).replace("PORT", port) for word in tool.serve]
    with folder.with_suffix(".serve.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **tool.variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process, f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(address: str, word: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the page at `address` has `word`. Raises FailedError."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310
            if word in answer.read().decode("utf-8", "replace"):
                return
        time.sleep(_LOOK)
    raise FailedError(f"{address} does not show what was saved")


def _wait_until_quiet(session: int) -> None:
    """Wait until what is built after a save is done: until nothing uses the processor any more."""
    used, end = -1.0, time.monotonic() + _PATIENCE
    while (now := _used(session)) > used and time.monotonic() < end:
        used = now
        time.sleep(_QUIET)


def _used(session: int) -> float:
    """Processor time of all processes of a session so far, and of those that have ended in it."""
    ticks = (sum(map(int, stat[11:15])) for stat in _stats(session))
    return sum(ticks) / _TICKS


def _resident_mb(session: int) -> float:
    pages = (int(stat[21]) for stat in _stats(session))
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _stats(session: int) -> Iterator[Sequence[str]]:
    """What Linux tells of each process of a session, from its state on. Source: proc_pid_stat(5)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(told[3]) == session:
                yield told


def render_saves(saves: Sequence[tuple[int, str, Saves]]) -> str:
    """The table of saves, by sessions of the course and tool; nothing without any."""
    if not saves:
        return ""
    lines = [
        "",
        "## A save while the course is served",
        "",
        "One word saved in the session in the middle: until its page, asked for by HTTP, has it, first save,",
        "median and worst of the others; processor time a save, with what is built after it; memory of all",
        "processes.",
        "",
        "| sessions | tool | first, s | median, s | worst, s | CPU s | MB |",
        f"|{' --- |' * 2}{' ---: |' * 5}",
    ]
    for count, tool, each in saves:
        first, *others = each.shown_seconds
        others = others or [first]
        figures = f"{first:.2f} | {median(others):.2f} | {max(others):.2f} | {each.cpu_seconds:.2f}"
        lines.append(f"| {count} | {tool} | {figures} | {each.resident_mb:.0f} |")
    return "\n".join(lines) + "\n"
