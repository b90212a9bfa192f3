"""The style sheet that waits for the rules of the fonts."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.fonts.faces import TEXT
from course.fonts.site_fonts import SiteFonts
from course.fonts.styles import FontFile
from course.kept import Store
from course.pages.joined import Part
from steps import joined_files
from steps.joined_files import STYLES_URI, Waiting, with_styles, write_styles
from steps.site_pages import SitePages


def _file(characters: str) -> FontFile:
    return FontFile("Course Sans", "100 500", TEXT, "assets/fonts/a.woff2", characters, 1)


def test_a_joined_sheet_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was joined is joined again only where a part, or the rules of the fonts, are others."""
    joined: list[object] = []
    usual = joined_files.join_styles

    def join_styles(parts: list[Part], uri: str, *, mapped: bool) -> object:
        joined.append(parts)
        return usual(parts, uri, mapped=mapped)

    monkeypatch.setattr(joined_files, "join_styles", join_styles)

    pages = SitePages(tmp_path, Store(tmp_path / "kept"))

    def written(characters: str, rule: str) -> str:
        waiting = Waiting([Part("stylesheets/a.css", rule), Part(STYLES_URI, "")], False)
        uri = write_styles(pages, SiteFonts((_file(characters),)), waiting)
        return (tmp_path / uri).read_text(encoding="utf-8")

    first = written("abc", "a { color: red }")
    assert written("abc", "a { color: red }") == first
    assert len(joined) == 1
    assert written("xyz", "a { color: red }") != first
    assert written("abc", "a { color: blue }") != first
    assert len(joined) == 3


@pytest.mark.parametrize("crossorigin", [b"crossorigin", b'crossorigin=""'])
def test_a_page_asks_for_its_fonts_at_once(crossorigin: bytes) -> None:
    """The template's one link stands for those of all fonts that the page needs; for none it goes."""
    link = b'<link rel="preload" as="font" ' + crossorigin + b' href="../assets/fonts/%s.woff2">'
    page = b"<head>%s<title>a</title></head>"
    waiting = page % (link % b"unnamed")
    named = with_styles(waiting, "course.css", ["assets/fonts/one.woff2", "assets/fonts/two.woff2"])
    assert named == page % (link % b"one" + link % b"two")
    assert with_styles(waiting, "course.css", []) == page % b""
    assert with_styles(page % b"", "course.css", ["assets/fonts/one.woff2"]) == page % b""
