"""Formulas as one line of text."""

from __future__ import annotations

import pytest

from course.formulas.drawer import start_formulas
from course.formulas.signs import plain_text
from support.courses import ROOT

DRAWER = start_formulas(ROOT)
pytestmark = pytest.mark.skipif(DRAWER.engine is None, reason="npm has not brought Temml")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x^2", "x²"),
        ("a_{ij}^{n+1}", "aᵢⱼⁿ⁺¹"),
        ("e^{x^2}", "e^(x²)"),
        (r"e^{i\pi}+1=0", "e^(iπ) + 1 = 0"),
        (r"\sqrt{x+3}", "√(x + 3)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\frac{1}{2}x", "1/2 x"),
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4ac))/(2a)"),
        (r"\text{속도} = \frac{\text{거리}}{\text{시간}}", "속도 = 거리/시간"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\int_0^1 f(x)\,dx", "∫₀¹ f(x) dx"),
        (r"O(n \log n)", "O(n log n)"),
        (r"-x, a-b", "−x, a − b"),
        (r"x = \begin{cases} a &\text{if } b \\ c &\text{if } d \end{cases}", "x = {a, if b; c, if d"),
        (r"\begin{pmatrix}1&0\\0&1\end{pmatrix}", "(1, 0; 0, 1)"),
        (r"\begin{aligned}x&=1\\y&=2\end{aligned}", "x = 1; y = 2"),
        (r"f'(x)\quad 90^\circ", "f′(x) 90°"),
        (r"\hat{y} \in \mathbb{R}^n", "ŷ ∈ ℝⁿ"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2 H₂ + O₂ → 2 H₂O"),
        (r"P(A\mid B)", "P(A | B)"),
        (r"W^{[1]}", "W^[1]"),
        (r"50\%", "50%"),
        (r"\nabla f \neq 0", "∇f ≠ 0"),
    ],
)
def test_a_formula_is_read_as_a_line(tex: str, text: str) -> None:
    """Raised and lowered signs, fractions, roots, sums, matrices and text."""
    assert plain_text(DRAWER.signs(tex)) == text


@pytest.mark.parametrize(
    "tex",
    [r"\overbrace{a+b}^{n}", r"\binom{n}{k}", r"\overline{AB}", r"\cancel{x}", r"\hat{AB}", r"\frac{a}", " "],
)
def test_what_no_line_can_show_has_no_signs(tex: str) -> None:
    """A brace or an accent over several signs, one above the other without a line, a formula at fault."""
    assert DRAWER.signs(tex) == ()
