"""One language of a course that is followed: its pages as they are shown, and the next ones."""

from __future__ import annotations

import os
import queue
import shutil
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from course.kept import put_file
from course.model.editions import Edition
from course.publish.request import BuildRequest
from serving.changes import FRAME, differing_files
from serving.faults import Fault
from serving.news import Told
from serving.worker import Built, Worker


class Language:
    """One language of the course, and its pages as they are shown."""

    def __init__(self, edition: Edition, request: BuildRequest, mount: str, holder: Path) -> None:
        self.edition, self.mount = edition, mount
        self.docs_dir = Path(os.path.realpath(edition.docs_dir))
        self.worker: Worker | None = None
        self.building: Worker | None = None
        self.is_wanted = False
        self.is_due = False
        """Whether it is to be built: something has changed since the last build began."""
        self.saved: set[str] = set()
        """URIs of pages saved since then."""
        self.is_framed_anew = False
        """Whether something beside the course's own files has changed, which may show around every page."""
        self.told: Told | None = None
        self.faults: tuple[Fault, ...] = ()
        """What the last build found to be mended."""
        self.code, self.words = edition.language.code, edition.words
        self._request, self._holder, self._number = request, holder, 0
        self._first_built = threading.Event()
        self._ask: queue.Queue[object] | None = None

    def begin(self, worker: Worker) -> None:
        """Have `worker` build it."""
        self._number += 1
        self.is_due, self.saved = False, set()
        name = f"{self._number}-{self.edition.language.called}"
        worker.begin(replace(self._request, site_dir=self._holder / name), self.told, self.edition.name)
        self.building = worker

    def take(self, built: Built | None) -> list[str] | None:
        """Show what was built: the addresses of what has changed by that; None where the build failed."""
        try:
            return self._take(built)
        finally:
            self._first_built.set()  # whoever waits for the first pages looks for them now

    def _take(self, built: Built | None) -> list[str] | None:
        new, self.building = self.building, None
        if built and not self.is_due:  # else it has read old and new sources: the next build tells what is so
            self.told, self.faults = built.told, built.faults
            print(built.said, end="", flush=True)
        if new is None or built is None or not built.is_whole:
            if new:
                new.leave()
                shutil.rmtree(new.site_dir, ignore_errors=True)
            return None
        for uri in self.saved:  # while it was built: what is shown may be newer
            put_page(new, uri)
        old, self.worker = self.worker, new
        if old is None:
            return []
        addresses = [self.address(name) for name in differing_files(old.site_dir, new.site_dir)]
        old.leave()
        shutil.rmtree(old.site_dir, ignore_errors=True)
        if addresses and self.is_framed_anew:
            addresses.append(FRAME)
        self.is_framed_anew = self.is_framed_anew and self.is_due
        return addresses

    def address(self, name: str) -> str:
        """Where a file of the site is on the server."""
        return self.mount + name

    def want_by(self, ask: queue.Queue[object]) -> None:
        """Have `ask` hear when the language is wanted for the first time."""
        self._ask = ask

    def folder(self) -> Path | None:
        """Where its pages are: the first one who asks has them built, and waits."""
        if not self._first_built.is_set() and self._ask:
            self._ask.put(Wanted(self))
            self._first_built.wait()
        return self.worker.site_dir if self.worker else None

    def shown(self) -> Path | None:
        """Where its pages are, if somebody has wanted any."""
        return self.worker.site_dir if self.worker else None

    def end(self) -> None:
        """End what runs for it."""
        self._first_built.set()
        for worker in filter(None, (self.worker, self.building)):
            worker.end()


def put_page(worker: Worker, uri: str) -> str | None:
    """Make the page of a source again, into its place: the name of its file, if it is another page now."""
    made = worker.page(uri)
    if made is None:
        return None
    name, content = made
    path = worker.site_dir / name
    if path.is_file() and path.read_bytes() == content:
        return None
    put_file(path, content)
    return name


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody wants to see a language."""

    language: Language
