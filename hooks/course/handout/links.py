"""The links from the pages of a built site to their handouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import quote

from course.kept import rewrite
from course.settings.words.file_words import HandoutWords

#: What the theme leaves in a page for them, however it was written out since; a page without it gets no link.
_PLACE = re.compile(r'<p class="course-handouts"[^>]*></p>')
#: Figures of a file's size that are told.
_FIGURES = 2


@dataclass(frozen=True, slots=True)
class HandoutLink:
    """A link from a page to a handout."""

    kind: str
    """``student`` or ``booklet``."""
    pdf: PurePosixPath
    """The file below the language's site."""
    text: str
    size_bytes: int


def link_page(page: Path, site_dir: Path, links: Sequence[HandoutLink], words: HandoutWords) -> None:
    """Put `links` into the built `page`, where the theme left room for them."""
    content = page.read_text(encoding="utf-8")
    place = _PLACE.search(content)
    if not links or place is None:
        return
    here = page.relative_to(site_dir).parent.as_posix()
    shown = " ".join(_anchor(link, here, words) for link in links)
    filled = f'<p class="course-handouts" data-added="handouts">{shown}</p>'
    content = content[: place.start()] + filled + content[place.end() :]
    rewrite(page, content.encode())


def _anchor(link: HandoutLink, here: str, words: HandoutWords) -> str:
    href = quote(relpath(link.pdf.as_posix(), here))
    kilobytes = max(1, round(link.size_bytes / 1000))
    # A letter more in one session changes its week's booklet: its other pages, which tell the size, stay.
    size = words.size.format(round(kilobytes, _FIGURES - len(str(kilobytes))))
    return (
        f'<a href="{escape(href)}" data-handout="{link.kind}" type="application/pdf" download>'
        f"{escape(link.text)} <small>{escape(size)}</small></a>"
    )
