"""One language's built site and its pages, in the order of the course."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.docs_files import markdown_uris, page_path
from course.markdown.files.navigation import name_forms, natural_key, title_from_name
from course.model.editions import Edition
from course.settings.course_settings import Settings, parse_settings

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
    words: Mapping[str, str]
    """What handouts say: the fields of HandoutWords."""
    numbered: Mapping[str, str]
    """What folders and files such as ``week_03`` are called."""
    settings: Settings
    """``extra.course``."""


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
    """Where in the course it is, in words."""


def read_language(edition: Edition, site_dir: Path) -> BuiltLanguage:
    """The language of `edition`, built into a folder of `site_dir`."""
    extra = edition.settings().get("extra")
    return BuiltLanguage(
        edition.language.code,
        edition.language.title,
        edition.site_url,
        edition.docs_dir,
        site_dir / edition.language.folder,
        dataclasses.asdict(edition.words.handout),
        name_forms(edition.words.numbered_names, edition.words.name_spellings),
        parse_settings(extra.get("course") if isinstance(extra, dict) else None),
    )


def plan_pages(language: BuiltLanguage, *, instructor: bool = False) -> list[PlannedPage]:
    """All pages of the site that have a source, in the order of the course.

    What is for the lecturer alone is among them where `instructor`.
    """
    found = []
    for uri in sorted(markdown_uris(language.docs_dir, instructor=instructor), key=natural_key):
        page = page_path(language.site_dir, uri)
        if page is not None:
            place = page.relative_to(language.site_dir).as_posix().removesuffix("index.html")
            url = language.site_url + place if language.site_url else ""
            found.append(PlannedPage(uri, page, url, place_in_words(uri, language.numbered)))
    return found


def place_in_words(uri: str, numbered: Mapping[str, str]) -> str:
    """Where in the course a source is: ``3주차 · 3일차 · 세션 1``; folders without a number are left out."""
    parts = uri.removesuffix(".md").split("/")
    named = [title_from_name(part, dict(numbered)) for part in parts if re.search(r"\d", part)]
    return " · ".join(named)
