"""The pages of a site before the names of all the files that they ask for are known.

Those that nothing has changed wait in the store until then: each is written once, whole. Where the last site
has the same page it is a link to that: to make a file takes longer than to fill it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import PluginError

from course.fonts.used import SortedCharacters, sorted_characters
from course.kept import Store, code_key, digest, key_of, put_linked
from course.markdown.html.style_classes import styles_of
from course.pages.known_page import WrittenPage
from course.reads import pages_below


@dataclass(frozen=True, slots=True)
class PageNeeds:
    """What a page needs of the files that all pages share."""

    characters: SortedCharacters
    styles: tuple[tuple[bool, bytes], ...]
    """Its `styles_of`, sorted."""


@dataclass
class SitePages:
    """The pages of one language's site: those on disk, and those that are held back."""

    site_dir: Path
    kept: Store
    keys: Mapping[Path, str] = field(default_factory=dict)
    """By path, the key that a page is kept by."""
    held: Set[Path] = frozenset()
    """Those of them that are in the store alone."""
    last_dir: Path | None = None
    """The folder of the same language in the site that this one takes the place of."""
    _needs: dict[Path, PageNeeds] = field(default_factory=dict)

    @cached_property
    def paths(self) -> list[Path]:
        """Where all pages are, or will be, sorted."""
        return sorted({*pages_below(self.site_dir), *self.held})

    def needs(self, path: Path) -> PageNeeds:
        """What a page needs, from the store where the same page was looked at before."""
        if path not in self._needs:
            key = self.keys.get(path) or digest(self.read(path))
            self._needs[path] = _kept_needs(self.kept, key, lambda: self.read(path))
        return self._needs[path]

    def read(self, path: Path) -> bytes:
        """A page as it was made, without the names that came later."""
        if path not in self.held:
            return path.read_bytes()
        packed = self.kept.get(self.keys[path])
        if packed is None:
            raise PluginError("what was kept in .cache was deleted while the site was built: build again")
        return WrittenPage.unpacked(packed).html

    def write(self, path: Path, page: bytes) -> None:
        """Write a page as its readers get it."""
        if path in self.held:
            put_linked(path, page, self.last_dir and self.last_dir / path.relative_to(self.site_dir))
        else:
            path.write_bytes(page)


def keep_needs(kept: Store, key: str, page: bytes) -> None:
    """Keep what the `page` of that key needs, for the one time when all pages are asked."""
    _kept_needs(kept, key, lambda: page)


def _kept_needs(kept: Store, key: str, read: Callable[[], bytes]) -> PageNeeds:
    return kept.made(key_of("needs", code_key(), key), PageNeeds, lambda: _needs_of(read()))


def _needs_of(page: bytes) -> PageNeeds:
    return PageNeeds(sorted_characters(page), tuple(sorted(styles_of(page))))
