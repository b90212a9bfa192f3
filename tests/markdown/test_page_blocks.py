# ruff: noqa: E501 - tables of cases
"""A page is read as its reader sees it: block by block, each with what it says."""

from __future__ import annotations

import pytest

from course.markdown.html.tree import read_fragment
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Blocks, code_text, read_article, shown_text
from course.markdown.reading.source_page import render_source

CODE = '<div class="highlight"><table class="highlighttable"><tr>{}</tr></table></div>'

PAGES: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "headings": ("<h1>가</h1><h3>나</h3><h6>다</h6>", [("heading", f"h{n}", t) for n, t in ((1, "가"), (3, "나"), (6, "다"))]),
    "texts": ("<p>가 <b>나</b> 다</p>", [("text", "가나다")]),
    "a quotation": ("<p>가 <q>나</q></p>", [("text", "가“나”")]),
    "an item after its heading": ("<ul><li><h3>가</h3>나</li></ul>", [("heading", "h3", "가"), ("item", "1", "나")]),
    "an item around a quote": (
        "<ul><li><blockquote>가</blockquote>나<blockquote>다</blockquote>라</li></ul>",
        [("text", "가"), ("item", "1", "나라"), ("text", "다")],
    ),
    "loose text": ("<div>가<p>나</p>다</div>", [("text", "가"), ("text", "나"), ("text", "다")]),
    "a line across": ("<p>가</p><hr><p>나</p>", [("text", "가"), ("text", "나")]),
    "an empty text": ("<p> </p><p></p>", []),
    "lists in lists": (
        "<ul><li>가<ol><li>나</li></ol></li><li><p>다</p></li></ul>",
        [("item", "1", "가"), ("item", "2", "나"), ("item", "1", "다")],
    ),
    "a comment and a hidden item in a list": (
        "<ul><!-- x --><li hidden>나</li><li>가</li></ul>",
        [("item", "1", "가")],
    ),
    "a list with more than items": ("<ul><p>가</p><li>나</li></ul>", [("text", "가"), ("item", "1", "나")]),
    "blocks in an item": (
        "<ul><li>가<pre>x</pre><p>나</p></li></ul>",
        [("item", "1", "가나"), ("code", "x")],
    ),
    "a table": (
        "<table><tr><th>가</th><th>나</th></tr><tr><td>다</td><td hidden>x</td><td>라</td></tr></table>",
        [("cell", "0", "가"), ("cell", "1", "나"), ("cell", "0", "다"), ("cell", "1", "라")],
    ),
    "a list in a cell": (
        "<ul><li><table><tr><td>가<ul><li>나</li></ul></td></tr></table></li></ul>",
        [("cell", "0", "가"), ("item", "2", "나")],
    ),
    "code": ("<pre><code>a\n  b</code></pre>", [("code", "a\n  b")]),
    "code with numbered lines": (
        CODE.format('<td class="linenos"><pre>1</pre></td><td><pre>a</pre></td>'),
        [("code", "a")],
    ),
    "a table that is highlighted": (
        '<div class="highlight"><table><tr><td>가</td><td>나</td></tr></table></div>',
        [("cell", "0", "가"), ("cell", "1", "나")],
    ),
    "code with a name and numbered lines": (
        CODE.format('<th colspan="2" class="filename"><span>x</span></th></tr><tr><td class="linenos"><div>1</div></td>'
        '<td class="code"><div><pre>a</pre></div></td>'),
        [("code", "a")],
    ),
    "a diagram to be drawn": ('<div class="mermaid">graph LR</div>', [("diagram", "graph LR")]),
    "a diagram's source": ('<pre class="mermaid">graph LR</pre>', [("diagram", "graph LR")]),
    "a drawn diagram": (
        '<figure class="diagram"><svg><title>x</title><text>가</text><text>나</text></svg></figure>',
        [("diagram", "", "0 svg\n1 title\n2 “x”\n1 text\n2 “가”\n1 text\n2 “나”")],
    ),
    "a drawing that is hidden": (
        '<div class="mermaid">graph LR<svg style="display:none"><text>가</text></svg></div>',
        [("diagram", "graph LR")],
    ),
    "a figure of another kind": ("<figure><figcaption>가</figcaption></figure>", [("text", "가")]),
    "footnotes": (
        '<div class="footnotes"><ol><li>가</li><li><p>나</p></li></ol></div>',
        [("footnote", "가"), ("footnote", "나")],
    ),
    "a list beside footnotes": ('<div class="footnote"></div><ul><li>가</li></ul>', [("item", "1", "가")]),
    "tasks": (
        '<ul><li><input type="checkbox"> 가</li><li><label><input type="checkbox" checked> 나</label></li></ul>',
        [("item", "1", "가"), ("task", "open", "가"), ("item", "1", "나"), ("task", "checked", "나")],
    ),
    "another field": ('<p>가 <input type="text" checked></p>', [("text", "가")]),
    "links": (
        '<p>가 <a href="https://a.example/x/">나</a> <a href="../b/#c">다</a> <a href="mailto:a@b.c">라</a></p>',
        [
            ("text", "가나다라"),
            ("link", "나", "https://a.example/x"),
            ("link", "다", ""),
            ("link", "라", "mailto:a@b.c"),
        ],
    ),
    "schemes with signs in them": (
        '<p><a href="git+ssh://a.example">가</a> <a href="x*y:z">나</a></p>',
        [("text", "가나"), ("link", "가", "git+ssh://a.example"), ("link", "나", "")],
    ),
    "links that lead nowhere": ('<p><a>가</a><a href="">나</a><a href="javascript:x()">다</a></p>', [("text", "가나다")]),
    "a picture": ('<p><img alt="가 나" src="../b%20c.png?d#e"></p>', [("image", "가나", "b c.png")]),
    "a picture without words": ('<p><img src="b.png"></p>', [("image", "", "b.png")]),
    "a picture without a file": ('<p><img alt="가"></p>', [("image", "가", "")]),
    "a picture in the page itself": ('<p><img alt="가" src="data:image/png;base64,x"></p>', [("image", "가", "")]),
    "an item that is a picture": (
        '<ul><li><img alt="가" src="b.png"></li></ul>',
        [("item", "1", ""), ("image", "가", "b.png")],
    ),
    "an item that is empty": ("<ul><li></li></ul>", []),
    "a heading with a picture": (
        '<h2><img alt="가" src="b.png"></h2>',
        [("heading", "h2", ""), ("image", "가", "b.png")],
    ),
}  # fmt: skip


def read(page: str) -> list[tuple[str, ...]]:
    blocks = Blocks(read_article(f"<body><p>x</p><article>{page}</article></body>".encode()))
    return [(block.kind, *block.key) for block in blocks.blocks]


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES.keys())
def test_blocks_of_a_page(page: str, expected: list[tuple[str, ...]]) -> None:
    """What stands on it, in order, as its kind and what it says."""
    assert read(page) == expected


def test_a_part_belongs_to_its_text() -> None:
    """Links, pictures and boxes know the block they stand in; blocks know nothing above them."""
    page = '<p>가</p><p>나 <a href="https://a.example">다</a></p><p><img alt="라" src="b.png"></p>'
    found = Blocks(read_fragment(page)).blocks
    assert [(block.kind, block.owner) for block in found] == [
        ("text", -1),
        ("text", -1),
        ("link", 1),
        ("image", -1),
    ]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<body>가<main>나<article>다</article></main></body>", "다"),
        ("<body>가<main>나</main></body>", "나"),
        ("<body>가</body>", "가"),
    ],
)
def test_where_the_text_of_a_page_stands(page: str, shown: str) -> None:
    """In its article, else in its main part, else anywhere."""
    assert shown_text(read_article(page.encode())) == shown


def test_a_break_is_a_space() -> None:
    """Words at the two sides of a line break are two; what is hidden says nothing."""
    page = read_fragment("<p>가<br>나<b hidden>다</b>라<!-- 마 -->바</p>")
    assert shown_text(page) == "가 나라바"


@pytest.mark.parametrize(
    ("code", "compared"),
    [
        ("a\r\nb\r\n", "a\nb"),
        ("\n\n  a  \n\n\tb\t\n\n", "  a\n\n\tb"),
        ("e\u0301", "é"),
        ("   \n", ""),
    ],
)
def test_how_code_is_compared(code: str, compared: str) -> None:
    """Composed, without the ends of lines, and without empty lines around it."""
    assert code_text(code) == compared


#: Markdown, and the lines, kinds and words of its blocks.
SOURCES: dict[str, tuple[str, list[tuple[int | str, ...]]]] = {
    "boxes of tasks": (
        "- [ ] 가\n- [x] **나**\n- [X] 다\n- [ ]라\n- [-] 마\n",
        [
            (1, "item", "1", "가"), (1, "task", "open", "가"),
            (2, "item", "1", "나"), (2, "task", "checked", "나"),
            (3, "item", "1", "다"), (3, "task", "checked", "다"),
            (4, "item", "1", "[]라"),
            (5, "item", "1", "[-]마"),
        ],
    ),
    "no box of a task": ("[ ] 가\n\n- 나\n\n  [ ] 다\n", [(1, "text", "[]가"), (3, "item", "1", "나[]다")]),
    "an alone box": ("- [ ] \n", [(1, "item", "1", ""), (1, "task", "open", "")]),
    "a box with nothing behind it": ("- [ ]\n", [(1, "item", "1", "[]")]),
    "fences": (
        "```mermaid\na\n```\n\n``` Mermaid title\nb\n```\n\n```{.mermaid}\nc\n```\n\n~~~ text mermaid\nd\n~~~\n\n    e\n",
        [(1, "diagram", "a"), (5, "diagram", "b"), (9, "code", "c"), (13, "code", "d"), (17, "code", "e")],
    ),
    "footnotes": ("글[^a].\n\n[^a]: 하나\n\n    둘\n", [(1, "text", "글."), (3, "footnote", "하나둘")]),
    "a table": ("글\n\n| 가 | 나 |\n|---|---|\n| 다 | |\n", [(1, "text", "글"), (3, "cell", "0", "가"), (3, "cell", "1", "나"), (5, "cell", "0", "다")]),
    "raw HTML": ("<p>가</p>\n\n<div>\n\n나\n\n</div>\n", [(0, "text", "가"), (5, "text", "나")]),
    "words for emoji": ("가 :tada:\n", [(1, "text", "가🎉")]),
    "a box of Material's": ('글\n\n!!! note "제목"\n    가\n\n    - 나\n\n다\n', [(1, "text", "글"), (4, "text", "가"), (6, "item", "1", "나"), (8, "text", "다")]),
    "tabs of Material's": ('=== "하나"\n\n    가\n\n=== "둘"\n\n    ```\n    나\n    ```\n', [(3, "text", "가"), (7, "code", "나")]),
    "a box of Material's in an item": ('- 글\n\n  !!! note\n      가\n', [(1, "item", "1", "글가")]),
    "text behind three marks": ("!!! 놀라운 글\n", [(1, "text", "!!!놀라운글")]),
}  # fmt: skip


def read_source(text: str, first_line: int = 1) -> list[tuple[int | str, ...]]:
    found = Blocks(read_fragment(render_source(text, first_line))).blocks
    return [(block.line, block.kind, *block.key) for block in found]


@pytest.mark.parametrize(("text", "expected"), SOURCES.values(), ids=SOURCES.keys())
def test_blocks_of_a_source(text: str, expected: list[tuple[int | str, ...]]) -> None:
    """What a page made from it must hold, each with its line."""
    assert read_source(text) == expected


def test_the_html_of_a_source() -> None:
    """Blocks, and nothing else, have their line; a task has the box that the page shows."""
    text = "가 **나**\n\n- [x] 다\n- [ ] *라*\n\n```sh a\nx\n```\n"
    assert render_source(text) == (
        '<p data-line="1">가 <strong>나</strong></p>\n'
        '<ul data-line="3">\n<li data-line="3"><input type="checkbox" checked="">다</li>\n'
        '<li data-line="4"><input type="checkbox"><em>라</em></li>\n</ul>\n'
        '<pre class="source-code" data-line="6" data-info="sh a">x\n</pre>\n'
    )


def test_a_part_of_a_source_keeps_its_lines() -> None:
    """Lines are counted from the one that the first is said to be."""
    assert [line for line, *_ in read_source("가\n\n- 나\n", first_line=40)] == [40, 42]


def test_keywords_of_blocks() -> None:
    """Items below a keyword heading, down to the next heading of its level, are a term and what it means."""
    text = (
        "- **Pod**: 밖\n\n## 핵심 키워드\n\n- **Pod**: 단위\n  - **Node**: 속\n- 정의 없음\n\n### 기본\n\n"
        "- **CNI** - 표준\n\n## 마무리\n\n- **Pod**: 뒤\n"
    )
    blocks = Blocks(read_fragment(render_source(text))).blocks
    marked = mark_keywords(blocks, ["핵심 키워드"])
    assert [(block.line, *block.key) for block in marked if block.kind == "keyword"] == [
        (5, "핵심키워드", "Pod", "단위"),
        (11, "기본", "CNI", "표준"),
    ]
    assert [block.line for block in marked if block.kind == "item"] == [1, 6, 7, 15]


@pytest.mark.parametrize(
    "name",
    [
        "headerlink",
        "md-content__button",
        "md-clipboard",
        "md-code__nav",
        "linenos",
        "linenodiv",
        "filename",
        "footnote-backref",
        "data-footnote-backref",
        "footnote-ref",
        "md-source-file",
        "md-tags",
        "tabbed-labels",
        "task-list-indicator",
        "gutter",
    ],
)
def test_what_a_theme_adds_is_not_read(name: str) -> None:
    """Nor its words in a text, nor as a block; a class that only begins so is the page's own."""
    assert read(f'<p>가<span class="x {name}">나</span></p><div class="{name}">다</div>') == [("text", "가")]
    assert read(f'<p>가<span class="{name}x">나</span></p>') == [("text", "가나")]


@pytest.mark.parametrize(
    "tag",
    [
        "div",
        "section",
        "article",
        "main",
        "details",
        "figure",
        "center",
        "header",
        "footer",
        "aside",
        "form",
        "address",
        "blockquote",
    ],
)
def test_boxes_part_texts(tag: str) -> None:
    """What stands in a box, and what stands before it, are two texts; an inline element parts nothing."""
    assert read(f"가<{tag}>나</{tag}>다") == [("text", "가"), ("text", "나"), ("text", "다")]
    assert read("가<span>나</span>다") == [("text", "가나다")]
    assert read("가<hr>나") == [("text", "가"), ("text", "나")]
