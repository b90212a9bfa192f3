"""Renders a definition as HTML that can stand on any page: without links and images."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA
from course.markdown.html.clean import clean_marks
from course.model.sessions.inline import formula_in_words

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _formula(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    """A formula in words."""
    return escape(formula_in_words(tokens[at]), quote=False)


_READER.add_render_rule(FORMULA, _formula)


@lru_cache(maxsize=4096)
def render_definition(markdown: str) -> str:
    """`markdown` as HTML without links, images and attributes; a single paragraph without its ``<p>``."""
    if not markdown.strip():
        return ""
    html = clean_marks(_READER.renderer.render(parse_tokens(markdown), _READER.options, {})).strip()
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4].strip() if is_one else html
