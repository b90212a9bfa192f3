"""One language's built site and its pages, in the order of the course."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.docs_files import markdown_uris, page_path
from course.markdown.files.navigation import name_forms, natural_key, title_from_name
from course.markdown.files.shared_addresses import moved_pages
from course.model.editions import Edition
from course.model.rights import Rights, read_rights
from course.settings.course_settings import Settings, parse_settings
from course.settings.words.file_words import HandoutWords

#: Folder of the handouts below a language's site.
FOLDER = "handouts"


@dataclass(frozen=True, slots=True)
class BuiltLanguage:
    """One language's built site, with what its settings say."""

    code: str
    """Such as ``ko``."""
    course: str
    """Name of the course."""
    site_url: str
    """Address of this language's site, ended by a slash; empty where the settings name none."""
    docs_dir: Path
    site_dir: Path
    words: HandoutWords
    """The words that handouts print, in this language."""
    numbered: Mapping[str, str]
    """By word in a folder's or file's name, its form as a title: ``week`` is ``{}주차``."""
    settings: Settings
    """``extra.course``."""
    called: str
    """What folders that hold it alone are called, outside of the site."""
    rights: Rights = Rights()  # noqa: RUF009 - it is frozen


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page of the site that a handout can be made of."""

    uri: str
    """Its source below the docs folder."""
    page: Path
    """Its file in the site."""
    url: str
    """Its whole address; empty where the site has none."""
    place: str
    """Where in the course it is, in words: ``3주차 · 3일차 · 세션 1``."""


def read_language(edition: Edition, site_dir: Path) -> BuiltLanguage:
    """The built site of `edition`'s language, in its folder of `site_dir`, with what its settings say."""
    settings = edition.settings()
    extra = settings.get("extra")
    return BuiltLanguage(
        edition.language.code,
        edition.language.title,
        edition.site_url,
        edition.docs_dir,
        site_dir / edition.language.folder,
        edition.words.handout,
        name_forms(edition.words.numbered_names, edition.words.name_spellings),
        parse_settings(extra.get("course") if isinstance(extra, dict) else None),
        edition.language.called,
        rights=read_rights(settings),
    )


def plan_pages(language: BuiltLanguage, *, instructor: bool = False) -> list[PlannedPage]:
    """All pages of the site that have a source, in the order of the course.

    With `instructor`, pages for the lecturer alone too.
    """
    pages = []
    uris = markdown_uris(language.docs_dir, instructor=instructor)
    moved = moved_pages(uris)
    for uri in sorted(uris, key=natural_key):
        page = page_path(language.site_dir, uri, moved)
        if page is not None:
            address = page.relative_to(language.site_dir).as_posix().removesuffix("index.html")
            url = language.site_url + address if language.site_url else ""
            pages.append(PlannedPage(uri, page, url, place_in_words(uri, language.numbered)))
    return pages


def place_in_words(uri: str, numbered: Mapping[str, str]) -> str:
    """Where in the course a source is: ``3주차 · 3일차 · 세션 1``; folders without a number are left out.

    A file that is called as its folder (``chapter10/chapter10.md``) is named once.
    """
    parts = uri.removesuffix(".md").split("/")
    named = [title_from_name(part, dict(numbered)) for part in parts if re.search(r"\d", part)]
    return " · ".join(dict.fromkeys(named))
