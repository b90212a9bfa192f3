"""Links and images lead where they lead on GitHub; those that lead nowhere are told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import usual_addresses
from course.markdown.files.source import parse_tokens
from course.markdown.github.github_markdown import GithubMarkdown
from course.markdown.links.addresses import addresses_of
from course.markdown.links.anchors import anchors_of, find_anchor
from course.markdown.links.file_types import is_download
from course.markdown.links.page_links import PageLinks
from course.markdown.links.rewrite import Address, resolve_html
from course.markdown.links.targets import CourseFiles, relative_url
from course.settings.course_settings import Settings
from support.courses import BuiltDocs, write_files

PLACES = {
    "index.md": "index.html",
    "week_1/README.md": "week_1/index.html",
    "week_1/day1/session_1.md": "week_1/day1/session_1/index.html",
    "week_1/두 번째.md": "week_1/두 번째/index.html",
    "guides/setup.md": "guides/setup/index.html",
    "images/a.png": "images/a.png",
    "files/deploy.yaml": "files/deploy.yaml",
    "files/x.exe": "files/x.exe",
}
FILES = CourseFiles(PLACES, ("yaml", "Dockerfile"), "/home/somebody/course/docs/ko")

#: What is written in week_1/day1/session_1.md, and what it leads to.
TARGETS = {
    "../README.md": ("page", "week_1/README.md"),
    "..": ("page", "week_1/README.md"),
    "../": ("page", "week_1/README.md"),
    "../../week_1": ("page", "week_1/README.md"),
    "./session_1.md": ("page", "week_1/day1/session_1.md"),
    "#목표": ("page", "week_1/day1/session_1.md"),
    ".": ("page", "week_1/day1/index.md"),
    "../../": ("page", "index.md"),
    "../README.md ": ("page", "week_1/README.md"),
    "/": ("page", "index.md"),
    "/docs/ko": ("page", "index.md"),
    "/docs/ko/": ("page", "index.md"),
    "/ko/images/a.png": ("file", "images/a.png"),
    "/guides/setup.md#x": ("page", "guides/setup.md"),
    "/docs/ko/guides/setup.md": ("page", "guides/setup.md"),
    "../../guides": ("page", "guides/index.md"),
    "../../guides/setup": ("page", "guides/setup.md"),
    "../../guides/SETUP.md": ("page", "guides/setup.md"),
    "../../guides/setup.html?x=1": ("page", "guides/setup.md"),
    "../%EB%91%90%20%EB%B2%88%EC%A7%B8.md": ("page", "week_1/두 번째.md"),
    "../두 번째.md": ("page", "week_1/두 번째.md"),
    "../\u1103\u116e \u1107\u1165\u11ab\u110d\u1162.md": ("page", "week_1/두 번째.md"),
    "../../images/a.png?raw=true": ("file", "images/a.png"),
    "..\\..\\images\\a.png": ("file", "images/a.png"),
    "../../files/deploy.yaml": ("file", "files/deploy.yaml"),
    "../../files/": ("page", "files/index.md"),
    "../../files/x.exe": ("refused", "files/x.exe"),
    "session_2.md": ("dead", "week_1/day1/session_2.md"),
    "../../../README.md": ("outside", "../README.md"),
    "https://kubernetes.io/docs/": ("elsewhere", ""),
    "//kubernetes.io": ("elsewhere", ""),
    "mailto:a@example.org": ("elsewhere", ""),
    "http://[": ("elsewhere", ""),
    "java\tscript:alert(1)": ("unsafe", ""),
    " JavaScript:alert(1)": ("unsafe", ""),
    "data:text/html,x": ("unsafe", ""),
    "data:image/png;base64,x": ("elsewhere", ""),
}


@pytest.mark.parametrize(("address", "expected"), TARGETS.items(), ids=TARGETS.keys())
def test_targets_are_githubs(address: str, expected: tuple[str, str]) -> None:
    """Files, folders, roots, other spellings: each address leads to one thing."""
    target = FILES.resolve("week_1/day1/session_1.md", address)
    assert (target.kind, target.uri) == expected


@given(st.text(max_size=30))
def test_any_text_is_an_address(address: str) -> None:
    """No address is too strange to be resolved."""
    assert FILES.resolve("week_1/README.md", address).kind


PATHS = st.lists(st.sampled_from(["a", "b", "가"]), max_size=4)


@given(PATHS, PATHS, st.booleans())
def test_addresses_in_the_site_lead_there(here: list[str], there: list[str], page: bool) -> None:
    """The address from one place to another, followed from the first, ends at the second."""
    own = posixpath.join(*here, "index.html")
    place = posixpath.join(*there, "index.html" if page else "x.yaml")
    followed = posixpath.normpath(posixpath.join("/", *here, relative_url(place, own)))
    assert followed == posixpath.normpath(posixpath.join("/", *there, "" if page else "x.yaml"))


def test_anchors_are_those_of_the_page() -> None:
    """Also of headings without letters, which have numbers."""
    text = "# 📖\n\n## 📖 📖\n\n## 🎯\n\n## 가 ![나](b.png)\n\n## 가\n"
    ids = html.fromstring(Markdown(extensions=[GithubMarkdown()]).convert(text)).xpath("//@id")
    assert ids == ["-1", "-", "-2", "가", "가-1"]
    assert anchors_of(parse_tokens(text)) == set(ids)


@pytest.mark.parametrize("text", ["가 나\n다\n===\n", "가 나  \n다\n===\n", "가 나\\\n다\n===\n"])
def test_a_heading_of_two_lines_has_one_anchor(text: str) -> None:
    """A break in it is a space."""
    assert anchors_of(parse_tokens(text)) == {"가-나-다"}


#: What is written in week_1/day1/session_1.md, and the address in its page.
IN_THE_PAGE = {
    "#목표": Address("#목표"),
    "session_1.md#SETUP": Address("#setup"),
    "#없음": Address("#없음"),
    "../../guides/setup.md": Address("../../../guides/setup/"),
    "../../guides/setup.md?a=1#Setup": Address("../../../guides/setup/?a=1#setup"),
    "../../guides/setup.md#-": Address("../../../guides/setup/#-"),
    "../두 번째.md#x": Address("../../두%20번째/#x"),
    "../../images/a.png": Address("../../../images/a.png"),
    "../../files/deploy.yaml": Address("../../../files/deploy.yaml", is_download=True),
    "../../files/x.exe": Address("../../files/x.exe"),
    "session_2.md": Address("session_2.md"),
    "https://kubernetes.io/docs/": Address("https://kubernetes.io/docs/"),
    "javascript:alert(1)": Address(None),
}


@pytest.mark.parametrize(("written", "address"), IN_THE_PAGE.items(), ids=IN_THE_PAGE.keys())
def test_addresses_in_a_page(written: str, address: Address) -> None:
    """Relative to the page's own; anchors as the page has them, none where none is asked for."""
    anchors = {"week_1/day1/session_1.md": {"목표", "setup"}, "guides/setup.md": {"setup", "-"}}
    assert PageLinks("week_1/day1/session_1.md", FILES, anchors)(written) == address


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[가](f.zip)", '<a download="" href="/f.zip">가</a>'),
        ('[가](f.zip "나")', '<a download="" href="/f.zip" title="나">가</a>'),
        ("[가](a.md)", '<a href="/a.md">가</a>'),
        ("[가](bad)", "<span>가</span>"),
        ("[가]\n\n[가]: f.zip", '<a download="" href="/f.zip">가</a>'),
        ("<a href=f.zip>가</a>", '<a href="/f.zip" download="">가</a>'),
        ("![가](a.png)", '<img alt="가" src="/a.png">'),
    ],
)
def test_links_of_markdown_are_resolved(markdown: str, shown: str) -> None:
    """What is offered as a download says so; what would run a script leads nowhere."""

    def resolve(address: str) -> Address:
        return Address(None) if address == "bad" else Address(f"/{address}", is_download=address == "f.zip")

    page = Markdown(extensions=[GithubMarkdown(links=lambda _: resolve)]).convert(markdown)
    assert page == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("[가](a.md) ![나](b.png)", [("link", "a.md"), ("image", "b.png")]),
        ("가 <a href=\"a.md\">나</a> <img alt='' src='b.png'>", [("link", "a.md"), ("image", "b.png")]),
        ("가 <A title=x HREF=a.md>나</A><IMG SRC=b.png>", [("link", "a.md"), ("image", "b.png")]),
        ("<p><a\nhref='a?b&amp;c'>나</a></p>", [("link", "a?b&c")]),
        ('<img src=a.png srcset="b.png 1x, c.png 2x">',
         [("image", "a.png"), ("image", "b.png"), ("image", "c.png")]),
        ("<video src=a.mp4 poster=b.png></video>", [("media", "a.mp4"), ("image", "b.png")]),
        ("<audio src=a.mp3><source src=b.ogg><track src=c.vtt></audio>",
         [("media", "a.mp3"), ("media", "b.ogg"), ("media", "c.vtt")]),
        ("<picture><source srcset='a.webp, b.webp 2x'>", [("image", "a.webp"), ("image", "b.webp")]),
        ("<iframe src=a.pdf></iframe><embed src=b.pdf><object data=c.pdf></object>",
         [("frame", "a.pdf"), ("frame", "b.pdf"), ("frame", "c.pdf")]),
        ("`<a href=a.md>` <b href=a.md> &lt;a href=a.md>", []),
    ],
)  # fmt: skip
def test_addresses_of_a_text(written: str, addresses: list[tuple[str, str]]) -> None:
    """Of links, images, films, sounds and frames, in Markdown and in HTML, with any quotes or none."""
    assert [each for token in parse_tokens(written) for each in addresses_of(token)] == addresses


def test_anchors_of_a_page() -> None:
    """Headings, own ids and HTML give a page its anchors; code gives none."""
    text = '# A b\n## A b\n## c {#eigen}\n<a name="x"></a>\n\n<div id=y>\n\n- # 목록 속\n\n```\n# d\n```\n'
    text += '`<a id="z">`'
    assert anchors_of(parse_tokens(text)) == {"a-b", "a-b-1", "eigen", "x", "y", "목록-속"}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("-핵심-개념-35분", "-핵심-개념-35분"),
        ("%EC%84%A4%EC%B9%98", "설치"),
        ("user-content-설치", "설치"),
        ("SETUP", "setup"),
        ("핵심-개념-35분", "-핵심-개념-35분"),
        ("\ufe0f-핵심-개념-35분", "-핵심-개념-35분"),
        ("없음", None),
    ],
)
def test_anchors_are_found_as_they_were_meant(written: str, found: str | None) -> None:
    """Case, percent signs, GitHub's prefix and what an emoji leaves behind do not matter."""
    assert find_anchor(written, {"-핵심-개념-35분", "설치", "setup"}) == found


def test_file_types() -> None:
    """Endings and whole names say what is offered."""
    assert is_download("a/deploy.YAML", ["yaml"])
    assert is_download("a/Dockerfile", ["dockerfile"])
    assert not is_download("yaml", ["sh"])
    assert not is_download("a/b.pem", ["yaml"])


def test_raw_html_is_resolved() -> None:
    """Addresses in tags are resolved, whatever their quotes; text and other attributes stay."""
    seen: list[str] = []

    def resolve(address: str) -> Address:
        seen.append(address)
        return Address(None) if address == "bad" else Address(f"/{address}", is_download=address == "f.zip")

    source = (
        "<a href='a&amp;b' title=\"href='x'\">t</a><IMG SRC=c alt=x><a href=\"f.zip\">f</a><a href=bad>b</a>"
        '<source srcset="d 1x, e 2x"><p href="n">href="o"</p>'
    )
    assert resolve_html(source, resolve) == (
        '<a href="/a&amp;b" title="href=\'x\'">t</a><IMG SRC="/c" alt=x><a href="/f.zip" download>f</a>'
        "<a>b</a>"
        '<source srcset="/d 1x, /e 2x"><p href="n">href="o"</p>'
    )
    assert seen == ["a&b", "c", "f.zip", "bad", "d", "e"]
    assert resolve_html(source, None) == source


COURSE: dict[str, str | bytes] = {
    "week_1/README.md": "# 첫 주 (1)\n\n[세션](day1) [나](.) [앵커](day1/session_1.md#목표)\n",
    "week_1/day1/session_1.md": "# 세션\n\n## 🎯 목표\n\n[위](..) [파일](../files/a%20b.yaml)\n\n"
    "![그림](../img/한글.png)\n\n"
    '<p><a href="../README.md#첫-주-1"><img src="../img/한글.png" alt="그림"></a></p>\n\n'
    'x <a href="../files">y</a> [z](../files/ "제목")\n',
    "week_1/files/a b.yaml": b"a: b\n",
    "week_1/files/secret.pem": b"x",
    "week_1/img/한글.png": b"png",
}


def test_links_lead_to_files_of_the_site(build_docs: Callable[..., BuiltDocs]) -> None:
    """Every address in the pages leads to a file that is there; downloads say that they are."""
    built = build_docs(COURSE, strict=True)
    assert built.failure is None, built.messages
    followed = 0
    for page in built.site_dir.rglob("index.html"):
        for element in html.document_fromstring(page.read_bytes()).xpath("//article//*[@href or @src]"):
            address = element.get("href") or element.get("src")
            target = page.parent / unquote(re.split("[?#]", address)[0])
            assert (target / "index.html" if target.is_dir() else target).is_file(), address
            assert (element.get("download") is not None) == address.endswith((".yaml", ".json"))
            followed += 1
    assert followed > 10
    assert not (built.site_dir / "week_1/files/secret.pem").exists()


FAULTS = """# 세션

[하나](session_2.md) 그리고
[둘](../nowhere/) ![셋](../img/b.png)
[넷](#없음) [다섯](x.exe)
[여섯](../../../README.md) [일곱]()
| 표 |
|---|
| [여덟](../REDME.md) |

<p>
<a href="gone.md">아홉</a></p>

`[code](a.md)` [맞다](#세션) [맞다](../README.md) <a name="x"></a>[맞다](#x) [맞다](https://example.org/nothing)
"""


def test_links_that_lead_nowhere_are_told_at_their_lines(tmp_path: Path) -> None:
    """Each dead link, image and anchor is told once with its line; what leads somewhere is not."""
    write_files(
        tmp_path / "docs",
        {"week_1/README.md": "# 주\n", "week_1/day1/session_1.md": FAULTS, "week_1/day1/x.exe": b"x"},
    )
    docs = tmp_path / "docs"
    found = check_docs(docs, tmp_path, addresses=usual_addresses(docs), settings=Settings())
    told = {
        (problem.line, problem.code, re.sub(".*“(.*)”.*", r"\1", problem.what)) for problem in found.faults
    }
    assert told == {
        (3, "link-dead", "session_2.md"),
        (4, "link-dead", "../nowhere/"),
        (4, "image-dead", "../img/b.png"),
        (5, "anchor-dead", "#없음"),
        (6, "link-dead", "../../../README.md"),
        (6, "link-dead", "a link without an address"),
        (9, "link-dead", "../REDME.md"),
        (12, "link-dead", "gone.md"),
    }
    assert [each.line for each in found.problems if each.code == "download-type"] == [5]
    assert "perhaps ../README.md" in {problem.mend for problem in found.faults}
