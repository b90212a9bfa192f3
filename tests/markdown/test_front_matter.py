# ruff: noqa: E501 - tables of cases
"""Front matter of other systems: what cannot be used is left out and told, and costs no page."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError
from lxml import html

from course.markdown.files.front_matter import blank_front_matter, front_matter_too_large, usable
from steps.page_templates import _PageTemplate
from support.courses import BuiltDocs
from support.yaml_bombs import BOMBS, LIST

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


@pytest.mark.parametrize(
    "front", ["date: 2026-02-30", "[" * 2000, "a: b: c", "? [a]\n: b", "# 제목", "# 하나\n\n# 둘"]
)
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


PAYLOAD = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("front", BOMBS, ids=range(len(BOMBS)))
def test_front_matter_that_unfolds_without_end_is_passed_over(front: str) -> None:
    """It is counted, not written out: soon, and its lines are left."""
    text = f"---\n{front}\n---\n# 제목\n"
    assert front_matter_too_large(text)
    assert blank_front_matter(text) == "\n" * (front.count("\n") + 3) + "# 제목\n"


def test_usual_front_matter_is_not_too_large() -> None:
    """References may be used, and lists may be long."""
    assert not front_matter_too_large(f"---\na: &a [1]\nb: *a\ntags: [{', '.join(['x'] * 500)}]\n---\n")


@pytest.mark.parametrize(
    ("meta", "kept"),
    [
        ({"git_revision_date_localized": PAYLOAD}, {"git_revision_date_localized": escape(PAYLOAD)}),
        ({"x": {PAYLOAD: [PAYLOAD, {1: PAYLOAD}]}}, {"x": {escape(PAYLOAD): [escape(PAYLOAD), {1: escape(PAYLOAD)}]}}),
        ({PAYLOAD: 1}, {escape(PAYLOAD): 1}),
        ({"x": PAYLOAD.encode()}, {"x": escape(str(PAYLOAD.encode()))}),
        ({"x": {PAYLOAD}}, {"x": {escape(PAYLOAD)}}),
        ({"tags": [PAYLOAD]}, {"tags": [escape(PAYLOAD)]}),
        ({"search": {"boost": 2}}, {"search": {"boost": 2}}),
        ({"search": {"exclude": True}}, {"search": {"exclude": True}}),
        ({"template": "home.html"}, {"template": "home.html"}),
    ],
)  # fmt: skip
def test_every_text_is_escaped(meta: dict[str, object], kept: dict[str, object]) -> None:
    """Also of names that nobody knows: a plugin or template may ask for them."""
    assert usable(meta, lambda _: True) == (kept, [])


@pytest.mark.parametrize(
    "meta",
    [
        *({"template": name} for name in ("sitemap.xml", "partials/header.html", "../main.html", "redirect.html")),
        *({"template": name} for name in ("404.html", "main.html\n", "home", ["home.html"], ".icons/course.svg")),
        *({"search": {"boost": value}} for value in (float("inf"), float("nan"), PAYLOAD, True, 0, [1])),
        *({name: "x"} for name in ("inside", "addresses")),
        *({name: 1 << 20_000} for name in ("title", "revision_date")),
        {"title": b"x"},
        {"title": {"x"}},
    ],
)  # fmt: skip
def test_what_no_page_can_use_is_told(meta: dict[str, object]) -> None:
    """Files that are no page's template, numbers that nobody can write, names that the build itself sets."""
    kept, (left_out,) = usable(meta, lambda _: True)
    assert kept == {}
    assert left_out.isprintable()
    assert len(left_out) < 80


def test_front_matter_of_strangers_is_harmless(build_docs: Callable[..., BuiltDocs]) -> None:
    """No value becomes HTML in any page, and no template costs one."""
    quotes = """'"</title></script><script>alert(1)</script><img src=x onerror=alert(1)>'"""
    names = ("title", "description", "author", "subtitle", "revision_date", "git_creation_date_localized")
    fronts = {
        **{name: f"{name}: {quotes}" for name in names},
        **{f"t{n}": f"template: {name}" for n, name in enumerate(("sitemap.xml", "blog-post.html", "partials/nav.html"))},
        "away": "template: redirect.html\nlocation: https://evil.invalid/",
        "links": "template: folder.html\ninside: [{kind: page, title: x, uri: a}]\naddresses: {a: 'javascript:x()'}",
        "bomb": BOMBS[0],
        "merge": BOMBS[1],
        "list": LIST,
    }  # fmt: skip
    files = {
        f"w/{name}.md": f"---\n{front}\n---\n# 제목 {name}\n\n글 하나\n" for name, front in fronts.items()
    }
    built = build_docs({"index.md": "# 첫\n", **files})
    assert built.failure is None
    assert len([each for each in built.messages if "[front-matter-large]" in each]) == 2
    for name in fronts:
        page = html.fromstring((built.site_dir / "w" / name / "index.html").read_bytes())
        assert "글 하나" in page.text_content()
        assert not page.xpath(
            "//img[@onerror] | //meta[@http-equiv='refresh'] | //a[starts-with(@href, 'javascript')]"
        )
        assert not [script for script in page.iter("script") if "alert(1)" in (script.text or "")]


def test_a_template_that_fails_costs_no_page(caplog: pytest.LogCaptureFixture) -> None:
    """The usual one stands in, in one line; a fault of the usual one itself is not hidden."""
    texts = {"main.html": "usual", "bad.html": "{{ page.nothing.at_all }}", "worse.html": "{{ 1 / 0 }}"}
    env = Environment(loader=DictLoader(texts))  # noqa: S701 - as MkDocs makes it
    env.template_class = _PageTemplate
    config = SimpleNamespace(docs_dir="docs", config_file_path="mkdocs.yml")
    for name in ("bad.html", "worse.html"):
        page = SimpleNamespace(meta={"template": name}, file=SimpleNamespace(src_uri="a.md"))
        with caplog.at_level("INFO", "mkdocs.plugins.course"):
            assert env.get_template(name).render({"page": page, "config": config}) == "usual"
        assert f"docs/a.md:1: the template {name} cannot show this page: " in caplog.messages[-1]
    with pytest.raises(UndefinedError):
        env.get_template("bad.html").render({"page": SimpleNamespace(meta={}), "config": config})
