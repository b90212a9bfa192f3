"""Rule for tables: every row has as many cells as the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed, line_of
from course.problems.problem import Problem

_DELIMITER_ROW = re.compile(r"[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+(?:\|[ \t]*)?$")


def check_tables(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every row with too few or too many cells, and for tables that GitHub does not see.

    Source: GitHub Flavored Markdown 0.29, section 4.10: cells too many are dropped, missing ones are empty.
    """
    heads = 0
    in_head = False
    for token in parsed.tokens:
        if token.type == "thead_open":
            heads, in_head = 0, True
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "th_open":
            heads += 1
        elif token.type == "tr_open" and not in_head:
            yield from _check_row(parsed, line_of(token), heads)
        elif token.type == "inline" and "|" in token.content and "-" in token.content:
            yield from _check_lost_table(parsed, token.content.split("\n"), line_of(token))


def _check_row(parsed: Parsed, line: int, heads: int) -> Iterator[Problem]:
    row = parsed.lines[line - 1] if 0 < line <= len(parsed.lines) else ""
    cells = count_cells(row)
    if cells == heads:
        return
    if "|" not in row:
        what, why = "this line has become a row of the table above", "only its first cell is filled"
        mend = "write an empty line above it"
    else:
        what = f"the row has {cells} cell{'' if cells == 1 else 's'} under {heads} heads"
        why = "its last cells are not shown" if cells > heads else "its last cells stay empty"
        mend = "write \\| for a bar that is text" if cells > heads else "add the bars that are missing"
    yield parsed.problem(line, what, why, mend, "table-cells")


def _check_lost_table(parsed: Parsed, lines: list[str], line: int) -> Iterator[Problem]:
    for at, (head, rule) in enumerate(pairwise(lines)):
        if "|" in head and _DELIMITER_ROW.match(rule) and count_cells(head) != count_cells(rule):
            what = f"the table has {count_cells(head)} heads, but {count_cells(rule)} in the line below them"
            why, mend = "it is shown as plain text", "write as many --- as there are heads"
            yield parsed.problem(line + at, what, why, mend, "table-cells")


def count_cells(row: str) -> int:
    """How many cells GitHub reads in a table's `row`: every bar parts two, even in code, unless escaped."""
    parts = re.split(r"(?<!\\)\|", row.lstrip(" \t>").rstrip())
    return len(parts) - (not parts[0].strip()) - (len(parts) > 1 and not parts[-1].strip())
