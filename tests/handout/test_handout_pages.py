"""Pages set as handouts: every tag, every character, nothing missing."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from unicodedata import combining

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from course.diagrams.palette import read_palette
from course.fonts import whole_fonts
from course.fonts.faces import CODE, EMOJI, RARE, TEXT
from course.handout.editions import EDITIONS
from course.handout.letters import UNSEEN, pieces, seen
from course.handout.make import make_handout
from course.handout.paper import PAPERS, compact
from course.handout.reading.pictures import read_svg
from course.handout.reading.table_plan import Cell, plan_table
from course.handout.typst import emitter
from course.handout.typst.emitter import quoted, running_text
from course.handout.typst.press import Press, characters
from course.markdown.reading.page_blocks import fold
from course.problems.codes import fails_strict
from support.courses import ROOT, write_files
from support.handouts import (
    FONTS_CACHE,
    MODULES,
    folded,
    made_of,
    needs_fonts,
    order_of,
    page_texts,
)

pytestmark = needs_fonts


def _known_characters() -> list[str]:
    """What can be told again from a PDF: the bundled characters, but marks that join others."""
    codes = sorted(map(ord, characters(MODULES)))
    shown = (chr(code) for code in codes if code >= 32 and not UNSEEN.match(chr(code)))
    return [character for character in shown if fold(character) and not combining(character)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_text_comes_out_of_the_pdf_as_it_went_in(data: st.DataObject) -> None:
    """Whatever characters a text has, Typst's own marks among them, the PDF has them."""
    marks = st.sampled_from([*"#$*_`<>@=-+/\\\"'[]{}()~;:,.|&% \t\n", "//", "/*", "*/", "\\u{41}", '");'])
    known = st.sampled_from(data.draw(st.just(KNOWN)))
    text = "".join(data.draw(st.lists(st.one_of(marks, known, st.sampled_from("가나다abc 힣")), max_size=40)))
    fonts = ", ".join(f'"{face.own_family}"' for face in (TEXT, EMOJI, CODE, *RARE))
    source = f"#set text(font: ({fonts}), fallback: false)\n{running_text(text)}"
    functions = "#let w(word) = box(word)\n"
    document = f"{functions}#set document(title: {quoted('t')})\n#set page(width: 400mm)\n{source}"
    pdf = Press(whole_fonts(MODULES, FONTS_CACHE)).pdf(document, {}, 0)
    assert _unordered(folded(pdf)) == _unordered(fold(seen(text)))


def _unordered(text: str) -> list[str]:
    """The characters of a text; a reader of PDFs may turn around what it takes for right-to-left."""
    return sorted(text)


KNOWN = _known_characters() if MODULES.is_dir() else []


@given(st.text())
def test_quoted_text_is_one_typst_string(text: str) -> None:
    """A quoted text ends where it says, whatever it holds."""
    inside = quoted(text)[1:-1]
    unescaped = inside.replace("\\\\", "").replace('\\"', "")
    assert '"' not in unescaped
    assert "\n" not in inside
    assert not unescaped.endswith("\\")


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_pieces_of_a_word_are_the_word(word: str) -> None:
    """A long word cut into pieces loses nothing, and no piece is longer than a line of a narrow column."""
    assert "".join(pieces(word)) == word
    assert all(len(piece) <= 14 for piece in pieces(word))


def test_korean_words_stay_on_one_line(tmp_path: Path) -> None:
    """No Korean word of usual length is broken, not even where bold text ends inside it."""
    words = ["네트워킹을", "이해한다는", "<strong>것이</strong>란", "<code>kubectl</code>로", "쿠버네티스가"]
    made = made_of(f"<h1>제목</h1><p>{' '.join(words * 60)}</p>", tmp_path)
    lines = [line for text in page_texts(made.pdf) for line in text.split("\r\n")]
    body = [line for line in lines if "네트워킹" in line or "kubectl" in line or "것이" in line]
    assert len(body) > 10
    assert {line.split()[0] for line in body} <= {
        "네트워킹을",
        "이해한다는",
        "것이란",
        "kubectl로",
        "쿠버네티스가",
    }
    assert not any(line.strip().endswith(("kubectl", "것이")) for line in body)


ARTICLE = (ROOT / "tests/cases/handout/every_tag.html").read_text(encoding="utf-8")
SEEN = """
제목 배너 기울임 지움 Ctrl H2O x2 형광 밑줄 “인용” K8s 바꿈 a.example/가?x=1 안쪽 작게 漢한
건너뛴제목 점하나 3.셋 코드inlist 문단항목 둘째문단 ☑끝난일 ☐남은일 팁조언글 정답보기 숨은답
깊은답 첫탭탭하나 둘째탭탭둘 넓은머리 칸안목록 용어뜻풀이 따온글 겹친글 deploy.yaml a:"b" c:1 각주글
𝑎2+𝑏3 영상이름(https://v.example/film.mp4) https://f.example/x [먼그림](https://p.example/x.png)
그림설명 구역글 가운데글 끝☐상자
"""


def test_every_tag_a_page_can_hold_reaches_the_paper(tmp_path: Path) -> None:
    """Nested lists, code in lists, spans of cells, tabs, details, footnotes and all the others are set."""
    made = made_of(ARTICLE, tmp_path)
    assert made.problems == ()
    text = folded(made.pdf)
    assert [word for word in SEEN.split() if word not in text] == []
    assert "더한것" not in text
    assert "varno" not in text
    assert text.count("각주글") == 1
    assert text.index("정답보기") < text.index("구역글") < text.rindex("숨은답") < text.rindex("깊은답")


@pytest.mark.parametrize(("folds", "answers"), [("end", 1), ("turned", 1), ("open", 1), ("out", 0)])
def test_folded_text_goes_where_the_setting_says(tmp_path: Path, folds: str, answers: int) -> None:
    """What a page folds away stands at the end, upside down, in its place, or nowhere; its title stays."""
    made = made_of(
        "<h1>가</h1><details><summary>정답</summary><p>마흔둘입니다</p></details><h2>나</h2>",
        tmp_path,
        folded=folds,
    )
    text = folded(made.pdf)
    assert text.count("마흔둘입니다") == answers
    assert "정답" in text


def test_a_tag_that_is_not_known_is_a_problem(tmp_path: Path) -> None:
    """A tag of nobody's is told with its line; the text inside it is set all the same."""
    made = made_of(
        "<h1>가</h1><p>kubectl logs <pod-name>나머지</pod-name></p>",
        tmp_path,
        "# 가\n\nkubectl logs <pod-name>나머지",
    )
    assert [(problem.line, problem.code) for problem in made.problems] == [(3, "handout-unknown-tag")]
    assert "나머지" in folded(made.pdf)


def test_rare_signs_are_printed(tmp_path: Path) -> None:
    """What only the fonts for signs have, such as the dots of a terminal's progress, is in the PDF."""
    made = made_of("<h1>가</h1><p>𝑥 ␠</p><pre><code>⠿ web</code></pre>", tmp_path, "# 가\n")
    assert made.problems == ()
    assert all(sign in folded(made.pdf) for sign in "␠⠿")


def test_pictures_are_set_and_faulty_ones_told(tmp_path: Path) -> None:
    """A picture is in the PDF with its words; one that cannot be read is told, its words printed."""
    png = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(png, "PNG")
    write_files(tmp_path / "site", {"a/x.png": png.getvalue(), "a/y.png": b"no picture"})
    made = made_of(
        '<h1>가</h1><p><img src="x.png" alt="빨간 그림"></p><p><img src="y.png" alt="깨진 그림"></p>',
        tmp_path,
    )
    assert [problem.code for problem in made.problems] == ["handout-picture"]
    assert made.pdf is not None
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        found = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        alternatives = [
            str(item["/Alt"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert found
    assert "빨간 그림" in alternatives
    assert "[깨진그림]" in folded(made.pdf)


def test_long_code_wraps_and_keeps_every_character(tmp_path: Path) -> None:
    """A line of 200 characters goes on below itself; nothing is cut off, nothing added to what is copied."""
    line = "kubectl get pods --all-namespaces -o custom-columns=" + "NAME:.metadata.name," * 8 + "A" * 60
    made = made_of(f"<h1>가</h1><pre><code>{line}\n  둘째 줄</code></pre>", tmp_path)
    assert fold(line) in folded(made.pdf)


def test_tables_never_lose_a_column(tmp_path: Path) -> None:
    """Nine columns of words fit, on a page that lies on its side when they must."""
    row = "".join(f"<td>칸{n} 내용이 조금 길어요 configuration-{n}</td>" for n in range(9))
    head = "".join(f"<th>열{n}</th>" for n in range(9))
    made = made_of(
        f"<h1>가</h1><h2>표</h2><table><tr>{head}</tr>{f'<tr>{row}</tr>' * 3}</table>",
        tmp_path,
    )
    text = folded(made.pdf)
    assert all(f"configuration-{n}" in text for n in range(9))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.booleans())
def test_columns_never_leave_the_page(lengths: list[int], may_turn: bool) -> None:
    """Whatever the cells hold, the columns together are as wide as the page at most, and none vanishes."""
    cells = [Cell("x" * length, at, 1, False) for at, length in enumerate(lengths)]
    plan = plan_table(cells, len(lengths), 504.0, 751.0 if may_turn else None)
    assert sum(plan.widths_pt) <= (751.0 if plan.is_flat else 504.0) + 0.01
    assert min(plan.widths_pt) > 10
    assert may_turn or not plan.is_flat


def test_drawings_take_the_light_colours() -> None:
    """Variables are worked out as the light palette has them; what Typst cannot draw goes, its words stay."""
    palette = read_palette(
        [":root{--ink:#111;--node:var(--ink)}@media screen{[x=slate]{--ink:#eee}}", ":root{--ink:#222}"]
    )
    assert palette == {"--ink": "#111", "--node": "var(--ink)"}
    svg = html.fragment_fromstring(
        '<svg viewBox="0 0 100 50" width="200" style="--own:var(--node,#333)"><filter id="f"></filter>'
        '<rect fill="var(--own)" stroke="var(--none,red)" filter="url(#f)"></rect>'
        '<foreignObject x="1" y="1" width="9" height="9">'
        "<div>글자</div></foreignObject><text font-size='12'>말</text></svg>"
    )
    drawn = read_svg(svg, palette, "그림")
    assert drawn is not None
    drawing, text_pt = drawn
    assert (drawing.width_pt, drawing.height_pt, text_pt) == (150.0, 75.0, 18.0)
    assert 'fill="#111"' in drawing.svg
    assert 'stroke="red"' in drawing.svg
    assert "filter" not in drawing.svg
    assert "글자" in drawing.svg
    assert 'viewBox="0 0 100 50"' in drawing.svg


def test_the_same_page_gives_the_same_bytes_and_is_made_once(tmp_path: Path) -> None:
    """Two makings are equal byte for byte; what has not changed comes from the cache, what has does not."""
    first, again = made_of(ARTICLE, tmp_path / "1"), made_of(ARTICLE, tmp_path / "2")
    assert first.pdf == again.pdf
    assert made_of(ARTICLE, tmp_path / "1").was_cached
    assert not made_of(ARTICLE + "<p>더</p>", tmp_path / "1").was_cached


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    """Title, language, tags and PDF/UA-1 are in the file; headings are its outline, addresses links."""
    made = made_of(ARTICLE, tmp_path)
    assert made.pdf is not None
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert str(document.Root.Lang).startswith("ko")
        assert document.Root.MarkInfo.Marked
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        assert document.docinfo["/Title"] == "제목"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["제목"]
        found = {
            str(item.A.URI)
            for page in document.pages
            for item in page.get("/Annots", [])
            if "/URI" in item.get("/A", {})
        }
    assert found == {"https://a.example/%EA%B0%80?x=1"}
    assert order_of("", tmp_path).sheet.language == "ko"


def test_the_agenda_stands_below_the_banner(tmp_path: Path) -> None:
    """Also on the instructor's pages, which begin with a line of their own."""
    source = "# Week 1 Day 1 Session 1: 가\n\n## 하나 (5분)\n"
    article = "<h1>가</h1><p>강사용입니다</p><div align='center'><p>배너</p></div><h2>하나 (5분)</h2>"
    text = folded(made_of(article, tmp_path, source).pdf)
    assert text.index("강사용입니다") < text.index("배너") < text.index("진행순서")


def test_a_page_that_baffles_the_converter_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong inside, the other pages get their handouts: it is told, not raised."""
    monkeypatch.setattr("course.handout.make.set_content", lambda *_: {}["nothing"])
    made = made_of("<h1>가</h1>", tmp_path)
    assert made.pdf is None
    assert [problem.code for problem in made.problems] == ["handout-failed"]
    assert "KeyError" in made.problems[0].what


def test_deep_nesting_is_set_or_told(tmp_path: Path) -> None:
    """Lists, quotes and boxes a hundred deep end in a handout or in a Problem, never in a crash."""
    for tag, inside in (("blockquote", ""), ("ul", "<li>"), ("div", ""), ("strong", "")):
        made = made_of(f"<h1>가</h1>{f'<{tag}>{inside}' * 100}안{f'</{tag}>' * 100}", tmp_path)
        assert made.pdf is not None or [problem.code for problem in made.problems] == ["handout-failed"]


@pytest.mark.parametrize(("heading", "pages"), [("제목", 2), ("아주 긴 제목 " * 30, 3)])
def test_a_wide_diagram_lies_on_its_side_in_a_column(tmp_path: Path, heading: str, pages: int) -> None:
    """In the compact edition, where what announces it leaves it room; else it has a sheet of its own."""
    drawn = "".join(f'<text x="{x}" y="180" font-size="16">칸{x}</text>' for x in range(20, 1150, 90))
    size = 'viewBox="0 0 1190 440" width="1190" height="440"'
    svg = f'<svg class="diagram-drawing" {size}><title>그림</title>{drawn}</svg>'
    figure = f'<figure class="diagram">{svg}</figure>'
    order = order_of(f"<h1>글</h1><h2>{heading}</h2><p>그림:</p>{figure}<p>그 뒤의 글.</p>", tmp_path)
    order = replace(
        order, edition=EDITIONS["compact"], sheet=replace(order.sheet, paper=compact(PAPERS["a4"]))
    )
    made = make_handout(order)
    assert made.problems == ()
    assert len(pypdfium2.PdfDocument(made.pdf)) == pages
    assert "칸20" in folded(made.pdf)


def test_an_icon_in_a_line_of_text_is_drawn(tmp_path: Path) -> None:
    """The text behind an SVG in a line is text of the line, not of the drawing."""
    icon = '<svg viewBox="0 0 16 16" width="16"><path d="M0 0h9v9z"></path></svg>'
    made = made_of(f"<h1>가</h1><p>앞 {icon}아이콘 뒤</p>", tmp_path)
    assert made.problems == ()
    assert "앞아이콘뒤" in folded(made.pdf)


def test_code_without_a_line_is_set(tmp_path: Path) -> None:
    """An empty code block is an empty box, and no reason to go without a handout."""
    made = made_of("<h1>가</h1><pre><code>\n</code></pre><p>뒤의 글</p>", tmp_path)
    assert made.problems == ()
    assert "뒤의글" in folded(made.pdf)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Typst that refuses one word."""

    def written(text: str) -> str:
        return '#panic("no such word");' if "금기" in text else running_text(text)

    monkeypatch.setitem(emitter._TEXTS, "running", written)


@pytest.mark.usefixtures("fragile")
@pytest.mark.parametrize(
    ("html", "said", "line"),
    [
        ("<p>글 금기 글</p>", "the paragraph “글 금기 글” cannot", 5),
        ("<ol><li>하나</li><li>금기</li></ol>", "the block “하나” cannot", 5),
        ("<blockquote><p>금기</p></blockquote>", "the quotation “금기” cannot", 5),
        ("<h2>금기</h2>", "the heading “금기” cannot", 5),
    ],
)
def test_what_cannot_be_set_is_told_by_its_place(tmp_path: Path, html: str, said: str, line: int) -> None:
    """File, line and construct, so that its author can write it in another way; a strict build goes on."""
    made = made_of(f"<h1>가</h1><p>앞 글</p>{html}<p>뒤</p>", tmp_path, f"# 가\n\n앞 글\n\n{html}\n")
    assert made.pdf is None
    (problem,) = made.problems
    assert (problem.path, problem.line, problem.code) == ("docs/ko/a.md", line, "handout-failed")
    assert said in problem.what
    assert not fails_strict(problem)


@pytest.mark.usefixtures("fragile")
def test_a_booklet_is_made_without_what_cannot_be_set(tmp_path: Path) -> None:
    """The right page is told of; the others are there, and the contents say which one is not."""
    order = order_of("<h1>첫 세션</h1><p>하나</p>", tmp_path, "# 첫 세션\n\n하나\n")
    bad = order_of("<h1>둘째 세션</h1><p>금기</p>", tmp_path, "# 둘째 세션\n\n금기\n").pages[0]
    bad = replace(bad, source=replace(bad.source, path="docs/ko/b.md", uri="b.md"), url=f"{bad.url}b/")
    last = replace(order_of("<h1>셋째 세션</h1><p>셋</p>", tmp_path, "").pages[0], url=f"{bad.url}c/")
    pages = (*order.pages, bad, last)
    made = make_handout(replace(order, pages=pages, is_booklet=True, title="책자"))
    assert [(problem.path, problem.line, problem.code) for problem in made.problems] == [
        ("docs/ko/b.md", 3, "handout-failed")
    ]
    assert made.left_out == ("b.md",)
    text = folded(made.pdf)
    assert text.count("둘째세션") == 1
    assert text.index("차례") < text.index("둘째세션") < text.index("하나")
    assert "셋째세션" in text


def test_no_heading_stands_in_the_text_before_it(tmp_path: Path) -> None:
    """Of any level, a second title in the middle of a page, too."""
    titles = "".join(f"<p>글{level}의끝</p><h{level}>이름{level}</h{level}>" for level in range(1, 7))
    made = made_of(f"<h1>제목</h1>{titles}<p>끝</p>", tmp_path)
    assert made.pdf is not None
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage()
    for level in range(1, 7):
        (before, below), (above, _) = (_reach(text, each) for each in (f"글{level}의끝", f"이름{level}"))
        assert before > below > above + 4, level


def _reach(text: pypdfium2.PdfTextPage, words: str) -> tuple[float, float]:
    """Height of the upper and of the lower edge of words."""
    index, _ = text.search(words).get_next()
    _, low, _, high = text.get_charbox(index)
    return high, low
