"""Paths that some file systems take for the same."""

from __future__ import annotations

import unicodedata


def fold_path(path: str) -> str:
    """`path` in lower case and with composed Hangul: equal for paths that some file systems take for one."""
    return unicodedata.normalize("NFC", path).casefold()
