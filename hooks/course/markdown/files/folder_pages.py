"""Pages of folders: which file is a folder's own page, which folders lack one, what a folder holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath

from course.markdown.files.navigation import OWN_PAGES, natural_key, title_from_name
from course.markdown.files.paths import fold_path

_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # as MkDocs has them


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, file or folder that the page of the folder around it lists."""

    title: str
    """What the list calls it, as HTML."""
    uri: str
    """The page or file it leads to: for a folder its own page, empty where it has none."""
    kind: str
    """``folder``, ``page`` or ``file``."""
    inside: tuple[Entry, ...] = ()
    """What a folder holds."""


def is_page(uri: str) -> bool:
    """Whether a page is made of the file: its name ends as Markdown's do, in whatever case."""
    return uri.lower().endswith(_ENDINGS)


@lru_cache(maxsize=8192)
def is_own_page(uri: str) -> bool:
    """Whether the page `uri` is its folder's own: ``README.md`` or ``index.md``, in any case."""
    return PurePosixPath(uri).stem.lower() in OWN_PAGES


def site_path_of(uri: str, mkdocs_path: str) -> str:
    """Path in the site of the file `uri`, to which MkDocs would give `mkdocs_path`.

    They differ for a folder's own page, which gets the folder's address whatever the case of its name, and
    for ``guide.MD``, which MkDocs takes for no page: it goes where ``guide.md`` would.
    """
    if not is_page(uri):
        return mkdocs_path
    if is_own_page(uri):
        return f"{folder_of(uri)}/index.html".removeprefix("/")
    return mkdocs_path if mkdocs_path != uri else f"{uri.rpartition('.')[0]}/index.html"


@lru_cache(maxsize=8192)
def folder_of(uri: str) -> str:
    """URI of the folder that holds `uri`; empty for the topmost."""
    parent = str(PurePosixPath(uri).parent)
    return "" if parent == "." else parent


def made_page_uri(folder: str) -> str:
    """URI of the page that is made for a `folder` without one."""
    return f"{folder}/index.md" if folder else "index.md"


def folders_above(uris: Iterable[str]) -> list[str]:
    """Every folder that holds one of `uris`, however deep, the topmost too, in natural order."""
    folders = {""}
    for uri in uris:
        folders |= {str(parent) for parent in PurePosixPath(uri).parents if str(parent) != "."}
    return sorted(folders, key=lambda folder: [natural_key(part) for part in folder.split("/")])


def folders_without_page(uris: Iterable[str], site_paths: Mapping[str, str]) -> list[str]:
    """The folders above `uris` whose address no file has.

    `site_paths` gives, by URI, each file's path in the site, such as ``week_03/index.html``.
    """
    taken = {fold_path(site_path) for site_path in site_paths.values()}
    wanted = {folder: f"{folder}/index.html" if folder else "index.html" for folder in folders_above(uris)}
    return [folder for folder, site_path in wanted.items() if fold_path(site_path) not in taken]


def made_page_text(title: str, template: str) -> str:
    """Markdown of the page made for a folder: no text, the title, and the template that shows it."""
    return f"---\ntemplate: {template}\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"


def folder_title(folder: str, numbered: Mapping[str, str]) -> str:
    """Title of the page made for `folder`, from the folder's name; empty for the topmost."""
    return title_from_name(PurePosixPath(folder).name, numbered) if folder else ""


def folder_contents(
    pages: Mapping[str, str], files: Iterable[str], folder_titles: Mapping[str, str]
) -> dict[str, tuple[Entry, ...]]:
    """What each folder holds, its own page left out: pages and folders in natural order, then files.

    `pages` gives the title of each page by its URI, `files` are the other files to offer, and `folder_titles`
    the title of every folder that holds any of them, used where the folder has no page of its own.
    """
    by_rank = sorted(filter(is_own_page, pages), key=lambda uri: PurePosixPath(uri).stem.lower() == "index")
    own_pages = {folder_of(uri): uri for uri in by_rank}
    held: dict[str, dict[str, Entry]] = {folder: {} for folder in folder_titles}
    for uri, title in pages.items():
        if own_pages.get(folder_of(uri)) != uri:
            held[folder_of(uri)][uri.rpartition(".")[0]] = Entry(title, uri, "page")
    for uri in files:
        name = escape(PurePosixPath(uri).name, quote=False)
        held[folder_of(uri)][uri] = Entry(name, uri, "file")
    for folder in sorted(filter(None, held), key=lambda folder: -folder.count("/")):
        page_uri = own_pages.get(folder, "")
        title = pages[page_uri] if page_uri else folder_titles[folder]
        entry = Entry(title, page_uri, "folder", _listed(held[folder]))
        held[folder_of(folder)][folder + "/"] = entry
    return {folder: _listed(entries) for folder, entries in held.items()}


def _listed(entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """`entries`, by name, in natural order, files last."""
    return tuple(
        entries[name]
        for name in sorted(entries, key=lambda name: (entries[name].kind == "file", natural_key(name)))
    )


def without_pages(entries: Iterable[Entry], shown: Collection[str]) -> tuple[Entry, ...]:
    """`entries` without the pages that are `shown` elsewhere, and without folders that hold nothing else."""
    left = []
    for entry in entries:
        inside = without_pages(entry.inside, shown)
        if entry.uri not in shown and (inside or not entry.inside):
            left.append(replace(entry, inside=inside))
    return tuple(left)
