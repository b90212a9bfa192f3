"""Titles and file names that tell handouts apart: of pages and of weeks that are called alike."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from course.handout.order import PageInput
from course.kept import Store, code_key, key_of
from course.markdown.files.folder_pages import folder_of, is_own_page
from course.markdown.files.navigation import title_from_name
from course.markdown.reading.page_title import page_title
from course.model.built_language import BuiltLanguage, PlannedPage
from course.model.model import Week

_Key = TypeVar("_Key", bound=Hashable)
_Words = TypeVar("_Words", bound=Hashable)
#: Folder and number of a week.
WeekKey: TypeAlias = "tuple[str, int | None]"
PlannedInput: TypeAlias = "tuple[PlannedPage, PageInput]"


@dataclass(frozen=True, slots=True)
class Called:
    """What a booklet is called."""

    name: str
    """Its file's, without the edition and ``.pdf``."""
    title: str


def told_apart(options: Mapping[_Key, Sequence[_Words]]) -> dict[_Key, _Words]:
    """For each key one of its options, the first where no other key has the same, as far as there are any."""
    at = dict.fromkeys(options, 0)
    while True:
        chosen = {key: words[at[key]] for key, words in options.items()}
        often = Counter(chosen.values())
        alike = [key for key in at if often[chosen[key]] > 1 and at[key] + 1 < len(options[key])]
        if not alike:
            return chosen
        for key in alike:
            at[key] += 1


def pages_apart(
    pages: Mapping[str, PlannedInput], language: BuiltLanguage, kept: Store
) -> dict[str, PlannedInput]:
    """`pages`, by URI; where another has the same title at the same place, with all folders in the place.

    Their titles are `kept`: to parse all pages takes longer than to set a handout.
    """
    options = {}
    for uri, (planned, given) in pages.items():
        *folders, file = uri.removesuffix(".md").split("/")
        parts = [*folders, file] if re.search(r"\d", file) else folders
        whole = " · ".join(title_from_name(part, language.numbered) for part in parts)
        title = _kept_title(given.source.text, kept) or uri
        options[uri] = [(title, place) for place in (planned.place, whole or uri, uri)]
    chosen = told_apart(options)
    return {uri: (planned, replace(given, place=chosen[uri][1])) for uri, (planned, given) in pages.items()}


def _kept_title(text: str, kept: Store) -> str:
    """The `page_title` of a page; nothing where it has none."""
    key = key_of("page title", code_key(), text)
    return kept.made(key, str, lambda: page_title(text, ""))


def booklets(
    weeks: Iterable[Week],
    names: Mapping[str, str],
    pages: Mapping[str, PlannedInput],
    language: BuiltLanguage,
) -> dict[WeekKey, Called]:
    """What the booklet of each week is called; `names` are those of handouts of `pages`, which are taken."""
    folders = {week_key(week): week.folder or _common_folder(week) for week in weeks}
    stems = {key: folder or _stem(key[1]) for key, folder in folders.items()}
    own_pages = {folder_of(uri): given.source.text for uri, (_, given) in pages.items() if is_own_page(uri)}

    def name_of(folder: str) -> str:
        return title_from_name(folder.rpartition("/")[2], language.numbered)

    options = {}
    for key, folder in folders.items():
        is_named = folder or key[1] is not None
        longer = [name_of(stems[key]) if is_named else language.course]
        for _ in range(folder.count("/")):
            folder = folder_of(folder)
            longer.append(f"{page_title(own_pages.get(folder, ''), name_of(folder))} · {longer[-1]}")
        options[key] = [*longer, f"{longer[0]} ({stems[key]})"]
    titles = told_apart(options)
    files = unlike_names(stems.values(), names.values())
    return {key: Called(name, titles[key]) for key, name in zip(stems, files, strict=True)}


def week_key(week: Week) -> WeekKey:
    """What no two weeks of a course have in common."""
    return week.folder, week.number


def _common_folder(week: Week) -> str:
    """The folder that holds all sessions of a week without a number; empty where there is none."""
    if week.number is not None or not week.sessions:
        return ""
    return posixpath.commonpath([f"/{folder_of(session.uri)}" for session in week.sessions])[1:]


def _stem(number: int | None) -> str:
    """What the file of a week without a folder is called."""
    return "course" if number is None else f"week_{number}"


def file_names(uris: Iterable[str]) -> dict[str, str]:
    """A file name for the handout of each source, by its URI: no two alike, on any system."""
    known = list(uris)
    return dict(zip(known, unlike_names(uri.removesuffix(".md") for uri in known), strict=True))


def unlike_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """File names as near to those `wanted` as can be, no two alike, none of them one of those `taken`."""
    names = []
    used = {name.casefold() for name in taken}
    for each in wanted:
        stem = name = re.sub(r'[/\\:*?"<>|\s]+', "-", each)
        number = 2
        while name.casefold() in used:
            name = f"{stem}-{number}"
            number += 1
        used.add(name.casefold())
        names.append(name)
    return names
