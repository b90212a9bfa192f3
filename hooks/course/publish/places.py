"""Folders that a build writes into beside the place of what it makes, and how one takes that place.

A holder bears a lock of the process that works in it. A process that is killed cannot clean up: its lock is
gone then, and the next build removes what it has left, and says so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from course.publish.exchange import exchange

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: What the name of a folder begins with that a site is built in.
HOLDER = ".site-"
#: The list of all addresses of the site, beside mkdocs.yml; to be committed.
ADDRESSES = "addresses.txt"
_LOCK = "lock"
_DAY_SECONDS = 24 * 60 * 60


@contextlib.contextmanager
def holder_beside(place: Path, prefix: str) -> Iterator[Path]:
    """A new folder beside `place`, for its next contents (``new``) and its last (``old``); then removed.

    It stays where what was at `place` is in it, and nothing at `place`.
    """
    holder = Path(tempfile.mkdtemp(prefix=prefix, dir=place.parent))
    lock = _locked(holder)
    try:
        yield holder
    finally:
        os.close(lock)
        if place.exists() or not (holder / "old").exists():
            shutil.rmtree(holder, ignore_errors=True)


def _locked(holder: Path) -> int:
    """A descriptor that holds the lock of `holder`; the file gets its name when it is locked."""
    unnamed = holder / f"{_LOCK}.new"
    lock = os.open(unnamed, os.O_RDWR | os.O_CREAT, 0o600)
    if fcntl:
        with contextlib.suppress(OSError):  # a disk without locks: what is left goes after a day
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            unnamed.rename(holder / _LOCK)
    return lock


def clear_left(place: Path, prefix: str) -> list[str]:
    """Put back what a killed build has moved away from `place`, remove what it has left; a line for each."""
    told = []
    for holder in sorted(place.parent.glob(f"{prefix}*")):
        with contextlib.suppress(OSError):  # another build has ended, and taken its own away
            if holder.is_symlink() or not holder.is_dir() or _is_busy(holder):
                continue
            if (holder / "old").is_dir() and not place.exists():
                (holder / "old").rename(place)
                told.append(f"Put back {place.name}/, which a killed build had moved away.")
            if (holder / _LOCK).is_file() or _is_old(holder):
                shutil.rmtree(holder)
                told.append(f"Removed {holder.name}/, which a killed build had left.")
    return told


def _is_busy(holder: Path) -> bool:
    """Whether somebody works in `holder`, as far as its lock says."""
    if not fcntl or not (holder / _LOCK).is_file():
        return False
    with (holder / _LOCK).open("r+b") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _is_old(holder: Path) -> bool:
    """Whether `holder` is so old that nobody works in it, lock or none."""
    return time.time() - holder.stat().st_mtime > _DAY_SECONDS


def take_place(new: Path, place: Path, aside: Path) -> None:
    """The folder `new` becomes `place`; what was there until now is `aside`, or at `new`.

    Where the system can, there is no moment without a folder at `place`. Raises OSError, with what was there
    in its place, where the system refuses: Windows moves no folder that a program has open.
    """
    if exchange(new, place):
        return
    had_one = place.exists()
    try:
        if had_one:
            place.rename(aside)
        new.rename(place)
    except OSError:
        if exchange(new, place):  # another build was first
            return
        if had_one and not place.exists():
            aside.rename(place)
        raise
