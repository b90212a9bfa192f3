"""Mends mechanical faults of a source, where the author sees at once that nothing else has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.diagrams.statements import expand_comma_lists
from course.markdown.files.front_matter import blank_front_matter
from course.markdown.files.source import parse_tokens
from course.markdown.reading.parsed import UNSPACED_HEADING
from course.markdown.reading.source_page import is_diagram

#: A line of marks alone, or a task box without a text: it may need its last space, which is left alone.
_MARKS_ALONE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)*(?:\[[ xX]\])?[ \t]*$")
_WIDE_HEADING = re.compile(r"^([ ]{0,3}#{1,6})(?:[ \t]{2,}|\t)(?=\S)")


def mend(text: str) -> str:
    """`text` with its mechanical faults mended; mending again changes nothing.

    CRLF becomes LF; a block left open by the end of the file is closed; ``##Title`` gets its space; tabs that
    indent, and spaces at ends of lines, give way to what they mean; ``style A,B`` is written for each node.
    """
    for step in (_line_ends, _close_fence, _space_headings, _show_breaks, _expand_tabs, _expand_styles):
        text = step(text)
    return text


def diff(old: str, new: str, path: str) -> str:
    """Unified diff from `old` to `new`; empty where only line ends differ, or nothing."""
    before, after = old.replace("\r\n", "\n").replace("\r", "\n").split("\n"), new.split("\n")
    return "\n".join(unified_diff(before, after, path, f"{path} (mended)", lineterm=""))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _close_fence(text: str) -> str:
    """`text` with an end for the block left open at its end, if surely no text has got into that block."""
    tokens, lines = _tokens(text), text.split("\n")
    fence = next((token for token in reversed(tokens) if token.map and token.nesting >= 0), None)
    if fence is None or fence.type != "fence" or not fence.content.strip():
        return text
    first, last = fence.map or (0, 0)
    closing = re.compile(rf"[ \t>]*{re.escape(fence.markup[0])}{{{len(fence.markup)},}}[ \t]*$")
    body = fence.content.rstrip("\n")
    if closing.match(lines[last - 1]) or re.search(r"^[ \t]*$|^[ ]{0,3}#{2,6}[ ]", body, re.MULTILINE):
        return text
    before = lines[first][: lines[first].index(fence.markup)]
    prefix = re.sub(r"[^\s>]", " ", before)
    if ">" in before and any(line.expandtabs(4).startswith("    ") for line in lines[first:last]):
        return text  # GitHub ends the quote there; markdown-it does not
    return text.rstrip("\n") + f"\n{prefix}{fence.markup}\n"


def _space_headings(text: str) -> str:
    """`text` with exactly one space after the marks of every heading."""
    lines = text.split("\n")
    for number in _lines_of(text, "paragraph_open"):
        lines[number] = UNSPACED_HEADING.sub(r"\g<marks> ", lines[number])
    spaced = "\n".join(lines)
    lines = spaced.split("\n")
    for number in _lines_of(spaced, "heading_open"):
        lines[number] = _WIDE_HEADING.sub(r"\1 ", lines[number])
    return _if_same(spaced, "\n".join(lines))


def _show_breaks(text: str) -> str:
    r"""`text` with ``\`` for the two spaces that break a line; other spaces at ends of lines go."""
    breaks = set(_break_lines(text))
    code = set(_code_lines(text))

    def ended(number: int, line: str) -> str:
        if number in code or _MARKS_ALONE.match(line):
            return line
        bare = line.rstrip(" \t")
        return bare + "\\" if number in breaks and line.endswith("  ") else bare

    return _by_line(text, ended)


def _expand_tabs(text: str) -> str:
    """`text` with spaces for the tabs that indent it."""
    code = set(_code_lines(text))

    def spaced(number: int, line: str) -> str:
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        return (
            line if number in code or _MARKS_ALONE.match(line) else indent.expandtabs(4) + line[len(indent) :]
        )

    return _by_line(text, spaced)


def _expand_styles(text: str) -> str:
    """`text` with ``style A,B fill:…`` in diagrams written once for each node."""
    lines = text.split("\n")
    for token in reversed([token for token in _tokens(text) if token.type == "fence" and is_diagram(token)]):
        first, last = token.map or (0, 0)
        written = lines[first + 1 : last - 1]
        if not written or "\n".join(written) != token.content.rstrip("\n"):
            continue  # empty, or inside a list or quote
        lines[first + 1 : last - 1] = _styled(written)
    return "\n".join(lines)


def _styled(diagram: list[str]) -> list[str]:
    """The lines of a diagram, each ``style`` on a line of its own, indented as it was."""
    statements = expand_comma_lists("\n".join(diagram))
    mended: list[str] = []
    for line, number in zip(statements.text.split("\n"), statements.lines, strict=True):
        source = diagram[number - 1]
        indent = source[: len(source) - len(source.lstrip())]
        mended.append(line if line == source or line.startswith(indent) else indent + line)
    return mended


def _by_line(text: str, change: Callable[[int, str], str]) -> str:
    """`text` with every line changed as `change` does, but for changes that would change the page."""
    lines, bare = text.split("\n"), blank_front_matter(text).split("\n")
    changed = [change(n, line) if line == bare[n] else line for n, line in enumerate(lines)]
    if _is_same(text, "\n".join(changed)):
        return "\n".join(changed)
    for n, line in enumerate(changed):  # one of them would: take those that would not
        trial = [*lines[:n], line, *lines[n + 1 :]]
        if line != lines[n] and _is_same("\n".join(lines), "\n".join(trial)):
            lines = trial
    return "\n".join(lines)


def _if_same(old: str, new: str) -> str:
    return new if _is_same(old, new) else old


def _is_same(old: str, new: str) -> bool:
    """Whether both make the same page."""
    return old == new or _rendered(old) == _rendered(new)


def _rendered(text: str) -> str:
    reader = MarkdownIt("commonmark")
    return str(reader.renderer.render(_tokens(text), reader.options, {}))


def _tokens(text: str) -> Sequence[Token]:
    return parse_tokens(blank_front_matter(text))


def _lines_of(text: str, kind: str) -> Iterator[int]:
    for token in _tokens(text):
        if token.type == kind and token.map:
            yield from range(*token.map)


def _code_lines(text: str) -> Iterator[int]:
    for token in _tokens(text):
        if token.type in ("fence", "code_block", "html_block") and token.map:
            yield from range(*token.map)


def _break_lines(text: str) -> Iterator[int]:
    """The lines that end in a break."""
    for token in _tokens(text):
        line = token.map[0] if token.map else 0
        for child in token.children or []:
            if child.type == "hardbreak":
                yield line
            line += 1 if child.type.endswith("break") else child.content.count("\n")
