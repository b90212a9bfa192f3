"""Text in Typst: the one place where characters become Typst source.

Typst breaks Hangul between syllables, so every Korean word is kept together; what is too long for a line
(an address, a path) is cut into pieces that may stand on different lines.
Source: Typst reference, "Strings" and "Linebreak"; UAX 14 (boxes are objects, U+2060 forbids a break).
"""

from __future__ import annotations

import re

from course.handout.letters import LONGEST_WORD, cell_width, has_hangul, pieces, seen

_SPACE = re.compile(r"([ \t\r\n\f]+)")
#: Widest inline code that is set in a frame, in half ems; wider code may break.
_FRAMED_CODE = 30
_CODE_PIECES = re.compile(r"[ ]+|[^ ]{1,11}[/._\-?&=:,;|)\]}]|[^ ]{1,12}")
#: A line of code of up to so many half ems fits in any place, and needs no cutting.
_FITS_ANYWHERE = 24


def quoted(text: str) -> str:
    """`text` as a Typst string literal: whatever it holds, it is these characters and no markup."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def running_text(text: str) -> str:
    """`text`, spaces folded as HTML folds them; lines break between words only."""
    out, plain = "", ""
    for part in _SPACE.split(seen(text)):
        kept = "" if not part or part.isspace() else _kept_together(part)
        if kept:
            out, plain = out + _string(plain) + kept, ""
        elif part:
            plain += " " if _SPACE.fullmatch(part) else part
    return out + _string(plain)


def _string(text: str) -> str:
    return f"#{quoted(text)};" if text else ""


def _kept_together(word: str) -> str:
    """A word that Typst's own rules would break badly; nothing for any other."""
    if cell_width(word) > LONGEST_WORD:
        return in_pieces(word)
    return f"#w({quoted(word)});" if has_hangul(word) and len(word) > 1 else ""


def in_pieces(word: str) -> str:
    """A word or an address in parts that may stand on different lines."""
    return "".join(f"#w({quoted(piece)});" for piece in pieces(word))


def inline_code(text: str) -> str:
    """Code in a line of text, in a frame where it is short."""
    if cell_width(text) <= _FRAMED_CODE:
        return f"#code-word({quoted(text)});"
    cut = [piece for word in text.split(" ") for piece in [*pieces(word), " "]][:-1]
    return "".join(f"#code-piece({quoted(piece)});" for piece in cut)


def code_line(line: str) -> str:
    """A line of a code block as an array of (piece, half ems), cut where it hurts least."""
    cut = [line] if cell_width(line) <= _FITS_ANYWHERE else _CODE_PIECES.findall(line)
    return "(" + "".join(f"({quoted(piece)}, {cell_width(piece):g}), " for piece in cut) + ")"
