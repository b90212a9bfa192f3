"""Which files beside the pages a site publishes: those a page shows, and those it offers as downloads."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import PurePosixPath

_SHOWN = (
    "png jpg jpeg jfif gif svg webp avif apng ico bmp mp4 m4v webm mov ogv mp3 m4a ogg oga wav flac vtt "
    "woff woff2 ttf otf css map webmanifest"
)
#: What pages show or need by themselves: images, sound, film, fonts, styles.
SHOWN_TYPES = frozenset(_SHOWN.split())


def is_shown(uri: str) -> bool:
    """Whether pages show or load a file of this type themselves, such as an image or a script."""
    return _ending(uri) in SHOWN_TYPES


def is_download(uri: str, download_types: Collection[str]) -> bool:
    """Whether the file is of a type that is offered as a download: its ending, or its name without one."""
    return _is_one_of(PurePosixPath(uri).name.lower(), frozenset(download_types))


@lru_cache(maxsize=8192)
def _is_one_of(name: str, kinds: frozenset[str]) -> bool:
    """A build asks this four times of each file."""
    wanted = {kind.lower().lstrip(".") for kind in kinds}
    return name in wanted or any(name.endswith(f".{kind}") for kind in wanted)


def type_of(uri: str) -> str:
    """The file's type as ``download_types`` names it: ``zip``, or the name of a file without an ending."""
    return _ending(uri) or PurePosixPath(uri).name


def _ending(uri: str) -> str:
    return PurePosixPath(uri).suffix.lower().lstrip(".")
