"""Code on paper: every line whole, the long ones cut where it hurts least."""

from __future__ import annotations

import re
from typing import Any

from course.handout.setting.job import classes
from course.handout.setting.typst_text import cell_width, quoted, seen

_TAB = 4
_PIECES = re.compile(r"[ ]+|[^ ]{1,11}[/._\-?&=:,;|)\]}]|[^ ]{1,12}")
#: A line of up to so many half ems fits in any place, and needs no cutting.
_FITS_ANYWHERE = 24


def code_lines(text: str) -> str:
    """The lines of a code block as Typst arrays of (piece, half ems), without empty lines around them."""
    lines = seen(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    lines = [line.expandtabs(_TAB).rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "".join(f"({_pieces(line)}), " for line in lines)


def _pieces(line: str) -> str:
    parts = [line] if cell_width(line) <= _FITS_ANYWHERE else _PIECES.findall(line)
    return "".join(f"({quoted(part)}, {cell_width(part):g}), " for part in parts)


def file_name(element: Any) -> str:
    """The title that a code block carries, such as the name of its file."""
    found = (part for part in element.iter() if isinstance(part.tag, str) and "filename" in classes(part))
    return next((" ".join(part.text_content().split()) for part in found), "")
