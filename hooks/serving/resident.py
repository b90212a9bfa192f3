"""A course as a build left it, and single pages of it made again with what that build knows."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from course.languages.ledger import read_ledger
from course.languages.pages import page_key
from course.languages.standing import Standing, read_standing
from course.languages.translations import read_text
from course.markdown.files.source import Source, read_source
from course.markdown.links.anchors import anchors_of
from course.markdown.reading.parsed import parse_source
from course.model.corrections.corrections import corrections_uri
from course.model.corrections.course_corrections import correct_sessions
from course.model.model import Keyword, Session
from course.model.sessions.course_tree import arrange
from course.model.sessions.parse import parse_session
from course.model.terms.terms import glossary_terms
from course.pages.glossary.tooltips import CourseMarker
from course.pages.progress import address_of, item_counts
from serving.news import NewLines
from steps.joined_files import with_styles
from steps.page_names import name_page
from steps.site_files import items_of
from steps.state import BuildState, article_of, root_of, state_of, write_article


class NeedsBuildError(Exception):
    """The page cannot be made by itself: the whole course must be built to show it."""


class Resident(BasePlugin):  # type: ignore[type-arg] # it has no settings
    """Hears what a build hands to plugins, and keeps it."""

    mkdocs: MkDocsConfig
    """The settings of the build."""
    files: Files
    env: Environment
    nav: Navigation

    def __init__(self, lines: NewLines) -> None:
        self._lines = lines
        self._marker: CourseMarker | None = None

    def on_startup(self, **_: Any) -> None:
        """Have the log tell what is new alone."""
        self._lines.begin()

    @event_priority(-100)
    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Keep the menu."""
        self.nav = nav

    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> None:
        """Keep files, settings and templates."""
        self.env, self.mkdocs, self.files = env, config, files

    def prepare(self) -> None:
        """Make a page that nobody asks for: what is only made once is made before a reader waits for it."""
        pages = [file for file in self.files.documentation_pages() if not file.generated_by]
        for file in pages[len(pages) // 2 :][:1]:
            with _silence():
                self.page(file.src_uri)

    def page(self, uri: str) -> tuple[str, bytes]:
        """Where in the site the page of the source `uri` is, and what it is now.

        Raises NeedsBuildError, or whatever a plugin raises.
        """
        with _silence():
            file = self.files.get_file_from_path(uri)
            if file is None or file.page is None or file.generated_by or not _is_own(file):
                raise NeedsBuildError
            state = state_of(self.mkdocs)
            self._take(self._read(file), state)
            return file.dest_uri, self._made(file, file.page, state)

    def _read(self, file: File) -> Source:
        docs_dir = Path(self.mkdocs.docs_dir)
        headings = state_of(self.mkdocs).settings.quiz_headings
        return read_source(docs_dir / file.src_uri, docs_dir, root_of(self.mkdocs), headings)

    def _take(self, source: Source, state: BuildState) -> None:
        """Have `state` know what the page says now, as far as the page itself shows it."""
        self._take_session(source, state)
        state.anchors = {**state.anchors, source.uri: anchors_of(parse_source(source).tokens)}
        if state.standings.get(page_key(source.uri)):
            standing = self._standing(source.uri, state)
            state.standings = {**state.standings, page_key(source.uri): standing}

    def _take_session(self, source: Source, state: BuildState) -> None:
        old, new = state.course.session(source.uri), parse_session(source, state.settings)
        if (old is None) != (new is None):
            raise NeedsBuildError
        if old is None or new is None:
            return
        docs_dir, root = Path(self.mkdocs.docs_dir), root_of(self.mkdocs)
        beside = [each for each in [corrections_uri(source.uri)] if (docs_dir / each).is_file()]
        (new,), _ = correct_sessions([new], [source], beside, docs_dir, root, {source.uri})
        others = [session for session in state.course.sessions if session.uri != source.uri]
        state.course = arrange([*others, new], state.settings)
        if _keywords(old) != _keywords(new):
            if not state.glossary_uri:
                raise NeedsBuildError
            state.terms = glossary_terms(state.course, state.words.glossary.scripts)
            self._marker = None

    def _standing(self, uri: str, state: BuildState) -> Standing:
        """A translation compared with its original."""
        languages, key = state.languages, page_key(uri)
        original = read_text(languages, languages.editions[0], key)
        text = read_text(languages, languages.own_edition, key)
        if original is None or text is None:
            raise NeedsBuildError
        return read_standing(original, text, read_ledger(languages.root).get(text.path), state.settings)

    def _made(self, file: File, page: Page, state: BuildState) -> bytes:
        """The page from its Markdown to its last byte, by the events that make it in a build."""
        state.articles.drop(file.src_uri)
        if state.menu_from_folders:
            vars(page).pop("title", None)
        _populate_page(page, self.mkdocs, self.files)
        name_page(page, self.mkdocs, state, made_here=state.menu_from_folders)
        session = state.course.session(file.src_uri)
        if session and state.terms:
            self._mark_terms(session, page, state)
        self._count_items(session, page, state)
        made = self._rendered(file, page)
        return with_styles(made, state.styles_uri, state.fonts.needed(made))

    def _mark_terms(self, session: Session, page: Page, state: BuildState) -> None:
        self._marker = self._marker or CourseMarker(state.terms)
        glossary_url = self.files.src_uris[state.glossary_uri].url
        self._marker.mark(session, article_of(page, state), get_relative_url(glossary_url, page.url))
        write_article(page, state)

    def _count_items(self, session: Session | None, page: Page, state: BuildState) -> None:
        items, address = items_of(article_of(page, state), session), address_of(page.file.url)
        if state.items.get(address) != items:
            state.items = {**state.items, address: items}
            state.item_counts = item_counts(state.items)

    def _rendered(self, file: File, page: Page) -> bytes:
        """What the template makes of the page; MkDocs writes it into a file."""
        inclusion = InclusionLevel.is_in_serve
        with tempfile.TemporaryDirectory(prefix="course-page-") as folder:
            path = Path(folder, "page.html")
            vars(file)["abs_dest_path"] = str(path)
            try:
                pages = self.files.documentation_pages(inclusion=inclusion)
                excluded = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
                _build_page(page, self.mkdocs, pages, self.nav, self.env, excluded=excluded)
            finally:
                del vars(file)["abs_dest_path"]
            return path.read_bytes()


def _is_own(file: File) -> bool:
    """Whether the file is still one of the course, to which no link leads: what is new is for a check."""
    if file.src_dir is None:
        return False
    path = Path(file.src_dir).resolve() / file.src_uri
    return path.is_file() and path.resolve() == path


def _keywords(session: Session) -> list[Keyword]:
    """The keywords, without their lines."""
    return [replace(keyword, line=0) for keyword in session.keywords]


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing is logged: the build that follows tells all there is to tell."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
