"""The HTML of the glossary's page: terms by initial, with definitions, sessions and translations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from course.model.terms.collation import initial
from course.model.terms.keyword_twins import KeywordPlace, Twin
from course.model.terms.terms import Definition, Place, Term, using_places
from course.pages.glossary.definition_html import render_definition
from course.settings.words.page_words import GlossaryWords

#: More sessions than these are folded away.
_MANY = 4


class GlossaryPage:
    """Renders the glossary's page in one language."""

    def __init__(
        self,
        words: GlossaryWords,
        links: Mapping[str, str],
        uses: Mapping[str, Sequence[Place]],
        twins: Mapping[KeywordPlace, Sequence[Twin]] | None = None,
    ) -> None:
        """`links`: address of each session, by its URI. `uses`: places that use a term, by its anchor.

        `twins`: the same keyword in the other languages, by its place.
        """
        self.words, self.links, self.uses, self.twins = words, links, uses, twins or {}

    def render(self, terms: Sequence[Term], downloads: Mapping[str, str]) -> str:
        """The page for the sorted `terms`; `downloads`: address of each file, by the text of its link."""
        parts = [(letter, list(of)) for letter, of in groupby(terms, lambda term: self._initial(term))]
        letters = "".join(f'<a href="#__{escape(letter)}">{escape(letter)}</a>' for letter, _ in parts)
        sections = "".join(self._letter(letter, of) for letter, of in parts)
        return (
            f'<h1>{escape(self.words.title)}</h1><div class="glossary" data-glossary>'
            f'<div class="glossary__tools" data-search-exclude data-added="glossary">'
            f"{self._filter(len(terms))}"
            f'<nav class="glossary__letters" aria-label="{escape(self.words.letters)}">{letters}</nav></div>'
            f'{sections}<p class="glossary__none" hidden data-added="glossary">{escape(self.words.none)}</p>'
            f"{self._downloads(downloads)}</div>"
        )

    def _initial(self, term: Term) -> str:
        return initial(term.name)

    def _filter(self, count: int) -> str:
        counts, counted = escape(self.words.count), escape(self.words.count.format(count))
        return (
            f'<label class="glossary__filter" hidden><span>{escape(self.words.filter)}</span>'
            f'<input type="search" autocomplete="off" spellcheck="false"></label>'
            f'<output class="glossary__count" aria-live="polite" data-count="{counts}">{counted}</output>'
        )

    def _letter(self, letter: str, terms: Sequence[Term]) -> str:
        entries = "".join(map(self._entry, terms))
        head = (
            f'<p class="glossary__letter" id="__{escape(letter)}" data-added="glossary" data-search-exclude>'
        )
        return f'<section class="glossary__part">{head}{escape(letter)}</p>{entries}</section>'

    def _entry(self, term: Term) -> str:
        anchor = escape(term.anchor)
        link = f'<a class="headerlink" href="#{anchor}" title="{escape(self.words.link)}">¶</a>'
        definitions = "".join(map(self._definition, term.definitions))
        return (
            f'<section class="glossary__entry"><h2 id="{anchor}">{escape(term.name)}{link}</h2>'
            f"{definitions}{self._using(using_places(term, self.uses))}</section>"
        )

    def _definition(self, definition: Definition) -> str:
        text = render_definition(definition.markdown)
        groups = "".join(
            f'<span class="glossary__group">{escape(group)}</span>' for group in definition.groups
        )
        places = self._places(definition.places, self.words.defined)
        return (
            f'<div class="glossary__definition">{text}{self._twins(definition)}<div class="glossary__where" '
            f'data-added="glossary" data-search-exclude>{groups}{places}</div></div>'
        )

    def _twins(self, definition: Definition) -> str:
        """The term and definition in the other languages."""
        keyword_place = (definition.session.uri, definition.keyword.line)
        return "".join(
            f'<div class="glossary__twin" lang="{escape(twin.code)}" data-added="glossary" '
            f"data-search-exclude><b>{escape(twin.keyword.term)}</b> "
            f"{render_definition(twin.keyword.definition_markdown)}</div>"
            for twin in self.twins.get(keyword_place, ())
        )

    def _using(self, places: Sequence[Place]) -> str:
        if not places:
            return ""
        listed = self._places(places, self.words.used)
        return f'<div class="glossary__where" data-added="glossary" data-search-exclude>{listed}</div>'

    def _places(self, places: Sequence[Place], how: str) -> str:
        items = "".join(f"<li>{self._link(place)}</li>" for place in places)
        head = f'<span class="glossary__how">{escape(how)}</span>'
        if len(places) <= _MANY:
            return f'<div class="glossary__places">{head}<ul>{items}</ul></div>'
        many = escape(self.words.sessions.format(len(places)))
        return f'<details class="glossary__places"><summary>{head}{many}</summary><ul>{items}</ul></details>'

    def _link(self, place: Place) -> str:
        anchor = f"#{quote(place.anchor)}" if place.anchor else ""
        link = self.links.get(place.uri)
        title = escape(place.title)
        return title if link is None else f'<a href="{escape(link)}{anchor}">{title}</a>'

    def _downloads(self, downloads: Mapping[str, str]) -> str:
        links = "".join(
            f'<li><a href="{escape(address)}" download>{escape(label)}</a></li>'
            for label, address in downloads.items()
        )
        return f'<ul class="glossary__downloads" data-added="glossary" data-search-exclude>{links}</ul>'
