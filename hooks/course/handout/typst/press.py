"""Typst, called: fonts laid ready, a source in, a PDF out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from course.fonts.faces import BOLD, CODE, EMOJI, RARE, TEXT, bundled_advances_em, drawn_by

#: The fonts of a handout; no other is ever used.
FACES = (TEXT, BOLD, CODE, EMOJI, *RARE)
#: What Typst warns of and draws all the same: long arrows, whose pieces in Noto Sans Math overlap too little.
_HARMLESS = frozenset(("glyph has assembly parts with overlap less than minConnectorOverlap",))


class PressError(Exception):
    """Typst could not set the document; the text says why, on one line."""


@dataclass(frozen=True, slots=True)
class Press:
    """Typst with its fonts.

    Every file keeps PDF/UA-1, for readers who hear it: there Typst refuses what it cannot draw.
    """

    fonts_dir: Path
    """A folder with the fonts and nothing else."""
    more_dirs: tuple[Path, ...] = ()
    """Folders with the fonts that this document needs besides."""

    def pdf(self, source: str, pictures: Mapping[str, Path | bytes], timestamp: int) -> bytes:
        """`source` as PDF, with `pictures` by the names it calls them; `timestamp` stands for "now".

        Raises PressError.
        """
        return self._made(source, pictures, format="pdf", pdf_standards="ua-1", timestamp=timestamp)

    def png(self, source: str, pictures: Mapping[str, Path | bytes]) -> bytes:
        """The only page of `source` as PNG, two pixels a point. Raises PressError."""
        return self._made(source, pictures, format="png", ppi=144, timestamp=0)

    def _made(self, source: str, pictures: Mapping[str, Path | bytes], **how: Any) -> bytes:
        with tempfile.TemporaryDirectory(prefix="handout-") as folder:
            for name, path in pictures.items():
                if isinstance(path, bytes):
                    Path(folder, name).write_bytes(path)
                else:
                    shutil.copyfile(path, Path(folder, name))
            main = Path(folder, "main.typ")
            main.write_text(source, encoding="utf-8", newline="\n")
            try:
                made, warnings = typst.compile_with_warnings(
                    main,
                    root=main.parent,
                    font_paths=_fonts(self.fonts_dir, *self.more_dirs),
                    **how,
                )
            except typst.TypstError as error:
                raise PressError(" ".join(error.message.split())) from None
        if told := [text for each in warnings if (text := " ".join(each.message.split())) not in _HARMLESS]:
            raise PressError("; ".join(told))  # Typst leaves out what it only warns of
        if not isinstance(made, bytes):
            raise PressError("Typst gave no one file")
        return made


@lru_cache(maxsize=4)
def _fonts(*folders: Path) -> typst.Fonts:
    paths = [str(folder) for folder in folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@cache  # some 30,000
def characters(modules_dir: Path) -> frozenset[str]:
    """The characters that a handout can show."""
    return frozenset().union(*(drawn_by(face, modules_dir) for face in FACES if face is not BOLD))


@cache
def characters_of_text(modules_dir: Path) -> frozenset[str]:
    """The characters that the font of the text has."""
    return frozenset(map(chr, bundled_advances_em(TEXT, modules_dir)))


def families_in(folder: Path) -> tuple[str, ...]:
    """The families of the fonts in `folder`, as a document asks for them."""
    return tuple(sorted(_fonts(folder).families()))
