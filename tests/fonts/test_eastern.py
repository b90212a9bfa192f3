"""Fonts for Han and Kana: which a course needs, how they come, what they draw."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from course.fonts import fonts_installed
from course.fonts.eastern import (
    ALL,
    JAPANESE,
    KOREAN,
    LOCK_DIR,
    SIMPLIFIED,
    TRADITIONAL,
    EasternFont,
    drawn_eastern,
    fonts_for,
)
from course.fonts.families import Eastern
from course.fonts.site_fonts import write_site_fonts
from course.npm import bring_package
from course.publish import more_fonts
from support.courses import ROOT, write_files
from support.fonts import small_font

MODULES, CACHE = ROOT / "node_modules", ROOT / ".cache" / "fonts"
needs_fonts = pytest.mark.skipif(not fonts_installed(MODULES), reason="npm has not brought the fonts")


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("ko", KOREAN),
        ("ja", JAPANESE),
        ("ja-JP", JAPANESE),
        ("zh", SIMPLIFIED),
        ("zh-CN", SIMPLIFIED),
        ("zh-Hans", SIMPLIFIED),
        ("zh-Hant", TRADITIONAL),
        ("zh_TW", TRADITIONAL),
        ("zh-HK", TRADITIONAL),
        ("en", SIMPLIFIED),
    ],
)
def test_the_language_decides_the_forms(language: str, first: EasternFont) -> None:
    """Each language has letters in its own forms, and a second font for what the first lacks."""
    assert fonts_for(language)[0] == first
    assert len(fonts_for(language)) == 2


def test_korean_keeps_its_own_signs() -> None:
    """In a Korean course only Han comes from such a font; in Japanese and Chinese all around it, too."""
    text = frozenset("漢字かなカナ、。「」（）A가1①")
    assert drawn_eastern(text, "ko") == {*"漢字"}
    assert drawn_eastern(text, "ja") == drawn_eastern(text, "zh-TW") == {*"漢字かなカナ、。「」（）"}


def test_the_lock_names_each_font_and_its_hash() -> None:
    """Every package is there at one version, with a hash that npm holds it against."""
    packages = json.loads((LOCK_DIR / "package-lock.json").read_text("utf-8"))["packages"]
    assert set(packages) == {"", *(f"node_modules/{font.npm_name}" for font in ALL)}
    assert all(packages[f"node_modules/{font.npm_name}"]["integrity"].startswith("sha512-") for font in ALL)
    wanted = json.loads((LOCK_DIR / "package.json").read_text("utf-8"))["dependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


class Npm:
    """Stands for npm: notes what it is asked, and brings files or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.asked: list[dict[str, object]] = []

    def __call__(self, command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
        assert "--ignore-scripts" in command
        lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
        self.asked.append(lock)
        if self.fails:
            return subprocess.CompletedProcess([], 1, "", "npm error network timeout\n")
        (place,) = set(lock["packages"]) - {""}
        for file in (
            "400Regular/NotoSansJP_400Regular.ttf",
            "700Bold/NotoSansJP_700Bold.ttf",
            "LICENSE_FONT",
        ):
            (folder / place / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / place / file).write_text(file, "utf-8")
        return subprocess.CompletedProcess([], 0, "", "")


def test_one_package_is_brought_as_the_lock_has_it(tmp_path: Path) -> None:
    """Npm is asked for that package alone, with its hash; only the files that are needed stay."""
    npm = Npm()
    folder = tmp_path / "jp"
    assert bring_package(LOCK_DIR, JAPANESE.npm_name, JAPANESE.files(), folder, npm) == ""
    (lock,) = npm.asked
    packages = lock["packages"]
    assert isinstance(packages, dict)
    assert packages[f"node_modules/{JAPANESE.npm_name}"]["integrity"].startswith("sha512-")
    assert sorted(path.name for path in folder.iterdir()) == ["LICENSE.txt", "bold.ttf", "regular.ttf"]
    assert [path.name for path in tmp_path.iterdir()] == ["jp"]


def test_without_a_network_it_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be fetched is told before, what failed once; whoever asks again in this run is not told."""
    monkeypatch.setattr("course.npm._run", Npm(fails=True))
    monkeypatch.setattr("course.npm.find_npm", lambda: ["npm"])
    more_fonts._bring.cache_clear()
    told: list[str] = []
    for _ in range(2):
        assert more_fonts.eastern_fonts(frozenset("日本語かな"), "ja", tmp_path, told.append) == ()
    more_fonts._bring.cache_clear()
    assert len(told) == 2
    assert "npm brings Noto Sans JP for it (29 MB, once)" in told[0]
    assert "network timeout" in told[1]
    assert "boxes with numbers" in told[1]
    assert not (tmp_path / more_fonts.CACHE / JAPANESE.package).exists()


@needs_fonts
@pytest.mark.parametrize(
    ("text", "language", "asks"),
    [
        ("漢字 大學 한국어", "ko", False),  # D2Coding has the Han of Korean
        ("한국어 かなカナ、。", "ko", False),  # Pretendard has Kana
        ("한국어 汉语", "ko", True),
        ("plain English — “quoted”", "en", False),
        ("中文", "zh", True),
        ("ひらがな", "ja", True),
        ("Japanese in English 、。", "ja", False),
        ("ꀀ ꂀ", "ko", False),  # no font of these has Yi
    ],
)
def test_a_font_is_asked_for_only_where_it_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, language: str, asks: bool
) -> None:
    """Letters that the bundled fonts have, and such as no font for Han has, fetch nothing."""
    asked: list[str] = []
    monkeypatch.setattr(more_fonts, "_is_there", lambda font, *_: bool(asked.append(font.package)))
    (tmp_path / "node_modules").symlink_to(MODULES, target_is_directory=True)
    more_fonts.eastern_fonts(frozenset(text), language, tmp_path, asked.append)
    assert bool(asked) == asks


@needs_fonts
def test_a_line_of_japanese_is_in_one_font(tmp_path: Path) -> None:
    """Kana, Han and their signs come from one font, regular and bold, in text, headings and code alike."""
    text = "日本語の章、カナ。"
    folder = JAPANESE.folder(tmp_path / "eastern")
    small_font(folder / "regular.ttf", text, JAPANESE.family)
    small_font(folder / "bold.ttf", text, JAPANESE.family, 700)
    (folder / "LICENSE.txt").write_text("Copyright\nSIL OPEN FONT LICENSE Version 1.1\n", "utf-8")
    page = f"<h1>{text}</h1><p>{text} Text <b>日</b></p><pre><code>日本 code</code></pre>"
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(page, "utf-8")
    eastern = Eastern((JAPANESE.faces(tmp_path / "eastern"),), lambda had: drawn_eastern(had, "ja"))
    fonts = write_site_fonts(tmp_path / "site", MODULES, CACHE, eastern=lambda _: eastern)
    drawn = {
        (file.face.name, file.weights): file.characters for file in fonts.files if file.face.name[:2] == "jp"
    }
    assert set(drawn) == {("jp", "100 500"), ("jp-bold", "501 900")}
    assert all(set(text) == set(characters) for characters in drawn.values())
    others = {c for file in fonts.files if file.face.name[:2] != "jp" for c in file.characters}
    assert others & set(text) == set()
    assert {file.family for file in fonts.files if file.face.name[:2] == "jp"} == {"Course Sans"}
    assert fonts.missing == frozenset()
    assert "OPEN FONT" in (tmp_path / "site/assets/fonts/Noto-Sans-JP.LICENSE.txt").read_text("utf-8")


@needs_fonts
def test_words_of_scripts_are_bold_too(tmp_path: Path) -> None:
    """What a page's data has, scripts may show in bold: a piece of its own holds it."""
    folder = JAPANESE.folder(tmp_path / "eastern")
    small_font(folder / "regular.ttf", "日本拡大", JAPANESE.family)
    small_font(folder / "bold.ttf", "日本拡大", JAPANESE.family, 700)
    (folder / "LICENSE.txt").write_text("Copyright\nSIL OPEN FONT LICENSE Version 1.1\n", "utf-8")
    data = '<script type="application/json">{"enlarge": "\\u62e1大"}</script>'
    write_files(tmp_path / "site", {"index.html": f"<h1>日</h1><p>本</p>{data}"})
    eastern = Eastern((JAPANESE.faces(tmp_path / "eastern"),), lambda had: drawn_eastern(had, "ja"))
    fonts = write_site_fonts(tmp_path / "site", MODULES, CACHE, eastern=lambda _: eastern)
    bold = [file.characters for file in fonts.files if file.face.name == "jp-bold"]
    assert sorted(bold) == sorted(["日", "大拡"])


@needs_fonts
def test_hanja_in_a_heading_is_as_bold_as_its_hangul(tmp_path: Path) -> None:
    """A Korean page with hanja in a heading and in its text has it regular and bold; all signs follow."""
    page = "<h1>漢字 제목과 大學 →</h1><p>본문의 漢字 ─ 𝑥 <b>→</b></p>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    fonts = write_site_fonts(tmp_path, MODULES, CACHE)
    signs = [file for file in fonts.files if file.family == "Course Signs"]
    assert {file.weights for file in signs} == {"100 500", "501 900"}
    bold = {c for file in signs if file.weights == "501 900" for c in file.characters}
    assert {file.face.name for file in signs if "漢" in file.characters} == {"code", "code-bold"}
    assert bold >= {*"漢字大學𝑥"}
    (tmp_path / "index.html").write_text("<h1>제목</h1><p>본문의 漢字 ─ 𝑥</p>", "utf-8")
    signs = [
        file for file in write_site_fonts(tmp_path, MODULES, CACHE).files if file.family == "Course Signs"
    ]
    assert {file.weights for file in signs} == {"100 900"}
