"""The article of a built page as Typst markup: which tags a page can hold, and who sets each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.handout.setting.boxes import set_details, set_division
from course.handout.setting.diagrams import Paper
from course.handout.setting.inline import MEDIA
from course.handout.setting.job import Job, parts
from course.handout.setting.lists import set_list
from course.handout.setting.objects import set_code, set_figure, set_table
from course.handout.setting.page_notes import read_footnotes
from course.handout.setting.text_blocks import (
    HEADINGS,
    set_aside,
    set_centred,
    set_definitions,
    set_heading,
    set_media,
    set_paragraph,
    set_quote,
    set_rule,
)
from course.handout.setting.writer import BlockWriter, SetBlock

#: Who sets what stands in lines of its own; `writer.py` knows the boxes that only hold others.
TAGS: Mapping[str, SetBlock] = {
    **dict.fromkeys(HEADINGS, set_heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), set_list),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), set_code),
    "p": set_paragraph,
    "table": set_table,
    "blockquote": set_quote,
    "hr": set_rule,
    "details": set_details,
    "dl": set_definitions,
    "figure": set_figure,
    "aside": set_aside,
    "center": set_centred,
    "div": set_division,
    **dict.fromkeys(MEDIA, set_media),
}


def page_writer(job: Job, paper: Paper) -> BlockWriter:
    """What sets the blocks of one page."""
    return BlockWriter(job, paper, TAGS)


def set_title(heading: Any, writer: BlockWriter) -> str:
    """Typst markup of the page's title, which its text then goes without."""
    writer.title_element = heading
    return set_heading(heading, writer)


def set_article(article: Any, writer: BlockWriter, opening: str = "") -> str:
    """Typst markup of the whole article, with `opening` before its text or below its banner."""
    read_footnotes(article, writer)
    blocks = writer.blocks(parts(article), at_top=True)
    banner = next((number for number, block in enumerate(blocks[:2], 1) if block.startswith("#banner[")), 0)
    blocks.insert(banner, opening)  # the instructor's pages begin with a line of their own
    return "".join(blocks)
