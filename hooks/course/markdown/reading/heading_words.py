"""Whether a heading or a label has one of the settings' words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


class _Folding(dict[int, int | None]):
    """What becomes of each letter, by its number, as `str.translate` asks: itself, or nothing."""

    def __missing__(self, code: int) -> int | None:
        kept = code if unicodedata.category(chr(code))[0] in "LMN" else None
        self[code] = kept
        return kept


_FOLDING = _Folding()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` as headings and labels are compared: letters, marks and numbers alone, in lower case."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLDING)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether the heading `text` has one of `words` in it, both folded."""
    heading = folded(text)
    return any(wanted in heading for wanted in map(folded, words) if wanted)


def is_word(text: str, words: Iterable[str]) -> bool:
    """Whether the label `text` is one of `words`, both folded."""
    return folded(text) in {folded(word) for word in words}
