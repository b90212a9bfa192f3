"""Formulas of headings and keywords in menus, agendas, glossaries and names, which are text."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from course.formulas.drawer import start_formulas
from course.markdown.files.source import Source
from course.markdown.github.github_markdown import GithubMarkdown
from course.markdown.html.tree import read_fragment
from course.markdown.reading.page_title import page_title
from course.model.editions import chosen_editions
from course.model.model import Course, Day, Session, Week
from course.model.sessions.inline import item_in_words
from course.model.sessions.parse import parse_session
from course.model.terms.terms import glossary_terms
from course.pages.glossary.glossary_exports import render_csv
from course.pages.glossary.glossary_html import GlossaryPage
from course.pages.glossary.tooltips import render_tooltips
from course.pages.sessions.agenda_html import render_agenda
from course.settings.course_settings import Settings
from support.courses import ROOT, write_files
from support.words import KOREAN

SESSION = r"""# Week 1 Day 1 Session 1: $x^2$의 값

## 🎯 학습 목표
- $\sqrt{a+b}$를 안다

## 📖 개념 $E=mc^2$ (20분)

## 🧪 실습: $\frac{a}{b}$ & `$5` (10분)

## 🔑 핵심 키워드
- **$a_1$**: 첫 $\frac{1}{2}$ 값
- **넓이**: $\pi r^2$이며 **$\overbrace{ab}^{n}$**
"""


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


def session() -> Session:
    """A session with formulas in its title, headings, aims and keywords."""
    read = parse_session(Source("week_01/day1/session_1.md", "docs/ko/a.md", SESSION), Settings())
    assert read
    return read


def test_an_agenda_has_formulas_in_words() -> None:
    """Its links still lead to GitHub's anchors, of the TeX; code keeps its dollars."""
    page = render_agenda(session(), KOREAN.agenda, None, "Asia/Seoul")
    text = read_fragment(page).text_content()
    assert "개념 E = mc²" in text
    assert "실습: a/b & $5" in text
    assert 'href="#-개념-emc2-20분"' in page
    assert "frac" not in text


def test_a_session_is_called_by_words() -> None:
    """In timetables, glossaries and exports; its aims are there as well."""
    read = session()
    assert (read.title, read.name) == ("Week 1 Day 1 Session 1: x²의 값", "x²의 값")
    assert [item_in_words(each) for each in read.objectives] == ["√(a + b)를 안다"]
    assert read.objectives[0].text == r"\sqrt{a+b}를 안다"


def test_a_glossary_has_formulas_in_words() -> None:
    """On its page, in tooltips and in the files for students; what no line can show is its TeX."""
    read = session()
    terms = glossary_terms(Course((Week(1, "week_01", (Day(1, "week_01/day1", (read,)),)),)), ())
    page = GlossaryPage(KOREAN.glossary, {}, {}).render(terms, {})
    entry = read_fragment(page).text_content()
    assert "a₁" in entry
    assert "첫 1/2 값" in entry
    assert "πr²이며 \\overbrace{ab}^{n}" in entry
    assert "첫 1/2 값" in render_tooltips(terms, "b.md")
    assert "a₁,첫 1/2 값" in render_csv(terms, KOREAN.glossary)
    shown = {(term.name, each.text) for term in terms for each in term.definitions}
    assert shown == {("a₁", "첫 1/2 값"), ("넓이", "πr²이며 \\overbrace{ab}^{n}")}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        (r"# $x^2$과 **$\alpha$** 강의", "x²과 α 강의"),
        (r"글\n\n# 강의 $\frac{1}{2}$".replace("\\n", "\n"), "강의 1/2"),
        ("# 강의 $5와 $10", "강의 $5와 $10"),
        ('<h1 align="center">$x^2$ 강의 $\\alpha$</h1>', "x² 강의 α"),
    ],
)
def test_a_course_is_named_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: str, name: str
) -> None:
    """Its site's name is its front page's first heading."""
    write_files(tmp_path, {"docs/README.md": f"{heading}\n"})
    monkeypatch.chdir(ROOT)
    (edition,) = chosen_editions(ROOT, tmp_path / "docs")
    assert edition.language.title == name


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (r"<h1>$x^2$ 값</h1>", "x² 값"),
        (r"<h1>값 $\frac{1}{2}$과 $\alpha$</h1>", "값 1/2과 α"),
        (r"<h1>$\overbrace{ab}^{n}$</h1>", r"\overbrace{ab}^{n}"),
        ("<h1>가격 $5</h1>", "가격 $5"),
    ],
)
def test_a_title_in_html_has_formulas_in_words(page: str, title: str) -> None:
    """No sign stands for a formula, as one does where texts are compared."""
    assert page_title(page, "", start_formulas(ROOT).in_words) == title
    assert "\ufffc" not in page_title(page, "")
