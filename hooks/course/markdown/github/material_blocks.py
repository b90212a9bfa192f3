"""Material's own blocks (admonitions, folded admonitions, tabs): where they begin and how far they go."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The first line of one of Material's own blocks: admonition, folded admonition, content tab.
MATERIAL_BLOCK = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ ]?[\w-]+(?:[ ]+[\w-]+)*(?P<title>[ ]+".*")?[ ]*$
      | (?P<fold>\?\?\?\+?)[ ]?".*"[ ]*$
      | ===[!+]*[ ]*(?P<tab>".*"|'.*')[ ]*$""",
    re.VERBOSE,
)


def expand_indent(line: str) -> str:
    """`line` with the tabs of its indentation as spaces (tab stops of four columns)."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(4) + text


def dedent(line: str, columns: int) -> str:
    """`line` without its first `columns` columns of indentation, or all of it where there are fewer."""
    expanded = expand_indent(line)
    return expanded[min(columns, len(expanded) - len(expanded.lstrip(" "))) :]


def material_line(lines: Sequence[str], first: int, last: int, end: int) -> int | None:
    """The line of `first` to `last` that opens one of Material's own blocks, if any does."""
    for at in range(first, last):
        match = MATERIAL_BLOCK.match(lines[at])
        if match and (body_end(lines, at, end) > at + 1 or match["title"] or match["fold"] or match["tab"]):
            return at
    return None


def body_end(lines: Sequence[str], at: int, end: int) -> int:
    """The line after the indented body of the block that line `at` opens."""
    last = at + 1
    for number in range(at + 1, end):
        if lines[number].strip():
            if not expand_indent(lines[number]).startswith("    "):
                break
            last = number + 1
    return last
