"""Writes the texts of an SVG as Typst can set them: one sign for each character.

Typst sets a sign that is made of several characters (a person with a trade, a skin, a flag, a key) in running
text, but not in an SVG's text: where other letters stand beside it, the whole PDF fails. Its parts are set
instead, one after the other.
Source: Typst, issue 7432 (variation selectors in SVG text); Unicode, UTS 51 "Emoji", ED-10 to ED-17.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

#: What joins, colours or chooses signs: variation selectors, joiner, skins, tags of flags.
_INVISIBLE = re.compile("[\ufe00-\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
#: A key such as ``1️⃣``: the sign on it and the frame.
_KEY = re.compile("([0-9#*])\u20e3")
#: The figures in a circle, from 0.
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
#: The letters that flags are made of, as letters.
_FLAG_LETTERS = {0x1F1E6 + at: chr(ord("A") + at) for at in range(26)}


def prepare_texts(svg: Any) -> None:
    """Rewrite every text below `svg`: no signs of several characters, figures in circles instead of keys."""
    for part in svg.iter():
        if isinstance(part.tag, str):
            part.text, part.tail = _prepared(part.text), _prepared(part.tail)


def _prepared(text: str | None) -> str | None:
    if not text or text.isascii():
        return text
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_FLAG_LETTERS)
    return _KEY.sub(_sign, plain)


def _sign(key: re.Match[str]) -> str:
    return _CIRCLED[int(key[1])] if key[1].isdecimal() else key[1]
