"""Text as it is printed: which of its characters are seen, how wide they are, where a word may be cut."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from course.fonts.eastern import EASTERN

#: Words of up to so many half ems stay on one line; longer ones are cut into pieces of so many letters.
LONGEST_WORD, _PIECE = 26, 14
#: Widest inline code that is set in a frame and does not break, in half ems.
FRAMED_CODE = 30
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_EASTERN, _EASTERN_RUNS = re.compile(f"[{EASTERN}]"), re.compile(f"[{EASTERN}]+|[^{EASTERN}]+")
#: Characters that only say how others look, that nobody sees, or that are none: no font draws them, no reader
#: misses them. Source: Unicode, "Default_Ignorable_Code_Point", "Noncharacters".
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
#: U+200D makes one emoji of several, where it stands between them.
_JOINED_EMOJI = re.compile(
    "(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_STYLE = re.compile("[\ufe00-\ufe0f]")
_BROAD_SPACE = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PIECES = re.compile(rf".{{1,{_PIECE - 1}}}[/._\-?&=:,;+#@)\]}}]|.{{1,{_PIECE}}}", re.DOTALL)
#: Schemes of addresses that print gives behind what leads to them.
PRINTED_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))


def seen(text: str) -> str:
    """`text` as it is set: composed, without what has no look of its own."""
    text = _BROAD_SPACE.sub(" ", unicodedata.normalize("NFC", text))
    if "\u200d" not in text:
        return UNSEEN.sub("", text)
    return "\u200d".join(UNSEEN.sub("", part) for part in _JOINED_EMOJI.split(_STYLE.sub("", text)))


def cell_width(text: str) -> float:
    """Width of `text` in half ems, as a monospaced font with wide Hangul and emoji sets it."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(character: str) -> float:
    if ord(character) < 0x1100:
        return 0 if unicodedata.combining(character) else 1
    if unicodedata.category(character) == "So":
        return 2.5
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def has_hangul(text: str) -> bool:
    """Whether there is Korean in `text`."""
    return bool(_HANGUL.search(text))


def has_eastern(text: str) -> bool:
    """Whether there is Han or Kana in `text`, or a sign that stands among them."""
    return bool(_EASTERN.search(text))


def eastern_runs(text: str) -> list[str]:
    """`text` in stretches that are Han and Kana throughout, or have none."""
    return _EASTERN_RUNS.findall(text)


def pieces(word: str) -> list[str]:
    """A long word in parts that may stand on different lines, cut after punctuation where there is some."""
    return _PIECES.findall(word)


def short_address(address: str) -> str:
    """`address` as it is printed: without ``https://``, its escaped letters as letters."""
    try:
        shown = unquote(address, errors="strict")
    except UnicodeDecodeError:
        shown = address
    for start in ("https://", "http://", "mailto:", "tel:"):
        shown = shown.removeprefix(start)
    return shown.rstrip("/")
