"""GitHub Markdown, rewritten block by block into the dialect the page is made from.

The dialect is GitHub Markdown with every block set apart by an empty line, every list item's content
at four columns (more for a long number), every heading of the ``#`` kind and every code block fenced.
Text inside a block is never touched. What plain Markdown cannot say is said by a few Unicode
noncharacters (U+FDD0 and after: reserved for use inside a program, never part of a text):

* ``TIGHT`` before the text of a list's first item: items are not paragraphs, whatever empty lines follow
* ``BARE`` instead of an item's text: the item begins with another block, or is empty
* ``PLAIN`` before a paragraph: a paragraph, although it looks like something else

Source: CommonMark 0.31, GitHub Flavored Markdown 0.29; Material's own blocks by its reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat

from markdown_it.tree import SyntaxTreeNode

from course.markdown.files.source import parse_blocks, parse_tokens
from course.markdown.github.footnotes import hidden_footnotes
from course.markdown.github.material_blocks import dedent, expand_indent

TIGHT, BARE, PLAIN = "\ufdd0", "\ufdd1", "\ufdd2"
_FLAGS = re.compile(f"[{TIGHT}{BARE}{PLAIN}]")
_OTHER_NONCHARACTERS = re.compile("[\ufdd3-\ufdef]")

#: The beginning of a block that is no paragraph, or a line that defines a footnote: a paragraph that matches
#: would be read as that block, so it is marked ``PLAIN``.
_LOOKS_LIKE_A_BLOCK = re.compile(
    r"\A(?:#{1,6}(?:[ ]|$)|>|[-*][ ]|\d+[.)][ ]|---$|!!!|\?\?\?|===|\|)|^\[\^[^\]]*\]:", re.MULTILINE
)

Lines = list[str]
CodeWriter = Callable[[str, str], Lines]
HtmlWriter = Callable[[str], Lines]


def write_fence(info: str, code: str) -> Lines:
    """`code` as a fenced block, its fence longer than any that begins a line of the code."""
    mark = "~" if "`" in info else "`"
    runs = re.findall(rf"^[ \t]*({mark}{{3,}})", code, re.MULTILINE)
    fence = mark * max([3, *(len(run) + 1 for run in runs)])
    return [fence + info, *code.split("\n")[:-1], fence]


def _write_html(html: str) -> Lines:
    return html.rstrip("\n").split("\n")


@dataclass(slots=True)
class Writer:
    """How code and HTML blocks are written: as they are, or as placeholders of a caller's stash."""

    code: CodeWriter = write_fence
    """Makes the lines for a code block from its info string and its code (each line ended by a newline)."""
    html: HtmlWriter = _write_html
    """Makes the lines for an HTML block from its source."""
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    """Filled with the link reference definitions met: label to ``href`` and ``title``."""
    hidden_footnotes: frozenset[int] = frozenset()
    """First lines of the footnotes that GitHub does not show."""
    keep_definitions: bool = True
    """Whether link reference definitions stay in the text."""


def normalise(text: str, writer: Writer | None = None) -> str:
    """`text` in the dialect of this module. Normalising twice changes nothing more."""
    writer, text = writer or Writer(), _OTHER_NONCHARACTERS.sub("", text)
    root, lines = SyntaxTreeNode(parse_blocks(text, writer.references)), text.split("\n")
    if "[^" in text:
        writer.hidden_footnotes = hidden_footnotes(parse_tokens(text))
    return "\n".join(_inside(root, lines, 0, len(lines), writer))


def _inside(node: SyntaxTreeNode, lines: Lines, start: int, end: int, writer: Writer) -> Lines:
    """The blocks inside the container `node`, which holds lines `start` to `end`, cut to its left edge."""
    return _apart(_blocks(node.children, lines, start, end, writer))


def _apart(blocks: Sequence[Lines]) -> Lines:
    """`blocks` one after the other, an empty line between two."""
    return [line for block in blocks for line in ("", *block)][1:]


def _blocks(
    nodes: Sequence[SyntaxTreeNode], lines: Lines, start: int, end: int, writer: Writer
) -> list[Lines]:
    """The blocks of one container, which holds lines `start` to `end`; `lines` are cut to its left edge."""
    out: list[Lines] = []
    at = start
    for node in nodes:
        first, last = node.map or (at, at)
        out += _definitions(lines[at:first], writer)
        if node.type == "html_block":
            block = writer.html(node.content)
        else:
            block = _block(node, out[-1] if out else [], lines, writer)
        out += [block] if block else []
        at = max(at, last)
    return [*out, *_definitions(lines[at:end], writer)]


def _definitions(lines: Lines, writer: Writer) -> list[Lines]:
    """Link reference definitions, as a block: what no token covers and is not empty."""
    definitions = [line.strip() for line in lines if line.strip()]
    return [definitions] if definitions and writer.keep_definitions else []


def _block(node: SyntaxTreeNode, previous: Lines, lines: Lines, writer: Writer) -> Lines:
    match node.type:
        case "paragraph":
            return _paragraph(node.children[0].content)
        case "heading":
            return [_heading(int(node.tag[1]), node.children[0].content)]
        case "hr":
            return ["---"]
        case "fence" | "code_block":
            return writer.code(node.info.strip(), _closed(node.content))
        case "table":
            return _table(node)
        case "blockquote":
            return _quote(node, lines, writer)
        case "bullet_list" | "ordered_list":
            return _list(node, previous, lines, writer)
        case "footnote_reference":
            return _footnote(node, lines, writer)
        case "material":
            return _material(node, lines, writer)
    raise AssertionError(f"no rule for a block of kind {node.type}")


def _closed(code: str) -> str:
    return code if code.endswith("\n") or not code else code + "\n"


def _paragraph(content: str) -> Lines:
    first, *rest = _FLAGS.sub("", content).split("\n")
    lines = [first.lstrip(" \t"), *map(_continued, rest)]
    if not "".join(lines).strip():
        return []
    return [PLAIN + lines[0], *lines[1:]] if _LOOKS_LIKE_A_BLOCK.search("\n".join(lines)) else lines


def _continued(line: str) -> str:
    """A further line of a paragraph: at the left edge, unless it might begin another block there."""
    text = line.lstrip(" \t")
    return text if text[:1].isalpha() else "    " + text


def _heading(level: int, content: str) -> str:
    """An ATX heading; a title that ends in ``#`` gets a closing sequence, so that its own survives."""
    title = re.sub(r" *\n[ \t]*", " ", re.sub(r"(?: {2,}|\\)\n", "<br>\n", content.strip()))
    return f"{'#' * level} {title}{' #' if title.endswith('#') else ''}".rstrip()


def _table(node: SyntaxTreeNode) -> Lines:
    rows = [row for part in node.children for row in part.children]
    rules = {"left": ":---", "center": ":---:", "right": "---:", "": "---"}
    rule = [rules[_alignment(cell)] for cell in rows[0].children]
    cells = [[_cell(cell.children[0].content) for cell in row.children] for row in rows]
    return [f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:])]


def _alignment(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def _cell(content: str) -> str:
    """A cell's text with every ``|`` escaped, as a GitHub table reads it: even in code."""
    return content.replace("|", "\\|")


def _quote(node: SyntaxTreeNode, lines: Lines, writer: Writer) -> Lines:
    first, last = node.map or (0, 0)
    cut = list(lines)
    cut[first:last] = [re.sub(r"^ *> ?", "", expand_indent(line)) for line in lines[first:last]]
    inner = _inside(node, cut, first, last, writer)
    return [f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}" for line in inner or [""]]


def _footnote(node: SyntaxTreeNode, lines: Lines, writer: Writer) -> Lines:
    first, last = node.map or (0, 0)
    cut = list(lines)
    cut[first:last] = [dedent(line, 4) for line in lines[first:last]]
    inner = _inside(node, cut, first + 1, last, writer) or [""]
    if first in writer.hidden_footnotes:
        return []
    label = f"[^{node.meta['label']}]:"
    if node.children and node.children[0].type == "paragraph":
        return [f"{label} {inner[0].replace(PLAIN, '')}", *_indented(inner[1:], 4)]
    return [label, "", *_indented(inner, 4)]


def _material(node: SyntaxTreeNode, lines: Lines, writer: Writer) -> Lines:
    first, last = node.map or (0, 0)
    cut = list(lines)
    cut[first:last] = [dedent(line, 4) for line in lines[first:last]]
    inner = _inside(node, cut, first + 1, last, writer)
    return [node.info, "", *_indented(inner, 4)] if inner else [node.info]


def _list(node: SyntaxTreeNode, previous: Lines, lines: Lines, writer: Writer) -> Lines:
    tight = _is_tight(node, lines)
    bodies = [_item_body(item, lines, writer) for item in node.children]
    if tight and any("" in body for body in bodies):
        bodies[0] = [TIGHT + bodies[0][0], *bodies[0][1:]]
    items = [_item(*pair) for pair in zip(_markers(node, previous), bodies, strict=False)]
    apart = not tight or any("" in item for item in items)
    return _apart(items) if apart else [line for item in items for line in item]


def _markers(node: SyntaxTreeNode, previous: Lines) -> Iterator[str]:
    """The markers of a list's items: ``-`` and ``1.``, or the other kind right below a list of these."""
    above = previous[0] if previous else ""
    if node.type == "bullet_list":
        return repeat("*" if above.startswith("- ") else "-")
    end = ")" if re.match(r"\d+\. ", above) else "."
    return (f"{number}{end}" for number in count(int(node.attrs.get("start", 1))))


def _item(marker: str, body: Lines) -> Lines:
    head = f"{marker:<3} "
    return [head + body[0], *_indented(body[1:], len(head))]


def _item_body(item: SyntaxTreeNode, lines: Lines, writer: Writer) -> Lines:
    """What is inside an item; one that begins with no text of its own gets a ``BARE`` line to hang on."""
    first, last = item.map or (0, 0)
    cut = list(lines)
    head = expand_indent(lines[first])
    match = re.match(r" *(?:[-*+]|\d{1,9}[.)])( *)", head)
    width = match.end() if match else 0
    cut[first:last] = [head[width:], *(dedent(line, width) for line in lines[first + 1 : last])]
    body = _inside(item, cut, first, last, writer)
    if body in (["[ ]"], ["[x]"], ["[X]"]) and lines[first].endswith((" ", "\t")):
        return [body[0] + " "]  # a task box without a text
    return body if _begins_with_text(item) else [BARE, "", *body] if body else [BARE]


def _begins_with_text(item: SyntaxTreeNode) -> bool:
    first = item.children[0] if item.children else None
    if first is None or first.type != "paragraph":
        return False
    return bool(_FLAGS.sub("", first.children[0].content).strip())


def _is_tight(node: SyntaxTreeNode, lines: Lines) -> bool:
    """Whether GitHub shows the items without paragraphs; a ``TIGHT`` mark outweighs empty lines."""
    inside = [child for item in node.children for child in item.children]
    paragraphs = [child for child in inside if child.type == "paragraph"]
    if paragraphs and TIGHT in paragraphs[0].children[0].content:
        return True
    return all(paragraph.hidden for paragraph in paragraphs) and not _is_set_apart(inside, lines)


def _is_set_apart(blocks: Sequence[SyntaxTreeNode], lines: Lines) -> bool:
    """Whether one of a list's `blocks` is Material's, which GitHub reads as text, and an empty line is in it
    or before another.
    """
    material = [block.map or (0, 0) for block in blocks if block.type == "material"]
    numbers = [number for first, last in material for number in range(first, last)]
    numbers += [block.map[0] - 1 for block in blocks[1:] if block.map] if material else []
    return any(not lines[number].strip() for number in numbers)


def _indented(lines: Lines, columns: int) -> Lines:
    return [" " * columns + line if line else "" for line in lines]
