"""``run.py check --fix``: the mechanical faults of sources, mended in their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from course.checks.course_sources import SourceFolder
from course.checks.mend import diff, mend
from course.problems.problem import display_path


def fix_sources(folders: Sequence[SourceFolder], *, dry_run: bool) -> int:
    """How many sources of `folders` were mended; prints each, or with `dry_run` only what would change."""
    count = 0
    for path in _paths(folders):
        old = _text(path)
        new = mend(old)
        if new == old:
            continue
        count += 1
        shown = display_path(path, Path.cwd())
        if dry_run:
            print(diff(old, new, shown) or f"{shown}: line ends become LF")
        else:
            path.write_bytes(new.encode("utf-8"))
            print(f"{shown}: mended")
    return count


def _paths(folders: Sequence[SourceFolder]) -> Iterator[Path]:
    for folder in folders:
        for uri in folder.pages():
            yield folder.docs_dir / uri


def _text(path: Path) -> str:
    """The file's text with its byte order mark, if any; nothing for what is not UTF-8 or cannot be opened."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
