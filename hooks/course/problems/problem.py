"""Problem: one thing that is wrong, with where it is, why it matters and how to mend it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from course.problems.plain import CONTROLS, on_one_line

#: The list of accepted Problems, beside mkdocs.yml or in the folder of another course.
ACCEPTED = "accepted-problems.txt"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong. ``str()`` writes it as everywhere: ``path:line: what; why; mend [code]``."""

    path: str
    """The file as its author would name it, with forward slashes."""
    line: int
    """Line of the file, from 1."""
    what: str
    """What is wrong."""
    why: str
    """Why it matters, or what follows from it."""
    mend: str
    """How to mend it."""
    code: str
    """Short stable name of this kind of Problem, such as ``code-lost``."""
    level: str = ""
    """Its level, where the course's settings give it another than its code has; else empty."""
    cause: str = ""
    """What it has in common with others of its code, as a sentence that begins after their number: ``images
    lead to ../pictures; …``. Empty where that is what all its texts say."""

    def __post_init__(self) -> None:
        r"""Write control characters of a source as ``\x1b`` or ``\n``: a Problem is one line anywhere."""
        for name in ("path", "what", "why", "mend", "cause"):
            if CONTROLS.search(text := getattr(self, name)):
                object.__setattr__(self, name, on_one_line(text))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.why}; {self.mend} [{self.code}]"


def to_json(problems: Iterable[Problem]) -> str:
    """Problems as text, for `from_json`."""
    return json.dumps([astuple(problem) for problem in problems])


def from_json(written: str | bytes) -> list[Problem]:
    """The Problems that `to_json` wrote."""
    return [Problem(*fields) for fields in json.loads(written)]


class CourseError(Exception):
    """The course cannot be read or built. Holds every Problem found, sorted by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class NotThereError(Exception):
    """What a command was asked for is not there. The text says what, and what to name or run instead."""


def display_path(path: Path, root: Path) -> str:
    """`path` as its author would name it: relative to `root` where it lies below it, with forward slashes."""
    named, above = (os.path.abspath(each) for each in (path, root))  # noqa: PTH100 - links are left as they are
    if named.startswith(f"{above.rstrip(os.sep)}{os.sep}"):
        return Path(named[len(above) :].lstrip(os.sep)).as_posix()
    try:
        real, real_root = (
            Path(os.path.realpath(each)) for each in (path, root)
        )  # never fails, as resolve() does
        return real.relative_to(real_root).as_posix()
    except ValueError:
        return path.as_posix()
