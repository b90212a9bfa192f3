"""The cells of an HTML table, each in its column: row and column spans counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from course.handout.setting.job import is_hidden, plain_text
from course.handout.setting.tables import Cell, Plan
from course.handout.setting.typst_text import cell_width, seen

#: A row of up to so many characters stays on one page.
_WHOLE_ROW = 700
#: Least width of a cell that holds a table, in half ems: the room that such a table plans with.
_NESTED = 32.0
#: A table of so few rows stays on one page, too.
_SHORT_TABLE = 9


def read_table(table: Any, markup: Callable[[Any], str]) -> tuple[list[list[Cell]], int]:
    """The rows of `table` and the number of its columns; `markup` sets one cell."""
    rows = [row for row in table.iter("tr") if _own_table(row) is table and not is_hidden(row)]
    head_rows = _head_rows(rows)
    taken: set[tuple[int, int]] = set()
    found: list[list[Cell]] = []
    for number, row in enumerate(rows):
        found.append([])
        column = 0
        for element in (part for part in row if part.tag in ("td", "th") and not is_hidden(part)):
            while (number, column) in taken:
                column += 1
            is_head = number < head_rows
            limit = (head_rows if is_head else len(rows)) - number
            cell = _read_cell(element, markup, column, is_head, limit)
            taken |= {
                (number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            }
            found[-1].append(cell)
            column += cell.columns
    columns = max((column + 1 for _, column in taken), default=0)
    return _filled(found, taken, columns), columns


def _filled(rows: list[list[Cell]], taken: set[tuple[int, int]], columns: int) -> list[list[Cell]]:
    """`rows` with an empty cell wherever a row ends early, as browsers leave room."""
    for number, row in enumerate(rows):
        is_head = bool(row and row[0].is_head)
        row += [Cell("", "", at, 1, 1, is_head, "left") for at in range(columns) if (number, at) not in taken]
        row.sort(key=lambda cell: cell.column)
    return rows


def _head_rows(rows: list[Any]) -> int:
    """How many rows the table's head has: those in ``<thead>``, else a first row of ``<th>`` alone."""
    in_head = sum(row.getparent().tag == "thead" for row in rows)
    if in_head:
        return in_head if in_head < len(rows) else 1
    cells = [part.tag for part in rows[0]] if rows else []
    return int(bool(cells) and len(rows) > 1 and set(cells) == {"th"})


def _own_table(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _read_cell(element: Any, markup: Callable[[Any], str], column: int, is_head: bool, limit: int) -> Cell:
    text = plain_text(element)
    codes = [cell_width(seen(code.text_content())) for code in element.iter("code", "kbd", "samp")]
    return Cell(
        text,
        markup(element),
        column,
        _span(element.get("colspan"), 1000),
        _span(element.get("rowspan"), limit),
        is_head or element.tag == "th",
        _alignment(element),
        _longest(element, codes),
    )


def _longest(element: Any, codes: list[float]) -> float:
    """Width of what may not break: framed code, a table inside; in half ems."""
    nested = _NESTED if element.find(".//table") is not None else 0.0
    return max([nested, *(code + 1 for code in codes if code <= 30)])


def _span(value: str | None, limit: int) -> int:
    return max(1, min(int(value), limit)) if value and value.isdigit() else 1


def _alignment(element: Any) -> str:
    stated = re.search(r"text-align\s*:\s*(left|center|right)", element.get("style") or "")
    given = stated[1] if stated else (element.get("align") or "left").lower()
    return given if given in ("left", "center", "right") else "left"


def render_table(rows: list[list[Cell]], plan: Plan) -> str:
    """Typst markup for a table: its head repeated on every page, short rows kept whole."""
    head: list[str] = []
    body: list[str] = []
    aligned = ["left"] * len(plan.widths_pt)
    in_head = True
    for row in rows:
        in_head = in_head and all(cell.is_head for cell in row) and len(rows) > 1
        whole = str(sum(len(cell.text) for cell in row) < _WHOLE_ROW).lower()
        for cell in row:
            if cell.columns == 1 and cell.align != "left":
                aligned[cell.column] = cell.align
            if cell.is_head:
                (head if in_head else body).append(f"head-cell({cell.columns}, {cell.rows})[{cell.markup}]")
            else:
                body.append(f"body-cell({cell.columns}, {cell.rows}, {whole})[{cell.markup}]")
    widths = "".join(f"{width:.2f}pt, " for width in plan.widths_pt)
    sides = "".join(f"{side} + top, " for side in aligned)
    cells = "".join(f"{cell}, " for cell in body)
    heads = "".join(f"{cell}, " for cell in head)
    is_short = len(rows) <= _SHORT_TABLE and sum(len(cell.text) for row in rows for cell in row) < _WHOLE_ROW
    table = f"#grid-table(({widths}), {plan.size_pt:g}pt, ({sides}), ({heads}), {cells})"
    return f"#whole[{table}]\n" if is_short else f"{table}\n"
