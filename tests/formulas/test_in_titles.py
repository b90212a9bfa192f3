"""Formulas of headings in menus and tables of contents, which are text."""

from __future__ import annotations

import pytest
from markdown import Markdown

from course.formulas.drawer import start_formulas
from course.markdown.github.github_markdown import GithubMarkdown
from support.courses import ROOT


@pytest.mark.parametrize(
    ("heading", "anchor", "listed"),
    [
        (r"넓이 $\pi r^2$ 구하기", "넓이-pi-r2-구하기", "넓이 πr² 구하기"),
        (r"$\frac{a}{b}$ & **$x_1$**", "fracab--x_1", "a/b &amp; x₁"),
        ("`$5` $E=mc^2$ :tada:", "5-emc2-tada", "$5 E = mc² 🎉"),
        (r"$\sqrt{$ 틀린 식", "sqrt-틀린-식", r"\sqrt{ 틀린 식"),
    ],
)
def test_a_table_of_contents_has_the_words_of_formulas(heading: str, anchor: str, listed: str) -> None:
    """The anchor is GitHub's, of the TeX; what nothing draws is listed as its TeX."""
    formulas = start_formulas(ROOT)
    github = GithubMarkdown(draw=formulas.page, in_words=formulas.in_words)
    markdown = Markdown(extensions=["toc", github])
    page = markdown.convert(f"# {heading}")
    (item,) = markdown.toc_tokens  # type: ignore[attr-defined]
    assert (item["id"], item["name"]) == (anchor, listed)
    assert ("<math" in page) == ("틀린" not in heading)
