"""The title of a page, as its source gives it."""

from __future__ import annotations

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import shown_formula


def page_title(text: str, otherwise: str) -> str:
    """The visible text of the first first-level heading of the Markdown `text`, or else `otherwise`."""
    tokens = parse_tokens(text)
    for at, token in enumerate(tokens):
        if token.tag == "h1":
            shown = "".join(shown_formula(child) for child in tokens[at + 1].children or [] if child.content)
            return " ".join(shown.split()) or otherwise
    return otherwise
