"""What the steps of one build hand on to one another."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from course.checks.accepted import Sorted
from course.diagrams.fence import DiagramFence
from course.fonts.site_fonts import SiteFonts
from course.kept import CACHE, Store
from course.languages.pages import Languages
from course.languages.standing import Standing
from course.markdown.html.article import Article
from course.markdown.html.kept import Articles
from course.markdown.links.targets import CourseFiles
from course.model.model import Course
from course.model.terms.terms import Term
from course.pages.known_page import KnownPage
from course.pages.programs.course_json import CourseSite
from course.pages.programs.feed import Change
from course.pages.progress import PageItems
from course.pages.search.index import PageSections
from course.pages.source_links import Repository
from course.problems.telling import Teller
from course.settings.course_settings import Settings
from course.settings.words.words import Words
from steps.environment import asks_for_instructor

if TYPE_CHECKING:
    from steps.kept_pages import KeptPages

_KEY = "course_state"


@dataclass(slots=True)
class BuildState:
    """One build of one language, as far as it has come.

    The fields stand in the order in which the events fill them; each is there from its event on, and to read
    one before that is a fault in the tables of `events.py`, which Python tells by the field's name.
    """

    # From the beginning.
    instructor: bool
    """Whether this is the lecturer's edition, with notes and solutions."""
    brings_npm: bool = True
    """Whether the build brings npm's packages; not where a build before it in the same command has."""
    course_dir: Path | None = None
    """The folder of another course as a whole; None for the course of the settings."""
    teller: Teller | None = None
    """What tells Problems in place of the log."""
    is_checked_later: bool = False
    """Whether the finished pages are compared with their sources after the build."""
    started: float = field(default_factory=time.monotonic)
    """When the build began, in seconds of a clock that only runs forward."""

    last_dir: Path | None = None
    """The folder of these pages in the site whose place the new one takes; None where there is none."""
    kept: KeptPages | None = None
    """The pages of the last build; None where all are made anew."""

    # From `on_config` on.
    settings: Settings = field(init=False)
    """What ``extra: course:`` says."""
    words: Words = field(init=False)
    """What pages say in their language."""
    diagrams: DiagramFence = field(init=False)
    """Draws the diagrams, and knows which page shows which."""

    # From `on_pre_build` on.
    course: Course = field(init=False)
    """The course as read from its sources."""
    anchors: Mapping[str, frozenset[str]] = field(init=False)
    """The ids of headings and other anchors of every page, by its URI."""
    site_paths: Mapping[str, str] = field(init=False)
    """By URI, the path in the site of each of the course's files; no two pages have one."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """By URI, the pages that are not out yet, each with its day."""
    set_aside: Sequence[File] = ()
    """Pages that MkDocs is not to see beside another that it would give the same path."""
    unreadable: frozenset[str] = field(init=False)
    """URIs of the files that no page can be made of."""
    sorted_problems: Sorted = field(init=False)
    """The Problems of the sources, sorted into those to report and those that the course has accepted."""
    articles: Articles = field(default_factory=Articles)
    """The HTML trees of pages that are still being changed: see `article_of`."""
    search_pages: dict[str, PageSections] = field(default_factory=dict)
    """What the search finds of each page, by its address."""
    search_words: dict[str, str] = field(default_factory=dict)
    """Words of diagrams by which the search finds an entry of its index, by the entry's location."""

    drawn_in_browser: Sequence[str] = ()
    """URIs of pages with a diagram that the browser must draw."""
    waiting_styles: Any = None
    """The style sheet that waits for its fonts: see `steps.joined_files`."""
    styles_uri: str = ""
    """Where that style sheet is once it is written."""
    fonts: SiteFonts = field(default_factory=SiteFonts)
    """The fonts of the finished pages."""
    repository: Repository | None = None
    """Where the sources are online; None where the settings name no such place."""
    menu_from_folders: bool = False
    """Whether the menu is that of the folders, not one of mkdocs.yml."""
    joined_text: str = ""
    """The text of the product's own scripts and styles, which may show characters that no page has."""
    items: Mapping[str, PageItems] = field(default_factory=dict)
    """The task boxes and understanding checks of every page that has any, by its address."""
    item_counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """How many items there are below an address, and how many of them are ticked in the source."""

    brand: str = ""
    """The course's colour; empty where the settings set none."""
    colour_styles: str = ""
    """CSS for the colours in the settings; empty where they set none."""

    # From `on_files` on.
    languages: Languages = field(init=False)
    """The languages of the course, seen from the one being built."""
    standings: Mapping[str, Standing] = field(init=False)
    """Each translation compared with its original, by its `page_key`."""
    terms: tuple[Term, ...] = field(init=False)
    """The glossary's terms, sorted."""
    glossary_uri: str = ""
    """URI of the glossary's page; empty where the course has no keywords."""
    files: CourseFiles = field(init=False)
    """Every file and page of the site, with its place in it."""
    theme: Environment = field(init=False)
    """The theme's templates."""
    page_uris: Sequence[str] = field(init=False)
    """URIs of the sources that get a page."""

    # From `on_env` on.
    site: CourseSite = field(init=False)
    """Name, language and page addresses, as course.json and the like give them."""
    addresses: Mapping[str, str] = field(init=False)
    """Address of every page by its URI; a folder's own page also by the folder's URI, ended by a slash."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """Seconds since 1970 when each page was last changed, by its URI; only of those that git knows."""
    changes: Sequence[Change] = ()
    """The same pages as readers are told of them, the newest first."""
    source_paths: Mapping[str, str] = field(default_factory=dict)
    """Where the source of each page is in the repository, by its URI; only where there is one."""
    icons: frozenset[str] = frozenset()
    """Sets of icons that settings and pages name, besides the theme's own."""

    def known(self, page: Page) -> KnownPage | None:
        """What was kept of a page that is not read again; None for any other."""
        return self.kept.known.get(page.file.src_uri) if self.kept else None


def begin(config: MkDocsConfig, state: BuildState) -> None:
    """Attach `state` to the build of `config`, for `state_of` to find."""
    config.extra[_KEY] = state


def state_of(config: MkDocsConfig) -> BuildState:
    """The state of the build that `config` is for.

    It lies in ``config.extra`` because MkDocs has no other place that is fresh in every build. A build that
    nobody began, such as that of ``mkdocs build``, is begun here, as the environment asks for it.
    """
    state = config.extra.get(_KEY)
    if not isinstance(state, BuildState):
        state = BuildState(instructor=asks_for_instructor())
        begin(config, state)
    return state


def article_of(page: Page, state: BuildState) -> Article:
    """The HTML tree of `page`, to be read or changed; call `write_article` after a change."""
    return state.articles.of(page.file.src_uri, page.content or "")


def write_article(page: Page, state: BuildState) -> None:
    """Write the changed tree back to ``page.content``, where plugins of others look."""
    page.content = str(article_of(page, state))


def store_of(config: MkDocsConfig) -> Store:
    """Where the project keeps what was made once."""
    return Store(root_of(config) / CACHE)


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the settings file: Problems name files relative to it."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def is_serving(config: MkDocsConfig) -> bool:
    """Whether this is a build of ``mkdocs serve``, which gives the site the address of its own server."""
    return urlsplit(config.site_url or "").netloc == str(config.dev_addr)


def is_on_disk(config: MkDocsConfig) -> bool:
    """Whether the site is one that is opened from a disk: Material's plugin for that is on."""
    plugin = config.plugins.get("material/offline")
    return bool(plugin and plugin.config["enabled"])
