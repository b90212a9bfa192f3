"""Writes the fonts of a built site: files with just the characters of its pages, their CSS, the licences."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from course.fonts.faces import TEXT, Face, fonts_installed
from course.fonts.families import NO_EASTERN, Eastern, Style, plan_styles, shown_in
from course.fonts.pieces import cut_piece
from course.fonts.styles import FontFile, render_font_styles
from course.fonts.used import (
    SortedCharacters,
    UnsortedPages,
    read_written,
    sorted_characters,
    united,
    unsorted_characters,
    written_characters,
)
from course.fonts.whole import whole_fonts
from course.kept import Store, code_key, file_digest, key_of
from course.reads import pages_below

FONTS_DIR, STYLES_URI = "assets/fonts", "assets/stylesheets/fonts.css"
_NAMED = 8
#: A page asks for so many files before its style sheet does: more would hold up the style sheet.
_AT_ONCE = 4
_MONTH_SECONDS = 30 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class SiteFonts:
    """The font files that were written into a site."""

    files: tuple[FontFile, ...] = ()
    missing: frozenset[str] = frozenset()
    """Characters on its pages that no bundled font has."""
    by_page: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    """URIs of those that each page needs as soon as it is seen."""

    def needed(self, page: bytes) -> tuple[str, ...]:
        """URIs of the files that a page, an HTML file, needs as soon as it is seen."""
        return self.needed_for(sorted_characters(page))

    def needed_for(self, page: SortedCharacters) -> tuple[str, ...]:
        """The same for a page of these characters: no more than `_AT_ONCE`, those with most of them."""
        shown = shown_in(unsorted_characters(page))
        drawn = {
            file.uri: len(shown.get((file.family, file.weights), frozenset()).intersection(file.characters))
            for file in self.files
        }
        return tuple(sorted(filter(drawn.get, drawn), key=lambda uri: -drawn[uri])[:_AT_ONCE])

    @property
    def styles(self) -> str:
        """CSS that names them, for a style sheet beside `STYLES_URI`."""
        return render_font_styles(self.files)

    def __str__(self) -> str:
        """One line for the log of the build."""
        size_kb = round(sum(file.size_bytes for file in self.files) / 1024)
        summary = f"{len(self.files)} files, {size_kb} KB"
        if not self.missing:
            return f"{summary}, for every character of the pages"
        names = ", ".join(f"{c} (U+{ord(c):04X})" for c in sorted(self.missing)[:_NAMED])
        if len(self.missing) > _NAMED:
            names += f" and {len(self.missing) - _NAMED} more"
        return f"{summary}; no bundled font has {names}: readers see these in a font of their own"


def write_site_fonts(
    site_dir: Path,
    modules_dir: Path,
    cache_dir: Path,
    own_files: Iterable[Path] = (),
    *,
    own_text: str = "",
    language: str = "",
    eastern: Callable[[frozenset[str]], Eastern] = lambda _: NO_EASTERN,
    kept: Store | None = None,
    by_page: Mapping[Path, SortedCharacters] | None = None,
) -> SiteFonts:
    """Write the font files and the licences for the pages in `site_dir`.

    `by_page` has the characters of each, sorted by path; without it they are read.
    `own_files` are the site's own scripts and styles, which may show further characters; `own_text` has more
    of them. Where the fonts are not in `modules_dir` (``node_modules``), there are none. `cache_dir` keeps
    the font files. `eastern` tells what draws Han and Kana on pages in `language` with given characters;
    `kept` knows what was planned for pages with the same characters.
    """
    if not fonts_installed(modules_dir):
        return SiteFonts()
    if by_page is None:
        by_page = {path: sorted_characters(path.read_bytes()) for path in pages_below(site_dir)}
    pages = [*by_page.values()]
    written = read_written(own_files) | written_characters(own_text)
    whole_dir = whole_fonts(modules_dir, cache_dir)
    key = key_of("fonts", code_key(), language, whole_dir.name, "".join(sorted(written)), pages)
    styles, missing = _planned(pages, written, modules_dir, eastern, key, kept)
    files = [file for style in styles for file in _write_style(style, whole_dir, site_dir, cache_dir)]
    _write_licences(site_dir, modules_dir, {style.face for style in styles}, kept)
    _clear(cache_dir)
    fonts = SiteFonts(tuple(files), missing)
    return replace(fonts, by_page={path: fonts.needed_for(page) for path, page in by_page.items()})


def _planned(
    pages: Sequence[SortedCharacters],
    written: frozenset[str],
    modules_dir: Path,
    eastern: Callable[[frozenset[str]], Eastern],
    key: str,
    kept: Store | None,
) -> tuple[Sequence[Style], frozenset[str]]:
    """What `plan_styles` plans, from `kept` where pages with the same characters were planned for."""
    planned = kept.get(key) if kept else None
    if planned:
        styles, missing = msgspec.json.decode(planned, type=tuple[list[Style], str])
        return styles, frozenset(missing)
    read = UnsortedPages(pages)
    chosen = eastern(united(page.drawn for page in read))
    fresh, lacking = plan_styles(modules_dir, read, written, chosen)
    if kept and chosen.is_lasting:
        kept.put(key, msgspec.json.encode((fresh, "".join(sorted(lacking)))))
    return fresh, lacking


def _write_style(style: Style, whole_dir: Path, site_dir: Path, cache_dir: Path) -> Iterator[FontFile]:
    (site_dir / FONTS_DIR).mkdir(parents=True, exist_ok=True)
    for characters in style.pieces:
        cut = cut_piece(whole_dir / style.face.whole_file, characters, style.family, cache_dir)
        content = cut.read_bytes()
        uri = f"{FONTS_DIR}/{style.name}.{hashlib.sha256(content).hexdigest()[:8]}.woff2"
        (site_dir / uri).write_bytes(content)
        yield FontFile(style.family, style.weights, style.face, uri, characters, len(content))


def _write_licences(site_dir: Path, modules_dir: Path, faces: set[Face], kept: Store | None) -> None:
    for face in sorted(faces, key=lambda face: face.name):
        target = site_dir / FONTS_DIR / f"{face.own_family.replace(' ', '-')}.LICENSE.txt"
        if not target.exists():
            target.write_text(_kept_licence(face, modules_dir, kept), encoding="utf-8", newline="\n")


def _kept_licence(face: Face, modules_dir: Path, kept: Store | None) -> str:
    """The same text as `licence_of`: where it stands in a font, from `kept` if that font was read before."""
    if face.licence or kept is None:
        return licence_of(face, modules_dir)
    made_of = [file_digest(modules_dir / each) for each in (face.file, TEXT.licence or "")]
    return kept.made(key_of("licence", code_key(), made_of), str, lambda: licence_of(face, modules_dir))


def licence_of(face: Face, modules_dir: Path) -> str:
    """Text of the licence that must go with copies of `face`.

    A package without one gets the copyright line inside its font and the text of the SIL Open Font License
    1.1 from another package.
    """
    if face.licence:
        return (modules_dir / face.licence).read_text("utf-8")
    from fontTools.ttLib import TTFont  # here: few builds open a font

    with TTFont(modules_dir / face.file, lazy=True) as font:
        copyright_line = font["name"].getDebugName(0)
    text = (modules_dir / (TEXT.licence or "")).read_text("utf-8")
    return f"{copyright_line}\n\n{text[text.index('This Font Software is licensed') :]}"


def _clear(cache_dir: Path) -> None:
    """Drop what no build has used for a month."""
    for path in cache_dir.iterdir():
        with suppress(FileNotFoundError):  # another build in the same folder has put it in its place
            if time.time() - path.stat().st_mtime > _MONTH_SECONDS:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
