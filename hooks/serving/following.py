"""Follows a course: shows the page that was saved at once, then builds, one language after the other."""

from __future__ import annotations

import queue
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from course.model.editions import Edition, chosen_editions, said_language
from course.problems.problem import NotThereError
from course.publish.request import Serving, request_of
from serving.changes import Changes
from serving.faults import PROBLEMS, told_to_page
from serving.language import Language, Wanted, put_page
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
_PRODUCT = ("overrides", "hooks", "words")


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
        self.host, self.port = read_address(serving.address or _stated_address(editions[0]))
        self.languages = self._languages(editions, holder)
        self.server = self._server()
        self.watcher = Watcher(self.events.put, polls=serving.polls)
        self.spare: Worker | None = None
        """A process that waits to build: all that can be done before a save is done in it."""

    def _languages(self, editions: Sequence[Edition], holder: Path) -> list[Language]:
        first = _mount(editions[0])
        above = first.rstrip("/").rpartition("/")[0]
        mounts = [first, *(f"{above}/{each.language.place}" for each in editions[1:])]
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
        built = self._begin(first).built()
        if first.take(built) is None or built is None:
            return 1
        self.spare = Worker(built.modules)
        self._watch(built.watched)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        address = f"http://{self.host}:{self.server.server_port}{first.mount}"
        print(f"Serving on {address}: Ctrl+C ends it", flush=True)
        if self.serving.opens_browser:
            webbrowser.open(address)
        while True:
            self._do(self._next())

    def end(self) -> None:
        """End all that runs."""
        self.watcher.stop()
        self.server.server_close()
        self._end_spare()
        for language in self.languages:
            language.end()

    def _server(self) -> Server:
        try:
            problems = partial(told_to_page, languages=self.languages, root=self.serving.project_dir)
            return Server(self.host, self.port, self.languages, self.changes, problems)
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
        if any(path.suffix == ".py" for path in paths):  # it may have imported one of these
            self._end_spare()
        own = {language.docs_dir for language in self.languages}
        for language in self.languages:
            language.is_framed_anew |= any(own.isdisjoint(path.parents) for path in paths)
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
                worker = self._begin(language)
                threading.Thread(target=self._await, args=(language, worker), daemon=True).start()
                return

    def _begin(self, language: Language) -> Worker:
        """Have the process that waits build a language; the next is started when this one is done."""
        worker, self.spare = self.spare or Worker(), None
        language.begin(worker)
        return worker

    def _end_spare(self) -> None:
        if self.spare:
            self.spare.end()
        self.spare = None

    def _await(self, language: Language, worker: Worker) -> None:
        self.events.put(Ended(language, worker.built()))

    def _end_build(self, ended: Ended) -> None:
        before = ended.language.faults
        changed = ended.language.take(ended.built)
        if ended.language.faults != before:
            self.changes.tell([PROBLEMS])
        self.spare = self.spare or Worker(ended.built.modules if ended.built else ())
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


def read_address(stated: str) -> tuple[str, int]:
    """Host and port of ``127.0.0.1:9000``; a port alone is one of this machine."""
    host, _, port = stated.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        raise NotThereError(f"{stated}: no address to serve at; write one such as 127.0.0.1:9000")
    return host.strip("[]") or "127.0.0.1", int(port)


def _stated_address(edition: Edition) -> str:
    return str(edition.settings().get("dev_addr") or "127.0.0.1:8000")
