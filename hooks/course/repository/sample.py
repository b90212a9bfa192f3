"""The sample course, which the product's own repository publishes: known by its files, and set aside.

A course's folder keeps it in `.product/sample`, together with what else only the product's repository needs:
there the tests find it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from course.repository.parts import PARTS, kind_of
from course.repository.release import SAMPLE

#: The sample's files, each with the name that git gives its content.
LIST = "hooks/sample.txt"
#: What a course begins anew, whether or not the sample stays beside it; what it gets as it is.
_ANEW, _KEPT = ("mkdocs.yml", "translations.json"), ("overrides/README.md",)
#: Written by builds: the sample's is no use to a course.
_ADDRESSES = "addresses.txt"
_FRONT = "index.md"


def name_of(content: bytes) -> str:
    """The name that git gives a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def read_sample(folder: Path) -> dict[str, str]:
    """The sample's files with the names of their content, from the list in `folder`."""
    path = folder / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {
        path: name for name, _, path in (line.partition("  ") for line in lines if line[:1] not in ("", "#"))
    }


def standing_sample(folder: Path) -> list[str]:
    """The sample's files in `folder` that are as they came."""
    return [path for path, name in read_sample(folder).items() if _is(folder / path, name)]


def is_product_folder(folder: Path) -> bool:
    """Whether `folder` is the product with its whole sample course, and nobody's course yet."""
    sample = read_sample(folder)
    return bool(sample) and len(standing_sample(folder)) == len(sample) and not (folder / SAMPLE).exists()


def _is(path: Path, name: str) -> bool:
    return path.is_file() and name_of(path.read_bytes()) == name


def set_sample_aside(folder: Path, *, keeps_sample: bool) -> list[str]:
    """Put the sample, and what only the product's repository needs, into SAMPLE; the paths that are gone.

    Files that are not as they came are the course's, and stay. With `keeps_sample` its sessions stay, too.
    """
    gone = []
    standing = standing_sample(folder)
    listed = [_ADDRESSES] if _ANEW[0] in standing and (folder / _ADDRESSES).is_file() else []
    for path in [*standing, *_upkeep(folder), *listed]:
        _copy(folder / path, folder / SAMPLE / path)
        is_front = path.startswith("docs/") and path.endswith(f"/{_FRONT}") and path.count("/") == 2
        is_begun = path in _ANEW or is_front or kind_of(path) == "upkeep" or path == _ADDRESSES
        if is_begun or not (keeps_sample or path in _KEPT):
            (folder / path).unlink()
            gone.append(path)
    _remove_empty(folder, gone)
    return gone


def _upkeep(folder: Path) -> list[str]:
    return [path for path in PARTS["upkeep"] if (folder / path).is_file()]


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, place)


def _remove_empty(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        for above in (folder / path).parents:
            if above == folder or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()
