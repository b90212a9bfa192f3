"""Code, diagrams and tables of a page as Typst markup."""

from __future__ import annotations

from typing import Any

from course.handout.setting.code import code_lines, file_name
from course.handout.setting.diagrams import SHEETS, place_diagram
from course.handout.setting.drawings import prepare
from course.handout.setting.job import classes, is_hidden, parts, plain_text
from course.handout.setting.table_cells import read_table, render_table
from course.handout.setting.tables import plan_table
from course.handout.setting.typst_text import running_text
from course.handout.setting.writer import BlockWriter

#: The source of a diagram that could not be drawn stays on one page up to so many lines.
_WHOLE_SOURCE = 40


def marks_behind(element: Any, writer: BlockWriter) -> str:
    """Markup of the numbers of the editor's notes that stand in lines of their own behind `element`."""
    marks = []
    after = element.getnext()
    while after is not None and is_mark_line(after):
        marks.append(writer.inline.markup(parts(after)))
        after = after.getnext()
    return f"#marks[{' '.join(marks)}]" if marks else ""


def is_mark_line(element: Any) -> bool:
    """Whether a paragraph holds nothing but the number of an editor's note on what stands before it."""
    return "correction-at" in classes(element)


def set_code(element: Any, writer: BlockWriter) -> str:
    """A code block with its file's name; of a block with numbered lines the code alone."""
    blocks = [element] if element.tag != "div" else list(element.iter("pre"))
    blocks = [block for block in blocks if "linenodiv" not in classes(block.getparent())] if blocks else []
    name = file_name(element)
    title = f"[{running_text(name)}]" if name else "none"
    code = "".join(f"#code-block({title}, ({code_lines(plain_text(block))}))\n" for block in blocks)
    marks = marks_behind(element, writer)
    return f"#marked[{code}][{marks}]\n" if marks else code


def set_figure(element: Any, writer: BlockWriter) -> str:
    """A figure: a diagram as it is drawn, or its source where it is not; any other as its contents."""
    svg = next((part for part in element.iter("svg") if not is_hidden(part)), None)
    caption = next((part for part in element.iter("figcaption") if not is_hidden(part)), None)
    told = writer.inline.markup(parts(caption)) if caption is not None else ""
    told = f"{told} {marks_behind(element, writer)}".strip()
    if svg is not None:
        spoken = _spoken(svg) or writer.job.words["diagram"]
        drawing = prepare(svg, writer.job.palette, spoken)
        if drawing is not None:
            return place_diagram(drawing, writer.paper, writer.width, told, writer.depth == 0)
    source = element.find(".//div[@class='mermaid']") if element.tag != "div" else element
    if source is not None and "mermaid" in classes(source):
        text = plain_text(source)
        drawn = f"#code-block(none, ({code_lines(text)}))"
        return f"#whole[{drawn}]\n" if text.count("\n") < _WHOLE_SOURCE else f"{drawn}\n"
    return writer.flow(element)


def set_table(element: Any, writer: BlockWriter) -> str:
    """A table with its caption, on a page that lies flat where it needs one."""
    if any("highlight" in (box.get("class") or "") for box in [element, *element.iterancestors()]):
        return _code_table(element)
    rows, columns = read_table(element, lambda cell: _cell(cell, writer))
    caption = next((f"#lead[{writer.inline.markup(parts(part))}]\n" for part in element.iter("caption")), "")
    if not columns:
        return caption
    paper = writer.paper
    flat = paper.flat_width_pt if writer.depth == 0 else None
    larger = [height - 2 * paper.margin_x_pt for _, height in SHEETS]
    wide = paper.wide_pt if paper.notes_pt and writer.depth == 0 else None
    plan = plan_table([cell for row in rows for cell in row], columns, writer.width, flat, larger, wide)
    table = render_table(rows, plan)
    if plan.is_wide:
        return f"{caption}#over-notes({paper.wide_pt:g}pt)[{table}]\n"
    markup = caption + table
    if not plan.is_flat:
        return markup
    sheets = ((paper.width_pt, paper.height_pt), *SHEETS)
    needed = sum(plan.widths_pt) + 2 * paper.margin_x_pt
    width, height = next((sheet for sheet in sheets if sheet[1] > needed - 1), sheets[-1])
    return f"#own-page({width:g}pt, {height:g}pt, true)[{{pulled}}{markup}]\n"


def _code_table(element: Any) -> str:
    codes = [
        part for part in element.iter("pre") if not any(is_hidden(above) for above in part.iterancestors())
    ]
    return "".join(f"#code-block(none, ({code_lines(plain_text(block))}))\n" for block in codes)


def _cell(element: Any, writer: BlockWriter) -> str:
    width, writer.width = writer.width, 120.0
    if any(map(writer.is_block, parts(element))):
        markup = writer.flow(element)
    else:
        markup = writer.inline.markup(parts(element))
    writer.width = width
    return markup


def _spoken(svg: Any) -> str:
    """What a diagram shows in words: its title and description."""
    told = [
        part.text_content() for part in svg if isinstance(part.tag, str) and part.tag in ("title", "desc")
    ]
    told = told or [svg.get("aria-label") or ""]
    return " ".join(" ".join(told).split())
