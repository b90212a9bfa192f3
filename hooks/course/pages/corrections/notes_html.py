"""Corrections as readers see them: numbered marks in the text, and the editor's notes folded below it."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from course.markdown.html.article import Article
from course.model.model import Correction, Session
from course.model.sessions.inline import read_inline
from course.pages.corrections.placing import block_of, put_marks
from course.settings.words.page_words import CorrectionWords


def add_corrections(article: Article, session: Session, words: CorrectionWords, language: str) -> None:
    """Put a mark into the session's `article` for every correction, and the editor's notes at its end.

    The notes are in `language` if they have been written in it.
    """
    corrections = session.corrections
    if not corrections:
        return
    marks = [_mark(correction, words) for correction in corrections]
    block_marks = [f'<p class="correction-at" data-added="correction">{mark}</p>' for mark in marks]
    notes = "".join(_note(correction, session, words, language) for correction in corrections)
    put_marks(article, marks, block_marks)
    article.append(
        f'<section class="corrections" data-added="corrections" aria-labelledby="__corrections">'
        f'<h2 id="__corrections">{escape(words.title)}</h2><p>{escape(words.about)}</p>'
        f"<ol>{notes}</ol></section>"
    )


def _mark(correction: Correction, words: CorrectionWords) -> str:
    number = correction.number  # shown by the stylesheet: the lecturer's own text stays free of it
    name = escape(words.mark.format(number))
    return (
        f'<sup class="correction-mark" id="__correction-mark-{number}" data-added="correction">'
        f'<a href="#__correction-{number}" data-number="{number}"'
        f' aria-label="{name}" title="{name}"></a></sup>'
    )


def _note(correction: Correction, session: Session, words: CorrectionWords, language: str) -> str:
    verdict = escape(words.verdicts[correction.verdict])
    number, quote = correction.number, escape(shown_quote(correction, session))
    return (
        f'<li><details class="correction correction--{correction.verdict}"><summary>'
        f'<span class="correction__verdict">{verdict}</span> <q>{quote}</q></summary>'
        f'<div id="__correction-{number}"><p>{escape(correction.note(language))}</p>'
        f'<p class="correction__proof">'
        f"{_source(correction, words)} · {escape(words.checked.format(correction.checked))}"
        f'<span class="correction__back"> · <a href="#__correction-mark-{number}">{escape(words.back)}</a>'
        f"</span></p></div></details></li>"
    )


def shown_quote(correction: Correction, session: Session) -> str:
    """The correction's quote without Markdown's marks; in code and diagrams as it is written."""
    block = block_of(correction, session)
    in_code = block is not None and block[0] in ("code", "diagram")
    return correction.quote if in_code else read_inline(correction.quote) or correction.quote


def shown_source(correction: Correction, words: CorrectionWords) -> str:
    """Text of the link to the source that proves the correction."""
    here = correction.source.startswith("#")
    return words.source_here if here else words.source.format(urlsplit(correction.source).netloc)


def _source(correction: Correction, words: CorrectionWords) -> str:
    return f'<a href="{escape(correction.source)}">{escape(shown_source(correction, words))}</a>'
