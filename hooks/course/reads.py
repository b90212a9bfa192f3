"""What this process reads while something is made: files, folders, programs, seen from outside.

Nothing has to say what it reads: Python itself tells of every file that is opened, every folder that is
listed and every program that is started. What a process of its own reads is not seen.

Source: PEP 578, events ``open``, ``os.listdir``, ``os.scandir``, ``os.mkdir``, ``subprocess.Popen``,
``socket.connect``.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: What tells one version of a file from another without reading it; None where there is no file.
Stamp = tuple[int, int, int, int] | None
#: Set where a command has set ``SOURCE_DATE_EPOCH``, to the last change: it does not say what day it is.
DATE_MADE = "SOURCE_DATE_MADE"
#: What was kept is known by what it was made of. There are thousands of these files.
_KEPT = f".cache{os.sep}kept{os.sep}"
_WRITING, _WRITTEN = os.O_WRONLY | os.O_RDWR, frozenset("wax+")


@dataclass(slots=True)
class Reads:
    """What was read, each as it was when it was read first."""

    files: dict[str, Stamp] = field(default_factory=dict)
    """By whole path; also those that were looked for and are not there."""
    folders: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    """By whole path, the names in them; None where there is no folder."""
    made: set[str] = field(default_factory=set)
    """Files and folders that were written before anything read them."""
    programs: set[tuple[str, str]] = field(default_factory=set)
    """Names of programs that were started, each with the folder that it ran in."""
    asks_network: bool = False
    asks_day: bool = False
    """Whether something depends on what day it is."""
    until: float = 0
    """When something comes about that nothing else tells, in seconds since 1970; 0 for never."""

    def add_modules(self) -> None:
        """Add the files of all modules that are loaded."""
        for module in [*sys.modules.values()]:
            if path := getattr(module, "__file__", None):
                self.files.setdefault(path, stamp_of(path))


def stamp_of(path: str) -> Stamp:
    """The stamp of the file at `path`."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - it is asked for thousands
    except (OSError, ValueError):
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def names_in(path: str) -> tuple[str, ...] | None:
    """The sorted names in a folder, but for what Python keeps there of modules."""
    try:
        return tuple(sorted({*os.listdir(path)} - {"__pycache__"}))  # noqa: PTH208
    except (OSError, ValueError):
        return None


class _Watcher:
    """The one audit hook of this process, which cannot be taken away: it notes while `into` is there."""

    def __init__(self) -> None:
        self.into: Reads | None = None
        self.is_set = self.is_busy = False

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        note = _EVENTS.get(event)
        if note is None or self.into is None or self.is_busy:
            return
        self.is_busy = True
        try:
            note(self.into, args)
        except (TypeError, ValueError, OSError):
            pass
        finally:
            self.is_busy = False


def _whole(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path or "."))  # noqa: PTH100 - links stay: they may lead elsewhere


def _note_file(reads: Reads, args: tuple[Any, ...]) -> None:
    if isinstance(args[0], int):
        return
    name = os.fspath(args[0])
    if name in reads.files or name in reads.made or (isinstance(name, str) and _KEPT in name):
        return
    path = _whole(name)
    mode, flags = args[1] or "", args[2] or 0
    if not _WRITTEN.isdisjoint(mode) or (not mode and flags & _WRITING):
        if path not in reads.files:
            reads.made.add(path)
    elif path not in reads.made and (source := _source_of(path)) not in reads.files:
        reads.files[source] = stamp_of(source)


def _source_of(path: str) -> str:
    """The file that Python compiled into the one at `path`; `path` itself where it is none of these."""
    if not path.endswith(".pyc"):
        return path
    try:
        return importlib.util.source_from_cache(path)
    except ValueError:
        return path


def _note_folder(reads: Reads, args: tuple[Any, ...]) -> None:
    name = args[0]
    if isinstance(name, int) or name in reads.folders or name in reads.made:
        return
    path = _whole(name)
    if path not in reads.folders and path not in reads.made:
        reads.folders[path] = names_in(path)


def _note_new_folder(reads: Reads, args: tuple[Any, ...]) -> None:
    reads.made.add(_whole(args[0]))


def _note_program(reads: Reads, args: tuple[Any, ...]) -> None:
    words = args[1]
    first = words if isinstance(words, str | bytes) else words[0]
    reads.programs.add((Path(os.fsdecode(first)).name, _whole(args[2])))


def _note_network(reads: Reads, _: tuple[Any, ...]) -> None:
    reads.asks_network = True


_EVENTS = {
    "open": _note_file,
    "os.listdir": _note_folder,
    "os.scandir": _note_folder,
    "os.mkdir": _note_new_folder,
    "subprocess.Popen": _note_program,
    "socket.connect": _note_network,
}
_WATCHER = _Watcher()


@contextmanager
def watching() -> Iterator[Reads]:
    """Note what this process reads while this lasts; one at a time."""
    if not _WATCHER.is_set:
        sys.addaudithook(_WATCHER)
        _WATCHER.is_set = True
    reads = Reads()
    reads.add_modules()
    _WATCHER.into = reads
    try:
        yield reads
    finally:
        _WATCHER.into = None


def note_day() -> None:
    """Note that what is made depends on what day it is."""
    if _WATCHER.into is not None:
        _WATCHER.into.asks_day = True


def note_until(moment: float) -> None:
    """Note that what is made is so only until `moment`, in seconds since 1970."""
    if _WATCHER.into is not None:
        known = _WATCHER.into.until
        _WATCHER.into.until = min(known, moment) if known else moment


def walked(folder: str | Path, left_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """Paths of the files below `folder`, sorted as `Path` sorts, but for files and folders in `left_out`.

    Those are names. Links to folders are not followed.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(
                (each for each in found if each.name not in left_out), key=lambda each: each.name
            )
    except OSError:
        return
    for each in entries:
        if not _is_folder(each):
            yield each.path
        elif not each.is_symlink():
            yield from walked(each.path, left_out)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def pages_below(folder: Path) -> list[Path]:
    """The HTML files below `folder`, sorted: a build asks several times, and `Path.rglob` is slow."""
    return [Path(path) for path in walked(folder) if path.endswith(".html")]
