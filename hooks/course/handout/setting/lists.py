"""Lists of a page as Typst markup: items, numbers, task boxes, lines to write on below questions."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from course.handout.setting.job import parts, plain_text
from course.handout.setting.typst_text import quoted, running_text
from course.handout.setting.writer import INDENT_PT, BlockWriter
from course.markdown.reading.page_blocks import fold

#: Lines to write on below a question in the text.
ANSWER_LINES = 2
#: How a line ends that announces the block below it.
LABEL_END = re.compile(r"[:：]\s*$")
#: A list of so few items, with so few characters, is not divided.
_SHORT_LIST, _SHORT_TEXT = 5, 400
_NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I.", "1": "1."}


def set_list(element: Any, writer: BlockWriter) -> str:
    """A list; items of another kind, such as task boxes, or with a number of their own begin a new run."""
    before = writer.width
    writer.width -= INDENT_PT["ol" if element.tag == "ol" else "ul"]
    out: list[str] = []
    run: list[str] = []
    kind, number, start = "", _whole(element.get("start"), 1), 1
    children = [part for part in parts(element) if not isinstance(part, str) or part.strip()]
    tight = not any(
        not isinstance(part, str) and part.tag == "li" and part.find("p") is not None for part in children
    )
    for item in children:
        if isinstance(item, str) or item.tag != "li":
            out += [_run(kind, start, element, tight, run), _loose(item, writer)]
            run, kind = [], ""
            continue
        number = _whole(item.get("value"), number)
        own = _kind_of(item) or element.tag
        if own != kind or (item.get("value") and run):
            out.append(_run(kind, start, element, tight, run))
            run, kind, start = [], own, number
        run.append(f"[{set_item(item, writer)}]")
        number += 1
    writer.width, out = before, [*out, _run(kind, start, element, tight, run)]
    markup = "".join(out)
    return f"#whole[{markup}]\n" if writer.depth == 0 and _is_short(element, markup) else markup


def _is_short(element: Any, markup: str) -> bool:
    """Whether a list is so short that it stays on one page: a few items of one line or two."""
    items = len(element.findall(".//li"))
    is_plain = "#writing-lines" not in markup and "#footnote" not in markup
    return items <= _SHORT_LIST and len(plain_text(element)) < _SHORT_TEXT and is_plain


def _loose(part: Any, writer: BlockWriter) -> str:
    if isinstance(part, str):
        return f"#p[{running_text(part)}]\n"
    return writer.block(part) if writer.is_block(part) else f"#p[{writer.inline.markup([part])}]\n"


def _run(kind: str, start: int, element: Any, tight: bool, items: Sequence[str]) -> str:
    if not items:
        return ""
    told = "true" if tight else "false"
    if kind == "ol":
        how = quoted(_NUMBERINGS.get(element.get("type") or "1", "1."))
        return f"#numbered({start}, {how}, {told}, {', '.join(items)})\n"
    mark = {"open": "box-open", "done": "box-done"}.get(kind, "[•]")
    return f"#items({mark}, {told}, {', '.join(items)})\n"


def set_item(item: Any, writer: BlockWriter) -> str:
    """What an item holds, without its mark; a question with lines to write on."""
    inside = _without_box(item) if _kind_of(item) else item
    contents = parts(inside)
    blocks = writer.blocks(contents, bare_first=True)
    is_bare = bool(contents) and (isinstance(contents[0], str) or not writer.is_block(contents[0]))
    if len(blocks) > 1 and is_bare and LABEL_END.search(own_text(item)):
        blocks[0] = f"#item-lead[{blocks[0]}]\n"  # stays with what it announces
    written = "".join(blocks)
    lines = _answer_lines(item, writer)
    return f"#whole[{written}{lines}]" if lines else written


def _answer_lines(item: Any, writer: BlockWriter) -> str:
    """Lines to write on below a question."""
    wanted = writer.job.look.answer_lines and own_text(item) in writer.job.questions
    return f"#writing-lines({ANSWER_LINES})\n" if wanted else ""


def own_text(item: Any) -> str:
    """What an item says itself, folded, without what is nested in it."""
    own = [part for part in parts(item) if isinstance(part, str) or not _is_nested(part)]
    return fold("".join(map(plain_text, own)))


def _is_nested(part: Any) -> bool:
    return part.tag in ("ul", "ol", "pre", "div", "table", "details", "figure")


def _kind_of(item: Any) -> str:
    """``open`` or ``done`` for a task, nothing for any other item."""
    box = _task_box(item)
    if box is None:
        return ""
    return "done" if box.get("checked") is not None else "open"


def _task_box(item: Any) -> Any:
    """The task box that an item begins with; None where it begins with anything else."""
    for part in item.iter():
        if part.tag == "input" and part.get("type") == "checkbox":
            return part
        if part is not item and part.tag not in ("label", "p", "span"):
            return None
        if part.tag != "label" and (part.text or "").strip():
            return None
    return None


def _without_box(item: Any) -> Any:
    """A copy of a task without its box, which stands as its mark."""
    own = copy.deepcopy(item)
    box = _task_box(own)
    box.drop_tree()
    return own


def _whole(value: str | None, usual: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else usual
