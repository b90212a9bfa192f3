"""The fonts of a built site: every character drawn by a bundled font, in the pieces that its page needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from conftest import ROOT, tree
from course.fonts import fonts_installed
from course.fonts.pieces import pieces, unicode_range
from course.fonts.site_fonts import write_site_fonts
from course.fonts.used import page_characters
from pages import opened, served, show

MODULES, CACHE = ROOT / "node_modules", ROOT / ".cache" / "fonts"
SESSION = "ko/week_03/day3/session_1/"
needs_fonts = pytest.mark.skipif(not fonts_installed(MODULES), reason="npm has not brought the fonts")


def test_characters_are_told_apart_by_what_draws_them() -> None:
    """Text, bold text, code and bold code are known by tags; scripts' words are found in their escapes."""
    found = page_characters(
        "<body><h2>가<code>나</code></h2><p>다<code>라</code>마⚠\ufe0f</p>"
        "<svg><text font-weight='700'>바</text></svg><input placeholder='사'>"
        '<script type="application/json">{"a": "\\uc544\\ud83c\\udfaf"}</script></body>'
    )
    assert (found.bold, found.code_bold, found.code) == ({*"가바"}, {*"나"}, {*"라"})
    assert found.text == {*"다마⚠사"}
    assert found.further >= {*"아🎯"}
    assert found.marked == {"⚠"}


def test_pieces_hold_each_character_once() -> None:
    """First comes what many pages share, then each page's own in their order, then what may be needed."""
    pages = [frozenset("가나" + chr(0xB000 + number)) for number in range(400)]
    parts = pieces(pages, frozenset("가힣"))
    assert parts[0] == "가나"
    assert parts[1][0] == chr(0xB000)
    assert parts[-1] == "힣"
    assert sorted("".join(parts)) == sorted(frozenset("힣").union(*pages))


def test_unicode_range_joins_neighbours() -> None:
    """Neighbours become one range, single characters stay by themselves."""
    assert unicode_range("다ABCz") == "U+41-43,U+7A,U+B2E4"


@needs_fonts
def test_every_character_of_the_site_has_a_glyph(built_site: Path) -> None:
    """Each character that a page shows is in a file that the page's styles name, under a name of our own."""
    for language in ("ko", "en"):
        has: set[str] = set()
        for path in sorted((built_site / language / "assets/fonts").glob("*.woff2")):
            with TTFont(path) as font:
                has.update(map(chr, font.getBestCmap()))
                assert font["name"].getBestFamilyName().startswith("Course ")
                assert "Pretendard" not in {
                    str(record) for record in font["name"].names if record.nameID != 0
                }
        pages = sorted((built_site / language).rglob("*.html"))
        drawn = frozenset().union(*(page_characters(page.read_text("utf-8")).drawn for page in pages))
        assert len(drawn) > 60
        assert drawn - has == set()


@needs_fonts
def test_licences_go_with_the_fonts(built_site: Path) -> None:
    """The site ships each font's line of copyright and the licence's whole text."""
    licences = sorted((built_site / "ko/assets/fonts").glob("*.LICENSE.txt"))
    assert [path.name.split(".")[0] for path in licences] == ["D2Coding", "Noto-Emoji", "Pretendard"]
    owners = ("NHN Corporation", "Google", "Kil Hyung-jin")
    for owner, path in zip(owners, licences, strict=True):
        text = path.read_text(encoding="utf-8")
        assert owner in text.splitlines()[0]
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


@needs_fonts
def test_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """Cutting anew gives the files that the cache gives."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("<p>한국어 <b>굵게</b> <code>코드</code> ✅</p>", "utf-8")
    whole = next(CACHE.glob("whole-*"), None)
    for cache in ("cold", "other"):
        (tmp_path / cache).mkdir()
        if whole:
            (tmp_path / cache / whole.name).symlink_to(whole, target_is_directory=True)
    write_site_fonts(tmp_path / "one", MODULES, tmp_path / "cold")
    write_site_fonts(tmp_path / "two", MODULES, tmp_path / "other")
    first = tree(tmp_path / "one")
    assert len(first) > 8
    assert first == tree(tmp_path / "two")


@needs_fonts
def test_unknown_characters_are_told(tmp_path: Path) -> None:
    """What no bundled font has is named once, in the one line of the build's report."""
    (tmp_path / "index.html").write_text("<p>한국어 ᚠ</p>", "utf-8")
    fonts = write_site_fonts(tmp_path, MODULES, CACHE)
    assert fonts.missing == {"ᚠ"}
    assert "ᚠ (U+16A0)" in str(fonts)


def test_without_fonts_the_styles_are_there(tmp_path: Path) -> None:
    """Where npm brought nothing, fonts.css names no font and there is no font file."""
    (tmp_path / "index.html").write_text("<p>한국어</p>", "utf-8")
    assert write_site_fonts(tmp_path, tmp_path / "node_modules", tmp_path / "cache").files == ()
    assert "@font-face" not in (tmp_path / "assets/stylesheets/fonts.css").read_text("utf-8")
    assert not (tmp_path / "assets/fonts").exists()


@needs_fonts
def test_browser_draws_with_the_bundled_fonts(built_site: Path, browser: Browser) -> None:
    """The session's text, headings, code and emoji are drawn with the site's own files, and no others."""
    with served(built_site) as home, opened(browser) as (page, watch):
        show(page, home + SESSION)
        page.evaluate("document.fonts.ready")
        page.wait_for_function("[...document.fonts].every(font => font.status != 'loading')")
        assert drawn_with(page, "article h1") == {"Course Sans"}
        assert drawn_with(page, "article pre") == {"Course Code"}
        assert drawn_with(page, "article") <= {
            "Course Sans",
            "Course Emoji",
            "Course Signs",
            "Noto Color Emoji",
        }
        assert not watch.complaints
        assert not watch.strangers
        assert any(address.endswith(".woff2") for address in watch.asked)


def drawn_with(page: Page, selector: str) -> set[str]:
    """The families of the fonts that drew the element's text, as the browser tells; bundled ones by CSS."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert fonts
    return {font["familyName"] for font in fonts}
