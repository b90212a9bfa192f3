"""Text in Typst: the one place where characters become Typst source.

Typst breaks Hangul between syllables, so every Korean word is kept together; what is too long for a line
(an address, a path) is cut into pieces that may stand on different lines.
Source: Typst reference, "Strings" and "Linebreak"; UAX 14 (boxes are objects, U+2060 forbids a break).
"""

from __future__ import annotations

import re
import unicodedata

#: Korean words of up to so many half ems stay on one line; longer ones are cut into pieces.
LONGEST_WORD = 26
#: Longest piece of what is cut.
PIECE = 14
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: Characters that only say how others look, or that nobody sees: no font draws them, no reader misses them.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
#: U+200D makes one emoji of several, where it stands between them.
_JOINED_EMOJI = re.compile(
    "(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_STYLE = re.compile("[\ufe00-\ufe0f]")
_BROAD_SPACE = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PIECES = re.compile(rf".{{1,{PIECE - 1}}}[/._\-?&=:,;+#@)\]}}]|.{{1,{PIECE}}}", re.DOTALL)


def quoted(text: str) -> str:
    """`text` as a Typst string literal: whatever it holds, it is these characters and no markup."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def seen(text: str) -> str:
    """`text` as it is set: composed, without what has no look of its own."""
    text = _BROAD_SPACE.sub(" ", unicodedata.normalize("NFC", text))
    if "\u200d" not in text:
        return UNSEEN.sub("", text)
    parts = _JOINED_EMOJI.split(_STYLE.sub("", text))
    return "\u200d".join(UNSEEN.sub("", part) for part in parts)


def cell_width(text: str) -> float:
    """Width of `text` in half ems, as a monospaced font with wide Hangul and emoji sets it."""
    return sum(map(_cells, text))


def _cells(character: str) -> float:
    if ord(character) < 0x1100:
        return 0 if unicodedata.combining(character) else 1
    if unicodedata.category(character) == "So":
        return 2.5
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def has_hangul(text: str) -> bool:
    """Whether there is Korean in `text`."""
    return bool(_HANGUL.search(text))


def pieces(word: str) -> list[str]:
    """A long word in parts that may stand on different lines, cut after punctuation where there is some."""
    return _PIECES.findall(word)


def running_text(text: str) -> str:
    """Typst markup for `text`, spaces folded as HTML folds them; lines break between words only."""
    out: list[str] = []
    plain = ""
    for part in re.split(r"([ \t\r\n\f]+)", seen(text)):
        if not part:
            continue
        if _SPACE.fullmatch(part):
            plain += " "
            continue
        kept = _kept_together(part)
        if kept is None:
            plain += part
            continue
        out += [_string(plain), kept]
        plain = ""
    return "".join([*out, _string(plain)])


def _string(text: str) -> str:
    return f"#{quoted(text)};" if text else ""


def _kept_together(word: str) -> str | None:
    """Markup for a word that Typst's own rules would break badly; None for any other."""
    if cell_width(word) > LONGEST_WORD:
        return "".join(f"#w({quoted(piece)});" for piece in pieces(word))
    return f"#w({quoted(word)});" if has_hangul(word) and len(word) > 1 else None
