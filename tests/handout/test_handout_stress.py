"""A session that is hard to print: its handout passes the whole proof, and type keeps its floors."""

from __future__ import annotations

import ctypes
import io
import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from course.handout.editions import BESIDE, EDITIONS
from course.handout.make import make_handout
from course.handout.orders import Workshop, open_workshop
from course.handout.paper import PAPERS
from course.handout.proving.open_page import OpenPage
from course.handout.proving.pdf_facts import read_pdf
from course.markdown.reading.page_blocks import fold
from course.model.built_language import read_language
from course.model.editions import read_editions
from course.settings.handout_settings import HandoutSettings
from support.courses import Course
from support.handouts import folded, made_of, needs_fonts, page_texts
from support.stress_session import stress_pictures, stress_session

pytestmark = needs_fonts
FOLDER = "docs/ko/week_05/day2"


@pytest.fixture(scope="module")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of that session and one half as long, published."""
    course = Course(tmp_path_factory.mktemp("stress") / "course")
    course.write({f"{FOLDER}/{name}": picture for name, picture in stress_pictures().items()})
    course.write({f"{FOLDER}/session_1.md": stress_session()})
    course.write({f"{FOLDER}/session_2.md": stress_session(1, 2, "Week 5 Day 2 Session 2")})
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert "3 handouts: nothing is missing" in ran.output
    return course


@pytest.fixture(scope="module")
def document(stressed: Course) -> pypdfium2.PdfDocument:
    """Its handout."""
    return pypdfium2.PdfDocument(stressed.folder / "site/ko/handouts/week_05-day2-session_1.pdf")


def test_forty_pages_pass_the_whole_proof(document: pypdfium2.PdfDocument) -> None:
    """Wide tables, long code, tall diagrams and all the others are printed whole: the build proved it."""
    assert 35 <= len(document) <= 60
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    assert (595, 842) in sizes
    assert (842, 595) in sizes  # a table of nine columns lies on its side


@pytest.mark.parametrize(
    "edition", [*list(EDITIONS)[1:], pytest.param("week-compact", marks=pytest.mark.long)]
)
def test_every_edition_of_it_passes_the_whole_proof(stressed: Course, edition: str) -> None:
    """Beside itself, in columns, for the instructor: all is there, no page but the last is nearly empty."""
    shop = _workshop(stressed.folder)
    uri = "week_05/day2/session_1.md"
    if edition == "week-compact":
        order = shop.week_order(shop.course.weeks[0], EDITIONS["compact"])
    else:
        is_beside = EDITIONS[edition] == BESIDE
        order = shop.side_order(uri, shop) if is_beside else shop.page_order(uri, EDITIONS[edition])
    made = make_handout(replace(order, is_proved=True))
    assert made.problems == ()
    assert made.pdf is not None
    fills = [page.fill for page in read_pdf(made.pdf, order.sheet.paper).pages]
    assert min(fills[:-1]) >= 0.15, fills


def _workshop(root: Path) -> Workshop:
    """The course in `root`, published."""
    language = read_language(read_editions(root)[0], root / "site")
    return open_workshop(language, HandoutSettings(), root, root / "node_modules", root / ".cache/handouts")


def test_the_first_page_gathers_what_the_session_is_for(document: pypdfium2.PdfDocument) -> None:
    """Title, place, time, address, banner, agenda with minutes, goal and objectives stand on page 1, once."""
    text = fold(document[0].get_textpage().get_text_range())
    wanted = (
        "5주차·2일차·세션1",
        "아주긴제목의세션",
        "40분",
        "배너",
        "진행순서",
        "10분",
        "것을확인",
        "한쪽씩살펴보기",
    )
    at = [text.index(word) for word in wanted]
    assert at == sorted(at)
    assert text.count("한쪽씩살펴보기") == 1


def test_in_a_booklet_too_it_is_gathered_once(stressed: Course) -> None:
    """A session in a booklet says what it is for on its own first page, whatever that page's number is."""
    pages = page_texts((stressed.folder / "site/ko/handouts/week_05.pdf").read_bytes())
    first = next(fold(text) for text in pages if "진행 순서" in text)
    assert first.count("한쪽씩살펴보기") == 1


def test_goal_and_objectives_that_come_late_are_gathered(tmp_path: Path) -> None:
    """Where the session says only on a later page what it is for, the first page says it, too."""
    long = "".join(f"<p>{number} 긴 머리말입니다.</p>" for number in range(60))
    late = "## 세션 정보\n\n**목표**: 늦게 말한 목표\n\n## 학습 목표\n\n- 늦은 하나\n"
    source = f"# Week 1 Day 1 Session 1: 늦게\n\n{long}\n\n{late}"
    article = (
        f"<h1 id='t'>늦게</h1>{long}<h2 id='세션-정보'>세션 정보</h2><p>목표: 늦게 말한 목표</p>"
        "<h2 id='학습-목표'>학습 목표</h2><ul><li>늦은 하나</li></ul>"
    )
    pages = [fold(text) for text in page_texts(made_of(article, tmp_path, source).pdf)]
    assert len(pages) > 1
    assert pages[0].index("늦게말한목표") < pages[0].index("늦은하나") < pages[0].index("긴머리말")
    assert "늦은하나" in pages[-1]


def test_type_keeps_its_floors(stressed: Course) -> None:
    """Text is 6 points or more, code 8, in tables 7; a drawing that no page has room for may be smaller."""
    sizes = _sizes((stressed.folder / "site/ko/handouts/week_05-day2-session_1.pdf").read_bytes())
    assert min(sizes["code"]) >= 8
    assert min(sizes["code in a table"]) >= 7
    assert min(sizes["table"]) >= 5.9  # an address in it; its own text has 7
    assert min(sizes["text"]) >= 6
    assert min(sizes["drawing"]) >= 3.8


def test_small_letters_are_told_by_where_they_stand(tmp_path: Path) -> None:
    """What stands in a drawing is told from text of the same words and size beside it."""
    svg = '<svg viewBox="0 0 99 20" width="99" height="20"><text y="9" font-size="4">노드</text></svg>'
    words = "<p>노드</p><table><tr><td>노드 <code>a</code></td></tr></table><pre><code>노드</code></pre>"
    made = made_of(f'<h1>가</h1><figure class="diagram">{svg}</figure>{words}', tmp_path)
    assert made.pdf is not None
    sizes = _sizes(made.pdf)
    assert max(sizes["drawing"]) == 3
    assert min(sizes["text"]) > 6
    assert min(sizes["code"]) >= 8
    assert 7 <= min(sizes["code in a table"]) < min(sizes["table"]) == 9


def _sizes(pdf: bytes) -> dict[str, set[float]]:
    """Sizes of type on the paper, in points, by what it is: as the tags around it say."""
    found: dict[str, set[float]] = defaultdict(set)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        kinds = {
            (pages[page], number): kind
            for page, number, kind in _marked(document.Root.StructTreeRoot.K, None, "text")
        }
    name = ctypes.create_string_buffer(100)
    for page, shown in enumerate(pypdfium2.PdfDocument(pdf)):
        for part in OpenPage(shown).parts:
            number = pdfium.FPDFPageObj_GetMarkedContentID(part.top)
            if part.kind == pdfium.FPDF_PAGEOBJ_TEXT and (kind := kinds.get((page, number))):
                size, matrix = ctypes.c_float(), pypdfium2.PdfObject(part.raw, page=shown).get_matrix()
                pdfium.FPDFTextObj_GetFontSize(part.raw, size)
                pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(part.raw), name, 100)
                is_code = b"D2Coding" in name.value and kind != "drawing"
                of = {"text": "code", "table": "code in a table"}[kind] if is_code else kind
                found[of].add(round(size.value * math.hypot(matrix.c, matrix.d), 2))
    return found


def _marked(item: Any, page: Any, kind: str) -> Iterator[tuple[Any, int, str]]:
    """Page, number and kind of all marked content below a tag: of a drawing, of a table, or text."""
    if isinstance(item, pikepdf.Array):
        for each in item:
            yield from _marked(each, page, kind)
    elif isinstance(item, pikepdf.Dictionary):
        kind = {"/Figure": "drawing", "/TD": "table", "/TH": "table"}.get(str(item.get("/S")), kind)
        page = item.Pg.objgen if "/Pg" in item else page
        if "/MCID" in item:
            yield page, int(item.MCID), kind
        else:
            yield from _marked(item.get("/K"), page, kind)
    elif isinstance(item, int):
        yield page, item, kind


def _characters(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, float, str]]:
    """Font, size in points on the paper, and neighbourhood of every visible character."""
    for page in document:
        text = page.get_textpage()
        whole = text.get_text_range()
        matrix, name = pdfium.FS_MATRIX(), ctypes.create_string_buffer(100)
        for at in range(text.count_chars()):
            if not pdfium.FPDFText_GetFontInfo(text, at, name, 100, ctypes.c_int()):
                continue
            pdfium.FPDFText_GetMatrix(text, at, matrix)
            size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
            yield name.value.decode().partition("+")[2], size, whole[max(0, at - 3) : at + 3]


def test_code_in_small_tables_can_be_read(tmp_path: Path) -> None:
    """A table in the smallest type shows its code in 7 points, an address in 6."""
    link = '<a href="https://a.example/somewhere">여기</a>'
    row = "".join(f"<td><code>kubectl-{n}</code> configuration-{n} {link}</td>" for n in range(9))
    made = made_of(f"<h1>가</h1><ul><li><table><tr>{row}</tr></table></li></ul>", tmp_path)
    sizes = {(font, round(size, 2)) for font, size, _ in _characters(pypdfium2.PdfDocument(made.pdf))}
    assert {size for font, size in sizes if font.startswith("D2Coding")} == {7.0}
    assert min(size for _, size in sizes) >= 6


@pytest.mark.parametrize("kind", ["tall", "huge", "wide"])
def test_no_page_is_nearly_empty(tmp_path: Path, kind: str) -> None:
    """However much text stands before what fills a page, no page but the last ends after a few lines."""
    large = {"tall": _drawing(200, 1000), "huge": _drawing(200, 3000), "wide": _WIDE_TABLE}[kind]
    for lines in range(20, 60, 3):
        before = "".join(f"<p>{number} 번째 줄입니다.</p>" for number in range(lines))
        article = f"<h1>가</h1>{before}<h2>나</h2><p>그림:</p>{large}<p>뒤에 오는 글.</p>{large}<h2>다</h2>"
        made = made_of(article, tmp_path / str(lines))
        assert made.pdf is not None
        fills = [page.fill for page in read_pdf(made.pdf, PAPERS["a4"]).pages]
        assert min(fills[:-1]) >= 0.15, (lines, fills)


_NOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
_FOLLOWING = {
    "a line with a footnote": (f"<p>글{_NOTE} 더.</p>", range(30, 38)),
    "a table with a footnote": (f"<table><tr><td>나{_NOTE}</td></tr></table>", range(28, 36)),
    "labels in items": (
        "<ol>" + "<li>라벨:<ul><li>가</li><li>나</li></ul></li>" * 12 + "</ol>",
        range(10, 18),
    ),
}


@pytest.mark.parametrize("kind", _FOLLOWING)
def test_what_announces_is_never_stranded(tmp_path: Path, kind: str) -> None:
    """Wherever a page ends: no heading and no "…:" label is its last line, whatever follows it."""
    following, counts = _FOLLOWING[kind]
    note = f'<div class="footnote"><ol><li id="fn:1"><p>{"긴 각주입니다. " * 20}</p></li></ol></div>'
    for count in counts:
        before = "".join(f"<p>{number} 번째</p>" for number in range(count))
        label = "<h2>제목</h2><p><strong>라벨</strong>:</p>"
        made = made_of(f"<h1>가</h1>{before}{label}{following}<p>뒤</p>{note}", tmp_path / str(count))
        assert made.pdf is not None
        ends = [line for page in read_pdf(made.pdf, PAPERS["a4"]).pages for _, line in page.ends]
        assert not [line for line in ends if line.endswith(("제목", "라벨:"))], (count, ends)


def test_very_wide_tables_get_a_larger_sheet(tmp_path: Path) -> None:
    """Twenty-two columns, whose words no turned page has room for, stand on one that has, without a cut."""
    row = "<td>configuration-value</td>" * 22
    made = made_of(f"<h1>가</h1><table><tr>{'<th>열</th>' * 22}</tr><tr>{row}</tr></table>", tmp_path)
    document = pypdfium2.PdfDocument(made.pdf)
    assert max(page.get_size()[0] for page in document) > 1190
    assert fold(page_texts(made.pdf)[1]).count("configuration-value") == 22


@pytest.mark.parametrize(("width", "height"), [(200, 6000), (6000, 200), (900, 2600)])
def test_a_diagram_never_gets_a_larger_sheet(tmp_path: Path, width: int, height: int) -> None:
    """One that is as tall or as wide as can be stands on the handout's own paper, smaller."""
    texts = "".join(f'<text x="{n * width // 9}" y="{n * height // 9}">칸{n}</text>' for n in range(1, 9))
    svg = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}">{texts}</svg>'
    made = made_of(f'<h1>가</h1><p>글</p><figure class="diagram">{svg}</figure><p>뒤</p>', tmp_path)
    sizes = {
        tuple(sorted(round(side) for side in page.get_size())) for page in pypdfium2.PdfDocument(made.pdf)
    }
    assert sizes == {(595, 842)}
    assert all(f"칸{n}" in folded(made.pdf) for n in range(1, 9))


def test_a_table_is_made_smaller_before_its_page_is_turned(tmp_path: Path) -> None:
    """At 7 points it still stands upright among the text; a page is turned where that is not enough."""
    turned = {}
    for columns in (5, 6, 9):
        row = "<td>configuration-v</td>" * columns
        table = f"<table><tr>{'<th>열</th>' * columns}</tr><tr>{row}</tr></table>"
        made = made_of(f"<h1>가</h1><p>앞</p>{table}<p>뒤</p>", tmp_path / str(columns))
        pages = pypdfium2.PdfDocument(made.pdf)
        turned[columns] = any(page.get_width() > page.get_height() for page in pages)
    assert turned == {5: False, 6: False, 9: True}


def test_room_before_a_turned_page_is_for_notes(tmp_path: Path) -> None:
    """A page that would stay half empty before one that is turned has lines to write on."""
    row = "<td>configuration</td>" * 16
    table = f"<table><tr>{'<th>열</th>' * 16}</tr><tr>{row}</tr></table>"
    lines = {}
    for count in (4, 12, 30):
        before = "".join(f"<p>{number} 번째 줄입니다.</p>" for number in range(count))
        made = made_of(f"<h1>가</h1>{before}{table}", tmp_path / str(count))
        lines[count] = "메모" in page_texts(made.pdf)[0]
    assert lines == {4: True, 12: True, 30: False}


@pytest.mark.parametrize("word", ["WMQ8ppDh+8gQ7SSHg", "MMMMMMMM", "8ppDh+8gQ7SSHg", "WWW.MMM.QQQ"])
def test_a_word_of_broad_letters_stays_in_its_cell(tmp_path: Path, word: str) -> None:
    """Columns are as wide as their words are drawn, not as letters are on average."""
    cells = f"<td>a</td><td>{word}</td><td>{'b ' * 300}</td>"
    made = made_of(f"<h1>가</h1><table><tr>{cells}</tr></table>", tmp_path)
    (page, *_) = pypdfium2.PdfDocument(made.pdf)
    text = page.get_textpage()
    found = text.search(word).get_next()
    assert found is not None
    right = max(text.get_charbox(at)[2] for at in range(found[0], found[0] + found[1]))
    first = text.get_charbox(text.search("b b").get_next()[0])
    assert right + 5 < first[0], "space to the border on both sides"


def test_a_table_of_many_columns_stays_on_the_paper(tmp_path: Path) -> None:
    """Smaller type on a turned page comes before a larger sheet."""
    row = "<td>configuration</td>" * 16
    made = made_of(f"<h1>가</h1><table><tr>{'<th>열</th>' * 16}</tr><tr>{row}</tr></table>", tmp_path)
    assert max(max(page.get_size()) for page in pypdfium2.PdfDocument(made.pdf)) < 843
    assert folded(made.pdf).count("configuration") == 16


def test_a_line_between_two_turned_tables_stands_with_the_second(tmp_path: Path) -> None:
    """No page is spent on it."""
    article = f"<h1>가</h1><p>앞</p>{_WIDE_TABLE}<h2>나</h2><p>사이의 글.</p>{_WIDE_TABLE}<p>뒤</p>"
    pages = [fold(text) for text in page_texts(made_of(article, tmp_path).pdf)]
    assert len(pages) == 4
    assert pages[2].index("사이의글.") < pages[2].index("열이름8")


def _drawing(width: int, height: int) -> str:
    labels = "".join(f"<text x='9' y='{y}'>이름 {y}</text>" for y in range(20, height, 100))
    size = f"viewBox='0 0 {width} {height}' width='{width}' height='{height}' style='font:16px sans-serif'"
    frame = f"<rect width='{width}' height='{height}' fill='#eee'></rect>"
    return f"<figure class='diagram'><svg {size}>{frame}{labels}</svg></figure>"


_WIDE_TABLE = (
    "<table>"
    + f"<tr>{''.join(f'<th>열이름{n}</th>' for n in range(9))}</tr>"
    + f"<tr>{'<td>configuration-value</td>' * 9}</tr>"
    + "</table>"
)


#: Run in a process of its own, whose memory is then known.
_BOOKLET = """
import json, sys
from pathlib import Path
import pypdfium2
from course.model.editions import read_editions
from course.model.built_language import read_language
from course.handout.editions import STUDENT
from course.handout.make import make_handout
from course.handout.orders import open_workshop
from course.settings.handout_settings import HandoutSettings
root = Path.cwd()
language = read_language(read_editions(root)[0], root / "site")
shop = open_workshop(language, HandoutSettings(), root, root / "node_modules", root / ".cache/handouts")
uris = [uri for uri in shop.pages if uri.endswith("session_2.md")] * 20
made = make_handout(shop.order(uris, name="big", title="책자", is_booklet=True, edition=STUDENT))
pages = len(pypdfium2.PdfDocument(made.pdf))
status = Path("/proc/self/status").read_text()  # getrusage tells of the process that has begun this one
print(json.dumps({"pages": pages, "bytes": int(status.partition("VmHWM:")[2].split()[0]) * 1024}))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process has used")
def test_a_booklet_of_twenty_sessions_takes_less_than_a_gibibyte(stressed: Course) -> None:
    """Twenty sessions, each twice as long as the given one, are one PDF; its making stays under 1 GiB."""
    environment = {**os.environ, "PYTHONPATH": "hooks", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", _BOOKLET]
    done = subprocess.run(
        command,
        cwd=stressed.folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout.splitlines()[-1])
    assert measured["pages"] > 250
    assert measured["bytes"] < 2**30
