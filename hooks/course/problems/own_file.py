"""A file of the course's own, such as mkdocs.yml or a list beside it, that is there and cannot be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from course.problems.problem import CourseError, Problem, display_path


def why_unreadable(path: Path) -> str:
    """Why the file at `path` cannot be read, as a sentence; empty where it can, or where nothing is there.

    It is not opened: whoever opens a pipe may wait for ever.
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return "the link leads to nothing" if path.is_symlink() else ""
    except OSError as error:
        return f"the file cannot be opened: {(error.strerror or 'it is damaged').lower()}"
    if stat.S_ISDIR(kind):
        return "this is a folder, not a file"
    if not stat.S_ISREG(kind):
        return "this is no file but a pipe, socket or device"
    return "" if os.access(path, os.R_OK) else "the file cannot be opened: permission denied"


def is_readable(path: Path, root: Path, why: str) -> bool:
    """Whether there is a file at `path`. Raises CourseError [file-unreadable], with `why` it matters, where
    there is something else, or the file may not be opened.
    """
    if what := why_unreadable(path):
        mend = "put the file there, with the right to read it, or delete what is there"
        shown = path.relative_to(root).as_posix() if root in path.parents else display_path(path, root)
        raise CourseError([Problem(shown, 1, what, why, mend, "file-unreadable")])
    return path.is_file()
