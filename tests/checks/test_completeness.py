"""The completeness check finds every loss, tells it exactly, and is silent about what is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from course.checks import site_check
from course.checks.agreement.readings import SiteReader, github_html
from course.checks.completeness import Page, check_pages, compare_page
from course.checks.site_check import check_site, read_expected
from course.diagrams.build import start_drawer
from course.diagrams.figure import render_drawing
from course.diagrams.wording import describe_diagram
from course.markdown.reading.page_blocks import Blocks, read_article
from course.problems.problem import Problem
from course.settings.config import read_config
from support.courses import ROOT
from support.markdown_lines import line_soup
from support.words import WORDS

SOURCE = """# 세션 1: 네트워킹

첫 문단은 **굵은 말**과 [링크](https://kubernetes.io/docs/)가 있다.

## 목표

- 하나를 안다
  - 깊은 하나
- 둘을 안다
- 셋을 안다

> 인용한 말

```bash
# 확인
kubectl exec -it <pod-name> -- ip addr
    들여쓴 줄
\t탭으로 들여쓴 줄
```

```bash
kubectl get pods
```

| 이름 | 특징 |
|---|---|
| Flannel | 간단한 오버레이 |
| Calico | L3 라우팅 |

```mermaid
graph LR
    A[학습 전<br/>모름] -->|배움| B["학습 후"]
    style A,B fill:#fff
```

![구조 그림](images/arch.png)

## 🔑 핵심 키워드

### 기본

- **Network Namespace**: 격리 메커니즘
- **CNI (Container Network Interface)**: 플러그인 표준

### 격리

- **Network Namespace**: 독립적 환경

## 마무리

- [ ] 원칙을 이해했다
- [x] 설정을 해 봤다

끝 문단.
"""


def drawn() -> str:
    """The figure of the one diagram in `SOURCE`."""
    (source,) = re.findall("```mermaid\n(.*?)```", SOURCE, flags=re.S)
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    assert drawing is not None
    return render_drawing(drawing, describe_diagram(drawing, WORDS["ko"].diagrams), "diagram_1", WORDS["ko"])


@pytest.fixture
def check(tmp_path: Path) -> Callable[[str], list[str]]:
    """Codes with their lines, of a page that holds the given article beside the source."""
    docs, site = tmp_path / "docs", tmp_path / "site"
    (docs / "week").mkdir(parents=True)
    (site / "week" / "s").mkdir(parents=True)
    (docs / "week" / "s.md").write_text(SOURCE, encoding="utf-8")

    def run(article: str) -> list[str]:
        page = f"<html><body><nav><pre>x</pre></nav><article>{article}</article></body></html>"
        (site / "week" / "s" / "index.html").write_text(page, encoding="utf-8")
        report = check_site(docs, site, tmp_path, keyword_headings=["핵심 키워드"])
        assert all(problem.path == "docs/week/s.md" for problem in report.problems)
        return [f"{problem.code}:{problem.line}" for problem in report.problems]

    return run


def page() -> str:
    """The article of a faithful page."""
    return re.sub(
        r'<pre lang="mermaid"><code>(.*?)</code></pre>',
        r'<div class="mermaid">\1</div>',
        github_html(SOURCE),
        flags=re.S,
    )


CODE_1 = re.compile(r'<pre lang="bash"><code># 확인.*?</pre>', re.S)
CODE_2 = re.compile(r'<pre lang="bash"><code>kubectl get.*?</pre>', re.S)


def swap_codes(html: str) -> str:
    one, two = CODE_1.search(html)[0], CODE_2.search(html)[0]
    return html.replace(one, "\0").replace(two, one).replace("\0", two)


#: What is done to the page, and the one finding that must follow.
LOSSES: dict[str, tuple[Callable[[str], str], str]] = {
    "drop a code block": (lambda h: CODE_2.sub("", h), "code-lost:21"),
    "cut a code block": (lambda h: h.replace("\t탭으로 들여쓴 줄\n", ""), "code-altered:14"),
    "double a code block": (lambda h: CODE_2.sub(lambda m: m[0] * 2, h), "code-extra:21"),
    "hide a code block": (
        lambda h: CODE_2.sub(lambda m: f'<div style="display: none">{m[0]}</div>', h),
        "code-lost:21",
    ),
    "make a code block see-through": (
        lambda h: CODE_2.sub(lambda m: f'<div style="opacity: 0">{m[0]}</div>', h),
        "code-lost:21",
    ),
    "hide by attribute": (lambda h: CODE_2.sub(lambda m: f"<div hidden>{m[0]}</div>", h), "code-lost:21"),
    "comment out a code block": (lambda h: CODE_2.sub(lambda m: f"<!-- {m[0]} -->", h), "code-lost:21"),
    "put it into a template": (
        lambda h: CODE_2.sub(lambda m: f"<template>{m[0]}</template>", h),
        "code-lost:21",
    ),
    "swap two code blocks": (swap_codes, "code-order:21"),
    "lose indentation": (lambda h: h.replace("    들여쓴 줄", "들여쓴 줄"), "code-altered:14"),
    "lose a tab": (lambda h: h.replace("\t탭으로", "    탭으로"), "code-altered:14"),
    "lose a placeholder": (lambda h: h.replace("&lt;pod-name&gt;", "<pod-name>"), "code-altered:14"),
    "smarten quotes or dashes": (lambda h: h.replace("-- ip", "— ip"), "code-altered:14"),
    "show code as text": (lambda h: CODE_2.sub("<p>kubectl get pods</p>", h), "code-lost:21"),
    "drop a diagram": (
        lambda h: re.sub(r'<div class="mermaid">.*?</div>', "", h, flags=re.S),
        "diagram-lost:30",
    ),
    "lose a line break in a label": (lambda h: h.replace("&lt;br/&gt;", ""), "diagram-altered:30"),
    "drop one of two identical terms": (
        lambda h: h.replace("<li><strong>Network Namespace</strong>: 독립적 환경</li>", ""),
        "keyword-lost:47",
    ),
    "empty a definition": (lambda h: h.replace(": 플러그인 표준", ": "), "keyword-altered:43"),
    "swap two definitions": (
        lambda h: (
            h.replace("격리 메커니즘", "\0")
            .replace("독립적 환경", "격리 메커니즘")
            .replace("\0", "독립적 환경")
        ),
        "keyword-altered:42 keyword-altered:47",
    ),
    "drop a heading": (lambda h: h.replace("<h2>목표</h2>", ""), "heading-lost:5"),
    "change a heading's level": (lambda h: h.replace("<h2>목표</h2>", "<h3>목표</h3>"), "heading-level:5"),
    "drop a list item": (lambda h: h.replace("<li>셋을 안다</li>", ""), "item-lost:10"),
    "flatten a list": (
        lambda h: re.sub(r"<ul>\s*<li>깊은 하나</li>\s*</ul>\s*</li>", "</li><li>깊은 하나</li>", h),
        "item-depth:8",
    ),
    "reorder list items": (
        lambda h: h.replace("<li>셋을 안다</li>", "").replace(
            "<li>둘을 안다</li>", "<li>셋을 안다</li><li>둘을 안다</li>"
        ),
        "item-order:10",
    ),
    "drop a table cell": (lambda h: h.replace("<td>L3 라우팅</td>", ""), "cell-lost:28"),
    "swap two cells": (
        lambda h: h.replace("<td>Calico</td>\n<td>L3 라우팅</td>", "<td>L3 라우팅</td>\n<td>Calico</td>"),
        "cell-altered:28 cell-altered:28",
    ),
    "drop a task box": (lambda h: re.sub(r'<input type="checkbox" checked[^>]*>', "", h), "task-lost:52"),
    "uncheck a task box": (lambda h: h.replace('checked="" ', ""), "task-altered:52"),
    "drop an image": (lambda h: re.sub(r"<img[^>]*>", "", h), "image-lost:36"),
    "drop a link, keep its text": (lambda h: re.sub(r"<a [^>]*>링크</a>", "링크", h), "link-lost:3"),
    "send a link elsewhere": (
        lambda h: h.replace("https://kubernetes.io/docs/", "https://example.org/"),
        "link-altered:3",
    ),
    "drop a paragraph": (lambda h: h.replace("<p>끝 문단.</p>", ""), "text-lost:54"),
    "change a word": (lambda h: h.replace("굵은 말", "굵은 칼"), "text-altered:3"),
    "drop a quotation": (
        lambda h: re.sub(r"<blockquote>.*?</blockquote>", "", h, flags=re.S),
        "text-lost:12",
    ),
    "draw without a label": (
        lambda h: re.sub(r'<div class="mermaid">.*?</div>', drawn().replace("배움", ""), h, flags=re.S),
        "diagram-label-lost:30",
    ),
}


@pytest.mark.parametrize(("mutate", "expected"), LOSSES.values(), ids=LOSSES.keys())
def test_every_loss_is_found_and_told_once(
    check: Callable[[str], list[str]], mutate: Callable[[str], str], expected: str
) -> None:
    """One change to the page gives exactly the findings it deserves, at the lines of what was changed."""
    changed = mutate(page())
    assert changed != page()
    assert check(changed) == expected.split()


def wrap(tag: str, attributes: str = "") -> Callable[[str], str]:
    return lambda html: f"<{tag} {attributes}>{html}</{tag}>"


HARMLESS: dict[str, Callable[[str], str]] = {
    "nothing": lambda h: h,
    "highlighting": lambda h: h.replace(
        "kubectl get", '<span class="nb">kubectl</span><span class="w"> </span>get'
    ),
    "anchors": lambda h: h.replace("목표</h2>", '목표<a class="headerlink" href="#a">¶</a></h2>'),
    "copy buttons": lambda h: CODE_2.sub(lambda m: f'<button class="md-clipboard">복사</button>{m[0]}', h),
    "glossary tooltips": lambda h: h.replace("오버레이", '<abbr title="덧씌운 망">오버레이</abbr>'),
    "line numbers": lambda h: CODE_2.sub(
        lambda m: f'<table class="highlighttable"><tr><td class="linenos">1</td><td>{m[0]}</td></tr></table>',
        h,
    ),
    "line wrapping": lambda h: h.replace("첫 문단은 ", "첫\n  문단은\n"),
    "boxes around blocks": lambda h: CODE_2.sub(
        lambda m: f'<div class="highlight"><div>{m[0]}</div></div>', h
    ),
    "a box around all": wrap("div", 'class="md-content"'),
    "a scrolling table": lambda h: h.replace("<table>", '<div class="scroll"><table>').replace(
        "</table>", "</table></div>"
    ),
    "loose lists": lambda h: h.replace("<li>둘을 안다</li>", "<li><p>둘을 안다</p></li>"),
    "a folded section": lambda h: CODE_2.sub(
        lambda m: f"<details><summary data-added='x'>더</summary>{m[0]}</details>", h
    ),
    "added content": lambda h: (
        f'<section data-added="agenda"><h2>시간표</h2><ul><li>5분</li></ul></section>{h}'
    ),
    "heading ids": lambda h: h.replace("<h2>", '<h2 id="x">'),
    "another image folder": lambda h: h.replace("images/arch.png", "../../images/arch.png"),
    "no-break markers": lambda h: h.replace("네트워킹", "네트\u200b워킹"),
    "decomposed Hangul": lambda h: h.replace("목표", "목표"),
    "a drawn diagram": lambda h: re.sub(r'<div class="mermaid">.*?</div>', drawn(), h, flags=re.S),
    "emphasis that GitHub leaves open": lambda h: h.replace("둘을 안다", "**둘을** 안다"),
    "loading and sizes on images": lambda h: h.replace("<img ", '<img loading="lazy" width="10" '),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_harmless_changes_are_no_findings(
    check: Callable[[str], list[str]], change: Callable[[str], str]
) -> None:
    """What changes how a page looks, and not what it says, is not reported."""
    assert check(change(page())) == []


def test_a_block_on_another_page_is_told_with_its_address(tmp_path: Path) -> None:
    """A code block that went to the wrong page is missed here, with where it is; there it is too much."""
    for name, article in (("a", "<p>x</p>"), ("b", "<p>y</p><pre>one</pre>")):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text(
            f"<article>{article}</article>", encoding="utf-8"
        )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("x\n\n```\none\n```\n", encoding="utf-8")
    (tmp_path / "docs" / "b.md").write_text("y\n", encoding="utf-8")
    report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert [str(problem) for problem in report.problems] == [
        "docs/a.md:3: code block is missing from /a/; it is in /b/ instead; "
        "look for a tag or fence left open above it, and build again [code-lost]",
        "docs/b.md:1: code block is in /b/ once more than in the source; "
        "the page says what its source does not; "
        "look for a tag or fence left open above it, and build again [code-extra]",
    ]


@pytest.mark.parametrize("files", [{}, {"a.md": ""}])
def test_checking_nothing_is_a_failure(tmp_path: Path, files: dict[str, str]) -> None:
    """A check that compared no page, or no block, does not pass."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_text("<article></article>", encoding="utf-8")
    for name, text in files.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert [problem.code for problem in report.problems] == ["nothing-checked"]


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    """A source without a page is one Problem; that nothing could be compared is another."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "docs" / "a.md").write_text("x\n", encoding="utf-8")
    report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert [(problem.line, problem.code) for problem in report.problems] == [
        (1, "nothing-checked"),
        (1, "page-missing"),
    ]


@settings(max_examples=150, deadline=None)
@given(line_soup())
def test_a_faithful_page_has_no_findings(markdown: str) -> None:
    """Any document compared with its own rendering is complete."""
    assume(not re.search(r"\[[ x]\] $", markdown, re.MULTILINE))  # a box without a text: read in three ways
    from course.checks.completeness import Page
    from course.checks.site_check import read_expected
    from course.markdown.reading.page_blocks import Blocks, read_article

    found = Blocks(read_article(f"<article>{commonmark_page(markdown)}</article>".encode())).blocks
    problems = check_pages([Page("a.md", "/", read_expected(markdown), found)], "docs")
    assert [problem for problem in problems if problem.code != "nothing-checked"] == []


def commonmark_page(markdown: str) -> str:
    """The document as the reader shows it whose tokens the check follows."""
    from support.markdown_lines import commonmark

    return str(commonmark().render(markdown))


@pytest.mark.parametrize(
    ("source", "page"),
    [
        # an alert's name above an empty line is its title on the page
        ("> [!NOTE]\n>\n> 글\n", '<div><p data-added="alert">참고</p><p>글</p></div>'),
        # what would run a script is no link on the page
        ("<p><a href='javascript:x()'>글</a></p>\n", "<p><a>글</a></p>"),
    ],
)
def test_what_a_page_shows_otherwise_on_purpose_is_not_lost(tmp_path: Path, source: str, page: str) -> None:
    """Nothing is told of what no reader of the page misses."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(f"# a\n\n{source}", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(f"<article><h1>a</h1>{page}</article>", encoding="utf-8")
    report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=["핵심 키워드"])
    assert [problem.code for problem in report.problems] == []


@pytest.mark.parametrize(
    "source",
    [
        "- [ ] \n- [x] 한 일\n",
        '글\n=== "탭"\n\n    탭의 글\n\n다음 글\n',
        '글\n!!! note "제목"\n    상자의 글\n',
        "!!! 놀라운 글\n",
        "<html>\n<body>\n\n## 제목\n\n</body>\n</html>\n\n## 다음\n\n글\n",
        '<picture><source srcset="a.webp"><img src="b.png" alt="그림"></picture>\n\n- 항목\n',
        '<video controls><source src="a.mp4"><track src="a.vtt">못 볼 때</video>\n\n뒤\n',
        "<p>앞\n<details><summary>제목</summary>속</details>\n\n뒤<wbr>글\n",
    ],
)
def test_page_and_source_are_read_alike(source: str) -> None:
    """What the two readers could take differently is the same for both: none of it is told to be lost."""
    page = SiteReader(read_config(ROOT / "mkdocs.yml")).html(source)
    expected = read_expected(source)
    assert expected
    found = Blocks(read_article(f"<article>{page}</article>".encode())).blocks
    assert compare_page(Page("a.md", "/a/", expected, found), {}) == []


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>앞<details><summary>제목</summary>속</details>", [("앞",), ("제목",), ("속",)]),
        ('<ul><li>앞<embed src="a"><ul><li>안</li></ul></li></ul>', [("1", "앞"), ("2", "안")]),
        ("<div><source src=a><p>글</p><track src=b><p>뒤</p></div>", [("글",), ("뒤",)]),
        ("<picture><source srcset=a><img src=b.png alt=그림></picture><hr>글", [("그림", "b.png"), ("글",)]),
    ],
)
def test_blocks_are_those_that_a_browser_shows(page: str, shown: list[tuple[str, ...]]) -> None:
    """``<details>`` ends a paragraph; ``<source>``, ``<track>`` and ``<embed>`` hold nothing."""
    assert [block.key for block in Blocks(read_article(f"<article>{page}</article>")).blocks] == shown


def test_other_fonts_make_no_page_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new letter changes the fonts that all pages name: they stay as sound as before."""
    docs, page = tmp_path / "docs", tmp_path / "site/a/index.html"
    docs.mkdir()
    (docs / "a.md").write_text("글이 있다.\n", encoding="utf-8")
    page.parent.mkdir(parents=True)
    compared: list[Page] = []

    def compare(page: Page, *rest: Any) -> list[Problem]:
        compared.append(page)
        return compare_page(page, *rest)

    monkeypatch.setattr(site_check, "compare_page", compare)

    def looked_at(head: str, text: str) -> int:
        page.write_text(
            f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>", encoding="utf-8"
        )
        before = len(compared)
        check_site(docs, tmp_path / "site", tmp_path, keyword_headings=[])
        return len(compared) - before

    link = '<link rel="preload" as="font" crossorigin href="../assets/fonts/course-{}.woff2">'
    style = '<link rel="stylesheet" href="../assets/stylesheets/course.{}.css">'
    one = link.format("sans.0123abcd") + style.format("0123abcd")
    assert looked_at(one, "글이 있다.") == 1
    other = link.format("sans.9876abcd") + link.format("code.0123abcd")
    assert looked_at(other + style.format("9876abcd"), "글이 있다.") == 0
    assert looked_at(other, "글이 없다.") == 1
    assert looked_at(link.format("sans.0123abcd") + "<title>a</title>", "글이 있다.") == 1
