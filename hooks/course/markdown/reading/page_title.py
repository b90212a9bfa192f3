"""The title of a page, as its source gives it."""

from __future__ import annotations

from course.markdown.files.source import parse_tokens
from course.markdown.html.tree import read_fragment
from course.markdown.reading.page_blocks import fold, shown_text
from course.markdown.reading.parsed import visible_text
from course.markdown.reading.source_page import render_source


def page_title(text: str, otherwise: str) -> str:
    """The visible text of the first first-level heading of the Markdown `text`, or else `otherwise`.

    Where that is a picture, or there is none, `title_in_html` says it.
    """
    tokens = parse_tokens(text)
    first = next((tokens[at + 1] for at, token in enumerate(tokens) if token.tag == "h1"), None)
    shown = " ".join(visible_text(first).split()) if first else ""
    return shown or title_in_html(render_source(text)) or otherwise


def title_in_html(page: str) -> str:
    """What the first ``<h1>`` of a page says that says anything: its text, or the words of its picture."""
    if "<h1" not in page:
        return ""
    headings = list(read_fragment(page).iter("h1"))
    named = [(shown_text(each), *(img.get("alt") or "" for img in each.iter("img"))) for each in headings]
    return next((" ".join(each.split()) for names in named for each in names if fold(each)), "")
