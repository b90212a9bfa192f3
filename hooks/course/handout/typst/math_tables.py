"""Tables of MathML as matrices of Typst: matrices, cases, arrays with lines, equations in lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_Element = Any
#: A side of a cell in a row of equations; a right and a left one are one column, aligned between both.
_RIGHT, _LEFT, _ALIGN = "tml-right", "tml-left", "align-point"
#: How cells beside a row of equations are styled: they hold its number, or nothing.
#: Likewise where the lines are one long equation, which are aligned at no common place.
_SPREAD = "width:7.5%"
_BESIDE = ("width:50%", _SPREAD)


def write_table(table: _Element, write: Callable[[_Element], str], nothing: str) -> str:
    """The Typst code of an ``mtable``; `write` writes a part of a cell, `nothing` stands for an empty one."""
    rows = [[cell for cell in row if _tag(cell) == "mtd"] for row in table if _tag(row) == "mtr"]
    if not any(rows):
        return nothing
    lines = [_row(cells, write, nothing) for cells in rows]
    width = max(map(len, lines))
    written = [
        f"({''.join(f'{cell}, ' for cell in [*line, *[nothing] * (width - len(line))])})" for line in lines
    ]
    gaps = "row-gap: 0.5em, column-gap: 1em" if _is_display(table) else "row-gap: 0.35em, column-gap: 0.8em"
    body = f"math.mat(delim: none, {gaps}{_lines(rows)}, {', '.join(written)})"
    return f"math.display({body})" if _is_display(table) else body


def _tag(element: _Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _is_display(table: _Element) -> bool:
    return bool(table.get("displaystyle") == "true")


def _row(cells: Sequence[_Element], write: Callable[[_Element], str], nothing: str) -> list[str]:
    """The cells of a row; those beside it go but for its number, halves of an equation become one."""
    line: list[str] = []
    waits = False
    is_spread = _SPREAD in (cells[0].get("style") or "") if cells else False
    for at, cell in enumerate(cells):
        code = _inside(cell, write, nothing)
        side, style = cell.get("class") or "", cell.get("style") or ""
        if any(beside in style for beside in _BESIDE):
            line += [f"{{h(1.5em); {code}}}"] if at and "".join(cell.itertext()).strip() else []
            continue
        if is_spread:
            line.append(code)
            continue
        if waits and _LEFT in side and "padding-left:0em" in style:
            line[-1] = f"{{{line[-1]}; {code}}}"
        elif _RIGHT in side:
            line.append(f"{{{code}; {_ALIGN}}}")
        else:
            line.append(f"{{{_ALIGN}; {code}}}" if _LEFT in side else code)
        waits = _RIGHT in side
    return line


def _inside(cell: _Element, write: Callable[[_Element], str], nothing: str) -> str:
    pieces = [write(each) for each in cell if isinstance(each.tag, str)]
    kept = [piece for piece in pieces if piece != nothing]
    return "{" + "; ".join(kept) + "}" if len(kept) > 1 else kept[0] if kept else nothing


def _lines(rows: Sequence[Sequence[_Element]]) -> str:
    """The lines between columns and rows, as an argument."""
    upright = {
        at + (side == "right")
        for cells in rows
        for at, cell in enumerate(cells)
        for side in ("left", "right")
        if _has_line(cell, side)
    }
    level = {
        number + (side == "bottom")
        for number, cells in enumerate(rows)
        for side in ("top", "bottom")
        if any(_has_line(cell, side) for cell in cells)
    }
    if not upright and not level:
        return ""
    places = ", ".join(
        f"{name}: ({''.join(f'{at}, ' for at in sorted(ats))})"
        for name, ats in (("hline", level), ("vline", upright))
        if ats
    )
    return f", augment: ({places}, stroke: 0.5pt)"


def _has_line(cell: _Element, side: str) -> bool:
    return f"border-{side}:" in (cell.get("style") or "").replace(" ", "")
