"""The complete fonts as TrueType files: for programs that read no woff, and to cut pieces from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from course.fonts.faces import FACES
from course.fonts.sound import is_as_kept, note_kept


def whole_fonts(modules_dir: Path, cache_dir: Path) -> Path:
    """A folder in `cache_dir` that holds each font of `FACES` as ``NAME.ttf``, and nothing else.

    It is made unless it is there: some fonts in `modules_dir` (``node_modules``) are packed as woff. One that
    is not complete, or has files that are not as they were, is made anew.
    """
    folder = cache_dir / f"whole-{_stamp(modules_dir)}"
    sums = {face.name: cache_dir / f"{folder.name}.{face.name}.sum" for face in FACES}
    if all(is_as_kept(folder / f"{name}.ttf", place) for name, place in sums.items()):
        with suppress(OSError):
            os.utime(folder)  # used: no other build may take it for old
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    cache_dir.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="whole.", dir=cache_dir))
    for face in FACES:
        _unpack(modules_dir / face.file, fresh / f"{face.name}.ttf")
    try:
        fresh.rename(folder)
    except OSError:  # another build was first
        shutil.rmtree(fresh)
    for name, place in sums.items():
        note_kept(folder / f"{name}.ttf", place)
    return folder


def _stamp(modules_dir: Path) -> str:
    """What changes when npm brings other fonts."""
    sizes = [f"{face.name} {face.file} {(modules_dir / face.file).stat().st_size}" for face in FACES]
    return hashlib.sha256("\n".join(sizes).encode()).hexdigest()[:16]


def _unpack(packed: Path, target: Path) -> None:
    if packed.suffix == ".ttf":
        shutil.copyfile(packed, target)
        return
    from fontTools.ttLib import TTFont  # here: few builds open a font

    with TTFont(packed, recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = None
        font.save(target, reorderTables=None)
