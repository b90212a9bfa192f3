"""Compares the code blocks of a page and its translation, without their comments."""

from __future__ import annotations

import re
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment
from pygments.util import ClassNotFound

from course.markdown.github.info_string import language_of
from course.markdown.reading.steps import steps

_PLAIN = ("", "text", "txt", "plain", "plaintext", "none", "output", "markdown", "md")
_KEPT_COMMENTS = (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)
_LATIN_ONLY = re.compile(r"[\x00-\x7f\u2010-\u27ff]*")


def same_but_comments(wanted: str, got: str, info: str) -> tuple[int, int] | None:
    """The first difference of two code blocks besides comments, as a line of each, from 0; else None.

    `info` is the text behind the fence's backticks, which begins with the language. Where it names none, a
    line of `wanted` with letters that are not Latin counts as prose: the translation may have anything there.
    """
    language = language_of(info)
    one, other = _code_lines(wanted, language), _code_lines(got, language)
    if language in _PLAIN and len(one) == len(other):
        fixed = [number for number, (_, text) in enumerate(one) if _LATIN_ONLY.fullmatch(text)]
        one, other = [one[number] for number in fixed], [other[number] for number in fixed]
    for how, a, _, b, _ in steps([text for _, text in one], [text for _, text in other]):
        if how != "equal":
            return _line_at(one, a), _line_at(other, b)
    return None


def _line_at(lines: list[tuple[int, str]], number: int) -> int:
    return lines[min(number, len(lines) - 1)][0] if lines else 0


def _code_lines(code: str, language: str) -> list[tuple[int, str]]:
    """The lines that say anything besides comments, each with its number, from 0."""
    lines = _without_comments(code, language).split("\n")
    return [(number, line.rstrip()) for number, line in enumerate(lines) if line.strip()]


def _without_comments(code: str, language: str) -> str:
    """`code` with nothing but the line ends of its comments; whole where its language is not known."""
    lexer = _lexer(language)
    if lexer is None:
        return re.sub(r"(?m)^[ \t]*(?:#|//).*$", "", code)
    return "".join(
        re.sub(r"[^\n]+", "", text) if kind in Comment and kind not in _KEPT_COMMENTS else text
        for kind, text in lexer.get_tokens(code)
    )


@cache
def _lexer(language: str) -> Lexer | None:
    if language in _PLAIN:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
