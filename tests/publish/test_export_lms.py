"""`run.py export lms`: pages that stand alone, and a Common Cartridge of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from playwright.sync_api import Browser

from course.markdown.files.source import read_source
from course.model.built_language import BuiltLanguage, read_language
from course.model.editions import read_editions
from course.publish.exported import PlaceError
from course.publish.lms import export_lms
from course.publish.lms.article import Carrier, carried_article
from course.publish.lms.drawings import cut_drawings, put_drawings
from course.publish.lms.export_lms import LmsEdition, make_edition, put_editions
from course.publish.lms.manifest import About, Resource, render_manifest
from course.publish.lms.menu import MenuEntry
from course.publish.lms.names import file_names, identifier, page_names
from course.publish.lms.proof import MANIFEST, check_alone, check_cartridge, check_content
from course.verbs.export import main
from support.courses import ROOT, Course, Ran, run_module, tree
from support.words import KOREAN

CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
GRAMMAR = ROOT / "tests/cases/publish/manifest.rng"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SESSION = """# Week 1 Day 1 Session 1: `<Pod>` & "CNI" <!-- instructor: SECRET1 -->

라우팅 테이블.[^1] ![구성도](img/구성%20도.png) ![상태](https://img.example.org/badge.svg)

[^1]: 각주의 글.

```mermaid
graph LR
    A[veth] --> B[eth0]
```

- [x] 첫 할 일
- [ ] 둘째 할 일

=== "리눅스"

    apt 설명

=== "맥"

    brew 설명

<details><summary>힌트</summary>

접힌 글

</details>

| a | b |
|---|---|
| 1 | 2 |

[둘째의 veth](session_2.md#veth), [파일](deploy.yaml), [이 날](./), [다른 곳](https://kubernetes.io/docs/),
[위로](#-핵심-키워드)

<a href="#" onclick="alert(1)">누름</a> <iframe src="https://video.example.org/1"></iframe>

```bash
kubectl get pods -n <namespace>
```

## 🔑 핵심 키워드

- **Pod**: 가장 작은 단위
"""
_SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
FILES: dict[str, str | bytes] = {
    "mkdocs.yml": _SETTINGS.replace("  course:\n", "  course:\n    frames: [video.example.org]\n"),
    "docs/ko/week_01/day1/session_1.md": SESSION,
    "docs/ko/week_01/day1/session_2.md": "# 둘\n\n## veth\n\n글 Pod.\n",
    "docs/ko/week_01/day1/solutions.md": "# 해설\n\nSECRET2\n",
    "docs/ko/week_01/day1/deploy.yaml": "kind: Pod\n",
    "docs/ko/week_01/day1/img/구성 도.png": PNG,
    "docs/ko/2주차/README.md": "# 둘째 주\n\n글.\n",
    "docs/ko/2주차/심화 읽기.md": "# 심화\n\n글.\n",
    "docs/en/index.md": "# Front\n\nText.\n",
}


#: Pieces of HTML that lecturers, and others, write.
NASTY = [
    "<p>글",
    "</p>",
    "<div>",
    "</div></article>",
    "<table><tr><td>",
    "</table>",
    "<script>alert(1)</script>",
    "<script>",
    "<svg onload='x()'><a xlink:href='gone'>",
    "<svg><script>1</script><image href='https://e.example/a.png'/></svg>",
    "<svg><style>@import 'a'; p{fill:url(//e.example)}</style><p style='fill:url(a)'/></svg>",
    "</svg>",
    "<svg/>",
    "<img src=gone srcset='https://e.example/a 2x' onerror=x()>",
    "<video poster=a.png><source src=a.mp4><track src=b></video>",
    "<picture><source srcset=a><img></picture>",
    "<iframe src=//e.example srcdoc='<script>'>",
    "</iframe>",
    "<object data=a.swf><embed src=b>",
    "</object>",
    "<a href='javascript:x()'>",
    "<a href='http://['>",
    "</a>",
    "<form action=//e.example><input type=submit formaction=a><button>b",
    "</form>",
    "<p style='background:url(//e.example/a)'>",
    "<link rel=stylesheet href=//e.example/a.css><base href=//e.example/><meta http-equiv=refresh content=0>",
    "<style>@import '//e.example/a.css'</style>",
    "<body background=a.png onload=x()>",
    "<div class='tabbed-set'><input><div class=tabbed-labels><label>a</label></div></div>",
    "<div class=tabbed-block>",
    "<div class=mermaid>graph",
    "<input type=checkbox checked>",
    "<!-- c -->",
    "<![CDATA[",
    "&#0;&#x1F600;\x0b",
    "<math><mi href='//e.example'>x</mi></math>",
    "<details open><summary>",
    "<area href=gone>",
    "<p data-svg=1><span data-svg='0'></span>",
]


@dataclass(frozen=True)
class Exported:
    """The edition of a small course in two languages."""

    course: Course
    ran: Ran
    folder: Path
    before: dict[str, str]
    """The course's folder before the export."""

    def cartridge(self, language: str) -> dict[str, bytes]:
        with zipfile.ZipFile(self.folder / f"course-{language}.imscc") as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}


def course_tree(course: Course) -> dict[str, str]:
    kept = {"docs", "site", "overrides", "hooks"}
    files = tree(course.folder).items()
    return {name: one for name, one in files if name.split("/")[0] in kept and "__pycache__" not in name}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Exported once; --no-strict, because a small course is short of time, objectives and a translation."""
    course = Course(tmp_path_factory.mktemp("lms") / "강의 과정")
    course.write(FILES)
    before = course_tree(course)
    environment = {"SOURCE_DATE_EPOCH": "1770000000", "COURSE_INSTRUCTOR": "1"}
    ran = run_module(
        "hooks", "export", "lms", "--no-strict", "-q", cwd=course.folder, environment=environment
    )
    return Exported(course, ran, course.folder / "export/course-lms", before)


@pytest.fixture(scope="module")
def made(sample: Course, built_site: Path) -> LmsEdition:
    """The Korean edition of the sample course."""
    return make_edition(read_editions(sample.folder)[0], built_site, sample.folder)


@pytest.fixture(scope="module")
def korean(sample: Course, built_site: Path) -> BuiltLanguage:
    return read_language(read_editions(sample.folder)[0], built_site)


def test_it_says_what_it_made(exported: Exported) -> None:
    """It ends well, names every folder and cartridge, loses nothing, and changes nothing else."""
    assert exported.ran.status == 0, exported.ran.output
    told = [line.replace("\\", "/") for line in exported.ran.lines[-4:]]
    for language, (folder, cartridge) in {"ko": told[:2], "en": told[2:]}.items():
        assert re.fullmatch(
            rf"export/course-lms/{language} \(.+\): \d+ pages, each of which opens by itself", folder
        )
        assert cartridge.startswith(f"export/course-lms/course-{language}.imscc (")
    assert not re.search(r"-lost\]|-altered\]|export-reference", exported.ran.output)
    assert course_tree(exported.course) == exported.before


def test_names_are_plain_and_come_from_the_source(exported: Exported) -> None:
    """A file for each page, called as its source, in letters that every system takes; none not translated."""
    korean = {path.name for path in (exported.folder / "ko").iterdir()}
    assert {"index.html", "week_01-day1-session_1.html", "week_01-day1.html", "glossary.html"} <= korean
    assert {"2week.html", "2week-simhwa-ikgi.html"} <= korean
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+\.html", name) for name in korean)
    assert len(korean) == 8
    assert [path.name for path in (exported.folder / "en").iterdir()] == ["index.html"]
    assert all(name.isascii() for name in exported.cartridge("ko"))


def test_names_do_not_depend_on_other_pages() -> None:
    """Two names that a system cannot hold both differ; Korean words have their English spelling."""
    words = {"week": ["주차"], "day": ["일차"]}
    names = page_names(["3주차/2일차/README.md", "a/b.md", "a-b.md", "A/B.md", "con.md", "심화.md"], words)
    assert names["3주차/2일차/README.md"] == "3week-2day"
    assert len({name.casefold() for name in names.values()}) == 6
    assert names["con.md"] != "con"
    assert names["심화.md"] == "simhwa"
    assert re.fullmatch(r"page-[0-9a-f]{6}", page_names(["日本.md"], words)["日本.md"])
    assert file_names(["a/도면.png", "a/x.png", "a-x.png", "a/x.tar.gz"])["a/x.tar.gz"] == "a-x.tar.gz"
    assert identifier("r", "ko", "a.md") == identifier("r", "ko/a.md") != identifier("r", "en/a.md")


def test_nothing_for_instructors_is_in_it(exported: Exported) -> None:
    """No byte of a note or a solution is in any file, not even where COURSE_INSTRUCTOR is set."""
    texts = {path: path.read_bytes() for path in exported.folder.rglob("*.html")}
    for language in ("ko", "en"):
        texts |= {Path(name): content for name, content in exported.cartridge(language).items()}
    assert any("라우팅".encode() in content for content in texts.values())
    assert [path for path, content in texts.items() if b"SECRET" in content or "solutions" in str(path)] == []


def article_of(exported: Exported) -> Any:
    page = (exported.folder / "ko/week_01-day1-session_1.html").read_bytes()
    return html.document_fromstring(page.decode()).find(".//article")


def test_page_degrades_without_scripts(exported: Exported) -> None:
    """Boxes show what the source says, tabs stand below one another, what cannot be kept is a link."""
    article = article_of(exported)
    boxes = article.xpath(".//input")
    assert [(box.get("type"), "checked" in box.attrib, "disabled" in box.attrib) for box in boxes] == [
        ("checkbox", True, True),
        ("checkbox", False, True),
    ]
    assert [name.text for name in article.find_class("tab-name")] == ["리눅스", "맥"]
    assert article.xpath(".//details[not(@class)]/summary/text()") == ["힌트"]
    assert not article.xpath(".//script|.//button|.//iframe|.//@onclick")
    (elsewhere,) = article.xpath(".//a[@class='elsewhere' and not(.//img)]")
    assert elsewhere.get("href") == "https://video.example.org/1"
    pictures = {img.get("alt"): img for img in article.iter("img")}
    assert pictures["구성도"].get("src").startswith("data:image/png;base64,")
    assert pictures["상태"].getparent().get("href") == "https://img.example.org/badge.svg"
    assert article.xpath(".//a[@class='term']/@title") == []  # the term is not marked where it is defined
    assert len(article.xpath(".//figure[@class='diagram']//svg")) == 1
    assert b' viewBox="' in (exported.folder / "ko/week_01-day1-session_1.html").read_bytes()


def test_links_of_a_page_alone(exported: Exported) -> None:
    """To pages beside it with their anchors, to files inside it, and to the site for all else."""
    links = {link.text_content(): link for link in article_of(exported).iter("a") if link.get("href")}
    assert links["둘째의 veth"].get("href") == "week_01-day1-session_2.html#veth"
    assert links["파일"].get("href").startswith("data:application/octet-stream;base64,")
    assert links["파일"].get("download") == "deploy.yaml"
    assert links["이 날"].get("href") == "week_01-day1.html"
    assert links["다른 곳"].get("href") == "https://kubernetes.io/docs/"
    handouts = [link.get("href") for text, link in links.items() if "PDF" in text]
    assert handouts[0] == "https://school.example/ko/handouts/week_01-day1-session_1.pdf"


def test_pages_in_a_browser(exported: Exported, made: LmsEdition, browser: Browser, tmp_path: Path) -> None:
    """From file://, with scripts off: nothing is asked for, pictures and diagrams are there, light and dark,
    nothing is wider than a phone, and folded text is on paper.
    """
    page_path = tmp_path / "session.html"
    page_path.write_bytes(made.pages["week_03-day3-session_1.html"])
    asked: list[str] = []
    grounds = []
    for scheme in ("light", "dark"):
        size: Any = {"width": 390, "height": 800}
        with browser.new_context(java_script_enabled=False, viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            for path in (page_path, exported.folder / "ko/week_01-day1-session_1.html"):
                page.goto(path.as_uri())
                assert page.locator("figure.diagram svg.diagram-drawing").first.is_visible()
                width = page.locator("body").evaluate("body => document.documentElement.scrollWidth")
                assert width == 390
            image = page.locator("img[alt=구성도]")
            assert image.evaluate("image => image.naturalWidth", timeout=5000) == 1
            ground = "body => getComputedStyle(body).backgroundColor"
            grounds.append(page.locator("body").evaluate(ground))
            page.emulate_media(media="print")
            assert page.get_by_text("접힌 글").is_visible()
            assert page.locator("body").evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert grounds[0] != grounds[1]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def manifests(exported: Exported) -> Iterator[etree._Element]:
    for language in ("ko", "en"):
        yield etree.fromstring(exported.cartridge(language)[MANIFEST])


def test_manifest_is_valid(exported: Exported, made: LmsEdition) -> None:
    """Each manifest has the form of Common Cartridge 1.1; identifiers are unique, references lead on."""
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    for manifest in [*manifests(exported), etree.fromstring(made.cartridge[MANIFEST])]:
        assert grammar.validate(manifest), grammar.error_log
        names = [each.get("identifier") for each in manifest.iter() if each.get("identifier")]
        assert len(names) == len(set(names)) > 4
        resources = {each.get("identifier"): each for each in manifest.iter(f"{CP}resource")}
        wanted = [each.get("identifierref") for each in manifest.iter(f"{CP}item", f"{CP}dependency")]
        assert set(filter(None, wanted)) <= set(resources)
        assert all(each.get("href") == each[0].get("href") for each in resources.values())


def test_grammar_refuses_what_is_no_cartridge(made: LmsEdition) -> None:
    """The grammar is no formality: each change of these makes the manifest invalid."""
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    text = made.cartridge[MANIFEST].decode()
    for old, new in (
        ("1.1.0", "1.3.0"),
        ('structure="rooted-hierarchy"', ""),
        ("<title>", "<name>"),
        ('type="webcontent"', 'type="page"'),
        ('identifier="root"', 'identifier="1root"'),
        ("<lom:lom>", "<lom:lom><lom:metaMetadata/>"),
    ):
        assert old in text
        changed = text.replace(old, new).replace("</title>", "</name>" if old == "<title>" else "</title>")
        assert not grammar.validate(etree.fromstring(changed.encode())), old


def test_manifest_as_importers_look_at_it(exported: Exported) -> None:
    """Moodle finds the version in the first 500 bytes; Canvas makes modules of the second level's items."""
    head = exported.cartridge("ko")[MANIFEST][:500].decode().lower()
    bare = re.sub(r"[\s'\"]", "", head)
    assert "xmlns=http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" in bare
    manifest = next(manifests(exported))
    modules = manifest.findall(f".//{CP}organization/{CP}item/{CP}item")
    assert [module.findtext(f"{CP}title") for module in modules] == ["첫 쪽", "둘째 주", "1주차", "용어집"]


def test_manifest_follows_the_menu(exported: Exported) -> None:
    """Weeks, days and sessions in the order of the menu, titles as written; each page is in a folder."""

    def told(item: etree._Element) -> list[Any]:
        inner = [told(each) for each in item.findall(f"{CP}item")]
        return [item.findtext(f"{CP}title"), *inner]

    root = next(manifests(exported)).find(f".//{CP}organization/{CP}item")
    assert root is not None
    assert [told(each) for each in root.findall(f"{CP}item")] == [
        ["첫 쪽", ["첫 쪽"]],
        ["둘째 주", ["둘째 주"], ["심화"]],
        ["1주차", ["1일차", ['Week 1 Day 1 Session 1: <Pod> & "CNI"'], ["둘"]]],
        ["용어집", ["용어집"]],
    ]


def test_cartridge_holds_what_its_pages_need(exported: Exported) -> None:
    """Diagrams, pictures, downloads and handouts are files of it; nothing leads out of it but links."""
    files = exported.cartridge("ko")
    assert check_cartridge(files, "course-ko.imscc") == []
    page = html.document_fromstring(files["ko/week_01-day1-session_1.html"].decode())
    (diagram,) = page.xpath("//figure[@class='diagram']//img")
    assert [sign.text for sign in page.xpath("//li/span[@data-added='task']")] == ["☑ ", "☐ "]
    assert "veth → eth0" in diagram.get("alt")
    drawn = etree.fromstring(files[diagram.get("src").removeprefix("../")])
    assert "veth" in "".join(str(text) for text in drawn.itertext())
    assert files["ko/files/week_01-day1-deploy.yaml"] == b"kind: Pod\n"
    assert PNG in files.values()
    links = {link.text_content(): link.get("href") for link in page.iter("a")}
    assert links["둘째의 veth"] == "../ko/week_01-day1-session_2.html#veth"
    assert links["파일"] == "../ko/files/week_01-day1-deploy.yaml"
    assert files["ko/files/handouts-week_01-day1-session_1.pdf"].startswith(b"%PDF-")


def test_real_course_is_whole(made: LmsEdition, korean: BuiltLanguage) -> None:
    """Nothing of the given session is lost, alone or in the cartridge; a session takes less than 120 KB."""
    assert made.problems == ()
    assert 40_000 < len(made.pages["week_03-day3-session_1.html"]) < 120_000
    assert sum(name.endswith(".svg") for name in made.cartridge) == 4


def test_a_site_without_an_address(sample: Course, built_site: Path) -> None:
    """Where the settings name no address, links to what is not taken along are text; nothing is lost."""
    edition = replace(read_editions(sample.folder)[0], site_url="")
    made = make_edition(edition, built_site, sample.folder)
    assert made.problems == ()
    page = html.document_fromstring(made.pages["week_03-day3-session_1.html"].decode())
    (handout,) = page.find_class("course-handouts")[0].iter("a")
    assert handout.get("href") is None
    assert not page.find_class("page-foot")[0].xpath(".//a")
    assert b"handouts-week_03-day3-session_1.pdf" in made.cartridge["ko/week_03-day3-session_1.html"]


def test_same_site_gives_the_same_bytes(
    made: LmsEdition, sample: Course, built_site: Path, tmp_path: Path
) -> None:
    """Pages and cartridges are the same each time."""
    again = make_edition(read_editions(sample.folder)[0], built_site, sample.folder)
    assert again == made
    put_editions(tmp_path / "one/course-lms", [made], 1_770_000_000)
    put_editions(tmp_path / "two/course-lms", [again], 1_770_000_000)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert (tmp_path / "one/course-lms/course-ko.imscc").is_file()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (r"<h2.*?</h2>", "", {"heading-lost"}),
        (r"<tr>.*?</tr>", "", {"cell-lost"}),
        (r"kubectl<", "kubectI<", {"code-altered"}),
        (r" checked", "", {"task-altered"}),
        (r"<figure.*?</figure>", "", {"diagram-lost"}),
        (r'<a href="https://kubernetes.io">(.*?)</a>', r"\1", {"link-lost"}),
    ],
)
def test_check_finds_what_is_lost(
    sample: Course, made: LmsEdition, korean: BuiltLanguage, old: str, new: str, codes: set[str]
) -> None:
    """One thing taken out of a finished page is told as what it is."""
    source = read_source(korean.docs_dir / "week_03/day3/session_1.md", korean.docs_dir, sample.folder)
    source = replace(source, text=source.text + "\n- [x] [끝냄](https://kubernetes.io)\n")
    page = made.pages["week_03-day3-session_1.html"].decode()
    page = page.replace(
        "</article>",
        '<ul><li><input type="checkbox" checked> <a href="https://kubernetes.io">끝냄</a></li></ul></article>',
    )
    assert check_content(source, {"a.html": page.encode()}, "a.html", "ko", korean) == []
    broken, count = re.subn(old, new, page, count=1, flags=re.DOTALL)
    assert count == 1
    told = check_content(source, {"a.html": broken.encode()}, "a.html", "ko", korean)
    assert {problem.code for problem in told} == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (r"(?s)<figure.*?</figure>", "", {"diagram-lost"}),
        (r"-diagram-1.svg", "-diagram-2.svg", {"diagram-altered"}),
        (r"☐", "☑", {"task-altered"}),
    ],
)
def test_check_finds_what_a_cartridge_lacks(
    sample: Course, made: LmsEdition, korean: BuiltLanguage, old: str, new: str, codes: set[str]
) -> None:
    """A diagram that is another's picture, or none, and a box of another state are told."""
    source = read_source(korean.docs_dir / "week_03/day3/session_1.md", korean.docs_dir, sample.folder)
    name = "ko/week_03-day3-session_1.html"
    assert check_content(source, made.cartridge, name, "a.imscc", korean) == []
    broken, count = re.subn(old, new, made.cartridge[name].decode(), count=1)
    assert count == 1
    told = check_content(source, {**made.cartridge, name: broken.encode()}, name, "a.imscc", korean)
    assert {problem.code for problem in told} == codes


@pytest.mark.parametrize(
    "planted",
    [
        "<script>1</script>",
        '<img src="https://elsewhere.example/a.png">',
        '<img src="beside.png">',
        '<p style="background: url(https://elsewhere.example/a.png)">',
        "<style>@import 'a.css'</style>",
        '<link rel="stylesheet" href="a.css">',
        '<a href="folder/page.html">',
        '<a href="gone.html#part">',
        '<a href="//elsewhere.example/">',
        '<a href="http://[">',
        '<a href="javascript:alert(1)">',
        '<p onclick="alert(1)">',
        '<svg><image href="https://elsewhere.example/a.png"/></svg>',
    ],
)
def test_check_finds_what_refers_outside(made: LmsEdition, planted: str) -> None:
    """Whatever a page alone would fetch, run, or lead to that is not there, is told."""
    assert check_alone(made.pages, "ko") == []
    page = made.pages["week_03-day3.html"].replace(b"</article>", planted.encode() + b"</article>")
    told = check_alone({**made.pages, "week_03-day3.html": page}, "ko")
    assert {problem.code for problem in told} == {"export-reference"}


def test_check_finds_a_cartridge_with_gaps(made: LmsEdition) -> None:
    """A file that is gone is told by the manifest and by the pages that show it; so is one not listed."""
    name = next(name for name in made.cartridge if name.endswith(".svg"))
    gone = {each: content for each, content in made.cartridge.items() if each != name}
    assert len(check_cartridge(gone, "a.imscc")) == 2
    (told,) = check_cartridge({**made.cartridge, "more.txt": b""}, "a.imscc")
    assert "lacks more.txt" in str(told)


def test_titles_cannot_break_the_manifest() -> None:
    """Marks of XML are escaped, and characters that XML cannot hold are left out."""
    about = About('<&"\x00', "", "ko", "ko")
    entry = MenuEntry("a\x0b<b>&amp;\n 글", "a.md", None, (MenuEntry("\ud800", "b.md", None),))
    manifest = etree.fromstring(render_manifest(about, [entry], [Resource("ko/a.html")]))
    assert [title.text for title in manifest.iter(f"{CP}title")] == ['<&"', "a<b>&amp; 글", None]


def test_drawings_pass_byte_by_byte() -> None:
    """SVG is cut out and put back as it is, drawings inside drawings too; one never closed stays text."""
    for text in ('a<svg viewBox="0 0 1 1"><svg/><svg></svg></svg>b<svg/>', "a<svg><p>b", "</svg>a"):
        cut, drawings = cut_drawings(text)
        assert put_drawings(cut, drawings) == text
    assert cut_drawings('<svg onload="x()"><script>1</script></svg>')[1] == ["<svg></svg>"]
    hidden = (
        '<svg/onload=x() viewBox="0 0"><style><g/onclick=y()></style><path fill="&#117;rl(http://a)"/></svg>'
    )
    assert cut_drawings(hidden)[1] == ['<svg viewBox="0 0"><style><g></style><path fill="none"/></svg>']
    label = "<svg><text>curl(http://a) @import b; onload=1</text></svg>"
    assert cut_drawings(label)[1] == [label]


@given(st.lists(st.sampled_from(NASTY), max_size=12).map("".join))
def test_any_html_becomes_a_page_alone(content: str) -> None:
    """Whatever a page holds, nothing of it runs, fetches or stops the export."""
    carrier = Carrier(lambda href: "" if "gone" in href else "https://example.org/", lambda src: "", str)
    article = carried_article(f"<body>{content}</body>", carrier, KOREAN.lms)
    page = f"<!doctype html><body>{article}</body>".encode()
    assert check_alone({"a.html": page}, "ko") == []


def test_pages_are_read_as_browsers_read_them() -> None:
    """A picture stays whose ``<source>`` goes, and an empty line of code; odd names are no fault."""
    carrier = Carrier(lambda href: href, lambda src: src, str)
    picture = '<picture><source srcset="a"><img src="b.png" alt="c"></picture>'
    article = carried_article(
        f"<article>\n  <p>{picture}<a:b @x=1>t\uffff</a:b></p><pre>\n\n1</pre></article>", carrier, {}
    )
    shown = '<picture><img src="b.png" alt="c"></picture><a-b>t\ufffd</a-b>'
    assert article == f"<article><p>{shown}</p><pre>\n\n1</pre></article>"


def test_glossary_links_to_sections_without_its_script() -> None:
    """A number leads to the section itself and says the session's title; other links stay as they are."""
    carrier = Carrier(lambda href: href, lambda src: src, str)
    rows = "<li id=__1><a href=s/#절>절</a><li id=__2><span>x</span><li id=__3>"
    rows = f'<li>1.2 <a href="s/">제목</a><ul>{rows}</ul>'
    links = "".join(f"<a href=#__{number}>1.2</a>" for number in range(1, 5))
    page = f"<section class=glossary__part><div>{links}</div></section>"
    listed = f"<section class=glossary__sessions><ul>{rows}</ul></section><a href=#__1>x</a>"
    article = html.fromstring(carried_article(f"<article>{page}{listed}</article>", carrier, KOREAN.lms))
    *numbers, other = article.xpath("//a[.='1.2' or .='x']")
    assert [unquote(link.get("href")) for link in numbers] == ["s/#절", "#__2", "#__3", "#__4"]
    assert [link.get("title") for link in numbers] == ["제목", None, None, None]
    assert (other.get("href"), other.get("title")) == ("#__1", None)


def test_control_characters_are_kept() -> None:
    """What a terminal wrote into a block of code stands in the page as on the site."""
    carrier = Carrier(lambda href: href, lambda src: src, str)
    article = carried_article(
        "<article><pre>a\x1b[1m&#27;[0m&#65;&#160;&#x1b0;&#0;</pre></article>", carrier, KOREAN.lms
    )
    assert article == "<article><pre>a\x1b[1m\x1b[0mA\xa0ư\x00</pre></article>"


def test_refused_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of that name with something else in it is refused in one line before anything is built."""
    course = Course(tmp_path / "course")
    monkeypatch.chdir(course.folder)
    course.write({"out/course-lms/thesis.docx": "mine"})
    assert main(["lms", "--output", "out"]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "the folder holds something other than an export" in told
    assert tree(course.folder / "out") == {
        "course-lms/thesis.docx": tree(course.folder / "out")["course-lms/thesis.docx"]
    }


def test_what_fails_costs_nothing(made: LmsEdition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that cannot be written leaves the one before as it was, and no half one beside it."""
    place = tmp_path / "course-lms"
    put_editions(place, [made], 0)
    before = tree(tmp_path)

    def refuse(*words: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_lms, "write_zip", refuse)
    with pytest.raises(PlaceError, match="No space left on device"):
        put_editions(place, [replace(made, pages={"a.html": b"new"})], 0)
    assert tree(tmp_path) == before


def test_a_faulty_course_is_not_exported(tmp_path: Path) -> None:
    """What fails a strict build fails the export, in plain lines."""
    course = Course(tmp_path / "course")
    course.write({"docs/ko/session_1.md": "# 하나\n\n```bash\necho\n"})
    ran = run_module("hooks", "export", "lms", "-q", cwd=course.folder)
    assert ran.status == 1
    assert ran.lines[-1] == "Not exported."
    assert "Traceback" not in ran.output
    assert not (course.folder / "export").exists()
