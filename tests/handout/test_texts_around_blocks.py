"""Texts before, between and behind lists and other blocks in an item or a cell: each is looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from course.handout.contents.pages import set_content
from course.handout.make import document_of
from course.handout.order import Order
from course.handout.proving.proved import check_made
from course.handout.typst.press import Press
from course.markdown.files.source import Source
from course.markdown.reading.source_page import render_source
from support.handouts import needs_fonts, order_of

pytestmark = needs_fonts

#: Short texts, as in tables of advantages; each source with a text behind a block, which is taken away.
AROUND = [
    ("| a | b |\n|---|---|\n| 글<ul><li>가</li><li>나</li></ul>끝말 | x |", "끝말"),
    ("| a | b |\n|---|---|\n| 앞<ul><li>가</li></ul>뒤말<ul><li>다</li></ul>끝 | x |", "뒤말"),
    ("<table><tr><td>글<blockquote>가</blockquote>글<p>나말</p>다</td></tr></table>", "나말"),
    ("<table>\n<tr><td>\n\n글\n\n- 가\n- 나\n\n글말\n\n</td><td>x</td></tr>\n</table>", "글말"),
    ("<table><tr><td>가<pre>code</pre>나<br>다<hr>라말</td></tr></table>", "라말"),
    ("- 가\n\n    - 나\n\n    다\n\n    ```text\n    x\n    ```\n\n    라말\n- 마", "라말"),
    ("| a |\n|---|\n| <ul><li>가<ul><li>나</li></ul>다말</li></ul> |", "다말"),
    (
        "<table><tr><td>Pros <a href='https://example.org/a'>x</a><ul><li>fast</li></ul>"
        "Cons <a href='https://example.org/b'>y</a> z<ul><li>old</li></ul></td><td>k</td></tr></table>",
        "Cons",
    ),
    ("- [ ] [한](https://example.org/a) 일\n- [x] **한** [일](https://example.org/b) 끝말", "끝말"),
    ("- [ ] 할\n\n    ```text\n    x\n    ```\n\n    일말", "일말"),
]


def _order(source: str, folder: Path) -> Order:
    order = order_of(render_source(source), folder, source)
    return replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source)),))


@pytest.mark.parametrize(("source", "lost"), AROUND)
def test_a_text_behind_a_block_is_found_or_told(tmp_path: Path, source: str, lost: str) -> None:
    """What is whole is never told, though single letters stand all over; what is gone is."""
    order = _order(f"# 제목\n\n글 글 가 나 다\n\n{source}\n\n글 글 가 나 다\n", tmp_path)
    document = document_of(order, set_content(order.pages, order))
    for taken, told in (("", set()), (lost, {"handout-lost"})):
        assert taken in document
        pdf = Press(order.fonts_dir).pdf(document.replace(taken, "", 1) if taken else document, {}, 0)
        assert {problem.code for problem in check_made(order, pdf)} == told
