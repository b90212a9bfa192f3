"""Handouts in other fonts than the bundled: the lecturer's own, and those for Han and Kana."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from course.fonts.eastern import JAPANESE, covered
from course.handout.make import make_handout
from course.handout.order import Made
from course.handout.typst.emitter import running_text
from course.problems.problem import CourseError
from course.publish import more_fonts
from course.settings.extra_settings import read_handout_settings
from course.settings.handout_settings import check_handout_settings, parse_handout_settings
from support.fonts import small_font
from support.handouts import needs_fonts, order_of, page_texts
from support.pictures import png


def made_with(fonts: more_fonts.MoreFonts, article: str, folder: Path, language: str = "ko") -> Made:
    """A handout set with these fonts besides."""
    order = order_of(article, folder, "# 가\n")
    sheet = replace(order.sheet, language=language)
    return make_handout(replace(order, more_fonts=fonts, sheet=sheet, is_proved=False))


def fonts_of(pdf: bytes | None) -> set[str]:
    """Names of the fonts in a PDF, without the letters that mark a part of one."""
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).rpartition("+")[2] for font in fonts}


@needs_fonts
def test_a_font_of_the_lecturers_draws_what_no_other_has(tmp_path: Path) -> None:
    """Its characters are no boxes any more, and told no more; another file makes the handout anew."""
    article = "<h1>가</h1><p>ऄ ก</p>"
    without = made_with(more_fonts.MoreFonts(), article, tmp_path)
    assert "U+0904" in without.problems[0].what
    own = small_font(tmp_path / "own.ttf", "ऄ", "My Script")
    fonts = more_fonts.more_fonts((), [own], "ko", tmp_path)
    assert fonts.own == ("My Script",)
    made = made_with(fonts, article, tmp_path)
    assert "U+0904" not in made.problems[0].what
    assert "MyScript-Regular" in fonts_of(made.pdf)
    assert not made.was_cached
    assert made_with(fonts, article, tmp_path).was_cached
    small_font(tmp_path / "own.ttf", "ऄก", "My Script")
    more = made_with(more_fonts.more_fonts((), [own], "ko", tmp_path), article, tmp_path)
    assert (more.problems, more.was_cached) == ((), False)


@needs_fonts
def test_han_and_kana_come_from_one_font(tmp_path: Path) -> None:
    """Of a Japanese line all but Latin letters is in the font for it; of a Korean one only Han."""
    text = "日本語のカナ、。"
    folder = JAPANESE.folder(tmp_path / more_fonts.CACHE)
    small_font(folder / "regular.ttf", f"{text}Aかな", JAPANESE.family)
    small_font(folder / "bold.ttf", f"{text}Aかな", JAPANESE.family, 700)
    fonts = more_fonts.more_fonts((JAPANESE,), (), "ja", tmp_path)
    assert (fonts.eastern, fonts.own) == (("Noto Sans JP",), ())
    made = made_with(fonts, f"<h1>{text}</h1><p>{text}</p><p><code>日本</code></p>", tmp_path, "ja")
    assert made.problems == ()
    assert fonts_of(made.pdf) >= {"NotoSansJP-Regular", "NotoSansJP-Bold"}
    assert text in page_texts(made.pdf)[0]
    latin = made_with(fonts, "<h1>A</h1><p>A</p>", tmp_path, "ja")
    assert not any(name.startswith("NotoSansJP") for name in fonts_of(latin.pdf))
    korean = replace(fonts, covered=covered("ko"))
    kana = made_with(korean, "<h1>가</h1><p>かな</p>", tmp_path)
    assert not any(name.startswith("NotoSansJP") for name in fonts_of(kana.pdf))


@needs_fonts
@pytest.mark.parametrize("language", ["ja", "zh", "zh-Hans", "zh-Hant", "zh-TW", "zh_CN", "pt-BR", "x-odd"])
def test_every_language_tag_is_one_that_typst_takes(tmp_path: Path, language: str) -> None:
    """A handout is made whatever tag the settings give its language."""
    made = made_with(more_fonts.MoreFonts(), "<h1>A</h1><p>B</p>", tmp_path, language)
    assert made.pdf is not None, made.problems


def test_lines_of_han_and_kana_break_as_they_should() -> None:
    """No stretch of Han or Kana is put in a box; Latin words and addresses in it are kept as elsewhere."""
    assert running_text("日本語の長い長い長い長い長い長い文章です、とても長い。") == (
        '#"日本語の長い長い長い長い長い長い文章です、とても長い。";'
    )
    address = "https://example.org/a/very/long/address/of/a/page"
    mixed = running_text(f"请访问{address}。")
    assert mixed.startswith('#"请访问";#w("https://')
    assert mixed.endswith('#"。";')
    assert running_text("大學은") == '#w("大學은");'


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ({"fonts": "a.ttf"}, "extra.handouts.fonts is not a list of files"),
        ({"fonts": ["nowhere.ttf"]}, "the font nowhere.ttf is not there"),
        ({"fonts": ["a.woff2"]}, "a.woff2 is no font file that handouts can use"),
        ({"fonts": [7]}, "extra.handouts.fonts is not a list of files"),
        ({"fonts": ["fonts"]}, "fonts is no font file that handouts can use"),
        ({"fonts": ["folder.ttf"]}, "the font folder.ttf is not there"),
        ({"fonts": ["words.ttf"]}, "words.ttf is no font, or a broken one"),
        ({"fonts": ["nothing.otf"]}, "nothing.otf is no font, or a broken one"),
        ({"fonts": ["half.ttf"]}, "half.ttf is no font, or a broken one"),
        ({"fonts": ["web.ttf"]}, "web.ttf is no font, or a broken one"),
        ({"fonts": ["picture.ttc"]}, "picture.ttc is no font, or a broken one"),
    ],
)
def test_faulty_lists_of_fonts_are_told(
    stated: object, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no list, no font or not there is named with its line."""
    monkeypatch.chdir(tmp_path)
    whole = small_font(tmp_path / "whole.ttf", "ab", "My Script")
    Path("folder.ttf").mkdir()
    Path("words.ttf").write_text("not a font")
    Path("nothing.otf").touch()
    Path("half.ttf").write_bytes(whole.read_bytes()[:200])
    Path("picture.ttc").write_bytes(png(9, 9, "red"))
    with TTFont(whole) as font:
        font.flavor = "woff"
        font.save("web.ttf")
    (problem,) = check_handout_settings(stated, "mkdocs.yml", {"fonts": 9})
    assert (problem.what, problem.line) == (what, 9)


def test_a_faulty_font_is_told_where_the_settings_name_it(tmp_path: Path) -> None:
    """One line with the place in mkdocs.yml, whoever reads the settings."""
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: a\nextra:\n  handouts:\n    paper: a4\n    fonts: [nowhere.ttf]\n")
    with pytest.raises(CourseError) as told:
        read_handout_settings(config)
    assert [str(each).partition("; ")[0] for each in told.value.problems] == [
        "mkdocs.yml:5: the font nowhere.ttf is not there"
    ]
    config.write_text("site_name: a\nextra:\n  handouts:\n    paper: letter\n")
    assert read_handout_settings(config).paper == "letter"


def test_fonts_are_a_setting(tmp_path: Path) -> None:
    """A list of files that are there has no fault."""
    own = small_font(tmp_path / "Own.TTF", "a", "My Script")
    assert check_handout_settings({"fonts": [str(own)]}, "mkdocs.yml", {}) == []
    assert parse_handout_settings({"fonts": [str(own)], "paper": "letter"}).fonts == (str(own),)


@needs_fonts
def test_arabic_is_no_row_of_formula_signs(tmp_path: Path) -> None:
    """The font for formulas draws each letter alone: in text they are told, or drawn by the lecturer's."""
    article = "<h1>가</h1><p>مرحبا</p><p>\U0001d465</p>"
    without = made_with(more_fonts.MoreFonts(), article, tmp_path)
    assert "U+0645" in without.problems[0].what
    own = small_font(tmp_path / "own.ttf", "مرحبا", "My Script")
    made = made_with(more_fonts.more_fonts((), [own], "ko", tmp_path), article, tmp_path)
    assert made.problems == ()
    assert fonts_of(made.pdf) >= {"MyScript-Regular", "NotoSansMath-Regular"}
