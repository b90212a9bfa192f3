"""How parts of a line stand at one another: where a word goes on, and where code touches a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from course.handout.letters import LONGEST_WORD, cell_width, has_hangul
from course.handout.tree import Content, Inline, Sign, Styled, Text

_SPACES = " \t\r\n\f"
_SPACE = re.compile(f"[{_SPACES}]")
#: What no line begins with anyway. Source: UAX 14, rules LB7 and LB13.
_NO_BREAK_BEFORE = f"{_SPACES}.,:;!?)]}}"
#: Looks that begin with a gap of their own.
_APART = ("address", "marks", "own-mark")


def goes_on(word: str, last: str, shown: str) -> bool:
    """Whether a line may not be broken before `shown`: a Korean word goes on in it.

    `word` is what the line ends with so far, `last` the last thing in it. What is wider than a narrow column
    may be broken between its parts, but not at a letter of Hangul.
    """
    if shown[0] not in _NO_BREAK_BEFORE and has_hangul(last + shown[0]):
        return True
    first = _SPACE.split(shown)[0]
    return first != "" and has_hangul(word + first) and cell_width(word + first) <= LONGEST_WORD


def word_at_end(word: str, shown: str) -> str:
    """The word that a line ends with once `shown` stands behind `word`."""
    return _SPACE.split(word + shown)[-1]


def with_edges(line: Sequence[Inline]) -> list[Inline]:
    """`line`, its code marked at each side on which something stands without a space between.

    A reader of PDFs takes a gap for a space, and copies `` `kubectl`을 `` as ``kubectl 을``: there the frame
    of code leaves no gap.
    """
    leaves = list(_leaves(line))
    if not any(isinstance(leaf, Text) and leaf.how == "code" for leaf in leaves):
        return list(line)
    closed = [
        (_touches(before, -1), _touches(after, 0))
        for before, after in zip([None, *leaves[:-1]], [*leaves[1:], None], strict=True)
    ]
    return _marked(line, iter(closed))


def _leaves(line: Sequence[object]) -> Iterator[Inline]:
    """What has no parts, in order, without the signs that forbid a break."""
    for part in line:
        if isinstance(part, Styled) and part.kind not in _APART:
            yield from _leaves(part.body)
        elif isinstance(part, Inline) and not _forbids_break(part):
            yield part


def _forbids_break(part: Inline) -> bool:
    return isinstance(part, Sign) and part.kind == "no-break"


def _touches(leaf: Inline | None, at: int) -> bool:
    """Whether `leaf` ends (`at` -1) or begins (0) with a letter, or is code."""
    return isinstance(leaf, Text) and bool(leaf.text) and leaf.text[at] not in _SPACES


def _marked(line: Sequence[Inline], sides: Iterator[tuple[bool, bool]]) -> list[Inline]:
    out: list[Inline] = []
    for part in line:
        if isinstance(part, Styled) and part.kind not in _APART:
            inside = [each for each in part.body if isinstance(each, Inline)]
            part = replace(part, body=Content(*_marked(inside, sides)))
        elif not _forbids_break(part):
            before, behind = next(sides)
            if isinstance(part, Text) and part.how == "code":
                part = replace(part, joins_before=before, joins_behind=behind)
        out.append(part)
    return out
