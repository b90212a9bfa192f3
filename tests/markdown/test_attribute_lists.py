"""Attribute lists in braces: what one may hold and where it may stand, for page and checks alike."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it.token import Token

from course.markdown.files.source import github_tokens, parse_tokens
from course.markdown.github.attribute_lists import read_list
from course.markdown.github.inline_rules import _PLAIN, _read
from course.markdown.html.allowed import IN_BRACES
from course.markdown.links.anchors import anchors_of
from course.markdown.reading.parsed import visible_text
from course.markdown.reading.source_page import render_source
from support.courses import Course
from support.markdown_lines import render

READ = {
    ("{#install}", "h2"): {"id": "install"},
    ("{: #a .grid }", "p"): {"id": "a", "class": "grid"},
    ("{.md-button.md-button--primary}", "a"): {"class": "md-button md-button--primary"},
    ('{width="50%"}', "img"): {"width": "50%"},
    ("{ width=300 height=20px }", "img"): {"width": "300", "height": "20px"},
    ("{alt='A \"red\" square' loading=lazy}", "img"): {"alt": 'A "red" square', "loading": "lazy"},
    ('{title="x & y" lang=ko}', "code"): {"title": "x & y", "lang": "ko"},
}
TEXT = [
    *("{}", "{:}", "{install}", "{{ .Values }}", "{{#a}}", "{#}", "{.}", "{ # a }", "{#a"),
    *("{onerror=x}", "{href=a}", "{style='color: red'}", "{: .blue }", "{.md-button .blue}", "{#__config}"),
    *("{src=a.png}", "{name=a}", "{data-x=a}", "{width=1}", "{alt=a}", "{loading=lazy}", "{#a #b}", "{#a x}"),
    *('{title="a}', '{title="a"b}', "{role=alert}", "{aria-label=a}", "{CLASS=grid}", "{#a onclick=x}"),
]


@pytest.mark.parametrize(("text", "element"), READ)
def test_what_a_list_may_hold(text: str, element: str) -> None:
    """Ids, classes that are known, sizes and words, each for the elements that may have it."""
    assert read_list(text, element) == READ[text, element]
    assert set(READ[text, element]) <= IN_BRACES


@pytest.mark.parametrize("text", TEXT)
def test_other_braces_are_text(text: str) -> None:
    """One thing in it that may not be there makes text of a whole list: on the page, and for every check."""
    assert read_list(text, "p") is None
    for source in (f"## a {text}", f"`a`{text}", f"a\nb\n{text}", f"- [a](b){text}"):
        assert html.fromstring(f"<div>{render(source)}</div>").text_content().strip().endswith(text)
        inline = next(token for token in parse_tokens(source) if token.type == "inline")
        assert visible_text(inline).endswith(text)


def test_an_image_has_its_size_and_words() -> None:
    """On the page as for the checks; on GitHub a list is text."""
    source = '![](a.png){ width="50%" alt="빨간 \'네모\' & 원" }'
    for page in (render(source), render_source(source)):
        (image,) = html.fromstring(f"<div>{page}</div>").iter("img")
        assert dict(image.attrib) == {"src": "a.png", "alt": "빨간 '네모' & 원", "width": "50%"}
    assert (github_tokens(source)[1].children or [])[-1].content.startswith("{ width=")


def test_ids_in_lists_are_anchors() -> None:
    """Of headings, in place of their words; of all else, besides."""
    text = "## 설치 {#install}\n\n## 둘 {#__config}\n\n## 셋 {.grid}\n\na `b`{#c}\n{: #d }\n\n- e\n  {#f}\n"
    assert anchors_of(parse_tokens(text)) == {"install", "둘-__config", "셋", "c", "d", "f"}
    ids = html.fromstring(f"<div>{render(text)}</div>").xpath("//@id")
    assert sorted(ids) == sorted(anchors_of(parse_tokens(text)))


@pytest.mark.parametrize(
    "source",
    [
        *("{#Q}", "a {#Q}", "a\n\n{#Q}", "| a {#Q} |\n|---|\n| b |", "[^1]{#Q} x\n\n[^1]: b", "<b>a</b>{#Q}"),
        *(
            "## {#Q}",
            "## a{#Q}",
            "## a \\{#Q}",
            "## a {#Q\\}",
            "`a` {#Q}",
            "`a`\\{#Q}",
            "~~a~~{#Q}",
            "a\n{#Q} b",
        ),
        *("> [!NOTE]\n> {#Q}", "- a\n\n{#Q}", "    a {#Q}", "```\n`a`{#Q}\n```", "a\\\n`{#Q}`", "｀a｀{#Q}"),
        "이것은**(강조)**{#Q}입니다",
    ],
)
def test_where_no_list_may_stand(source: str) -> None:
    """Nowhere else is one read: no element gets it, and no word of it is lost."""
    page = html.fromstring(f"<div>{render(source)}</div>")
    assert "Q" not in page.xpath("//@id")
    assert "{#Q}" in page.text_content()
    if "**" not in source and "｀" not in source:  # bold and code as they are meant: other rules tell
        assert "Q" not in anchors_of(parse_tokens(source))


BEFORE = [
    "a",
    "![b](c.png)",
    "[d](e)",
    "`f`",
    "*g*",
    "**h**",
    "<http://i>",
    "~~j~~",
    "글",
    "<b>k</b>",
    "\\",
    "_l m_",
]
LISTS = ["{#N}", "{: #O .grid }", "{.blue}", '{title="p"}', "{width=1}", "{alt='q *r*'}", "{{ s }}", "{", "}"]
GIVEN = {"N", "O", "grid", "p", "1", "q *r*"}
BETWEEN = ["", "", " ", "  ", "\n", "\n    ", "  \n", "\\\n"]
BLOCKS = [
    "",
    "# ",
    "> ",
    "- ",
    "1. ",
    "> - ",
    "- # ",
    "- [ ] ",
    "!!! note\n    ",
    "[^1]: ",
    "a[^1]\n\n[^1]: ",
]


def test_a_list_adds_classes() -> None:
    """Those that the page needs stay: an item with a box is still one."""
    (item,) = html.fromstring(f"<div>{render('- [ ] a' + chr(10) + '  {.grid #b}')}</div>").iter("li")
    assert (item.get("class"), item.get("id")) == ("task-list-item grid", "b")


@st.composite
def placements(draw: st.DrawFn) -> str:
    """Markdown with lists in it anywhere."""
    blocks = []
    for mark in draw(
        st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3, unique_by=lambda mark: "[^" in mark or mark)
    ):
        parts = st.tuples(st.sampled_from(BEFORE + LISTS), st.sampled_from(BETWEEN))
        text = "".join(part + between for part, between in draw(st.lists(parts, min_size=1, max_size=6)))
        indent = "    " if "    " in mark or "[^" in mark else " " * (len(mark) if "- " in mark else 0)
        blocks.append(mark + text.strip().replace("\n", "\n" + ("> " if mark == "> " else indent)))
    return "\n\n".join(blocks)


def given_by_lists(page: str) -> Iterator[tuple[str, str, str]]:
    """What lists gave the elements of a page: element, attribute and value."""
    for element in html.fromstring(f"<div>{page}</div>").iter():
        for name, value in element.items():
            given = GIVEN & set(value.split() if name == "class" else [value]) if name in IN_BRACES else ()
            yield from ((str(element.tag), name, word) for word in given)


@settings(max_examples=200, deadline=None)
@given(placements())
def test_page_and_checks_read_the_same_lists(source: str) -> None:
    """Wherever a list stands, either both readers take it for the same element, or both for text."""
    on_page, checked = render(source), render_source(source)
    assert sorted(given_by_lists(on_page)) == sorted(given_by_lists(checked))
    for brace in ("{", "}"):
        counts = [
            html.fromstring(f"<div>{page}</div>").text_content().count(brace) for page in (on_page, checked)
        ]
        assert counts[0] == counts[1]


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
WRITTEN = """# 중괄호 {#top .grid}

[설치로](#install), [단추](#para){ .md-button title="가기" }, [여기](#cell)

## 설치 {#install}

![](a.png){alt="빨간 네모" width="40%"} ![원](a.png){ width=300 }

문단
둘째 줄 {{ .Values }}
{: #para }

- 항목 `코드`{#cell}
- [ ] 할 일
  {.cards}
- 둘 {: .blue }

## 아닌 것 {onerror=x}

*[X]: 글

--8<-- "mkdocs.yml"

```{.python .x #id onclick="x()" title="a.py"}
print(1)
```

```rust,ignore
fn a() {}
```

> [!NOTE]
> {: #note}

글[^1]

[^1]: 각주
    {#foot}
"""


def test_a_course_of_lists_is_built_strictly(course: Course) -> None:
    """No check misses on a page what a list gave, or took from the text."""
    course.write({"docs/ko/index.md": WRITTEN, "docs/ko/a.png": PICTURE})
    ran = course.publish()
    assert ran.status == 0, ran.output
    page = html.fromstring((course.folder / "site/ko/index.html").read_text(encoding="utf-8"))
    (article,) = page.iter("article")
    assert {"top", "install", "para", "cell", "foot"} <= set(article.xpath(".//@id"))
    assert article.xpath(".//img/@width") == ["40%", "300"]
    assert article.xpath(".//span[@class='filename']/text()") == ["a.py"]
    assert not article.xpath(".//@onclick | .//*[@id='id' or @id='note'] | .//abbr")


PIECES = [
    "글자",
    " ",
    "word",
    "*",
    "_",
    "~~",
    "`",
    "[a](b)",
    "<b>",
    "&amp;",
    "$x$",
    "{.a}",
    "\\",
    "!",
    "]",
    "\n",
    "%",
    "｀가｀",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_a_text_without_marks_is_what_the_reader_makes_of_it(text: str) -> None:
    """Most texts of cells and items have no mark: these are not parsed."""
    made = _read(text, {}, Token("paragraph_open", "p", 1), as_meant=frozenset())
    assert _PLAIN.fullmatch(text) is None or made == [Token("text", "", 0, content=text)]
