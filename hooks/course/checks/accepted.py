"""Problems that an old course may keep: a list that only shrinks, so that new ones are seen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.source import decode_source
from course.problems.codes import fails_strict
from course.problems.problem import Problem

#: The list, beside mkdocs.yml.
ACCEPTED = "accepted-problems.txt"
#: What costs a whole page or the course's settings, or what nobody may publish, is never accepted.
_NEVER = frozenset(
    (
        *("not-utf-8", "nested-too-deep", "file-unreadable", "folder-unreadable", "file-outside"),
        *("file-special", "file-runs", "front-matter-large", "same-address", "html-unsafe", "html-unclosed"),
        *("setting", "accepted-mended"),
    )
)
_MOST_HINTS = 10
_HEAD = (
    "# Problems that were here when `run.py check --accept` was first run: they fail no build.\n"
    "# Mend one, and the check asks to drop it. New ones are never added; see README.md.\n"
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

    def remarks(self) -> list[str]:
        """Lines for the build's log: new hints (or how many), and how many Problems are accepted."""
        hints = [str(problem) for problem in self.new if not fails_strict(problem)]
        if len(hints) > _MOST_HINTS:
            hints = [f"{len(hints)} hints; run.py check --hints lists them"]
        return [*hints, f"{len(self.accepted)} accepted Problems ({ACCEPTED})"] if self.accepted else hints


def sort_out(problems: Iterable[Problem], root: Path, is_checked: Callable[[str], bool]) -> Sorted:
    """`problems` parted into new and accepted ones, by the list in `root`.

    An entry is known by its file, code and the text of its line, wherever that line is now. Only entries of
    files that were checked (`is_checked`, given a path as the list writes it) can be found mended.
    """
    entries = _read(root)
    left = Counter(entry for entry, _ in entries)
    entry_of = Entries(root).of
    new: list[Problem] = []
    accepted: list[Problem] = []
    for problem in problems:
        entry = entry_of(problem) if _acceptable(problem) else ""  # the files of others are not to be opened
        if left[entry] > 0:
            left[entry] -= 1
            accepted.append(problem)
        else:
            new.append(problem)
    for entry, line in reversed(entries):
        if left[entry] > 0 and is_checked(_path_of(entry)):
            left[entry] -= 1
            new.append(_mended(entry, line))
    return Sorted(tuple(sorted(new)), tuple(sorted(accepted)))


def is_below(docs_dir: Path, root: Path, only: frozenset[str] | None = None) -> Callable[[str], bool]:
    """A test whether a path, as the list writes it, is below `docs_dir`; with `only`, one of these URIs."""
    start = listed_path(docs_dir, root) + "/"
    return lambda path: path.startswith(start) and (only is None or path.removeprefix(start) in only)


def listed_path(path: Path, root: Path) -> str:
    """`path` as the list writes it: relative to `root`, so that the list is good on other machines too."""
    try:
        return Path(os.path.relpath((root / path).resolve(), root.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()


def accept(
    problems: Iterable[Problem], root: Path, is_checked: Callable[[str], bool]
) -> tuple[int, int, list[Problem]]:
    """Write the list; gives how many entries it has now, how many were dropped, and the Problems refused.

    Without entries of the checked files it takes all of `problems`; from then on it only drops what is
    mended. Entries of files that were not checked (`is_checked`) stay as they are.
    """
    entry_of = Entries(root).of
    acceptable = [problem for problem in problems if _acceptable(problem)]
    known: Counter[str] = Counter()
    kept: list[str] = []
    for entry, _ in _read(root):
        if is_checked(_path_of(entry)):
            known[entry] += 1
        else:
            kept.append(entry)
    first = not known
    refused: list[Problem] = []
    for problem in sorted(acceptable):
        entry = entry_of(problem)
        if first or known[entry] > 0:
            known[entry] -= 1
            kept.append(entry)
        else:
            refused.append(problem)
    _write(root, sorted(kept))
    dropped = 0 if first else (+known).total()
    return len(kept), dropped, refused


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


def _acceptable(problem: Problem) -> bool:
    return fails_strict(problem) and problem.code not in _NEVER


def _mended(entry: str, line: int) -> Problem:
    shown = entry if len(entry) <= 90 else entry[:89] + "…"
    why, mend = "the list of accepted Problems only shrinks", "drop it: run.py check --accept"
    return Problem(ACCEPTED, line, f"mended since it was accepted: {shown}", why, mend, "accepted-mended")


def _read(root: Path) -> list[tuple[str, int]]:
    """The list's entries and their lines. Raises CourseError [not-utf-8]."""
    path = root / ACCEPTED
    text = decode_source(path.read_bytes(), ACCEPTED) if path.is_file() else ""
    lines = text.split("\n")
    return [
        (line.rstrip(), n) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")
    ]


def _write(root: Path, entries: list[str]) -> None:
    path = root / ACCEPTED
    if entries:
        path.write_text(_HEAD + "".join(f"{entry}\n" for entry in entries), encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)
