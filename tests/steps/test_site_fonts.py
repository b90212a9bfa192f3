"""The fonts of a built site: every character drawn by a bundled font, in the pieces that its page needs."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page, Route

from course.checks.seen.browser import find_browser
from course.fonts import fonts_installed, site_fonts, whole_fonts
from course.fonts.faces import BOLD, TEXT
from course.fonts.families import Eastern
from course.fonts.site_fonts import write_site_fonts
from course.fonts.used import page_characters
from course.kept import Store
from support.courses import ROOT, Course, run_module, tree
from support.pages import ARGUMENTS, opened, served, show

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
def test_fonts_are_planned_once_for_the_same_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other text with the same letters needs no other plan; a new letter does, and what may not last."""
    (tmp_path / "index.html").write_text("<p>한국어 <b>굵게</b></p>", "utf-8")
    kept, planned = Store(tmp_path / "kept"), list[object]()
    plan = site_fonts.plan_styles
    monkeypatch.setattr(site_fonts, "plan_styles", lambda *all_of: planned.append(1) or plan(*all_of))

    def write(text: str, language: str = "ko", *, lasts: bool = True) -> int:
        (tmp_path / "index.html").write_text(text, "utf-8")
        chosen = Eastern(is_lasting=lasts)
        args = (tmp_path, MODULES, CACHE)
        fonts = write_site_fonts(*args, language=language, eastern=lambda _: chosen, kept=kept)
        assert fonts == write_site_fonts(*args, language=language, eastern=lambda _: chosen)
        planned.pop()
        return len(planned)

    assert [write("<p>가나 <b>다</b></p>"), write("<p>나가 <b>다</b></p>")] == [1, 1]
    assert [write("<p>가 <b>다나</b></p>"), write("<p>가나 <b>다</b></p>", "en")] == [2, 3]
    assert [write("<p>라</p>", lasts=False), write("<p>라</p>"), write("<p>라</p>")] == [4, 5, 5]


@needs_fonts
def test_other_builds_may_use_the_same_cache(tmp_path: Path) -> None:
    """What another build takes away meanwhile, as a link to nowhere is gone, stops none; old files go."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>가</p>", "utf-8")
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / whole_fonts(MODULES, CACHE).name).symlink_to(whole_fonts(MODULES, CACHE))
    (cache / "piece.gone").symlink_to(tmp_path / "nowhere")
    (cache / "old.woff2").touch()
    os.utime(cache / "old.woff2", (0, 0))
    assert write_site_fonts(tmp_path / "site", MODULES, cache).files
    assert not (cache / "old.woff2").exists()


@needs_fonts
def test_half_deleted_fonts_are_unpacked_anew(tmp_path: Path) -> None:
    """A folder of the cache that lacks one of the fonts is as good as not there; one in use is not old."""
    folder = tmp_path / whole_fonts(MODULES, CACHE).name
    shutil.copytree(whole_fonts(MODULES, CACHE), folder)
    (folder / "text.ttf").unlink()
    assert whole_fonts(MODULES, tmp_path) == folder
    assert (folder / "text.ttf").is_file()
    os.utime(folder, (0, 0))
    whole_fonts(MODULES, tmp_path)
    assert folder.stat().st_mtime > 0


@needs_fonts
def test_unknown_characters_are_told(tmp_path: Path) -> None:
    """What no bundled font has is named once, in the one line of the build's report."""
    (tmp_path / "index.html").write_text("<p>한국어 ᚠ</p>", "utf-8")
    fonts = write_site_fonts(tmp_path, MODULES, CACHE)
    assert fonts.missing == {"ᚠ"}
    assert "ᚠ (U+16A0)" in str(fonts)


@needs_fonts
def test_rare_signs_are_drawn(tmp_path: Path) -> None:
    """The dots of a terminal's progress and the letters of formulas have files, with their licences."""
    (tmp_path / "index.html").write_text("<p>한국어 𝑥</p><pre><code>⠿ web ␠</code></pre>", "utf-8")
    fonts = write_site_fonts(tmp_path, MODULES, CACHE)
    assert fonts.missing == frozenset()
    rare = {file.face.name: file.characters for file in fonts.files if file.family == "Course Signs"}
    assert rare == {"symbols": "␠⠿", "math": "𝑥"}
    assert (tmp_path / "assets/fonts/Noto-Sans-Math.LICENSE.txt").is_file()


def test_without_fonts_the_styles_name_none(tmp_path: Path) -> None:
    """Where npm brought nothing, the styles name no font and there is no font file."""
    (tmp_path / "index.html").write_text("<p>한국어</p>", "utf-8")
    fonts = write_site_fonts(tmp_path, tmp_path / "node_modules", tmp_path / "cache")
    assert fonts.files == ()
    assert "@font-face" not in fonts.styles
    assert not (tmp_path / "assets/fonts").exists()


@pytest.mark.skipif(os.name == "nt", reason="stands for npm by a shell script")
def test_without_npm_the_site_is_built_and_says_so_once(course: Course) -> None:
    """Both languages are built, strictly, on the fonts of readers; one line, not a warning, tells why."""
    course.write(
        {"docs/en/index.md": ENGLISH, "bin/npm": "#!/bin/sh\necho 'npm error no network' >&2; exit 1\n"}
    )
    (course.folder / "bin/npm").chmod(0o755)
    (course.folder / "node_modules").unlink(missing_ok=True)
    path = f"{course.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    ran = run_module("hooks", "site", cwd=course.folder, environment={"PATH": path})
    assert ran.status == 0, ran.output
    (line,) = (line for line in ran.lines if "fonts" in line)
    assert line.startswith("package-lock.json:") or line.startswith("package.json:"), line
    assert "npm ci failed: no network; without its fonts" in line
    for language in ("ko", "en"):
        assert not (course.folder / f"site/{language}/assets/fonts").exists()
        styles = [*(course.folder / f"site/{language}/assets/stylesheets").glob("*.css")]
        assert styles
        assert not any("@font-face" in each.read_text("utf-8") for each in styles)


@needs_fonts
def test_pages_of_a_large_course_fetch_a_part(tmp_path: Path) -> None:
    """Of 400 Korean pages each fetches less than half of the bytes; all are cut in seconds, and only once."""
    chance = random.Random(400)  # noqa: S311 - no secret
    usual = [chr(0xAC00 + 28 * number) for number in range(150)]
    for number in range(400):
        rare = [chr(0xAC00 + 28 * (300 + number // 4) + sound) for sound in range(1, 13)]
        words = ("".join(chance.choices(usual, k=4) + chance.choices(rare, k=1)) for _ in range(300))
        (tmp_path / f"site/{number:03}.html").parent.mkdir(exist_ok=True)
        (tmp_path / f"site/{number:03}.html").write_text(f"<p>{' '.join(words)}</p>", encoding="utf-8")
    cache = tmp_path / "cache"
    whole_fonts(MODULES, CACHE)
    cache.mkdir()
    for whole in CACHE.glob("whole-*"):
        (cache / whole.name).symlink_to(whole, target_is_directory=True)
    seconds = []
    for _ in range(2):
        start = time.process_time()
        fonts = write_site_fonts(tmp_path / "site", MODULES, cache)
        seconds.append(time.process_time() - start)
    text = [file for file in fonts.files if file.face.name == "text"]
    page = page_characters((tmp_path / "site/200.html").read_text("utf-8"))
    fetched = [file for file in text if page.text.intersection(file.characters)]
    assert sum(file.size_bytes for file in fetched) < sum(file.size_bytes for file in text) / 2
    assert seconds[0] < 60
    assert seconds[1] < seconds[0] / 2
    print(f"{len(fonts.files)} files, {seconds[0]:.1f} s, then {seconds[1]:.1f} s")


@needs_fonts
def test_session_needs_little(built_site: Path, browser: Browser) -> None:
    """All that a browser without any font for Korean and emoji fetches for the given session is 120 KB."""
    with served(built_site) as home, opened(browser) as (page, watch):
        show(page, home + SESSION)
        wait_for_fonts(page)
        fetched = sorted({address for address in watch.asked if address.endswith(".woff2")})
        sizes = [(built_site / address.lstrip("/")).stat().st_size for address in fetched]
        print(f"{len(sizes)} files, {sum(sizes) / 1024:.1f} KB")
        assert 20_000 < sum(sizes) < 120_000


@needs_fonts
def test_a_page_links_the_fonts_that_it_needs(built_site: Path, tmp_path: Path, browser: Browser) -> None:
    """A page asks at once for what it would have asked for once its style sheet is there, but for emoji."""
    site_dir, linked = tmp_path / "site", dict[str, list[str]]()
    shutil.copytree(built_site, site_dir)
    for place in (SESSION, "ko/", "en/glossary/"):
        path = site_dir / place / "index.html"
        text = path.read_text("utf-8")
        links = re.findall(r'<link rel="preload" as="font"[^>]*>', text)
        linked[place] = re.findall(r'assets/fonts/[^"]+', "".join(links))
        path.write_text(text.replace("".join(links), ""), "utf-8")
    with served(site_dir) as home:
        for place, uris in linked.items():
            with opened(browser) as (page, watch):
                show(page, home + place)
                wait_for_fonts(page)
                asked = {address for address in watch.asked if address.endswith(".woff2")}
            needed = {each[each.index("assets/") :] for each in asked if "emoji" not in each}
            assert uris
            assert needed.issuperset(uris), place
            assert len(needed) - len(uris) <= 1, place


@needs_fonts
def test_browser_draws_with_the_bundled_fonts(built_site: Path, browser: Browser) -> None:
    """The session's text, headings, code and emoji are drawn with the site's own files, and no others."""
    with served(built_site) as home, opened(browser) as (page, watch):
        show(page, home + SESSION)
        wait_for_fonts(page)
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


SHIFTS = """
shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(entry => { shifted += entry.value }))
  .observe({ type: "layout-shift", buffered: true })
"""
ENGLISH = "# First\n\n- one\n\n```bash\necho 하나\n```\n\n## 🔑 Keywords\n\n- **Pod**: smallest unit\n"
KOREAN_SYSTEM = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts</dir><dir>{0}/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>"""


@pytest.fixture
def korean_browser(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser on a system with Korean fonts called NanumGothic, as wide as the real ones."""
    for face, name in ((TEXT, "NanumGothic"), (BOLD, "NanumGothic Bold")):
        with TTFont(whole_fonts(MODULES, CACHE) / f"{face.name}.ttf") as font:
            font["head"].unitsPerEm = round(font["head"].unitsPerEm * 0.8643 / 0.94)
            for record in font["name"].names:
                if record.nameID in (1, 4, 6, 16):
                    full = name if record.nameID == 4 else name.replace(" ", "")
                    record.string = "NanumGothic" if record.nameID in (1, 16) else full
            (tmp_path / "fonts").mkdir(exist_ok=True)
            font.save(tmp_path / f"fonts/{face.name}.ttf")
    (tmp_path / "fonts.conf").write_text(KOREAN_SYSTEM.format(tmp_path), encoding="utf-8")
    launch = browser.browser_type.launch
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    korean = launch(executable_path=find_browser(), args=list(ARGUMENTS), env=environment)
    yield korean
    korean.close()


@needs_fonts
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems know no fontconfig")
@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_moves_when_the_fonts_arrive(built_site: Path, korean_browser: Browser, width: int) -> None:
    """The page is as long in the stand-ins as in the fonts, to a line or two, and hardly shifts.

    Source: Core Web Vitals call a layout shift below 0.1 good. On a phone the same stand-ins without their
    measures make the page longer or shorter: the test can fail.
    """
    with served(built_site) as home:
        before, after, shifted = heights(korean_browser, home + SESSION, width)
        print(f"{width} px wide: {before} px high, then {after} px; layout shift {shifted:.4f}")
        assert shifted < 0.04
        assert abs(after - before) < 0.015 * after
        if width == 390:
            raw, _, _ = heights(korean_browser, home + SESSION, width, measured=False)
            assert abs(after - raw) > 2 * abs(after - before)


def heights(
    browser: Browser, address: str, width: int, *, measured: bool = True
) -> tuple[float, float, float]:
    """The article's height in the stand-ins and in the fonts, and the layout shift in between."""
    with opened(browser, width=width) as (page, _):
        held: list[Route] = []
        page.route("**/*.woff2", lambda route: held.append(route))
        if not measured:
            page.route("**/assets/stylesheets/course.*.css", without_measures)
        page.add_init_script(SHIFTS)
        page.goto(address, wait_until="domcontentloaded")
        page.wait_for_timeout(1500)
        height = "document.querySelector('article').getBoundingClientRect().height"
        before = page.evaluate(height)
        assert held
        for _ in range(15):
            while held:
                held.pop().fallback()
            page.wait_for_timeout(100)
        wait_for_fonts(page)
        return before, page.evaluate(height), page.evaluate("shifted")


def without_measures(route: Route) -> None:
    body = re.sub(r"(size-adjust|(ascent|descent|line-gap)-override):[^;]*;", "", route.fetch().text())
    route.fulfill(body=body, content_type="text/css")


def wait_for_fonts(page: Page) -> None:
    """Wait until no font is on its way."""
    page.evaluate("document.fonts.ready")
    page.wait_for_function("() => [...document.fonts].every(font => font.status != 'loading')")


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
