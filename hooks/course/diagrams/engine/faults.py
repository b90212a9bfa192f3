"""Turns the engine's error messages into `DiagramFault`, in words that a diagram's author knows.

Source: Pele's ``PeleError``, whose messages are those of Mermaid's parsers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from course.diagrams.drawing import DiagramFault

#: Marks of the grammar by their names in messages. Source: Mermaid's flowchart and sequence grammars.
_MARKS = {
    "SQE": "]", "PE": ")", "DIAMOND_STOP": "}", "STADIUMEND": "])", "SUBROUTINEEND": "]]",
    "CYLINDEREND": ")]", "DOUBLECIRCLEEND": ")))", "TAGEND": ">", "PIPE": "|", "STR": "a text in quotes",
    "NEWLINE": "the end of the line", "SEMI": ";", "EOF": "the end", "$end": "the end", "1": "the end",
    "SPACE": "a space", "SQS": "[", "PS": "(", "DIAMOND_START": "{", "NODE_STRING": "a name",
    "LINK": "an arrow", "START_LINK": "an arrow", "TXT": ": and a text", "ACTOR": "a participant",
    "UNICODE_TEXT": "a text", "TEXT": "a text", "MINUS_STR": "a text", "TAGSTART": "<",
    "COLON": ":", "COMMA": ",", "MINUS": "-", "AMP": "&", "end": "end",
}  # fmt: skip
#: What QuickJS says of a program that it stopped.
_STOPPED = re.compile(r"interrupted|out of memory|stack overflow|call stack", re.IGNORECASE)
_CODES = {"syntax": "syntax", "semantic": "syntax", "unsupported-diagram": "kind", "limit": "limit"}


def read_fault(reported: Mapping[str, Any]) -> DiagramFault:
    """The fault that the engine, or what it runs in, reports: its message, code and line."""
    message = str(reported["message"])
    if reported["code"] == "engine" and _STOPPED.search(message):
        return DiagramFault(0, "it takes too much time or memory to draw", "limit")
    code = _CODES.get(str(reported["code"]), "engine")
    return DiagramFault(int(reported["line"] or 0), _what(message), code)


def _what(message: str) -> str:
    """The part of an error message that says what was expected; its source line and arrow are left out."""
    expecting = re.search(r"^Expecting (.*)$", message, re.MULTILINE)
    if expecting:
        names, _, got = expecting[1].partition(", got ")
        return f"expecting {_some(names.split(', '))}, got {_mark(got)}"
    first = re.sub(r"^(?:Parse|Lexical|Syntax) error on line \d+[.:]?\s*", "", message.strip().split("\n")[0])
    return " ".join(first.rstrip(".;").replace(";", ",").split()) or "it cannot be read"


def _some(names: list[str]) -> str:
    """At most three of the marks that would do."""
    marks = list(dict.fromkeys(map(_mark, names)))
    return ", ".join(marks[:3]) + (f" or {_others(len(marks) - 3)}" if len(marks) > 3 else "")


def _others(count: int) -> str:
    return "another mark" if count == 1 else f"{count} others"


def _mark(name: str) -> str:
    bare = name.strip().strip("'")
    return _MARKS.get(bare, bare)
