"""Where the glossary's files stand in the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from course.markdown.files.folder_pages import is_page
from course.markdown.files.paths import fold_path


def glossary_uri(places: Iterable[str], lent: Mapping[str, str]) -> str:
    """URI of the glossary's page, the same in every language of a course.

    `places` are the language's own files as they stand in the site, `lent` those of the other languages by
    URI: a page that only they have is there too, by the page that stands in for it.
    """
    return free_uri("glossary.md", [*places, *(place for uri, place in lent.items() if is_page(uri))])


def free_uri(wanted: str, places: Iterable[str]) -> str:
    """`wanted`, such as ``glossary.md``, or ``glossary-2.md`` and so on where the course has a page there.

    `places` are the course's own files as they stand in the site, such as ``week_03/index.html``.
    """
    taken = {fold_path(place) for place in places}
    stem, dot, ending = wanted.rpartition(".")
    number, uri = 1, wanted
    while _place(uri) in taken or uri in taken:
        number += 1
        uri = f"{stem}-{number}{dot}{ending}"
    return uri


def _place(uri: str) -> str:
    return uri.removesuffix(".md") + "/index.html" if uri.endswith(".md") else uri
