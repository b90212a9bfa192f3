"""``.product/files.txt``: hashes of the product's files as they came, by which a change of one is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from course.repository.parts import kind_of
from course.repository.release import LIST

_HEAD = "# The product's files as they came. `run.py upgrade` tells by it what was changed here; commit it.\n"


def mark_of(content: bytes) -> str:
    """What `content` is known by, whichever way its lines end: git may change that on Windows."""
    if b"\0" not in content:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def is_listed(path: str) -> bool:
    """Whether changes of the file at `path` are told. What is kept of the sample course nobody changes."""
    return kind_of(path) in ("product", "begun") and not path.startswith(".product/")


def render_list(files: Mapping[str, bytes]) -> bytes:
    """The list of `files`."""
    lines = [f"{mark_of(content)}  {path}\n" for path, content in sorted(files.items()) if is_listed(path)]
    return (_HEAD + "".join(lines)).encode()


def read_list(folder: Path) -> dict[str, str] | None:
    """The marks of the product's files as they came into `folder`, by path; None where there is no list."""
    path = folder / LIST
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = [line.split("  ", 1) for line in lines if not line.startswith("#")]
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def is_own(path: str, came: Mapping[str, str]) -> bool:
    """Whether the file at `path` is the course's own, beside those of the product that `came`."""
    return is_listed(path) and path not in came
