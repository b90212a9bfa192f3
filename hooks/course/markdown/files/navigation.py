"""Navigation made from folders and file names: the order, and titles for what has none of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import PurePosixPath

#: What a folder's own page is called, without its ending, in any case.
OWN_PAGES = ("index", "readme")

#: One entry: the URI of a page, or a folder's title and its entries. MkDocs reads its ``nav`` in this form.
NavItem = str | dict[str, list["NavItem"]]

#: Courses of more pages than this have on each page the menu of its own folders: the whole menu on every page
#: grows with the square of their number (400 pages: a third of the build, and most of each page's bytes).
WHOLE_MENU_PAGES = 120

_WORD_NUMBER = re.compile(r"(?P<word>[^\W\d_]+)[ _.-]*0*(?P<number>\d+)")
_NUMBER_WORD = re.compile(r"0*(?P<number>\d+)[ _.-]*(?P<word>[^\W\d_]+)(?![^\W_])")
_BETWEEN = re.compile(r"\A[\s_.,-]*")


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts names as people count: ``session_2`` before ``session_10``, 가 after z.

    How a number is joined counts nothing: ``week 2`` is before ``week-10``. Names that count alike (``1``,
    ``01``) go by their letters, so that there is one order.
    """
    parts = re.split(r"(\d+)", re.sub(r"(?<=[^\d\s_-])[\s_-]+(?=\d)", "", name.casefold()))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


def nav_from_folders(
    page_uris: Iterable[str], numbered: Mapping[str, str], taught: Iterable[str] = ()
) -> list[NavItem]:
    """The navigation of all pages: a folder's own page first, then folders and pages by natural order.

    `taught` are pages in the order in which they are taught: those of one folder have that order.
    `numbered` says what numbered names are called, such as ``week: "{}주차"``. Titles are HTML, as MkDocs has
    them.
    """
    ranks = {uri: rank for rank, uri in enumerate(taught)}
    return _entries([(PurePosixPath(uri).parts, uri) for uri in page_uris], numbered, ranks)


def title_from_name(name: str, numbered: Mapping[str, str]) -> str:
    """A readable title for a folder or file: ``week_03`` is ``3주차``, ``deep_dive`` is ``Deep dive``.

    `numbered` is as in `nav_from_folders`; a word that it does not have stays as it is. A word without a
    number gets its form without one: ``labs`` is ``실습``.
    """
    parts, rest = [], unicodedata.normalize("NFC", name)
    while match := _numbered_part(rest, numbered):
        parts.append(numbered[match["word"].lower()].format(int(match["number"])))
        rest = _BETWEEN.sub("", rest[match.end() :], count=1)
    if parts:
        return ": ".join(filter(None, (" ".join(parts), _spaced(rest))))
    title = _spaced(rest)
    form = numbered.get(title.lower(), "")
    if form.startswith("{}") or not form:
        return title[:1].upper() + title[1:] if title.islower() else title or name
    return form.format("").strip()


def name_forms(numbered: Mapping[str, str], spellings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """`numbered`, such as ``week: "{}주차"``, for every spelling of its words (``week: [wk, 주차]``)."""
    forms = dict(numbered)
    for word, others in spellings.items():
        if word in numbered:
            forms |= {other.lower(): numbered[word] for other in others}
    return forms


def _numbered_part(name: str, numbered: Mapping[str, str]) -> re.Match[str] | None:
    """A numbered word that `name` begins with: ``week_03``, ``3주차``."""
    matches = (pattern.match(name) for pattern in (_WORD_NUMBER, _NUMBER_WORD))
    return next((match for match in matches if match and match["word"].lower() in numbered), None)


def _spaced(name: str) -> str:
    return " ".join(re.sub(r"[_-]+", " ", name).split())


def _entries(
    pages: list[tuple[tuple[str, ...], str]], numbered: Mapping[str, str], ranks: Mapping[str, int]
) -> list[NavItem]:
    """The entries of one folder; each page comes with its path below that folder."""
    by_name: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for (name, *below), uri in pages:
        by_name.setdefault(name, []).append((tuple(below), uri))
    named = sorted(by_name.items(), key=lambda entry: _order(entry[0]))
    if any(uri in ranks for _, ((below, uri), *_rest) in named if not below):
        named = _in_turn(named, ranks)
    return [
        {escape(title_from_name(name, numbered), quote=False): _entries(inside, numbered, ranks)}
        if inside[0][0]
        else inside[0][1]
        for name, inside in named
    ]


_Named = tuple[str, list[tuple[tuple[str, ...], str]]]


def _in_turn(named: list[_Named], ranks: Mapping[str, int]) -> list[_Named]:
    """`named`, with those that hold taught pages in the order of teaching; each has a place that one had."""
    ranked = [min((ranks[uri] for _, uri in inside if uri in ranks), default=None) for _, inside in named]
    taught = sorted((rank, at) for at, rank in enumerate(ranked) if rank is not None)
    turns = iter([named[at] for _, at in taught])
    return [entry if rank is None else next(turns) for entry, rank in zip(named, ranked, strict=True)]


def _order(name: str) -> tuple[bool, tuple[list[tuple[int, int, str]], str], str]:
    """Index pages first; the name itself last, so that ``day_1`` and ``day_01`` have one order."""
    is_own_page = name.lower() in [f"{stem}.md" for stem in OWN_PAGES]
    return not is_own_page, natural_key(name.removesuffix(".md")), name
