"""The visible text of a line of Markdown.

A formula is its TeX, where texts are compared; menus, agendas and glossaries have it in words, as ``x²``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from markdown_it.token import Token

from course.formulas.drawer import start_formulas
from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA, formula_of, shown_formula
from course.model.model import Item

#: Text that surely holds no Markdown, and need not be parsed.
_PLAIN = re.compile(r"[^\W\d_][\w ,.()·'/-]*")


def visible_text(token: Token) -> str:
    """The text a reader sees of an ``inline`` token, on one line."""
    return " ".join("".join(_shown(token.children or [])).split())


def text_in_words(token: Token) -> str:
    """The same, its formulas in words."""
    return " ".join("".join(_shown(token.children or [], formula_in_words)).split())


def formula_in_words(token: Token) -> str:
    """The text of a token, of a formula its words; its TeX where no line of text can show it."""
    if token.type != FORMULA:
        return token.content
    return start_formulas(Path.cwd()).in_words(formula_of(token).tex)


def read_inline(markdown: str) -> str:
    """The text a reader sees of `markdown`, one paragraph, on one line."""
    return _read(markdown, visible_text)


def read_in_words(markdown: str) -> str:
    """The same, its formulas in words."""
    return _read(markdown, text_in_words)


def item_in_words(item: Item) -> str:
    """What a reader sees of `item`, its formulas in words."""
    return read_in_words(item.markdown) if "$" in item.markdown else item.text


def _read(markdown: str, text_of: Callable[[Token], str]) -> str:
    if _PLAIN.fullmatch(markdown) and "_" not in markdown:
        return " ".join(markdown.split())
    return " ".join(text_of(token) for token in parse_tokens(markdown) if token.type == "inline")


def _shown(tokens: Sequence[Token], text_of: Callable[[Token], str] = shown_formula) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", FORMULA):
            yield text_of(token)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _shown(token.children or [], text_of)
        elif token.type == "html_inline" and re.match(r"<br\s*/?>", token.content, re.IGNORECASE):
            yield " "
