"""Courses that `run.py init` makes in empty folders: with the whole product, but nothing to install."""

from __future__ import annotations

from pathlib import Path

from course.repository.release import Release, read_release
from course.repository.replacing import lay_out
from support.courses import ROOT, Ran, run_module

_SHARED = ("node_modules", ".cache/fonts", ".cache/eastern-fonts")


def made_course(folder: Path, *words: str, release: Release | None = None) -> Ran:
    """What `run.py init` says with `words`, in `folder`, which has only `release` (the product here)."""
    lay_out(folder, release or read_release(ROOT))
    for name in _SHARED:
        (ROOT / name).mkdir(parents=True, exist_ok=True)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return run_module("hooks", "init", *words, "--yes", cwd=folder)
