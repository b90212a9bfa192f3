"""Two folders exchanged in one step, so that no reader finds neither: what Linux and macOS have for it."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

#: Source: renameat2(2) and <linux/fs.h>; renamex_np(2) and <sys/stdio.h>.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_RENAME_SWAP = 2


def exchange(one: Path, other: Path) -> bool:
    """Whether the folders have changed their places; false, with nothing done, where the system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform.startswith("linux") and (function := _function("renameat2")):
        return bool(function(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    if sys.platform == "darwin" and (function := _function("renamex_np")):
        return bool(function(*paths, _RENAME_SWAP) == 0)
    return False


@cache
def _function(name: str) -> Any:
    """A function of the system's library; None where it has none, as musl has no renameat2."""
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except OSError:
        return None
