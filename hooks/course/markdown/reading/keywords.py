"""Keyword entries: items of a session's keyword section, read as (group, term, definition)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from course.markdown.reading.page_blocks import Block, fold

_ENTRY = re.compile(r"^(?P<term>[^:：]{1,80}?)(?:[:：]|[-–—](?=.))(?P<definition>.*)$")


def mark_keywords(blocks: Iterable[Block], headings: Sequence[str]) -> list[Block]:
    """`blocks` with the list items of keyword sections, whose `headings` are given, as keyword entries.

    A section reaches to the next heading of its level or above; the heading above an entry names its group.
    Items below the first depth belong to an entry's definition and stay items.
    """
    wanted = [fold(heading).lower() for heading in headings]
    out: list[Block] = []
    level, group = 0, ""
    for block in blocks:
        if block.kind == "heading":
            heading_level = int(block.key[0][1])
            if any(name in block.key[1].lower() for name in wanted):
                level, group = heading_level, block.key[1]
            elif level and heading_level <= level:
                level = 0
            group = block.key[1]
        elif level and block.kind == "item" and block.key[0] == "1":
            entry = _ENTRY.match(block.key[1])
            if entry:
                key = (group, entry["term"], entry["definition"])
                out.append(replace(block, kind="keyword", key=key))
                continue
        out.append(block)
    return out
