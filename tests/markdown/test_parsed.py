"""What rules ask of a source: its headings and what is in its lines of text, each with its line."""

from __future__ import annotations

import pytest

from course.markdown.files.source import Source
from course.markdown.reading.parsed import (
    UNSPACED_HEADING,
    Parsed,
    headings_of,
    mentions,
    parse_source,
    placed_tokens,
)


def parsed(text: str) -> Parsed:
    return parse_source(Source("a.md", "docs/a.md", text))


def test_headings_of_a_source() -> None:
    """What a reader sees of each, a break being a space; none of those in lists, quotes or code."""
    text = (
        "# 가 `나` ![다](a.png) **라** <b>마</b>\n\n바\n사\\\n아\n---\n\n- # 자\n\n> # 차\n\n```\n# 카\n```\n"
    )
    assert [(each.line, each.level, each.title) for each in headings_of(parsed(text))] == [
        (1, 1, "가 나  라 마"),
        (3, 2, "바 사 아"),
    ]


def test_lines_of_what_stands_in_a_text() -> None:
    """Each image and each piece of HTML is at the line that it is written on."""
    text = (
        "![](1.png)\n가 ![](2.png)  \n![](3.png)\\\n<b\nid=x>![](5.png)</b>\n\n"
        "- 나\n  ![](8.png)\n\n<div>\n</div>\n"
    )
    placed = [(each.token.type, each.line) for each in placed_tokens(parsed(text))]
    assert [line for kind, line in placed if kind == "image"] == [1, 2, 3, 5, 8]
    assert [line for kind, line in placed if kind == "html_inline"] == [4, 5]
    assert [line for kind, line in placed if kind == "html_block"] == [10]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("🎯 학습  목표 (5분)", ["학습 목표"], True),
        ("학습목표", ["학습 목표"], True),
        ("KeyWords", ["keywords"], True),
        ("keywords", ["KEYWORDS"], True),
        ("\u1106\u1169\u11a8\u1111\u116d", ["목표"], True),
        ("목표", ["\u1106\u1169\u11a8\u1111\u116d"], True),
        ("keywords-none", ["keywords"], False),
        ("subkeywords", ["keywords"], False),
        ("C++ (a.b)", ["c++", "x"], True),
        ("axb", ["a.b"], False),
        ("글", [], False),
    ],
)
def test_what_mentions_a_word(text: str, words: list[str], expected: bool) -> None:
    """In whatever case, spacing and composition; part of a longer word or name does not count."""
    assert mentions(text, words) is expected


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("##제목", True),
        ("   ######제목", True),
        ("    ##제목", False),
        ("## 제목", False),
        ("#제목", False),
        ("##", False),
        ("#######제목", False),
    ],
)
def test_headings_without_their_space(line: str, is_one: bool) -> None:
    """Two to six marks right before a word: a heading was meant, and GitHub shows text."""
    assert bool(UNSPACED_HEADING.match(line)) is is_one
    assert bool(headings_of(parsed(line))) is (line == "##" or line.startswith("## "))
