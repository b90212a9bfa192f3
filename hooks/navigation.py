"""Navigation from the folders, unless mkdocs.yml has a ``nav`` of its own.

`on_files` gives MkDocs the ``nav`` it would else make by plain sorting, so that sections and the order of
previous and next pages follow from it. Titles wait for `on_env`: only then have all pages been read.
"""

from __future__ import annotations

from html import escape
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from course.markdown.files.navigation import (
    WHOLE_MENU_PAGES,
    NavItem,
    name_forms,
    nav_from_folders,
    title_from_name,
)

_PRUNE = "navigation.prune"  # a feature of the theme's


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Set the navigation; each page of a large course has the menu of its own folders alone."""
    if config.nav is None:
        config.nav = _folder_nav(files, config)
    features: list[str] = config.theme["features"]
    if len(files.documentation_pages()) > WHOLE_MENU_PAGES and _PRUNE not in features:
        features.append(_PRUNE)


def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Name pages by their first first-level heading or else their file, and folders by their own page."""
    made_here = config.nav == _folder_nav(files, config)
    for page in [file.page for file in files.documentation_pages() if file.page]:
        _list_later_titles(page)
        title = _own_title(page)
        page.title = title or _title_of_place(page, config)
        if made_here and title and page.is_index and page.parent:
            page.parent.title = title


def _folder_nav(files: Files, config: MkDocsConfig) -> list[NavItem]:
    shown = {InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED}
    last = config.extra.get("course_appendix", [])  # pages that belong behind all others
    uris = [file.src_uri for file in files.documentation_pages() if file.inclusion in shown]
    return [*nav_from_folders([uri for uri in uris if uri not in last], _numbered(config)), *last]


def _own_title(page: Page) -> str | None:
    """The title that a nav written by hand, the front matter or the first first-level heading gives."""
    if "title" in vars(page) or page.meta.get("title"):
        return str(page.title)
    return next((item.title for item in page.toc if item.level == 1), None)


def _list_later_titles(page: Page) -> None:
    """Put further first-level headings below the first: the theme lists what is below it alone."""
    items = page.toc.items
    if items and items[0].level == 1:
        items[0].children += items[1:]
        del items[1:]


def _title_of_place(page: Page, config: MkDocsConfig) -> str:
    if page.is_index:
        return page.parent.title if page.parent else config.site_name
    return escape(title_from_name(page.file.name, _numbered(config)), quote=False)


def _numbered(config: MkDocsConfig) -> dict[str, str]:
    words = config.extra.get("interface", {})
    return name_forms(words.get("numbered_names", {}), words.get("name_spellings", {}))
