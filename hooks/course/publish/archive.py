"""Zip files with the same bytes for the same contents, put in place only when they are whole."""

from __future__ import annotations

import os
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from course.publish.exported import PlaceError

#: Zip files know no earlier year. Source: PKWARE's APPNOTE, 4.4.6.
_FIRST_YEAR = 1980
#: No files.
NOTHING: Mapping[str, bytes] = MappingProxyType({})


def read_tree(folder: Path) -> dict[str, bytes]:
    """The contents of all files below `folder`, by their path in it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write_zip(
    path: Path, files: Mapping[str, bytes], date: int, *, first: Mapping[str, bytes] = NOTHING
) -> int:
    """Write `files` (name → content) as the zip file at `path`; return its size in bytes.

    Every file in it gets the `date`, in seconds since 1970. Those of `first` come before all others, and are
    not packed. An old file at `path` stays until the new one is complete.
    Raises PlaceError where the system lets nothing be written there.
    """
    moment = time.gmtime(date)
    stamp = moment[:6] if moment.tm_year >= _FIRST_YEAR else (_FIRST_YEAR, 1, 1, 0, 0, 0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".export-", dir=path.parent)
        try:
            with os.fdopen(handle, "w+b") as aside, zipfile.ZipFile(aside, "w") as archive:
                for each, content in first.items():
                    archive.writestr(_entry(each, stamp), content, zipfile.ZIP_STORED)
                for each in sorted(files):
                    archive.writestr(_entry(each, stamp), files[each], zipfile.ZIP_DEFLATED, 9)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise PlaceError(path, f"the file cannot be written: {error.strerror or error}") from None
    return path.stat().st_size


def _entry(name: str, stamp: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
    entry.create_system = 3  # the same on every system: rights as Unix writes them
    entry.external_attr = 0o100644 << 16
    return entry
