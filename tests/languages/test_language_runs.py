"""Words of another language carry its `lang`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from course.languages.runs import mark_runs

SESSION = "week_03/day3/session_1/index.html"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("각 Pod는 CNI를", '각 <span lang="en">Pod</span>는 <span lang="en">CNI</span>를'),
        ("(Container Network Interface)", '(<span lang="en">Container Network Interface</span>)'),
        ("CI/CD와 eBPF 10.244", '<span lang="en">CI/CD</span>와 <span lang="en">eBPF</span> 10.244'),
        ("Pod A에서", '<span lang="en">Pod A</span>에서'),
        ("A와 B", "A와 B"),  # a letter is no word
        ("앞 &amp; 뒤 &nbsp;", "앞 &amp; 뒤 &nbsp;"),
    ],
)
def test_english_in_korean(text: str, marked: str) -> None:
    """Words in Latin letters are English there: one span for what is read in one go."""
    assert mark_runs(f"<p>{text}</p>", "ko", ["en"]) == f"<p>{marked}</p>"


def test_korean_in_english() -> None:
    """Hangul is Korean wherever it stands, with the marks between its words."""
    page = "<p>Read it: 한국어, 그리고 3개 more</p>"
    assert mark_runs(page, "en", ["ko"]) == '<p>Read it: <span lang="ko">한국어, 그리고 3개</span> more</p>'


@pytest.mark.parametrize(
    "inside",
    [
        "<code>Pod</code>",
        "<pre><code>a <b>Pod</b></code></pre>",
        "<svg><text>Pod</text></svg>",
        "<script>var Pod = 1</script>",
        "<title>Pod</title>",
        '<a lang="en" href="/">Pod <b>IP</b></a>',
        "<!-- Pod -->",
        '<img alt="Pod">',
    ],
)
def test_code_and_what_has_a_language_stay(inside: str) -> None:
    """Only text of the page's language is looked at; after such an element it is again."""
    page = f"<p>가 {inside} CNI</p>"
    assert mark_runs(page, "ko", ["en"]) == f'<p>가 {inside} <span lang="en">CNI</span></p>'


def test_languages_of_one_script_cannot_be_told() -> None:
    """French words in English stay as they are; of three languages, each script is told."""
    assert mark_runs("<p>déjà vu 가나</p>", "en", ["fr"]) == "<p>déjà vu 가나</p>"
    marked = mark_runs("<p>かな 가나 word</p>", "en", ["ja", "ko"])
    assert marked == '<p><span lang="ja">かな</span> <span lang="ko">가나</span> word</p>'


@given(st.text(alphabet='가나 Pod<>&;/"=code-spanlg', max_size=80))
def test_nothing_but_spans_is_added(page: str) -> None:
    """Whatever the page is, without the spans it is what it was."""
    marked = mark_runs(page, "ko", ["en"])
    assert re.sub(r'<span lang="en">(.*?)</span>', r"\1", marked, flags=re.DOTALL) == re.sub(
        r'<span lang="en">(.*?)</span>', r"\1", page, flags=re.DOTALL
    )


def test_real_pages_are_marked(built_site: Path) -> None:
    """On the session no Latin word and no Hangul outside of code is left in the wrong language."""
    for code, foreign in (("ko", r"[A-Za-z]{2,}"), ("en", "[가-힣]")):
        article = html.fromstring((built_site / code / SESSION).read_bytes()).xpath("//article")[0]
        added = "ancestor::p[@class='course-handouts']"  # filled once all pages are made
        outside = " or ".join(f"ancestor::{tag}" for tag in ("code", "pre", "script", "style", "svg"))
        texts = article.xpath(f".//text()[not(ancestor::*[@lang][not(self::html)] or {outside} or {added})]")
        assert len(texts) > 100
        assert [text for text in texts if re.search(foreign, text)] == []
