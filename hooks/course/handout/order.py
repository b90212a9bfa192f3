"""What is to be made as a handout, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.fonts.more import NO_MORE, MoreFonts
from course.handout.editions import HandoutEdition
from course.handout.paper import Paper
from course.kept import Store
from course.markdown.files.source import Source
from course.model.model import Session
from course.model.sessions.kept_sessions import kept_session
from course.problems.problem import Problem
from course.settings.course_settings import Settings
from course.settings.words.file_words import HandoutWords


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page of a handout, and in its file's own data."""

    course: str
    place: str
    """Where in the course it belongs: ``3주차 · 3일차 · 세션 1``."""
    title: str
    date: str
    """Of its source, as printed: ``2026-11-24``; empty where it is not known."""
    language: str
    """Its code, such as ``ko``."""
    url: str
    """Address of the page online; empty where the site has none."""
    paper: Paper
    is_booklet: bool = False
    apart: str = ""
    """What tells it apart from another handout of the same title, in the file's own data."""
    author: str = ""
    """Who wrote the course; empty where its settings do not say."""
    notice: str = ""
    """The line of rights at the foot of every page; empty where there is none."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """One page of the site that goes into a handout."""

    source: Source
    article: bytes
    """Its ``<article>`` as built."""
    url: str
    place: str
    time: int
    """Seconds since 1970 of its last change; 0 where that is not known."""
    notes: tuple[tuple[int, str], ...] = ()
    """The notes for the lecturer that it shows: where each begins, and what it says."""
    site_path: str = ""
    """Its file below its language's site: pictures are named from there."""


@dataclass(frozen=True, slots=True)
class Order:
    """A handout to be made."""

    name: str
    """Its file's name without ``.pdf``."""
    pages: tuple[PageInput, ...]
    title: str
    is_booklet: bool
    edition: HandoutEdition
    """As the course's settings make it: it says where folded text goes."""
    sheet: Sheet
    words: HandoutWords
    site_dir: Path
    """The folder that is the site at `site_url`."""
    site_url: str
    palette: Mapping[str, str]
    """The site's CSS variables in the light."""
    modules_dir: Path
    fonts_dir: Path
    kept_dir: Path
    settings: Settings
    more_fonts: MoreFonts = NO_MORE
    beside: Order | None = None
    """The order for the same page in another language, to be set beside this one."""
    left_out: tuple[str, ...] = ()
    """The titles of pages that a booklet goes without, since they cannot be set."""
    is_proved: bool = False
    """Whether the PDF is held against its sources at once; those of a site are when the site is."""

    def session_of(self, page: PageInput) -> Session | None:
        """What is known of one of the `pages`, if it is a session's."""
        return kept_session(page.source, self.settings, Store(self.kept_dir))


@dataclass(frozen=True, slots=True)
class Made:
    """A handout, made or not."""

    name: str
    pdf: bytes | None
    """None where it could not be made, and the Problems say why; or where it is on disk."""
    problems: tuple[Problem, ...]
    was_cached: bool
    size: int = 0
    """Bytes of a PDF that was written to disk; of a whole course there is no room for them in memory."""
    left_out: tuple[str, ...] = ()
    """The URIs of the pages that it goes without, since they cannot be set."""
