"""The glossary's terms in a session's page: a link at the first use in each section, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from course.model.model import Session
from course.model.terms.terms import Place, Term, defined_in, term_names
from course.pages.glossary.definition_html import render_definition
from course.pages.glossary.term_matching import TermFinder

#: Comments, whole elements whose content is no HTML, tags; what is between them is text.
_MARKUP = re.compile(
    r"(<!--.*?-->|<(?P<raw>script|style|textarea|title|svg|template)\b.*?</(?P=raw)\s*>"
    r"""|</?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|<[!?][^>]*>)""",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^>]*)", re.DOTALL)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)["']""")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Elements in which no term is marked.
_CLOSED = _HEADINGS | frozenset(
    (
        "a",
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "button",
        "select",
        "option",
        "label",
        "summary",
        "abbr",
        "nav",
    )
)
_CLOSED_CLASS = re.compile(
    r"""\bclass\s*=\s*["'][^"']*\b(?:mermaid|diagram|highlight|arithmatex)\b|\bdata-added\b"""
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class PageMarker:
    """Marks the terms of one page."""

    def __init__(self, finder: TermFinder, session: Session, href: str, known: Mapping[str, Term]) -> None:
        """`href` leads from the page to the glossary; `known` has the terms by their anchors."""
        self.finder, self.href, self.known = finder, href, known
        self.keyword_anchors = {
            inner.anchor for each in session.walk() if "keyword" in each.roles for inner in each.walk()
        }
        self.uses: dict[str, str] = {}
        self.shown: set[str] = set()
        self._seen: set[str] = set()
        self._section = ""
        self._closed: list[str] = []
        self._opens_entry = False

    def mark(self, page: str) -> str:
        """`page` with its terms marked; all else is as it was."""
        out, at = [], 0
        for tag in _MARKUP.finditer(page):
            out += [self._text(page[at : tag.start()]), tag.group()]
            if not tag["raw"]:
                self._pass(tag.group())
            at = tag.end()
        return "".join([*out, self._text(page[at:])])

    def _pass(self, markup: str) -> None:
        tag = _TAG.match(markup)
        if tag is None:
            return
        name = tag["name"].lower()
        if tag["end"]:
            if self._closed and self._closed[-1] == name:
                self._closed.pop()
            return
        if name in _HEADINGS and not self._closed:
            found = _ID.search(tag["attributes"])
            self._section, self._seen = found[1] if found else "", set()
        self._opens_entry = self._opens_entry or name in ("li", "tr")
        closes = name in _CLOSED or bool(_CLOSED_CLASS.search(tag["attributes"]))
        inside = bool(self._closed) and self._closed[-1] == name
        if (closes or inside) and name not in _VOID and not markup.endswith("/>"):
            self._closed.append(name)

    def _text(self, text: str) -> str:
        if not text or text.isspace():
            return text
        opens, self._opens_entry = self._opens_entry and self._section in self.keyword_anchors, False
        if self._closed:
            return text
        out, at = [], 0
        for start, end, anchor in self.finder.find(text):
            out.append(text[at:start])
            entry = opens and not text[:start].strip()
            out.append(text[start:end] if entry else self._use(text[start:end], anchor))
            at = end
        return "".join([*out, text[at:]])

    def _use(self, text: str, anchor: str) -> str:
        self.uses.setdefault(anchor, self._section)
        if anchor in self._seen or not any(each.text for each in self.known[anchor].definitions):
            return text
        self._seen.add(anchor)
        self.shown.add(anchor)
        shown = escape(anchor)
        return (
            f'<a class="term" data-course-mark href="{escape(self.href)}#{shown}" '
            f'aria-describedby="__term-{shown}">{text}</a>'
        )


class CourseMarker:
    """Marks the terms in the pages of a course, and notes where each is used."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._known = {term.anchor: term for term in terms}
        self._finder = TermFinder({name: term.anchor for name, term in term_names(terms).items()})
        self.uses: dict[str, list[Place]] = {}
        """Of each term, by its anchor: the first section of each session that uses it."""

    def mark(self, session: Session, page: str, href: str) -> str:
        """The page of `session` with a link to the glossary at the first use of each term in each section.

        Never in code, headings, links, diagrams, nor where a list of keywords names the term itself. What
        the links say stands hidden at the page's end. `href` leads from the page to the glossary.
        """
        marker = PageMarker(self._finder, session, href, self._known)
        marked = marker.mark(page)
        for anchor, section in marker.uses.items():
            self.uses.setdefault(anchor, []).append(Place(session.uri, session.title, section))
        shown = [self._known[anchor] for anchor in sorted(marker.shown)]
        return marked + render_tooltips(shown, session.uri)


def render_tooltips(terms: Iterable[Term], uri: str) -> str:
    """What the links to `terms` on the page of the session `uri` say; nothing where there are none."""
    tips = "".join(_tooltip(term, uri) for term in terms)
    return f'<div hidden data-added="terms" data-search-exclude>{tips}</div>' if tips else ""


def _tooltip(term: Term, uri: str) -> str:
    said = [each for each in defined_in(term, uri) if each.text]
    said = said or [each for each in term.definitions if each.text]
    definitions = "".join(f"<div>{render_definition(each.markdown)}</div>" for each in said)
    return f'<div id="__term-{escape(term.anchor)}"><strong>{escape(term.name)}</strong>{definitions}</div>'
