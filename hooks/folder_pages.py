"""A page for every folder that has none (`on_files`, between languages and navigation): what is inside.

The list waits for `on_env`, after the navigation has named every page. Nothing is written into docs/.
"""

from __future__ import annotations

from html import escape
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from course import folder_pages as folders
from course.navigation import name_forms

_SHOWN = (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Add the missing pages; ``config.extra["course_folders"]`` holds the folder of each, by its URI."""
    _move_own_pages(files)
    pages = [file.src_uri for file in files.documentation_pages() if file.inclusion in _SHOWN]
    places = {file.src_uri: file.dest_uri for file in files if file.inclusion in _SHOWN}
    made = {folders.own_page(folder): folder for folder in folders.without_page(pages, places)}
    for uri, folder in made.items():
        text = folders.made_page(_title(folder, config), "folder.html" if folder else "home.html")
        files.append(File.generated(config, uri, content=text))
    config.extra["course_folders"] = made


@event_priority(-50)  # after the navigation, which gives the pages their titles
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Hand each page made here what its folder holds: ``page.meta.inside`` and the files' ``addresses``."""
    pages = [file.page for file in files.documentation_pages() if file.page and file.inclusion in _SHOWN]
    titles = {page.file.src_uri: str(page.title) for page in pages}
    addresses = {page.file.src_uri: page.file.url for page in pages}
    held = folders.outline(titles, (), {name: _title(name, config) for name in folders.above(titles)})
    for page in pages:
        folder = config.extra["course_folders"].get(page.file.src_uri)
        if folder is not None:
            page.meta.update(inside=held[folder], addresses=addresses)


def _move_own_pages(files: Files) -> None:
    """Make ``readme.md`` and the like the page of their folder, unless that place is taken."""
    taken = {file.dest_uri for file in files}
    for file in files.documentation_pages():
        if (place := folders.page_place(file.src_uri, file.dest_uri)) not in taken:
            vars(file).pop("url", None)
            vars(file).pop("abs_dest_path", None)
            file.name, file.dest_uri = "index", place


def _title(folder: str, config: MkDocsConfig) -> str:
    words = config.extra.get("interface", {})
    forms = name_forms(words.get("numbered_names", {}), words.get("name_spellings", {}))
    return escape(folders.folder_title(folder, forms), quote=False) or config.site_name
