"""The bundled fonts: what they hold and how wide their characters are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from course.fonts import FACES, Face, character_widths, fonts_installed
from course.fonts.faces import (
    BOLD,
    CODE,
    CODE_BOLD,
    EMOJI,
    MATH,
    SYMBOLS,
    TEXT,
    advances_em,
    bundled_advances_em,
)
from course.fonts.families import plan_styles
from course.fonts.used import page_characters
from support.courses import ROOT

MODULES = ROOT / "node_modules"
needs_fonts = pytest.mark.skipif(not fonts_installed(MODULES), reason="npm has not brought the fonts")


@needs_fonts
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_faces_are_what_they_say(face: Face) -> None:
    """Each font's own family name and weight are those its face gives, and its licence is at its place."""
    with TTFont(MODULES / face.file, lazy=True) as font:
        assert font["name"].getBestFamilyName() == face.own_family
        assert font["OS/2"].usWeightClass == face.weight
        assert "SIL Open Font License" in font["name"].getDebugName(13)
    if face.licence:
        assert "SIL OPEN FONT LICENSE" in (MODULES / face.licence).read_text(encoding="utf-8")


@needs_fonts
def test_faces_cover_a_korean_course() -> None:
    """Text has all Hangul and Latin letters; code also box drawing, arrows and signs; emoji the emoji."""
    hangul = {*range(0xAC00, 0xD7A4)}
    for face in (TEXT, BOLD, CODE, CODE_BOLD):
        has = advances_em(MODULES / face.file).keys()
        assert has >= {*range(32, 127), *hangul, *map(ord, "·…—“”‘’①⑳→×÷≤≥ㄱㅎ")}, face.name
    code = advances_em(MODULES / CODE.file).keys()
    assert code >= {*range(0x2500, 0x25A0), *range(0x2190, 0x2200), *map(ord, "∀∑√∞≠漢字")}
    emoji = advances_em(MODULES / EMOJI.file).keys()
    assert emoji >= {*range(0x1F600, 0x1F650), *map(ord, "🎯📚🔑💡🚀✅❌⚠⭐👉🟢🔴🧪1\u20e3\ufe0f\u200d")}
    assert advances_em(MODULES / SYMBOLS.file).keys() >= {*range(0x2800, 0x2900), *range(0x2400, 0x2427)}
    assert advances_em(MODULES / MATH.file).keys() >= {*map(ord, "𝑥𝟎𝐀ℝℳ⊨⋈⟶∖")}


@needs_fonts
def test_what_a_font_has_is_kept_and_read_once(tmp_path: Path) -> None:
    """A process after the first need not open it; another font in its place is read anew."""
    modules = tmp_path / "node_modules"
    font = modules / EMOJI.file
    font.parent.mkdir(parents=True)
    shutil.copyfile(MODULES / EMOJI.file, font)
    assert bundled_advances_em(EMOJI, modules) == advances_em(font)
    ask = (
        "import sys; from pathlib import Path; from course.fonts.faces import EMOJI, bundled_advances_em\n"
        "print(len(bundled_advances_em(EMOJI, Path(sys.argv[1]))), 'fontTools' in sys.modules)"
    )
    for file, is_read in ((EMOJI, False), (SYMBOLS, True)):
        shutil.copyfile(MODULES / file.file, font)
        command = [sys.executable, "-c", ask, str(modules)]
        ran = subprocess.run(command, cwd=ROOT / "hooks", capture_output=True, text=True, check=True)
        assert ran.stdout == f"{len(advances_em(MODULES / file.file))} {is_read}\n"


@needs_fonts
def test_widths_are_the_fonts_own() -> None:
    """Hangul, Latin, bold and code measure what the fonts' tables say, with two hundredths of slack."""
    widths = character_widths(MODULES, "한 A─")
    assert widths["한"] == pytest.approx((0.8643 * 1.02, 0.8643 * 1.02, 1.02), abs=0.001)
    assert widths["A"] == pytest.approx((0.6455 * 1.02, 0.7178 * 1.02, 0.51), abs=0.001)
    assert widths["─"] == pytest.approx((0.51, 0.51, 0.51), abs=0.001)  # the text's font has none: code's


def test_emoji_leave_room_for_a_readers_own() -> None:
    """An emoji is as wide as the widest colour font's, and what joins emoji has no width."""
    widths = character_widths(MODULES, "👩🏽\u200d💻⚠\ufe0f")
    assert widths["👩"].text == widths["💻"].text == widths["⚠"].text == pytest.approx(1.38 * 1.02)
    assert [widths[c].text for c in "\u200d\ufe0f🏽"] == [0, 0, 0]


def test_widths_without_fonts_are_generous(tmp_path: Path) -> None:
    """Where npm brought nothing, widths are at least those of the bundled fonts."""
    text = "가각힣ABCMWmwilI019 .,()→①×·…—漢"
    usual = character_widths(tmp_path, text)
    assert usual["가"].text == pytest.approx(1.02)
    if fonts_installed(MODULES):
        bundled = character_widths(MODULES, text)
        narrow = [c for c, width in bundled.items() if usual[c].text < width.text - 0.08]
        assert not narrow


@needs_fonts
def test_a_missing_font_is_seen(tmp_path: Path) -> None:
    """The fonts count as installed only when every one is there."""
    for face in FACES:
        assert not fonts_installed(tmp_path)
        (tmp_path / face.file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / face.file, tmp_path / face.file)
    assert fonts_installed(tmp_path)


@needs_fonts
def test_no_font_takes_letters_of_words_apart() -> None:
    """Arabic is left to the reader's own fonts: the one for formulas has its letters as signs, unjoined."""
    page = page_characters("<html><body><article><p>مقدمة A 𝑥</p></article></body></html>")
    styles, missing = plan_styles(MODULES, [page], frozenset())
    drawn = "".join(piece for style in styles for piece in style.pieces)
    assert not {*drawn} & {*"مقدمة"}
    assert missing == {*"مقدمة"}
    assert {*"A𝑥"} <= {*drawn}
