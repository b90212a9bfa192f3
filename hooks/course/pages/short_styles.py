"""Writes style sheets shorter: without comments, and with no more spaces than mean something."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]

_BRACKETS = {"{} block": ("{", "}"), "() block": ("(", ")"), "[] block": ("[", "]")}
#: Behind these, and before the last two, a space means nothing. Not a colon: `a :hover` is not `a:hover`.
_FREE_BEHIND, _FREE_BEFORE = ("{", "}", ";", ",", " "), ("{", ";", ",")


@lru_cache(maxsize=64)
def shorten_styles(text: str) -> str:
    """The same style sheet in fewer bytes. Source: CSS Syntax Level 3, tokens."""
    written: list[str] = []
    _write(tinycss2.parse_component_value_list(text), written)
    return "".join(written).strip()


def _write(tokens: Iterable[Any], written: list[str]) -> None:
    for token in tokens:
        if token.type == "comment":
            continue
        if token.type == "whitespace":
            if written and written[-1] not in _FREE_BEHIND:
                written.append(" ")
        elif token.type in _BRACKETS:
            opening, closing = _BRACKETS[token.type]
            _write_block(opening, closing, token.content, written)
        elif token.type == "function":
            _write_block(f"{token.name}(", ")", token.arguments, written)
        else:
            if token.type == "literal" and token.value in _FREE_BEFORE:
                _drop_end(written, " ")
            written.append(token.serialize())


def _write_block(opening: str, closing: str, content: Iterable[Any], written: list[str]) -> None:
    if opening == "{":
        _drop_end(written, " ")
    written.append(opening)
    _write(content, written)
    if closing == "}":
        _drop_end(written, " ;")
    written.append(closing)


def _drop_end(written: list[str], signs: str) -> None:
    while written and written[-1] in signs and written[-2:] != [":", " "]:  # that is an empty value
        written.pop()
