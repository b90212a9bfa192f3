"""Signs, words and lengths of MathML, as Typst has them."""

from __future__ import annotations

import re
from typing import Any

from course.handout.typst.strings import quoted

NOTHING = "h(0pt)"
#: What nobody sees: "apply this function", "times" and the like.
_UNSEEN = re.compile("[\u2061-\u2064\u200b\ufe00-\ufe0f]")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(em|pt|px|ex|mu)")
_POINTS = {"em": (1, "em"), "pt": (1, "pt"), "px": (0.75, "pt"), "ex": (0.45, "em"), "mu": (1 / 18, "em")}


def text_of(element: Any) -> str:
    """All text in an element, without signs that nobody sees."""
    return _UNSEEN.sub("", "".join(element.itertext()))


def symbol(text: str) -> str:
    """A sign of a formula, or a word in it."""
    return f"{'sign' if len(text) == 1 else 'word'}({quoted(text)})" if text else NOTHING


def length(written: str) -> str:
    """A length as Typst has it; nothing for none."""
    if written == "0":
        return "0em"
    match = _LENGTH.fullmatch(written)
    if match is None:
        return ""
    factor, unit = _POINTS[match[2]]
    return f"{float(match[1]) * factor:g}{unit}"
