"""What the completeness check passes over on purpose: each exemption holds, and holds for nothing more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course.checks.site_check import check_site, is_site

Told = Callable[[str, str], list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A function that tells the codes, with their lines, of a source and the article of its page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()

    def run(source: str, article: str) -> list[str]:
        (tmp_path / "docs/index.md").write_text(source, encoding="utf-8")
        page = f"<html><body><article>{article}</article></body></html>"
        (tmp_path / "site/index.html").write_text(page, encoding="utf-8")
        report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=["키워드"])
        return [f"{problem.code}:{problem.line}" for problem in report.problems]

    return run


DIAGRAM = "graph LR\n  A --> B"
FENCE = f"```mermaid\n{DIAGRAM}\n```\n"
TASKS = '<ul><li><input type="checkbox"> 할 일</li>{}</ul>'
TERMS = "<h2>키워드</h2><ul><li><strong>Pod</strong>: 단위</li>{}</ul>"

SHOWN: dict[str, tuple[str, str, str]] = {
    # a diagram that is shown as code is one loss, and no code too much …
    "an undrawn diagram": (FENCE, f"<pre><code>{DIAGRAM}</code></pre>", "diagram-lost:1"),
    "an undrawn diagram beside its source": (
        f"{FENCE}\n```text\n{DIAGRAM}\n```\n",
        f"<pre><code>{DIAGRAM}</code></pre><pre><code>{DIAGRAM}</code></pre>",
        "diagram-lost:1 code-extra:6",
    ),
    # … but code that says what a diagram says is code
    "a diagram and the same as code": (
        f"{FENCE}\n```text\n{DIAGRAM}\n```\n",
        f'<div class="mermaid">{DIAGRAM}</div><pre><code>{DIAGRAM}</code></pre>',
        "",
    ),
    "the code beside its diagram lost": (
        f"{FENCE}\n```text\n{DIAGRAM}\n```\n",
        f'<div class="mermaid">{DIAGRAM}</div>',
        "code-lost:6",
    ),
    "other code beside a diagram": (
        FENCE,
        f'<div class="mermaid">{DIAGRAM}</div><pre><code>graph LR</code></pre>',
        "code-extra:1",
    ),
    # a theme gives a page without a title one …
    "the theme's title": ("글\n", "<h1>이름</h1><p>글</p>", ""),
    "the theme's title above sections": ("## 절\n", "<h1>이름</h1><h2>절</h2>", ""),
    # … and no other heading, nor a second title
    "a section from nowhere": ("글\n", "<h2>이름</h2><p>글</p>", "heading-extra:1"),
    "a second title": ("# 제목\n", "<h1>이름</h1><h1>제목</h1>", "heading-extra:1"),
    # the name of an alert is its title on the page …
    **{
        f"an alert's name {name}": (f"> [!{name}]\n>\n> 글\n", "<p>글</p>", "")
        for name in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note", "Tip")
    },
    "an alert's name and its text": ("> [!NOTE]\n> 글\n", "<p>글</p>", ""),
    # … but no other word in brackets, nor such a one with more beside it
    "a name that is no alert's": ("> [!REMARK]\n>\n> 글\n", "<p>글</p>", "text-lost:1"),
    "an alert's name in a sentence": ("이것은 [!NOTE]\n\n글\n", "<p>글</p>", "text-lost:1"),
    "an alert's name at the end": (
        "여러 글자로 된 글 [!NOTE]\n",
        "<p>여러 글자로 된 글</p>",
        "text-altered:1",
    ),
    # marks of emphasis may be shown or not …
    "asterisks that close nothing": ("가 **나 다\n", "<p>가 <strong>나 다</strong></p>", ""),
    "marks of every kind": ("가_ ~나 ＊다 ｀라\n", "<p>가 나 다 라</p>", ""),
    # … in text alone, and no other mark
    "an asterisk in code": ("```\nls *.md\n```\n", "<pre><code>ls .md</code></pre>", "code-altered:1"),
    "another mark": ("가 #나 다\n", "<p>가 나 다</p>", "text-altered:1"),
    # notes at the foot stand in the order of the reader that shows them …
    "footnotes in another order": (
        "글[^b] 글[^a]\n\n[^a]: 하나\n[^b]: 둘\n",
        '<p>글 글</p><div class="footnote"><ol><li>하나</li><li>둘</li></ol></div>',
        "",
    ),
    "footnotes in this order": (
        "글[^b] 글[^a]\n\n[^a]: 하나\n[^b]: 둘\n",
        '<p>글 글</p><section class="footnotes"><ol><li>둘</li><li>하나</li></ol></section>',
        "",
    ),
    # … which excuses neither a lost one nor the order of anything else
    "a lost footnote": (
        "글[^a]\n\n[^a]: 하나\n",
        '<p>글</p><div class="footnote"><ol></ol></div>',
        "footnote-lost:3",
    ),
    "items in another order": ("- 하나\n- 둘\n", "<ul><li>둘</li><li>하나</li></ul>", "item-order:2"),
    # what stands in something lost is lost with it, and told once …
    "an item with a task and a link": (
        "- 하나\n- [ ] [가](https://a.example)\n",
        "<ul><li>하나</li></ul>",
        "item-lost:2",
    ),
    "an item with a picture": (
        "- 하나\n- ![나](b.png)\n",
        "<ul><li>하나</li></ul>",
        "item-lost:2",
    ),
    # … and elsewhere by itself
    "a link lost beside a lost item": (
        "- 하나 [가](https://a.example)\n- 둘\n",
        "<ul><li>하나 가</li></ul>",
        "link-lost:1 item-lost:2",
    ),
}


@pytest.mark.parametrize(("source", "article", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_what_is_shown_otherwise(told: Told, source: str, article: str, expected: str) -> None:
    """A source and the article of its page, and what the check says of them."""
    assert told(source, article) == expected.split()


EXTRAS = {
    "heading": ("글\n\n# 제목\n", "<p>글</p><h1>제목</h1>{}", "<h2>더</h2>", "heading-extra:1"),
    "code": ("글\n", "<p>글</p>{}", "<pre><code>더</code></pre>", "code-extra:1"),
    "diagram": ("글\n", "<p>글</p>{}", '<div class="mermaid">graph LR</div>', "diagram-extra:1"),
    "keyword": (
        "## 키워드\n\n- **Pod**: 단위\n",
        TERMS,
        "<li><strong>Node</strong>: 기계</li>",
        "keyword-extra:1",
    ),
    "task": ("- [ ] 할 일\n", TASKS, '<li><input type="checkbox"> 더</li>', "task-extra:1"),
    "item": ("- 하나\n", "<ul><li>하나</li>{}</ul>", "<li>더</li>", ""),
    "cell": (
        "| 가 |\n|---|\n| 나 |\n",
        "<table><tr><th>가</th></tr><tr><td>나</td>{}</tr></table>",
        "<td>더</td>",
        "",
    ),
    "footnote": (
        "글[^a]\n\n[^a]: 하나\n",
        '<p>글</p><div class="footnote"><ol><li>하나</li>{}</ol></div>',
        "<li>더</li>",
        "",
    ),
    "text": ("글\n", "<p>글</p>{}", "<p>더</p>", ""),
    "image": ("글\n", "<p>글</p>{}", '<p><img src="a.png" alt="더"></p>', ""),
    "link": ("글\n", "<p>글{}</p>", '<a href="https://a.example"></a>', ""),
}


@pytest.mark.parametrize(("source", "article", "more", "expected"), EXTRAS.values(), ids=EXTRAS.keys())
def test_what_a_page_has_more_of(told: Told, source: str, article: str, more: str, expected: str) -> None:
    """A heading, a code block, a diagram, a keyword or a task too many is told, and nothing else."""
    assert told(source, article.format("")) == []
    assert told(source, article.format(more)) == expected.split()


ADDED_BY_THEMES = (
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
)
NOT_SHOWN = ("script", "style", "template", "noscript", "button", "nav")
HIDDEN = [
    *(f'<div class="{name}">{{}}</div>' for name in ADDED_BY_THEMES),
    *(f"<{tag}>{{}}</{tag}>" for tag in NOT_SHOWN),
    "<div hidden>{}</div>",
    '<div data-added="x">{}</div>',
    '<div style="display:none">{}</div>',
    '<div style="color: red; DISPLAY : none">{}</div>',
    '<div style="visibility: hidden">{}</div>',
]
SEEN = [
    '<div class="header">{}</div>',
    '<div class="headerlinks">{}</div>',
    '<div class="md-content">{}</div>',
    '<div class="footnotes-of-others">{}</div>',
    '<div data-add="x">{}</div>',
    '<div data-hidden="x">{}</div>',
    '<div style="display:block">{}</div>',
    '<div style="visibility: visible">{}</div>',
    "<section>{}</section>",
    "<details>{}</details>",
]


@pytest.mark.parametrize("box", HIDDEN)
def test_what_no_reader_sees_does_not_count(told: Told, box: str) -> None:
    """What a theme adds, or hides, is neither too much on a page nor there in place of what is lost."""
    code = "<pre><code>echo</code></pre>"
    assert told("글\n", f"<p>글</p>{box.format(code)}") == []
    assert told("글\n\n```\necho\n```\n", f"<p>글</p>{box.format(code)}") == ["code-lost:3"]


@pytest.mark.parametrize("box", SEEN)
def test_what_readers_see_counts(told: Told, box: str) -> None:
    """Boxes that only look like those of a theme are content."""
    code = "<pre><code>echo</code></pre>"
    assert told("글\n", f"<p>글</p>{box.format(code)}") == ["code-extra:1"]
    assert told("글\n\n```\necho\n```\n", f"<p>글</p>{box.format(code)}") == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("가나", "가\u200b나"),
        ("가나", "가\u2060나"),
        ("🛡\ufe0f 가", "🛡 가"),
        ("☎ 가", "☎\ufe0e 가"),
        ("가 나", "가\n나"),
        ("가 나", "가\u00a0나"),
        ("가 나", "가나"),
        ("각", "\u1100\u1161\u11a8"),
        ("é", "e\u0301"),
        ("가", "가¶"),
    ],
)
def test_what_text_is_compared_without(told: Told, written: str, shown: str) -> None:
    """Spaces, marks that are not seen, how a character is composed, the sign of a theme's anchors."""
    assert told(f"글 {written} 글\n", f"<p>글 {shown} 글</p>") == []
    assert told(f"글 {shown} 글\n", f"<p>글 {written} 글</p>") == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [("가·나", "가나"), ("가-나", "가나"), ("가. 나", "가, 나"), ("Pod", "pod"), ("ﬁ", "fi"), ("가", "나")],
)
def test_what_text_is_compared_with(told: Told, written: str, shown: str) -> None:
    """Points, dashes, letter case and forms of letters are what a text says."""
    assert told(f"앞의 글 {written} 뒤의 글\n", f"<p>앞의 글 {shown} 뒤의 글</p>") == ["text-altered:1"]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("a: 1\n  b: 2", ""),
        ("a: 1  \n  b: 2\t", ""),
        ("a: 1\r\n  b: 2\r\n", ""),
        ("\n\na: 1\n  b: 2\n\n\n", ""),
        ("a: 1\n\n  b: 2", "code-altered:1"),
        ("a: 1\nb: 2", "code-altered:1"),
        ("a: 1 b: 2", "code-altered:1"),
        ("  a: 1\n  b: 2", "code-altered:1"),
    ],
)
def test_what_code_is_compared_without(told: Told, shown: str, expected: str) -> None:
    """The ends of lines and empty lines around it, and nothing else."""
    assert told("```\na: 1\n  b: 2\n```\n", f"<pre><code>{shown}</code></pre>") == expected.split()


@pytest.mark.parametrize(
    ("written", "shown", "expected"),
    [
        # an address in the site is the build's to rewrite; one elsewhere is not
        ("[가](b.md)", '<a href="../b/">가</a>', ""),
        ("[가](b.md)", '<a href="https://a.example/b/">가</a>', "link-altered:1"),
        ("[가](https://a.example/b)", '<a href="../b/">가</a>', "link-altered:1"),
        ("[가](https://a.example/b)", '<a href="https://a.example/b/">가</a>', ""),
        ("[가](https://a.example/b)", '<a href="https://a.example/c">가</a>', "link-altered:1"),
        ("[가](https://a.example/%EA%B0%80)", '<a href="https://a.example/가">가</a>', ""),
        ("[가](mailto:a@b.example)", '<a href="mailto:c@b.example">가</a>', "link-altered:1"),
        # what leads nowhere, or would run a script, is no link; a mark around words is none either
        ("[가]()", "가", ""),
        ("가", '<a href="javascript:x()">가</a>', ""),
        ("[가](https://a.example)", '<a href="https://a.example" data-course-mark="t">가</a>', "link-lost:1"),
        # a picture lies elsewhere in the site, but is the same file
        ("![가](img/b.png)", '<img alt="가" src="../../img/b.png">', ""),
        ("![가](img/b.png)", '<img alt="가" src="b.png?v=1#x">', ""),
        ("![가](img/b.png)", '<img alt="가" src="img/c.png">', "image-altered:1"),
        ("![가](img/b.png)", '<img alt="나" src="img/b.png">', "image-altered:1"),
        ("![가](img/b.png)", '<img alt="나" src="img/c.png">', "image-lost:1"),
        ("![가](img/%EB%B6%80.png)", '<img alt="가" src="img/부.png">', ""),
    ],
)
def test_where_links_and_pictures_lead(told: Told, written: str, shown: str, expected: str) -> None:
    """A link inside the site, or a picture, may have another address; what is said and meant stays."""
    assert told(f"글 {written} 글\n", f"<p>글 {shown} 글</p>") == expected.split()


def test_a_changed_block_is_looked_for_nearby(told: Told) -> None:
    """Words that were changed are told as changed, also where others were added around them."""
    added = "".join(f"<p>{'가나다라마바사'[n]}</p>" for n in range(7))
    page = f"<p>앞</p>{added}<p>이 문장은 조금 바뀌었다</p>{added}"
    assert told("앞\n\n이 문장은 조금 바뀐다\n", page) == ["text-altered:3"]


@pytest.mark.parametrize(
    ("wanted", "shown", "code"),
    [
        ("처음 쓴 글", "처음 쓴 글이다", "text-altered:1"),
        ("처음", "처음과는 아주 다른 긴 글이 여기에 서 있다", "text-lost:1"),
        ("처음 글", "바다 위의 배", "text-lost:1"),
    ],
)
def test_what_is_changed_and_what_is_lost(told: Told, wanted: str, shown: str, code: str) -> None:
    """A text that is mostly another is lost; one that is mostly the same was changed."""
    assert told(f"{wanted}\n", f"<p>{shown}</p>") == [code]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], False),
        (["index.html"], True),
        (["ko/index.html"], True),
        (["a/b/index.html"], False),
        (["a.html"], False),
    ],
)
def test_what_a_site_is_known_by(tmp_path: Path, places: list[str], expected: bool) -> None:
    """Pages at its top, or one folder below."""
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("x", encoding="utf-8")
    assert is_site(tmp_path) is expected
