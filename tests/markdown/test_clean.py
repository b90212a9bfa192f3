"""What authors write in HTML: what of it reaches a page, and what is told of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from course.checks.rules.refused_html import check_refused
from course.checks.surroundings import Surroundings
from course.markdown.files.source import Source
from course.markdown.github.html_blocks import shown_as_text
from course.markdown.html.allowed import ATTRIBUTES, CLASSES, ELEMENT_NAMES, ELEMENTS, is_taken
from course.markdown.html.clean import OWN, clean, clean_marks
from course.markdown.html.schemes import addresses_in, is_address, scheme_of
from course.markdown.reading.parsed import parse_source
from course.settings.course_settings import Settings
from support.html_trees import tree_of
from support.markdown_lines import render

FILM = "https://films.example/embed/1"


def told(markdown: str, *frames: str) -> list[str]:
    """The codes of what the rule tells of `markdown`, each with its line."""
    parsed = parse_source(Source("a.md", "a.md", markdown))
    around = Surroundings(Settings(frames=frames))
    return [f"{problem.code}:{problem.line}" for problem in check_refused(parsed, around)]


#: HTML of an author → what the page has, and what is told. One of each kind that once reached a page.
HOSTILE = {
    "a < in a value": ('<details open a=< ontoggle="x()"><summary>s</summary></details>', "html-unsafe:1"),
    "uneven quotes": ('<div>\n<img a=b"c src=x onerror=x() d=e"f>\n</div>', "html-unsafe:2"),
    "no blank before an attribute": ('<a title=""href="javascript:x()">가</a>', ""),
    "a > in a value": ('<p title=">" onclick="x()">가</p>', "html-unsafe:1"),
    "an address nobody looks at": ('<button formaction="javascript:x()">가</button>', "html-dropped:1"),
    "an object": ('<object data="x.html">가</object>', "html-unsafe:1"),
    "an element of the head": ('글 <base a="<" href="http://evil.invalid/">', "html-unsafe:1"),
    "a refresh": ('글 <meta a="<" http-equiv=refresh content="0;url=http://evil.invalid">', "html-unsafe:1"),
    "a form": ('<form action="http://evil.invalid/"><input name=password></form>', "html-unsafe:1"),
    "a form that sends nothing": ("Das <form action={act}> und <b>mehr</b>.", "html-dropped:1"),
    "a form with a button in a paragraph": ("<form>\n\n글 <button>가</button>\n\n</form>", "html-unsafe:1"),
    "a style that covers the page": ('<div style="position:fixed;inset:0">가</div>', "html-dropped:1"),
    "a place of the theme": ('<div id="__config">가</div>', "html-unsafe:1"),
    "a name of a script": ('<div id="courseMemory">가</div>', "html-unsafe:1"),
    "a name that hides a method": ('<img name="getElementById" src="a.png" alt="">', "html-dropped:1"),
    "a class of the theme": ('<div class="md-search mermaid">가</div>', "html-dropped:1"),
    "a drawing": ('<svg><animate attributeName="href" values="javascript:x()"/></svg>', "html-unsafe:1"),
    "a page inside": ('<iframe srcdoc="<script>x()</script>"></iframe>', "html-unsafe:1"),
    "a frame of anybody": (f'<iframe src="{FILM}"></iframe>', "html-unsafe:1"),
    "a picture from a script": ('<img srcset="javascript:x() 2x" src="a.png" alt="">', "html-unsafe:1"),
    "a template": ("<template><img src=x onerror=x()></template>", "html-unsafe:1"),
    "an outside of a script": ("<noscript><p title='</noscript><img src=x onerror=x()>'>가</p>", ""),
}
RUNS = re.compile(
    r"\bon\w+=|javascript:|evil|srcdoc|position|__config|courseMemory|<(?:svg|iframe|form|object|base)"
)


@pytest.mark.parametrize(("written", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_that_runs_reaches_a_page(written: str, code: str) -> None:
    """And what goes is told at its line."""
    tags = re.sub(r'(?:title|alt)="[^"]*"', "", "".join(re.findall("<[^>]*>", render(written))))
    assert not RUNS.search(tags), tags
    if code:
        assert code in told(written)


#: What GitHub shows of an author's HTML, and what lessons need besides.
SOUND = {
    "a centred box": '<div align="center"><h1>가</h1></div>',
    "a folded part": "<details open><summary>가</summary><p>나</p></details>",
    "a picture of a size": '<img src="a.png" width="300" alt="가">',
    "pictures of two looks": '<picture><source media="(prefers-color-scheme: dark)" srcset="b.png">'
    '<img src="a.png" alt="가"></picture>',
    "a film": '<video src="a.mp4" controls muted poster="a.png"><track src="a.vtt" kind="captions"></video>',
    "a sound": '<audio src="a.mp3" controls></audio>',
    "keys": "<p><kbd>Ctrl</kbd>+<kbd>C</kbd> H<sub>2</sub>O x<sup>2</sup></p>",
    "a table": '<table><tbody><tr><td colspan="2" align="right">가</td></tr></tbody></table>',
    "a place": '<p><a id="여기" href="#여기">가</a></p>',
    "a mail": '<p><a href="mailto:a@example.org">가</a> <a href="tel:+82">나</a></p>',
    "readings": "<p><ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby></p>",
    "a list from three": '<ol start="3" reversed="" type="a"><li value="4">가</li></ol>',
    "a task": '<p><input type="checkbox" checked="" disabled=""> 가</p>',
    "colours": '<p style="color:red;text-align:center">가</p>',
    "a formula": '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
    "a line's end in code": "<pre>\n\n가\n</pre>",
    "a picture in the text": '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
}


@pytest.mark.parametrize("html", SOUND.values(), ids=SOUND.keys())
def test_what_github_shows_stays(html: str) -> None:
    """As it was written, and nothing is told."""
    assert tree_of(clean(html)) == tree_of(html)
    assert told(f"{html}\n") == []


def test_a_place_without_an_address_is_no_link() -> None:
    """Scripts of the theme read the address of every link; what leads to the place still does."""
    assert clean('<a name="x"></a>가<a id="y">나</a>') == '<span id="x"></span>가<span id="y">나</span>'


def test_frames_of_hosts_that_are_named_are_shown() -> None:
    """Alone in a box that keeps them from the page around; those of other hosts are not."""
    html = f'<iframe src="{FILM}"></iframe><iframe src="https://other.example/"></iframe>'
    shown = clean(html, frozenset({"films.example"}))
    assert [node.attributes["src"] for node in LexborHTMLParser(shown).css("iframe")] == [FILM]
    assert "sandbox=" in shown
    assert told(f'<iframe src="{FILM}"></iframe>\n', "films.example") == []


def test_films_are_the_course_s_own_or_of_hosts_that_are_named() -> None:
    """A page asks no other host by itself."""
    html = '<video src="//films.example/a.mp4" poster="https://films.example/a.png" controls></video>'
    assert clean(html) == '<video controls=""></video>'
    assert told(f"{html}\n") == ["html-unsafe:1", "html-unsafe:1"]
    assert tree_of(clean(html, frozenset({"films.example"}))) == tree_of(html)


@pytest.mark.parametrize(
    ("markdown", "line"),
    [("<div\n\n글\n", 1), ("글\n\n<div>\n<!-- 끝이 없다\n\n글\n", 4), ('<p title="a>\n글\n\n나\n', 1)],
)
def test_a_tag_that_never_ends_is_told(markdown: str, line: int) -> None:
    """It swallows what follows, on GitHub too."""
    assert f"html-unclosed:{line}" in told(markdown)


def test_lines_of_what_is_told() -> None:
    """Each of several elements in one block has its own."""
    box = "<div>\n<p onclick=x()>가</p>\n<p>나</p>\n<p onclick=x()>다</p>\n</div>"
    markdown = f"글\n\n{box}\n\n라 <b onclick=x()>마</b>\n"
    assert told(markdown) == ["html-unsafe:4", "html-unsafe:6", "html-unsafe:9"]


def test_what_the_build_makes_is_not_an_author_s() -> None:
    """Its classes and ids stay; no source can say that it is the build's."""
    assert (
        clean(f'<div class="{OWN}tabbed-set" data-x="{OWN}1"></div>')
        == '<div class="tabbed-set" data-x="1"></div>'
    )
    assert len(OWN) > 30
    page = render('=== "가"\n\n    나\n\n```py\nx = 1\n```\n\n- [x] 다\n\n라[^1]\n\n[^1]: 마\n')
    for name in ("tabbed-set", "__tabbed_1_1", "highlight", "task-list-item", "footnote-ref", "fn:1"):
        assert name in page


def test_own_html_caught_in_a_value_that_never_ends() -> None:
    """It stays where it is, or goes: it never becomes markup of the author's element."""
    page = render('<img alt="\n\n```py\n" onerror=x() "\n```\n\n가 ">\n')
    for node in LexborHTMLParser(page).css("*"):
        assert not [name for name in node.attributes if name.startswith("on")]
    assert "own-" not in page


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("a.md", ""),
        ("https://a.example", "https"),
        ("JavaScript:x()", "javascript"),
        ("\x01 java\nscr\tipt:x()", "javascript"),
        ("a/b:c", ""),
        ("data:text/html,x", "data"),
        ("1a:b", ""),
    ],
)
def test_schemes_are_read_as_browsers_read_them(address: str, scheme: str) -> None:
    """Blanks and controls around an address do not count, nor line ends inside."""
    assert scheme_of(address) == scheme
    assert is_address("a", "href", address) == (scheme in ("", "https"))


def test_addresses_of_a_source_set() -> None:
    """A comma inside an address is none between two."""
    assert addresses_in("a.png 1x, b,c.png 2x") == ["a.png", "b,c.png"]


def test_names_that_scripts_look_for_are_taken() -> None:
    """All that begin with two underscores, and those of our scripts."""
    assert all(map(is_taken, ("__config", "__search", "courseItems")))
    assert not is_taken("config")


def test_the_list_names_nothing_twice() -> None:
    """An element or class has one entry; an attribute one for each element."""
    for table in (ELEMENTS, CLASSES):
        names = [name for entry in table for name in entry.names]
        assert len(names) == len(set(names))
    places = [(name, where) for entry in ATTRIBUTES for name in entry.names for where in entry.where]
    assert len(places) == len(set(places))
    assert all(where in ELEMENT_NAMES or where == "iframe" for _, where in places)


def test_a_definition_keeps_marks_alone() -> None:
    """Nothing of it leads or loads from another page."""
    html = (
        '<p onclick="x"><a href="b">가</a> <img src="c"><b>나</b><script>1</script><table><td>다</table></p>'
    )
    assert clean_marks(html) == "<p>가 <b>나</b></p>다<p></p>"


TAGS = (
    "p",
    "div",
    "b",
    "a",
    "img",
    "td",
    "table",
    "svg",
    "math",
    "details",
    "li",
    "pre",
    "script",
    "iframe",
    "x-y",
)
GIVEN = (
    "",
    " onclick=x()",
    ' href="javascript:x()"',
    ' href="a.md"',
    " id=a",
    " class=mermaid",
    ' alt="b" src=c',
    " =<",
)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Tags, texts and ends in any order."""
    start = st.tuples(
        st.just("<"), st.sampled_from(TAGS), st.sampled_from(GIVEN), st.sampled_from((">", "/>", " "))
    )
    end = st.tuples(st.just("</"), st.sampled_from(TAGS), st.just(">"))
    text = st.tuples(st.sampled_from(("가", "\n", "&lt;", "<!--", "-->", "<", '"')))
    return "".join("".join(piece) for piece in draw(st.lists(start | end | text, max_size=10)))


def _odd(html: str) -> Iterator[str]:
    for node in LexborHTMLParser(html, is_fragment=True).css("*"):
        yield from (name for name in node.attributes if name.startswith("on") or name == "class")
        if node.tag in ("svg", "script", "iframe", "x-y", "domain", "ms", "path") or "javascript" in (
            node.attributes.get("href") or ""
        ):
            yield str(node.tag)


@settings(max_examples=300, deadline=None)
@given(soup())
def test_of_any_soup_nothing_runs(html: str) -> None:
    """Whatever is open, uneven or nested wrongly; and what is clean stays as it is."""
    shown = clean(html)
    assert list(_odd(shown)) == []
    assert tree_of(clean(shown)) == tree_of(shown) or "table" in shown  # HTML5 moves what stands in tables


def _texts(nodes: list[Any], *around: str) -> Iterator[tuple[str, ...]]:
    """Every text in `nodes` of a tree, behind the elements around it: a link that leads nowhere is a span."""
    for node in nodes:
        if not node[0].startswith("-"):
            name = "span" if node[0] == "a" and "href" not in dict(node[1]) else node[0]
            yield from _texts(node[2], *around, name)
        elif node[0] == "-text" and node[1].strip():
            yield *around, node[1].strip()


@settings(max_examples=300, deadline=None)
@given(soup())
@example("<a></script>")
def test_what_goes_is_told(html: str) -> None:
    """Where the rule tells nothing of a block, the page has it whole."""
    markdown = f"<div>\n글{html.replace(chr(10), ' ')}\n</div>\n"
    if not told(markdown):
        assert [*_texts(tree_of(render(markdown)))] == [*_texts(tree_of(shown_as_text(markdown)))]


@pytest.mark.parametrize("name", ["domain", "none", "path", "text", "ms", "limit", "in", "svg-name", "Card"])
def test_a_word_in_angles_costs_no_text(name: str) -> None:
    """GitHub shows all text around such a tag; formulas and drawings have elements of these names."""
    assert render(f"가 <{name}> 나 **다**\n\n라") == "<p>가  나 <strong>다</strong></p>\n<p>라</p>"
    assert told(f"가 <{name}> 나\n") == ["html-dropped:1"]


def test_control_characters_stand_for_nothing() -> None:
    """Python-Markdown uses two of them for HTML kept apart: in a source they are dropped."""
    assert "<code>" in render("```m\x02wzxhzdk:0\x03\n가\n```\n")
    assert "wzxhzdk" in render("가 `\x02wzxhzdk:0\x03` 나 <b>\x02wzxhzdk:1\x03</b>")
