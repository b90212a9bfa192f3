"""The visible text of a line of Markdown, and whether it has one of the settings' words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it.token import Token

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA, shown_formula

#: Text that surely holds no Markdown, and need not be parsed.
_PLAIN = re.compile(r"[^\W\d_][\w ,.()·'/-]*")


def visible_text(token: Token) -> str:
    """The text a reader sees of an ``inline`` token, on one line."""
    return " ".join("".join(_shown(token.children or [])).split())


def read_inline(markdown: str) -> str:
    """The text a reader sees of `markdown`, one paragraph, on one line."""
    if _PLAIN.fullmatch(markdown) and "_" not in markdown:
        return " ".join(markdown.split())
    return " ".join(visible_text(token) for token in parse_tokens(markdown) if token.type == "inline")


def _shown(tokens: Sequence[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", FORMULA):
            yield shown_formula(token)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _shown(token.children or [])
        elif token.type == "html_inline" and re.match(r"<br\s*/?>", token.content, re.IGNORECASE):
            yield " "


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` as headings and labels are compared: letters, marks and numbers alone, in lower case."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter for letter in composed if unicodedata.category(letter)[0] in "LMN")


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether the heading `text` has one of `words` in it, both folded."""
    heading = folded(text)
    return any(wanted in heading for wanted in map(folded, words) if wanted)


def is_word(text: str, words: Iterable[str]) -> bool:
    """Whether the label `text` is one of `words`, both folded."""
    return folded(text) in {folded(word) for word in words}
