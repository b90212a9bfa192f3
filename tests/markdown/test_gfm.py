"""GitHub Markdown is read as GitHub reads it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from course.checks.agreement.readings import github_html
from course.checks.agreement.shown_blocks import Shown, shown_blocks
from course.checks.rules.tables import count_cells
from course.checks.site_check import read_expected
from course.markdown.files.source import parse_tokens
from course.markdown.github.code_fence import superfences_info
from course.markdown.github.gfm import normalise
from course.markdown.github.github_markdown import GithubMarkdown
from support.markdown_lines import commonmark, line_soup, render


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(line_soup())
def test_structure_is_githubs(markdown: str) -> None:
    """Any lines, in any order, become the blocks that GitHub shows.

    Left out: the rare lines that cmark-gfm and markdown-it-py, whose tokens we follow, read differently.
    """
    expected = shown_blocks(github_html(markdown))
    assume(shown_blocks(commonmark().render(markdown)) == expected)
    assert shown_blocks(render(markdown)) == expected


@settings(max_examples=300, deadline=None)
@given(line_soup())
def test_normalising_twice_changes_nothing(markdown: str) -> None:
    """The dialect is a fixed point of the normaliser."""
    once = normalise(markdown)
    assert normalise(once) == once


@settings(max_examples=300, deadline=None)
@given(line_soup() | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60))
def test_no_word_is_lost(markdown: str) -> None:
    """Every word of the source is in the dialect, as often as it was written.

    Left out: tables with more cells in a row than heads, which GitHub drops.
    """
    assume("\r" not in markdown)
    rows = [token.map[0] for token in parse_tokens(markdown) if token.type == "tr_open" and token.map]
    assume(len({count_cells(markdown.split("\n")[row]) for row in rows}) < 2)
    words = Counter(re.findall(r"[^\W\d_]+", markdown))
    assert words <= Counter(re.findall(r"[^\W\d_]+", normalise(markdown)))


CASES = {
    "a list glued to a paragraph": "글\n- a\n- b",
    "items indented by two spaces": "- a\n  - b\n    - c\n- d",
    "items indented by three spaces": "1. a\n   - b\n   - c\n2. d",
    "loose and tight lists": "- a\n\n- b\n\nx\n\n- c\n- d",
    "a fence in a list in a list": "- a\n  - b\n    ```bash\n    \tx\n      y\n    ```\n  - c",
    "a table in a list": "- a\n\n  | x | y |\n  |---|--:|\n  | 1 | `2\\|3` |\n- b",
    "a table with no empty line before it": "글\n| x | y |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |",
    "a heading with no empty line before it": "글\n## 제목\n글",
    "two-space and backslash breaks": "a  \nb\\\nc\n\n- a  \n  b\\\n  c",
    "start numbers": "3. a\n4. b\n\ntext\n\n0. c\n\ntext\n\n117. d\n\n     e",
    "a line of dashes under a text": "제목\n---\n글\n\n---\n\n제목 2\n===",
    "markdown in a centred box": '<div align="center">\n\n**a** • *b*\n\n</div>',
    "markdown in folded details": "<details>\n<summary>s</summary>\n\n- a\n\n```\nx\n```\n\n</details>",
    "details in an item": "1. a\n   <details>\n   <summary>s</summary>\n\n   - b\n\n   </details>\n2. c",
    "markdown in center": "<center>\n\n# a\n\n</center>\n",
    "tabs": "-\ta\n\t- b\n\n\tc\n\n\tcode\n",
    "tildes and long fences": "~~~\n```\n~~~\n\n`````md\n```\nx\n```\n`````\n\n~~~`x\ny\n~~~",
    "an unclosed fence": "a\n\n```\nb\n\n# c",
    "adjacent lists of one kind": "- a\n* b\n+ c\n\n1. d\n1) e",
    "empty items": "-\n- a\n-\n\n1.\n2. b",
    "an item that is a fence, a heading, a quote, a list": "- ```\n  x\n  ```\n- # h\n- > q\n- - l",
    "a quote with everything": "> # h\n> - a\n>   ```\n>   x\n>\n>   y\n>   ```\n> > q\nlazy",
    "indented code": "a\n\n    x\n\n      y\n\n- b\n\n      z",
    "links by reference": '[a]\n\n[b][c]\n\n![d][c]\n\n[a]: <x y> "t"\n[C]:\n  /u',
    "text behind code in a tight item": "- a *b\n  ```\n  x\n  ```\n  c* d\n- ```\n  y\n  ```\n  e\n",
    "breaks in a quote": "> a  \n> b\n>\n> - c  \n>   d",
    "code as an item, and more behind it": "-     a\n\n  - b\n\n    > c\n\n1.      d\n\n   - [ ] e\n",
    "task boxes": "- [ ] a\n- [x] b\n  - [X] c\n\n1. [ ] d",
    "a text that looks like a block": "1\\. a\n\n\\# b\n\n\\- c\n\n!!! d\n\n=== e",
    "code spans with backticks": "`` a`b `` and ```x``` and \\`y`` z``",
    "thirty lists in one another": "".join(f"{'  ' * depth}- a{depth}\n" for depth in range(30)),
    "fifty quotes in one another": "> " * 50 + "a",
    "three-digit numbers in a table cell": "| a |\n|---|\n| 10.244.0.0/16 \\| x |",
}


@pytest.mark.parametrize("markdown", CASES.values(), ids=CASES.keys())
def test_case_is_githubs(markdown: str) -> None:
    """Each form that courses use, and that Python-Markdown alone loses, is shown as on GitHub."""
    assert shown_blocks(render(markdown)) == shown_blocks(github_html(markdown))
    assert normalise(normalise(markdown)) == normalise(markdown)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p onclick='x()' title=\"a onclick=b\">글</p>", '<p title="a onclick=b">글</p>'),
        ("글 <b onmouseover=x>굵게</b>", "<p>글 <b>굵게</b></p>"),
        ("<div>\n<svg/onload=x()></svg>\n</div>", "<div>\n\n</div>"),
        (
            "<div>\n<img src=\"a.png\"onerror=x() alt=''>\n</div>",
            '<div>\n<img src="a.png" alt="">\n</div>',
        ),
        (
            '<iframe srcdoc="<b>x</b>" src="https://a.example/"></iframe>',
            "",
        ),
        (
            '<base href="https://a.example/">\n<link rel=stylesheet href=x.css>\n<meta http-equiv=refresh>\n',
            "",
        ),
    ],
)
def test_raw_html_runs_nothing(written: str, shown: str) -> None:
    """Attributes that run scripts go, as on GitHub, and tags that would change the page around them."""
    assert render(written).strip() == shown


def test_materials_blocks_still_work() -> None:
    """Admonitions, folded admonitions and tabs stay, and what is in them is GitHub Markdown."""
    page = html.fromstring(
        render(
            '!!! note "제목"\n    - a\n      - b\n\n    ```bash\n    x\n    ```\n글\n\n'
            '??? tip "접힘"\n    c\n\n=== "A"\n    d\n=== "B"\n    1. e\n       - f\n\n끝'
        )
    )
    assert [p.text for p in page.xpath("//p[@class='admonition-title']")] == ["제목"]
    assert len(page.xpath("//div[@class='admonition note']/ul/li/ul/li")) == 1
    assert len(page.xpath("//div[@class='admonition note']//pre")) == 1
    assert page.xpath("//details[@class='tip']/summary/text()") == ["접힘"]
    assert len(page.xpath("//div[@class='tabbed-content']/div[@class='tabbed-block']")) == 2
    assert len(page.xpath("//div[@class='tabbed-block'][2]/ol/li/ul/li")) == 1
    assert page.xpath("//p[text()='글' or text()='끝']/parent::div/@class") == []


def test_attributes_and_footnotes_still_work() -> None:
    """Lists in braces and footnotes are read, in one text too."""
    page = render("# a {#eins .grid}\n\nb[^1]\n{: .cards }\n\n[^1]: 각주\n\n    둘째")
    assert '<h1 class="grid" id="eins">' in page
    assert '<p class="cards">' in page
    assert "<p>둘째" in page


def test_exclamations_without_a_body_are_text() -> None:
    """A paragraph that only looks like an admonition is a paragraph."""
    assert shown_blocks(render("!!! 주의\n\n다음")) == [
        Shown((), "p", "!!! 주의"),
        Shown((), "p", "다음"),
    ]


def test_alerts_become_admonitions() -> None:
    """GitHub's alerts are boxes with a title in the page's language."""
    reader = Markdown(extensions=[GithubMarkdown({"note": "참고"})])
    page = html.fromstring(reader.convert("> [!NOTE]\n> 글\n>\n> - a"))
    assert page.get("class") == "admonition note"
    assert [(child.tag, child.text) for child in page] == [("p", "참고"), ("p", "글"), ("ul", "\n")]
    assert page[0].get("class") == "admonition-title"


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", ""),
        ("bash", "bash"),
        ("yaml:deploy.yaml", 'yaml title="deploy.yaml"'),
        ("bash title here", 'bash title="title here"'),
        ('py hl_lines="1 2"', 'py hl_lines="1 2"'),
        ("{ .yaml .annotate }", "yaml"),
        ('{.python .blue #id onclick="x()" title="a" hl_lines=1}', 'python title="a" hl_lines="1"'),
        ("python {.blue}", "python"),
        ('python {.x title="a \'b\'" hl_lines="1-2 4"}', 'python title="a \'b\'" hl_lines="1-2 4"'),
        ('py style="x" hl_lines="x" data-x="y"', "py"),
        ("js {1,3-5} a.js", 'js title="a.js"'),
        ("rust,ignore", "rust"),
        ("rust, src/a.rs", 'rust title="src/a.rs"'),
        ("rust,no_run,edition2021", "rust"),
        ("rust ignore", "rust"),
        ("jsx live noInline", "jsx"),
        ("tsx title='a' showLineNumbers {1,4-5}", 'tsx title="a"'),
        ("bash npm2yarn", "bash"),
        ("python numberLines startFrom=10", "python"),
        ("python3 -i", "python3"),
        ("sh session", "sh"),
        ("ruby file=x.rb", "ruby"),
        ("js // @noErrors", "js"),
        ("console $", "console"),
        ("js [app.js]", 'js title="app.js"'),
        ("js showLineNumbers src/a.js", 'js title="src/a.js"'),
        ("docker Dockerfile", 'docker title="Dockerfile"'),
        ("text/x-java", "text"),
        ("#!/bin/bash", "#"),
        ("python # 주석", "python"),
        ("js // 주석", "js"),
        ("bash .env", 'bash title=".env"'),
        ("text 출력", 'text title="출력"'),
        ("sh {{ .Values }}", "sh"),
        ("{#id}", ""),
        ("{.mermaid}", ""),
        ('sh "q"', 'sh title="q"'),
        ("Mermaid 그림", "mermaid"),
        ("?", ""),
    ],
)
def test_info_strings_keep_the_language(info: str, expected: str) -> None:
    """What follows the language becomes the block's title, but for what is said to other tools; of options,
    three are known.
    """
    assert superfences_info(info) == expected
    page = render(f"~~~{info}\nx <y>\n~~~")
    assert shown_blocks(page) == [Shown((), "pre", "x <y>")]
    dropped = "@id='id' or @onclick or @data-x or contains(@class, 'blue') or contains(@class, 'annotate')"
    assert not html.fromstring(page).xpath(f"//*[{dropped}]")


def test_the_first_100_kb_of_code_are_coloured() -> None:
    """What follows is the same text with its title and its marked lines; each page begins anew."""
    block = '```python title="a.py" hl_lines="2"\n' + "a = [1]\n" * 2 + "```\n\n"
    large = "```python\n" + "a = 1\n" * 9_995 + "```\n\n"
    for page in (block, large + block):
        shown = html.fromstring(render(page + block)).xpath("//div[contains(@class, 'highlight')]")
        first, last = shown[-2:]
        assert first.text_content() == last.text_content()
        assert last.xpath(".//span[@class='filename']/text()") == ["a.py"]
        assert len(last.xpath(".//span[@class='hll']")) == 1
        assert first.xpath(".//span[@class='mi']"), "a number"
        assert bool(last.xpath(".//span[@class='mi']")) == (page is block)


def test_heading_ids_are_githubs() -> None:
    """Ids are GitHub's: Hangul and underscores kept, emoji and signs dropped, duplicates numbered."""
    page = render(
        "# 📖 핵심 개념 (35분)\n## A_b & `c`: d\n## 같다\n## 같다\n## 같다-1\n## [링크](x) **굵게**!\n"
    )
    assert html.fromstring(page).xpath("//@id") == [
        *("-핵심-개념-35분", "a_b--c-d", "같다", "같다-1", "같다-1-1", "링크-굵게"),
    ]


def test_stray_and_missing_end_tags_stay_inside_their_container() -> None:
    """Raw HTML can neither close the page's own boxes nor swallow what follows its container."""
    page = render("</div>\n\n- a\n\n  <div>\n\n  b\n\n- c\n\n<section>\n\nd")
    assert page.count("<div>") == page.count("</div>") == 1
    assert page.count("<section>") == page.count("</section>") == 1


def test_markdown_attribute_is_not_shown() -> None:
    """Material's ``markdown`` attribute asks for what GitHub does anyway."""
    assert '<div class="grid cards">' in render('<div class="grid cards" markdown>\n\n- a\n\n</div>')


def test_braces_are_text_unless_an_attribute_list() -> None:
    """Template syntax of other tools stays, and every list with something that may not stand there."""
    page = render("# h {{ .Values.x }}\n\na {{ y }}\n\n- b {c} `d`\n\ne `f`{.grid} `h`{.blue}")
    assert "<h1" in page
    texts = ("{{ .Values.x }}", "{{ y }}", "b {c} ", '<code class="grid">', "<code>h</code>{.blue}")
    assert all(text in page for text in texts)


def test_references_whose_label_holds_code_are_links() -> None:
    """A link definition is found by a label with code in it, in any case."""
    assert render("[`a`][] [x][`B`]\n\n[`a`]: /a\n[`b`]: /b").count("<a href") == 2


def test_what_is_no_html_tag_is_text() -> None:
    """Text between angle brackets disappears only where GitHub reads a tag."""
    assert "&lt;gh: @x&gt;" in render("a <gh: @x> b <1>")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('**"굵게"**를', '<strong>"굵게"</strong>를'),
        ("이것은**(강조)**입니다", "이것은<strong>(강조)</strong>입니다"),
        ("**Pod**는 **`kubectl`**로", "<strong>Pod</strong>는 <strong><code>kubectl</code></strong>로"),
        ("2 * 3 * 4, a*b, 10~20분, 3~5개", "2 * 3 * 4, a*b, 10~20분, 3~5개"),
        ("**열린 채로", "**열린 채로"),
    ],
)
def test_emphasis_closes_before_a_particle(markdown: str, expected: str) -> None:
    """Emphasis that ends in a mark and goes on in Hangul is emphasis, as it was meant."""
    assert render(markdown) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "주소:https://kubernetes.io/docs/.",
            '주소:<a href="https://kubernetes.io/docs/">https://kubernetes.io/docs/</a>.',
        ),
        ("(www.example.org/a_(b))", '(<a href="http://www.example.org/a_(b)">www.example.org/a_(b)</a>)'),
        ("kim@example.org", '<a href="mailto:kim@example.org">kim@example.org</a>'),
        (
            "https://x.org/?a=1&copy=2",
            '<a href="https://x.org/?a=1&amp;copy=2">https://x.org/?a=1&amp;copy=2</a>',
        ),
        ("`www.example.org`", "<code>www.example.org</code>"),
        ("[www.example.org](a.md)", '<a href="a.md">www.example.org</a>'),
        ("http://localhost:8080/", '<a href="http://localhost:8080/">http://localhost:8080/</a>'),
        ("https://k8s.io에서", '<a href="https://k8s.io">https://k8s.io</a>에서'),
        ("https://x.org/#a; npm@5.2", '<a href="https://x.org/#a">https://x.org/#a</a>; npm@5.2'),
        ("https://a_b, www.", "https://a_b, www."),
        (
            "https://x.org/?a&b;c=1 https://x.org/?a&amp;copy;=2",
            '<a href="https://x.org/?a&amp;b;c=1">https://x.org/?a&amp;b;c=1</a> '
            '<a href="https://x.org/?a&amp;copy;=2">https://x.org/?a&amp;copy;=2</a>',
        ),
        ("https:///a, www._a.org", "https:///a, www._a.org"),
        ("｀a <b>｀ ＊＊나＊＊", "<code>a &lt;b&gt;</code> <strong>나</strong>"),
        ("a::rocket:", "a:🚀"),
        ("가\n나\n  *다*", "가\n나\n<em>다</em>"),
        ("#가", "#가"),
        (":rocket: `:rocket:` :no_such_emoji: 10:30:20", "🚀 <code>:rocket:</code> :no_such_emoji: 10:30:20"),
        ("&lt;b&gt; &amp;lt; a & b &copy;", "&lt;b&gt; &amp;lt; a &amp; b ©"),
        ("a <script>x</script>", "a &lt;script&gt;x&lt;/script&gt;"),
    ],
)
def test_text_is_shown_as_on_github(markdown: str, expected: str) -> None:
    """Addresses are links and names of emoji emoji, outside code; signs stay signs; scripts are text."""
    assert render(markdown) == f"<p>{expected}</p>"


def test_ids_of_headings_with_emoji_names() -> None:
    """A heading shows its emoji; its id has the emoji's name, as on GitHub."""
    assert render("## :rocket: Start & **go**") == (
        '<h2 id="rocket-start--go">🚀 Start &amp; <strong>go</strong></h2>'
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## 부록 X", '<h2 id="부록-x">부록 X</h2>'),
        ("# MAX #", '<h1 id="max">MAX</h1>'),
        ("# a X ##  ", '<h1 id="a-x">a X</h1>'),
        ("# C#", '<h1 id="c">C#</h1>'),
        ("# #", '<h1 id="-1"></h1>'),
        ("# a ![b](c.png)", '<h1 id="a">a <img alt="b" src="c.png"></h1>'),
    ],
)
def test_headings_end_where_their_words_do(markdown: str, expected: str) -> None:
    """What closes a heading is no part of it; every letter of its words is."""
    assert render(markdown) == expected


@pytest.mark.parametrize(
    "text", ["# a", "- a", "* a", "1. a", "2) a", "> a", "---", "!!! a", "??? a", "=== a", "| a"]
)
def test_a_space_of_another_kind_makes_no_block(text: str) -> None:
    """A paragraph that begins with one, and then looks like a block, is a paragraph, as on GitHub."""
    page = html.fromstring(render(f"\u00a0{text}"))
    assert (page.tag, page.text) == ("p", text)


def test_rows_that_only_look_like_a_table_are_text() -> None:
    """Also where Python-Markdown's own tables are asked for: GitHub's rule decides."""
    reader = Markdown(extensions=["tables", GithubMarkdown()])
    assert reader.convert("a | b\n: | :") == "<p>a | b\n: | :</p>"


def test_cells_of_a_table() -> None:
    """Each stands at its side; spaces around its text are none of it, an escaped bar is."""
    page = html.fromstring(render("| 가 | 나 | 다 | 라 |\n|:--|:-:|--:|---|\n|  1 | 2 | 3 | 4\\|5 |"))
    sides = [f"text-align:{side}" if side else None for side in ("left", "center", "right", "")]
    assert [(cell.text, cell.get("style")) for cell in page.iter("th")] == [
        *zip("가나다라", sides, strict=True)
    ]
    assert [(cell.text, cell.get("style")) for cell in page.iter("td")] == [
        *zip(("1", "2", "3", "4|5"), sides, strict=True)
    ]


def test_code_is_shown_with_its_title() -> None:
    """Superfences formats each block of code, in a list too; without it the code is shown plain."""
    for text in ("```bash 제목 하나\nx <y>\n```", "- a\n  ```bash 제목 하나\n  x <y>\n  ```"):
        page = html.fromstring(render(text))
        assert page.xpath("//div[@class='highlight']/span[@class='filename']/text()") == ["제목 하나"]
        assert page.xpath("string(//pre)").strip() == "x <y>"
    plain = Markdown(extensions=[GithubMarkdown()]).convert("```bash\nx <y>\n```")
    assert plain == "<pre><code>x &lt;y&gt;\n</code></pre>"


@pytest.mark.parametrize(
    ("markdown", "inside"),
    [
        ("[^1]: 하나\n\n    둘\n", ["p", "p"]),
        ("[^1]: 하나\n\n    - 둘\n    - 셋\n", ["p", "ul", "p"]),
        ("[^1]:\n    - 하나\n    - 둘\n", ["ul", "p"]),
        ("[^1]:\n    > 하나\n\n    둘\n", ["blockquote", "p"]),
        ("[^1]: # 하나\n", ["h1", "p"]),
    ],
)
def test_what_a_footnote_holds(markdown: str, inside: list[str]) -> None:
    """Any blocks; the way back is in its last paragraph, or one of its own."""
    shown = render(f"글[^1]\n\n뒤\n\n{markdown}")
    page = html.fromstring(f"<div>{shown}</div>")
    (note,) = page.xpath("//div[@class='footnote']/ol/li")
    assert [child.tag for child in note] == inside
    assert [child.text for child in page if child.tag == "p"] == ["글", "뒤"]


def test_a_footnote_is_written_as_it_is() -> None:
    """Nothing of the text above it gets into it."""
    text = "하나[^1]\n둘\n셋\n\n[^1]: 넷\n\n    -   다섯\n\n    여섯\n\n일곱"
    assert normalise(text) == text


def test_definitions_in_a_quote_in_an_item_keep_nothing_of_them() -> None:
    """The marks around a link definition are none of it, tabs or not."""
    assert normalise("-\ta\n\n\t> b\n\t>\n\t> [x]: /u").split("\n")[-1] == "    > [x]: /u"


def test_lines_of_other_tools_are_text() -> None:
    """Abbreviations and files to put in are none, as on GitHub."""
    text = '*[HTML]: 말\n*[CSS]: 꼴\n\nCSS, HTML\n\n--8<-- "mkdocs.yml"'
    shown = [" ".join(block.text.split()) for block in shown_blocks(render(text))]
    assert shown == ["*[HTML]: 말 *[CSS]: 꼴", "CSS, HTML", '--8<-- "mkdocs.yml"']


def test_marks_of_the_dialect_are_no_text() -> None:
    """Noncharacters that a source holds say nothing: an item of nothing else is empty."""
    assert render("- \ufdd0 \ufdd0\n- \ufdd2b\n") == render("-\n- b\n")


NOTES = {
    "one that is not used": ("글[^a].\n\n[^a]: 가\n[^b]: 나\n", ["가"]),
    "none that is used": ("글.\n\n[^a]: 가\n\n    - 하나\n", []),
    "one in another": ("글[^a].\n\n[^a]: 가[^b]\n[^b]: 나\n", ["가", "나"]),
    "one in one that is not used": ("글.\n\n[^a]: 가[^b]\n[^b]: 나\n", ["나"]),
    "one that only code names": ("글 `[^a]`.\n\n```text\n[^a]\n```\n\n[^a]: 가\n", []),
    "one in a list and in a heading": (
        "# 가[^a]\n\n- 나[^b]\n\n[^a]: 하나\n[^b]: 둘\n[^c]: 셋\n",
        ["하나", "둘"],
    ),
    "one defined twice": ("글[^a].\n\n[^a]: 가\n\n[^b]: 나\n[^a]: 다\n", ["가"]),
    "one defined twice, in a quote first": ("글[^a].\n\n> [^a]: 가\n\n[^a]: 나\n", ["가"]),
    "two, the second referred to first": ("글[^b] 글[^a].\n\n[^a]: 가\n[^b]: 나\n", ["나", "가"]),
    "two, defined between texts": ("글[^a].\n\n[^a]: 가\n\n글[^b].\n\n[^b]: 나\n", ["가", "나"]),
    "one in a table": ("| a[^a] |\n|---|\n| b |\n\n[^a]: 가\n[^b]: 나\n", ["가"]),
}


@pytest.mark.parametrize(("text", "notes"), NOTES.values(), ids=NOTES.keys())
def test_footnotes_that_nothing_refers_to_are_not_shown(text: str, notes: list[str]) -> None:
    """As on GitHub, where the check's reading and cmark-gfm agree; one in another is shown."""
    sup = re.compile(r"<sup.*?</sup>|<a [^>]*backref.*?</a>", re.DOTALL)

    def read(page: str) -> list[str]:
        found = html.fromstring(f"<div>{sup.sub('', page)}</div>")
        return [" ".join(each.text_content().split()) for each in found.xpath("//li[starts-with(@id, 'fn')]")]

    assert read(render(text)) == read(github_html(text)) == notes
    shown = [block.key[-1] for block in read_expected(text) if block.kind == "footnote"]
    assert shown == notes
