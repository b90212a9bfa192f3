"""The check of the PDFs, checked: a sound handout has no Problem, each of many faults is found."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from course.diagrams.build import start_drawer
from course.diagrams.figure import render_drawing
from course.diagrams.wording import describe_diagram
from course.handout.contents.pages import set_content
from course.handout.contents.sides import set_sides
from course.handout.editions import EDITIONS
from course.handout.make import document_of, make_handout
from course.handout.order import Order
from course.handout.paper import PAPERS, compact, side_by_side
from course.handout.proving.expected import Expectation, read_wanted
from course.handout.proving.matching import join_pages, places
from course.handout.proving.pdf_facts import PdfFacts, read_pdf
from course.handout.proving.placing import chosen_places, heaviest_in_order
from course.handout.proving.proof import check_pdf
from course.handout.proving.proved import check_made
from course.handout.typst.press import Press
from course.markdown.files.source import Source, read_source
from course.markdown.reading.instructor import blank_notes, find_notes, show_notes
from course.markdown.reading.page_blocks import ADDED, TYPED
from course.markdown.reading.source_page import render_source
from course.problems.problem import Problem
from support.courses import ROOT
from support.handouts import URL, folded, made_of, needs_fonts, order_of
from support.markdown_lines import render
from support.words import WORDS

SOURCE = """# 제목은 여기에

첫 문단은 [바깥 주소](https://a.example/x)로 가는 글입니다. 조금 더 길게 씁니다.

둘째 문단은 첫 문단 다음에 옵니다.

## 목록과 표

- 첫째 항목입니다
- 둘째 항목입니다
  - 안쪽 항목입니다

1. [ ] 해야 할 일입니다
2. [x] 이미 한 일입니다

| 머리 하나 | 머리 둘 |
|---|---|
| 칸 하나입니다 | 짧 |

```bash
kubectl get pods --all-namespaces
echo "마지막 줄"
```

## 핵심 키워드

- **Pod**: 가장 작은 배포 단위
- **Node**: 일하는 기계

```mermaid
graph LR
  A[시작 단계] --> B[마침 단계]
```

![빨간 그림](https://p.example/x.png)

<details><summary>정답 보기</summary>

숨어 있던 정답입니다

</details>

## 마지막 절

끝에 있는 문단입니다.

> [!TIP]
> 요령 한 줄입니다

이 **낱말(Word)**는 별표가 남습니다. [하나](https://a.example/1)·[둘](https://a.example/2)·끝.

## 글이 없는 마지막 제목
"""
EMPTY = 'stroke=\\"#000\\" d=\\"M0 0h1\\'
Break = Callable[[str], str]


def _drawn(match: re.Match[str]) -> str:
    """The figure in the place of a diagram's source."""
    source = html.unescape(re.sub(r"<[^<>]*>", "", match[0]))
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    assert drawing is not None
    return render_drawing(drawing, describe_diagram(drawing, WORDS["ko"].diagrams), "diagram_1", WORDS["ko"])


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """The order for a handout of SOURCE."""
    article = render_source(SOURCE)
    article = re.sub(r'<pre class="source-diagram".*?</pre>', _drawn, article, flags=re.DOTALL)
    article = re.sub(r"(<h\d)[^>]*>", r"\1>", article)
    return order_of(article, tmp_path_factory.mktemp("proof"), SOURCE)


@pytest.fixture(scope="module")
def document(order: Order) -> str:
    """Its Typst source."""
    return document_of(order, set_content(order.pages, order))


def found(order: Order, document: str, *, standard: bool = False, fonts: bool = False) -> list[Problem]:
    """What the check finds in `document`, set with or without the standard that Typst holds itself to."""
    pdf = typst.compile(
        document.encode(),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=fonts, font_paths=[str(order.fonts_dir)]
        ),
        format="pdf",
        pdf_standards="ua-1" if standard else "1.7",
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    wanted = read_wanted(Source("a.md", "docs/ko/a.md", SOURCE), ("핵심 키워드",))
    expected = Expectation("a.pdf", (("docs/ko/a.md", wanted),), URL, "ko", PAPERS["a4"], False)
    return check_pdf(read_pdf(pdf, PAPERS["a4"]), expected)


@pytest.mark.parametrize(
    ("wanted", "shown", "links"),
    [
        ("exports(안의것)", "exports(12쪽)(안의것)", 1),
        ("connect()하기전에", "connect()(12쪽)하기전에", 1),
        ("힌트·세션·하루", "힌트(a.example/1)·세션(1쪽)·하루(a.example/(2))", 3),
        ("기원과한계.", "기원1과한계2.", 0),
        ("기원2024년", "기원12024년", 0),
        ("둘째둘째문단", "둘째[1]둘째문단", 0),
    ],
)
def test_what_print_puts_between_letters(wanted: str, shown: str, links: int) -> None:
    """Addresses and numbers of notes may stand anywhere, also one soon after another; nothing may be lost."""
    printed = join_pages(["앞글", shown, "뒷글"])
    assert [start for start, _ in places(printed, wanted, links=links)] == [2]
    assert places(join_pages(["앞글둘째", "둘째문단"]), "둘째둘째문단") == [(2, 8)]
    assert places(join_pages([shown.replace(wanted[-1], "")]), wanted, links=links) == []


def test_an_item_goes_on_behind_what_it_holds_not_on_the_next_page() -> None:
    """Its second paragraph may begin as one on the next page does; pictures leave words and an address."""
    printed = join_pages(["•표를정렬함:code();:::notes둘째글", "다음:::notes셋째글"])
    assert places(printed, "표를정렬함::::notes둘째글", is_loose=True) == [(1, 25)]
    printed = join_pages(["자리:[그림](a.example/x)[둘](a.example/y)글"])
    assert places(printed, "자리:글", links=2)


def test_texts_that_begin_like_many_others_are_found() -> None:
    """A line with a link is found though its first letters stand in more places than are looked at."""
    printed = join_pages(["process.nextTick다음" * 400 + "process.exit(3쪽)로끝낸다" + "process.on때" * 9])
    assert len(places(printed, "process.exit로끝낸다", links=1)) == 1
    assert places(printed, "process.exit로안끝낸다", links=1) == []


def test_short_texts_are_found_between_long_ones() -> None:
    """A cell that is a syllable of the paragraph above, or stands all over the booklet, has its own place."""
    printed = join_pages(["이름값" * 200, "값파일로환경마다다르게합니다.이름값내용입니다"])
    texts = ["값파일로환경마다다르게합니다.", "이름", "값", "내용입니다"]
    chosen = chosen_places(printed, texts, [places(printed, text) for text in texts])
    assert [printed.text[start:end] for start, end in filter(None, chosen)] == texts
    assert [spot[0] for spot in chosen if spot] == [600, 615, 617, 618]


def test_a_list_of_contents_misleads_nobody() -> None:
    """Titles stand in it too; a short text below the first title is not looked for in it."""
    printed = join_pages(["차례첫째세션둘째세션", "첫째세션글하나", "둘째세션글둘"])
    texts = ["첫째세션", "글", "하나", "둘째세션", "글", "둘"]
    chosen = chosen_places(printed, texts, [places(printed, text) for text in texts])
    assert [spot[0] for spot in chosen if spot] == [10, 14, 15, 17, 21, 22]


@needs_fonts
def test_a_sound_handout_has_no_problem(order: Order, document: str) -> None:
    """Text, lists, boxes, tables, code, keywords, diagrams, pictures and folded parts are all found."""
    assert found(order, document, standard=True) == []


@needs_fonts
def test_code_that_ends_like_a_heading_is_no_heading(order: Order, document: str) -> None:
    """A page may end with a line of code, or a sentence, whose last words are those of a heading."""
    ends = document.replace(
        '#hd(2, 2, [#w("마지막")', '#p[이것은 목록과 표]\n#pagebreak()\n#hd(2, 2, [#w("마지막")'
    )
    assert ends != document
    assert "handout-stranded" not in {problem.code for problem in found(order, ends)}


@needs_fonts
def test_only_what_announces_is_stranded(tmp_path: Path) -> None:
    """Items of one list and lines of code that end with a colon announce nothing; pages may end with them."""
    items = "".join(f"- {number} 항목:\n" for number in range(60))
    code = "".join(f"def f{number}():\n" for number in range(60))
    text = f"# 제목\n\n{items}\n```python\n{code}```\n\n끝\n"
    made = made_of(render_source(text), tmp_path, text)
    assert made.pdf is not None
    facts = read_pdf(made.pdf, PAPERS["a4"])
    wanted = read_wanted(Source("a.md", "docs/ko/a.md", text), ())
    expected = Expectation("a.pdf", (("docs/ko/a.md", wanted),), URL, "ko", PAPERS["a4"], False)
    assert any(line.endswith(":") for page in facts.pages[:-1] for _, line in page.ends)
    assert check_pdf(facts, expected) == []


def _without(text: str) -> Break:
    return lambda document: re.sub(re.escape(text), "", document, count=1)


def _instead(pattern: str, by: str) -> Break:
    return lambda document: re.sub(pattern, lambda _: by, document, count=1, flags=re.DOTALL)


def _swapped(document: str) -> str:
    first, second = re.findall(r"^#p\[.*?\]$", document, re.MULTILINE)[:2]
    return document.replace(first, "@1").replace(second, first).replace("@1", second)


def _hidden_line(document: str) -> str:
    return re.sub(r'\(\("kubectl", 7\).*?\), \), ', "", document, count=1)


BREAKS: dict[str, tuple[Break, str, int]] = {
    "an item goes": (_without('#w("둘째");#" ";#w("항목입니다");'), "handout-lost", 10),
    "a cell goes": (_without('#"칸 ";#w("하나입니다");'), "handout-lost", 18),
    "a short cell goes": (_without('#"짧";'), "handout-lost", 18),
    "a code line goes": (_hidden_line, "handout-lost", 20),
    "a word of a paragraph goes": (_without('#" ";#w("문단입니다.");'), "handout-lost", 45),
    "two paragraphs change places": (_swapped, "handout-order", 5),
    "a definition changes": (_instead('#w\\("배포"\\)', '#w("설치")'), "handout-lost", 27),
    "a heading goes": (_instead(r"#hd\(2, 2, \[[^\]]*마지막.*?\n", ""), "handout-lost", 43),
    "a heading is not in the outline": (
        _instead(r"bookmarked: true, title\)", "bookmarked: false, title)"),
        "handout-outline",
        1,
    ),
    "a label of a diagram goes": (_without("마침 단계"), "handout-diagram", 30),
    "a line of a diagram goes": (_instead(r"<path d=[^>]*>(?=<path class=)", ""), "handout-diagram", 30),
    "a diagram goes": (_instead(r"let drawn = drawing\([^\n]*", "let drawn = []"), "handout-diagram", 30),
    "a picture goes": (_instead(r"#p\[#\"\[\"[^\n]*\n|#p\[[^\n]*빨간[^\n]*\n", ""), "handout-lost", 35),
    "a folded answer goes": (_without('#w("숨어");#" ";'), "handout-lost", 39),
    "a box becomes another": (_instead(r'"☐"', '"-"'), "handout-lost", 13),
    "a link dies": (_instead(r"#outer-link\(to: \"https://a.example/x\"\)", "#emph"), "handout-link", 3),
    "the paper is another": (_instead(r'paper: "a4"', 'paper: "a5"'), "handout-page", 1),
    "pages lose their number": (_instead(r"#counter\(page\)\.display\(\) /", "-"), "handout-page", 1),
    "the language is another": (_instead(r'lang: "ko"', 'lang: "en"'), "handout-file", 1),
    "the title goes": (_instead(r'title: "제목은 여기에", author', "author"), "handout-file", 1),
    "text leaves the page": (lambda d: d + "\n#place(dx: 560pt)[바깥으로 나가는 글]", "handout-outside", 1),
    "a heading is stranded": (
        lambda d: d.replace("#hd(2, 2, [#w(\"마지막\")", "#v(1fr)\n#hd(2, 2, [#w(\"마지막\")")
        .replace("\n#p[#w(\"끝에\")", "\n#pagebreak()\n#p[#w(\"끝에\")"),
        "handout-stranded",
        1,
    ),
    "a page is nearly empty": (lambda d: d + "\n#pagebreak()\n글\n#pagebreak()\n끝", "handout-sparse", 1),
    "the code leads elsewhere": (_instead(r'stroke=..#000.. d=..[^"]*', EMPTY), "handout-code", 1),
}  # fmt: skip


@needs_fonts
@pytest.mark.parametrize("what", BREAKS)
def test_every_fault_is_found(order: Order, document: str, what: str) -> None:
    """A handout broken in one place has that Problem, at the line of the source that is concerned."""
    harm, code, line = BREAKS[what]
    broken = harm(document)
    assert broken != document
    problems = found(order, broken)
    assert (code, line) in {(problem.code, problem.line) for problem in problems}, problems


@needs_fonts
def test_strange_fonts_are_found(order: Order, document: str) -> None:
    """A font that is not the course's is named."""
    broken = document.replace('more-fonts(("Pretendard"', 'more-fonts(("Libertinus Serif", "Pretendard"')
    faults = [problem.what for problem in found(order, broken, fonts=True) if problem.code == "handout-font"]
    assert faults
    assert "Libertinus" in faults[0]


@needs_fonts
def test_what_is_no_pdf_is_refused(order: Order, document: str) -> None:
    """Broken bytes are a ValueError of one plain line, which the check tells as a Problem."""
    sound = Press(order.fonts_dir).pdf(document, {}, 0)
    locked, empty = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pikepdf.Pdf.new() as pdf:
        pdf.save(empty)
    none, damaged = ValueError("it is no PDF"), ValueError("the file is damaged")
    told = {
        b"": none,
        b"PK\x03\x04": none,
        b"%PDF-1.7 broken": damaged,
        sound[: len(sound) // 2]: damaged,
        sound.replace(b"/Kids", b"/Kits"): damaged,
        empty.getvalue(): damaged,
        locked.getvalue(): ValueError("it opens with a password only"),
    }
    for content, error in told.items():
        with pytest.raises(ValueError, match=rf"^{error}$"):
            read_pdf(content, PAPERS["a4"])


@given(st.lists(st.text("가나다라마", min_size=1, max_size=8), min_size=1, max_size=12))
def test_texts_in_their_order_are_found_in_their_order(texts: list[str]) -> None:
    """Printing texts one after the other and looking for them finds each, the earlier before the later."""
    printed = join_pages(["".join(f"•{text}" for text in texts)])
    chosen = heaviest_in_order([places(printed, text) for text in texts], [len(text) for text in texts])
    assert all(chosen)
    assert [spot[0] for spot in chosen if spot] == sorted({spot[0] for spot in chosen if spot})


def test_what_print_puts_between_is_passed_over() -> None:
    """An address behind a link, a footnote's number, a page's end with footnotes and a table's head."""
    link = join_pages(["글은링크말(a.example/x(y))로간다"])
    assert places(link, "글은링크말로간다", links=1)
    assert not places(link, "글은링크말로간다")
    assert places(join_pages(["가나다라마바사12아자차카타파하"]), "가나다라마바사아자차카타파하")
    split = join_pages(["앞글가나다라마바1각주글", "머리칸사아자차카타파하뒷글"])
    assert places(split, "가나다라마바사아자차카타파하")
    assert not places(split, "가나다라마사아자차카타파하하")
    assert split.page(split.text.index("머리칸")) == 2


def test_folded_parts_are_told_apart(tmp_path: Path) -> None:
    """What HTML or Material folds away is its own part; open parts stand in the page."""
    text = "# 가\n\n<details>\n<summary>제목</summary>\n\n안\n\n</details>\n\n"
    text += '??? note "접음"\n    속\n\n???+ note "폄"\n    겉\n'
    wanted = read_wanted(Source("a.md", "a.md", text), ())
    assert [block.key[-1] for block in wanted.shown] == ["가", "제목", "겉"]
    assert [[block.key[-1] for block in part] for part in wanted.folded] == [["안"], ["속"]]


@needs_fonts
def test_exercises_are_proved_too(tmp_path: Path) -> None:
    """A question whose text is not in the sheet is told with its line; so is one out of order."""
    text = "# 세션 1\n\n## 함께 생각해보기\n\n**토론 주제**:\n- 첫째는 무엇?\n- 둘째는 무엇?\n\n- [ ] 할 것\n"
    source = Source("a/session_1.md", "docs/ko/a/session_1.md", text)
    order = replace(order_of(render_source(text), tmp_path, text), edition=EDITIONS["exercises"])
    order = replace(order, pages=(replace(order.pages[0], source=source),))
    document = document_of(order, set_content(order.pages, order))

    def problems(document: str) -> list[tuple[str, int]]:
        pdf = Press(order.fonts_dir).pdf(document, {}, 0)
        return [(problem.code, problem.line) for problem in check_made(order, pdf)]

    assert problems(document) == []
    assert problems(document.replace('#w("둘째는");', "")) == [("handout-lost", 7)]
    swapped = document.replace('#w("둘째는")', "@").replace('#w("첫째는")', '#w("둘째는")')
    assert {code for code, _ in problems(swapped.replace("@", '#w("첫째는")'))} == {"handout-order"}
    assert problems(document.replace("#writing-lines(1)", "")) == [("handout-lines", 1)]
    assert problems(document.replace("#writing-lines(4)", "#writing-lines(3)", 1)) == [("handout-lines", 1)]


ASKING = """# 세션 1

## 함께 생각해보기

**토론 주제**:
1. 첫째는 무엇?
2. 둘째는 무엇?

<details><summary>힌트</summary>

- 셋째를 설명할 수 있나요?

</details>

<!-- instructor:
시간이 없으면 둘째 질문을 뺍니다.

- 노트의 **항목**입니다
-->

### 마무리 <!-- instructor: 여기서 쉽니다. -->

끝입니다.
"""


def asking(folder: Path, edition: str, **look: str) -> Order:
    """The order for a session with questions, one of them folded away, and notes for the lecturer."""
    is_his = edition == "instructor"
    shown = blank_notes(ASKING)
    article = render_source(show_notes(ASKING, "강사 노트") if is_his else shown)
    order = replace(order_of(article, folder, shown), edition=replace(EDITIONS[edition], **look))
    notes = tuple(find_notes(ASKING)) if is_his else ()
    source = Source("a/session_1.md", "docs/ko/a/session_1.md", shown)
    return replace(order, pages=(replace(order.pages[0], source=source, notes=notes),))


def found_in_harmed(order: Order, harm: Break) -> list[tuple[str, str, int]]:
    """Code, path and line of what is found in the handout of `order`, its Typst source harmed."""
    document = document_of(order, set_content(order.pages, order))
    broken = harm(document)
    assert broken != document
    pdf = Press(order.fonts_dir).pdf(broken, {}, 0)
    return [(problem.code, problem.path, problem.line) for problem in check_made(order, pdf)]


def _longer(document: str) -> str:
    """No harm."""
    return document + "\n"


@needs_fonts
@pytest.mark.parametrize(
    ("edition", "folds"), [("student", "end"), ("student", "out"), ("instructor", "open")]
)
def test_questions_have_their_lines(tmp_path: Path, edition: str, folds: str) -> None:
    """Each question has lines to write on, folded ones too; where they are not drawn, it is told."""
    order = asking(tmp_path, edition, folded=folds)
    assert found_in_harmed(order, _longer) == []
    assert found_in_harmed(order, _without("#writing-lines(2)")) == [("handout-lines", "a.pdf", 1)]
    grey = _instead(r"#let writing-lines.*?\n\)\n", "#let writing-lines(count) = v(count * 8mm)\n")
    assert found_in_harmed(order, grey) == [("handout-lines", "a.pdf", 1)]


TYPING = """## 퀴즈

포트는? <!-- answer: 443 -->

1. 하나는?

   <!-- answer: a | b -->
2. 둘은? <!-- answer: c -->

글.
"""
ASKED = (
    "<h2>퀴즈</h2><p>포트는? {0}</p><ol><li><p>하나는?</p><p>{0}</p></li><li>둘은? {0}</li></ol><p>글.</p>"
)


@needs_fonts
@pytest.mark.parametrize("shows", [False, True])
def test_answers_to_type_have_a_line(tmp_path: Path, *, shows: bool) -> None:
    """Each question whose answer is typed has a line to write on, but where that answer is printed."""
    path = tmp_path / "session_1.md"
    path.write_text(TYPING, encoding="utf-8")
    source = read_source(path, tmp_path, tmp_path, ("퀴즈",))
    article = ASKED.format("" if shows else f'<span {ADDED}="{TYPED}"></span>')
    order = order_of(article, tmp_path, source.text)
    notes = ((2, "443"),) if shows else ()
    order = replace(order, pages=(replace(order.pages[0], source=source, notes=notes),))
    document = document_of(order, set_content(order.pages, order))
    assert document.count("#writing-lines(1)") == (0 if shows else 3)
    if not shows:
        assert found_in_harmed(order, _longer) == []
        assert found_in_harmed(order, _without("#writing-lines(1)")) == [("handout-lines", "a.pdf", 1)]


@needs_fonts
def test_lines_for_notes_are_no_lines_for_answers(tmp_path: Path) -> None:
    """In columns with notes beside them, a question whose lines are not drawn is told all the same."""
    order = asking(tmp_path, "compact")
    order = replace(order, sheet=replace(order.sheet, paper=compact(PAPERS["a4"])))
    assert found_in_harmed(order, _longer) == []
    assert found_in_harmed(order, _without("#writing-lines(2)")) == [("handout-lines", "a.pdf", 1)]


@needs_fonts
def test_notes_and_solutions_are_proved(tmp_path: Path) -> None:
    """What is missing of the lecturer's notes or the solutions behind a session is told with its line."""
    order = asking(tmp_path, "instructor", folded="open")
    text = "# 해설\n\n정답은 마흔둘입니다.\n"
    solved = Source("a/solutions.md", "docs/ko/a/solutions.md", text)
    article = f"<article>{render_source(text)}</article>".encode()
    order = replace(
        order, pages=(*order.pages, replace(order.pages[0], source=solved, article=article, notes=()))
    )
    path = order.pages[0].source.path
    assert found_in_harmed(order, _longer) == []
    assert found_in_harmed(order, _without('#w("시간이");')) == [("handout-lost", path, 16)]
    assert found_in_harmed(order, _without('#w("항목");')) == [("handout-lost", path, 18)]
    assert found_in_harmed(order, _without('#w("쉽니다.");')) == [("handout-lost", path, 21)]
    assert found_in_harmed(order, _without('#w("마흔둘입니다.");')) == [("handout-lost", solved.path, 3)]


def test_marks_that_stand_all_over_are_found_in_order() -> None:
    """A table of hundreds of O and X, its head on each of three pages, between two texts that stand once."""
    cells = ["O" if (row * column) % 7 else "X" for row in range(1, 121) for column in range(1, 11)]
    head = [f"칸{number}" for number in range(10)]
    pages = ["".join(head + cells[first : first + 400]) for first in (0, 400, 800)]
    printed = join_pages([f"앞의글{pages[0]}", pages[1], f"{pages[2]}뒤의글"])
    texts = ["앞의글", *head, *cells, "뒤의글"]
    chosen = chosen_places(printed, texts, [places(printed, text) for text in texts])
    assert all(chosen)
    starts = [spot[0] for spot in chosen[len(head) + 1 :] if spot]
    assert starts == sorted(starts)
    lost = [*texts[:600], "X", "X", "X", "X", "X", "X", *texts[600:]]
    assert None in chosen_places(printed, lost, [places(printed, text) for text in lost])


@needs_fonts
def test_compact_handouts_are_proved_column_by_column(order: Order) -> None:
    """Two columns on a sheet lying flat, lines beside each; what is lost or stranded in a column is found."""
    more = SOURCE + "\n".join(f"\n문단 {number}의 글입니다. {'길게 씁니다. ' * 30}" for number in range(30))
    page = replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", more))
    behind = render_source(more[len(SOURCE) :]).encode()
    page = replace(page, article=order.pages[0].article.replace(b"</article>", behind))
    sheet = replace(order.sheet, paper=compact(PAPERS["a4"]))
    order = replace(order, pages=(page,), edition=EDITIONS["compact"], sheet=sheet)
    document = document_of(order, set_content(order.pages, order))

    def found_in(document: str) -> tuple[PdfFacts, set[str]]:
        pdf = Press(order.fonts_dir).pdf(document, {}, 0)
        return read_pdf(pdf, sheet.paper), {problem.code for problem in check_made(order, pdf)}

    facts, codes = found_in(document)
    assert codes == set()
    assert {(round(page.width_pt), round(page.height_pt)) for page in facts.pages} == {(842, 595)}
    assert len(facts.pages) > 1
    assert found_in(document.replace('#w("둘째");#" ";#w("항목입니다");', ""))[1] == {"handout-lost"}
    heading = next(line for line in document.split("\n") if line.startswith("#hd(2, 2, "))
    stranded = document.replace(heading, f"{heading}\n#colbreak()")
    assert found_in(stranded)[1] == {"handout-stranded"}
    beyond = document.replace("#let words-page", "#set page(margin: (x: 0pt))\n#let words-page")
    beyond = document.replace(heading, f"{heading}\n#place(dx: 2000pt)[멀리]")
    assert "handout-outside" in found_in(beyond)[1]


@needs_fonts
def test_both_languages_are_proved_side_by_side(order: Order) -> None:
    """Every block of both is there, each beside its like; what either lacks is told with its own line."""
    english = SOURCE.replace("첫 문단은", "First,").replace("둘째 항목입니다", "The second item")
    english = english.replace("## 마지막 절", "A line more in this language.\n\n## The last part")
    page, sheet = order.pages[0], replace(order.sheet, paper=side_by_side(PAPERS["a4"]))
    source = Source("a.md", "docs/en/a.md", english)
    article = re.sub(r'<pre class="source-diagram".*?</pre>', _drawn, render_source(english), flags=re.DOTALL)
    article = re.sub(r"(<h\d)[^>]*>", r"\1>", article)
    other = replace(page, source=source, article=f"<article>{article}</article>".encode())
    order = replace(order, edition=EDITIONS["side-by-side"], sheet=sheet)
    beside = replace(order, pages=(other,), sheet=replace(sheet, language="en"))
    order = replace(order, beside=beside)
    document = document_of(order, set_sides(order))

    def problems(document: str) -> list[tuple[str, str, int]]:
        problems = check_made(order, Press(order.fonts_dir).pdf(document, {}, 0))
        return [(problem.code, problem.path, problem.line) for problem in problems]

    assert problems(document) == []
    row = next(line for line in document.split("#beside(") if "The second item" in line)
    assert '#w("둘째");' in row, "an item stands beside its translation"
    lost = document.replace("The second item", "")
    assert problems(lost) == [("handout-lost", "docs/en/a.md", 10)]
    line = english.split("\n").index("A line more in this language.") + 1
    alone = document.replace("A line more in this language.", "")
    assert problems(alone) == [("handout-lost", "docs/en/a.md", line)]


def proved(source: str, folder: Path) -> tuple[list[Problem], str]:
    """What is found in the handout of a made-up page, and its text."""
    article = re.sub(r"(<h\d)[^>]*>", r"\1>", render_source(source))
    order = order_of(article, folder, source)
    made = make_handout(replace(order, is_proved=True))
    return list(made.problems), folded(made.pdf)


@needs_fonts
@pytest.mark.parametrize(
    "item",
    [
        "1. #### GET\n\n   글 하나\n\n2. #### POST\n\n   글 둘\n",
        "- ```bash\n  echo 하나\n  echo 둘\n  ```\n\n  글 하나\n",
        "- ## 제목\n\n  글\n\n  - 안쪽\n",
        "1. 글\n\n   #### 뒤의 제목\n\n   글 더\n",
    ],
)
def test_what_begins_an_item_is_in_order(tmp_path: Path, item: str) -> None:
    """A heading or code at an item's beginning stands before the item's text."""
    assert proved(f"# 가\n\n{item}\n끝 글\n", tmp_path)[0] == []


@needs_fonts
@pytest.mark.parametrize(
    ("source", "ordered"),
    [
        ("## 첫째 주\n\n글 하나\n\n# 준비\n\n글 둘\n", "첫째주글하나준비글둘"),
        ("앞에 선 글\n\n# 제목\n\n글 둘\n", "앞에선글제목글둘"),
        ("### 작은 것\n\n- 하나\n\n# 큰 것\n\n# 또 큰 것\n\n글\n", "작은것•하나큰것또큰것글"),
        ("> # 따온 제목\n\n# 제목\n\n글\n", "따온제목제목글"),
    ],
)
def test_a_title_below_other_text_stays_there(tmp_path: Path, source: str, ordered: str) -> None:
    """Only what a page begins with is its title; a later heading stands where it is written, and once."""
    problems, text = proved(source, tmp_path)
    assert problems == []
    assert ordered in text
    order = order_of(render_source(source), tmp_path, source)
    nowhere = replace(order, pages=(replace(order.pages[0], place=""),))
    assert make_handout(nowhere).problems == ()


@needs_fonts
@pytest.mark.parametrize(
    "source",
    [
        "## 둘[^1] 더\n\n글\n\n[^1]: 각주 하나\n",
        "글[^1].\n\n[^1]: 하나\n\n    ```python\n    x = 1\n    ```\n\n## 뒤\n\n```python\ny = 2\n```\n",
        "글[^2] 글[^1].\n\n[^1]: 하나\n[^2]: 둘\n\n    | 가 | 나 |\n    |---|---|\n    | 1 | 2 |\n\n끝 글\n",
        "글[^1] 글[^3].\n\n[^1]: 하나[^2]\n[^3]: 셋\n[^2]: 둘\n",
        "글[^1].\n\n[^1]: 처음 것\n[^1]: 나중 것\n",
    ],
)
def test_footnotes_stand_below_all_else(tmp_path: Path, source: str) -> None:
    """Their code and tables too, wherever they are defined; in the outline nothing of them stands."""
    page = render(f"# 가\n\n{source}")
    made = make_handout(replace(order_of(page, tmp_path, f"# 가\n\n{source}"), is_proved=True))
    assert list(made.problems) == []


@needs_fonts
@pytest.mark.parametrize(
    "wanted", ["## **작은(제목)**은 더", "## 이것은 *작은(제목)*은", "- [ ] ~~할(일)~~은 더"]
)
def test_marks_that_do_not_close_are_not_missed(tmp_path: Path, wanted: str) -> None:
    """Neither in the outline nor behind a task's box: print shows what was meant."""
    source = f"# 가\n\n{wanted}\n"
    order = order_of(render(source), tmp_path, source)
    assert make_handout(replace(order, is_proved=True)).problems == ()
    other = render(source.replace("은", "의"))
    harmed = replace(order_of(other, tmp_path, source), is_proved=True)
    assert make_handout(harmed).problems


@needs_fonts
def test_a_label_is_what_announces_something(tmp_path: Path) -> None:
    """Colons alone, and items and paragraphs that end with one before nothing of theirs, announce nothing."""
    text = "- 항목:\n\n글\n\n:::\n\n글\n\n라벨:\n\n- 하나\n\n1. 안:\n   - 둘\n\n끝:\n\n## 제목\n"
    wanted = read_wanted(Source("a.md", "a.md", text), ())
    assert wanted.labels == {"라벨:", "안:"}


@needs_fonts
def test_footnotes_are_shown_where_something_refers_to_them(tmp_path: Path) -> None:
    """Nothing refers to the first, a footnote alone to the third, the last to itself."""
    text = "# 가\n\n글[^b] 글[^d].\n\n[^a]: 숨음\n\n[^b]: 바깥[^c]\n\n[^c]: 안쪽\n\n[^d]: 서로[^d]\n"
    wanted = read_wanted(Source("a.md", "a.md", text), ())
    assert [b.key[-1] for b in wanted.shown if b.kind == "footnote"] == ["바깥", "안쪽", "서로"]
    notes = "".join(
        f'<li id="fn:{name}"><p>{body}</p></li>'
        for name, body in {
            "a": "숨음",
            "b": f"바깥{_note('c')}",
            "c": "안쪽",
            "d": f"서로{_note('d')}",
        }.items()
    )
    article = f'<h1>가</h1><p>글{_note("b")} 글{_note("d")}</p><div class="footnote"><ol>{notes}</ol></div>'
    made = made_of(article, tmp_path)
    assert made.problems == ()
    shown = folded(made.pdf)
    assert "숨음" not in shown
    assert all(shown.count(word) == 1 for word in ("바깥", "안쪽", "서로"))


def _note(name: str) -> str:
    return f'<sup id="fnref:{name}"><a class="footnote-ref" href="#fn:{name}">1</a></sup>'


@needs_fonts
@pytest.mark.parametrize("letters", ["X̂", "x̂ と X̂", "X̂X̂", "Γ̃ und ẋ̇", "é und Ḿ̂"])
def test_a_mark_above_a_letter_is_printed_once(tmp_path: Path, letters: str) -> None:
    """The font sets a mark higher over some letters; a reader of the PDF has such a letter twice."""
    source = f"# 제목\n\n글 {letters} 글\n\n```text\nH(X | {letters}) ≤ h\n```\n\n글 `{letters}` 글\n"
    made = made_of(render_source(source), tmp_path, source)
    order = order_of(render_source(source), tmp_path, source)
    order = replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source)),))
    lost = replace(
        order, pages=(replace(order.pages[0], source=Source("a.md", "a.md", f"{source}\nX̂ neu\n")),)
    )
    assert made.pdf is not None
    assert "handout-lost" not in [problem.code for problem in check_made(order, made.pdf)]
    assert "handout-lost" in [problem.code for problem in check_made(lost, made.pdf)]


@needs_fonts
def test_a_title_may_end_with_a_number_in_brackets(tmp_path: Path) -> None:
    """Written by hand it looks like a note's number, which an outline has and a source's title has not."""
    source = (
        "# 제목 [2]\n\n글[^1]\n\n## 검정 <sup>[1]</sup>\n\n글\n\n## a[0]와 b[12]의 값\n\n글\n\n[^1]: 주\n"
    )
    order = order_of(render_source(source), tmp_path, source)
    order = replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source)),))
    made = make_handout(order)
    assert made.pdf is not None
    assert "handout-outline" not in [problem.code for problem in check_made(order, made.pdf)]
    other = source.replace("검정", "검증")
    order = replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", other)),))
    assert "handout-outline" in [problem.code for problem in check_made(order, made.pdf)]
