"""What is kept of a page from one build to the next, and what of the course other pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course.diagrams.search import ShownDiagram
from course.kept import key_of
from course.model.model import Session
from course.model.terms.terms import Term
from course.pages.progress import PageItems


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What reading a source has made, but for the HTML."""

    toc: tuple[dict[str, Any], ...]
    """The headings, as Python-Markdown's ``toc_tokens`` have them."""
    meta: dict[str, Any]
    title: str | None
    """Its first first-level heading."""
    title_in_html: str
    """The same where it is HTML, or a picture with words."""
    anchors: tuple[str, ...]
    links: Mapping[str, Mapping[str, str]]
    """By URI of another source, the anchors that links name there, each with the link as written."""
    search_words: Mapping[str, str]
    diagrams: tuple[ShownDiagram, ...]
    for_browser: bool
    """Whether the browser must draw one of its diagrams."""
    has_formulas: bool
    anchors_asked: Mapping[str, str]
    """By URI, a hash of the anchors of each page that it links to."""


@dataclass(frozen=True, slots=True)
class KnownMarks:
    """What a page shows of the course's terms, and its own items."""

    uses: Mapping[str, str]
    """By a term's anchor, the first section that uses it."""
    items: PageItems


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page as it is written."""

    html: bytes
    sections: bytes
    """What the search finds of it, as JSON; empty where it is left out."""

    def packed(self) -> bytes:
        """Both in one; `unpacked` takes them apart."""
        return b"%s\n%s" % (self.sections, self.html)  # JSON has no new lines

    @classmethod
    def unpacked(cls, packed: bytes) -> WrittenPage:
        """The page that `packed` made this of."""
        sections, _, html = packed.partition(b"\n")
        return cls(html, sections)


def terms_key(terms: Iterable[Term]) -> str:
    """A hash of all that pages show of the `terms`: not of the lines that these are written on."""
    return key_of(
        [
            (term.name, term.anchor, [(d.text, d.markdown, d.groups, d.places) for d in term.definitions])
            for term in terms
        ]
    )


def shown_of(session: Session) -> tuple[object, ...]:
    """What other pages show of a session, such as timetables."""
    place = session.uri, session.kind, session.week, session.day, session.number
    time = session.clock, session.minutes
    goal = session.goal.text if session.goal else ""
    return place, session.title, session.name, time, goal, [keyword.term for keyword in session.keywords]
