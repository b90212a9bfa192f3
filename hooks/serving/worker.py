"""The process that builds a language and stays to make single pages again.

It is started before it is needed, and brings all that a build imports while nobody waits for it.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from course.checks.course_sources import read_guide_url
from course.problems.codes import fails_strict
from course.problems.progress import Progress
from course.problems.telling import Teller, teller_of
from course.publish.request import BuildRequest
from serving.faults import Fault, faults_of
from serving.news import NewLines, NewsTeller, Told

_SPAWN = get_context("spawn")  # as everywhere: threads of the server are none of its business
#: How far a build stands back behind who makes the page that was saved, and behind the browser.
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Built:
    """The end of a build."""

    is_whole: bool
    """False where it failed, of which it has told the reason."""
    told: Told
    watched: tuple[str, ...] = ()
    """Files and folders that the settings, or plugins, want to be followed."""
    said: str = ""
    """What it printed; empty for a first build, which prints it at once."""
    modules: tuple[str, ...] = ()
    """What it has imported, in this order."""
    faults: tuple[Fault, ...] = ()
    """What is to be mended."""


class Worker:
    """Such a process, as the server sees it."""

    def __init__(self, modules: Sequence[str] = ()) -> None:
        """Start it; it imports `modules`, and waits."""
        self._channel, other_end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=work, args=(other_end, tuple(modules)))
        self._process.start()
        other_end.close()
        self.site_dir = Path()

    def begin(self, request: BuildRequest, before: Told | None, name: str) -> None:
        """Have it build what is asked for; `before` is what the last build told, `name` the language's."""
        self.site_dir = request.site_dir
        with suppress(OSError):  # that it has died, `built` tells
            self._channel.send((request, before, name))

    def built(self) -> Built | None:
        """Wait for the end of the build; None where the process has died."""
        with suppress(EOFError, OSError):
            answer = self._channel.recv()
            return answer if isinstance(answer, Built) else None
        return None

    def page(self, uri: str) -> tuple[str, bytes] | None:
        """Where a source's page is, and what it is now; None where only a build can say."""
        with suppress(EOFError, OSError):
            self._channel.send(uri)
            answer = self._channel.recv()
            return answer if isinstance(answer, tuple) else None
        return None

    def leave(self) -> None:
        """Have it end when it has answered."""
        self._channel.close()

    def end(self) -> None:
        """End it at once, with the processes that it has started."""
        self._channel.close()
        if hasattr(os, "killpg") and self._process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGTERM)
        self._process.terminate()
        self._process.join(5)


def work(channel: Connection, modules: Sequence[str]) -> None:
    """Build what is asked for, then answer for single pages until the other end is closed."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # Ctrl+C is the server's
    gc.set_threshold(100_000, 20, 50)
    for name in modules:
        with suppress(Exception):  # the build tells what is wrong with it
            import_module(name)
    with suppress(OSError, EOFError):
        request, before, name = channel.recv()
        _build(channel, request, before, name)


def _build(channel: Connection, request: BuildRequest, before: Told | None, name: str) -> None:
    from build import build_pages
    from serving.resident import Resident

    usual = _teller(request)
    teller = NewsTeller(
        usual.shown, is_check=False, before=before, explains=before is None, guide_url=usual.guide_url
    )
    if not request.options.loudness:
        teller.progress = Progress("serve")
    lines = NewLines(before)
    resident = Resident(lines)
    wanted = replace(request, teller=teller if request.options.loudness != "quiet" else None)
    printed = _Printed()
    with _printing(printed if before else None):
        if before:
            is_whole = _again(lambda: build_pages(wanted, resident), teller, name)
        else:
            is_whole = _first(lambda: build_pages(wanted, resident), teller, name)
    told = Told(teller.now, frozenset(lines.now))
    watched = tuple(map(str, resident.mkdocs.watch)) if is_whole else ()
    faults = faults_of(teller.found, map(usual.shown, teller.found), lines.warnings)
    channel.send(Built(is_whole, told, watched, printed.getvalue(), tuple(sys.modules), faults))
    if is_whole:
        _answer(channel, resident)


def _first(build: Callable[[], bool], teller: NewsTeller, name: str) -> bool:
    """Build as a step that is told, and tell what there is to mend."""
    with teller.step(name) as step:
        is_whole = build()
        step.result = _result(teller, is_whole=is_whole)
    teller.end()
    return is_whole


def _again(build: Callable[[], bool], teller: NewsTeller, name: str) -> bool:
    """Build once more, and tell on a line that it was done."""
    start = time.monotonic()
    is_whole = _standing_back(build)
    if teller.progress:
        print(f"{name}: {_result(teller, is_whole=is_whole)}; {time.monotonic() - start:.1f} s")
    return is_whole


def _result(teller: NewsTeller, *, is_whole: bool) -> str:
    """What came out of a build."""
    count = sum(number for problem, number in teller.now.items() if fails_strict(problem))
    to_mend = f"{count} to mend" if count else "nothing to mend"
    return to_mend if is_whole else f"not built, {to_mend}" if count else "not built"


def _standing_back(build: Callable[[], bool]) -> bool:
    """Build, and leave the processor to whoever wants it meanwhile; what builds must not stand back later.

    So it is done in a thread of its own, where threads have a niceness each: on Linux alone.
    """
    if sys.platform != "linux":
        return build()
    with ThreadPoolExecutor(1, initializer=lambda: os.nice(_NICENESS) and None) as thread:
        return thread.submit(build).result()


class _Printed(io.StringIO):
    """What would have been printed, by writers that believe to write where it will be."""

    def isatty(self) -> bool:
        """Whether lines are for a terminal."""
        return sys.__stdout__ is not None and sys.__stdout__.isatty()


@contextmanager
def _printing(into: _Printed | None) -> Iterator[None]:
    """Have all that is printed go `into` that, if it is anything."""
    if into is None:
        yield
    else:
        with redirect_stdout(into), redirect_stderr(into):
            yield


def _teller(request: BuildRequest) -> Teller:
    return teller_of(request.course_dir, is_check=False, guide_url=read_guide_url())


def _answer(channel: Connection, resident: object) -> None:
    from serving.resident import Resident

    assert isinstance(resident, Resident)  # noqa: S101 - said to mypy
    gc.collect()
    gc.freeze()  # what a build has made stays: nobody need look through it again
    with suppress(Exception):
        resident.prepare()
    while True:
        uri = channel.recv()
        answer = None
        with suppress(Exception):  # of whatever a page can bring: the build tells it
            answer = resident.page(uri)
        channel.send(answer)
