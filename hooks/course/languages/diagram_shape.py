"""Compares the Mermaid diagrams of a page and its translation, without their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Placeholders: for a label, and for other words in a script that is not Latin, such as a node's id.
HOLE, WORDS = "\u25a1", "\u25c7"
_IGNORED = re.compile(r"\s*(?:%%.*)?")
_QUOTED = re.compile(r'"[^"]*"')
#: A box's text, or an edge's: what opens it stays.
_LABELS = (
    re.compile(r"(\[+[(/\\]?)[^\[\]\n]*\]+"),
    re.compile(r"(\(+\[?)[^()\[\]\n]*\]?\)+"),
    re.compile(r"(\{+)[^{}\n]*\}+"),
    re.compile(r"(\|)[^|\n]*\|"),
    re.compile(r"(--|==|-\.)[ ][^\n>]+?[ ](?=-->|---|==>|===|\.->|-\.-)"),
)
_TEXT_AFTER_COLON = ("sequenceDiagram", "stateDiagram", "stateDiagram-v2", "erDiagram", "classDiagram")
_PLAIN_TEXT = ("mindmap", "timeline", "journey", "gantt", "kanban", "pie", "quadrantChart", "gitGraph")
_AFTER_WORD = re.compile(
    r"^(\s*(?:title|section|loop|alt|else|opt|par|and|critical|option|break|box|accTitle:|accDescr:"
    r"|(?:participant|actor|state)\s.*?\bas|as))\s+\S.*$"
)
_SUBGRAPH = re.compile(r"^(\s*subgraph)\s+[^\[\n]+$")
_FOREIGN_WORDS = re.compile(r"[^\x00-\x7f\u25a1](?:[^\x00-\x7f\u25a1]|\w)*")
_ANY_WORDS = r"[^\[\](){}<>|\n]+"
_WORDS = re.compile(r"[^\W\d_][^\n:,;\[\](){}\"]*")


def diagram_lines(source: str) -> list[tuple[int, str]]:
    """The statements of a Mermaid source with `HOLE` for each label, and the line of each, from 0."""
    kind = _kind(source)
    text = _QUOTED.sub(lambda label: HOLE + "\n" * label[0].count("\n"), source)
    lines = [(number, _shape(line, kind)) for number, line in enumerate(text.split("\n"))]
    return [(number, line) for number, line in lines if not _IGNORED.fullmatch(line)]


def same_but_labels(wanted: str, got: str) -> tuple[int, int] | None:
    """The first difference of two Mermaid sources besides labels, as a line of each, from 0; else None.

    Where `wanted` has words outside of labels that are not Latin, `got` may have any words.
    """
    one, other = diagram_lines(wanted), diagram_lines(got)
    for (line, shape), (other_line, other_shape) in zip(one, other, strict=False):
        if not re.fullmatch(_ANY_WORDS.join(map(re.escape, shape.split(WORDS))), other_shape):
            return line, other_line
    if len(one) == len(other):
        return None
    shorter = min(len(one), len(other))
    return _line_at(one, shorter), _line_at(other, shorter)


def _line_at(lines: Sequence[tuple[int, str]], number: int) -> int:
    return lines[min(number, len(lines) - 1)][0] if lines else 0


def _kind(source: str) -> str:
    words = re.sub(r"\A\s*---\n.*?\n\s*---", "", re.sub(r"%%[^\n]*", "", source), flags=re.DOTALL).split()
    return words[0].rstrip(":;") if words else ""


def _shape(line: str, kind: str) -> str:
    line = re.sub(r"%%.*", "", line).rstrip().rstrip(";")
    line = re.sub(r"^\s+", lambda indent: " " * len(indent[0].expandtabs(4)), line)
    if not line.lstrip().startswith(("style ", "classDef ", "linkStyle ", "class ")):
        for label in _LABELS:
            line = label.sub(rf"\g<1>{HOLE}", line)
        line = _AFTER_WORD.sub(rf"\1 {HOLE}", _SUBGRAPH.sub(rf"\1 {HOLE}", line))
        if kind in _TEXT_AFTER_COLON:
            line = re.sub(r":.*", f": {HOLE}", line)
        if kind in _PLAIN_TEXT and line.strip() != kind:
            line = _WORDS.sub(HOLE, line)
    return _FOREIGN_WORDS.sub(WORDS, line)
