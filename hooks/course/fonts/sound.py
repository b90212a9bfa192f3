"""Whether a font file that was kept is still what it was: not emptied, cut off, written over or flipped.

Source: OpenType, "Organization of an OpenType Font"; W3C, WOFF, section 3, and WOFF2, section 4.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

from course.kept import file_digest

_OPENTYPE = (b"\0\1\0\0", b"OTTO", b"true")
_HEAD, _ENTRY = 12, 16


def is_font(path: Path) -> bool:
    """Whether the file begins as a font, and is as long as it says; false where it cannot be read."""
    try:
        with path.open("rb") as file:
            size, head = path.stat().st_size, file.read(_HEAD)
            if len(head) < _HEAD:
                return False
            if head[:4] in (b"wOFF", b"wOF2"):
                return bool(struct.unpack(">I", head[8:])[0] == size)
            if head[:4] == b"ttcf":
                return True
            tables = file.read(struct.unpack(">H", head[4:6])[0] * _ENTRY)
            return head[:4] in _OPENTYPE and _reach(tables) <= size and len(tables) >= _ENTRY
    except OSError:
        return False


def is_as_kept(path: Path, sums: Path) -> bool:
    """Whether the file is a font, and has the hash that `sums` has; an older version has noted none."""
    if not is_font(path):
        return False
    try:
        known = sums.read_bytes()
    except OSError:
        known = b""
    if not known:
        note_kept(path, sums)
    return known in (b"", file_digest(path).encode())


def note_kept(path: Path, sums: Path) -> None:
    """Note in `sums` the hash of the file, which was just made."""
    with suppress(OSError):
        sums.write_bytes(file_digest(path).encode())


def _reach(tables: bytes) -> int:
    """Where the last of the tables ends, by their directory."""
    whole = len(tables) // _ENTRY * _ENTRY
    return max(
        (offset + length for _, _, offset, length in struct.iter_unpack(">4sIII", tables[:whole])), default=0
    )
