"""Renders a definition as HTML that can stand on any page: without links and images."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA, render_formula
from course.markdown.html.clean import clean_marks

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_READER.add_render_rule(FORMULA, render_formula)


@lru_cache(maxsize=4096)
def render_definition(markdown: str) -> str:
    """`markdown` as HTML without links, images and attributes; a single paragraph without its ``<p>``."""
    if not markdown.strip():
        return ""
    html = clean_marks(_READER.renderer.render(parse_tokens(markdown), _READER.options, {})).strip()
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4].strip() if is_one else html
