"""When each source was last changed, as its history says: the same on every machine, or not known."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime, timezone
from pathlib import Path

#: Set where ``SOURCE_DATE_EPOCH`` stands for a date that nobody knows: without a history, or a choice.
UNKNOWN = "SOURCE_DATE_UNKNOWN"


def source_times(docs_dir: Path, *, only_sure: bool = False) -> dict[Path, int]:
    """Seconds since 1970 of the last commit of each file below `docs_dir`; none without a history.

    In a shallow clone the oldest commit seems to have made every file that no later one has changed: where
    `only_sure`, these are left out.
    """
    if not shutil.which("git"):
        return {}
    is_cut = only_sure and _git(docs_dir, "rev-parse", "--is-shallow-repository").strip() == "true"
    log = ("log", "--format=%x01%ct %p", "--name-only", "--relative", "-z", "--", ".")
    times: dict[Path, int] = {}
    cut: set[Path] = set()
    for commit in _git(docs_dir, "-c", "core.quotepath=off", *log).split("\x01")[1:]:
        head, *names = [part.strip("\n") for part in commit.split("\0")]
        when, _, parents = head.partition(" ")
        paths = [docs_dir / name for name in names if name]
        if is_cut and not parents:
            cut.update(path for path in paths if path not in times)
        elif when.isdigit():
            for path in paths:
                times.setdefault(path, int(when))
    return {path: when for path, when in times.items() if path not in cut}


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout


def source_time(path: Path, times: dict[Path, int]) -> int:
    """When the source at `path` was last changed, by its history or ``SOURCE_DATE_EPOCH``; 0 if not known.

    Not by its file: that has the time when it was copied, another on every machine.
    """
    if path in times:
        return times[path]
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isdigit() and not os.environ.get(UNKNOWN) else 0


def day(seconds: int) -> str:
    """The day, in UTC, as handouts print it: ``2026-11-24``; nothing for 0, a time that is not known."""
    return "" if not seconds else datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d")
