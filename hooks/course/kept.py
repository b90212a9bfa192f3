"""What was made once, kept in files by all that it was made of.

A key is a hash of what is known before the making; what is read on the way is noted while it is read
(`noted`), and is looked at again before what was kept is used. Each file carries a hash of its own content:
one that was cut, emptied or changed is as good as not there. The folder may be deleted or shared at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

#: The folder of what a project keeps.
CACHE = Path(".cache", "kept")
_HASH, _FAST = 32, 1
#: What was not used for so long goes first when there is too much; so old is a file that a killed build left.
_LIMIT_MB, _LEFT_SECONDS = 1024, 60 * 60
#: To note that a file was used costs as much as to read it: it is done once in so long.
_USED_SECONDS = 24 * 60 * 60
_Reads = dict[str, str]
_READS: ContextVar[_Reads | None] = ContextVar("reads", default=None)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of what is kept."""

    folder: Path

    def get(self, key: str, base: Path = Path()) -> bytes | None:
        """What is kept under `key`; None where nothing is, or where a file that was read is another now.

        Files that were read are looked for in `base`.
        """
        rest = self._whole(key)
        if rest is None:
            return None
        reads, _, content = rest.partition(b"\n")
        known = json.loads(reads) if reads != b"{}" else {}
        if any(file_digest(os.path.join(base, name)) != hashed for name, hashed in known.items()):  # noqa: PTH118
            return None
        try:
            return zlib.decompress(content)
        except zlib.error:  # an older version has kept it as it is
            return None

    def holds(self, key: str) -> bool:
        """Whether something is kept under `key`, and whole: `get` of what read no files gives it."""
        return self._whole(key) is not None

    def _whole(self, key: str) -> bytes | None:
        """What the file of `key` holds behind its hash; None where there is none, or it was spoilt."""
        path = self._path(key)
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - there are ten for a page
                stored, used = file.read(), os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if digest(stored[_HASH:])[:_HASH].encode() != stored[:_HASH]:
            return None
        if time.time() - used > _USED_SECONDS:
            with suppress(OSError):
                os.utime(path)
        return stored[_HASH:]

    def put(self, key: str, content: bytes, reads: _Reads | None = None) -> None:
        """Keep `content`, made of `key` and the files of `reads`. A full disk keeps nothing."""
        packed = zlib.compress(content, _FAST)  # all together becomes a quarter
        rest = json.dumps(reads or {}, sort_keys=True).encode() + b"\n" + packed
        with suppress(OSError):
            put_file(Path(self._path(key)), digest(rest)[:_HASH].encode() + rest)

    def made(self, key: str, kind: Any, make: Callable[[], T]) -> T:
        """What is kept under `key`, of the type `kind`; else what `make` makes, which is kept from now on."""
        import msgspec  # here: to tell that a site stands must load little

        known = self.get(key)
        if known is not None:
            kept: T = msgspec.json.decode(known, type=kind)
            return kept
        fresh = make()
        self.put(key, msgspec.json.encode(fresh))
        return fresh

    def trim_hourly(self) -> None:
        """`trim`, unless that was done less than an hour ago: it looks at every file."""
        done = self.folder / "trimmed"
        with suppress(OSError):
            if not done.is_file() or _is_old(done.stat().st_mtime):
                self.trim()
                done.touch()

    def trim(self, limit_mb: float = _LIMIT_MB) -> None:
        """Delete what was not used for longest, until the folder holds at most `limit_mb`."""
        with suppress(OSError):
            folders = [each.path for each in os.scandir(self.folder) if each.is_dir()]
            found = [(Path(each), each.stat()) for folder in folders for each in os.scandir(folder)]
            left = [path for path, stat in found if ".part-" in path.name and _is_old(stat.st_mtime)]
            size = sum(stat.st_size for _, stat in found)
            for path, stat in sorted(found, key=lambda each: each[1].st_mtime):
                if size > limit_mb * 1024 * 1024 or path in left:
                    path.unlink(missing_ok=True)
                    size -= stat.st_size

    def _path(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key[2:]}"


def put_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: where the disk is full, what was there stays. Raises OSError."""
    fresh = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def put_linked(path: Path, content: bytes, last: Path | None) -> None:
    """Write a new file; where the file `last` has the same content, it becomes a link to that one.

    Who changes such a file later uses `rewrite`: written in place, both would change.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if last and _is_file_of(last, len(content)) and last.read_bytes() == content:
            os.link(last, path)
            return
    except OSError:  # there is none, or it cannot be linked: some systems and disks have no links
        pass
    path.write_bytes(content)


def _is_file_of(path: Path, size: int) -> bool:
    """Whether a file, and no link to one, is at `path`, and has that many bytes."""
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_size == size


def rewrite(path: Path, content: bytes) -> None:
    """Write a file of a new site again; the last site's, which it may be a link to, stays as it is."""
    if path.stat().st_nlink > 1:
        put_file(path, content)
    else:
        path.write_bytes(content)


def _is_old(time_s: float) -> bool:
    return time.time() - time_s > _LEFT_SECONDS


def digest(content: bytes) -> str:
    """A hash of `content`, 64 letters long."""
    return hashlib.sha256(content).hexdigest()


def key_of(*made_of: object) -> str:
    """A key from values that print as what they are: texts, numbers, dataclasses, sorted things; no sets."""
    whole = hashlib.sha256()
    for each in made_of:
        kind, written = type(each).__name__, each
        if not isinstance(written, str | bytes):  # to print a page would take long
            kind, written = "value", repr(each)
        written = written.encode("utf-8", "surrogatepass") if isinstance(written, str) else written
        whole.update(b"%s %d:%s" % (kind.encode(), len(written), written))
    return whole.hexdigest()


@cache
def code_key() -> str:
    """A hash of the core's code and of the libraries it asks for: others may make something else."""
    return key_of(sys.version_info, *code_hashes().values())


@cache
def code_hashes() -> Mapping[str, str]:
    """A hash of each file of them, by its path, as it was when this was asked for first."""
    ours = Path(__file__).parent
    files = [path for path in sorted(ours.rglob("*")) if path.suffix in (".py", ".typ", ".js", ".css")]
    files += [path for path in (ours.parents[1] / "requirements.txt",) if path.is_file()]
    return {str(path): file_digest(path) for path in files}


@contextmanager
def recording(base: Path) -> Iterator[_Reads]:
    """Note the files below `base` that are read while this lasts, with a hash of each."""
    found: _Reads = {}
    own = _READS.set(found)
    try:
        yield found
    finally:
        _READS.reset(own)
        for name in [*found]:
            path = Path(name)
            del found[name]
            found[_below(path, base)] = file_digest(path)


def noted(path: Path) -> Path:
    """`path`, noted as read, there or not."""
    reads = _READS.get()
    if reads is not None:
        reads[str(path)] = ""
    return path


def _below(path: Path, base: Path) -> str:
    return os.path.relpath(path, base).replace(os.sep, "/")


def file_digest(path: str | Path) -> str:
    """A hash of a file; nothing where there is none, or a pipe, which might never end."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a build asks for thousands
            return ""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return digest(file.read())
    except (OSError, ValueError):
        return ""
