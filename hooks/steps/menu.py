"""The menu: made from the folders, unless mkdocs.yml has a ``nav`` of its own, with a page for every folder.

Nothing is written into docs/. `on_files` gives MkDocs the ``nav`` it would else make by plain sorting, so
that sections and the order of previous and next pages follow from it. Titles, and the lists of what a folder
holds, wait for `on_env`: only then have all pages been read.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.markdown.files import folder_pages as folders
from course.markdown.files.navigation import (
    WHOLE_MENU_PAGES,
    NavItem,
    nav_from_folders,
)
from course.markdown.files.shared_addresses import usual_places
from course.markdown.links.targets import CourseFiles
from steps.page_names import name_page, numbered
from steps.state import BuildState

_HIDDEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
PRUNE = "navigation.prune"  # a feature of the theme's
#: Of a longer list of the menu, a page shows so many entries before and behind its own.
_LONG_LIST, _AROUND = 100, 12


def add_folder_pages(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add a page for every folder that has none; leave out files of types that are not published.

    Sets ``state.files``: every file of the site and its place.
    """
    _move_own_pages(files)
    ours = [file for file in files if file.generated_by or file.src_dir == config.docs_dir]  # not the theme's
    places = {file.src_uri: file.dest_uri for file in ours if file.inclusion not in _HIDDEN}
    docs_path = Path(config.docs_dir).resolve().as_posix()
    later = usual_places(state.waiting)
    state.files = CourseFiles(places, state.settings.download_types, docs_path, later)
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        if not state.files.is_published(file.src_uri):
            files.remove(file)
    in_menu = set(folders.folders_above(filter(state.files.is_page, places)))
    for uri, folder in state.files.made.items():
        text = folders.made_page_text(_title(folder, config, state), "folder.html" if folder else "home.html")
        level = InclusionLevel.INCLUDED if folder in in_menu else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=text, inclusion=level))


def _move_own_pages(files: Files) -> None:
    """Make ``readme.md`` and the like the page of their folder, unless that place is taken."""
    taken = {file.dest_uri for file in files}
    for file in files.documentation_pages():
        if (dest_uri := folders.site_path_of(file.src_uri, file.dest_uri)) not in taken:
            vars(file).pop("url", None)
            vars(file).pop("abs_dest_path", None)
            file.name, file.dest_uri = "index", dest_uri


def make_menu(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Set the navigation; each page of a large course has the menu of its own folders alone."""
    if config.nav is None:
        config.nav = _folder_nav(files, state)
    features: list[str] = config.theme["features"]
    if len(files.documentation_pages()) > WHOLE_MENU_PAGES and PRUNE not in features:
        features.append(PRUNE)


def shorten_menu(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Leave out of very long lists of the page's menu what is far from it: all of it would be in every page.

    The front page keeps it: it lists the whole course by it.
    """
    nav = context["nav"]
    if not page.is_homepage:
        context["nav"] = shown = copy(nav)
        shown.items = _around(nav.items)


def _around(items: Sequence[Any]) -> list[Any]:
    """The entries near the one that is open; what is left out becomes a link to the nearest of it."""
    if len(items) <= _LONG_LIST:
        return [_with_own_list(each) for each in items]
    at = next((number for number, each in enumerate(items) if each.active), 0)
    shown = {0, len(items) - 1, *range(at - _AROUND, at + _AROUND + 1), *_unlike_the_others(items)}
    found: list[Any] = []
    for is_shown, group in groupby(enumerate(items), lambda each: each[0] in shown):
        numbers, part = zip(*group, strict=True)
        if is_shown or len(part) == 1:
            found += map(_with_own_list, part)
        elif (nearest := first_page(part[-1] if numbers[-1] < at else part[0])) is not None:
            found.append(Link(f"{part[0].title} … {part[-1].title}", nearest.url))
    return found


def _unlike_the_others(items: Sequence[Any]) -> set[int]:
    """The numbers of a few pages among many sections, such as the glossary, or sections among pages."""
    sections = {number for number, each in enumerate(items) if each.is_section}
    few = sections if len(sections) * 2 < len(items) else {*range(len(items))} - sections
    return few if len(few) <= 2 * _AROUND else set()


def _with_own_list(item: Any) -> Any:
    """An entry of the menu, its list shortened, too, where it is open."""
    if not item.is_section or not item.active:
        return item
    shown = copy(item)
    shown.children = _around(item.children)
    return shown


def first_page(item: Any) -> Any:
    """The page to which an entry of the menu leads; None for a link, and where a section holds none."""
    while item.is_section:
        if not item.children:
            return None
        item = item.children[0]
    return item if item.is_page else None


def name_pages(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Name pages by their first first-level heading or else their file, and folders by their own page."""
    made_here = state.menu_from_folders = config.nav == _folder_nav(files, state)
    for page in [file.page for file in files.documentation_pages() if file.page]:
        name_page(page, config, state, made_here=made_here)


def list_folders(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Give each page that was made for a folder the list of its contents: ``inside`` in ``page.meta``.

    ``addresses`` there has the address of every file, by its URI.
    """
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    titles = {uri: str(page.title) for uri, page in pages.items()}
    offered = state.files.offered
    names = {name: _title(name, config, state) for name in folders.folders_above([*titles, *offered])}
    held = folders.folder_contents(titles, offered, names)
    addresses = {file.src_uri: file.url for file in files}
    for uri, folder in state.files.made.items():
        pages[uri].meta.update(inside=held[folder], addresses=addresses)


def _folder_nav(files: Files, state: BuildState) -> list[NavItem]:
    shown = {InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED}
    last = [state.glossary_uri] if state.glossary_uri else []  # it belongs behind all other pages
    uris = [file.src_uri for file in files.documentation_pages() if file.inclusion in shown]
    taught = [session.uri for session in state.course.sessions]
    return [*nav_from_folders([uri for uri in uris if uri not in last], numbered(state), taught), *last]


def _title(folder: str, config: MkDocsConfig, state: BuildState) -> str:
    return escape(folders.folder_title(folder, numbered(state)), quote=False) or config.site_name
