"""A formula on paper is a drawn object with its TeX: found, missed when it is gone, inside its column."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from lxml import html

from course.fonts import whole_fonts
from course.formulas.drawer import is_refused, start_formulas
from course.handout import tree
from course.handout.order import Sheet
from course.handout.paper import PAPERS
from course.handout.proving.expected import Expectation, read_wanted
from course.handout.proving.pdf_facts import fold_pdf, read_pdf
from course.handout.proving.proof import check_pdf
from course.handout.reading.formulas import read_formula
from course.handout.tree import Box, Content, Text
from course.handout.typst.emitter import render_document
from course.handout.typst.press import Press
from course.markdown.files.source import Source
from course.markdown.formulas.finding import Formula
from support.courses import ROOT
from support.handouts import FONTS_CACHE, MODULES, needs_fonts
from support.words import KOREAN

pytestmark = [
    needs_fonts,
    pytest.mark.skipif(start_formulas(ROOT).engine is None, reason="npm has not brought Temml"),
]
PAPER = PAPERS["a4"]
LONG = "(a+b)^{20} = " + " + ".join(f"c_{{{n}}}a^{{{n}}}b^{{{20 - n}}}" for n in range(21))
#: Formulas of many shapes: what MathML has must have its like in Typst.
SHAPES = (
    r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
    r"\sqrt[3]{x}",
    r"{}^{14}_{\ 6}\mathrm{C} + \sideset{_a^b}{_c^d}\sum",
    r"\sum_{i=1}^n i \quad \lim_{x\to 0} \frac{\sin x}{x} \quad \int_0^1 x\,dx",
    r"\hat{y} \vec{v} \overline{AB} \overbrace{a+b}^{3} \underbrace{c}_{\text{개}} \overset{!}{=} \cancel{x}",
    r"\begin{aligned} a &= b & c &= d \\ &= e & &= f \end{aligned}",
    r"\begin{align} a &= b \\ c &= d \end{align}",
    r"\left[\begin{array}{cc|c} 1 & 2 & 3 \\ \hline 4 & 5 & 6 \end{array}\right]",
    r"f(n) = \begin{cases} 1 & \text{짝수일 때} \\ 0 & \text{홀수일 때} \end{cases}",
    r"\textcolor{blue}{x} \colorbox{yellow}{$y$} \boxed{z} \fbox{글}",
    r"\begin{multline} a+b \\ +c \end{multline}",
    r"E = mc^2 \tag{가}",
    r"\ce{2H2 + O2 -> 2H2O}",
    r"\bigl( \Big\vert x \Big\vert \bigr) \left\{ x \middle| y \right. \binom{n}{k}",
    r"A \xrightarrow{f} B \begin{CD} A @>f>> B \end{CD} \phantom{x} \not\in f''",
    r'\text{"따옴표" \# ] ); \#panic("x")} \backslash',
    LONG,
)


def formula(tex: str, *, is_display: bool = True) -> tree.Formula:
    (shown,) = start_formulas(ROOT).page([Formula(tex, is_display)])
    element = next(html.fragment_fromstring(shown, create_parent="div").iter("math"))
    read = read_formula(element)
    assert read is not None
    return read


def made(blocks: Sequence[tree.Part]) -> bytes:
    sheet = Sheet("과정", "곳", "제목", "2001-09-09", "ko", "https://example.org/a/", PAPER)
    press = Press(whole_fonts(MODULES, FONTS_CACHE))
    return press.pdf(render_document(sheet, KOREAN.handout, blocks), {}, 0)


@pytest.fixture(scope="module")
def shapes() -> bytes:
    lines = [Box("p", Content(formula(tex))) for tex in SHAPES]
    in_text = [Box("p", Content(Text("글 "), formula(tex, is_display=False))) for tex in SHAPES[:8]]
    return made([*lines, *in_text])


def test_every_shape_is_a_drawn_formula_with_its_tex(shapes: bytes) -> None:
    found = list(read_pdf(shapes, PAPER).formulas)
    for tex in (*SHAPES, *SHAPES[:8]):
        found.remove(fold_pdf(tex))


def test_no_formula_leaves_its_column(shapes: bytes) -> None:
    right = PAPER.width_pt - PAPER.margin_x_pt
    for page in pypdfium2.PdfDocument(shapes):
        for drawn in page.get_objects(max_depth=5):
            assert drawn.get_bounds()[2] < right + 1
    assert not sum(page.outside for page in read_pdf(shapes, PAPER).pages)


SOURCE = Source(
    "s.md", "s.md", "# 제목\n\n값은 $x^2$이고 나머지는 $y$입니다.\n\n```math\nE = mc^2\n```\n\n끝입니다.\n"
)


def told(blocks: Sequence[tree.Part], source: Source | None = None) -> list[str]:
    """The formulas that the proof misses in a handout of `source`, or `SOURCE`, made of `blocks`."""
    wanted = replace(read_wanted(source or SOURCE, ()), folded=())
    expected = Expectation("a.pdf", (("s.md", wanted),), "https://example.org/a/", "ko", PAPER, False)
    problems = check_pdf(read_pdf(made(blocks), PAPER), expected)
    return [problem.what for problem in problems if problem.code == "handout-lost"]


def test_a_formula_that_is_gone_is_missed() -> None:
    title = tree.Heading(1, 1, Content(Text("제목")), None)
    inline = [formula(tex, is_display=False) for tex in ("x^2", "y")]
    line = [Text("값은 "), inline[0], Text("이고 나머지는 "), inline[1], Text("입니다.")]
    display, end = Box("p", Content(formula("E = mc^2"))), Box("p", Content(Text("끝입니다.")))
    assert told([title, Box("p", Content(*line)), display, end]) == []
    without = [part for part in line if part is not inline[1]]
    assert any("“y”" in what for what in told([title, Box("p", Content(*without)), display, end]))
    empty = Box("p", Content(replace(formula("E = mc^2"), mathml="<math></math>")))
    assert any("E=mc" in what for what in told([title, Box("p", Content(*line)), empty, end]))
    words = Box("p", Content(Text("E = mc^2")))
    assert any("E=mc" in what for what in told([title, Box("p", Content(*line)), words, end]))


def test_a_formula_that_nothing_draws_is_there_as_its_tex() -> None:
    """A formula with a fault shows its source on paper too; one that can be drawn must be drawn."""
    assert is_refused(r"\frac{a}", ROOT)
    assert not is_refused("E = mc^2", ROOT)
    broken = replace(SOURCE, text="# 제목\n\n값은 $\\frac{a}$ 끝.\n")
    title = tree.Heading(1, 1, Content(Text("제목")), None)
    line = Box("p", Content(Text("값은 "), Text("\\frac{a}"), Text(" 끝.")))
    assert told([title, line], broken) == []
    assert told([title, Box("p", Content(Text("값은 끝.")))], broken) != []


def test_numbers_stand_at_the_end_of_the_line() -> None:
    assert formula(r"E \tag{가}").number == "(가)"
    assert "가" not in re.sub(r'spoken=".*?"', "", formula(r"E \tag{가}").mathml)
    assert formula(r"\begin{align} a &= b \\ c &= d \end{align}").number == ""


def test_the_pdf_is_for_readers_who_hear_it(shapes: bytes) -> None:
    with pikepdf.open(io.BytesIO(shapes)) as document:
        elements = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        formulas = [each for each in elements if each.get("/S") == "/Formula"]
        assert len(formulas) >= len(SHAPES)
        assert all("/Alt" in each for each in formulas)
