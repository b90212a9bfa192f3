"""Characters in code that no reader sees: they change what code does, or what it seems to do.

The page shows them as ``<U+202E>``, as ``less`` and Git do. Joiners and selectors stay where writing needs
them: between the parts of an emoji, in Persian and in the scripts of India.
Source: Unicode, UAX 9 and UTS 39; "Trojan Source" (CVE-2021-42574).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.markdown.html.scan import scan

#: Elements that show code.
CODE_TAGS = ("code", "pre", "kbd", "samp", "tt")
_CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
_ORDERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_EMPTY = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
#: Behind these a joiner, or a selector, changes nothing: ASCII and Hangul; but a digit may become a keycap.
_PLAIN = "\x00-\x7f\uac00-\ud7a3"
UNSEEN = re.compile(
    f"[{_CONTROLS}{_ORDERING}{_EMPTY}]|(?<![^{_PLAIN}])[\u200c\u200d]"
    f"|(?:(?<![^{_PLAIN}])(?<![0-9#*])|(?<=[{_SELECTORS}]))[{_SELECTORS}]"
    f"|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+"
)
#: Without one of these, in any place, there is nothing to mark.
_SOME = re.compile(f"[{_CONTROLS}{_ORDERING}{_EMPTY}\u200c\u200d{_SELECTORS}{_TAGS}]")


def with_marks(code: str) -> str:
    """`code` with a mark such as ``<U+202E>`` in place of each character that nobody would see."""
    return code if code.isascii() and code.isprintable() else UNSEEN.sub(_mark, code)


def with_marks_in_code(html: str, unless: tuple[str, ...] = ()) -> str:
    """`html`, as the cleaner wrote it, with marks in all that it shows as code.

    Code whose tag holds one of `unless`, such as a class, stays as it is.
    """
    return "".join(_pieces(html, unless)) if _SOME.search(html) else html


def _pieces(html: str, unless: tuple[str, ...]) -> Iterator[str]:
    """The tags and texts of `html`, those in code with marks."""
    at = 0
    around: list[bool] = []
    """For each element of code around a text, whether it gets marks."""
    for tag in scan(html):
        text = html[at : tag.start]
        yield with_marks(text).replace("<", "&lt;").replace(">", "&gt;") if around and all(around) else text
        yield tag.text
        at = tag.end
        if tag.name in CODE_TAGS and not tag.closing:
            around.append(not any(word in tag.text for word in unless))
        elif tag.name in CODE_TAGS and around:
            around.pop()
    yield html[at:]


def _mark(match: re.Match[str]) -> str:
    return "".join(f"<{point_of(character)}>" for character in match[0])


def point_of(character: str) -> str:
    """The code point of `character`, as Unicode writes it."""
    return f"U+{ord(character):04X}"
