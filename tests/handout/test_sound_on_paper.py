"""What is sound on paper though it is unusual: twin emoji, headings without a title, formulas of a line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from course.formulas.drawer import start_formulas
from course.handout.contents.pages import set_content
from course.handout.make import document_of
from course.handout.order import Order
from course.handout.proving.proved import check_made
from course.handout.typst.press import Press
from course.markdown.files.source import Source
from course.markdown.formulas.finding import Formula
from course.markdown.reading.source_page import render_source
from support.courses import ROOT
from support.handouts import needs_fonts, order_of, page_texts

pytestmark = needs_fonts

EMOJI = """# 강의 👩🏻‍🏫

문단 👨🏻‍🏫 기술 👩🏻‍🏫 끝 👍🏽 하나 👩‍💻 둘 👨‍👩‍👧 셋 ❤️‍🔥 넷 🇰🇷 다섯 1️⃣ 여섯 🏳️‍🌈 끝 🙋🏿‍♀️.

## 🏃 🏃‍♂️ 🏃‍♀️ 👨‍💻 👩‍💻 🧑‍💻 가

- [ ] 👩🏻‍🏫 할 일 🏃‍♀️
- **👩🏻‍🏫** 할 일 🏃‍♂️

| 🙋‍♀️ | 🙋‍♂️ |
|---|---|
| 👨‍🚀👩‍🚀 | 🤷‍♂️🤷‍♀️🤷 |
"""
#: After each of these headings comes a paragraph.
UNREAD = ("##### <br>", "## &nbsp;", '## <a name="x"></a>', "## &#8203;", "## <!-- c -->", "- # ")


def _order(source: str, folder: Path) -> Order:
    order = order_of(render_source(source), folder, source)
    return replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source)),))


def _found(order: Order, *lost: str) -> list[str]:
    document = document_of(order, set_content(order.pages, order))
    for text in lost:
        assert text in document
        document = document.replace(text, "", 1)
    return [problem.code for problem in check_made(order, Press(order.fonts_dir).pdf(document, {}, 0))]


@pytest.mark.parametrize("lost", ["", "🏃‍♀", "👨‍🚀", "👩‍🚀", "🤷"])
def test_emoji_that_share_a_glyph_are_counted(tmp_path: Path, lost: str) -> None:
    """A man and a woman are told apart, though they look alike; one of them that is gone is told."""
    found = _found(_order(EMOJI, tmp_path), *([lost] if lost else []))
    assert ("handout-lost" in found) == bool(found) == bool(lost)


@pytest.mark.parametrize("heading", UNREAD)
def test_a_heading_without_a_title_costs_no_handout(tmp_path: Path, heading: str) -> None:
    """GitHub shows an empty line; on paper there is none."""
    assert _found(_order(f"# 제목\n\n앞 글\n\n{heading}\n\n뒤 글\n", tmp_path)) == []


@pytest.mark.parametrize(
    "formula", ["가" * 90, r"\text{" + "long words " * 12 + "}", r"\sqrt{" + "x + " * 40 + "y}"]
)
def test_a_formula_that_cannot_be_broken_stays_on_the_page(tmp_path: Path, formula: str) -> None:
    """On a line of its own, smaller: what is between two dollars may be a whole sentence."""
    mathml = start_formulas(ROOT).page([Formula(formula, False)])[0]
    order = _order(f"# 제목\n\n앞 글 ${formula}$ 뒤 글\n", tmp_path)
    article = render_source("# 제목\n\n앞 글 @ 뒤 글\n").replace("@", mathml)
    order = replace(order, pages=(replace(order.pages[0], article=article.encode()),))
    assert _found(order) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("짧은 제목", "과정 짧은 제목"),
        ("긴 제목 " * 80, "과정 긴 제목 긴 제목"),
        ("LongWord" * 90, "과정 LongWord"),
    ],
)
def test_what_stands_above_each_page_is_one_line(tmp_path: Path, title: str, words: str) -> None:
    """A title may be a paragraph: above further pages it ends where the line does."""
    order = _order(f"# {title}\n\n" + "문단입니다.\n\n" * 80, tmp_path)
    order = replace(order, sheet=replace(order.sheet, place="", title=title.strip()))
    assert _found(order) == []
    pdf = Press(order.fonts_dir).pdf(document_of(order, set_content(order.pages, order)), {}, 0)
    top = " ".join(page_texts(pdf)[1].partition("문단")[0].split())
    assert top.startswith(words)
    assert ("…" in top) == (len(title) > 40)
