"""Python-Markdown block rules for the dialect that `course.markdown.github.gfm` writes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from course.markdown.formulas.stash import FormulaStash
from course.markdown.github.alerts import ALERT
from course.markdown.github.code_fence import CodeStash
from course.markdown.github.gfm import BARE, PLAIN, TIGHT
from course.markdown.github.material_blocks import MATERIAL_BLOCK, dedent, free_kinds

_ALERT = re.compile(rf"{ALERT.pattern}[ ]*$", re.IGNORECASE)


def replace_block_rules(
    parser: BlockParser, stash: CodeStash, formulas: FormulaStash, alert_titles: dict[str, str]
) -> None:
    """Put the rules of this module into `parser`, for those of Python-Markdown and of Material's blocks."""
    rules = parser.blockprocessors
    native = {name: rules[name] for name in ("admonition", "details", "tabbed") if name in rules}
    for name in (*native, "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"):
        if name in rules:
            rules.deregister(name)
    for name in ("table", "reference", "markdown_block"):
        if name in rules:
            rules.deregister(name)
    for priority, rule in enumerate(
        (
            Table(parser),
            MaterialBlock(parser, list(native.values())),
            List(parser),
            Quote(parser, alert_titles),
            Rule(parser),
            Heading(parser),
            Code(parser, stash, formulas),
            Plain(parser),
        )
    ):
        rules.register(rule, f"github_{type(rule).__name__.lower()}", 200 + priority)


class Plain(BlockProcessor):
    """A paragraph that begins like another block, such as a heading, and so is marked with ``PLAIN``."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a paragraph marked so."""
        return block.startswith(PLAIN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the paragraph into the page, without its mark."""
        SubElement(parent, "p").text = blocks.pop(0)[1:]


class Code(BlockProcessor):
    """A code block; the text holds only a placeholder of it (`CodeStash`)."""

    def __init__(self, parser: BlockParser, stash: CodeStash, formulas: FormulaStash) -> None:
        super().__init__(parser)
        self.stash = stash
        self.formulas = formulas

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is the placeholder of a code block."""
        return self.stash.holds(block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the code block into the page, as superfences formats it; or the formula that it is."""
        block = blocks.pop(0)
        if formula := self.stash.formula(block):
            SubElement(parent, "div", {"class": "formula-block"}).append(self.formulas.element(formula))
        else:
            SubElement(parent, "p").text = self.stash.formatted(block)


class Heading(BlockProcessor):
    """An ATX heading."""

    PATTERN = re.compile(r"(#{1,6})(?:[ ]+([^\n]*))?(?:\n|$)")

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a heading."""
        return bool(self.PATTERN.match(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the heading into the page."""
        match = self.PATTERN.match(blocks.pop(0))
        assert match is not None  # noqa: S101 (test() matched it)
        SubElement(parent, f"h{len(match[1])}").text = _without_closing(match[2] or "")


def _without_closing(title: str) -> str:
    """A heading's text without the ``#`` that may close it."""
    title = title.rstrip(" ")
    opened = title.rstrip("#")
    return opened.rstrip(" ") if not opened or opened.endswith(" ") else title


class Rule(BlockProcessor):
    """A thematic break."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a thematic break."""
        return block.strip() == "---"

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the thematic break into the page."""
        blocks.pop(0)
        SubElement(parent, "hr")


class Quote(BlockProcessor):
    """A block quote, or one of GitHub's alerts, which become Material's admonitions."""

    def __init__(self, parser: BlockParser, alert_titles: dict[str, str]) -> None:
        super().__init__(parser)
        self.alert_titles = alert_titles

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a quote."""
        return block.startswith(">")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the quote into the page, its inside read as Markdown."""
        lines = [line[2:] if line.startswith("> ") else line[1:] for line in blocks.pop(0).split("\n")]
        alert = _ALERT.match(lines[0])
        if alert and any(lines[1:]):
            quote = self.alert(parent, alert[1].lower())
            lines = lines[1:]
        else:
            quote = SubElement(parent, "blockquote")
        self.parser.parseBlocks(quote, "\n".join(lines).split("\n\n"))

    def alert(self, parent: Element, kind: str) -> Element:
        """Put an alert's box with its title into the page; gives the box, for what follows."""
        box = SubElement(parent, "div", {"class": f"admonition {kind}"})
        title = SubElement(box, "p", {"class": "admonition-title", "data-added": "alert"})
        title.text = self.alert_titles.get(kind, kind.capitalize())
        return box


class List(BlockProcessor):
    """A bullet or ordered list."""

    ITEM = re.compile(r"([-*]|(\d{1,9})([.)]))[ ]+")

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins a list."""
        return bool(self.ITEM.match(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the list into the page: items at the left edge, what belongs to them indented."""
        kind = self.kind_of(blocks[0])
        taken = [blocks.pop(0)]
        while blocks and (blocks[0].startswith("    ") or self.kind_of(blocks[0]) == kind):
            taken.append(blocks.pop(0))
        self.build(parent, "\n\n".join(taken).split("\n"))

    def kind_of(self, block: str) -> str:
        """The bullet, or the mark after the number: another one begins another list."""
        match = self.ITEM.match(block)
        return (match[3] or match[1]) if match else ""

    def build(self, parent: Element, lines: list[str]) -> None:
        """Put the list that `lines` hold, all of its items, into the page."""
        first = self.ITEM.match(lines[0])
        assert first is not None  # noqa: S101 (test() matched it)
        element = SubElement(parent, "ol" if first[2] else "ul")
        if first[2] and int(first[2]) != 1:
            element.set("start", str(int(first[2])))
        tight = lines[0][first.end() :].startswith(TIGHT) or not any(not line for line in lines)
        starts = [at for at, line in enumerate(lines) if self.ITEM.match(line)]
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            self.item(element, lines[start:stop], tight)

    def item(self, parent: Element, lines: list[str], tight: bool) -> None:
        """Put one item into the list, its inside read as Markdown."""
        match = self.ITEM.match(lines[0])
        assert match is not None  # noqa: S101 (build() matched it)
        head = lines[0][match.end() :].lstrip(TIGHT + BARE)
        body = "\n".join([head, *(dedent(line, match.end()) for line in lines[1:])])
        element = SubElement(parent, "li")
        self.parser.parseBlocks(element, body.strip("\n").split("\n\n"))
        if tight:
            _unwrap_paragraphs(element)


def _unwrap_paragraphs(item: Element) -> None:
    """Turn the paragraphs of a tight list's item into plain text."""
    children = list(item)
    before: Element | None = None
    for child in children:
        if child.tag == "p" and not child.attrib and not (child.text or "").startswith("\x02"):
            text = child.text or ""
            item.remove(child)
            if before is None:
                item.text = (item.text + "\n" if item.text else "") + text
            else:
                before.tail = (before.tail or "\n") + text
        else:
            before = child


class MaterialBlock(BlockProcessor):
    """An admonition, folded admonition or content tab: its extension makes the box, we fill it."""

    def __init__(self, parser: BlockParser, native: list[BlockProcessor]) -> None:
        super().__init__(parser)
        self.native = native

    def test(self, parent: Element, block: str) -> bool:
        """Whether one of Material's extensions has a rule for the block."""
        return bool(MATERIAL_BLOCK.match(block.split("\n")[0])) and self.maker(parent, block) is not None

    def maker(self, parent: Element, block: str) -> BlockProcessor | None:
        """The rule of Material's extension that makes `block`."""
        head = block.split("\n")[0]
        return next((rule for rule in self.native if rule.test(parent, head)), None)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the box from its first line, then read the indented blocks below into it."""
        maker = self.maker(parent, blocks[0])
        assert maker is not None  # noqa: S101 (test() found it)
        head, *body = blocks.pop(0).split("\n")
        inside = ["\n".join(body)] if body else []
        while blocks and blocks[0].startswith("    "):
            inside.append(blocks.pop(0))
        maker.run(parent, [head])
        if not head.startswith("="):
            _name_kinds(parent[-1])
        text = "\n".join(dedent(line, 4) for line in "\n\n".join(inside).split("\n"))
        self.parser.parseBlocks(_inside(parent[-1]), text.split("\n\n"))


def _name_kinds(box: Element) -> None:
    kinds = free_kinds(box.get("class") or "")
    if kinds:
        box.set("class", kinds)
    else:
        box.attrib.pop("class", None)


def _inside(box: Element) -> Element:
    """Where the content of a Material block goes: the box, or the last panel of a set of tabs."""
    if "tabbed-set" not in (box.get("class") or ""):
        return box
    content = box.find("./div[@class='tabbed-content']")
    return content[-1] if content is not None else box[-1]


class Table(BlockProcessor):
    """A table, its rows split into cells as GitHub does."""

    RULE = re.compile(r"\|(?:[ ]:?---:?[ ]\|)+$")

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table: its second line is the delimiter row between head and body."""
        lines = block.split("\n")
        return block.startswith("|") and len(lines) > 1 and bool(self.RULE.match(lines[1]))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the table into the page."""
        head, rule, *rows = blocks.pop(0).split("\n")
        aligned = [_alignment(cell) for cell in _cells(rule)]
        table = SubElement(parent, "table")
        _row(SubElement(table, "thead"), "th", head, aligned)
        body = SubElement(table, "tbody") if rows else None
        for row in rows:
            _row(body, "td", row, aligned)  # type: ignore[arg-type]


def _row(parent: Element, tag: str, row: str, aligned: list[str]) -> None:
    element = SubElement(parent, "tr")
    for text, side in zip(_cells(row), aligned, strict=False):
        cell = SubElement(element, tag, {"style": f"text-align: {side};"} if side else {})
        cell.text = text
        if tag == "th":
            cell.set("scope", "col")


def _cells(row: str) -> list[str]:
    """The texts between the bars; an escaped bar is text."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def _alignment(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
