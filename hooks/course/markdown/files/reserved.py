"""Addresses of a site that belong to the product and its theme: no file of a course takes them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from course.markdown.files.folder_pages import is_page
from course.markdown.files.paths import fold_path

#: Files that a build writes by itself.
_WRITTEN = (
    "sitemap.xml",
    "sitemap.xml.gz",
    "404.html",
    "course.json",
    "course.ics",
    "llms.txt",
    "search/search_index.json",
    "search/search_index.js",
    "assets/javascripts/items.js",
    "assets/stylesheets/colours.css",
    "assets/stylesheets/fonts.css",
)
#: Files of a theme that a build does not copy.
_NOT_COPIED = (".html", ".py", ".pyc", "mkdocs_theme.yml")


def theme_folders(project_dir: Path) -> list[Path]:
    """Folders that a site's files come from besides docs: the course's templates, the product's, the theme's.

    The theme is only looked for, not loaded.
    """
    theme = find_spec("material")
    found = [Path(place, "templates") for place in (theme.submodule_search_locations or ())] if theme else []
    return [project_dir / "overrides", project_dir / "hooks" / "theme", *found]


def is_reserved(uri: str, theme_dirs: Sequence[Path]) -> bool:
    """Whether a course's file `uri` would replace one that the build writes, or that `theme_dirs` hold."""
    if is_page(uri):
        return False
    folded = fold_path(uri)
    if folded in _WRITTEN:
        return True
    copied = not folded.endswith(_NOT_COPIED) and "readme" not in folded
    return copied and any((folder / name).is_file() for folder in theme_dirs for name in {uri, folded})
