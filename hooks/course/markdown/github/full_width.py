"""Fences typed in full width, ``｀｀｀``: GitHub shows them as text, here they are fences as was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

#: What may stand before a fence: quotes, the marker of a list item.
_BEFORE = r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_OPENS = re.compile(rf"(?P<before>{_BEFORE})(?P<fence>[`｀]{{3,}}|~{{3,}}(?!~))(?P<info>[^`｀]*)$")
_CLOSES = re.compile(r"[ \t>]*(?P<fence>[`｀]{3,}|~{3,})[ \t]*$")


def narrow_fences(text: str) -> str:
    """`text` with every pair of fences of which one is of full width written with plain backticks.

    Each line keeps its number and its columns. A fence that nothing closes stays as it is.
    """
    if "｀｀｀" not in text:
        return text
    lines = text.split("\n")
    for number in _wide_fences(lines):
        lines[number] = re.sub("｀{3,}", lambda run: "`" * len(run[0]), lines[number], count=1)
    return "\n".join(lines)


def _wide_fences(lines: Sequence[str]) -> Iterator[int]:
    """The lines, from 0, of the pairs of fences of which one is of full width."""
    at = 0
    while at < len(lines):
        opening = _OPENS.match(lines[at])
        end = _end(lines, at, opening["fence"]) if opening else None
        if opening and end is not None:
            yield from (at, end) if "｀" in lines[at][: opening.end("fence")] + lines[end] else ()
        at = at + 1 if end is None else end + 1


def _end(lines: Sequence[str], start: int, fence: str) -> int | None:
    """The line that closes the block which `fence` opens in line `start`; None where none does."""
    for number in range(start + 1, len(lines)):
        closing = _CLOSES.match(lines[number])
        if closing and _alike(closing["fence"], fence):
            return number
    return None


def _alike(closing: str, opening: str) -> bool:
    """Whether one fence closes the other; plain ones are not closed by one of full width."""
    kinds = [{"｀": "`"}.get(fence[0], fence[0]) for fence in (closing, opening)]
    wide_closes_plain = "｀" in closing and "｀" not in opening
    return kinds[0] == kinds[1] and len(closing) >= len(opening) and not wide_closes_plain
