"""Follows a course: shows the page that was saved at once, then builds, one language after the other."""

from __future__ import annotations

import os
import queue
import shutil
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from course.model.editions import Edition, chosen_editions, said_language
from course.problems.problem import NotThereError
from course.publish.request import BuildRequest, Serving, request_of
from serving.changes import Changes, differing_files
from serving.news import Told
from serving.server import Server
from serving.watching import Watcher
from serving.worker import Built, Worker

#: Editors write in several steps, and tell of each: seconds after the last one.
_STEPS_SECONDS = 0.015
#: Pages saved at once that are made by themselves; more come from a tool, and wait for the build.
_FEW = 4
#: Files beside the settings whose change is a reason to build.
_BESIDE = ("accepted-problems.txt", "translations.json", "package-lock.json")
#: Folders of templates and of the product itself.
_PRODUCT = ("overrides", "hooks")


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
        self.told: Told | None = None
        self._request, self._holder, self._number = request, holder, 0
        self._first_built = threading.Event()
        self._ask: queue.Queue[object] | None = None

    def begin(self) -> Worker:
        """Start a build."""
        self._number += 1
        self.is_due, self.saved = False, set()
        name = f"{self._number}-{self.edition.language.folder}"
        self.building = Worker(replace(self._request, site_dir=self._holder / name), self.told)
        return self.building

    def take(self, built: Built | None) -> list[str] | None:
        """Show what was built: the addresses of what has changed by that; None where the build failed."""
        new, self.building = self.building, None
        self._first_built.set()
        if built and not self.is_due:  # else it has read old and new sources: the next build tells what is so
            self.told = built.told
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
        names = differing_files(old.site_dir, new.site_dir)
        old.leave()
        shutil.rmtree(old.site_dir, ignore_errors=True)
        return [self.address(name) for name in names]

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
    path, fresh = worker.site_dir / name, worker.site_dir / f"{name}.new"
    if path.is_file() and path.read_bytes() == content:
        return None
    fresh.write_bytes(content)
    fresh.replace(path)
    return name


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody wants to see a language."""

    language: Language


@dataclass(frozen=True, slots=True)
class Ended:
    """A build has ended."""

    language: Language
    built: Built | None


class Following:
    """A course that is followed."""

    def __init__(self, serving: Serving, holder: Path) -> None:
        self.serving, self.changes = serving, Changes()
        self.events: queue.Queue[object] = queue.Queue()
        editions = chosen_editions(serving.project_dir, serving.docs_dir, serving.language)
        if serving.docs_dir and (line := said_language(editions, serving.docs_dir, serving.language)):
            print(line, flush=True)
        host, _, port = (serving.address or _stated_address(editions[0])).rpartition(":")
        self.host, self.port = host.strip("[]") or "127.0.0.1", int(port)
        self.languages = self._languages(editions, holder)
        self.watcher = Watcher(self.events.put, polls=serving.polls)

    def _languages(self, editions: Sequence[Edition], holder: Path) -> list[Language]:
        first = _mount(editions[0])
        above = first.rstrip("/").rpartition("/")[0]
        mounts = [first, *(f"{above}/{each.language.folder}/" for each in editions[1:])]
        languages = []
        for number, (edition, mount) in enumerate(zip(editions, mounts, strict=True)):
            request = replace(
                request_of(edition, holder, self.serving.docs_dir),
                instructor=self.serving.instructor,
                brings_npm=number == 0,
                options=self.serving.options,
                serve_url=f"http://{self.host}:{self.port}{mount}",
            )
            languages.append(Language(edition, request, mount, holder))
            languages[-1].want_by(self.events)
        return languages

    def run(self) -> int:
        """Build, show and follow, until Ctrl+C; 1 where the first build fails."""
        first = self.languages[0]
        server = self._server()
        try:
            built = first.begin().built()
            if first.take(built) is None or built is None:
                return 1
            self._watch(built.watched)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://{self.host}:{server.server_port}{first.mount}"
            print(f"Serving on {address}: Ctrl+C ends it", flush=True)
            if self.serving.opens_browser:
                webbrowser.open(address)
            while True:
                self._do(self._next())
        finally:
            self.watcher.stop()
            server.server_close()
            for language in self.languages:
                language.end()

    def _server(self) -> Server:
        try:
            return Server(self.host, self.port, self.languages, self.changes)
        except OSError as error:
            what = f"{self.host}:{self.port}: {error.strerror or error}"
            raise NotThereError(f"{what}; name another address with -a 127.0.0.1:9000") from None

    def _watch(self, further: Sequence[str]) -> None:
        root = self.serving.project_dir
        for language in self.languages:
            self.watcher.follow(language.docs_dir)
        for path in (*(root / name for name in _PRODUCT), *self.serving.watched, *map(Path, further)):
            self.watcher.follow(path)
        settings = {path.name for path in root.glob("mkdocs*.yml")}
        self.watcher.follow_named(root, [*settings, *_BESIDE])
        self.watcher.start()

    def _next(self) -> list[object]:
        """What has happened, such as all files that changed together."""
        happened = [self.events.get()]
        while True:
            try:
                happened.append(self.events.get(timeout=_STEPS_SECONDS))
            except queue.Empty:
                return happened

    def _do(self, happened: Sequence[object]) -> None:
        if paths := {each for each in happened if isinstance(each, Path)}:
            self._save(paths)
        for each in happened:
            if isinstance(each, Wanted):
                each.language.is_due = each.language.is_due or not each.language.is_wanted
                each.language.is_wanted = True
            elif isinstance(each, Ended):
                self._end_build(each)
        self._build_next()

    def _save(self, paths: set[Path]) -> None:
        """Show the pages that were saved; all else waits for the builds, which all languages now need."""
        for language in self.languages:
            uris = {uri for path in paths if (uri := _uri_below(language.docs_dir, path))}
            if language.worker and 0 < len(uris) <= _FEW and len(paths) <= _FEW:
                self._show(language, language.worker, uris)
            language.saved |= uris
            language.is_due = language.is_due or language.worker is not None or language.is_wanted

    def _show(self, language: Language, worker: Worker, uris: set[str]) -> None:
        for uri in sorted(uris):
            start = time.monotonic()
            if name := put_page(worker, uri):
                self.changes.tell([language.address(name)])
                print(f"{uri}: new after {(time.monotonic() - start) * 1000:.0f} ms", flush=True)

    def _build_next(self) -> None:
        if any(language.building for language in self.languages):
            return
        for language in self.languages:
            if language.is_due and (language.worker or language.is_wanted or language is self.languages[0]):
                worker = language.begin()
                threading.Thread(target=self._await, args=(language, worker), daemon=True).start()
                return

    def _await(self, language: Language, worker: Worker) -> None:
        self.events.put(Ended(language, worker.built()))

    def _end_build(self, ended: Ended) -> None:
        changed = ended.language.take(ended.built)
        if changed is None:
            print("What is shown stays as it is until that is mended.", file=sys.stderr, flush=True)
        else:
            self.changes.tell(changed)


def _uri_below(docs_dir: Path, path: Path) -> str:
    """URI of a Markdown file below `docs_dir`; empty for any other."""
    if path.suffix.lower() != ".md" or docs_dir not in path.parents:
        return ""
    return path.relative_to(docs_dir).as_posix()


def _mount(edition: Edition) -> str:
    """Where a language is on the server: as where it is published."""
    path = urlsplit(edition.site_url).path.strip("/") or (edition.language.folder if edition.named else "")
    return f"/{path}/" if path else "/"


def _stated_address(edition: Edition) -> str:
    return str(edition.settings().get("dev_addr") or "127.0.0.1:8000")
