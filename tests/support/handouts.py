"""What the tests of the handouts share: HTML set as a page of a course, and PDFs read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from course.fonts import fonts_installed, whole_fonts
from course.handout.editions import STUDENT
from course.handout.make import make_handout
from course.handout.order import Made, Order, PageInput, Sheet
from course.handout.paper import PAPERS
from course.markdown.files.source import Source
from course.markdown.reading.page_blocks import fold
from course.settings.course_settings import Settings
from support.courses import ROOT
from support.words import KOREAN

MODULES, FONTS_CACHE = ROOT / "node_modules", ROOT / ".cache" / "fonts"
URL = "https://example.org/ko/a/"
needs_fonts = pytest.mark.skipif(not fonts_installed(MODULES), reason="npm has not brought the fonts")


def order_of(article: str, folder: Path, source: str = "", **edition: Any) -> Order:
    """The order for a handout of one made-up page, whose site and cache are in `folder`."""
    page = PageInput(
        Source("a.md", "docs/ko/a.md", source),
        f"<article>{article}</article>".encode(),
        URL,
        "1주차",
        1000000000,
    )
    return Order(
        name="a",
        pages=(page,),
        title="",
        is_booklet=False,
        edition=replace(STUDENT, **{"folded": "end", **edition}),
        sheet=Sheet("과정", "1주차", "", "2001-09-09", "ko", URL, PAPERS["a4"]),
        words=KOREAN.handout,
        site_dir=folder / "site",
        site_url="https://example.org/ko/",
        palette={},
        modules_dir=MODULES,
        fonts_dir=whole_fonts(MODULES, FONTS_CACHE),
        kept_dir=folder / "kept",
        settings=Settings(),
    )


def made_of(article: str, folder: Path, source: str = "", **edition: Any) -> Made:
    """The handout of one made-up page."""
    return make_handout(order_of(article, folder, source, **edition))


def page_texts(pdf: bytes | None) -> list[str]:
    """The text of every page of a PDF, as copied from it."""
    assert pdf is not None
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def folded(pdf: bytes | None) -> str:
    """All text of a PDF without what may differ in showing it."""
    return fold("".join(page_texts(pdf)).replace("\ufffe", "-").replace("\x02", "-"))
