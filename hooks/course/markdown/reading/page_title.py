"""The title of a page, as its source gives it."""

from __future__ import annotations

from collections.abc import Callable

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.shown import FORMULA_HERE, formula_name
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.page_blocks import fold, shown_text
from course.markdown.reading.parsed import visible_text
from course.markdown.reading.source_page import render_source

#: Makes a text of a formula's TeX.
InWords = Callable[[str], str]


def page_title(text: str, otherwise: str, in_words: InWords = str) -> str:
    """The visible text of the first first-level heading of the Markdown `text`, or else `otherwise`.

    Where that is a picture, or there is none, `title_in_html` says it, its formulas `in_words`.
    """
    tokens = parse_tokens(text)
    first = next((tokens[at + 1] for at, token in enumerate(tokens) if token.tag == "h1"), None)
    shown = " ".join(visible_text(first).split()) if first else ""
    return shown or title_in_html(render_source(text), in_words) or otherwise


def title_in_html(page: str, in_words: InWords = str) -> str:
    """What the first ``<h1>`` of a page says that says anything: its text, or the words of its picture.

    Formulas stand in it `in_words`, or as their TeX.
    """
    if "<h1" not in page:
        return ""
    headings = list(read_fragment(page).iter("h1"))
    named = [(_shown(h1, in_words), *(img.get("alt") or "" for img in h1.iter("img"))) for h1 in headings]
    return next((" ".join(each.split()) for names in named for each in names if fold(each)), "")


def _shown(heading: Element, in_words: InWords) -> str:
    """The text of a heading; formulas, which `shown_text` has a sign for, `in_words`."""
    names = (formula_name(each) for each in heading.iter())
    formulas = (in_words(name) for name in names if name is not None)
    first, *others = shown_text(heading).split(FORMULA_HERE)
    return first + "".join(next(formulas, "") + each for each in others)
