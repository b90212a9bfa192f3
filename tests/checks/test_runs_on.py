# ruff: noqa: E501 - tables of cases
"""What GitHub reads otherwise than it was meant, since something is glued to it: addresses, formulas, ``:::``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote

import cmarkgfm
import pytest

from course.checks.rules.addresses import check_addresses
from course.checks.rules.code_blocks import check_foreign_blocks
from course.checks.rules.formulas import check_shown_tex
from course.markdown.files.source import Source
from course.markdown.formulas.finding import FORMULA
from course.markdown.reading.parsed import parse_source
from course.problems.codes import level_of
from course.problems.problem import Problem

Rule = Callable[[Any, Any], Iterable[Problem]]


def told(rule: Rule, text: str) -> list[Problem]:
    """What a rule finds in a source."""
    return list(rule(parse_source(Source("a.md", "a.md", text)), None))


def links(text: str) -> list[str]:
    """The addresses that GitHub's own reader makes links of."""
    shown = cmarkgfm.github_flavored_markdown_to_html(text, 1 << 17)
    return [unquote(unescape(href)) for href in re.findall(r'href="([^"]+)"', shown)]


#: As written; the address that is meant; the mend.
RUN_ON = {
    "https://a.b/c는 문서": ("https://a.b/c", "<https://a.b/c>는"),
    "글은 https://a.b/c를 보세요": ("https://a.b/c", "<https://a.b/c>를"),
    "https://a.b에서": ("https://a.b", "<https://a.b>에서"),
    "http://localhost:8080으로 접속": ("http://localhost:8080", "<http://localhost:8080>으로"),
    "https://a.b:8443/로": ("https://a.b:8443/", "<https://a.b:8443/>로"),
    "주소는 https://a.b/c입니다.": ("https://a.b/c", "<https://a.b/c>입니다"),
    "https://a.b/c?x=1&y=2를": ("https://a.b/c?x=1&y=2", "<https://a.b/c?x=1&y=2>를"),
    "https://a.b/c#install을 보고": ("https://a.b/c#install", "<https://a.b/c#install>을"),
    "문서(https://a.b/c)를 보세요": ("https://a.b/c", "<https://a.b/c>)를"),
    '"https://a.b/c"를': ("https://a.b/c", '<https://a.b/c>"를'),
    "**https://a.b/c**를": ("https://a.b/c", "<https://a.b/c>를"),
    "https://a.b/c(공식 문서)": ("https://a.b/c", "<https://a.b/c>(공식"),
    "www.a.b에서는": ("www.a.b", "<http://www.a.b>에서는"),
    "请看 https://a.b/c，然后": ("https://a.b/c", "<https://a.b/c>，然后"),
    "见 https://a.b/c。": ("https://a.b/c", "<https://a.b/c>。"),
    "（https://a.b/c）": ("https://a.b/c", "<https://a.b/c>）"),
    "https://a.b/cを参照": ("https://a.b/c", "<https://a.b/c>を参照"),
    "https://a.b/c를(영문) 보세요": ("https://a.b/c", "<https://a.b/c>를(영문)"),
    "http://localhost:80(로컬)에서": ("http://localhost:80", "<http://localhost:80>(로컬)에서"),
    "（见 https://a.b/c)。": ("https://a.b/c", "<https://a.b/c>)。"),
    "https://a.b/c을， 그리고": ("https://a.b/c", "<https://a.b/c>을，"),
    "https://a.b/c_(x)를": ("https://a.b/c_(x)", "<https://a.b/c_(x)>를"),
    "“https://a.b/c”를": ("https://a.b/c", "<https://a.b/c>”를"),
    "https://a.b/c→https://a.b/d": ("https://a.b/c", "<https://a.b/c>→https://a.b/d"),
    "~~https://a.b/c~~는": ("https://a.b/c", "<https://a.b/c>는"),
    "- 하나\n- https://a.b/c까지": ("https://a.b/c", "<https://a.b/c>까지"),
    "| 글 |\n|---|\n| https://a.b/c의 |": ("https://a.b/c", "<https://a.b/c>의"),
}


@pytest.mark.parametrize("text", RUN_ON)
def test_text_glued_to_an_address_is_told(text: str) -> None:
    """GitHub's link does not lead there; that of the mend does."""
    meant, mend = RUN_ON[text]
    full = meant if "://" in meant else f"http://{meant}"
    assert full not in links(text)
    (problem,) = told(check_addresses, f"# 글\n\n{text}\n")
    assert (problem.code, problem.mend) == ("address-runs-on", f"write {mend}")
    assert problem.line == 3 + text[: text.index(meant)].count("\n")
    assert level_of(problem) == "hint"
    assert full in links(mend)


@pytest.mark.parametrize(
    "text",
    [
        "https://ko.wikipedia.org/wiki/쿠버네티스 https://ko.wikipedia.org/wiki/쿠버네티스를",
        "https://ko.wikipedia.org/wiki/도커_(소프트웨어) https://namu.wiki/w/C(프로그래밍)",
        "https://namu.wiki/w/C언어 https://namu.wiki/w/Java의_정석 https://ko.wiktionary.org/wiki/를",
        "https://velog.io/@me/Docker란 https://velog.io/@me/JWT와-OAuth의-차이",
        "https://한국.kr https://www.한글.한국/소개 https://naver한글.com",
        "https://zh.wikipedia.org/wiki/你好，李焕英 https://zh.wikipedia.org/wiki/Re：从零开始",
        "https://qiita.com/tags/C言語 https://ja.wikipedia.org/wiki/日本の首都",
        "https://a.b/search?q=파드를 https://a.b/#설치 https://a.b/#1-설치와-설정",
        "https://a.b/c 는 https://a.b/c. <https://a.b/c>는 [글](https://a.b/c)은 [https://a.b/c](https://a.b/c)를",
        "`https://a.b/c를` <a href='https://a.b/를'>글</a> ![https://a.b/c를](x.png)",
        "me@a.com으로 a.b/c를 https://",
        "https://a.b/what’s-new https://web.archive.org/web/2020/https://a.b/ https://a.b/c…",
        "```text\nhttps://a.b/c를\n```",
        "https://a.b/%EA%B0%80%EB%82%98/를",
        "(https://a.b/c) 를 **https://a.b/c** 를 (https://a.b/c), https://a.b/c~d",
        "[ref]: https://a.b/c를\n\n[ref]",
    ],
)
def test_addresses_that_hold_such_letters_are_left_alone(text: str) -> None:
    """Titles of articles, domains, queries; and what ends where it should."""
    assert [str(each) for each in told(check_addresses, f"{text}\n")] == []


#: As written; the mend.
SHOWN_TEX = {
    "값은$x^2$이다": "은 $x^2$이",
    "값은$x$이다": "은 $x$이",
    "当$n=3$时": "当 $n=3$时",
    "ここで$a_1$は": "で $a_1$は",
    "행렬（$A^T$）은": "（ $A^T$）",
    "[$\\alpha$]를": "[ $\\alpha$]",
    "“$x_i$”는": "“ $x_i$”",
    "x$\\frac{1}{2}$": "x $\\frac{1}{2}$",
    "값 $x^2$cm": "$x^2$ c",
    "값은 $ x^2 $이다": "$x^2$이",
    "합은$$\\sum_i x_i$$이다": "은 $$\\sum_i x_i$$이",
    "가격은 $5이고 값은$x^2$이다": "은 $x^2$이",
    "식은$\\text{값} = 3$이다": "은 $\\text{값} = 3$이",
    "- 하나\n- 둘은$y^{2}$": "은 $y^{2}$",
    "집합은$\\{1, 2\\} \\cup A_1$이다": "은 $\\{1, 2\\} \\cup A_1$이",
    "값 $\\hat{a}*b*\\hat{c}$는": "$`\\hat{a}*b*\\hat{c}`$는",
    "값은$a*b*c$는": "은 $`a*b*c`$는",
}


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("10$^2$개", "0<sup>2</sup>개"),
        ("H$_2$O는", "H<sub>2</sub>O"),
        ("Ca$^{2+}$", "a<sup>2+</sup>"),
        ("면적은 m$^{2}$입니다", "m<sup>2</sup>입"),
    ],
)
def test_what_is_set_high_or_low_behind_a_word(text: str, mend: str) -> None:
    """No space is asked for there, but a tag that GitHub knows."""
    assert formulas(text) == 0
    (problem,) = told(check_shown_tex, text)
    assert problem.mend == f"write {mend}"


def formulas(text: str) -> int:
    """How many formulas there are as GitHub reads a text."""
    tokens = parse_source(Source("a.md", "a.md", text)).tokens
    return sum(child.type == FORMULA for token in tokens for child in token.children or [])


@pytest.mark.parametrize("text", SHOWN_TEX)
def test_tex_that_github_shows_as_text_is_told(text: str) -> None:
    """With a space where one must be, or without one that must not be."""
    assert formulas(text) == 0
    (problem,) = told(check_shown_tex, f"# 글\n\n{text}\n")
    assert (problem.code, problem.mend) == ("formula-text", f"write {SHOWN_TEX[text]}")
    assert problem.line == 3 + text.count("\n")
    assert level_of(problem) == "hint"
    assert formulas(problem.mend.removeprefix("write ")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "값은 $x$이고 ($y^2$)이며 $z$, $w$-축 $a_1$는 **$b^2$**를",
        "가격은$5와$10 비용$100$200 US$5$10 $5 or $10 A$1,000-B$2,000",
        "변수$HOME과 $PATH를 $HOME/$USER $A_B$C ${HOME}_$USER $VAR_1과$VAR_2",
        "`값은$x^2$이다` <code>값은$x^2$이다</code>",
        "값은\\$x^2\\$이다",
        "정규식 ^a$|^b$와 (^x$)와$y",
        "환경변수$PATH$와 $A$B를 %PATH%",
        "$$\n\\frac{a}{b}\n$$",
        "jQuery의 $('a')와 $('b')를, $.get과$.post",
        "```sh\necho $x^2$y\n```",
        "[글](a$x^2$b) ![값$x^2$](x.png)",
        "가격은$3이고, 2^10은$5",
        "a$|b^2$ 10$^과$ $_와 $_를 a$_b$_c",
    ],
)
def test_money_and_variables_are_no_tex(text: str) -> None:
    """Nor is what is a formula, or code."""
    assert [str(each) for each in told(check_shown_tex, f"{text}\n")] == []


#: As written; the line; the mend begins so.
FOREIGN = {
    ":::note\n글\n:::": (1, "write > [!NOTE]"),
    "글\n\n::: warning 제목\n\n글\n\n:::": (3, "write > [!WARNING]"),
    ":::tip[알아 두기]\n글\n:::": (1, "write > [!TIP]"),
    "::: {.callout-caution}\n글\n:::": (1, "write > [!CAUTION]"),
    ":::{important}\n글\n:::": (1, "write > [!IMPORTANT]"),
    "::: details 펼치기\n글\n:::": (1, "write <details>"),
    "::: code-group\n\n```js\nx\n```\n\n:::": (1, "take the lines of colons out"),
    "- 하나\n\n  :::danger\n  글\n  :::": (3, "write > [!CAUTION]"),
    "::::info\n:::tip\n글\n:::\n::::": (1, "write > [!NOTE]"),
    "::::::::::::: challenge\n글\n:::::::::::::::::::": (1, "take the lines of colons out"),
    "> :::note\n> 글\n> :::": (1, "write > [!NOTE]"),
    "::: {#def .theorem}\n글\n:::": (1, "take the lines of colons out"),
}


@pytest.mark.parametrize("text", FOREIGN)
def test_blocks_of_other_programs_are_told_once(text: str) -> None:
    """However many there are in a source; GitHub shows the colons."""
    line, mend = FOREIGN[text]
    assert ":::" in cmarkgfm.github_flavored_markdown_to_html(text, 1 << 17)
    (problem,) = told(check_foreign_blocks, f"{text}\n\n글\n\n{text}\n")
    assert (problem.line, problem.code) == (line, "block-foreign")
    assert problem.mend.startswith(mend)
    assert "more here" in problem.what
    assert level_of(problem) == "hint"


@pytest.mark.parametrize(
    "text",
    [
        "```markdown\n:::note\n글\n:::\n```",
        "`:::note`를 쓰면\n\n글",
        "std:::vector와 a:::b",
        "글 :::note 글",
        "::: :::",
        ":::",
        "::: 알림\n글",
        "> [!NOTE]\n> 글",
        "<pre>\n:::note\n:::\n</pre>",
        "::: 가 나 :::",
    ],
)
def test_other_colons_are_left_alone(text: str) -> None:
    """In code, in a line, and where nothing opens a block."""
    assert [str(each) for each in told(check_foreign_blocks, f"{text}\n")] == []
