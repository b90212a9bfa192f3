"""How much one page may hold: readers take more than a linear time for some of it, and nobody reads more.

The largest of 2,400 files of public courses holds 325 KB, 7,800 lines, 5 diagrams and 100 brackets in a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.token import Token

from course.markdown.formulas.finding import FORMULA

#: The most characters of a page, and of lines that are not empty.
MOST_CHARACTERS, MOST_LINES = 400_000, 12_000
#: The most brackets that open in one paragraph: each may begin a link that ends at any that follows.
MOST_BRACKETS = 1_000
#: The most headings, diagrams and formulas.
MOST_HEADINGS, MOST_DIAGRAMS, MOST_FORMULAS = 2_000, 150, 2_000
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)

#: Line, from 1, and what there is too much of.
Excess = tuple[int, str] | None


def excess(text: str, blocks_of: Callable[[str], Sequence[Token]]) -> Excess:
    """What `text` has too much of; None where nothing. `blocks_of` reads its blocks, but no lines of text."""
    if len(text) > MOST_CHARACTERS:
        return 1, f"the file has {len(text):,} characters, and a page at most {MOST_CHARACTERS:,}"
    lines = sum(1 for _ in _LINES.finditer(text))
    if lines > MOST_LINES:
        return 1, f"the file has {lines:,} lines with text, and a page at most {MOST_LINES:,}"
    if text.count("[") <= MOST_BRACKETS and lines <= MOST_DIAGRAMS and text.count("$") <= MOST_FORMULAS:
        return None  # it has too few of all
    return next(_found(blocks_of(text)), None)


def _found(blocks: Iterable[Token]) -> Iterator[tuple[int, str]]:
    counts = dict.fromkeys(_MOST, 0)
    for block in blocks:
        line = block.map[0] + 1 if block.map else 1
        if block.type == "inline" and (count := block.content.count("[")) > MOST_BRACKETS:
            yield line, f"the paragraph has {count:,} brackets that open, and may have {MOST_BRACKETS:,}"
        for kind, number in _kinds(block):
            counts[kind] += number
            if counts[kind] > _MOST[kind]:
                yield line, f"the page has more than {_MOST[kind]:,} {kind}"


_MOST = {"headings": MOST_HEADINGS, "diagrams": MOST_DIAGRAMS, "formulas": MOST_FORMULAS}


def _kinds(block: Token) -> Iterator[tuple[str, int]]:
    if block.type == "heading_open":
        yield "headings", 1
    elif block.type == "inline":
        yield "formulas", block.content.count("$") // 2
    elif block.type == FORMULA or (block.type == "fence" and block.info.split()[:1] == ["math"]):
        yield "formulas", 1
    elif block.type == "fence" and block.info.split()[:1] == ["mermaid"]:
        yield "diagrams", 1
