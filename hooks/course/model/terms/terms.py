"""Course -> Term: the glossary's terms, each with its definitions and the sessions that give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from course.markdown.github.heading_ids import UsedIds, heading_id, unique_id
from course.model.model import Course, Keyword, Section, Session
from course.model.terms.collation import collation_key
from course.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a session, to link to."""

    uri: str
    """URI of the session, such as ``week_03/day3/session_1.md``."""
    title: str
    """Title of the session."""
    anchor: str
    """Id of the section's heading; empty for what stands above the first."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One meaning of a term, as one or several sessions give it."""

    text: str
    """The definition as a reader sees it, on one line; empty where the term stands alone."""
    markdown: str
    """The definition as it is written."""
    groups: tuple[str, ...]
    """The headings or labels that its keywords stand under, in the order of the course."""
    places: tuple[Place, ...]
    """Where it is written, one place for each session, in the order of the course."""
    keyword: Keyword
    """The first keyword of the course with this definition."""
    session: Session
    """The session that holds `keyword`."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    name: str
    """The term as the first session that defines it writes it; terms of one `term_key` are one entry."""
    anchor: str
    """Its id on the glossary's page."""
    definitions: tuple[Definition, ...]
    """Its definitions, none twice, in the order of the course."""


def term_key(term: str) -> str:
    """A form of `term` that is equal for two ways to write it: letter case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", term).casefold().split())


def glossary_terms(course: Course, scripts: Sequence[str], *, at_least: int = 1) -> tuple[Term, ...]:
    """The terms of all keywords of the course, sorted; `scripts` orders writing systems (`collation_key`).

    They are those that have `at_least` so many keywords.
    """
    by_key: dict[str, list[tuple[Session, Keyword]]] = {}
    for session in course.sessions:
        for keyword in session.keywords:
            by_key.setdefault(term_key(keyword.term), []).append((session, keyword))
    sections = {session.uri: [*session.walk()] for session in course.sessions if session.keywords}
    named = [
        (entries[0][1].term, entries) for key, entries in by_key.items() if key and len(entries) >= at_least
    ]
    named.sort(key=lambda entry: collation_key(entry[0], scripts))
    used = UsedIds()
    return tuple(
        Term(name, unique_id(heading_id(name) or "term", used), tuple(_definitions(entries, sections)))
        for name, entries in named
    )


def _definitions(
    entries: Iterable[tuple[Session, Keyword]], sections: Mapping[str, Sequence[Section]]
) -> Iterator[Definition]:
    """The definitions of one term's `entries`; those that read the same are one.

    `sections` are all of each session, by its URI.
    """
    same: dict[str, list[tuple[Session, Keyword]]] = {}
    for session, keyword in entries:
        same.setdefault(term_key(keyword.definition), []).append((session, keyword))
    for defining in same.values():
        session, keyword = defining[0]
        places = {
            session.uri: _place(session, keyword, sections[session.uri])
            for session, keyword in reversed(defining)
        }
        yield Definition(
            keyword.definition,
            keyword.definition_markdown,
            tuple(dict.fromkeys(each.group for _, each in defining if each.group)),
            tuple(reversed(places.values())),
            keyword,
            session,
        )


def _place(session: Session, keyword: Keyword, sections: Sequence[Section]) -> Place:
    above = (section.anchor for section in reversed(sections) if section.line <= keyword.line)
    return Place(session.uri, session.title, next(above, ""))


def term_names(terms: Iterable[Term]) -> dict[str, Term]:
    """Every name that a text may call a term by, and the term.

    ``CNI (Container Network Interface)`` is also each of its two halves, unless another term is called so, or
    two terms share that half.
    """
    names = {term.name: term for term in terms}
    whole = {term_key(name) for name in names}
    halves: dict[str, list[tuple[str, Term]]] = {}
    for term in names.values():
        for half in _halves(term.name):
            halves.setdefault(term_key(half), []).append((half, term))
    for key, meant in halves.items():
        if key not in whole and len({term.name for _, term in meant}) == 1:
            names.setdefault(*meant[0])
    return names


def _halves(name: str) -> tuple[str, ...]:
    match = re.fullmatch(r"(?P<head>[^()（）]+?)\s*[(（](?P<inside>[^()（）]+)[)）]", name)
    return (match["head"].strip(), match["inside"].strip()) if match else ()


def check_definitions(terms: Iterable[Term]) -> list[Problem]:
    """A hint for each term with more than one definition, at its second one."""
    problems = []
    for term in terms:
        if len(term.definitions) < 2:
            continue
        first, second = term.definitions[:2]
        where = f"{first.session.path}:{first.keyword.line}"
        count = len(term.definitions)
        what = f"“{term.name}” has {count} definitions in the course, the first in {where}"
        why, mend = "the glossary shows them all", "write one of them everywhere, unless all are meant"
        problems.append(
            Problem(second.session.path, second.keyword.line, what, why, mend, "term-defined-twice")
        )
    return problems


def defined_in(term: Term, uri: str) -> tuple[Definition, ...]:
    """The definitions of `term` that the session `uri` gives; all of them, where it gives none."""
    given = tuple(each for each in term.definitions if any(place.uri == uri for place in each.places))
    return given or term.definitions


def using_places(term: Term, uses: Mapping[str, Sequence[Place]]) -> tuple[Place, ...]:
    """The sections where `term` is used, of sessions that do not define it.

    `uses` gives, by anchor of each term, where it is used, one section for a session.
    """
    defining = {place.uri for definition in term.definitions for place in definition.places}
    return tuple(place for place in uses.get(term.anchor, ()) if place.uri not in defining)
