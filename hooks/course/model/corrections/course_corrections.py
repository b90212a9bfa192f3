"""The corrections of a whole course: read, checked, and put into its sessions."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from course.markdown.files.source import Source
from course.markdown.reading.publication import publication_of
from course.model.corrections.corrections import (
    CORRECTIONS_FILE,
    RawCorrection,
    check_age,
    corrections_uri,
    parse_corrections,
    read_corrections,
)
from course.model.model import Correction, Session
from course.problems.problem import Problem, display_path
from course.reads import note_day


def correct_sessions(
    sessions: Iterable[Session],
    sources: Iterable[Source],
    files: Iterable[str],
    docs_dir: Path,
    root: Path,
    only: Collection[str] | None = None,
) -> tuple[list[Session], list[Problem]]:
    """`sessions`, each with the corrections that a file beside it holds; Problems of faulty corrections.

    `files` are the URIs of all files of the course. An entry for a page that is none of `sessions` is a
    Problem; with `only`, URIs of pages, entries for other pages are passed over.
    """
    by_uri = {source.uri: source for source in sources}
    sessions = list(sessions)
    entries, problems = _entries(files, docs_dir, root)
    corrections_of: dict[str, tuple[Correction, ...]] = {}
    for session in sessions:
        corrections, faults = parse_corrections(entries.pop(session.uri, []), by_uri[session.uri])
        problems += faults
        problems += [old for each in corrections for old in check_age(each, _day_of_look())]
        corrections_of[session.uri] = tuple(corrections)
    for uri, rest in entries.items():
        is_waiting = publication_of(docs_dir, uri).waits()  # they come out with their session
        if (only is None or uri in only) and not is_waiting:
            problems += [_stray(uri, uri in by_uri, each) for each in rest[:1]]
    return [replace(session, corrections=corrections_of[session.uri]) for session in sessions], problems


def today() -> datetime.date:
    """The day of the build: that of ``SOURCE_DATE_EPOCH`` where it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.datetime.fromtimestamp(int(given), tz=datetime.timezone.utc).date()
    return _real_day()


def _day_of_look() -> datetime.date:
    """The day by which corrections are old: that of the build, or the real one where no date is known."""
    return _real_day() if os.environ.get("SOURCE_DATE_UNKNOWN") else today()


def _real_day() -> datetime.date:
    note_day()
    return datetime.datetime.now(tz=datetime.timezone.utc).date()


def _entries(
    files: Iterable[str], docs_dir: Path, root: Path
) -> tuple[dict[str, list[RawCorrection]], list[Problem]]:
    entries: dict[str, list[RawCorrection]] = defaultdict(list)
    files = [*files]
    problems: list[Problem] = []
    for uri in files:
        if PurePosixPath(uri).name == CORRECTIONS_FILE:
            by_name, faults = read_corrections(docs_dir / uri, root)
            problems += faults
            for name, of_session in by_name.items():
                entries[str(PurePosixPath(uri).with_name(name))] += of_session
    return dict(entries), [*problems, *_folders_of_that_name(files, docs_dir, root)]


def _folders_of_that_name(files: Collection[str], docs_dir: Path, root: Path) -> Iterator[Problem]:
    """A Problem for each folder with the name of a corrections file beside `files`."""
    for folder in sorted({PurePosixPath(uri).parent for uri in files}):
        path = docs_dir / folder / CORRECTIONS_FILE
        if path.is_dir():
            what, mend = "this is a folder, not a file", "give it another name"
            yield RawCorrection(display_path(path, root), 1, None).problem(what, mend)


def _stray(uri: str, is_there: bool, entry: RawCorrection) -> Problem:
    name = PurePosixPath(uri).name
    what = f"{name} is no session" if is_there else f"there is no {name} beside {corrections_uri(name)}"
    return entry.problem(what, "name the file of a session in this folder")
