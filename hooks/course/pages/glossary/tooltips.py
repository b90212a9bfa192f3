"""Links the first use of a glossary term in each section of a page, with its definition as a tooltip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article, Piece
from course.markdown.html.tags import HEADINGS
from course.model.model import Session
from course.model.terms.terms import Place, Term, defined_in, term_names
from course.pages.glossary.definition_html import render_definition
from course.pages.glossary.term_matching import TermFinder

#: Elements in which no term is marked.
_CLOSED = frozenset(
    (
        *(*HEADINGS, "a", "code", "pre", "kbd", "samp", "var", "button", "select", "option", "label"),
        *("summary", "abbr", "nav", "textarea"),
    )
)
#: Elements that hold no text of the page.
_NO_TEXT = frozenset(("script", "style", "title", "svg", "template"))
_CLOSED_CLASS = re.compile(r"\b(?:mermaid|diagram|highlight|arithmatex)\b")


class PageMarker:
    """Marks the terms of one page."""

    def __init__(self, finder: TermFinder, session: Session, href: str, known: Mapping[str, Term]) -> None:
        """`href`: address of the glossary, relative to the page. `known`: the terms, by their anchors."""
        self.finder, self.href, self.known = finder, href, known
        self.keyword_anchors = {
            inner.anchor for each in session.walk() if "keyword" in each.roles for inner in each.walk()
        }
        self.uses: dict[str, str] = {}
        self.shown: set[str] = set()
        self._seen: set[str] = set()
        self._section = ""
        self._opens_entry = False

    def mark(self, article: Article) -> None:
        """Make links of the terms in `article`; all else stays as it is."""
        texts = []
        for node in article.walk(self._enters):
            text = node.text_content or "" if node.is_text_node else ""
            if text.strip():
                texts.append((node, self._pieces(article, text)))
        for node, pieces in texts:
            if not all(isinstance(piece, str) for piece in pieces):
                article.replace(node, pieces)

    def _enters(self, element: LexborNode) -> bool:
        """Whether terms are marked in `element`, which is the next one of the page."""
        name = element.tag
        if name in _NO_TEXT:
            return False
        if name in HEADINGS:
            self._section, self._seen = element.attributes.get("id") or "", set()
        self._opens_entry = self._opens_entry or name in ("li", "tr")
        attributes = element.attributes
        closed = (
            name in _CLOSED
            or "data-added" in attributes
            or _CLOSED_CLASS.search(attributes.get("class") or "")
        )
        if closed and element.text().strip():
            self._opens_entry = False
        return not closed

    def _pieces(self, article: Article, text: str) -> list[Piece]:
        """A text cut into plain pieces and links to terms."""
        opens, self._opens_entry = self._opens_entry and self._section in self.keyword_anchors, False
        pieces: list[Piece] = []
        at = 0
        for start, end, anchor in self.finder.find(text):
            if (opens and not text[:start].strip()) or not self._is_new(anchor):
                continue
            pieces += [text[at:start]] if start > at else []
            pieces.append(article.new("a", self._link(anchor), text[start:end]))
            at = end
        return [*pieces, text[at:]] if at < len(text) else pieces

    def _is_new(self, anchor: str) -> bool:
        """Whether a use of a term is marked: the first in its section, where anything is said of it."""
        self.uses.setdefault(anchor, self._section)
        if anchor in self._seen or not any(each.text for each in self.known[anchor].definitions):
            return False
        self._seen.add(anchor)
        self.shown.add(anchor)
        return True

    def _link(self, anchor: str) -> list[tuple[str, str]]:
        return [
            *(("class", "term"), ("data-course-mark", "")),
            *(("href", f"{self.href}#{anchor}"), ("aria-describedby", f"__term-{anchor}")),
        ]


class CourseMarker:
    """Makes links of the terms in all pages of a course, and records where each term is used."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._known = {term.anchor: term for term in terms}
        self._finder = TermFinder({name: term.anchor for name, term in term_names(terms).items()})
        self.uses: dict[str, list[Place]] = {}
        """By a term's anchor: the first section that uses it, of each session that does."""

    def mark(self, session: Session, article: Article, href: str) -> dict[str, str]:
        """Link the first use of each term in each section of a session's page to the glossary.

        Returns, by a term's anchor, the first section that uses it.

        Not in code, headings, links and diagrams, nor where a list of keywords names the term itself. The
        tooltips stand hidden at the page's end. `href` is the glossary's address, relative to the page.
        """
        marker = PageMarker(self._finder, session, href, self._known)
        marker.mark(article)
        shown = [self._known[anchor] for anchor in sorted(marker.shown)]
        article.append(render_tooltips(shown, session.uri))
        return marker.uses

    def add_uses(self, session: Session, uses: Mapping[str, str]) -> None:
        """Record where a session uses terms, as `mark` returns it."""
        for anchor, section in uses.items():
            self.uses.setdefault(anchor, []).append(Place(session.uri, session.title, section))


def render_tooltips(terms: Iterable[Term], uri: str) -> str:
    """The hidden HTML with the tooltips of `terms` for the page of the session `uri`; empty without terms.

    A term that the session defines itself has that definition alone.
    """
    tips = "".join(_tooltip(term, uri) for term in terms)
    return f'<div hidden data-added="terms" data-search-exclude>{tips}</div>' if tips else ""


def _tooltip(term: Term, uri: str) -> str:
    defined = [each for each in defined_in(term, uri) if each.text]
    defined = defined or [each for each in term.definitions if each.text]
    definitions = "".join(f"<div>{render_definition(each.markdown)}</div>" for each in defined)
    return f'<div id="__term-{escape(term.anchor)}"><strong>{escape(term.name)}</strong>{definitions}</div>'
