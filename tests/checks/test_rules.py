# ruff: noqa: E501 - a table of cases, a line each
"""What can be seen to be wrong in a source by itself is told once, at its line, and nothing else is told."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import cmarkgfm
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from course.checks.docs_folder import check_docs
from course.checks.rules.emphasis import _may_be_left, check_emphasis, check_other_emphasis
from course.checks.rules.tables import count_cells
from course.markdown.files.docs_files import check_files, check_paths, list_files, usual_addresses
from course.markdown.files.source import Source
from course.markdown.github.attribute_lists import AS_MEANT
from course.markdown.github.inline_rules import tokens_as_meant
from course.markdown.reading.parsed import parse_source
from course.problems.codes import level_of
from course.problems.problem import Problem
from course.settings.course_settings import Settings
from support.courses import write_files
from support.markdown_lines import render

BESIDE = {
    "b.md": "# 비\n\n## 🛡️ 보안\n\n## 끝\n\n## 끝\n",
    "한 글.md": "# 첫 쪽\n",
    "pics/a.png": "x",
    "x/c.md": "# C\n",
}


def found(folder: Path, text: str, name: str = "a.md") -> list[Problem]:
    """The Problems of a source with `text`, beside a few other files."""
    write_files(folder, {**BESIDE, name: text})
    told = check_docs(folder, folder, addresses=usual_addresses(folder), settings=Settings(), only={name})
    return told.problems


CLEAN = {
    "all kinds of links that GitHub follows": (
        "[a](b.md) [b](./b.md#-끝) [c](x/) [d](x) [e](/x/c.md) [f](<한 글.md>) [g](%ED%95%9C%20%EA%B8%80.md#첫-쪽)\n"
        "[h](b.md?plain=1#끝-1) [i](https://example.org/x.md) [j](mailto:a@b.c) [k](#) [l](//example.org) [m](.)\n"
        '![그림](pics/a.png) <a href=\'b.md\'>x</a> <img src="pics/a.png" alt="그림"> [n]: #\n'
    ).replace("#-끝", "#끝"),
    "anchors of every kind": (
        '# 가 나\n\n<a name="here"></a>\n\n<div id="box">\n\n## 같은 것\n\n## 같은 것\n\n</div>\n\n## 이름 {#own}\n\n'
        "[1](#가-나) [2](#here) [3](#box) [4](#같은-것-1) [5](#own) [6](#top)\n"
    ),
    "headings in order, and back up": "# 1\n\n## 2\n\n### 3\n\n# 없는 것은 아님\n".replace(
        "# 없는", "## 없는"
    ),
    "a page that begins below the first level": "## 2\n\n### 3\n\n## 2\n",
    "a heading in a quote": "# 1\n\n> ### 3\n",
    "tables": "| a | b |\n|---|---|\n| 1 | `x\\|y` |\n\n글\n\na | b\n-|-\n1 | 2\n",
    "bars and rules in text": "a | b\n\n---\n\na - b | c\n",
    "stars that are no emphasis": "2**3**2 `**x**` **kwargs, f(**a, **b) \\*\\*x\\*\\* **/*.md **/*.py ＊주의 a ** b ** c\n",
    "emphasis that GitHub closes": '**굵게**를 **Pod**(파드) "**굵게**"를 **[링크](b.md)** **"끝"** 을 ***둘***과 **`x`**.\n',
    "closed fences": "````markdown\n```bash\nx\n```\n````\n\n- 하나\n\n  ~~~text\n  ```\n  ~~~\n",
    "an explained placeholder": "`<pod-name>`은 Pod 이름: pod name\n\n```bash\nkubectl get <pod-name> <none>\n```\n",
    "generics and HTML in code": "```bash\necho '<h1>x</h1>' Map<String> <tag>x</tag>\n```\n",
    "keywords": "## 🔑 핵심 키워드\n\n### 묶음\n\n- **Pod**: 단위\n\n## Keywords\n\n1. CNI - 표준\n",
    "text in backticks inside code": '```python\nprompt = f"""\n```{text}```\n```Combien coûte?```\n"""\n```\n',
    "what programs print": (
        "```bash\ncat <<EOF\n#include <iostream>\nEOF\nat <anonymous> [<ffffffff811c5c2b>]\n<Buffer 0a 00 28>\n```\n\n"
        "```console\n** Please be patient **\n\n### ERROR: no service ###\n```\n"
    ),
    "a script that writes Markdown": "```bash\ncat <<EOF > a.md\n## 가\n- **나**: 다\nEOF\n```\n",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_nothing_is_told_of_good_sources(tmp_path: Path, text: str) -> None:
    """What GitHub shows as meant is no Problem, not even a hint."""
    assert [str(problem) for problem in found(tmp_path, text)] == []


FAULTS = [
    ("![](pics/a.png)\n", (1, "image-no-alt", "say in the brackets what it shows: ![…]")),
    ('글\n\n<img src="pics/a.png">\n', (3, "image-no-alt", "say in the brackets what it shows: ![…]")),
    ('<a id="x"></a>\n\n글 <b id="x">나</b>\n', (3, "anchor-twice", "give one of them another name")),
    ("# 1\n\n### 3\n\n#### 4\n", (3, "heading-skipped", "write ## before it")),
    ("# 1\n\n# 2\n\n# 3\n", (3, "title-twice", "write ## before it, or look for a code block left open above")),
    ("## 핵심 키워드\n\n글만.\n\n## 다음\n\n- a: b\n", (1, "keywords-none", "write each as - **term**: definition")),
    ("| a | b |\n|---|---|\n| 1 |\n", (3, "table-cells", "add the bars that are missing")),
    ("- x\n\n  | a | b |\n  |---|---|\n  | `1|2` | 3 |\n", (5, "table-cells", "write \\| for a bar that is text")),
    ("> | a | b |\n> |---|---|\n> 글\n", (3, "table-cells", "write an empty line above it")),
    ("| a | b | c |\n|---|---|\n", (1, "table-cells", "write as many --- as there are heads")),
    ("```bash\nx\n", (1, "fence-unclosed", "write ``` on a line of its own below it")),
    ("```bash\nx\n```yaml\ny: 1\n```\n", (3, "fence-inside", "close that block with ```, or open it with ````")),
    ("```\nx\n```\n", (1, "code-no-language", "write ```bash, or ```text where it is no program")),
    ("```\n## 가\n- **나**: 다\n```\n", (1, "code-markdown", "take its ``` out, or write ```markdown")),
    (f"```bash\na\n{'가' * 81}\n```\n", (3, "code-long-line", "break it with \\, or shorten it")),
    ("```bash\nx\nkubectl exec <pod-name>\n<pod-name>\n```\n",
     (3, "placeholder-unexplained", "say it in the text or in a comment: # pod-name: …")),
    ('글\n**"굵게"**를 본다\n', (2, "emphasis-open", 'write "**굵게**"를')),
    ("**네임스페이스(Namespace)**는\n", (1, "emphasis-open", "write **네임스페이스**(Namespace)는")),
    ("의**「책」**\n", (1, "emphasis-open", "write 「**책**」")),
    ("**끝!**이라고\n", (1, "emphasis-open", "write <strong>끝!</strong>이라고")),
    ("| a |\n|---|\n| **`x`**를 |\n", (3, "emphasis-open", "write <strong>`x`</strong>를")),
    ("**<b>x</b>**를\n", (1, "emphasis-open", "write <strong><b>x</b></strong>를")),
    ("**![그림](pics/a.png)**를\n", (1, "emphasis-open", "write <strong>![…](…)</strong>를")),
    ("**값 $x$**를\n", (1, "emphasis-open", "write <strong>값 $x$</strong>를")),
    ("**참고[^1]**를\n\n[^1]: 주\n", (1, "emphasis-open", "write <strong>참고[^1]</strong>를")),
    ("**굵게 **를\n", (1, "emphasis-open", "write **굵게**를")),
    ("＊＊굵게＊＊를\n", (1, "full-width-marks", "write **굵게**")),
    ("글 ｀code｀ 글\n", (1, "full-width-marks", "write `code`")),
    ("｀｀｀bash\n", (1, "full-width-marks", "write ```")),
    ("글\n｀｀｀bash\nls\n｀｀｀\n글\n", (2, "full-width-marks", "write ```")),
    ("- 글\n  ｀｀｀bash\n  ls\n  ```\n", (2, "full-width-marks", "write ```")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[f"{told[1]}-{told[0]}" for _, told in FAULTS])
def test_a_fault_is_told_once_with_its_mend(tmp_path: Path, text: str, told: tuple[int, str, str]) -> None:
    """Each fault is one Problem, at its line, under its code, with what to write instead."""
    assert [(each.line, each.code, each.mend) for each in found(tmp_path, text)] == [told]


MEDIA = [
    '<video src="gone.mp4"></video>',
    '<video controls><source src="gone.mp4" type="video/mp4"></video>',
    '<video src="pics/a.png" poster="gone.png"></video>',
    '<audio controls src="gone.mp3"></audio>',
    '<picture><source srcset="gone.webp"><img src="pics/a.png" alt="가"></picture>',
    '<img src="pics/a.png" srcset="pics/a.png 1x, gone.png 2x" alt="가">',
    '<video src="pics/a.png"><track src="gone.vtt"></video>',
    '<iframe src="gone.pdf"></iframe>',
    '<object data="gone.pdf"></object>',
    '<embed src="gone.pdf">',
    '글 <audio src="../gone.ogg"></audio> 글',
]


@pytest.mark.parametrize("html", MEDIA)
def test_dead_files_of_films_and_frames_are_told(tmp_path: Path, html: str) -> None:
    """Each once, at its line; the same with a file that is there is not told."""
    dead = {"image-dead", "link-dead"}
    told = [each for each in found(tmp_path / "a", f"글\n\n{html}\n") if each.code in dead]
    assert [(each.line, "gone." in each.what) for each in told] == [(3, True)]
    sound = re.sub(r"(\.\./)?gone\.\w+", "pics/a.png", html)
    assert not [each for each in found(tmp_path / "b", f"글\n\n{sound}\n") if each.code in dead]


def test_a_link_to_a_folder_of_pictures_says_what_is_missing(tmp_path: Path) -> None:
    """It has no page; a folder with a page or a download has one, and one that is not there is told as such."""
    text = "[가](pics) [나](pics/) [다](none/) [라](sub/)\n"
    write_files(tmp_path, {"sub/x.md": "# 가\n", "pics/deep/b.png": "b"})
    told = found(tmp_path, text)
    assert sorted((each.code, each.what) for each in told if each.code != "image-no-alt") == [
        ("download-type", "the link “pics/” leads to a folder that has no page"),
        ("download-type", "the link “pics” leads to a folder that has no page"),
        ("link-dead", "the link to “none/” leads nowhere"),
    ]


def test_what_is_there_but_not_published_is_no_fault(tmp_path: Path) -> None:
    """GitHub shows it: a script, a program, a hidden file, a folder of pictures or of scripts. A page is made
    for a folder whose index.html is not published where there is something else to offer.
    """
    there = {
        "a.js": "1\n",
        "b.exe": "x",
        ".hidden/c.md": "# 글\n",
        "pics/d.png": "d",
        "web/index.html": "<p>",
    }
    write_files(tmp_path, {**there, "lab/index.html": "<p>", "lab/Dockerfile": "FROM scratch\n"})
    text = (
        "[가](a.js) [나](b.exe) [다](.hidden/c.md) [라](pics/) [마](web/) [바](web/index.html) [사](lab/)\n"
    )
    told = [each for each in found(tmp_path, text) if each.code not in ("file-unpublished", "image-no-alt")]
    assert [(each.code, level_of(each)) for each in told] == [("download-type", "hint")] * 6
    by_what = {each.what.partition("”")[0].partition("“")[2]: each for each in told}
    assert by_what["web/"].what.endswith("leads to a folder that has no page")
    assert by_what["web/"].why == "its index.html is not published: a browser would run it"
    assert by_what["web/index.html"].why == "a browser would run it"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("글\n\n```\n", "the ``` closes nothing, but opens a code block; take the ``` out"),
        ("```bash\nls\n```\n```\n\n\n", "the ``` closes nothing, but opens a code block; take the ``` out"),
        ("- 글\n  ~~~\n", "the ~~~ closes nothing, but opens a code block; take the ~~~ out"),
        (
            "```bash\nls\n",
            "the code block that ``` opens is never closed; write ``` on a line of its own below it",
        ),
    ],
)
def test_a_fence_that_opens_nothing_is_to_go(tmp_path: Path, text: str, told: str) -> None:
    """Nothing follows it that could be shown as code: it was meant to close a block that is closed."""
    (problem,) = [each for each in found(tmp_path, f"# 글\n\n{text}") if each.code == "fence-unclosed"]
    assert f"{problem.what}; {problem.mend}" == told


def test_a_fence_inside_a_block_that_a_closing_one_opened(tmp_path: Path) -> None:
    """The mend names the fence that closes nothing, where it names no language."""
    text = "# 글\n\n```bash\nls\n```\n```\n\n글\n\n```bash\nls\n```\n"
    (problem,) = [each for each in found(tmp_path, text) if each.code == "fence-inside"]
    assert problem.mend.endswith("; if its ``` closes nothing, take that out")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 가\n\n### 나\n", ["the heading “나” skips from level 1 to 3"]),
        ("## 가\n\n1. ### 나\n\n#### 다\n", []),
        ("# 가\n\n> ## 나\n\n### 다\n", []),
        ("# 가\n\n- ### 나\n", []),
        ("## 가\n\n- ### 나\n\n##### 다\n", ["the heading “다” skips from level 3 to 5"]),
    ],
)
def test_the_heading_before_may_stand_in_a_list(tmp_path: Path, text: str, told: list[str]) -> None:
    """Readers meet it on their way: what follows it skips no level that it has."""
    assert [each.what for each in found(tmp_path, text) if each.code == "heading-skipped"] == told


def test_a_folder_of_strange_files_is_read(tmp_path: Path) -> None:
    """Binary files, empty files, bare marks and a link to nothing do not stop the check."""
    strange = {
        "a.md": b"\xff\xfe\x00",
        "b.md": "",
        "c.md": "[](<>) ![]() <a href> [x]: \n\n[^1]\n|\n|-|\n```",
        "d.db": b"\0",
    }
    write_files(tmp_path, strange)
    (tmp_path / "e.md").symlink_to(tmp_path / "gone.md")
    told = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    assert {"not-utf-8", "page-empty", "file-unreadable"} <= {problem.code for problem in told.problems}


@pytest.mark.skipif(os.name != "posix", reason="links to folders need rights on Windows")
def test_links_that_lead_round_in_a_circle_are_told(tmp_path: Path) -> None:
    """They are not followed for ever; a link to a folder of the repository is followed, however often."""
    (tmp_path / ".git").mkdir()
    write_files(tmp_path / "docs", {"a/a.md": "# 가\n", "b/b.md": "# 나\n"})
    write_files(tmp_path / "shared", {"c.md": "# 다\n"})
    links = {"up": ".", "a/b": "../b", "b/a": "../a", "one": "../shared", "two": "../shared"}
    for place, target in links.items():
        (tmp_path / "docs" / place).symlink_to(target, target_is_directory=True)
    found = check_paths(tmp_path / "docs", tmp_path)
    assert [problem.path for problem in found] == ["docs/a/b/a", "docs/b/a/b", "docs/up"]
    assert found[0].mend == "take it out"
    files = list_files(tmp_path / "docs")
    assert files == ["a/a.md", "a/b/b.md", "b/a/a.md", "b/b.md", "one/c.md", "two/c.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
def test_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A name that is not UTF-8, as an old archive unpacks it, and one with a line break."""
    for name in (b"caf\xe9.md", b"a\nb.md", "가\u00a0나 👩\u200d💻.md".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"# x\n")
    assert [str(problem).partition(":")[0] for problem in check_paths(tmp_path, tmp_path)] == [
        r"./a\nb.md",
        r"./caf\udce9.md",
    ]


SIDES = st.sampled_from(["", " ", "가", "a", "의", "(", '"', ".", "를 "])
INSIDES = st.sampled_from(
    ["굵게", '"굵게"', "굵게(bold)", "(주)", "끝!", "`x`", "「책」", "a b", "Pod", "10%", "'x'와 'y'"]
)


@settings(max_examples=150, deadline=None)
@given(SIDES, INSIDES, SIDES)
def test_emphasis_is_told_exactly_when_github_shows_the_asterisks(
    before: str, inside: str, after: str
) -> None:
    """`**…**` is told where cmark-gfm, which GitHub runs, leaves asterisks, and the mend leaves none.

    Our own page shows what was meant either way.
    """
    text = f"글{before}**{inside}**{after}\n"
    assume("****" not in text)
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    told = list(check_emphasis(parse_source(Source("a.md", "a.md", text)), None))  # type: ignore[arg-type]
    assert bool(told) == ("**" in shown), text
    assert "<strong>" in render(text), text
    assert "**" not in render(text), text
    for problem in told:
        mended = problem.mend.removeprefix("write ")
        result = cmarkgfm.github_flavored_markdown_to_html(f"글{before}{mended}\n", 1 << 17)
        assert "<strong>" in result, mended
        assert "**" not in result, mended


#: As written; what the page shows; the mend.
LEFT = {
    "*가비지 컬렉터(GC)*를": ("<em>가비지 컬렉터(GC)</em>를", "*가비지 컬렉터*(GC)를"),
    "~~(폐기)~~는": ("<del>(폐기)</del>는", "(~~폐기~~)는"),
    '__"굵게"__를': ('<strong>"굵게"</strong>를', '"**굵게**"를'),
    '_"기울임"_은': ('<em>"기울임"</em>은', '"*기울임*"은'),
    '***"둘 다"***를': ('<em><strong>"둘 다"</strong></em>를', '"***둘 다***"를'),
    "_강조_를": ("<em>강조</em>를", "*강조*를"),
    "__강조__한다": ("<strong>강조</strong>한다", "**강조**한다"),
    "これは__重点__です": ("これは<strong>重点</strong>です", "**重点**"),
    "これは*「本」*です": ("これは<em>「本」</em>です", "「*本*」"),
    "这是~~《旧书》~~的": ("这是<del>《旧书》</del>的", "《~~旧书~~》"),
    "*끝!*이라고": ("<em>끝!</em>이라고", "<em>끝!</em>이라고"),
    "~~`old.sh`~~를": ("<del><code>old.sh</code></del>를", "<del>`old.sh`</del>를"),
    '~~**"옛"**~~은': ('<del><strong>"옛"</strong></del>은', '<del>**"옛"**</del>은'),
    "- _파드(Pod)_는": ("<em>파드(Pod)</em>는", "*파드*(Pod)는"),
}


@pytest.mark.parametrize("text", LEFT)
def test_emphasis_of_every_mark_is_shown_as_meant_and_told(text: str) -> None:
    """Beside Hangul, Kana and Han, where GitHub leaves the marks; the mend is emphasis there."""
    shown, mend = LEFT[text]
    assert shown in render(text)
    (problem,) = check_other_emphasis(parse_source(Source("a.md", "a.md", f"글\n\n{text}\n")), None)  # type: ignore[arg-type]
    assert (problem.line, problem.code, problem.mend) == (3, "emphasis-open", f"write {mend}")
    result = cmarkgfm.github_flavored_markdown_to_html(f"{problem.mend}\n", 1 << 17)
    assert re.search("<(em|strong|del)>", result), result
    assert not re.search("[*_~]", result), result


#: Lines with several spans that were meant to be bold; their mends.
IN_A_ROW = {
    "**集合管道（Pipeline）**包含**函数组合（Composition）**和**管道（Pipe）**两组": [
        "**集合管道**（Pipeline）",
        "**函数组合**（Composition）",
        "**管道**（Pipe）",
    ],
    "**가(A)**와**나(B)**를": ["**가**(A)와", "**나**(B)를"],
    "**「甲」**は**「乙」**と丙": ["「**甲**」", "「**乙**」"],
    "**注意：**内容**重点：**说明": ["<strong>注意：</strong>", "<strong>重点：</strong>"],
    "**「A」と「B」**と": ["<strong>「A」と「B」</strong>"],
    '**"가"와 "나"**를': ['<strong>"가"와 "나"</strong>를'],
    "**「甲「乙」丙」**は": ["「**甲「乙」丙**」"],
}


@pytest.mark.parametrize("text", IN_A_ROW)
def test_spans_in_a_row_are_told_one_by_one(text: str) -> None:
    """GitHub makes bold what stands between two of them: each is told as it was meant, and mended alone."""
    found = check_emphasis(parse_source(Source("a.md", "a.md", f"{text}\n")), None)  # type: ignore[arg-type]
    assert [problem.mend.removeprefix("write ") for problem in found] == IN_A_ROW[text]
    for mend in IN_A_ROW[text]:
        assert "*" not in re.sub("<[^>]+>", "", cmarkgfm.github_flavored_markdown_to_html(mend, 1 << 17))


#: Headings of the page; the anchor that is wanted; the mend.
ANCHORS = [
    ("## 설치 방법\n\n## 정리 방법\n", "정리-방밥", "write #정리-방법"),
    (
        "## 정리 방법\n",
        "설치-방법",
        "no heading there is like it: name one that is there, or take #설치-방법 out",
    ),
    ("## 2. 개념\n", "1-개념", "no heading there is like it: name one that is there, or take #1-개념 out"),
    ("## 설치 방법\n\n## 끝\n", "설치", "write #설치-방법"),
    ("## Getting Started\n", "gettingstarted", "write #getting-started"),
    ("## Getting Started\n", "geting-started", "write #getting-started"),
    ("## Pods\n", "nodes", "no heading there is like it: name one that is there, or take #nodes out"),
    ("## 끝\n", "Clean%20Up", "write the heading in lower case, with - for each space"),
    ("글\n", "x", "no heading there is like it: name one that is there, or take #x out"),
]


@pytest.mark.parametrize(("headings", "anchor", "mend"), ANCHORS)
def test_a_dead_anchor_is_mended_by_a_heading_like_it(
    tmp_path: Path, headings: str, anchor: str, mend: str
) -> None:
    """One that says something else, or has another number, is not named."""
    (problem,) = found(tmp_path, f"{headings}\n[글](#{anchor})\n")
    assert (problem.code, problem.mend) == ("anchor-dead", mend)


@pytest.mark.parametrize(
    "text",
    [
        r"$d^*$为值，$\mathbf{V}_{*} L}_{*} \mathbf{V}_{*}^{\top}$，其中$L}_{*} \in R}$为$d$个，而$V}_{*} \in R$",
        r"値 V}_{*} L}_{*} は L}_{*} そして A}_{1} * B}_{*}",
        r"값 (F)_\text{가}는 그리고 (F)_{나}를 (F)_{다}를",
    ],
)
def test_what_tex_sets_low_is_not_meant_as_emphasis(text: str) -> None:
    """A page has the marks that GitHub has of TeX which is no formula; else they are lost otherwise."""
    on_github = cmarkgfm.github_flavored_markdown_to_html(text)
    assert re.findall("</?em>", render(text)) == re.findall("</?em>", on_github)


@pytest.mark.parametrize(
    "text",
    [
        "가로*(세로+1)*높이", "값_이름_목록", "__init__은 파이썬의 것", "_index_파일", "MAX_값_수", "`*a(b)*를`", "*.md와 *.txt를",
        "2*3은 6, 가*나*다", "_내부_변수를", "a_(b)_c는", "3 ~~ 4를", r"\*가(나)\*를", "*가(나) *를", "별* (주)*를",
        "*강조* 를 *강조*를 _강조_ (_강조_) **굵게(x)** ~~줄~~을", "kube_proxy_mode를 __name__으로", '(_"x"_)를 (*가(나)*)',
        "결과_2026_최종.xlsx는", "**별표 하나*는",
    ],
)  # fmt: skip
def test_marks_that_are_no_emphasis_stay_as_github_shows_them(text: str) -> None:
    """Products, names with underscores, wildcards, escaped marks: nothing is told, nothing changes."""
    assert not list(check_other_emphasis(parse_source(Source("a.md", "a.md", text)), None))  # type: ignore[arg-type]
    marks = re.compile("</?(?:em|strong|del)>|[*_]|~~")
    wanted = marks.findall(cmarkgfm.github_flavored_markdown_to_html(text))
    assert marks.findall(render(text)) == wanted, text


@settings(max_examples=150, deadline=None)
@given(SIDES, st.sampled_from(["*", "_", "__", "~~", "***"]), INSIDES, SIDES)
def test_other_emphasis_is_told_exactly_when_the_page_shows_more_than_github(
    before: str, mark: str, inside: str, after: str
) -> None:
    """What is told is emphasis here and none on GitHub."""
    text = f"글{before}{mark}{inside}{mark}{after}\n"
    tags = re.compile("<(?:em|strong|del)>")
    on_github = tags.findall(cmarkgfm.github_flavored_markdown_to_html(text))
    told = list(check_other_emphasis(parse_source(Source("a.md", "a.md", text)), None))  # type: ignore[arg-type]
    assert bool(told) == (tags.findall(render(text)) != on_github), text
    assert not (told and on_github), text


@pytest.mark.parametrize("text", ["＊＊굵게＊＊를", "가 ＊＊a b＊＊"])
def test_full_width_marks_are_shown_as_meant(text: str) -> None:
    """Marks typed in full width make strong text and code on the page; a single star stays a star."""
    assert "<strong>" in render(text)
    assert render("｀<a> ＊＊x＊＊｀ ＊주의") == "<p><code>&lt;a&gt; ＊＊x＊＊</code> ＊주의</p>"


def test_fences_of_full_width_are_shown_as_meant() -> None:
    """A pair of them holds code, in lists and quotes too; one alone, and those inside code, are text."""
    code = render("```bash\nls\n```")
    assert render("｀｀｀bash\nls\n｀｀｀") == render("｀｀｀bash\nls\n```") == code
    assert "<pre>" in render("> 1. 글\n>    ｀｀｀bash\n>    ls\n>    ｀｀｀\n")
    assert "<pre>" not in render("글\n\n｀｀｀bash\n\n글")
    assert "｀｀｀" in render("```text\n｀｀｀\nx\n｀｀｀\n```")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "`b|c`", "x\\|y", "", " ", "가 나"]), min_size=2, max_size=5))
def test_cells_are_counted_as_github_does(cells: list[str]) -> None:
    """A table whose rows have as many cells as we count is one that cmark-gfm shows whole."""
    row = f"| {' | '.join(cells)} |"
    heads = count_cells(row)
    shown = cmarkgfm.github_flavored_markdown_to_html(f"{row}\n|{'-|' * heads}\n| 1 |\n")
    assert shown.count("<th>") == heads
    lost = cmarkgfm.github_flavored_markdown_to_html(f"{row}\n|{'-|' * (heads + 1)}\n| 1 |\n")
    assert "<th>" not in lost


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](hhttps://x.org/)", "link-dead: the link “hhttps://x.org/” has no address on its page"),
        ("[a](file:line)", "link-dead: the link “file:line” has no address on its page"),
        ("![a](ttps://x.org/a.png)", "image-dead: the image “ttps://x.org/a.png” has no address on its page"),
        (
            "[a](javascript:alert\\(1\\))",
            "html-unsafe: the link “javascript:alert(1)” has no address on its page",
        ),
        ("[a](.hidden/b.md)", "download-type: the target of the link “.hidden/b.md” is not published"),
        ("![a](unsound.svg)", "image-dead: the image “unsound.svg” is not published"),
        ("[a](zq.md)", "link-dead: the link to “zq.md” leads nowhere"),
        ("![a](pics/no.png)", "image-dead: the image “pics/no.png” is not there"),
    ],
)
def test_what_a_dead_link_says_is_true(tmp_path: Path, text: str, told: str) -> None:
    """An address that is mistyped is no danger; a file that lies there is not missing."""
    write_files(tmp_path, {".hidden/b.md": "# 글\n", "unsound.svg": "<svg><g></svg>"})
    (problem,) = found(tmp_path, f"# 글\n\n{text}\n")
    assert f"{problem.code}: {problem.what}" == told
    assert "perhaps" not in problem.mend


@pytest.mark.parametrize(
    ("there", "wanted", "is_near"),
    [
        ("session_one.md", "sesion_one.md", True),
        ("handson_1.md", "hands_on_1.md", True),
        ("x/guide.md", "x/guied.md", True),
        ("lean/dpi.md", "lean/aep.md", False),
        ("icons/amazon-cloudwatch_48.svg", "icons/amazon-vpc_48.svg", False),
        ("session_1.md", "session_2.md", False),
    ],
)
def test_a_file_is_proposed_for_a_slip_alone(tmp_path: Path, there: str, wanted: str, is_near: bool) -> None:
    """A name that only begins and ends alike is another's."""
    write_files(tmp_path, {there: "<svg/>" if there.endswith("svg") else "# 글\n"})
    (problem,) = found(tmp_path, f"# 글\n\n[a]({wanted})\n")
    assert problem.mend.startswith("perhaps") == is_near


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("![a](../Icons/x/a.png)", "images lead to ../Icons, outside of the folder you gave; "),
        ("[a](../../b.md)", "links lead to ../../b.md, outside of the folder you gave; "),
        ("![a](gone/far/a.png)", "images lead into gone, where there is no folder; "),
        ("[a](x/gone/a.md)", "links lead into x/gone, where there is no folder; "),
        ("[a](x/gone.md)", ""),
        ("[a](b.md#gone)", ""),
    ],
)
def test_dead_links_of_one_folder_have_one_cause(tmp_path: Path, text: str, cause: str) -> None:
    """So that 94 icons of a folder are one line."""
    (problem,) = found(tmp_path, f"# 글\n\n{text}\n")
    assert problem.cause.startswith(cause)
    assert bool(problem.cause) == bool(cause)


def test_xml_that_cannot_be_read_is_to_be_mended(tmp_path: Path) -> None:
    """It is not said to run anything: nobody can say. Only lines of the file are named."""
    write_files(tmp_path, {"a.xml": '<a n="1"/>\n  <b/>\n', "b.svg": "<svg><g></svg>", "c.js": "1"})
    by_path = {each.path.rpartition("/")[2]: each for each in check_files(tmp_path, tmp_path)}
    for name in ("a.xml", "b.svg"):
        assert by_path[name].what.startswith("the file is not published: it is no sound XML: ")
        assert "<string>" not in by_path[name].what
        assert by_path[name].mend.startswith("mend its XML, ")
    assert by_path["c.js"].why == "it could act in its readers' name"


MARKED = [
    "**",
    "*",
    "_",
    "~~",
    "`",
    "``",
    "굵게",
    "word",
    " ",
    "(",
    ")",
    '"',
    "를",
    ".",
    "€",
    "[",
    "](u)",
    "\\",
    "$",
    "<b>",
    "\n",
]


@given(st.lists(st.sampled_from(MARKED), min_size=3, max_size=9).map("".join))
def test_what_is_sure_to_be_emphasis_is_never_left(text: str) -> None:
    """Lines of which no reader need be asked have no emphasis that GitHub leaves."""
    meant = tokens_as_meant(text, {}, Token("inline", "", 0))
    assert _may_be_left(text) or not any(AS_MEANT in each.meta for each in meant)
