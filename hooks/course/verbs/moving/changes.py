"""Changes of several files that are made whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Changes:
    """What is to be written and what taken away."""

    written: dict[Path, bytes] = field(default_factory=dict)
    removed: set[Path] = field(default_factory=set)

    def now(self, path: Path) -> bytes:
        """What a file holds once what is known so far is done; nothing where it is not there."""
        if path in self.written:
            return self.written[path]
        return path.read_bytes() if path.is_file() and path not in self.removed else b""

    def write(self, path: Path, text: str | bytes) -> None:
        """Have a file hold `text`; nothing to be done where it does."""
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        if path in self.removed or not path.is_file() or path.read_bytes() != content:
            self.written[path] = content
        else:
            self.written.pop(path, None)
        self.removed.discard(path)

    def remove(self, path: Path) -> None:
        """Have a file go."""
        self.written.pop(path, None)
        self.removed.add(path)

    def carry_out(self) -> None:
        """Do all. Raises OSError where something cannot be done; then all is as it was."""
        before = {path: path.read_bytes() for path in (*self.written, *self.removed) if path.is_file()}
        made: list[Path] = []
        staged: dict[Path, Path] = {}
        try:
            for path, content in self.written.items():
                _make_folder(path.parent, made)
                staged[path] = path.with_name(f".{path.name}-{os.getpid()}")
                staged[path].write_bytes(content)
                if path.exists():
                    staged[path].chmod(path.stat().st_mode & 0o777)
            for path in staged:
                staged[path].replace(path)
            for path in sorted(self.removed):
                path.unlink()
        except OSError:
            _undo(before, self.written, staged, made)
            raise
        for folder in sorted({path.parent for path in self.removed}, reverse=True):
            _remove_empty(folder)


def _make_folder(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _undo(
    before: dict[Path, bytes], written: dict[Path, bytes], staged: dict[Path, Path], made: list[Path]
) -> None:
    """Put back what was there, and take away what was not."""
    for path in staged.values():
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for path in written:
        if path not in before:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def _remove_empty(folder: Path) -> None:
    """Remove `folder` and those above it, as far as nothing is in them."""
    with suppress(OSError):
        while True:
            folder.rmdir()
            folder = folder.parent
