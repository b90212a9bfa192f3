"""Tables of a page: their cells in columns, and on which sheet they stand.

A table never loses a column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from course.fonts.faces import BOLD, TEXT, bundled_advances_em
from course.handout import lengths, tree
from course.handout.letters import FRAMED_CODE, cell_width, seen
from course.handout.paper import SHEETS
from course.handout.reading import html
from course.handout.reading.figures import code_block
from course.handout.reading.html import Element
from course.handout.reading.reader import BlockReader
from course.handout.reading.table_plan import Cell, Plan, longest_em, plan_table
from course.handout.tree import Content

#: A row of up to so many characters stays on one page; so does a table of so few rows.
_WHOLE_ROW, _SHORT_TABLE = 700, 9
#: What the marks of a list in a cell take from its width, in points.
_MARK_PT = 20.0
#: Least width of a cell that holds a table, in half ems; the room that such a table plans with, in points.
_NESTED, _NESTED_PT = 32.0, 120.0


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
    picture = max(map(_picture_width, tree.parts_of(body)), default=0.0)
    stated = re.search(r"text-align:(\w+)", html.style(element))
    side = stated[1] if stated else (element.get("align") or "").lower()
    is_head = is_head or element.tag == "th"
    plain = html.plain_text(element)
    return Cell(
        plain,
        column,
        _span(element, "colspan", 1000),
        is_head,
        max(unbroken, default=0.0),
        _span(element, "rowspan", rows_left),
        side if side in ("center", "right") else "left",
        _word_em(element, plain, reader, is_bold=is_head or element.find(".//strong") is not None),
        picture + _MARK_PT if picture and has_blocks else picture,
        body,
    )


def _word_em(cell: Element, text: str, reader: BlockReader, *, is_bold: bool) -> float:
    """Width of the longest part of a cell's text that stays on one line; code has its own measure."""
    if cell.find(".//code") is not None:
        return 0.0
    face = BOLD if is_bold else TEXT
    return longest_em(seen(text), bundled_advances_em(face, reader.page.order.modules_dir))


def _picture_width(part: tree.Part) -> float:
    """The width that a picture wants; of one that takes a share of the room that of its file."""
    return part.width_pt if isinstance(part, tree.Picture) else 0.0


def _span(element: Element, name: str, limit: int) -> int:
    value = element.get(name)
    return max(1, min(int(value), limit)) if value and value.isdigit() else 1


def _made(rows: Sequence[Sequence[Cell]], plan: Plan) -> tree.Block:
    """A table whose head is repeated on every page, unless it holds a large picture; a short table is whole.

    Short rows are kept whole: Typst keeps one whole where one of its cells is. It keeps a head with the row
    below it, too: where large pictures stand in both, one above the other, the head is a row like all others.
    """
    head: list[tree.TableCell] = []
    body: list[tree.TableCell] = []
    sides = ["left"] * len(plan.widths_pt)
    in_head, heads = len(rows) > 1, 0
    letters = [sum(len(cell.text) for cell in row) for row in rows]
    for row, length in zip(rows, letters, strict=True):
        in_head = in_head and all(cell.is_head for cell in row)
        heads += in_head
        is_whole = length < _WHOLE_ROW and all(lengths.fits_a_page(cell.body) for cell in row)
        for cell in row:
            if cell.columns == 1 and cell.side != "left":
                sides[cell.column] = cell.side
            made = tree.TableCell(cell.columns, cell.rows, cell.is_head, is_whole, cell.body)
            (head if in_head else body).append(made)
    columns: dict[int, list[Content]] = defaultdict(list)
    for cell in (cell for row in rows[: heads + 1] for cell in row):
        columns[cell.column].append(cell.body)
    if not all(map(lengths.fits_a_page, columns.values())):
        head, body = [], head + body
    widths = tuple(round(width, 2) for width in plan.widths_pt)
    repeats = not any(lengths.is_tall(cell.body) for cell in head)
    table = tree.Table(widths, plan.size_pt, tuple(sides), tuple(head), tuple(body), repeats)
    is_short = len(rows) <= _SHORT_TABLE and sum(letters) < _WHOLE_ROW and lengths.fits_a_page(table)
    return tree.Box("whole", Content(table)) if is_short else table
