"""HTML read by the rules of HTML5: tags with their places, articles that are changed, trees to read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from course.markdown.html.article import Article
from course.markdown.html.kept import Articles
from course.markdown.html.scan import attributes, outermost, scan
from course.markdown.html.tree import Element, read_document, read_fragment
from support.html_trees import tree_of

#: What browsers read otherwise than it looks, and what is never closed.
AWKWARD = (
    *('<a title="a>b<i>">', "</a>", "<!-- <b> -->", "<!-->", "<script>a<b></script>", "<title>", "<svg>"),
    *(
        "</svg>",
        "<svg/>",
        "<style>",
        "</style>",
        "<p>",
        "<pre>\n\n",
        "\n",
        "&lt;",
        "&#13;",
        "가",
        "<!doctype x>",
    ),
    *("<", "</", "<a b='", "<li>", "<table><tr>", "<textarea>\n", "<br/>", "=", '"', "<details>", "</p>"),
)


def test_tags_are_found_as_browsers_find_them() -> None:
    """Quoted values, comments and scripts hold no tags; in a drawing ``<style>`` and ``<title>`` may."""
    html = """<a title="x > <b>" b='>'>t<!-- <i> --><script>1<p></script><svg><title><g></title></svg>"""
    names = [(tag.name, tag.closing) for tag in scan(html) if tag.name]
    assert names == [
        *[("a", False), ("script", False), ("script", True), ("svg", False), ("title", False), ("g", False)],
        *[("title", True), ("svg", True)],
    ]


@given(st.lists(st.sampled_from(AWKWARD), max_size=14).map("".join))
def test_markup_stands_where_it_is_said_to(html: str) -> None:
    """Every piece of markup is the text between its places, and none overlaps the one before."""
    at = 0
    for tag in scan(html):
        assert tag.start >= at
        assert html[tag.start : tag.end] == tag.text
        at = tag.end


def test_a_tag_that_never_ends_takes_no_time() -> None:
    """Many beginnings of tags are looked at once."""
    for html in ("<a " * 50_000, '<a b="c" ' * 20_000, "<a =" * 50_000, "<!--" * 50_000):
        assert len(list(scan(html))) < 2


def test_attributes_are_read() -> None:
    """With any quotes or none, references resolved, names in small letters."""
    found = [(each.name, each.value) for each in attributes("<a HREF='a&amp;b' x = \"1\" y=2/z checked/>")]
    assert found == [("href", "a&b"), ("x", "1"), ("y", "2/z"), ("checked", "")]


def test_outermost_elements() -> None:
    """Elements inside others of their name belong to these; one never closed is none."""
    html = 'a<svg viewBox="0"><svg/><svg></svg></svg>b<svg/><svg>'
    assert [html[a:b] for a, b in outermost(html, "svg")] == [
        '<svg viewBox="0"><svg/><svg></svg></svg>',
        "<svg/>",
    ]


@given(
    st.lists(st.sampled_from((*AWKWARD, "<svg>", "</SVG >", "<svg/>", "<title>")), max_size=14).map("".join)
)
def test_outermost_elements_are_those_of_the_scan(html: str) -> None:
    """Both read tags alike: in comments, scripts, quoted values and drawings."""
    spans, start, depth = [], 0, 0
    for tag in scan(html):
        if tag.name == "svg" and (depth or not tag.closing):
            start = start if depth else tag.start
            depth += -1 if tag.closing else not tag.alone
            spans += [] if depth else [(start, tag.end)]
    assert outermost(html, "svg") == spans


@given(st.lists(st.sampled_from(AWKWARD), max_size=14).map("".join))
def test_an_article_that_nobody_changes_stays(html: str) -> None:
    """Not a byte is otherwise, whatever has been looked at."""
    article = Article(html)
    article.find("a")
    assert str(article) == html


@pytest.mark.parametrize(
    "html",
    [
        "<pre>\n\n\n  x\n</pre><pre><code>\n\n\ty </code></pre><textarea>\n\nz</textarea>",
        "<p>a&#13;b &amp;amp; &lt;i&gt; \u00a0&nbsp;</p><!-- c --><a title='\"&lt;>'>t</a>",
        '<svg viewBox="0 0 1 1" xmlns:xlink="x"><linearGradient/><use xlink:href="#a"/>&#160;</svg>',
        "<picture><source srcset=a><img src=b></picture><video><track>t</video>a<wbr>b",
        "<p>c<details>d</details>",
        "<template><p>a</p></template><math><mi>x</mi></math><iframe><p></iframe><table><td>1</table>",
    ],
)
def test_a_changed_article_is_the_same_tree(html: str) -> None:
    """What is added stands there, and a browser reads all else as before; drawings keep every byte."""
    article = Article(html)
    article.append("<b>end</b>")
    article.prepend("<b>start</b>")
    told = str(article)
    assert tree_of(told) == tree_of(f"<b>start</b>{html}<b>end</b>")
    assert [told[a:b] for a, b in outermost(told, "svg")] == [html[a:b] for a, b in outermost(html, "svg")]
    assert str(Article(told)) == told


def test_an_article_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many steps look inside and add something, and however often it is written."""
    parsed: list[str] = []

    class Counting(LexborHTMLParser):
        def __init__(self, html: str, **kwargs: Any) -> None:
            parsed.append(html)
            super().__init__(html, **kwargs)

    monkeypatch.setattr("course.markdown.html.article.LexborHTMLParser", Counting)
    article = Article("<h1>a</h1><p>b</p>")
    assert parsed == []
    for _ in range(3):
        heading = article.first("h1")
        assert heading is not None
        article.set(heading, "class", "x")
        article.after(heading, "<i>c</i>")
        assert "<i>c</i><p>" in str(article)
    assert [html for html in parsed if "<p>" in html] == ["<h1>a</h1><p>b</p>"]


def test_changes_stand_where_they_were_put() -> None:
    """Before, behind, inside, in the place of a node, and in an article that was empty."""
    article = Article("<p>a b c</p><!--here-->")
    paragraph = article.nodes()[0]
    text = paragraph.first_child
    assert text is not None
    article.replace(text, ["a <", article.new("a", [("href", "x&y"), ("data-m", "")], "b&"), " c"])
    article.inside(paragraph, "<i>d</i>e")
    article.before(paragraph, "1<b>2</b>")
    article.after(paragraph, "3<b>4</b>")
    article.put_in_place(article.comments()[0], "<hr>")
    assert str(article) == (
        '1<b>2</b><p>a &lt;<a href="x&amp;y" data-m="">b&amp;</a> c<i>d</i>e</p>3<b>4</b><hr>'
    )
    empty = Article("")
    empty.append("<p>x</p>")
    empty.prepend("y")
    assert str(empty) == "y<p>x</p>"


def test_an_article_is_kept_while_its_string_is() -> None:
    """Steps of several events get one article; when others have changed the string, another."""
    articles = Articles()
    article = articles.of("a.md", "")
    article.append("<p>x</p>")
    assert articles.of("a.md", "") is article
    written = str(article)
    assert articles.of("a.md", written) is article
    changed = articles.of("a.md", written + "<hr>")
    assert str(changed) == "<p>x</p><hr>"
    articles.drop("a.md")
    assert articles.of("a.md", written + "<hr>") is not changed


def test_elements_are_read_as_browsers_read_them() -> None:
    """``<source>``, ``<track>``, ``<embed>``, ``<wbr>`` hold nothing; ``<details>`` ends a paragraph."""

    def shape(element: Element) -> str:
        inner = "".join(part if isinstance(part, str) else shape(part) for part in element.parts)
        return f"{element.tag}({inner})"

    html = "<picture><source><img></picture><video><track>t</video><embed>e<wbr>w<p>p<details>d</details>"
    told = "div(picture(source()img())video(track()t)embed()ewbr()wp(p)details(d))"
    assert shape(read_fragment(html)) == told
    item = next(read_document("<ul><li CLASS='a b' hidden>x<!-- c -->y<b>z</b>").iter("li"))
    assert (item.classes, item.get("hidden"), item.get("id")) == ({"a", "b"}, "", None)
    assert (item.parts[:2], item.text_content()) == (["x", "y"], "xyz")
    assert [above.tag for above in item.ancestors()] == ["ul", "body", "html"]
