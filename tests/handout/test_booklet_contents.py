"""What a booklet's contents list: sessions and their concepts."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from course.handout.contents.listed import listed_anchors
from course.handout.make import make_handout
from course.markdown.files.source import Source
from course.markdown.reading.source_page import render_source
from course.model.model import Session
from course.model.sessions.parse import parse_session
from course.settings.course_settings import Settings
from support.handouts import needs_fonts, order_of

USUAL = """# Week 1 Day {n} Session 1: 이름{n}

## 🕘 세션 정보
- **시간**: 09:00-09:50

## 🎯 학습 목표
- 목표 {n}

## 📖 핵심 개념 (35분)

### 🔍 개념 {n}: 말{n}이란 (12분)

글입니다.

#### 자세히 {n}

### 맺음

글입니다.

## 덧붙임 {n}

글입니다.

## 🔑 핵심 키워드

### 묶음 {n}
- **말{n}**: 뜻{n}
"""


def session(text: str, number: int) -> Session:
    """The session of a page."""
    uri = f"week_01/day{number}/session_1.md"
    parsed = parse_session(Source(uri, f"docs/ko/{uri}", text), Settings())
    assert parsed
    return parsed


def listed(*texts: str) -> list[list[str]]:
    """Titles of the headings that are listed below each of the sessions, in order."""
    sessions = [session(text, number) for number, text in enumerate(texts, 1)]
    anchors = listed_anchors(sessions)
    return [
        [section.title for section in each.walk() if section.anchor in own]
        for each, own in zip(sessions, anchors, strict=True)
    ]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([USUAL.format(n=n) for n in (1, 2, 3)], ["🔍 개념 1: 말1이란", "덧붙임 1"]),
        (["# A\n\n## Introduction\n\n## Pods\n", "# B\n\n## Introduction\n\n## Nodes\n"], ["Pods"]),
        (["# A\n\n## 1.1 Setup\n\n## 1.2 Pods\n", "# B\n\n## 2.1 Setup\n\n## 2.2 Nodes\n"], ["1.2 Pods"]),
        (["# A\n\n## 本文\n\n### 甲\n\n### 要点\n", "# B\n\n## 本文\n\n### 乙\n\n### 要点\n"], ["甲"]),
        (["# A\n\n## Core Concepts\n\n### Pods\n\n## Wrap-up\n\n### Next\n"], ["Pods"]),
        (["# A\n\n## 하나\n\n## 둘\n\n### 셋\n"], ["하나", "둘"]),
        (["# A\n\n글\n"], []),
    ],
)
def test_contents_list_what_a_session_is_about(texts: list[str], wanted: list[str]) -> None:
    """Headings with a role, and those that others have too, are left out; concepts stand in their place."""
    assert listed(*texts)[0] == wanted


def test_a_page_that_is_no_session_lists_nothing() -> None:
    """Of solutions behind a lecturer's session only the title is listed."""
    assert listed_anchors([None, session("# A\n\n## 하나\n", 1)])[0] == frozenset()


def with_ids(source: Source) -> str:
    """The HTML of a page, its headings with the ids that the site gives them."""
    ids = [section.anchor for section in session(source.text, 1).walk()]
    anchors = iter(["title", *ids])
    return re.sub(
        r"<h(\d)[^>]*>", lambda tag: f'<h{tag[1]} id="{next(anchors)}">', render_source(source.text)
    )


@needs_fonts
def test_contents_are_short_and_the_outline_whole(tmp_path: Path) -> None:
    """The pages of contents have sessions and concepts alone; the outline of the file has every heading."""
    uris = [f"week_01/day{n}/session_1.md" for n in (1, 2, 3)]
    sources = [Source(uri, f"docs/ko/{uri}", USUAL.format(n=n)) for n, uri in enumerate(uris, 1)]
    order = order_of("", tmp_path)
    pages = tuple(
        replace(
            order.pages[0],
            source=each,
            article=f"<article>{with_ids(each)}</article>".encode(),
            url=f"https://example.org/ko/{each.uri}/",
        )
        for each in sources
    )
    made = make_handout(replace(order, pages=pages, is_booklet=True, title="1주차"))
    assert made.pdf is not None, made.problems
    contents = "".join(pypdfium2.PdfDocument(made.pdf)[1].get_textpage().get_text_range().split())
    assert "\u2060" not in contents
    for n in (1, 2, 3):
        assert f"이름{n}" in contents
        assert f"개념{n}:말{n}이란" in contents
        assert f"덧붙임{n}" in contents
    assert [
        word for word in ("세션정보", "학습목표", "핵심키워드", "묶음", "맺음", "자세히") if word in contents
    ] == []
    with pikepdf.open(io.BytesIO(made.pdf)) as document, document.open_outline() as outline:
        titles, waiting = [], list(outline.root)
        while waiting:
            item = waiting.pop(0)
            titles.append(item.title)
            waiting = [*item.children, *waiting]
    assert sum("세션 정보" in title for title in titles) == 3
    assert sum("맺음" in title for title in titles) == 3
