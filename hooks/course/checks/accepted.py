"""Problems that an old course may keep: a list that only shrinks, so that new ones are seen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from course.markdown.files.source import decode_source
from course.problems.codes import TRANSLATION_CODES, fails_strict, gravity, why_never
from course.problems.own_file import is_readable
from course.problems.problem import ACCEPTED, Problem, display_path

_MOST_HINTS = 10
_OF_TRANSLATIONS = frozenset(code.name for code in TRANSLATION_CODES)
_HEAD = (
    "# Problems that were here when `run.py check --accept` was first run: they fail no build.\n"
    "# Mend one, and the check asks to drop it. New ones are never added; see `run.py guide`.\n"
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Problems, by what is to be done about them."""

    new: tuple[Problem, ...]
    """Problems to report: those not on the list, and one for every entry whose fault is mended by now."""
    accepted: tuple[Problem, ...]
    """Problems that are on the list."""

    @property
    def faults(self) -> list[Problem]:
        """The new Problems that fail a strict build."""
        return [problem for problem in self.new if fails_strict(problem)]

    @property
    def hints(self) -> list[Problem]:
        """The new Problems that fail nothing."""
        return [problem for problem in self.new if not fails_strict(problem)]

    @property
    def has_few_hints(self) -> bool:
        """Whether a build may list them all."""
        return len(self.hints) <= _MOST_HINTS

    def remarks(self, *, is_told: bool = False) -> list[str]:
        """Lines for the build's log: new hints (or how many), unless told, and how many are accepted."""
        hints = [] if is_told else [str(problem) for problem in self.hints]
        if len(hints) > _MOST_HINTS:
            hints = [f"{len(hints)} hints; run.py check --hints lists them"]
        return [*hints, f"{len(self.accepted)} accepted Problems ({ACCEPTED})"] if self.accepted else hints


def sort_out(
    problems: Iterable[Problem],
    root: Path,
    is_checked: Callable[[str], bool],
    course_dir: Path | None = None,
    *,
    translations: bool | None = None,
) -> Sorted:
    """`problems` parted into new and accepted ones, by the list in `root` and that in `course_dir`.

    An entry is known by its file, code and the text of its line, wherever that line is now. Only entries of
    files that were checked (`is_checked`, given a path relative to `root`) can be found mended. A build looks
    at `translations` later than at all else: True says that it does now, False that it does not; None that
    all was looked at.
    """
    entries = _read_all(root, course_dir)
    if translations is not None:
        entries = [each for each in entries if (_code_of(each.text) in _OF_TRANSLATIONS) == translations]
    left = Counter(entry.text for entry in entries)
    entry_of = Entries(root).of
    new: list[Problem] = []
    accepted: list[Problem] = []
    for problem in problems:
        text = entry_of(problem) if _acceptable(problem) else ""  # the files of others are not to be opened
        if left[text] > 0:
            left[text] -= 1
            accepted.append(problem)
        else:
            new.append(problem)
    for entry in reversed(entries):
        if left[entry.text] > 0 and is_checked(_path_of(entry.text)):
            left[entry.text] -= 1
            new.append(_mended(entry, root))
    return Sorted(tuple(sorted(new)), tuple(sorted(accepted)))


def is_below(
    docs_dir: Path,
    root: Path,
    only: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> Callable[[str], bool]:
    """A test whether a path, as the list writes it, is below `docs_dir`; with `only`, one of these URIs.

    Those of `without` are not: they are not looked at.
    """
    start = listed_path(docs_dir, root) + "/"

    def test(path: str) -> bool:
        uri = path.removeprefix(start)
        return path.startswith(start) and (only is None or uri in only) and uri not in without

    return test


def listed_path(path: Path, root: Path) -> str:
    """`path` as the list writes it: relative to `root`, so that the list is good on other machines too."""
    try:
        return Path(os.path.relpath((root / path).resolve(), root.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()


class Accepting(NamedTuple):
    """What became of the list of accepted Problems."""

    kept: int
    """Entries of the course that it has now."""
    dropped: int
    """Entries dropped because their faults are mended."""
    new: list[Problem]
    """Problems that it does not take because it is there already, and only shrinks."""
    never: list[Problem]
    """Problems that no list takes, the gravest first: `why_never` says why."""


def accept(
    problems: Iterable[Problem], root: Path, is_checked: Callable[[str], bool], course_dir: Path | None = None
) -> Accepting:
    """Write the list: in `course_dir` that of another course, else in `root`.

    Without entries of the checked files it takes all of `problems` that may be accepted; from then on it only
    drops what is mended. Entries of files that were not checked (`is_checked`) stay where they are.
    """
    entry_of = Entries(root).of
    faults = sorted(problem for problem in problems if fails_strict(problem))
    known: Counter[str] = Counter()
    home = root if course_dir is None or _is_same(course_dir, root) else course_dir
    kept: dict[Path, list[str]] = {root: [], home: []}
    for entry in _read_all(root, course_dir):
        if is_checked(_path_of(entry.text)):
            known[entry.text] += 1
        else:
            kept[entry.folder].append(entry.text)
    first = not known
    new: list[Problem] = []
    taken: list[str] = []
    for problem in filter(_acceptable, faults):
        text = entry_of(problem)
        if first or known[text] > 0:
            known[text] -= 1
            taken.append(text)
        else:
            new.append(problem)
    kept[home] += taken
    for folder, texts in kept.items():
        _write(folder, root, texts)
    never = sorted((each for each in faults if not _acceptable(each)), key=gravity)
    return Accepting(len(kept[home]), 0 if first else (+known).total(), new, never)


class Entries:
    """Writes Problems as entries of the list; reads each source once for that."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, tuple[str, list[str]]] = {}

    def of(self, problem: Problem) -> str:
        """The entry for `problem`: ``path [code] text of the line``."""
        if problem.path not in self.files:
            self.files[problem.path] = listed_path(Path(problem.path), self.root), self._read(problem.path)
        path, lines = self.files[problem.path]
        text = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
        return f"{path} [{problem.code}] {' '.join(text.split())}".rstrip()

    def _read(self, path: str) -> list[str]:
        try:
            return (self.root / path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError:
            return []


def _path_of(entry: str) -> str:
    return entry.partition(" [")[0]


def _code_of(entry: str) -> str:
    return entry.partition(" [")[2].partition("]")[0]


def _acceptable(problem: Problem) -> bool:
    return fails_strict(problem) and not why_never(problem)


def _mended(entry: _Entry, root: Path) -> Problem:
    shown = entry.text if len(entry.text) <= 90 else entry.text[:89] + "…"
    why, mend = "the list of accepted Problems only shrinks", "drop it: run.py check --accept"
    path = display_path(entry.folder / ACCEPTED, root)
    return Problem(path, entry.line, f"mended since it was accepted: {shown}", why, mend, "accepted-mended")


class _Entry(NamedTuple):
    """An accepted Problem as a list has it."""

    text: str
    """``path [code] text of the line``, the path relative to the project's folder."""
    line: int
    folder: Path
    """Where the list is."""


def _read_all(root: Path, course_dir: Path | None) -> list[_Entry]:
    """The entries of the list in `root`, and of that in `course_dir`.

    Raises CourseError [file-unreadable] or [not-utf-8].
    """
    folders = [root] if course_dir is None or _is_same(course_dir, root) else [root, course_dir]
    return [entry for folder in folders for entry in _read(folder, root)]


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _read(folder: Path, root: Path) -> list[_Entry]:
    path = folder / ACCEPTED
    is_there = is_readable(path, root, "what was accepted cannot be told from what is new")
    text = decode_source(path.read_bytes(), display_path(path, root)) if is_there else ""
    return [
        _Entry(_moved(line.rstrip(), folder, root), number, folder)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]


def _moved(text: str, old: Path, new: Path) -> str:
    """An entry whose path is relative to the folder `old`, with one relative to `new`."""
    if _is_same(old, new):
        return text
    path, sign, rest = text.partition(" [")
    return f"{listed_path(old.resolve() / path, new)}{sign}{rest}"


def _write(folder: Path, root: Path, texts: Iterable[str]) -> None:
    path, entries = folder / ACCEPTED, sorted(_moved(text, root, folder) for text in texts)
    if entries:
        path.write_text(_HEAD + "".join(f"{entry}\n" for entry in entries), encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)
