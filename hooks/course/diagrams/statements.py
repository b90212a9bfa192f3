"""Mends a Mermaid source before it is drawn: lists of nodes in ``style`` lines, and names of no node."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: The part of a diagram before its first statement: front matter, comments, directives, empty lines.
_BEFORE = r"\A(?:\s*---[^\n]*\n.*?\n[ \t]*---[ \t]*\n)?(?:[ \t]*(?:%%[^\n]*)?\n)*[ \t]*"
_FLOWCHART = re.compile(_BEFORE + r"(?:graph|flowchart)\b", re.DOTALL)

#: ``style A,B fill:…`` at the start of a line, or after a statement without brackets or quotes.
_STYLE = re.compile(
    r"""^(?P<before>[ \t]*(?:[^\n%"'()\[\]{}|]*;[ \t]*)?)
        style[ \t]+(?P<ids>[^\s,;:]+(?:[ \t]*,[ \t]*[^\s,;:]+)*)
        [ \t]+(?P<look>[^\n;]+)""",
    re.VERBOSE,
)
_CLASS = re.compile(r"""^[ \t]*class[ \t]+(?P<ids>[^\s;]+)[ \t]+[\w-]+[ \t]*;?[ \t]*$""")


@dataclass(frozen=True, slots=True)
class Statements:
    """A mended Mermaid source, and where its lines come from."""

    text: str
    lines: tuple[int, ...]
    """For each line of `text`, the line of the source that it comes from, from 1."""

    def source_line(self, line: int) -> int:
        """The author's line for line `line` of `text`, both from 1; 0, the whole diagram, stays 0."""
        return self.lines[min(line, len(self.lines)) - 1] if line > 0 else 0


def is_flowchart(source: str) -> bool:
    """Whether `source` is a flowchart: the one kind whose ``style`` lines make nodes."""
    return bool(_FLOWCHART.match(source))


def expand_comma_lists(source: str, without: Collection[str] = ()) -> Statements:
    """`source` with ``style A,B fill:…`` written once for each node, a line each.

    Mermaid takes ``A,B`` for the name of one node and draws a stray box; ``class A,B`` it knows. Nodes in
    `without` get no line. Only flowcharts have nodes to style so; other kinds come back as they are.
    """
    flowchart = is_flowchart(source)
    text: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(source.split("\n"), 1):
        match = _STYLE.match(line) if flowchart else None
        new = _expanded(match, without) if match else [line]
        text += new
        numbers += [number] * len(new)
    return Statements("\n".join(text), tuple(numbers))


def _expanded(match: re.Match[str], without: Collection[str]) -> list[str]:
    names = [name for name in _names(match["ids"]) if name not in without]
    if names == _names(match["ids"]) and len(names) == 1:
        return [match.string]
    look, rest = match["look"].rstrip(), match.string[match.end() :]
    first, *further = [f"style {name} {look}" for name in names] or [""]
    lines = [match["before"] + first, *further]
    return [*lines[:-1], lines[-1] + rest]


def _names(ids: str) -> list[str]:
    return [name.strip() for name in ids.split(",")]


def styled_names(source: str) -> Iterator[tuple[str, int]]:
    """The nodes that ``style`` and ``class`` lines name, each with its line, from 1."""
    for number, line in enumerate(source.split("\n"), 1):
        match = _STYLE.match(line) or _CLASS.match(line)
        for name in _names(match["ids"]) if match else ():
            yield name, number


def without_styles(source: str) -> str:
    """`source` with its ``style`` lines blanked."""
    lines = source.split("\n")
    return "\n".join(match["before"] if (match := _STYLE.match(line)) else line for line in lines)
