"""Tells how far a command has come: its steps as numbered lines, and on a terminal one that moves."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TextIO
from unicodedata import east_asian_width

from course.problems.streams import Through, streams_through

_TICK_SECONDS = 0.2
_LABEL, _RESULT = 12, 44  # columns
#: Where a function or an object is in memory: no two runs have it alike.
_OBJECT = re.compile(r"<(?:bound method|function) (?P<name>\S+?)(?: of .*?)? at 0x[0-9a-fA-F]+>>?")
_PLACE = re.compile(r" at 0x[0-9a-fA-F]{4,}")
_ERASE = "\r\x1b[K"


@dataclass(slots=True)
class Step:
    """A step while it is taken."""

    label: str
    result: str = ""
    """What came out, or how far it has come; empty until that is known."""


class Progress:
    """The steps of one command, and what others log meanwhile: each line once."""

    def __init__(self, word: str = "site", *, is_verbose: bool = False) -> None:
        self.word, self.is_verbose = word, is_verbose
        self._number = 0
        self._lines: set[str] = set()
        self._notes: set[str] = set()
        self._later: dict[str, None] = {}

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """Take a step, and tell at its end what came out and how long it took."""
        self._number += 1
        step, start = Step(label), time.monotonic()
        terminal = _terminal() if not self.is_verbose else None
        try:
            with _moving(terminal, lambda: self._line(step, start)) if terminal else nullcontext():
                yield step
        except BaseException:
            step.result = "stopped"
            raise
        finally:
            print(self._line(step, start), flush=True)

    def _line(self, step: Step, start: float) -> str:
        told = f"{self._number:3}  {_padded(step.label, _LABEL)}  {_padded(step.result or '…', _RESULT)}"
        return f"{told}  {time.monotonic() - start:6.1f} s"

    def hear(self, line: str, *, site_dir: str = "") -> None:
        """Tell a line that was logged, on the error output: once, without what no reader knows."""
        line = _plain(line, site_dir)
        if line not in self._lines:
            self._lines.add(line)
            print(line, file=sys.stderr, flush=True)

    def note(self, line: str) -> None:
        """Count a line that was logged and that no lecturer needs."""
        self._notes.add(_plain(line, ""))

    def later(self, line: str) -> None:
        """Tell `line` when all steps are done."""
        self._later[line] = None

    def end(self) -> None:
        """Tell what is left to tell."""
        lines = [*self._later]
        if self._notes:
            count = len(self._notes)
            notes = f"{counted(count, 'note')} of MkDocs, its plugins and Python"
            lines.append(f"{notes}: run.py {self.word} --verbose shows {'it' if count == 1 else 'them'}")
        self._later, self._notes = {}, set()
        for line in lines:
            print(line, flush=True)


def _plain(line: str, site_dir: str) -> str:
    """`line` as one line, without places in memory and without the folder that a build is made in."""
    line = re.sub(r"\s*\n\s*", " ", line.strip())
    if site_dir:
        line = line.replace(f"{site_dir}{os.sep}", "").replace(site_dir, "the site")
    return _PLACE.sub("", _OBJECT.sub(lambda match: match["name"], line))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def counted(count: int, name: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def columns(text: str) -> int:
    """Columns of a terminal that `text` takes."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _terminal() -> TextIO | None:
    """The terminal that a line can move on; None where the output goes elsewhere."""
    stream = sys.stdout
    while isinstance(stream, Through):
        stream = stream.stream
    is_dumb = os.environ.get("TERM", "" if os.name == "nt" else "dumb") == "dumb" and os.name != "nt"
    return None if os.environ.get("CI") or is_dumb or not stream.isatty() else stream


class _Moving:
    """A line that is written again and again in its place, until something else is printed."""

    def __init__(self, terminal: TextIO) -> None:
        self.lock, self.terminal = threading.RLock(), terminal
        self.is_shown, self.is_free = False, True

    def show(self, line: str) -> None:
        with self.lock:
            if self.is_free:
                self._write(_ERASE + _cut(line, shutil.get_terminal_size().columns - 1))
                self.is_shown = True

    def erase(self) -> None:
        if self.is_shown:
            self._write(_ERASE)
            self.is_shown = False

    def _write(self, text: str) -> None:
        self.terminal.write(text)
        self.terminal.flush()


class _Above(Through):
    """A stream that erases the moving line before anything is written."""

    def __init__(self, stream: TextIO, moving: _Moving) -> None:
        super().__init__(stream)
        self.moving = moving

    def write(self, text: str) -> int:
        """Write `text` above the moving line."""
        with self.moving.lock:
            if text:
                self.moving.erase()
                self.moving.is_free = text.endswith("\n")
            return self.stream.write(text)


@contextmanager
def _moving(terminal: TextIO, line: Callable[[], str]) -> Iterator[None]:
    """While this lasts, show what `line` gives at the end of what is printed."""
    moving, is_over = _Moving(terminal), threading.Event()

    def move() -> None:
        while not is_over.wait(_TICK_SECONDS):
            moving.show(line())

    moving.show(line())
    thread = threading.Thread(target=move, daemon=True)
    thread.start()
    try:
        with streams_through(lambda _, stream: _Above(stream, moving)):
            yield
    finally:
        is_over.set()
        thread.join()
        with moving.lock:
            moving.erase()


def _cut(line: str, width: int) -> str:
    while columns(line) > max(width, 20):
        line = line[:-2] + "…"
    return line
