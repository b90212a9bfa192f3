"""Addresses of a site that belong to the product and its theme: no file of a course takes them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from course.markdown.files.folder_pages import is_page
from course.markdown.files.paths import fold_path
from course.markdown.links.file_types import is_download, is_shown

#: Files that a build writes by itself.
_WRITTEN = (
    "sitemap.xml",
    "sitemap.xml.gz",
    "404.html",
    "course.json",
    "course.ics",
    "llms.txt",
    "manifest.webmanifest",
    "course-worker.js",
    "course-files.json",
    "assets/images/app-192.png",
    "assets/images/app-512.png",
    "assets/images/app-maskable.png",
    "search/search_index.json",
    "search/search_index.js",
    "search/index.js",
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


def is_reserved(site_path: str, theme_dirs: Sequence[Path]) -> bool:
    """Whether `site_path` is that of a file that the build writes or `theme_dirs` hold, or lies below one."""
    page = "index.html"  # of a folder, whose files cannot lie below it
    if any(
        each.name == page or _is_taken(str(each), theme_dirs) for each in PurePosixPath(site_path).parents
    ):
        return True
    return PurePosixPath(site_path).name != page and _is_taken(site_path, theme_dirs)


def _is_taken(site_path: str, theme_dirs: Sequence[Path]) -> bool:
    folded = fold_path(site_path)
    if folded in _WRITTEN:
        return True
    copied = not folded.endswith(_NOT_COPIED) and "readme" not in folded
    return copied and any(
        os.path.isfile(f"{folder}/{name}")  # noqa: PTH113 - it is asked for thousands
        for folder in theme_dirs
        for name in {site_path, folded}
    )


def where_folders_are(site_paths: Mapping[str, str], download_types: Collection[str]) -> set[str]:
    """Files, by URI, whose path in the site is that of a folder too: ``LICENSE`` beside ``LICENSE.md``.

    `download_types` are those of the settings: a file that is not published is in nobody's way.
    """
    above = (parent for path in site_paths.values() for parent in PurePosixPath(path).parents)
    folders = {fold_path(str(parent)) for parent in above}
    uris = (uri for uri, path in site_paths.items() if fold_path(path) in folders)
    return {uri for uri in uris if is_page(uri) or is_shown(uri) or is_download(uri, download_types)}
