"""Another version of the product, read from a ZIP file or a folder, and where its files go in a course's."""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course.problems.problem import NotThereError
from course.repository.parts import kind_of, kinds_of

#: Where a course's folder keeps what of the product is no part of a course: the sample, with its settings.
SAMPLE = ".product/sample"
#: The list of the product's files, as they came.
LIST = ".product/files.txt"
VERSION_FILE = "hooks/version.txt"
#: Without these a folder is no product.
_NEEDED = ("run.py", "hooks/__main__.py", "hooks/product.yml", "requirements.txt")
#: Made on a machine: no part of any version.
_MADE = {"__pycache__", "node_modules", ".venv", ".git", ".cache", ".hypothesis"}
_MADE |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
#: More than any version holds, in bytes: what unfolds into more is something else.
_MOST = 300_000_000


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the product."""

    version: str
    """Such as ``1.0.0``; empty for one from before versions."""
    files: Mapping[str, bytes]
    """Content of its files, by their place in a course's folder."""
    programs: frozenset[str]
    """Those of them that can be run by themselves."""


def read_release(where: Path) -> Release:
    """The version in the ZIP file or folder `where`. Raises NotThereError for what is none."""
    if where.is_dir():
        files, programs = _of_folder(where)
    elif zipfile.is_zipfile(where):
        files, programs = _of_archive(where)
    else:
        what = "is no ZIP file and no folder" if where.exists() else "is not there"
        raise NotThereError(f"{where} {what}; name the ZIP file or the folder of another version")
    if lacking := [name for name in _NEEDED if name not in files]:
        raise NotThereError(f"{where} is no version of this product: it has no {lacking[0]}")
    version = files.get(VERSION_FILE, b"").decode("utf-8", "replace").strip()
    placed = dict(_placed(files))
    moved = frozenset(name for name in programs if name in placed)
    return Release(version, placed, moved)


def _placed(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Where each file goes; the sample course aside, and what only the product's own repository needs."""
    from_course = any(name.startswith(f"{SAMPLE}/") for name in files)
    for name, content in files.items():
        if not kinds_of(name) or name == LIST:
            continue
        if kind_of(name) in ("product", "begun"):
            yield name, content
        elif not from_course:
            yield f"{SAMPLE}/{name}", content


def _of_folder(folder: Path) -> tuple[dict[str, bytes], set[str]]:
    names = [name for name in _names_in(folder) if _is_plain(folder, name)]
    programs = {name for name in names if os.access(folder / name, os.X_OK)}
    return {name: (folder / name).read_bytes() for name in names}, programs


def _names_in(folder: Path) -> Iterable[str]:
    """The files of the table in `folder`: those that git knows or would take, where it is one of git's."""
    if (folder / ".git").exists():
        command = ["git", "-C", str(folder), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            done = None
        if done and not done.returncode:
            return [name for name in map(os.fsdecode, done.stdout.split(b"\0")) if kinds_of(name)]
    return list(_walked(folder, ""))


def _walked(folder: Path, above: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        name = f"{above}{entry.name}"
        if entry.name in _MADE or entry.name.endswith(".pyc") or entry.is_symlink():
            continue
        if entry.is_dir():
            if above or _leads_to_any(name):
                yield from _walked(folder / entry.name, f"{name}/")
        elif kinds_of(name):
            yield name


def _leads_to_any(folder: str) -> bool:
    return bool(kinds_of(folder)) or folder == ".github"


def _is_plain(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and not path.is_symlink()


def _of_archive(where: Path) -> tuple[dict[str, bytes], set[str]]:
    files, programs = dict[str, bytes](), set[str]()
    with zipfile.ZipFile(where) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if sum(each.file_size for each in entries) > _MOST:
            raise NotThereError(f"{where} unfolds into more than any version of this product holds")
        top = _common_folder([each.filename for each in entries])
        for entry in entries:
            name = entry.filename.removeprefix(top)
            if not _is_inside(entry.filename):
                raise NotThereError(f"{where} is no version of this product: it holds {entry.filename!r}")
            if kinds_of(name) and not _MADE & set(name.split("/")):
                files[name] = archive.read(entry)
                if entry.external_attr >> 16 & 0o100:
                    programs.add(name)
    return files, programs


def _common_folder(names: list[str]) -> str:
    """The folder that all of an archive is in, ended by a slash; empty where it is in none."""
    tops = {name.split("/", 1)[0] for name in names if "/" in name}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
