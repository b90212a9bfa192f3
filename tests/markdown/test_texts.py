"""Small rules on texts and names that everything stands on."""

from __future__ import annotations

import pytest
from lxml import html

from course.markdown.files.docs_files import check_addresses
from course.markdown.files.folder_pages import is_own_page
from course.markdown.files.paths import fold_path
from course.markdown.files.source import decode_source
from course.markdown.github.alerts import ALERT, ALERTS
from course.markdown.github.info_string import language_of
from course.markdown.html.tags import HEADINGS, VOID
from support.markdown_lines import render

COMPOSED, DECOMPOSED = "한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"


def test_every_line_end_is_one() -> None:
    """Windows', Unix's, and the lone carriage return of old Macs, which a merge can leave behind."""
    assert decode_source(b"\xef\xbb\xbfa\r\nb\rc\nd\r", "a.md") == "a\nb\nc\nd\n"


def test_ids_of_headings_keep_the_mark_behind_an_emoji() -> None:
    """GitHub drops the shield and keeps U+FE0F, the mark that makes a picture of it."""
    page = html.fromstring(render("# a\n\n## 🛡\ufe0f 보안 (10분)\n\n## 🔑 말\n"))
    assert page.xpath("//h2/@id") == ["\ufe0f-보안-10분", "-말"]


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("", ""),
        ("Bash title here", "bash"),
        ("yaml:deploy.yaml", "yaml"),
        ("js{1,3}", "js"),
        (".py", "py"),
        ("c++,x", "c++"),
        ("  sh  ", "sh"),
        ("{ .yaml }", ""),
    ],
)
def test_language_of_a_fence(info: str, language: str) -> None:
    """The first word of the info string, in lower case, without what some tools write around it."""
    assert language_of(info) == language


def test_names_that_are_one_for_some_systems() -> None:
    """Case and the composition of Hangul make no second file."""
    assert fold_path(f"A/{DECOMPOSED}.MD") == fold_path(f"a/{COMPOSED}.md") == "a/한글.md"
    places = {"a.md": f"{COMPOSED}/index.html", "b.md": f"{DECOMPOSED}/index.html"}
    assert [problem.code for problem in check_addresses(places, "docs")] == ["same-address"]


def test_pages_of_folders() -> None:
    """README and index, whatever their case and ending; no other language's README."""
    own = [is_own_page(name) for name in ("README.md", "a/Index.markdown", "a/readme.MD", "README.ko.md")]
    assert own == [True, True, True, False]


def test_lists_that_stand_once() -> None:
    """Six headings, five alerts; a paragraph has an end tag."""
    assert tuple(f"h{level}" for level in range(1, 7)) == HEADINGS
    assert all(ALERT.fullmatch(f"[!{name.upper()}]") for name in ALERTS)
    assert not ALERT.match("[!DANGER]")
    assert {"br", "img", "track"} <= VOID
    assert "p" not in VOID
