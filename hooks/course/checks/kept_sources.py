"""What is known of sources that were checked before: kept by their text and by what was asked for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from course.checks.pictures import UsedPicture
from course.kept import Store, key_of
from course.markdown.files.source import Source
from course.markdown.links.anchors import anchors_key
from course.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class KnownSource:
    """What the check of one source by itself has found."""

    problems: tuple[Problem, ...]
    drawn: tuple[str, ...]
    """Hashes of its diagrams, as the drawer remembers what it has drawn."""
    anchors_asked: Mapping[str, str]
    """By URI, a hash of the anchors of each page that its links lead to."""
    files_asked: Mapping[str, bool]
    """By URI, whether a file that the site does not have was there."""
    pictures: tuple[UsedPicture, ...] = ()
    """The picture files that it shows, which are looked at each time."""


@dataclass(frozen=True, slots=True)
class KnownSources:
    """The store of what is known; each answer is looked up by what the source was."""

    kept: Store
    around: str
    """A hash of what every check depends on: settings, addresses, what draws."""
    docs_dir: Path
    anchors_of: Callable[[str], frozenset[str] | None]
    """The anchors of a page as they are now, by its URI."""

    def get(self, source: Source) -> KnownSource | None:
        """What is known of `source`; None where nothing is, or where what was asked is another now."""
        kept = self.kept.get(self._key(source))
        known = msgspec.json.decode(kept, type=KnownSource) if kept else None
        return known if known and self._stands(known) else None

    def put(self, source: Source, known: KnownSource) -> None:
        """Keep what is known of `source`."""
        self.kept.put(self._key(source), msgspec.json.encode(known))

    def _key(self, source: Source) -> str:
        return key_of("source", self.around, *source.parts)

    def _stands(self, known: KnownSource) -> bool:
        return all(
            anchors_key(self.anchors_of(uri)) == key for uri, key in known.anchors_asked.items()
        ) and all(
            os.path.exists(f"{self.docs_dir}/{uri}") == there  # noqa: PTH110 - raises nothing
            for uri, there in known.files_asked.items()
        )
