"""When each source was last changed, as its history says: the same on every machine, or not known."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime, timezone
from pathlib import Path

#: Set where ``SOURCE_DATE_EPOCH`` stands for a date that nobody knows: without a history, or a choice.
UNKNOWN = "SOURCE_DATE_UNKNOWN"


def source_times(docs_dir: Path) -> dict[Path, int]:
    """Seconds since 1970 of the last commit of each file below `docs_dir`; none without a history."""
    if not shutil.which("git"):
        return {}
    options = [
        "-c",
        "core.quotepath=off",
        "log",
        "--format=%x01%ct",
        "--name-only",
        "--relative",
        "-z",
        "--",
        ".",
    ]
    done = subprocess.run(
        ["git", *options],
        cwd=docs_dir,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    times: dict[Path, int] = {}
    for commit in done.stdout.split("\x01")[1:]:
        when, *names = [part.strip("\n") for part in commit.split("\0")]
        for name in names:
            if name and when.isdigit():
                times.setdefault(docs_dir / name, int(when))
    return times


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
