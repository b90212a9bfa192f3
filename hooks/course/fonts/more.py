"""Fonts that only some courses need, beside the bundled ones: for Han and Kana, and the lecturer's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course.fonts.faces import advances_em


@dataclass(frozen=True, slots=True)
class MoreFonts:
    """The fonts that a course needs besides."""

    folder: Path | None = None
    """A folder with their files and nothing else, named for what is in them; None where there are none."""
    eastern: tuple[str, ...] = ()
    """Families, as named in their files, that draw Han, Kana and their signs before any bundled one."""
    own: tuple[str, ...] = ()
    """Families of the lecturer's, which draw what no other has."""

    covered: str = ""
    """The characters that the eastern ones draw, as ranges (``\u4e00-\u9fff``)."""

    @property
    def characters(self) -> frozenset[str]:
        """All that they can draw."""
        return _characters(self.folder) if self.folder else frozenset()


NO_MORE = MoreFonts()


@cache
def _characters(folder: Path) -> frozenset[str]:
    codes: Sequence[int] = [code for path in sorted(folder.iterdir()) for code in advances_em(path)]
    return frozenset(map(chr, codes))
