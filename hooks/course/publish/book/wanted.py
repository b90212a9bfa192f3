"""Which pages a book holds: those of the course, of a week, or sessions by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.handout.orders import matching
from course.markdown.files.docs_files import markdown_uris, read_sources
from course.markdown.files.navigation import title_from_name
from course.model.editions import Edition
from course.model.sessions.course_tree import parse_course
from course.problems.problem import NotThereError
from course.publish.lms.menu import MenuEntry, read_menu
from course.publish.lms.site_pages import SitePages
from course.settings.course_settings import Settings, parse_settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a book is to hold; the whole course where nothing is said."""

    sessions: tuple[str, ...] = ()
    """Pages, by their source's path or the end of it."""
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of one language's book, in the order of the menu."""

    name: str
    """What its file is called, without language and ending: ``course``, ``week_03``."""
    title: str
    """What it is called beside the course; empty for all of it."""
    menu: tuple[MenuEntry, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is wanted, found among the sources of one language."""

    uris: tuple[str, ...]
    taught: tuple[str, ...]
    """All sessions of the course."""
    folder: str = ""
    """That of the week, where one is wanted."""


def check_wanted(editions: Sequence[Edition], wanted: Wanted) -> None:
    """Raises NotThereError where what is `wanted` is in none of the languages; no site is needed."""
    missing = []
    for edition in editions:
        extra = edition.settings().get("extra")
        settings = parse_settings(extra.get("course") if isinstance(extra, dict) else None)
        try:
            _choice(markdown_uris(edition.docs_dir), edition.docs_dir, settings, wanted)
        except NotThereError as error:
            missing.append(error)
    if len(missing) == len(editions):
        raise missing[0]


def plan_book(pages: SitePages, edition: Edition, wanted: Wanted) -> Plan:
    """The plan of the book that is wanted of `pages`, without the glossary, which closes each.

    Raises NotThereError where the language has no such page.
    """
    known, language = pages.by_uri(), pages.language
    choice = _choice(known, language.docs_dir, language.settings, wanted)
    menu = _only(
        tuple(_lone_pages(read_menu(pages, edition.settings().get("nav"), choice.taught))), choice.uris
    )
    if wanted.week is not None:
        stem = choice.folder.rpartition("/")[2] or f"week_{wanted.week}"
        return Plan(stem, title_from_name(stem, dict(language.numbered)), menu)
    if wanted.sessions:
        held = [known[uri] for uri in choice.uris]
        return Plan(held[0].name, " · ".join(page.title for page in held), menu)
    return Plan("course", "", menu)


def _choice(uris: Iterable[str], docs_dir: Path, settings: Settings, wanted: Wanted) -> _Choice:
    """Raises NotThereError where there is no such week, or no page of such a name."""
    known = list(uris)
    sources, _ = read_sources(known, docs_dir, docs_dir, settings.quiz_headings)
    course = parse_course(sources, settings)
    taught = tuple(session.uri for session in course.sessions)
    if wanted.week is not None:
        weeks = [week for week in course.weeks if week.number == wanted.week and week.sessions]
        if not weeks:
            raise NotThereError(f"there is no week {wanted.week} with sessions")
        return _Choice(tuple(each.uri for week in weeks for each in week.sessions), taught, weeks[0].folder)
    if wanted.sessions:
        found, missing = matching(known, wanted.sessions)
        if missing:
            raise NotThereError(f"no page is called {', '.join(missing)}")
        return _Choice(tuple(found), taught)
    return _Choice(tuple(known), taught)


def _only(menu: Iterable[MenuEntry], uris: Collection[str]) -> tuple[MenuEntry, ...]:
    """`menu` with the pages of `uris` alone; one that is listed twice stands at its first place."""
    left = set(uris)

    def kept(entries: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
        for entry in entries:
            if entry.page is not None:
                if entry.page.uri in left:
                    left.discard(entry.page.uri)
                    yield entry
            elif inside := tuple(kept(entry.entries)):
                yield MenuEntry(entry.title, entry.key, None, inside)

    return tuple(kept(menu))


def _lone_pages(menu: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    """`menu` without the folders that were made for importers, around pages that are in none."""
    for entry in menu:
        is_made = bool(entry.entries) and entry.key == f"{entry.entries[0].key}/"
        if is_made and entry.entries[0].page is not None:
            yield from entry.entries
        else:
            yield entry


def pages_of(menu: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
    """The pages in `menu`, in order."""
    for entry in menu:
        if entry.page is not None:
            yield entry
        yield from pages_of(entry.entries)
