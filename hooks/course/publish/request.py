"""What is asked of whoever builds pages: the core does not know how that is done, and is handed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a command's words ask of every build."""

    strict: bool = True
    """Whether a warning ends the build."""
    loudness: Literal["", "quiet", "verbose"] = ""
    """Whether only errors are told, or all there is to tell."""
    clean: bool = True
    """Whether files of an older build are removed first."""
    theme: str | None = None
    """Another theme than the settings'."""
    directory_urls: bool | None = None
    """Whether addresses end with a slash; None for what the settings say."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """One language's pages to be built."""

    config_path: Path
    """Its settings."""
    site_dir: Path
    """Where the pages go."""
    language: str = ""
    """Which of the languages that these settings name; empty where they are those of one language."""
    docs_dir: Path | None = None
    """Another course's folder of sources; None for the one that the settings name."""
    site_name: str | None = None
    """What that course is called."""
    instructor: bool = False
    """Whether it is the lecturer's edition."""
    offline: bool = False
    """Whether the pages are to work from ``file://``."""
    brings_npm: bool = True
    """Whether npm's packages are brought; what keeps them from coming is told once a command."""
    options: BuildOptions = BuildOptions()


#: Builds what is asked for; false where it failed, of which it has told the reason.
Builder = Callable[[BuildRequest], bool]


@dataclass(frozen=True, slots=True)
class Building:
    """How the pages of a course are built, whatever its languages."""

    build: Builder
    options: BuildOptions = BuildOptions()
    instructor: bool = False
    offline: bool = False
    docs_dir: Path | None = None
    """The folder of another course than the settings'."""
