"""The menu: made from the folders, unless mkdocs.yml has a ``nav`` of its own, with a page for every folder.

Nothing is written into docs/. `on_files` gives MkDocs the ``nav`` it would else make by plain sorting, so
that sections and the order of previous and next pages follow from it. Titles, and the lists of what a folder
holds, wait for `on_env`: only then have all pages been read.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

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
_PRUNE = "navigation.prune"  # a feature of the theme's


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
    if len(files.documentation_pages()) > WHOLE_MENU_PAGES and _PRUNE not in features:
        features.append(_PRUNE)


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
