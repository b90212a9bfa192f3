r"""TeX becomes MathML: what it says is drawn and said, a fault is told, nothing of a page is endangered."""

from __future__ import annotations

import pickle

import pytest
from lxml import html

from course.formulas.drawer import FormulaDrawer, start_formulas
from course.formulas.engine import FormulaFault, read_styles
from course.markdown.formulas.finding import Formula
from course.markdown.formulas.shown import drawn_parts, formula_tex
from course.markdown.html.tree import read_fragment
from support.courses import ROOT

DRAWER = start_formulas(ROOT)
pytestmark = pytest.mark.skipif(DRAWER.engine is None, reason="npm has not brought Temml")
#: Formulas of several fields, and a part of what is drawn for each.
DRAWN = {
    r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}": "<mfrac>",
    r"\sum_{i=1}^{n} i": "∑",
    r"\int_0^\infty e^{-x^2}\,dx": "∫",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "<mtable><mtr><mtd>",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "<mtable>",
    r"f(n) = \begin{cases} 1 & \text{짝수일 때} \\ 0 & \text{홀수} \end{cases}": "짝수일때",
    r"\ce{2H2 + O2 -> 2H2O}": "→",
    r"{}^{14}_{6}\mathrm{C}": "<msubsup>",
    r"\mathbb{R}": "ℝ",
    r"\hat{y}": "<mover>",
    r"\nabla \times \mathbf{B} = \mu_0\mathbf{J}": "𝐁",
    r"\boxed{E = mc^2}": "E",
    r"\mbox{for all } n": "forall",
    "처리량 = \\frac{요청}{초}": "<mtext>처<mtext>리<mtext>량",
}
FAULTY = (
    r"\frac{a}{b",
    r"\unknowncmd{x}",
    r"\left( x",
    "x^2^3",
    "a & b",
    r"\begin{foo} x \end{foo}",
    "}",
    r"\href{https://a.example}{x}",
    r"\includegraphics{a.png}",
)


def drawn(tex: str, *, is_display: bool = True) -> str:
    (html_text,) = DRAWER.page([Formula(tex, is_display)])
    return html_text


@pytest.mark.parametrize("tex", DRAWN)
def test_a_formula_is_drawn_with_its_tex_beside_it(tex: str) -> None:
    (formula,) = read_fragment(drawn(tex)).iter("math")
    assert formula_tex(formula) == " ".join(tex.split())
    assert DRAWN[tex] in drawn_parts(formula)


@pytest.mark.parametrize("tex", FAULTY)
def test_a_faulty_formula_shows_its_source(tex: str) -> None:
    assert isinstance(DRAWER.draw(Formula(tex, True)), FormulaFault)
    (code,) = read_fragment(drawn(tex)).iter("code")
    assert formula_tex(code) == tex


@pytest.mark.parametrize("tex", ["{" * 300 + "x" + "}" * 300, "x" * 30_000, r"\def\a{\a\a}\a"])
def test_a_formula_without_end_is_a_fault_and_the_next_is_drawn(tex: str) -> None:
    assert isinstance(DRAWER.draw(Formula(tex, True)), FormulaFault)
    assert "<mfrac>" in drawn(r"\frac13")


def test_rows_of_equations_are_drawn_in_a_line_of_text_too() -> None:
    assert "<mtable" in drawn(r"\begin{align} a &= b \\ c &= d \end{align}", is_display=False)


def test_a_macro_stays_in_its_formula() -> None:
    assert "ℝ" in drawn(r"\gdef\R{\mathbb{R}} \R")
    assert isinstance(DRAWER.draw(Formula(r"\R^{7}\zzz", True)), FormulaFault)


def test_no_formula_has_ids_links_or_elements_of_its_authors() -> None:
    shown = drawn(r"\text{<img src=x onerror=alert(1)>} \label{__search} \tag{1} \eqref{__search}")
    tree = html.fragment_fromstring(shown)
    assert not tree.xpath("//@id | //@href | //img | //a")


def test_equations_are_numbered_in_the_order_of_the_page() -> None:
    texs = [
        r"\eqref{b}",
        r"\begin{equation}\label{a} x \end{equation}",
        r"\begin{align} a &= b \\ c &= d \label{b} \end{align}",
        r"y \tag{*}\label{c}",
        r"\ref{a} \eqref{c} \ref{nowhere}",
        r"\begin{multline} a + b \\ + c \end{multline}",
    ]
    pages = [html.fragment_fromstring(each) for each in DRAWER.page([Formula(tex, True) for tex in texs])]
    numbers = [page.xpath(".//mtext[contains(@class, 'formula-')]/text()") for page in pages]
    assert numbers == [["(3)"], ["(1)"], ["(2)", "(3)"], [], ["1", "(*)", "??"], ["(4)"]]


def test_colours_can_be_read_in_light_and_dark() -> None:
    shown = drawn(r"\textcolor{blue}{x} \textcolor{yellow}{y}")
    assert "--light:#0000ff" in shown
    assert "--dark:#0000ff" not in shown
    assert "--light:#ffff00" not in shown
    assert "--dark:#ffff00" in shown
    assert "background-color:#FFFF00" in drawn(r"\colorbox{yellow}{$x$}")
    assert "color:#000" in drawn(r"\colorbox{yellow}{$x$}")


def test_long_formulas_scroll_in_their_own_box() -> None:
    long = " + ".join(f"a_{{{n}}}x^{{{n}}}" for n in range(30))
    assert drawn(long).startswith('<span class="formula-lines">')
    assert drawn(long, is_display=False).startswith('<span class="formula-long">')
    assert drawn("a_1", is_display=False).startswith("<math ")


def test_a_drawer_goes_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(FormulaDrawer(DRAWER.engine)))  # noqa: S301
    assert again.draw(Formula("x", False)) == DRAWER.draw(Formula("x", False))


def test_without_the_engine_a_formula_is_its_source() -> None:
    assert FormulaDrawer(None).page([Formula("a<b", False)]) == ['<code class="formula-source">a&lt;b</code>']


def test_the_style_sheet_asks_for_no_file_and_counts_nothing() -> None:
    styles = read_styles(ROOT)
    assert "tml-right" in styles
    assert "font-face" not in styles
    assert "counter-" not in styles
