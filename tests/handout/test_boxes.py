"""A character that no font has costs a marked stand-in, not the handout: a box with its number."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.fonts.boxes import FAMILY, boxes_for
from course.handout.letters import UNSEEN, seen
from course.handout.typst.press import characters
from course.markdown.reading.page_blocks import fold
from course.problems.codes import fails_strict
from support.handouts import MODULES, folded, made_of, needs_fonts, page_texts

pytestmark = needs_fonts
DRAWING = (
    '<figure class="diagram"><svg viewBox="0 0 200 60" width="200" height="60">'
    '<text x="5" y="20" font-size="12">{}</text></svg></figure>'
)
SAMPLES = {
    "Devanagari": "ऄ हिन्दी",
    "Thai": "ภาษาไทยน้ำ",
    "Lao": "ພາສາລາວຳ",
    "Arabic": "العربية پچ",
    "Hebrew": "עברית שׁ",
    "Bengali": "বাংলা কৌ",
    "Tamil": "தமிழ் கொ",
    "Khmer": "ខ្មែរ",
    "Ethiopic": "አማርኛ",
    "replacement": "\ufffd",
    "unassigned": "\u0378\U000e1000",
    "private": "\uf8ff\U00100000",
    "rare Han": "𠀀𪚥",
    "accents upon letters": "a\u0fb5 가\u0e31나 e\u1dc4",
    "newest emoji": "\U0001faea",
    "joined emoji": "🧑\u200d🦽\u200d➡\ufe0f 👩🏽\u200d❤\ufe0f\u200d👩🏻 🏴\U000e0067\U000e0062\U000e007f",
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_no_character_costs_the_handout(tmp_path: Path, text: str) -> None:
    """In headings, text, cells, code and drawings alike: it is there as text, and one hint names it."""
    article = (
        f"<h1>제목 {text}</h1><p>가{text}나</p><table><tr><td>{text}</td></tr></table>"
        f"<p><code>{text}</code></p><pre><code>{text}\n한글</code></pre>{DRAWING.format(text)}"
    )
    source = f"# 제목\n\n{text}\n"
    made = made_of(article, tmp_path, source)
    assert made.pdf is not None, made.problems
    missing = {c for c in seen(text) if ord(c) > 126} - characters(MODULES)
    assert len(made.problems) == bool(missing)
    for problem in made.problems:
        assert (problem.path, problem.line, problem.code) == ("docs/ko/a.md", 3, "handout-glyph")
        assert not fails_strict(problem)
        assert any(f"U+{ord(c):04X}" in problem.what for c in missing)
    said = "".join(page_texts(made.pdf))
    assert {c for c in missing if c not in said} <= {"\u0e33", "\u0eb3"}


ANY = st.characters(exclude_categories=["Cs"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(ANY, min_size=1, max_size=8), min_size=1, max_size=12))
def test_whatever_characters_there_are(words: list[str]) -> None:
    """Typst sets any text at all: controls, formats, private and unassigned ones among them."""
    import tempfile
    from html import escape

    shown = "".join(f"<p>글 {escape(word)} 뒤 <code>{escape(word)}</code></p>" for word in words)
    with tempfile.TemporaryDirectory() as folder:
        made = made_of(f"<h1>제목</h1>{shown}", Path(folder), "# 제목\n")
        assert made.pdf is not None, made.problems
        assert "제목" in folded(made.pdf)
        assert {problem.code for problem in made.problems} <= {"handout-glyph"}


def test_every_block_of_unicode_can_be_set(tmp_path: Path) -> None:
    """One character of each 64 of Unicode, a line each: all are set, and found as what they are."""
    taken = [chr(code) for code in range(0xA0, sys.maxunicode, 64) if unicodedata.category(chr(code)) != "Cs"]
    wanted = [c for c in taken if not UNSEEN.match(c) and unicodedata.category(c) not in ("Co", "Cn", "Zs")]
    made = made_of("<h1>가</h1>" + "".join(f"<p>가 {c} 나</p>" for c in wanted[:1200]), tmp_path, "# 가\n")
    assert made.pdf is not None, made.problems
    said = fold(unicodedata.normalize("NFKD", "".join(page_texts(made.pdf))))
    lost = [c for c in wanted[:1200] if fold(unicodedata.normalize("NFKD", c)) not in said]
    assert len(lost) < 5, lost


def test_korean_written_apart_needs_no_boxes(tmp_path: Path) -> None:
    """What macOS writes letter by letter is printed in syllables, and nothing is told but a letter alone."""
    apart = unicodedata.normalize("NFD", "각 한글 갂")
    article = f"<h1>{apart}</h1><p>{apart}</p><pre><code>{apart}</code></pre>{DRAWING.format(apart)}"
    made = made_of(article, tmp_path, f"# {apart}\n")
    assert (made.pdf is not None, made.problems) == (True, ())
    (problem,) = made_of("<h1>\u1105</h1>" + article, tmp_path, f"# {apart}\n\n\u1105\n").problems
    assert (problem.line, "character ᄅ (U+1105);" in str(problem)) == (3, True)


def test_boxes_hold_their_numbers_and_are_letters(tmp_path: Path) -> None:
    """It has each character and what that is taken apart into, none an accent; twice it is the same."""
    folder = boxes_for({"ก", "ำ", "\U0001faea", "ো"}, tmp_path / "a")
    with TTFont(folder / "boxes.ttf") as font:
        assert font["name"].getBestFamilyName() == FAMILY
        assert set(font.getBestCmap()) == {*map(ord, "กำ\u0e4dา\U0001faeaো\u09c7\u09be")}
        assert set(font["GDEF"].table.GlyphClassDef.classDefs.values()) == {1}
    again = boxes_for({"ก", "ำ", "\U0001faea", "ো"}, tmp_path / "b")
    assert again.name == folder.name
    assert (again / "boxes.ttf").read_bytes() == (folder / "boxes.ttf").read_bytes()


def test_a_box_is_drawn(tmp_path: Path) -> None:
    """There is ink where the character stands, and none is there without it."""

    def ink(text: str) -> int:
        made = made_of(f"<h1>가</h1><p>{text}</p>", tmp_path / text, "# 가\n")
        assert made.pdf is not None
        image = pypdfium2.PdfDocument(made.pdf)[0].render(scale=2, grayscale=True).to_pil()
        return sum(image.histogram()[:128])

    assert ink("ก") - ink("&#x200b;") > 60
    assert ink("กก") - ink("ก") > 60


def test_characters_of_svg_pictures_get_their_boxes(tmp_path: Path) -> None:
    """A picture file with a character of no font is set, and the character is told."""
    site = tmp_path / "site" / "a"
    site.mkdir(parents=True)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">&#3652;ท</text></svg>'
    )
    (site / "x.svg").write_text(drawing, encoding="utf-8")
    made = made_of('<h1>가</h1><p><img src="x.svg" alt="그림"></p>', tmp_path, "# 가\n\n![그림](x.svg)\n")
    assert made.pdf is not None, made.problems
    (problem,) = made.problems
    assert (problem.code, problem.line) == ("handout-glyph", 1)
    assert "U+0E44" in problem.what
    assert "U+0E17" in problem.what
