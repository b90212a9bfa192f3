"""Tables of a page: their cells in columns, how wide each column is, how small the type, and on which sheet.

A table never loses a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course.handout import tree
from course.handout.letters import FRAMED_CODE, LONGEST_WORD, cell_width, pieces, seen
from course.handout.paper import SHEETS
from course.handout.reading import html
from course.handout.reading.figures import code_block
from course.handout.reading.html import Element
from course.handout.reading.reader import BlockReader
from course.handout.tree import Content

#: Sizes of type that a table may have, in points, the first that fits counting.
_SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0)
#: Space left and right of a cell's text together, in points.
_INSET_PT = 9.0
#: A table of so many columns is turned rather than set with cells of more lines than this.
_MANY_COLUMNS, _MOST_LINES = 7, 3.5
#: Width of a half em of the text face, in em, and what bold adds: a little more than it is.
_CELL_EM, _BOLD = 0.54, 1.06
#: A row of up to so many characters stays on one page; so does a table of so few rows.
_WHOLE_ROW, _SHORT_TABLE = 700, 9
#: Least width of a cell that holds a table, in half ems; the room that such a table plans with, in points.
_NESTED, _NESTED_PT = 32.0, 120.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, read."""

    text: str
    """What a reader sees."""
    column: int
    """From 0."""
    columns: int
    is_head: bool
    unbroken: float = 0.0
    """Widest part that may not break, such as inline code, in half ems."""
    rows: int = 1
    side: str = "left"
    """``left``, ``center`` or ``right``."""
    body: Content = tree.NOTHING


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set."""

    widths_pt: tuple[float, ...]
    size_pt: float
    is_flat: bool
    """Whether its page lies on its side."""
    is_wide: bool = False
    """Whether it covers the notes beside its column."""


def read_table(element: Element, reader: BlockReader) -> Content:
    """A table with its caption, on a page that lies flat where it needs one."""
    if any(
        html.classes(box) & {"highlight", "highlighttable"} for box in element.xpath("ancestor-or-self::*")
    ):
        shown = [pre for pre in element.iter("pre") if not any(map(html.is_hidden, pre.iterancestors()))]
        return Content(*map(code_block, shown))
    rows, columns = _rows(element, reader)
    caption = next((reader.inline.line_in(part) for part in element.iter("caption")), None)
    lead = [] if caption is None else [tree.Box("lead", caption)]
    if not columns:
        return Content(*lead)
    paper, at_top = reader.paper, reader.depth == 0
    flat = paper.flat_width_pt if at_top else None
    wide = paper.wide_pt if paper.notes_pt and at_top else None
    larger = [height - 2 * paper.margin_x_pt for _, height in SHEETS]
    plan = plan_table([cell for row in rows for cell in row], columns, reader.width, flat, larger, wide)
    table = _made(rows, plan)
    if plan.is_wide:
        return Content(*lead, tree.Other("over-notes", (paper.wide_pt, Content(table))))
    if not plan.is_flat:
        return Content(*lead, table)
    sheets = ((paper.width_pt, paper.height_pt), *SHEETS)
    needed = sum(plan.widths_pt) + 2 * paper.margin_x_pt
    sheet = next((sheet for sheet in sheets if sheet[1] > needed - 1), sheets[-1])
    return Content(tree.OwnPage(*sheet, True, Content(*lead, table)))


def _rows(table: Element, reader: BlockReader) -> tuple[list[list[Cell]], int]:
    """The rows of `table` and the number of its columns; an empty cell wherever a row ends early."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    rows = [row for row in rows if not html.is_hidden(row)]
    head_rows = _head_rows(rows)
    taken: set[tuple[int, int]] = set()
    read: list[list[Cell]] = []
    for number, row in enumerate(rows):
        is_head, column = number < head_rows, 0
        below = (head_rows if is_head else len(rows)) - number
        read.append([])
        for element in row.iterchildren("td", "th"):
            if html.is_hidden(element):
                continue
            while (number, column) in taken:
                column += 1
            cell = _read_cell(element, reader, column, is_head, below)
            across = range(column, column + cell.columns)
            taken |= {(number + down, at) for down in range(cell.rows) for at in across}
            read[-1].append(cell)
            column = across.stop
    columns = max((column + 1 for _, column in taken), default=0)
    for number, cells in enumerate(read):
        is_head = bool(cells and cells[0].is_head)
        cells += [Cell("", at, 1, is_head) for at in range(columns) if (number, at) not in taken]
        cells.sort(key=lambda cell: cell.column)
    return read, columns


def _head_rows(rows: Sequence[Element]) -> int:
    """How many rows the table's head has: those in ``<thead>``, else a first row of ``<th>`` alone."""
    in_head = sum(row.getparent().tag == "thead" for row in rows)
    if in_head:
        return in_head if in_head < len(rows) else 1
    return int(len(rows) > 1 and {cell.tag for cell in rows[0].iterchildren("*")} == {"th"})


def _read_cell(element: Element, reader: BlockReader, column: int, is_head: bool, rows_left: int) -> Cell:
    """A cell that begins in `column`."""
    codes = [cell_width(seen(code.text_content())) for code in element.iter("code", "kbd", "samp")]
    unbroken = [code + 1.0 for code in codes if code <= FRAMED_CODE]
    unbroken += [_NESTED] if element.find(".//table") is not None else []
    width, reader.width = reader.width, _NESTED_PT
    has_blocks = any(map(reader.is_block, html.parts(element)))
    body = reader.flow(element) if has_blocks else reader.inline.line_in(element)
    reader.width = width
    stated = re.search(r"text-align:(\w+)", html.style(element))
    side = stated[1] if stated else (element.get("align") or "").lower()
    return Cell(
        html.plain_text(element),
        column,
        _span(element, "colspan", 1000),
        is_head or element.tag == "th",
        max(unbroken, default=0.0),
        _span(element, "rowspan", rows_left),
        side if side in ("center", "right") else "left",
        body,
    )


def _span(element: Element, name: str, limit: int) -> int:
    value = element.get(name)
    return max(1, min(int(value), limit)) if value and value.isdigit() else 1


def _made(rows: Sequence[Sequence[Cell]], plan: Plan) -> tree.Block:
    """A table whose head is repeated on every page, short rows kept whole; a short table is whole itself."""
    head: list[tree.TableCell] = []
    body: list[tree.TableCell] = []
    sides = ["left"] * len(plan.widths_pt)
    in_head = len(rows) > 1
    lengths = [sum(len(cell.text) for cell in row) for row in rows]
    for row, length in zip(rows, lengths, strict=True):
        in_head = in_head and all(cell.is_head for cell in row)
        for cell in row:
            if cell.columns == 1 and cell.side != "left":
                sides[cell.column] = cell.side
            made = tree.TableCell(cell.columns, cell.rows, cell.is_head, length < _WHOLE_ROW, cell.body)
            (head if in_head else body).append(made)
    widths = tuple(round(width, 2) for width in plan.widths_pt)
    table = tree.Table(widths, plan.size_pt, tuple(sides), tuple(head), tuple(body))
    is_short = len(rows) <= _SHORT_TABLE and sum(lengths) < _WHOLE_ROW
    return tree.Box("whole", Content(table)) if is_short else table


def plan_table(
    cells: Sequence[Cell],
    columns: int,
    upright_pt: float,
    flat_pt: float | None,
    larger_pt: Sequence[float] = (),
    wide_pt: float | None = None,
) -> Plan:
    """Widths for `columns` columns in `upright_pt` points, in `wide_pt` where there is more room beside them,
    or in `flat_pt` where the page may be turned.

    The largest type in which every word fits; from 8 points down a turned page is tried first, then turned
    sheets of `larger_pt`. Where no type is small enough, the smallest, its columns in proportion: words that
    are longer get cut.
    """
    tried = [(size, upright_pt, False) for size in _SIZES_PT if size >= 8 or flat_pt is None]
    tried += [(size, wide_pt, False) for size in _SIZES_PT] if wide_pt else []
    if flat_pt is not None:
        tried += [(size, width, True) for width in (flat_pt, *larger_pt) for size in _SIZES_PT]
    for size, width, is_flat in tried:
        least, most = _needs(cells, columns, size)
        if sum(least) > width:
            continue
        plan = Plan(tuple(_shared(least, most, width)), size, is_flat, width == wide_pt)
        many = 0 if wide_pt and width == upright_pt else _MANY_COLUMNS
        if is_flat or flat_pt is None or not _is_cramped(plan, most, many):
            return plan
    size, width, is_flat = tried[-1]
    least, _ = _needs(cells, columns, size)
    scale = width / sum(least)
    return Plan(tuple(part * scale for part in least), size, is_flat)


def _is_cramped(plan: Plan, most: Sequence[float], many: int) -> bool:
    """Whether a table of `many` columns or more has cells of more lines than more room would give them."""
    pairs = zip(most, plan.widths_pt, strict=True)
    lines = max((want - _INSET_PT) / (width - _INSET_PT) for want, width in pairs)
    return len(most) >= many and lines > _MOST_LINES


def _needs(cells: Sequence[Cell], columns: int, size_pt: float) -> tuple[list[float], list[float]]:
    """For each column the width of its longest word, and of its longest line."""
    em = size_pt * _CELL_EM
    least = [em * 2 + _INSET_PT] * columns
    most = list(least)
    for cell in (cell for cell in cells if cell.columns == 1):
        at, scale, text = cell.column, em * (_BOLD if cell.is_head else 1.0), seen(cell.text)
        word = max(cell.unbroken, *map(_unbreakable, text.split()), 0.0)
        line = max(map(cell_width, text.split("\n")))
        least[at] = max(least[at], word * scale + _INSET_PT)
        most[at] = max(most[at], least[at], line * scale + _INSET_PT)
    return least, most


def _unbreakable(word: str) -> float:
    """Width of the longest part of `word` that stays on one line, in half ems."""
    return max(map(cell_width, pieces(word) if cell_width(word) > LONGEST_WORD else [word]))


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """`width` among columns: what each needs, and the rest by what each would like."""
    if sum(most) <= width:
        spare = (width - sum(most)) / len(most) if sum(most) > width * 0.7 else 0.0
        return [part + spare for part in most]
    wishes = [(want - need) ** 0.7 for need, want in zip(least, most, strict=True)]
    total = sum(wishes) or 1.0
    rest = width - sum(least)
    return [need + rest * wish / total for need, wish in zip(least, wishes, strict=True)]
