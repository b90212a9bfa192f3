"""The tree of a handout as Typst source: the only writer of markup.

Each kind of part is set by the function of ``template.typ`` that its field `kind` names, or else by the one
that has its name (`WritingLines`: ``writing-lines``); its other fields are handed over in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields

from course.handout import tree
from course.handout.typst.text import code_line, in_pieces, inline_code, quoted, running_text

#: Functions that would have the name of one of Typst's own.
_OTHER_NAMES: Mapping[type[tree.Part], str] = {
    tree.Heading: "hd",
    tree.Footnote: "note",
    tree.Table: "grid-table",
}
_TEXTS = {
    "running": running_text,
    "code": inline_code,
    "sign": lambda text: f"#{quoted(text)};",
    "in pieces": in_pieces,
}
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")


def write_typst(content: Iterable[tree.Part]) -> str:
    """Typst source of `content`."""
    return "".join(map(_call, content))


def _call(part: tree.Part) -> str:
    """The call of the function that sets `part`."""
    if isinstance(part, tree.Text):
        return _TEXTS[part.how](part.text)
    if isinstance(part, tree.CodeBlock):
        lines = "".join(f"{code_line(line)}, " for line in part.lines)
        return f"#code-block({_value(part.title)}, ({lines}))\n"
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    name = values.pop("kind", None) or _OTHER_NAMES.get(type(part))
    name = name or _WORD_START.sub("-", type(part).__name__).lower()
    handed = list(part.values if isinstance(part, tree.Other) else values.values())
    last = _value(handed.pop()) if handed and isinstance(handed[-1], tree.Content) else ""
    others = f"({', '.join(map(_value, handed))})" if handed or not last else ""
    return f"#{name}{others}{last}" + (";" if isinstance(part, tree.Inline) else "\n")


def _value(value: object) -> str:
    """A field as Typst's functions take it: numbers with a point are lengths, tuples arrays."""
    if isinstance(value, tree.Content):
        return f"[{write_typst(value)}]"
    if isinstance(value, tree.Block):
        return f"[{_call(value)}]"
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tree.TableCell):
        value = tuple(getattr(value, field.name) for field in fields(value))
    if isinstance(value, tuple):
        return f"({''.join(f'{_value(each)}, ' for each in value)})"
    return f"{value:g}pt" if isinstance(value, float) else str(value)
