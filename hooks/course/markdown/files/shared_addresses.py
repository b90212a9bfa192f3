"""Pages that want one address: which of them keeps it, and where the others go.

``dlt.md`` and ``dlt/README.md`` both want ``/dlt/``; ``index.md`` and ``README.md`` both want that of their
folder. GitHub shows all of them, so a site has all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from course.markdown.files.folder_pages import folder_of, is_own_page, is_page
from course.markdown.files.paths import fold_path


@lru_cache(maxsize=8192)
def usual_site_path(uri: str) -> str:
    """Path in the site of the page `uri`, if no other wants it: ``a/index.html`` for ``a.md``."""
    path = PurePosixPath(uri)
    return str((path.parent if is_own_page(uri) else path.with_suffix("")) / "index.html")


def usual_places(uris: Iterable[str]) -> dict[str, str]:
    """By URI, the path in the site of each page among `uris`, if no other wants it."""
    return {uri: usual_site_path(uri) for uri in uris}


def share_addresses(wanted: Mapping[str, str], *, directory_urls: bool = True) -> dict[str, str]:
    """`wanted`, by URI the path in the site that each file would have, with one of its own for every page.

    A page keeps its address before a folder's own page, ``index.md`` before ``README.md``, and the first by
    name where names differ only in case. What moves goes to ``…/readme/`` below its folder, or gets a number:
    ``guide-2``. `directory_urls` says that addresses end with a slash.
    """
    shared = dict(wanted)
    pages = sorted(filter(is_page, wanted), key=by_rank)
    moving = _second(pages, wanted)
    taken = {fold_path(site_path) for uri, site_path in wanted.items() if uri not in moving}
    for uri in moving:
        shared[uri] = _elsewhere(uri, taken, directory_urls)
        taken.add(fold_path(shared[uri]))
    return shared


def moved_pages(uris: Iterable[str]) -> dict[str, str]:
    """Paths in the site of those pages among `uris` that another keeps the usual address of, by URI."""
    usual = {uri: usual_site_path(uri) for uri in uris if is_page(uri)}
    return {uri: path for uri, path in share_addresses(usual).items() if path != usual[uri]}


def keeper_of(uri: str, site_paths: Mapping[str, str]) -> str:
    """URI of the page that has the address which the page `uri` would have; empty where `uri` has it.

    `site_paths` are those that `share_addresses` gives.
    """
    forms = _usual_forms(uri)
    if not is_page(uri) or fold_path(site_paths[uri]) in forms:
        return ""
    at_home = (each for each in site_paths if is_page(each) and fold_path(site_paths[each]) in forms)
    return next((each for each in at_home if fold_path(site_paths[each]) in _usual_forms(each)), "")


def _usual_forms(uri: str) -> set[str]:
    """The paths that a page may have where no other wants it, folded: ``a/index.html``, ``a.html``."""
    usual = usual_site_path(uri)
    others = [] if is_own_page(uri) else [f"{PurePosixPath(uri).with_suffix('')}.html"]
    return {fold_path(each) for each in (usual, *others)}


def by_rank(uri: str) -> tuple[bool, bool, bool, str]:
    """A key that sorts pages by who keeps an address that several want."""
    path = PurePosixPath(uri)
    return is_own_page(uri), path.stem.lower() != "index", path.suffix != ".md", uri


def _second(pages: Iterable[str], wanted: Mapping[str, str]) -> list[str]:
    """Those of `pages` whose address one before them in the list has."""
    seen: set[str] = set()
    moving = []
    for uri in pages:
        folded = fold_path(wanted[uri])
        moving += [uri] if folded in seen else []
        seen.add(folded)
    return moving


def _elsewhere(uri: str, taken: Collection[str], directory_urls: bool) -> str:
    """A free path for the page `uri`, whose usual one another has."""
    path = PurePosixPath(uri)
    folder = folder_of(uri)
    stem = path.stem.lower() if is_own_page(uri) else path.stem
    ending = "/index.html" if directory_urls else ".html"
    number = 1 if is_own_page(uri) else 2
    while True:
        tried = f"{folder}/{stem}{f'-{number}' if number > 1 else ''}{ending}".lstrip("/")
        if fold_path(tried) not in taken:
            return tried
        number += 1
