"""`run.py export epub` and `export print`: chapters in one file, whole, valid, and the same every time."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from lxml import etree, html
from PIL import Image
from playwright.sync_api import Browser

from course.markdown.files.source import read_source
from course.markdown.html.tree import read_fragment
from course.model.editions import Edition, read_editions
from course.problems.problem import NotThereError, Problem
from course.publish.archive import write_zip
from course.publish.book.about import Book
from course.publish.book.chapter import Chapter
from course.publish.book.cover import cover_picture
from course.publish.book.export_book import MadeBook, epub, print_page
from course.publish.book.later import check_old_book
from course.publish.book.make import make_book
from course.publish.book.package import MIMETYPE, chapter_paths
from course.publish.book.print_page import articles_of
from course.publish.book.proof import check_book, check_chapter
from course.publish.book.wanted import Wanted
from course.publish.book.xhtml import MATHML, OPS, XHTML, to_xhtml
from course.publish.lms.site_pages import SitePages
from course.verbs.check import main as check
from course.verbs.export import main
from support.courses import ROOT, Course, Ran, run_module
from support.epubcheck import told_by_epubcheck
from support.handouts import needs_fonts
from support.pictures import png

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SESSION = r"""# Week 1 Day 1 Session 1: `<Pod>` & 수식 <!-- instructor: SECRET1 -->

라우팅 테이블.[^1] 다시.[^1] ![구성도](도면.png) ![상태](https://img.example.org/badge.svg)

[^1]: 각주의 **글**.

    - 그 목록

$$
\begin{align} x &= \frac{-b}{2a} \label{q}\\ y &= \sqrt{2} \tag{A} \end{align}
$$

식 $\eqref{q}$, $\color{red}{x}$, $\begin{cases} 1 & x>0 \\ 0 & x\le 0\end{cases}$, $\boxed{E}$, $\cancel{x}$.

```mermaid
graph LR
    A[veth] --> B[eth0]
```

- [x] 첫 할 일
- [ ] 둘째 할 일

<p align="center"><img src="도면.png" width="50%" alt="넓은 그림"></p>

<table border="1" width="80%"><tr><td align="right" valign="top">셀</td><td nowrap>둘</td></tr></table>

<div align="right"><font color="red">글</font> <kbd>Ctrl</kbd> H<sub>2</sub>O <ins>넣음</ins></div>

<span>안<div>블록</div></span>

<details><summary>힌트</summary>

접힌 글

</details>

> [!NOTE]
> 알림

[둘째의 veth](session_2.md#veth), [파일](deploy.yaml), [다른 곳](https://kubernetes.io/docs/?a=1&b=2)

<ol start="5" type="a"><li value="7">항목</li></ol>

<ul><ul><li>안의 안</li></ul><p>항목이 아닌 글</p></ul>

```bash
kubectl get pods -n <namespace>
```

## 🔑 핵심 키워드

- **Pod**: 가장 작은 단위
"""
FILES: dict[str, str | bytes] = {
    "docs/ko/week_01/day1/session_1.md": SESSION,
    "docs/ko/week_01/day1/session_2.md": "# 둘\n\n## veth\n\n글 Pod.\n",
    "docs/ko/week_01/day1/later.md": "---\ndraft: true\n---\n\n# 나중\n\nSECRET2\n",
    "docs/ko/week_01/day1/solutions.md": "# 해설\n\nSECRET3\n",
    "docs/ko/week_01/day1/deploy.yaml": "kind: Pod\n",
    "docs/ko/week_01/day1/도면.png": PNG,
    "docs/en/index.md": "# Front\n\nText.\n",
}
PAGE = "EPUB/pages/week_01-day1-session_1.xhtml"


@dataclass(frozen=True)
class Exported:
    """A small course, exported."""

    course: Course
    ran: Ran

    @property
    def book(self) -> Path:
        return self.course.folder / "export/course-ko.epub"

    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.book) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Exported once; --no-strict, because a small course is short of time, objectives and a translation."""
    course = Course(tmp_path_factory.mktemp("book") / "강의 과정")
    course.write(FILES)
    settings = (course.folder / "mkdocs.yml").read_text("utf-8")
    rights = '# site_author: 홍길동\n# copyright: "© 2026 홍길동, CC BY 4.0"\n'
    assert rights in settings
    course.write({"mkdocs.yml": settings.replace(rights, rights.replace("# ", ""))})
    environment = {"SOURCE_DATE_EPOCH": "1770000000", "COURSE_INSTRUCTOR": "1"}
    words = ("hooks", "export", "epub", "--no-strict", "-q")
    return Exported(course, run_module(*words, cwd=course.folder, environment=environment))


@dataclass(frozen=True)
class Made:
    """The Korean book of the sample course."""

    name: str
    book: Book
    pages: SitePages
    folder: Path

    def epub(self) -> MadeBook:
        return epub(self.name, self.book, self.pages, self.folder)


def made_of(sample: Course, site: Path, *sessions: str, prints: bool = False) -> Made:
    edition = read_editions(sample.folder)[0]
    made = make_book(edition, site, sample.folder, Wanted(sessions), 1770000000, prints=prints)
    return Made(*made, sample.folder)


@pytest.fixture(scope="module")
def made(sample: Course, built_site: Path) -> Made:
    return made_of(sample, built_site)


def parsed(files: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(files[name]) for name in files if name.endswith((".xhtml", ".opf"))}


def test_book_of_hard_html_is_valid(exported: Exported) -> None:
    """What GitHub allows and XHTML does not, formulas and notes: EPUBCheck finds no error and no warning."""
    assert exported.ran.status == 0, exported.ran.output
    assert not re.search(r"-lost\]|-altered\]|export-reference", exported.ran.output)
    assert re.search(r"export.course-ko\.epub \(\d+ KB\): a book of 4 chapters", exported.ran.output)
    assert told_by_epubcheck(exported.book) == []


def test_sample_is_whole(made: Made) -> None:
    """The real course lacks nothing in its book."""
    assert made.epub().problems == ()


@pytest.mark.long
def test_sample_is_valid(made: Made, tmp_path: Path) -> None:
    """EPUBCheck finds nothing in the real course; it does in a book that lacks a file."""
    whole = made.epub().content
    write_zip(tmp_path / "a.epub", whole, 0, first={"mimetype": MIMETYPE})
    assert told_by_epubcheck(tmp_path / "a.epub") == []
    less = {name: content for name, content in whole.items() if not name.endswith(".css")}
    write_zip(tmp_path / "b.epub", less, 0, first={"mimetype": MIMETYPE})
    assert told_by_epubcheck(tmp_path / "b.epub") != []


def test_file_begins_with_its_kind(exported: Exported) -> None:
    """The first file says what it is, unpacked; all have the date of the sources."""
    content = exported.book.read_bytes()
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2026, 2, 2, 2, 40, 0)}
        assert [each.filename for each in archive.infolist()][1:] == sorted(archive.namelist()[1:])


def test_same_site_gives_the_same_bytes(sample: Course, built_site: Path, made: Made) -> None:
    again = made_of(sample, built_site)
    assert again.epub().content == made.epub().content


def test_nothing_for_instructors_or_for_later_is_in_it(exported: Exported) -> None:
    """No byte of a note, a solution or a draft is in any file, not even where COURSE_INSTRUCTOR is set."""
    files = exported.files()
    assert "라우팅".encode() in files[PAGE]
    assert [name for name, content in files.items() if b"SECRET" in content or "later" in name] == []


def test_book_says_whose_it_is(exported: Exported) -> None:
    """Title, author, licence, language and date; what it asks of a reader's senses, as far as it is known."""
    package = parsed(exported.files())["EPUB/package.opf"]
    said = {f"{etree.QName(each).localname}": each.text for each in package[0]}
    assert (said["creator"], said["rights"]) == ("홍길동", "© 2026 홍길동, CC BY 4.0")
    assert (said["language"], said["date"]) == ("ko", "2026-02-02")
    about = [(each.get("property"), each.text) for each in package[0].iter("{*}meta")]
    assert ("dcterms:modified", "2026-02-02T02:40:00Z") in about
    features = [text for name, text in about if name == "schema:accessibilityFeature"]
    assert {"MathML", "alternativeText", "tableOfContents"} <= set(features)
    assert ("schema:accessibilityHazard", "none") in about
    assert not any(name == "dcterms:conformsTo" for name, _ in about)


@needs_fonts
def test_cover(exported: Exported) -> None:
    """The first page is a picture in the course's colour, which says in words what stands on it."""
    files = exported.files()
    pages = parsed(files)
    (item,) = pages["EPUB/package.opf"].findall(".//{*}item[@properties='cover-image']")
    with Image.open(BytesIO(files[f"EPUB/{item.get('href')}"])) as picture:
        assert picture.size == (1200, 1600)
        assert picture.getpixel((5, 5)) == (0x0B, 0x64, 0x70, 255)
        assert len(picture.getcolors(1 << 20) or ()) > 10  # letters
    (shown,) = pages["EPUB/cover.xhtml"].iter(f"{{{XHTML}}}img")
    assert shown.get("src") == item.get("href")
    assert shown.get("alt") == "앞표지: Kubernetes 네트워킹 과정, 홍길동"
    first = pages["EPUB/package.opf"].find(".//{*}itemref")
    named = {each.get("id"): each.get("href") for each in pages["EPUB/package.opf"].iter("{*}item")}
    assert first is not None
    assert named[first.get("idref")] == "cover.xhtml"


@needs_fonts
def test_cover_has_the_logo_where_it_can_be_drawn(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no picture is left out; a name with a letter that no font has gives no cover."""
    about, language = made.book.about, replace(made.pages.language, site_dir=tmp_path)
    edition = read_editions(made.folder)[0]
    plain = cover_picture(about, edition, language, ROOT)
    monkeypatch.setattr(Edition, "settings", lambda _: {"theme": {"logo": "logo.png"}})
    (tmp_path / "logo.png").write_bytes(b"no picture")
    assert cover_picture(about, edition, language, ROOT) == plain
    (tmp_path / "logo.png").write_bytes(png(8, 8, "red"))
    assert cover_picture(about, edition, language, ROOT) not in (plain, b"")
    assert cover_picture(replace(about, course="\U00013000"), edition, language, ROOT) == b""


def test_page_in_a_book(exported: Exported) -> None:
    """Notes pop up and lead back, formulas are MathML, diagrams SVG files, boxes signs, links relative."""
    files = exported.files()
    page = parsed(files)[PAGE]
    ids = {each.get("id"): each for each in page.iter(etree.Element) if each.get("id")}
    references = [each for each in page.iter(f"{{{XHTML}}}a") if each.get(f"{{{OPS}}}type") == "noteref"]
    assert len(references) == 2
    for reference in references:
        note = ids[reference.get("href", "").removeprefix("#")]
        assert (note.tag, note.get("role")) == (f"{{{XHTML}}}aside", "doc-footnote")
        assert note.xpath(".//*[@role='doc-backlink']")
    assert len(list(page.iter(f"{{{MATHML}}}math"))) == 6
    drawings = [
        each.get("src", "") for each in page.iter(f"{{{XHTML}}}img") if each.get("class") == "diagram-drawing"
    ]
    assert drawings == ["../files/week_01-day1-session_1-diagram-1.svg"]
    assert etree.fromstring(files[f"EPUB/{drawings[0][3:]}"]).tag == "{http://www.w3.org/2000/svg}svg"
    text = "".join(map(str, page.itertext()))
    assert re.search(r"☑\s+첫 할 일", text)
    assert re.search(r"☐\s+둘째 할 일", text)
    links = {"".join(map(str, each.itertext())): each.get("href") for each in page.iter(f"{{{XHTML}}}a")}
    assert links["둘째의 veth"] == "week_01-day1-session_2.xhtml#veth"
    assert links["다른 곳"] == "https://kubernetes.io/docs/?a=1&b=2"
    assert (links["파일"] or "").endswith(
        "/ko/week_01/day1/deploy.yaml"
    )  # on the site: it is no page of the book
    assert "EPUB/fonts/formulas.woff2" in files


def test_terms_lead_to_their_entry_and_back(made: Made) -> None:
    """A term leads to its entry in the glossary, which is the last chapter, and the entry to the session."""
    pages = parsed(dict(made.epub().content))
    session = pages["EPUB/pages/week_03-day3-session_1.xhtml"]
    (term, *_) = [each for each in session.iter(f"{{{XHTML}}}a") if each.get("class") == "term"]
    name, _, anchor = term.get("href", "").partition("#")
    assert name == "glossary.xhtml" == made.book.chapters[-1].name
    (entry,) = [each for each in pages[f"EPUB/pages/{name}"].iter() if each.get("id") == anchor]
    above = entry.getparent()
    assert above is not None
    assert any("session_1.xhtml#" in (each.get("href") or "") for each in above.iter(f"{{{XHTML}}}a"))


@needs_fonts
def test_pages_of_the_handout(made: Made, built_site: Path) -> None:
    """Each heading stands behind the mark of the page on which the handout prints it."""
    assert [mark.label for mark in made.book.marks] == ["1", "2", "3", "4", "5", "6"]
    with pypdfium2.PdfDocument(next((built_site / "ko/handouts").glob("*session_1.pdf"))) as pdf:
        printed = [(each.get_title(), each.get_dest().get_index() + 1) for each in pdf.get_toc()]
    session = next(each for each in made.book.chapters if each.page.uri.endswith("session_1.md"))
    at, found = 0, {}
    for element in session.article.iter("span", "h1", "h2", "h3"):
        if element.get("role") == "doc-pagebreak":
            at = int(element.get("aria-label") or "")
            found |= {held: at for held in [_plain(element.parent)] if held} if element.parent else {}
        elif element.tag != "span":
            found[_plain(element)] = at
    compared = [(page, found[_squeezed(title)]) for title, page in printed if _squeezed(title) in found]
    assert len(compared) > 10
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def _plain(element: object) -> str:
    return _squeezed(element.text_content()) if hasattr(element, "text_content") else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (r'<h2 id="-세션-목표">.*?</h2>', "heading-lost"),
        (r"<figure.*?</figure>", "diagram-lost"),
        (r"<pre.*?</pre>", "code-lost"),
        (r"<table.*?</table>", "cell-lost"),
    ],
)
def test_proof_finds_what_is_lost(made: Made, taken: str, code: str) -> None:
    """A chapter without one of its blocks is told; the whole one is not."""
    whole, path = dict(made.epub().content), "EPUB/pages/week_03-day3-session_1.xhtml"
    source = read_source(
        made.folder / "docs/ko/week_03/day3/session_1.md", made.folder / "docs/ko", made.folder
    )
    assert check_chapter(source, whole, path, "a.epub", made.pages.language) == []
    less = re.sub(taken, "", whole[path].decode(), count=1, flags=re.DOTALL)
    assert less != whole[path].decode()
    told = check_chapter(source, {**whole, path: less.encode()}, path, "a.epub", made.pages.language)
    assert code in {each.code for each in told}


def test_proof_finds_another_formula_note_and_drawing(exported: Exported) -> None:
    """A formula, a note, or a drawing's label that is another is told, and so is a note that is lost."""
    folder, files = exported.course.folder, exported.files()
    language = make_language(exported)
    source = read_source(folder / "docs/ko/week_01/day1/session_1.md", folder / "docs/ko", folder)
    drawing = "EPUB/files/week_01-day1-session_1-diagram-1.svg"
    assert check_chapter(source, files, PAGE, "a.epub", language.language) == []
    for name, old, new, code in (
        (PAGE, r"\boxed{E}</", r"\boxed{F}</", "formula"),
        (PAGE, "각주의", "다른", "footnote"),
        (drawing, ">veth<", ">vath<", "diagram"),
    ):
        changed = files[name].decode().replace(old, new)
        assert changed != files[name].decode()
        told = check_chapter(source, {**files, name: changed.encode()}, PAGE, "a.epub", language.language)
        assert any(each.code.startswith(code) for each in told), (name, told)
    without = re.sub(r"<aside.*?</aside>", "", files[PAGE].decode(), flags=re.DOTALL).encode()
    told = check_chapter(source, {**files, PAGE: without}, PAGE, "a.epub", language.language)
    assert "footnote-lost" in {each.code for each in told}


def make_language(exported: Exported) -> SitePages:
    from course.model.built_language import read_language

    language = read_language(read_editions(exported.course.folder)[0], Path("nowhere"))
    return SitePages(language, {}, None)


def test_proof_finds_what_does_not_fit_together(made: Made) -> None:
    """A file that is gone or too much, a link to nothing, an id twice, a chapter twice or away: told."""
    whole = dict(made.epub().content)
    chapters = chapter_paths(made.book.chapters)
    page, package, nav = chapters[1], "EPUB/package.opf", "EPUB/nav.xhtml"
    assert check_book(whole, chapters, "a.epub") == []
    drawing = next(name for name in whole if name.endswith(".svg"))

    def told(changed: dict[str, bytes]) -> list[Problem]:
        return check_book(changed, chapters, "a.epub")

    def changed(name: str, old: str, new: str) -> dict[str, bytes]:
        text = whole[name].decode()
        assert old in text, old
        return {**whole, name: text.replace(old, new, 1).encode()}

    assert told({name: content for name, content in whole.items() if name != drawing})
    assert told({**whole, "EPUB/files/more.png": PNG})
    assert told(changed(page, 'href="glossary.xhtml#', 'href="glossary.xhtml#not-'))
    assert told(changed(page, "<article", '<p id="page-1"/><article'))
    assert told(changed(page, "</article>", ""))
    assert told(changed(page, "<article", '<img src="https://example.org/a.png" alt=""/><article'))
    refs = re.findall(r"<itemref [^>]*>", whole[package].decode())
    assert told(changed(package, refs[-1], ""))
    assert told(changed(package, refs[-1], refs[-1] * 2))
    assert told(changed(nav, 'pages/glossary.xhtml"', 'pages/index.xhtml"'))


def test_book_can_be_checked_later(
    exported: Exported, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`run.py check FILE.epub` compares a book with the sources of today; what is no book is told so."""
    monkeypatch.chdir(exported.course.folder)
    assert check_old_book(Path("export/course-ko.epub"), None).problems == ()
    assert check(["export/course-ko.epub"]) == 0
    source = exported.course.folder / "docs/ko/week_01/day1/session_2.md"
    before = source.read_bytes()
    try:
        source.write_text("# 둘\n\n## veth\n\n글 Pod.\n\n새 글.\n", encoding="utf-8")
        (told,) = check_old_book(Path("export/course-ko.epub"), None).problems
        assert (told.code, told.line) == ("text-lost", 7)
    finally:
        source.write_bytes(before)
    (tmp_path / "a.epub").write_text("no book")
    assert len(check_old_book(tmp_path / "a.epub", None).problems) == 1


def test_a_book_of_one_session(sample: Course, built_site: Path) -> None:
    """It holds that session and its terms; what leads to other pages is text where no address is known."""
    one = made_of(sample, built_site, "session_1")
    assert [each.page.name for each in one.book.chapters] == ["week_03-day3-session_1", "glossary"]
    assert one.name == "week_03-day3-session_1"
    assert one.epub().problems == ()
    with pytest.raises(NotThereError, match="no page is called nothing"):
        made_of(sample, built_site, "nothing")


def test_page_for_printing(sample: Course, built_site: Path, browser: Browser, tmp_path: Path) -> None:
    """It needs nothing else, has each id once, leads inside itself, and prints with the folded parts open."""
    printed = made_of(sample, built_site, prints=True)
    made = print_page(printed.name, printed.book, printed.pages, printed.folder)
    assert made.problems == ()
    content = made.content[made.name]
    page = html.document_fromstring(content)
    counted = Counter(page.xpath("//@id"))
    assert [name for name, count in counted.items() if count > 1] == []
    inside = [unquote(href.removeprefix("#")) for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(inside) > 20
    assert set(inside) <= set(counted)
    assert all(src.startswith("data:") for src in page.xpath("//@src"))
    (tmp_path / "a.html").write_bytes(content)
    with browser.new_page(java_script_enabled=False) as shown:
        shown.goto((tmp_path / "a.html").as_uri())
        (tmp_path / "a.pdf").write_bytes(shown.pdf(format="A4"))
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        text = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
        assert len(pdf) > 8
    assert "Network Namespace" in text


def test_print_proof_finds_what_is_lost(sample: Course, built_site: Path) -> None:
    printed = made_of(sample, built_site, prints=True)
    less = replace(printed.book, chapters=tuple(map(_without_headings, printed.book.chapters)))
    told = print_page(printed.name, less, printed.pages, printed.folder).problems
    assert "heading-lost" in {each.code for each in told}
    assert set(
        articles_of(print_page("a", printed.book, printed.pages, printed.folder).content["a.html"])
    ) == {each.name for each in printed.book.chapters}


def _without_headings(chapter: Chapter) -> Chapter:
    article = read_fragment(etree.tostring(to_xhtml(chapter.article), encoding="unicode")).children[0]
    for element in article.iter("h2"):
        element.tag = "p"
    return replace(chapter, article=article)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<center>a</center>", '<div class="align-center">a</div>'),
        ("<font color=red>a</font>", "<span>a</span>"),
        ("<p align=right>a<br>b</p>", '<p class="align-right">a<br/>b</p>'),
        ("<span><div>a</div></span>", "<div><div>a</div></div>"),
        ("<a name=x>a</a>", '<a id="x">a</a>'),
        ("<img src=a width=50% height=3>", '<img src="a" height="3" alt=""/>'),
        ("<p id=a></p><p id=a></p>", '<p id="a"></p><p></p>'),
        ("<li>a</li>", "<div>a</div>"),
        ("<details>a</details>", "<div>a</div>"),
        ("<ol start=x type=a><li value=3>a</ol>", '<ol type="a"><li value="3">a</li></ol>'),
        ("<p onclick=x() hidden2>a&#1;b</p>", "<p>ab</p>"),
        ("<td align=center>a</td>", "a"),
        ("<blink>a</blink>", "<span>a</span>"),
        ("<ul><ul><li>a</ul></ul>", '<ul><li class="stray"><ul><li>a</li></ul></li></ul>'),
        ("<dl>a<dd>b</dl>", "<div>a<div>b</div></div>"),
        ("<details><p>a</p><summary>b</summary></details>", "<div><p>a</p><div>b</div></div>"),
        ("<bdo>a</bdo><p dir=foo>b</p>", "<span>a</span><p>b</p>"),
    ],
)
def test_html_becomes_strict(given: str, wanted: str) -> None:
    """What XHTML has no word for becomes what it has, and nothing of the text is lost."""
    made = etree.tostring(to_xhtml(read_fragment(given)), encoding="unicode")
    assert re.sub(r' xmlns(:epub)?="[^"]+"', "", made) == f"<div>{wanted}</div>"


def test_words_that_belong_to_books(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sessions and weeks are for books alone, one of them at a time; who asks otherwise is told at once."""
    for words in (["offline", "session_1"], ["lms", "--week", "1"], ["epub", "session_1", "--week", "1"]):
        with pytest.raises(SystemExit):
            main(words)
    assert "sessions and --week are for epub and print" in capsys.readouterr().err
    with pytest.raises(NotThereError, match="there is no week 77"):
        main(["epub", "--week", "77"])
