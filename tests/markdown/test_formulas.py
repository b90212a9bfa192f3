"""Formulas are found where GitHub finds them, money stays text, and nothing in a formula is Markdown."""

from __future__ import annotations

import re
from html import unescape

import pytest

from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA, Formula, formula_of
from course.markdown.html.tree import read_fragment
from course.markdown.reading.page_blocks import Blocks
from course.markdown.reading.source_page import render_source
from support.markdown_lines import render

#: By a text: the formulas that GitHub shows in it, as TeX.
GITHUB = {
    "값은 $x$이고": ["x"],
    "값은 $x$, 곧 $y$-축의 $z$/2": ["x", "y", "z"],
    "값$x$은": [],
    "합니다$x+y$": [],
    "($x$) 그리고 f($y$)": ["x", "y"],
    '[$x$] "$y$" -$z$ “$w$”': [],
    "$x$a $y$1 $z$_": [],
    "$ x$ 또 $x $": [],
    "$5$ $5+5$ $5x$": ["5", "5+5", "5x"],
    "$5 or $10, $100-$200": [],
    "$100과 $200입니다": [],
    "US$100, NT$200, A$ 30": [],
    "$PATH/$HOME 또는 $PATH and $HOME": [],
    "값은 $5, 그리고 $x$ 이다": ["x"],
    r"\$5 and \$10": [],
    r"끝 $a\$ b$": ["a"],
    "코드 `$x$` 안": [],
    "앞 $5 코드 `$var` 끝": [],
    "**$a$** *$b$* ~~$c$~~ [$d$](https://a.example)": ["a", "b", "c", "d"],
    "<b>$a$</b> <span>$</span>5$": ["a"],
    "$a_1 b_2$ 와 $c_3$": ["a_1 b_2", "c_3"],
    "별 $a*b*c$ 강조": [],
    "열린 $a\nb$ 줄": [],
    "줄 $a$\n다음 $b$": ["a", "b"],
    "식 $$x^2$$ 끝": ["x^2"],
    "[가](https://a.example/$x$) ![$y$](a.png)": [],
    "# 제목 $O(n)$": ["O(n)"],
    "- 항목 $a$\n  - 안 $b$": ["a", "b"],
    "> 인용 $a$": ["a"],
    "| $a$ | $5 |\n|---|---|\n| $b$ | $10 |": ["a", "b"],
    r"| $a \| b$ |" + "\n|---|\n": ["a | b"],
    "주석[^1]\n\n[^1]: 각주 $a$": ["a"],
    "$$\na\n$$": ["a"],
    "    $a$": [],
    "```text\n$a$\n```": [],
    "```math\na_1\n```": ["a_1"],
    "~~~ math\nb\n~~~": ["b"],
    "값은 $`a_1 < b`$이고": ["a_1 < b"],
    r"코드 \$`a`$ 와 `b`": [],
    "이름$`a`$은": ["a"],
    "US$`5`$": [],
    '<p align="center">$a$</p>': ["a"],
    "<details><summary>$a$ <code>$b$</code></summary>\n\n$c$\n\n</details>": ["a", "c"],
}  # fmt: skip
#: What a formula says, as its author wrote it.
AS_WRITTEN = {
    r"집합 $\{1, 2\}$": r"\{1, 2\}",
    r"사이 $a\,b\;c\!d$": r"a\,b\;c\!d",
    "$$a \\\\ b$$": r"a \\ b",
    r"합 $\sum_{i=1}$": r"\sum_{i=1}",
    r"합 $x_{a=b}$": "x_{a=b}",
    r"`$a_1$` 과 $\int_0^1 x\,dx$": r"\int_0^1 x\,dx",
    "$a &lt; b$": "a < b",
    "$$\nx_{i} *a* {y}_j _b_ \\\\\n\\begin{b} `c` <i> & \\end{b}\n$$":
        "x_{i} *a* {y}_j _b_ \\\\ \\begin{b} `c` <i> & \\end{b}",
    "글\n$$\na \\\\\n= b\n$$\n글": r"a \\ = b",
    "$$a =\nb$$": "a = b",
    "$$ x = y $$": "x = y",
    "- 항목\n\n  $$\n  a_{i}\n  = b\n  $$": "a_{i} = b",
    "> $$\n> a\n> b\n> $$": "a b",
    r"갑절 $\\{a\\}$": r"\{a\}",
    r"갑절 $$\begin{matrix}a \\\\ b\end{matrix}$$": r"\begin{matrix}a \\ b\end{matrix}",
    "```math\n\\begin{aligned}\na &= b \\\\\nc\n\\end{aligned}\n```":
        r"\begin{aligned} a &= b \\ c \end{aligned}",
}  # fmt: skip


def on_page(text: str) -> list[str]:
    """The TeX of the formulas of a page made of `text`, in the order of the page."""
    sources = re.findall(r'<code class="formula-source">(.*?)</code>', render(text), re.DOTALL)
    return [" ".join(unescape(tex).split()) for tex in sources]


def in_check(text: str) -> list[str]:
    """The same, as the check reads the source."""
    return [b.key[0] for b in Blocks(read_fragment(render_source(text))).blocks if b.kind == "formula"]


@pytest.mark.parametrize("text", GITHUB)
def test_page_and_check_have_githubs_formulas(text: str) -> None:
    assert on_page(text) == in_check(text) == GITHUB[text]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_formula_is_what_its_author_wrote(text: str) -> None:
    assert on_page(text) == in_check(text) == [AS_WRITTEN[text]]


@pytest.mark.parametrize("text", ["**$x$**를 쓴다", "*$x$*는", "~~$x$~~를", "**$x$ 값**과 **$y$**를 본다"])
def test_marks_beside_hangul_hide_no_formula(text: str) -> None:
    """GitHub leaves the marks, and so the dollar behind them; page and check read what was meant."""
    assert on_page(text) == in_check(text) == re.findall(r"\$(.)\$", text)


def test_money_in_marks_stays_text() -> None:
    for text in ("**$100**과 **$200**을", "*$5* 또는 **$10**이", "~$5 또는 ~ 10$", "~~$30~~는 $20"):
        assert on_page(text) == in_check(text) == []


def test_money_stays_text_on_the_page() -> None:
    assert "<p>$100과 $200, US$3 또는 $4</p>" in render("$100과 $200, US$3 또는 $4")


def test_what_stands_around_a_formula_stays_markdown() -> None:
    shown = render("**굵게** $a$ *기울임* $b$ `코드` <https://a.example>")
    assert "<strong>굵게</strong>" in shown
    assert "<em>기울임</em>" in shown
    assert "<code>코드</code>" in shown
    assert '<a href="https://a.example">' in shown


def test_a_list_in_braces_behind_a_formula_is_the_headings() -> None:
    assert '<h2 id="big-o">복잡도 <code class="formula-source">O(n)</code>' in render(
        "## 복잡도 $O(n)$ {#big-o}"
    )


def test_a_heading_has_the_id_that_github_gives_it() -> None:
    assert 'id="복잡도-on2"' in render("## 복잡도 $O(n^2)$")


def test_a_display_is_known_and_lines_are_counted() -> None:
    text = "글\n$$\na\nb\n$$\n다음 $c$"
    tokens = [child for token in parse_tokens(text) for child in token.children or []]
    formulas = [formula_of(token) for token in tokens if token.type == FORMULA]
    assert formulas == [Formula("a\nb", True), Formula("c", False)]
    lines = sum(token.content.count("\n") + token.type.endswith("break") for token in tokens)
    assert lines == text.count("\n")
