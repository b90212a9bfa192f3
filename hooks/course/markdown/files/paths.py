"""Names of files that are one name for some systems."""

from __future__ import annotations

import unicodedata


def fold_path(path: str) -> str:
    """`path` in one form, whatever case it is written in and however its Hangul is composed."""
    return unicodedata.normalize("NFC", path).casefold()
