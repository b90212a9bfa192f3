"""Requests to build pages. The core does not know how pages are built: it is given a function for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from course.model.editions import Edition
from course.problems.telling import Teller


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Options of a command that hold for every build it starts."""

    strict: bool = True
    """Whether a warning ends the build."""
    loudness: Literal["", "quiet", "verbose"] = ""
    """``quiet`` logs errors alone, ``verbose`` everything."""
    clean: bool = True
    """Whether files of an older build are removed first."""
    theme: str | None = None
    """Name of a theme to use in place of the one in the settings; None for that one."""
    directory_urls: bool | None = None
    """Whether addresses end with a slash; None for what the settings say."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A request to build the pages of one language."""

    config_path: Path
    """The settings file."""
    site_dir: Path
    """Where the pages go."""
    language: str = ""
    """Tag of one of the languages that the settings file names; empty where it names none."""
    docs_dir: Path | None = None
    """Folder of sources to build in place of the one that the settings name; None for that one."""
    site_name: str | None = None
    """Title of the site, where `docs_dir` is another course; None for the one in the settings."""
    instructor: bool = False
    """Whether it is the lecturer's edition."""
    offline: bool = False
    """Whether the pages are to work from ``file://``."""
    brings_npm: bool = True
    """Whether the build installs npm packages: only the first of a command does, and reports failures."""
    options: BuildOptions = BuildOptions()
    course_dir: Path | None = None
    """The folder of another course as a whole, where its list of accepted Problems is."""
    teller: Teller | None = None
    """Tells the Problems that the build finds; None where MkDocs' log does."""
    is_checked_later: bool = False
    """Whether who asks compares the pages with their sources, once they are whole: the build does not."""
    last_dir: Path | None = None
    """The folder of the same pages in the site whose place the new one takes: files that stay the same are
    linked."""
    serve_url: str = ""
    """The address at which the pages are shown while they are written; empty where they are published."""


def request_of(edition: Edition, site_dir: Path, course_dir: Path | None) -> BuildRequest:
    """A request for one language, into `site_dir`; `course_dir` is the folder of another course, if any."""
    is_other = course_dir is not None
    return BuildRequest(
        edition.config_path,
        site_dir,
        language=edition.named,
        docs_dir=edition.docs_dir if is_other else None,
        site_name=edition.language.title if is_other else None,
        course_dir=course_dir,
    )


#: Builds what is asked for; false where it failed, of which it has told the reason.
Builder = Callable[[BuildRequest], bool]


@dataclass(frozen=True, slots=True)
class Building:
    """How to build the pages of a course: the same for all its languages."""

    build: Builder
    options: BuildOptions = BuildOptions()
    instructor: bool = False
    offline: bool = False
    docs_dir: Path | None = None
    """Folder of another course's sources; None for the course of the settings."""
    language: str = ""
    """Tag of that course's language; empty for that of its text."""
    teller: Teller = field(default_factory=lambda: Teller(is_check=False))
    """Tells what is wrong, each Problem once."""
    last_site: Path | None = None
    """The site whose place the new one takes: files that stay the same are linked."""
    keeps_addresses: bool = False
    """Whether no site is published that lacks an address of an older one."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is wanted of a server that shows a course while it is written."""

    project_dir: Path
    """The folder of the settings."""
    address: str = ""
    """Host and port, such as ``127.0.0.1:8000``; empty for what the settings say."""
    docs_dir: Path | None = None
    """Folder of another course's sources; None for the course of the settings."""
    language: str = ""
    """Tag of that course's language; empty for that of its text."""
    instructor: bool = False
    """Whether the lecturer's edition is shown."""
    options: BuildOptions = BuildOptions(strict=False)
    opens_browser: bool = False
    """Whether the first page is opened in a browser."""
    polls: bool = False
    """Whether files are looked at again and again, where the system tells of no change."""
    watched: tuple[Path, ...] = ()
    """Further files and folders: a change in one is a reason to build again."""
