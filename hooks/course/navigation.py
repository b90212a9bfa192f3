"""Navigation made from folders and file names: the order, and titles for what has none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

#: One entry: the URI of a page, or a folder's title and its entries. MkDocs reads its ``nav`` in this form.
NavItem = str | dict[str, list["NavItem"]]

_NUMBERED = re.compile(r"(?P<word>[A-Za-z]+)[ _-]*0*(?P<number>\d+)(?:[ _-]+(?P<rest>.+))?")


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts names as people count: ``session_2`` before ``session_10``, 가 after z.

    Names that count alike (``1``, ``01``) go by their letters, so that there is one order.
    """
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


def nav_from_folders(page_uris: Iterable[str], numbered: Mapping[str, str]) -> list[NavItem]:
    """The navigation of all pages: a folder's own page first, then folders and pages by natural order.

    `numbered` says what numbered names are called, such as ``week: "{}주차"``.
    """
    return _entries([(PurePosixPath(uri).parts, uri) for uri in page_uris], numbered)


def title_from_name(name: str, numbered: Mapping[str, str]) -> str:
    """A readable title for a folder or file: ``week_03`` is ``3주차``, ``deep_dive`` is ``Deep dive``.

    `numbered` is as in `nav_from_folders`; a word that it does not have stays as it is.
    """
    match = _NUMBERED.fullmatch(name)
    form = numbered.get(match["word"].lower()) if match else None
    if match and form:
        title = form.format(match["number"])
        return f"{title}: {_spaced(match['rest'])}" if match["rest"] else title
    title = _spaced(name)
    return title[:1].upper() + title[1:] if title.islower() else title


def _spaced(name: str) -> str:
    return re.sub(r"[_-]+", " ", name).strip()


def _entries(pages: list[tuple[tuple[str, ...], str]], numbered: Mapping[str, str]) -> list[NavItem]:
    """The entries of one folder; each page comes with its path below that folder."""
    by_name: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for (name, *below), uri in pages:
        by_name.setdefault(name, []).append((tuple(below), uri))
    return [
        {title_from_name(name, numbered): _entries(inside, numbered)} if inside[0][0] else inside[0][1]
        for name, inside in sorted(by_name.items(), key=lambda entry: _order(entry[0]))
    ]


def _order(name: str) -> tuple[bool, tuple[list[tuple[int, int, str]], str], str]:
    """Index pages first; the name itself last, so that ``day_1`` and ``day_01`` have one order."""
    return name.lower() not in ("index.md", "readme.md"), natural_key(name.removesuffix(".md")), name
