"""Follows files: tells which have changed, as soon as the system does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from course.reads import Stamp, stamp_of

_POLLING_SECONDS = 1.0
#: Events after which a file may hold something else; that one was opened or read is none.
_CHANGES = frozenset(("created", "modified", "moved", "deleted", "closed"))
#: What editors and Python write for themselves.
_OWN_ENDS = ("~", ".swp", ".swx", ".swo", ".tmp", ".part", ".pyc", ".crswap")


class Watcher(FileSystemEventHandler):
    """Calls `tell` with the path of each file that has changed, in a thread of its own."""

    def __init__(self, tell: Callable[[Path], None], *, polls: bool = False) -> None:
        self._tell = tell
        self._stamps: dict[str, Stamp] = {}
        self._observer: BaseObserver = PollingObserver(timeout=_POLLING_SECONDS) if polls else Observer()
        self._followed: set[Path] = set()
        self._whole: dict[str, ObservedWatch] = {}
        """Folders that are followed with all in them, by path."""
        self._only: dict[str, frozenset[str]] = {}

    def follow(self, path: Path) -> None:
        """Follow a file, or a folder with all in it; what is not there yet, or goes, from when it comes."""
        path = path.resolve()
        if path in self._followed or not path.parent.is_dir():
            return
        self._followed.add(path)
        self._follow_in(path.parent, [path.name])
        if path.is_dir():
            self._follow_whole(str(path))

    def _follow_whole(self, folder: str) -> None:
        self._only.pop(folder, None)
        if watch := self._whole.pop(folder, None):  # of a folder that is gone, and has come again
            self._observer.unschedule(watch)
        self._whole[folder] = self._observer.schedule(self, folder, recursive=True)

    def follow_named(self, folder: Path, names: Iterable[str]) -> None:
        """Follow the files of these names in `folder`, there or not yet."""
        self._follow_in(folder.resolve(), names)

    def _follow_in(self, folder: Path, names: Iterable[str]) -> None:
        if str(folder) in self._whole:
            return
        known = self._only.get(str(folder))
        self._only[str(folder)] = (known or frozenset()) | frozenset(names)
        if known is None:
            self._observer.schedule(self, str(folder), recursive=False)

    def start(self) -> None:
        """Begin; by looking again and again where the system has no room to tell."""
        try:
            self._observer.start()
        except OSError:  # so many folders it follows for all programs, and no more
            followed, only = self._followed, self._only
            self._observer, self._followed = PollingObserver(timeout=_POLLING_SECONDS), set()
            self._whole, self._only = {}, {}
            for path in followed:
                self.follow(path)
            for folder, names in only.items():
                self._follow_in(Path(folder), names)
            self._observer.start()

    def stop(self) -> None:
        """End."""
        if self._observer.is_alive():
            self._observer.stop()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of a change; of a folder's only where it is new, gone or moved."""
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for path in (event.src_path, event.dest_path):
            if isinstance(path, str | bytes) and path:
                self._look_at(os.fsdecode(path))
        come = os.fsdecode(event.dest_path or event.src_path)
        if event.event_type in ("created", "moved") and Path(come) in self._followed and os.path.isdir(come):  # noqa: PTH112
            self._follow_whole(come)

    def _look_at(self, path: str) -> None:
        folder, name = os.path.split(path)
        only = self._only.get(folder)
        if (only is not None and name not in only) or _is_an_editors(path):
            return
        stamp = stamp_of(path)
        if path not in self._stamps or self._stamps[path] != stamp:
            self._stamps[path] = stamp
            self._tell(Path(path))


def _is_an_editors(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - it is a text
    return name.startswith((".", "#")) or name.endswith(_OWN_ENDS) or "__pycache__" in path
