"""The result of an export, and the error where it cannot be written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class PlaceError(Exception):
    """A path cannot be written to; the text says which, why, and how to mend it."""

    def __init__(self, path: Path, what: str) -> None:
        mend = "what was there is as it was; name another folder with --output"
        super().__init__(f"{path.as_posix()}: {what}; {mend}")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file or folder that an export has made."""

    path: Path
    size_bytes: int
    use: str
    """What to do with it, as an order: ``unpack it and open …``."""

    def __str__(self) -> str:
        return f"{self.path} ({_size(self.size_bytes)}): {self.use}"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e6 else f"{max(1, round(size_bytes / 1e3))} KB"
