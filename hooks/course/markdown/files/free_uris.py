"""URIs for pages that the build adds, such as the glossary, where the course has no page of that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course.markdown.files.folder_pages import is_page
from course.markdown.files.paths import fold_path


def glossary_uri(site_paths: Iterable[str], lent: Mapping[str, str]) -> str:
    """URI of the glossary's page, the same in every language of a course.

    `site_paths` are the paths in the site of one language's files. `lent` gives, by URI, those of the other
    languages' files: their pages stand in where this language has none, so their names are taken too.
    """
    lent_pages = (site_path for uri, site_path in lent.items() if is_page(uri))
    return free_uri("glossary.md", [*site_paths, *lent_pages])


def free_uri(wanted: str, site_paths: Iterable[str]) -> str:
    """`wanted`, such as ``glossary.md``, or ``glossary-2.md`` and so on where the course has a page there.

    `site_paths` are the paths in the site of the course's own files, such as ``week_03/index.html``.
    """
    taken = {fold_path(site_path) for site_path in site_paths}
    stem, dot, ending = wanted.rpartition(".")
    number, uri = 1, wanted
    while _site_path(uri) in taken or uri in taken:
        number += 1
        uri = f"{stem}-{number}{dot}{ending}"
    return uri


def _site_path(uri: str) -> str:
    return uri.removesuffix(".md") + "/index.html" if uri.endswith(".md") else uri
