"""Files of the site that are no pages: for other programs, search, scripts, fonts, the calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.diagrams.search import searched_text
from course.fonts.site_fonts import write_site_fonts
from course.kept import put_linked
from course.markdown.files.docs_files import read_sources
from course.markdown.html.article import Article
from course.markdown.pictures.pages import suit_pictures as suit_pages
from course.model.corrections.course_corrections import today
from course.model.model import Session
from course.pages.programs.calendar_file import render_calendar
from course.pages.programs.clean_markdown import kept_clean_markdown
from course.pages.programs.course_json import CourseSite, render_course_json
from course.pages.programs.llms_txt import render_llms_txt
from course.pages.programs.page_data import course_data, description_of, session_data
from course.pages.progress import PageItems, address_of, item_counts, items_data, items_scripts, page_items
from course.pages.search.diagram_words import hide_diagrams
from course.pages.search.index import index_files, packed_sections, read_blocks
from course.pages.search.page_text import PageSection, read_page
from course.pages.search.spellings import spelling_groups
from course.publish.hosting.notices import ICON_SETS, write_notices
from course.publish.more_fonts import eastern_of_pages
from course.settings.address import known_address
from steps.joined_files import is_joined, write_styles
from steps.menu import PRUNE, first_page
from steps.site_pages import SitePages
from steps.state import BuildState, article_of, is_on_disk, root_of, store_of

log = get_plugin_logger("fonts")

_WORKER = "iframe-worker"
_INSTANT = "navigation.instant"


def suit_files_on_disk(config: MkDocsConfig, state: BuildState) -> None:
    """For the site that works from file://, leave the search's worker out, and instant navigation.

    Material's plugin brings the worker by a script of another host: our search needs none.
    Instant navigation fetches pages, which no browser does from file://: scripts would never learn that the
    page is ready.
    """
    if is_on_disk(config):
        scripts = config.extra.get("polyfills", [])
        config.extra["polyfills"] = [each for each in scripts if _WORKER not in str(each)]
        features = config.theme["features"]
        config.theme["features"] = [each for each in features if not each.startswith(_INSTANT)]


class _NoIndex:
    """Stands where the theme's search plugin gathers its index: it would read every page for nothing."""

    def __init__(self) -> None:
        self.entries: list[object] = []

    def add_entry_from_context(self, page: Page) -> None:
        """Gather nothing."""

    def generate_search_index(self, _: object) -> str:
        """What the plugin writes before `write_search_index` replaces it."""
        return "{}"


def search_by_own_index(config: MkDocsConfig, state: BuildState) -> None:
    """Have the theme's search plugin gather no index: `write_search_index` writes another in its place."""
    plugin = config.plugins.get("material/search")
    if plugin and hasattr(plugin, "search_index"):  # it has none where it is not enabled
        plugin.search_index = _NoIndex()


def write_items_scripts(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Note the task boxes and understanding checks of every page, and write them into scripts.

    A page brings its own; the scripts are for readers who have ticked something on others. They are scripts,
    not JSON, so that they work without a server too.
    """
    sessions = {session.uri: session for session in state.course.sessions}
    pages = {}
    for file in files.documentation_pages():
        if file.page:
            pages[address_of(file.url)] = _items(file.page, sessions.get(file.src_uri), state)
    state.items = pages
    state.item_counts = item_counts(pages)
    for uri, content in items_scripts(pages).items():
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def _items(page: Page, session: Session | None, state: BuildState) -> PageItems:
    known = state.kept.marks(page) if state.kept else None
    if known:
        return known.items
    items = items_of(article_of(page, state), session)
    if state.kept:
        state.kept.keep_marks(page, items)
    return items


def items_of(article: Article, session: Session | None) -> PageItems:
    """The items in a page's article, which is that of `session` if it is one."""
    checks = [check.text for check in session.checks] if session else []
    return page_items(article, checks)


def add_items(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Give main.html the items of the page, and how many the pages have that its menu shows."""
    nav = context.get("nav")
    shown = _menu(nav.items, prune=PRUNE in config.theme["features"]) if nav else []
    own = address_of(page.url)
    data = items_data(own, state.items, state.item_counts, shown)
    context.update({"page_items": data})  # type: ignore[misc]


def _menu(items: Iterable[Any], *, prune: bool) -> Iterator[tuple[str, bool]]:
    """Addresses of the pages in the menu; of what a large course's leaves closed, the first, and True."""
    for item in items:
        if item.is_section and (item.active or not prune):
            yield from _menu(item.children, prune=prune)
        elif first := first_page(item):
            yield address_of(first.url), item.is_section


def describe_site(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Remember the site's name, language and page addresses, for course.json, llms.txt and the like.

    Only pages that have a source are among them.
    """
    pages = {file.src_uri: file.url for file in files.documentation_pages() if not file.generated_by}
    language, url = str(config.theme["language"]), known_address(config.site_url)
    description = config.site_description or ""
    state.site = CourseSite(unescape(config.site_name), description, language, url, pages)


def add_page_data(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Give partials/page_data.html the page's schema.org data and description."""
    session = None if page.file.generated_by else state.course.session(page.file.src_uri)
    if not state.site.url:
        page.canonical_url = None  # that of an example would lead to nobody's host
    data: dict[str, Any] = {}
    if session:
        data = {"page_data": session_data(session, state.site), "page_markdown": session.uri}
    elif page.is_homepage:
        data = {"page_data": course_data(state.course, state.site)}
    context.update({**data, "page_description": description_of(session, state.site)})  # type: ignore[typeddict-item]


def write_program_files(config: MkDocsConfig, state: BuildState) -> None:
    """Write course.json, llms.txt and the clean Markdown of every page into the site.

    This comes after the build: MkDocs would make pages of Markdown among its files.
    """
    words, site_dir = state.words, Path(config.site_dir)
    numbered, data = words.numbered_names, words.course_data
    with (site_dir / "course.json").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(render_course_json(state.course, state.site, state.settings))
    _write("llms.txt", render_llms_txt(state.course, state.site, numbered, data), config, state)
    kept = store_of(config)
    docs_dir, headings = Path(config.docs_dir), state.settings.quiz_headings
    sources, _ = read_sources(state.site.pages, docs_dir, docs_dir, headings)
    for source in sources:
        text = kept_clean_markdown(source, kept)
        _write(source.uri, state.files.without_waiting(source.uri, text), config, state)


def _write(uri: str, text: str, config: MkDocsConfig, state: BuildState) -> None:
    """Write a file of the site; a link where the last site has the same."""
    put_linked(Path(config.site_dir) / uri, text.encode(), state.last_dir and state.last_dir / uri)


def write_calendar(config: MkDocsConfig, state: BuildState) -> None:
    """Write the calendar of a course that has a start date."""
    if state.settings.start_date:
        calendar = render_calendar(state.course, state.site, state.settings, today())
        (Path(config.site_dir) / "course.ics").write_text(calendar, encoding="utf-8", newline="")


def hide_diagram_words(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Keep diagrams out of the snippets that the search shows, but remember the words to find them by.

    ``state.search_words`` has them by the location of the index's entry: the page, or a heading in it.
    """
    words = hide_diagrams(article)
    first = next((item.id for item in page.toc), "")
    for anchor, text in words.items():
        location = page.url if anchor in ("", first) else f"{page.url}#{anchor}"
        state.search_words[location] = text


def collect_searched_text(
    context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState
) -> None:
    """Remember what the search finds of the page, its drawn diagrams last; nothing where it is left out."""
    if (page.meta.get("search") or {}).get("exclude"):
        return
    sections = read_page(article_of(page, state), str(page.meta.get("title", page.title)))
    diagrams = state.diagrams.shown.get(page.url, ())
    drawn = [PageSection(each.key, each.text.title, searched_text(each)) for each in diagrams]
    state.search_pages[page.url] = packed_sections([*sections, *drawn])


def write_search_index(config: MkDocsConfig, state: BuildState) -> None:
    """Write the search index, in parts; of the theme's own, which every page fetches, leave next to nothing.

    What the theme marks on the page of a result, it takes apart by this separator.
    """
    path = Path(config.site_dir) / "search/search_index.json"
    if not path.is_file():
        return
    terms = [keyword.term for session in state.course.sessions for keyword in session.keywords]
    groups = spelling_groups(state.settings.search_spellings, terms)
    kept = store_of(config)
    blocks = read_blocks(state.search_pages, state.search_words, groups, kept)
    uris = {session.uri for session in state.course.sessions if session.kind == "session"}
    sessions = {url for uri, url in state.site.pages.items() if uri in uris}
    for name, content in index_files(blocks, sessions):
        _write(f"search/{name}", content, config, state)
    path.write_text(json.dumps({"config": {"separator": r"\s+"}, "docs": []}), encoding="utf-8")


def write_fonts(config: MkDocsConfig, state: BuildState) -> None:
    """Write font files with just the characters of the finished pages, and the styles that name them."""
    root, site_dir = Path(config.config_file_path).parent, Path(config.site_dir)
    listed = map(str, (*config.extra_css, *config.extra_javascript))
    own_files = [site_dir / name for name in listed if not is_joined(name)]
    language = str(config.theme["language"])
    eastern = eastern_of_pages(language, root, log.info)
    kept = state.kept
    keys, held = (kept.written, kept.held) if kept else ({}, set())
    pages = SitePages(site_dir, store_of(config), keys, held, state.last_dir)
    state.fonts = fonts = write_site_fonts(
        site_dir,
        root / "node_modules",
        root / ".cache" / "fonts",
        own_files,
        own_text=state.joined_text,
        language=language,
        eastern=eastern,
        kept=pages.kept,
        by_page={path: pages.needs(path).characters for path in pages.paths},
    )
    state.styles_uri = write_styles(pages, fonts, state.waiting_styles)
    if fonts.files:  # load_course has told why there are none
        log.info(str(fonts))


def note_icons(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Note which sets of icons settings and pages name, for `write_licences`."""
    metas = [file.page.meta.get("icon") for file in files.documentation_pages() if file.page]
    named = repr([config.theme.get("icon"), config.theme.get("palette"), config.extra.get("social"), metas])
    has_emoji = any("emoji" in str(each) for each in config.markdown_extensions)
    state.icons = frozenset(each for each in ICON_SETS if has_emoji or f"{each}/" in named)


def write_licences(config: MkDocsConfig, state: BuildState) -> None:
    """Write the notices of all that the site holds and others have made."""
    write_notices(Path(config.site_dir), root_of(config), state.icons)


def suit_pictures(config: MkDocsConfig, state: BuildState) -> None:
    """Write smaller copies of large pictures, and have the written pages ask for them."""
    suit_pages(Path(config.site_dir), store_of(config))
