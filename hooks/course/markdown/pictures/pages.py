"""Finished pages ask for smaller pictures, and leave room for every picture before it is there.

An ``<img>`` keeps its ``src``, the original: handouts and editions to take away read it.
A picture whose author says himself which files are shown (``srcset``, ``<picture>``) stays as it is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from course.kept import Store, digest, rewrite
from course.markdown.html.scan import Markup, attributes, scan
from course.markdown.html.style_classes import KEPT
from course.markdown.pictures.facts import COLUMN_PX, DENSITY, PictureFacts, Wanted, is_large, read_facts
from course.reads import pages_below

#: Where smaller pictures are in the site of a language.
FOLDER = "assets/pictures"
#: The column of text, by the width of the window: the theme's side columns stand beside it from 76.25em on.
_COLUMN = "(min-width: 125em) 830px, (min-width: 76.25em) 690px, 100vw"
_ARTICLE = re.compile(rb"<article\b")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*(?:px)?\s*")
_STYLED = re.compile(r"(?:^|;)\s*(?:max-)?width\s*:\s*(\d{1,5})(?:\.\d*)?px")
_STYLED_HEIGHT = re.compile(r"(?:^|;)\s*height\s*:")
#: Of an icon nobody sees that it comes late.
_SMALL_PX = 64
Contents = Mapping[Wanted, str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An ``<img>`` of a page."""

    tag: Markup
    path: Path
    facts: PictureFacts
    given: Mapping[str, str]

    @property
    def place_px(self) -> int:
        """Width of its place, in CSS pixels."""
        stated = _PIXELS.fullmatch(self.given.get("width", "")) or _STYLED.search(self.given.get(KEPT, ""))
        return min(COLUMN_PX, self.facts.width_px, int(stated[1]) if stated else COLUMN_PX) or 1

    @property
    def wanted(self) -> list[Wanted]:
        """The smaller ones to serve in its place, the smallest first."""
        facts, place = self.facts, self.place_px
        by_height = "height" in self.given and "width" not in self.given
        if not facts.is_still or by_height or not is_large(facts, place):
            return []
        widths = sorted({min(place, facts.width_px), min(DENSITY * place, facts.width_px)})
        return [Wanted(self.path, width) for width in widths]


def suit_pictures(site_dir: Path, kept: Store) -> None:
    """Write smaller pictures into the site in `site_dir`, and have its pages ask for them."""
    reader = _Reader(site_dir.resolve())
    pages = {page: reader.shown_on(page) for page in pages_below(reader.site_dir)}
    pages = {page: pictures for page, pictures in pages.items() if pictures}
    wanted = {each: None for pictures in pages.values() for shown in pictures for each in shown.wanted}
    names = _write_smaller(wanted, reader.site_dir, kept) if wanted else {}
    for page, pictures in pages.items():
        reader.rewrite(page, pictures, names)


def _write_smaller(wanted: Iterable[Wanted], site_dir: Path, kept: Store) -> dict[Wanted, str]:
    """The place in the site of each that is worth it."""
    from course.markdown.pictures.smaller import made_smaller  # here: most builds make none

    names = {}
    for each, content in made_smaller(wanted, kept):
        if content:
            name = f"picture-{each.width_px}.{digest(content)[:8]}.webp"
            target = site_dir / FOLDER / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            names[each] = f"{FOLDER}/{name}"
    return names


class _Reader:
    """Reads the pages of one site, and each of its pictures once."""

    def __init__(self, site_dir: Path) -> None:
        self.site_dir = site_dir
        self.facts: dict[Path, PictureFacts | None] = {}

    def shown_on(self, page: Path) -> list[_Shown]:
        """The pictures of a page that are files of the site."""
        content = page.read_bytes()
        return [*self._shown_in(_article_of(content)[1], page)] if b"<img" in content else []

    def rewrite(self, page: Path, pictures: Sequence[_Shown], names: Contents) -> None:
        """Have a page ask for smaller `pictures`, and leave room for all."""
        before, article, after = _article_of(page.read_bytes())
        own = page.parent.relative_to(self.site_dir).as_posix()
        pieces, at = [], 0
        for shown in pictures:
            added = "".join(f' {name}="{value}"' for name, value in _added(shown, names, own))
            end = shown.tag.end - (2 if shown.tag.alone else 1)
            pieces += [article[at:end].rstrip() if added else article[at:end], added]
            at = end
        if any(pieces[1::2]):
            text = "".join([*pieces, article[at:]])
            rewrite(page, before + text.encode("utf-8", "surrogateescape") + after)

    def _shown_in(self, article: str, page: Path) -> Iterator[_Shown]:
        inside = 0
        for tag in scan(article):
            if tag.name == "picture":
                inside += -1 if tag.closing else 1
            if tag.name == "img" and not inside and (shown := self._shown(tag, page)):
                yield shown

    def _shown(self, tag: Markup, page: Path) -> _Shown | None:
        given: dict[str, str] = {}
        for each in attributes(tag.text):
            given.setdefault(each.name, each.value)
        path = self._file(given.get("src", ""), page)
        if path is None or "srcset" in given:
            return None
        if path not in self.facts:
            self.facts[path] = read_facts(path)
        facts = self.facts[path]
        return _Shown(tag, path, facts, given) if facts else None

    def _file(self, address: str, page: Path) -> Path | None:
        """The file of the site that `address` names on a page; None where it names none."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        path = posixpath.normpath(posixpath.join(page.parent.as_posix(), unquote(parts.path)))
        found = Path(path)
        return found if "\0" not in path and found.is_relative_to(self.site_dir) else None


def _article_of(page: bytes) -> tuple[bytes, str, bytes]:
    """What is before a page's article, that article, and what comes behind it."""
    begun, end = _ARTICLE.search(page), page.rfind(b"</article>")
    start = begun.start() if begun else end
    if start >= end:
        return page, "", b""
    return page[:start], page[start:end].decode("utf-8", "surrogateescape"), page[end:]


def _added(shown: _Shown, names: Contents, folder: str) -> Iterator[tuple[str, object]]:
    """The attributes that an ``<img>`` of a page in `folder` gets."""
    files = [(each.width_px, names[each]) for each in shown.wanted if each in names]
    if files:
        sources = [f"{quote(posixpath.relpath(uri, folder))} {width}w" for width, uri in files]
        if files[-1][0] != shown.wanted[-1].width_px:  # the larger one was not worth it
            sources.append(f"{_as_listed(shown.given['src'])} {shown.facts.width_px}w")
        yield "srcset", ", ".join(sources)
        place = shown.place_px
        yield "sizes", _COLUMN if place == COLUMN_PX else f"(max-width: {place}px) 100vw, {place}px"
    yield from _measures(shown)


def _as_listed(address: str) -> str:
    """`address` as a list of addresses can hold it: without its anchor, blanks and commas."""
    written = address.strip().partition("#")[0]
    return quote(written, safe="/%?=&:@!$'()*+;~-._").replace("&", "&amp;")


def _measures(shown: _Shown) -> Iterator[tuple[str, object]]:
    """Width and height where its author states none; the style sheets keep it within its column."""
    given, facts = shown.given, shown.facts
    if "height" in given or _STYLED_HEIGHT.search(given.get(KEPT, "")) or facts.width_px < _SMALL_PX:
        return
    if "width" not in given:
        yield "width", facts.width_px
        yield "height", facts.height_px
    elif stated := _PIXELS.fullmatch(given["width"]):
        yield "height", max(1, round(int(stated[1]) * facts.height_px / facts.width_px))
