"""Which pages a booklet goes without, as its own contents say: it is held against the others alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from course.handout.order import Order, PageInput
from course.handout.proving.matching import join_pages
from course.handout.proving.pdf_facts import PdfFacts, fold_pdf
from course.markdown.reading.page_title import page_title
from course.model.sessions.parse import parse_session

_MARK = "•"


def without_left_out(order: Order, facts: PdfFacts) -> tuple[Order, tuple[PageInput, ...]]:
    """`order` without the pages that the contents of its booklet say are not in it, and these pages."""
    if not order.is_booklet:
        return order, ()
    front = join_pages([page.text for page in facts.pages[: facts.first]], facts.shared)
    titles = [front.given(fold_pdf(page_title(p.source.text, p.place or p.source.uri))) for p in order.pages]
    words, margin = (front.given(fold_pdf(each)) for each in (order.words.left_out, order.words.notes))
    told = Counter(_told(front.text, words, margin, titles))
    gone: set[int] = set()
    for title, count in told.items():
        alike = [at for at, each in enumerate(titles) if each == title]
        if len(alike) > count:  # several pages are called so: those are gone whose headings are
            alike.sort(key=lambda at: _share_of_headings(order, order.pages[at], facts))
        gone.update(alike[:count])
    if not gone or len(gone) == len(order.pages):
        return order, ()
    beside = order.beside and replace(order.beside, pages=_but(order.beside.pages, gone))
    kept = replace(order, pages=_but(order.pages, gone), beside=beside)
    return kept, tuple(order.pages[at] for at in sorted(gone))


def _but(pages: Sequence[PageInput], gone: set[int]) -> tuple[PageInput, ...]:
    return tuple(page for at, page in enumerate(pages) if at not in gone)


def _told(front: str, words: str, margin: str, titles: Sequence[str]) -> Iterator[str]:
    """Those of `titles` that stand as items below `words`, folded; one that was renamed since is passed over.

    Behind a page's last item may stand what its `margin` says.
    """
    _, found, rest = front.rpartition(f"{words}{_MARK}")
    longest_first = sorted(filter(None, titles), key=len, reverse=True)
    while found and rest:
        title = next((each for each in longest_first if rest.startswith(each)), "")
        item, found, after = rest[len(title) :].partition(_MARK)
        if title and item in ("", margin):
            yield title
        rest = after


def _share_of_headings(order: Order, page: PageInput, facts: PdfFacts) -> float:
    """How many of a page's headings the outline of the PDF has."""
    session = parse_session(page.source, order.settings)
    headings = [fold_pdf(section.title) for section in session.walk()] if session else []
    return sum(each in facts.outline for each in headings) / max(1, len(headings))
