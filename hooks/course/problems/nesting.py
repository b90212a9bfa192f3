"""How deep brackets stand inside one another in data: readers of YAML and JSON call themselves for each."""

from __future__ import annotations

import re

#: As deep as no person writes, and every reader can follow.
DEEPEST_DATA = 200
_BRACKETS = re.compile(r"[\[\]{}\n]")


def too_deep_line(text: str) -> int:
    """The first line, from 1, with more brackets open than `DEEPEST_DATA`; 0 where there is none."""
    depth, line = 0, 1
    for match in _BRACKETS.finditer(text):
        bracket = match[0]
        if bracket == "\n":
            line += 1
        else:
            depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
            if depth > DEEPEST_DATA:
                return line
    return 0
