"""The check finds every formula that a page has lost or has otherwise, and each fault at its line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from course.checks.rules.formulas import check_formulas
from course.checks.site_check import check_site
from course.checks.surroundings import Surroundings
from course.formulas.drawer import start_formulas
from course.markdown.files.source import Source
from course.markdown.reading.parsed import parse_source
from course.settings.course_settings import Settings
from support.courses import ROOT, BuiltDocs

pytestmark = pytest.mark.skipif(start_formulas(ROOT).engine is None, reason="npm has not brought Temml")

PAGE = r"""# 수식 $O(n^2)$

값은 $x_i$이고 $\{1, 2\}$, $100과 $200은 돈입니다.

- 목록 $`a_1`$와 **$\frac12$**

| $p$ | 값 |
|---|---|
| $q$ | 하나 |

> [!NOTE]
> 알림 $z$[^1]

[^1]: 각주 $y^2$

```math
\begin{equation}
E = mc^2
\end{equation}
```

$$
\begin{aligned}
a &= b \\
c &= d
\end{aligned}
$$

<p align="center">가운데 $w$ 글</p>

## 핵심 키워드

- **분산(variance)**: $\sigma^2$입니다
"""


def test_each_formula_is_missed_and_each_change_is_told(build_docs: Callable[..., BuiltDocs]) -> None:
    built = build_docs({"session_1.md": PAGE, "index.md": "# 처음\n\n글 $5.\n"}, strict=True)
    assert not built.messages, built.messages
    page = built.site_dir / "session_1" / "index.html"
    whole = page.read_text("utf-8")
    docs = built.site_dir.parent / "docs"

    def told() -> list[str]:
        report = check_site(docs, built.site_dir, ROOT, keyword_headings=("핵심 키워드",))
        return sorted({problem.code for problem in report.problems})

    assert told() == []
    formulas = list(re.finditer(r'<math class="formula.*?</math>', whole, re.DOTALL))
    assert len(formulas) == 13
    article = whole.index("<article")
    for formula in (each for each in formulas if each.start() > article):
        lost = whole[: formula.start()] + whole[formula.end() :]
        emptied = re.sub(r"<semantics>.*?<annotation", "<semantics><annotation", formula[0], flags=re.DOTALL)
        changed = re.sub(r"<mi>\w</mi>|<mn[^>]*>\d</mn>", "<mi>k</mi>", formula[0], count=1)
        assert changed != formula[0]
        for now, code in (
            (lost, "formula-lost"),
            (whole.replace(formula[0], emptied, 1), "formula-lost"),
            (whole.replace(formula[0], changed, 1), "formula-altered"),
            (whole[: formula.end()] + formula[0] + whole[formula.end() :], "formula-extra"),
        ):
            page.write_text(now, "utf-8")
            # a heading or cell of which nothing is left is lost as a whole
            assert {code, code.replace("formula", "cell")} & set(told()), (code, formula[0])


def test_only_pages_with_formulas_ask_for_their_style_and_font(build_docs: Callable[..., BuiltDocs]) -> None:
    built = build_docs({"session_1.md": PAGE, "index.md": "# 처음\n\n$100과 $200.\n"})
    links = "assets/stylesheets/formulas.css"
    assert links in (built.site_dir / "session_1/index.html").read_text("utf-8")
    assert links not in (built.site_dir / "index.html").read_text("utf-8")
    assert "Course Math" in (built.site_dir / links).read_text("utf-8")
    assert len(list(built.site_dir.glob("assets/fonts/course-math-*.woff2"))) == 1


def test_a_site_without_formulas_has_neither(build_docs: Callable[..., BuiltDocs]) -> None:
    built = build_docs({"index.md": "# 처음\n\n$100과 $200.\n"})
    assert not (built.site_dir / "assets/stylesheets/formulas.css").exists()
    assert not list(built.site_dir.glob("assets/fonts/course-math-*"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("글\n\n식 $\\frac{a}$ 끝\n", 3),
        ("글\n\n```math\nx\n\\unknown{y}\n```\n", 5),
        ("글\n\n$$\nx\ny^2^3\n$$\n", 5),
        ("- 항목\n- `$x$` $`\\left( x`$\n", 2),
        ("| a |\n|---|\n| $}$ |\n", 3),
        ("글[^1]\n\n[^1]: 각주 $\\foo$\n", 3),
    ],
)
def test_a_fault_is_told_at_its_line(text: str, line: int) -> None:
    parsed = parse_source(Source("a.md", "docs/a.md", text))
    around = Surroundings(Settings(), formulas=start_formulas(ROOT))
    problems = list(check_formulas(parsed, around))
    assert [(each.line, each.code) for each in problems] == [(line, "formula-syntax")]
    assert "̲" not in problems[0].what
