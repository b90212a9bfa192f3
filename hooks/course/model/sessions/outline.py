"""A page as headings, lines of text, list items, table rows and code blocks, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from course.markdown.files.source import parse_tokens
from course.markdown.github.heading_ids import UsedIds, heading_id, unique_id
from course.markdown.github.info_string import language_of
from course.markdown.reading.heading_words import has_word
from course.model.model import Clock, Section
from course.model.sessions.durations import time_reader
from course.model.sessions.inline import read_inline, text_in_words, visible_text
from course.settings.course_settings import Settings

#: A line in bold, or one that ends in a colon.
_LABEL = re.compile(r"^[\s>]*(?:\*\*|__).+(?:\*\*|__)\s*(?:\([^)]*\)\s*)?$|[:：][\s*_]*$")


@dataclass(frozen=True, slots=True, eq=False)
class PageHeading:
    """A heading at the page's top level (not one inside a list or a quotation)."""

    level: int
    title: str
    """As a reader sees it, without its minutes."""
    text: str
    """As a reader sees it, whole."""
    anchor: str
    roles: tuple[str, ...]
    minutes: int | None
    clock: Clock | None
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph or of a table's row."""

    markdown: str
    headings: tuple[PageHeading, ...]
    """The headings it stands under, outermost first."""
    line: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list."""

    markdown: str
    """Its first paragraph, as written."""
    text: str
    """The same as a reader sees it."""
    below: str
    """The rest of the item, as written, its indentation taken off."""
    headings: tuple[PageHeading, ...]
    label: str
    """The line right before its list, as a reader sees it, if that is bold or ends in a colon; else empty."""
    depth: int
    """Nesting of its list, 1 for the outermost."""
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table's body."""

    cells: tuple[str, ...]
    """As written."""
    headings: tuple[PageHeading, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code."""

    language: str
    info: str
    code: str
    line: int


@dataclass(slots=True)
class Outline:
    """The parts of a page by kind, each kind in order."""

    headings: list[PageHeading] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)


def read_outline(text: str, settings: Settings) -> Outline:
    """The headings, lines, list items, table rows and code blocks of the page `text`."""
    reader = _Reader(text, settings)
    reader.blocks(SyntaxTreeNode(parse_tokens(text)).children, depth=0)
    return reader.outline


def section_tree(headings: Sequence[PageHeading]) -> tuple[Section, ...]:
    """`headings` as a tree of sections: each is inside the last heading before it of a smaller level."""
    sections, at = [], 0
    while at < len(headings):
        head = headings[at]
        end = next(
            (n for n in range(at + 1, len(headings)) if headings[n].level <= head.level), len(headings)
        )
        inner = section_tree(headings[at + 1 : end])
        sections.append(
            Section(
                head.level,
                head.title,
                head.text,
                head.anchor,
                head.roles,
                head.minutes,
                head.clock,
                head.line,
                inner,
            )
        )
        at = end
    return tuple(sections)


class _Reader:
    def __init__(self, text: str, settings: Settings) -> None:
        self.outline = Outline()
        self.source = text.split("\n")
        self.settings = settings
        self.roles = _role_words(settings)
        self.times = time_reader(settings)
        self.used_ids = UsedIds()
        self.open: list[PageHeading] = []
        self.label = ""

    def blocks(self, nodes: Sequence[SyntaxTreeNode], depth: int) -> None:
        """Read the blocks of one container, which is inside `depth` lists."""
        for node in nodes:
            label, self.label = self.label, ""
            if node.type == "heading":
                self._heading(node)
            elif node.type == "paragraph":
                self._paragraph(node)
            elif node.type in ("bullet_list", "ordered_list"):
                for item in node.children:
                    self._item(item, depth + 1, label)
            elif node.type in ("fence", "code_block"):
                self._fence(node)
            elif node.type == "table":
                self._table(node)
            elif node.type == "html_block":
                self.label = label
            elif node.children:
                self.blocks(node.children, depth)

    def _heading(self, node: SyntaxTreeNode) -> None:
        token = node.children[0].token if node.children else None
        text = visible_text(token) if token else ""
        anchor = unique_id(heading_id(text), self.used_ids)
        if node.level > 0:
            return
        in_words = text_in_words(token) if token and "$" in token.content else text
        timing = self.times.heading(in_words)
        level = int(node.tag[1])
        roles = tuple(role for role, words in self.roles if has_word(text, words))
        heading = PageHeading(
            level, timing.text or in_words, text, anchor, roles, timing.minutes, timing.clock, _line(node)
        )
        self.open = [*(above for above in self.open if above.level < level), heading]
        self.outline.headings.append(heading)

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        lines = node.children[0].content.split("\n")
        for number, markdown in enumerate(lines):
            self.outline.lines.append(Line(markdown, tuple(self.open), _line(node) + number))
        self.label = read_inline(lines[-1]) if _LABEL.search(lines[-1]) else ""

    def _item(self, node: SyntaxTreeNode, depth: int, label: str) -> None:
        children = node.children
        first = children[0] if children and children[0].type == "paragraph" else None
        markdown = first.children[0].content if first else ""
        if first and first.children[0].token:
            self.outline.items.append(
                ListItem(
                    markdown,
                    visible_text(first.children[0].token),
                    self._below(node, first),
                    tuple(self.open),
                    label,
                    depth,
                    _line(node),
                )
            )
        self.blocks(children, depth)

    def _below(self, item: SyntaxTreeNode, first: SyntaxTreeNode) -> str:
        """The lines of `item` after its first paragraph, cut to its inner left edge."""
        start, end = (first.map or (0, 0))[1], (item.map or (0, 0))[1]
        lines = self.source[start:end]
        filled = [line for line in lines if line.strip()]
        edge = min((len(line) - len(line.lstrip()) for line in filled), default=0)
        return "\n".join(line[edge:] for line in lines).strip("\n")

    def _fence(self, node: SyntaxTreeNode) -> None:
        info = node.info.strip() if node.type == "fence" else ""
        self.outline.fences.append(Fence(language_of(info), info, node.content, _line(node)))

    def _table(self, node: SyntaxTreeNode) -> None:
        for row in (row for part in node.children for row in part.children):
            cells = tuple(cell.children[0].content if cell.children else "" for cell in row.children)
            line = _line(row) if row.map else _line(node)
            self.outline.lines.append(Line(": ".join(cells), tuple(self.open), line))
            if row.parent is not None and row.parent.type == "tbody":
                self.outline.rows.append(Row(cells, tuple(self.open), line))


def _line(node: SyntaxTreeNode) -> int:
    return (node.map or (0, 0))[0] + 1


def _role_words(settings: Settings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("info", settings.info_headings),
        ("objective", settings.objective_headings),
        ("concept", settings.concept_headings),
        ("discussion", settings.discussion_headings),
        ("check", settings.check_headings),
        ("keyword", settings.keyword_headings),
        ("closing", settings.closing_headings),
        ("next", settings.next_headings),
    )
