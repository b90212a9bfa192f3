"""A page for every folder that has none (`on_files`, between languages and navigation): what is inside.

The list waits for `on_env`, after the navigation has named every page. Nothing is written into docs/.
Files of types that are not published are left out here too.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from course.markdown.files import folder_pages as folders
from course.markdown.files.navigation import name_forms
from course.markdown.links.targets import CourseFiles

_HIDDEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Add the missing pages; ``config.extra["course_files"]`` knows them and all other files."""
    _move_own_pages(files)
    ours = [file for file in files if file.generated_by or file.src_dir == config.docs_dir]  # not the theme's
    places = {file.src_uri: file.dest_uri for file in ours if file.inclusion not in _HIDDEN}
    types = config.extra["course_settings"].download_types
    course = CourseFiles(places, types, Path(config.docs_dir).resolve().as_posix())
    config.extra["course_files"] = course
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        if not course.is_published(file.src_uri):
            files.remove(file)
    in_menu = set(folders.above(filter(course.is_page, places)))
    for uri, folder in course.made.items():
        text = folders.made_page(_title(folder, config), "folder.html" if folder else "home.html")
        level = InclusionLevel.INCLUDED if folder in in_menu else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=text, inclusion=level))


@event_priority(-50)  # after the navigation, which gives the pages their titles
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Hand each page made here what its folder holds: ``page.meta.inside`` and the files' ``addresses``."""
    course: CourseFiles = config.extra["course_files"]
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    titles = {uri: str(page.title) for uri, page in pages.items()}
    names = {name: _title(name, config) for name in folders.above([*titles, *course.offered])}
    held = folders.outline(titles, course.offered, names)
    addresses = {file.src_uri: file.url for file in files}
    for uri, folder in course.made.items():
        pages[uri].meta.update(inside=held[folder], addresses=addresses)


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
