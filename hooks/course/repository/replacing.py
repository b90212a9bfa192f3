"""Puts another version of the product in place: all of it or nothing, as far as a system lets that be.

Everything new is written beside, and everything old copied, before the first file is replaced. What stops it
puts the old files back; where the machine itself stops, the next start of run.py does (`put_back` there).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from course.repository.plan import Plan
from course.repository.product_files import render_list
from course.repository.release import LIST, Release

#: Where an upgrade works. run.py knows it, too.
WORK = Path(".cache", "upgrade")
#: The product as it was before the last upgrade: a version to go back to.
BEFORE = Path(".cache", "before-upgrade")
#: Lists, while files are replaced, those that were not there before.
UNDER_WAY = "under-way"


def replace_product(folder: Path, release: Release, plan: Plan, old: Release) -> None:
    """Carry out `plan`; `old` is the product as it is in `folder`, which BEFORE will hold.

    Raises OSError, with the old product in its place, where the machine refuses.
    """
    work = folder / WORK
    shutil.rmtree(work, ignore_errors=True)
    files = {**release.files, LIST: render_list(release.files)}
    written = [*plan.added, *plan.replaced, LIST]
    written.sort(key=lambda path: path == "run.py")  # last: it is what puts back
    for path in written:
        _write(work / "new" / path, files[path], is_program=path in release.programs)
    _keep(old, work / "old")
    for path in (*plan.replaced, *plan.removed, LIST):
        if (folder / path).is_file():
            _copy(folder / path, work / "old" / path)
    added = [*plan.added, *([] if (folder / LIST).is_file() else [LIST])]
    (work / UNDER_WAY).write_text("".join(f"{path}\n" for path in added), encoding="utf-8", newline="\n")
    try:
        for path in written:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (work / "new" / path).replace(folder / path)
        for path in plan.removed:
            (folder / path).unlink(missing_ok=True)
    except BaseException:
        put_back(folder)
        raise
    (work / UNDER_WAY).unlink()
    _remove_empty(folder, plan.removed)
    shutil.rmtree(folder / BEFORE, ignore_errors=True)
    (work / "old").replace(folder / BEFORE)
    shutil.rmtree(work, ignore_errors=True)


def put_back(folder: Path) -> None:
    """Put the product that was in `folder` before an upgrade that did not end back in its place."""
    work = folder / WORK
    for path in (work / UNDER_WAY).read_text(encoding="utf-8").splitlines():
        (folder / path).unlink(missing_ok=True)
    for kept in sorted((work / "old").rglob("*")):
        if kept.is_file():
            _copy(kept, folder / kept.relative_to(work / "old"))
    shutil.rmtree(work)


def lay_out(folder: Path, release: Release) -> None:
    """Put the product into a folder that has none; files of a course that are there stay as they are."""
    for path, content in release.files.items():
        if not (folder / path).exists():
            _write(folder / path, content, is_program=path in release.programs)
    _write(folder / LIST, render_list(release.files), is_program=False)


def _keep(old: Release, place: Path) -> None:
    for path, content in old.files.items():
        _write(place / path, content, is_program=path in old.programs)


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, place)


def _write(place: Path, content: bytes, *, is_program: bool) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    if is_program:
        place.chmod(place.stat().st_mode | 0o111)


def _remove_empty(folder: Path, removed: tuple[str, ...]) -> None:
    """Take away the folders that nothing is in any more."""
    for path in removed:
        for above in (folder / path).parents:
            if above == folder or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()
