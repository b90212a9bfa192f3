"""The HTML of the glossary's page: terms by initial, with definitions, sessions and translations.

An entry is short, because a course has a thousand: what all entries would say alike is added by a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from course.kept import code_key, key_of
from course.model.model import Session
from course.model.terms.collation import initial
from course.model.terms.keyword_twins import KeywordPlace, Twin
from course.model.terms.terms import Definition, Place, Term, using_places
from course.pages.glossary.definition_html import render_definition
from course.pages.glossary.place_list import PlaceList, attribute
from course.pages.known_page import terms_key
from course.settings.words.page_words import GlossaryWords

_ADDED = "data-added data-search-exclude"


class GlossaryPage:
    """Renders the glossary's page in one language."""

    def __init__(
        self,
        words: GlossaryWords,
        links: Mapping[str, str],
        uses: Mapping[str, Sequence[Place]],
        twins: Mapping[KeywordPlace, Sequence[Twin]] | None = None,
        sessions: Sequence[Session] = (),
    ) -> None:
        """`links`: address of each session, by its URI. `uses`: places that use a term, by its anchor.

        `twins`: the same keyword in the other languages, by its place. `sessions`: those of the course.
        """
        self.words, self.uses, self.twins = words, uses, twins or {}
        self.places = PlaceList(links, sessions)

    def key(self, terms: Sequence[Term]) -> str:
        """A hash of all that `render` makes the page of, but for the downloads."""
        places = [(each.session.uri, each.keyword.line) for term in terms for each in term.definitions]
        twins = [self.twins.get(place) for place in places] if self.twins else []
        return key_of(code_key(), self.words, terms_key(terms), self.uses, twins, self.places.key())

    def render(self, terms: Sequence[Term], downloads: Mapping[str, str]) -> str:
        """The page for the sorted `terms`; `downloads`: address of each file, by the text of its link."""
        parts = [(letter, list(of)) for letter, of in groupby(terms, lambda term: self._initial(term))]
        letters = "".join(f'<a href="#__{escape(letter)}">{escape(letter)}</a>' for letter, _ in parts)
        sections = "".join(self._letter(letter, of) for letter, of in parts)
        return (
            f"<h1>{escape(self.words.title)}</h1>{self._opening()}"
            f'<div class="glossary__tools" data-search-exclude data-added="glossary">'
            f"{self._filter(len(terms))}"
            f'<nav class="glossary__letters" aria-label="{escape(self.words.letters)}">{letters}</nav></div>'
            f'{sections}<p class="glossary__none" hidden data-added="glossary">{escape(self.words.none)}</p>'
            f"{self.places.render(self.words.sessions_column)}{self._downloads(downloads)}</div>"
        )

    def _opening(self) -> str:
        """The box around all, with the words that the script adds to entries."""
        words = {"link": self.words.link, "defined": self.words.defined, "sessions": self.words.sessions}
        given = "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())
        return f'<div class="glossary" data-glossary{given}>'

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
        """A single definition stands in the entry itself, several in boxes of their own."""
        definitions = [self._definition(each) for each in term.definitions]
        if len(definitions) > 1:
            definitions = [f'<div class="glossary__definition">{each}</div>' for each in definitions]
        using = self._using(using_places(term, self.uses))
        head = f"<h2{attribute('id', term.anchor)}>{escape(term.name)}</h2>"
        return f"<div>{head}{''.join(definitions)}{using}</div>"

    def _definition(self, definition: Definition) -> str:
        """What the term means, and where it says so: links stand for nothing else, as definitions have none.

        The list of sessions says the group of a term that stands in one place.
        """
        only = definition.groups[0] if len(definition.groups) == len(definition.places) == 1 else ""
        groups = "" if only else "".join(f"<b {_ADDED}>{escape(group)}</b> " for group in definition.groups)
        places = " ".join(self.places.reference(place, only) for place in definition.places)
        return f"{render_definition(definition.markdown)}{self._twins(definition)} {groups}{places}"

    def _twins(self, definition: Definition) -> str:
        """The term and definition in the other languages."""
        keyword_place = (definition.session.uri, definition.keyword.line)
        return "".join(
            f'<div class="glossary__twin"{attribute("lang", twin.code)} {_ADDED}>'
            f"<b>{escape(twin.keyword.term)}</b> {render_definition(twin.keyword.definition_markdown)}</div>"
            for twin in self.twins.get(keyword_place, ())
        )

    def _using(self, places: Sequence[Place]) -> str:
        if not places:
            return ""
        references = " ".join(map(self.places.reference, places))
        return f"<p {_ADDED}>{escape(self.words.used)} {references}"

    def _downloads(self, downloads: Mapping[str, str]) -> str:
        links = "".join(
            f'<li><a href="{escape(address)}" download>{escape(label)}</a></li>'
            for label, address in downloads.items()
        )
        return f'<ul class="glossary__downloads" data-added="glossary" data-search-exclude>{links}</ul>'
