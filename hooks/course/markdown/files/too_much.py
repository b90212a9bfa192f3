"""How much one page may hold: readers take more than a linear time for some of it, and nobody reads more.

Of 2,400 files of public courses the largest holds 325 KB, 7,800 lines, 4,400 blocks, 12,000 marks, 230
headings and 5 diagrams, and none more than 120 marks in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.token import Token

#: The most bytes of a page, and lines of it that are not empty.
MOST_BYTES, MOST_LINES = 400_000, 12_000
#: Marks that readers look for partners of, and the most that one paragraph may have: of each pair of them it
#: may have to be asked whether they belong together.
_MARKS, MOST_IN_PARAGRAPH = "[]*_~`<$!{&\\|:@", 1_500
#: The most of each on a page.
_MOST = {
    "blocks": 12_000,
    "marks of Markdown": 40_000,
    "headings": 2_000,
    "footnotes": 1_000,
    "tables": 400,
    "diagrams": 150,
    "formulas": 2_000,
}
#: As deep as readers of HTML, which call themselves for each element, can follow; and tags that nest.
DEEPEST_HTML = 200
_TAGS = re.compile(
    r"<(/?)(?:div|span|section|article|details|center|font|table|ul|ol|dl|blockquote|b|i|em|strong|s|u|sub|sup|small|big|kbd|"
    r"code|pre|picture|figure|svg|g)\b[^<>]*(?<!/)>",
    re.IGNORECASE,
)
#: Pictures that stand in the text, as some programs export them: no reader looks into them.
_DATA = re.compile(r"data:[\w/+.-]+;base64,[\w+/=]+")
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n")
#: Lines that may make a heading, of themselves or of what is above them, or a table.
_HEADINGS = re.compile(r"^[^\n]*(?:#|[=-][ \t]*$)", re.MULTILINE)
_RULES = re.compile(r"^[^\n]*-[-|: \t]*$", re.MULTILINE)
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)

#: Line, from 1, and what there is too much of.
Excess = tuple[int, str] | None


def excess(text: str, blocks_of: Callable[[str], Sequence[Token]]) -> Excess:
    """What `text` has too much of; None where nothing. `blocks_of` reads its blocks, but no lines of text."""
    size = len(_DATA.sub("", text).encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        return 1, f"the file has {size:,} bytes, and a page at most {MOST_BYTES:,}"
    lines = sum(1 for _ in _LINES.finditer(text))
    if lines > MOST_LINES:
        return 1, f"the file has {lines:,} lines with text, and a page at most {MOST_LINES:,}"
    if line := _deep_html_line(text):
        return line, f"elements of HTML are nested more than {DEEPEST_HTML} deep"
    if _has_few(text, lines):
        return None
    return next(_found(blocks_of(text)), None)


def _has_few(text: str, lines: int) -> bool:
    """Whether `text`, of so many `lines`, has too few signs for too much of anything."""
    if any(_marks(part) > MOST_IN_PARAGRAPH for part in _EMPTY_LINES.split(text)):
        return False
    signs = {
        "blocks": 3 * lines + 2 * sum(map(text.count, ">-+*.)|")),
        "marks of Markdown": _marks(text),
        "headings": len(_HEADINGS.findall(text)),
        "footnotes": text.count("[^"),
        "tables": len(_RULES.findall(text)),
        "diagrams": text.count("mermaid"),
        "formulas": text.count("$") // 2 + text.count("math"),
    }
    return all(signs[kind] <= most for kind, most in _MOST.items())


def _deep_html_line(text: str) -> int:
    """The first line, from 1, with more elements open than `DEEPEST_HTML`; 0 where there is none."""
    if text.count("<") <= DEEPEST_HTML:
        return 0
    depth = 0
    for match in _TAGS.finditer(text):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > DEEPEST_HTML:
            return text.count("\n", 0, match.start()) + 1
    return 0


def _found(blocks: Iterable[Token]) -> Iterator[tuple[int, str]]:
    counts = dict.fromkeys(_MOST, 0)
    line = 1
    for block in blocks:
        line = block.map[0] + 1 if block.map else line
        if block.type == "inline" and (count := _marks(block.content)) > MOST_IN_PARAGRAPH:
            yield line, f"the paragraph has {count:,} marks of Markdown, and may have {MOST_IN_PARAGRAPH:,}"
        for kind, number in _kinds(block):
            counts[kind] += number
            if counts[kind] > _MOST[kind]:
                yield line, f"the page has more than {_MOST[kind]:,} {kind}"


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))


def _kinds(block: Token) -> Iterator[tuple[str, int]]:
    if block.nesting >= 0 and block.type != "inline":
        yield "blocks", 1
    language = block.info.split()[:1] if block.type == "fence" else []
    if block.type == "heading_open":
        yield "headings", 1
    elif block.type == "footnote_reference_open":
        yield "footnotes", 1
    elif block.type == "table_open":
        yield "tables", 1
    elif block.type == "inline":
        yield "marks of Markdown", _marks(block.content)
        yield "formulas", block.content.count("$") // 2
    elif language == ["math"]:
        yield "formulas", 1
    elif language == ["mermaid"]:
        yield "diagrams", 1
