"""A docs folder as the disk has it: its regular files, and what of it is not to be opened, with the reason.

Whoever writes a course may be a stranger, so nothing here follows a link before it has looked where it leads,
and nothing is opened: a pipe would never end, a device never be empty.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.work_tree import WorkTree
from course.markdown.reading.instructor import is_for_instructor
from course.problems.plain import CONTROLS

#: The deepest folder that is looked into. Programs that read a course use a call, or a letter of a path that
#: has an end, for each level; and each level may be a link, of which systems follow 40 in one path.
DEEPEST_FOLDER = 32
#: Folders that links may lead to, all in all: links to folders of links multiply.
MOST_LINKED = 2000


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A file, folder or link below a docs folder that is neither opened nor looked into."""

    uri: str
    """Where it is below the docs folder; empty for the docs folder itself."""
    what: str
    why: str
    mend: str
    code: str
    """These four as in a Problem."""
    stops: bool = False
    """Whether no build may begin: MkDocs, which walks the folder in its own way, would go in there."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What a docs folder holds."""

    files: tuple[str, ...]
    """URIs of its regular files that may be opened, sorted."""
    for_instructor: frozenset[str]
    """Those among them that are for the lecturer alone, by their own name or by that of what they link to."""
    left_out: tuple[LeftOut, ...]
    """All else, sorted."""


def walk_docs(docs_dir: Path) -> Walked:
    """Look through `docs_dir`, which may itself be a link, with the folders that links in it lead to."""
    walk = _Walk(docs_dir)
    walk.folder("", walk.top, (walk.top,))
    return Walked(tuple(sorted(walk.files)), frozenset(walk.for_instructor), tuple(sorted(walk.left_out)))


class _Walk:
    """One look through a docs folder, and what it has found."""

    def __init__(self, docs_dir: Path) -> None:
        self.top = os.path.realpath(docs_dir)
        self.tree = WorkTree(self.top)
        self.files: list[str] = []
        self.for_instructor: list[str] = []
        self.left_out: list[LeftOut] = []
        self.linked = 0

    def folder(self, uri: str, real: str, way: tuple[str, ...]) -> None:
        """Look into the folder at `uri`, which is `real` without links; `way` has it and all above it."""
        try:
            with os.scandir(real) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            why = "what is in it would be missing without a word"
            self._leave(
                uri,
                f"the folder cannot be read: {_reason(error)}",
                why,
                _RIGHTS,
                "folder-unreadable",
                not uri,
            )
            return
        for entry in inside:
            self._entry(f"{uri}/{entry.name}".lstrip("/"), entry, real, way)

    def _entry(self, uri: str, entry: os.DirEntry[str], real: str, way: tuple[str, ...]) -> None:
        is_link = entry.is_symlink()
        target = os.path.realpath(entry.path) if is_link else f"{real.rstrip('/')}/{entry.name}"
        if is_link and not self.tree.holds(target):
            stops = os.path.isdir(target)  # noqa: PTH112 - a str
            self._leave(uri, *self.tree.outside(), "file-outside", stops)
            return
        try:
            kind = entry.stat().st_mode  # of what a link leads to
        except OSError as error:
            what = "the link leads to nothing, or to itself" if is_link else "the file cannot be read"
            self._leave(
                uri, what, _reason(error), "mend the link or the rights, or delete it", "file-unreadable"
            )
            return
        if stat.S_ISDIR(kind):
            self._inner(uri, target, is_link, way)
        elif stat.S_ISREG(kind):
            self._file(uri, entry, target)
        else:
            self._leave(uri, *_SPECIAL, "file-special")

    def _inner(self, uri: str, real: str, is_link: bool, way: tuple[str, ...]) -> None:
        """Look into a folder in a folder, unless that would go on for ever, or too far."""
        self.linked += is_link or real != f"{self.top}/{uri}"
        if real in way or (is_link and self.top.startswith(real.rstrip("/") + "/")):
            self._leave(uri, *_CIRCLE, "file-unreadable", True)
        elif len(way) > DEEPEST_FOLDER:
            self._leave(uri, *_DEEP, "folder-unreadable", True)
        elif self.linked > MOST_LINKED:
            if self.linked == MOST_LINKED + 1:
                self._leave(uri, *_MANY, "folder-unreadable", True)
        else:
            self.folder(uri, real, (*way, real))

    def _file(self, uri: str, entry: os.DirEntry[str], target: str) -> None:
        if CONTROLS.search(uri):
            self._leave(uri, *_UNNAMED, "file-unreadable", True)
        elif not os.access(entry.path, os.R_OK):
            self._leave(uri, "the file cannot be read", "permission denied", _RIGHTS, "file-unreadable")
        else:
            self.files.append(uri)
            if is_for_instructor(uri) or is_for_instructor(target):
                self.for_instructor.append(uri)

    def _leave(self, uri: str, what: str, why: str, mend: str, code: str, stops: bool = False) -> None:
        self.left_out.append(LeftOut(uri, what, why, mend, code, stops))


_RIGHTS = "give yourself the right to read it, or delete it"
_SPECIAL = ("this is no file but a pipe, socket or device", "whoever reads it may wait for ever", "delete it")
_CIRCLE = (
    "the link leads to a folder that holds it",
    "whoever follows it never comes to an end",
    "take it out",
)
_DEEP = (
    f"the folder lies more than {DEEPEST_FOLDER} folders deep",
    "programs that read the course cannot follow so far",
    "move what is in it further up, or delete it",
)
_MANY = (
    f"links lead to more than {MOST_LINKED} folders",
    "links to folders of links multiply, and never come to an end",
    "take links out",
)
_UNNAMED = (
    "the name of the file is not UTF-8, or holds control characters",
    "no address can be made of it",
    "give the file another name",
)


def _reason(error: OSError) -> str:
    return (error.strerror or "it cannot be opened").lower()
