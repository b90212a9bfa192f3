"""The course's menu, as a cartridge lists it: folders with what is in them, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from course.markdown.files.folder_pages import is_own_page
from course.markdown.files.navigation import nav_from_folders
from course.publish.lms.site_pages import SitePage, SitePages


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu: a page, or a folder."""

    title: str
    key: str
    """What its identifier is made from: the page's URI, the folder's, or else its position in the menu."""
    page: SitePage | None
    """None for a folder."""
    entries: tuple[MenuEntry, ...] = ()


def read_menu(pages: SitePages, nav: object, taught: Iterable[str] = ()) -> tuple[MenuEntry, ...]:
    """The menu of `pages`, from ``nav`` in mkdocs.yml, or from the folders where that is not a list.

    Pages that the build makes for folders are left out: the folders themselves are entries. Every page is in
    a folder, because importers make modules (Canvas) and sections (Moodle) of folders.
    """
    known = pages.by_uri()
    items = nav if isinstance(nav, list) else nav_from_folders(known, pages.language.numbered, taught)
    entries = list(_entries(items, known, ""))
    glossary = pages.appendix
    appendix = [MenuEntry(glossary.title, glossary.uri, glossary)] if glossary else []
    return (*_in_folders(entries), *_in_folders(appendix))


def _in_folders(entries: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
    """`entries` with each run of pages put into a folder named after its first page."""
    for alone, run in groupby(entries, lambda entry: entry.page is not None):
        inside = tuple(run)
        if alone:
            yield MenuEntry(inside[0].title, f"{inside[0].key}/", None, inside)
        else:
            yield from inside


def _entries(items: Iterable[object], known: Mapping[str, SitePage], above: str) -> Iterator[MenuEntry]:
    for number, item in enumerate(items):
        for title, inside in item.items() if isinstance(item, dict) else [("", item)]:
            page = known.get(inside) if isinstance(inside, str) else None
            if page:
                yield MenuEntry(str(title) or page.title, page.uri, page)
            elif isinstance(inside, list):
                yield from _folder(str(title), inside, known, f"{above}/{number}")


def _folder(title: str, inside: list[object], known: Mapping[str, SitePage], key: str) -> Iterator[MenuEntry]:
    """The folder with the entries `inside`, named after its own page; nothing where it holds no page."""
    entries = tuple(_entries(inside, known, key))
    if not entries:
        return
    own_page = next((each.page for each in entries if each.page and is_own_page(each.page.uri)), None)
    first = entries[0].page
    named = own_page.title if own_page and own_page is first else unescape(title)
    yield MenuEntry(named, _folder_key(entries) or key, None, entries)


def _folder_key(entries: Iterable[MenuEntry]) -> str:
    """URI of the folder that all `entries` are in, ended by a slash; empty where there is none."""
    folders = [each.key.rstrip("/").rpartition("/")[0].split("/") for each in entries]
    shared = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared) + "/" if any(shared) else ""
