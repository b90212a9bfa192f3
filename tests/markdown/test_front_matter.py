"""Front matter of other systems: what cannot be used is left out and told, and costs no page."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from course.markdown.files.front_matter import usable
from course.markdown.files.source import blank_front_matter
from support.courses import BuiltDocs

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.lists(st.text()))
NAMES = st.sampled_from(
    ["title", "description", "hide", "tags", "icon", "template", "search", "layout", "nav"]
)


@pytest.mark.parametrize(
    ("meta", "kept", "left_out"),
    [
        ({"title": 5}, {"title": "5"}, []),
        ({"title": '<b> & "'}, {"title": "&lt;b&gt; &amp; &quot;"}, []),
        ({"status": "new"}, {"status": "new"}, []),
        ({"status": 'x" onload="'}, {}, ['status: x" onload="']),
        ({"hide": "toc"}, {"hide": ["toc"]}, []),
        ({"hide": True}, {}, ["hide: True"]),
        ({"icon": "home"}, {}, ["icon: home"]),
        ({"icon": "material/home"}, {"icon": "material/home"}, []),
        ({"template": "post.html"}, {}, ["template: post.html"]),
        ({"search": False}, {}, ["search: False"]),
        ({"layout": "post", "nav_order": 3}, {"layout": "post", "nav_order": 3}, []),
        ({"title": None}, {}, []),
        ({"icon": "가" * 50}, {}, ["icon: " + "가" * 40]),
    ],
)
def test_what_the_theme_can_use(meta: dict[str, object], kept: object, left_out: object) -> None:
    """Texts, lists and files of the theme are what they have to be, or are left out."""
    assert usable(meta, lambda name: name == ".icons/material/home.svg") == (kept, left_out)


@settings(deadline=None)
@given(st.dictionaries(NAMES, VALUES))
def test_nothing_is_left_out_unsaid(meta: dict[str, object]) -> None:
    """Every value is kept or told, save those that say nothing."""
    kept, left_out = usable(meta, lambda _: False)
    assert len(kept) + len(left_out) == sum(value is not None for value in meta.values())


def test_front_matter_of_other_systems_builds(build_docs: Callable[..., BuiltDocs]) -> None:
    """A page whose front matter names another system's template, icon and switches is made all the same."""
    front = (
        "title: <script>a</script> & 5\ndescription: '\"><script>b</script>'\n"
        "template: post.html\nicon: home\nhide: 7\nsearch: false\ntags: 3\nstatus: [a]"
    )
    built = build_docs({"a.md": f"---\n{front}\n---\n# 제목\n\n글\n", "index.md": "# 첫\n"})
    assert built.failure is None
    page = (built.site_dir / "a/index.html").read_text(encoding="utf-8")
    assert "<p>글</p>" in page
    assert "<script>a" not in page
    assert "<script>b" not in page
    assert "&lt;script&gt;a&lt;/script&gt; &amp; 5" in page


@pytest.mark.parametrize("front", ["date: 2026-02-30", "[" * 2000, "a: b: c", "? [a]\n: b"])
def test_front_matter_that_is_no_yaml_is_text(front: str) -> None:
    """As on GitHub's pages and MkDocs': what is no mapping stays in the text."""
    text = f"---\n{front}\n---\n# 제목\n"
    assert blank_front_matter(text) == text


def test_titles_and_goals_are_text_in_the_head(build_docs: Callable[..., BuiltDocs]) -> None:
    """What a heading shows in code, and quotation marks of a goal, do not end the elements they stand in."""
    text = '# `</title>` 세션 1\n\n**시간**: 09:00-09:50\n\n**목표**: "왜"를 <b>안다\n'
    built = build_docs({"week_01/day1/session_1.md": text, "index.md": "# 첫\n"}, site_name="A <b> & B")
    page = html.fromstring((built.site_dir / "week_01/day1/session_1/index.html").read_bytes())
    assert page.xpath("//title/text()") == ["</title> 세션 1 - A <b> & B"]
    assert page.xpath("//meta[@property='og:title']/@content") == ["</title> 세션 1"]
    assert page.xpath("//meta[@property='og:description']/@content")[0].startswith('"왜"를')
    course = json.loads((built.site_dir / "course.json").read_text(encoding="utf-8"))
    assert course["title"] == "A <b> & B"
