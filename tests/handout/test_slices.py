"""Long diagrams on paper: in slices where their text would be too small, nothing of them lost or twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from course.diagrams.build import start_drawer
from course.diagrams.figure import render_drawing
from course.diagrams.shapes import count_shapes
from course.diagrams.wording import describe_diagram, drawn_labels
from course.handout.contents.pages import set_content
from course.handout.make import document_of, make_handout
from course.handout.order import Order
from course.handout.proving.proved import check_made
from course.handout.reading.slices import cut
from course.handout.typst.press import Press
from support.courses import ROOT
from support.diagram_features import features
from support.handouts import needs_fonts, order_of, page_texts
from support.words import KOREAN


def chain(direction: str, count: int) -> str:
    """A flowchart of so many steps, one after the other."""
    steps = "".join(f"  s{at}[{at}단계: 설정 파일 확인] --> s{at + 1}\n" for at in range(1, count))
    return f"flowchart {direction}\n{steps}  s{count}[{count}단계: 끝]"


def messages(count: int) -> str:
    """A sequence diagram of so many messages."""
    names = "".join(
        f"  participant {key} as {name}\n"
        for key, name in zip("ABC", ("사용자", "서버", "저장소"), strict=True)
    )
    lines = (f"  {'ABC'[at % 3]}->>{'ABC'[(at + 1) % 3]}: {at}단계: 요청\n" for at in range(count))
    return f"sequenceDiagram\n{names}{''.join(lines)}"


def ring(count: int) -> str:
    """A long flowchart whose end leads back to its start, in a box with a title."""
    back = f"  s{count} -->|다시| s1\n"
    return f"{chain('TD', count)}\n{back}  subgraph 묶음\n  s2\n  s{count - 1}\n  end"


def framed(count: int) -> str:
    """A long flowchart whose last steps are in a frame, into which a line leads from the first one."""
    frame = "".join(f"  s{at}\n" for at in range(count - 8, count + 1))
    return f"{chain('TD', count)}\n  s1 --> s{count - 2}\n  subgraph 묶음\n{frame}  end"


LONG = {
    "down": chain("TD", 25),
    "right": chain("LR", 25),
    "very long": chain("TD", 80),
    "messages": messages(60),
    "ring": ring(30),
    "framed": framed(30),
}


def wide_steps(count: int) -> str:
    """A long flowchart with boxes beside one another at one step: wider than a page at its usual size."""
    sides = "".join(f"  s3 --> t{at}[긴 이름이 있는 상자 {at}, 한 줄로 씁니다]\n" for at in range(3))
    return f"{chain('TD', count)}\n{sides}"


def svg_of(source: str) -> str:
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    assert drawing is not None
    return drawing.svg


def order_for(folder: Path, *sources: str, around: str = "{}") -> Order:
    """The order for a handout of a page with diagrams, the HTML of which stands in `around`."""
    shown = ""
    for number, source in enumerate(sources):
        drawing = start_drawer(ROOT)[0].draw(source).drawing
        assert drawing is not None
        text = describe_diagram(drawing, KOREAN.diagrams)
        shown += around.format(render_drawing(drawing, text, f"diagram_{number}", KOREAN))
    written = "".join(f"````mermaid\n{source}\n````\n\n" for source in sources)
    article = f"<h1>제목</h1><p>앞의 글</p>{shown}<p>끝</p>"
    return order_of(article, folder, f"# 제목\n\n앞의 글\n\n{written}끝\n")


def letters_pt(pdf: bytes, letter: str) -> list[float]:
    """How high each `letter` of a PDF is set."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text, matrix = page.get_textpage(), pdfium.FS_MATRIX()
        for at in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text.raw, at)) == letter:
                pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
                scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
                found.append(pdfium.FPDFText_GetFontSize(text.raw, at) * scale)
    return found


@needs_fonts
@pytest.mark.parametrize("name", LONG)
def test_a_long_diagram_can_be_read(tmp_path: Path, name: str) -> None:
    """No text of it is below 5.5 points, each stands there once, in order, and nothing of it is missed."""
    made = make_handout(order_for(tmp_path, LONG[name]))
    assert made.problems == ()
    assert made.pdf is not None
    assert min(letters_pt(made.pdf, "단")) >= 5.5
    steps = [int(step) for text in page_texts(made.pdf) for step in re.findall(r"(\d+)단계", text)]
    assert len(steps) == len(set(steps))
    if name not in ("ring", "framed"):  # drawn in the order of its frames
        assert steps == sorted(steps)


@needs_fonts
@pytest.mark.parametrize("source", [chain("TD", 10), chain("LR", 10), messages(12)])
def test_a_diagram_that_fits_is_in_one_piece(tmp_path: Path, source: str) -> None:
    """Nothing is cut that can be read on one page."""
    order = order_for(tmp_path, source)
    assert "#slices(" not in document_of(order, set_content(order.pages, order))


#: A slice in the source of a document: its drawing, what is drawn again, what is spoken, and the rest.
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LAYERS = rf"(?:\({_QUOTED}, (?:true|false), \), )+"
SLICE = re.compile(rf"\(\({_LAYERS}\), {_QUOTED}, [\d.]+pt, [\d.]+pt, {_QUOTED}, {_QUOTED}, \), ")


@needs_fonts
def test_pages_of_slices_stand_upright(tmp_path: Path) -> None:
    """Where their text is as large as that of other diagrams: there are fewer of them so."""
    made = make_handout(order_for(tmp_path, wide_steps(25)))
    assert made.problems == ()
    assert made.pdf is not None
    assert 6.0 <= min(letters_pt(made.pdf, "단")) < 8.5
    assert all(
        width < height for width, height in (page.get_size() for page in pypdfium2.PdfDocument(made.pdf))
    )


def told(order: Order, document: str) -> list[str]:
    pdf = Press(order.fonts_dir).pdf(document, {}, 0)
    return [problem.code for problem in check_made(order, pdf) if "diagram" in problem.code]


@needs_fonts
@pytest.mark.parametrize("name", LONG)
def test_a_slice_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    """Each of them: left out, set before the others, or beyond the edge of its page."""
    order = order_for(tmp_path, LONG[name])
    document = document_of(order, set_content(order.pages, order))
    assert told(order, document) == []
    slices = SLICE.findall(document)
    assert len(slices) > 1
    for each in slices:
        assert told(order, document.replace(each, "")) == ["handout-diagram"]
    moved = document.replace("..placed)", "..placed.map(it => move(dx: 500pt, it)))")
    assert told(order, moved) == ["handout-diagram"]


@needs_fonts
@pytest.mark.parametrize(
    "part",
    [
        r'<text class=\\"diagram-label\\"[^>]*>9단계[^<]*</text>',
        r'<rect x=[^>]*/>(?=<text class=\\"diagram-label\\"[^>]*>9단계)',
        r'<path d=[^>]*/>(?=<path class=\\"diagram-marker)',
        r'<path class=\\"diagram-marker[^>]*/>',
    ],
)
def test_what_a_slice_lacks_is_told(tmp_path: Path, part: str) -> None:
    """One label, box, line or arrowhead, though lines go on in the next slice."""
    order = order_for(tmp_path, LONG["down"])
    document = document_of(order, set_content(order.pages, order))
    broken, count = re.subn(part, "", document, count=1)
    assert count == 1
    assert told(order, broken) == ["handout-diagram"]


@needs_fonts
def test_a_diagram_that_stays_too_small_is_told(tmp_path: Path) -> None:
    """In a list it has no page of its own: a hint names its line."""
    made = make_handout(order_for(tmp_path, LONG["down"], around="<ul><li>항목{}</li></ul>"))
    assert [(problem.code, problem.line) for problem in made.problems] == [("handout-small", 7)]


@needs_fonts
def test_a_diagram_too_large_both_ways_is_told(tmp_path: Path) -> None:
    """It is made smaller, as a whole; those around it are not."""
    steps = "".join(
        f"  a{at}_{row}[{at}단계 {row}줄] --> a{at + 1}_{row}\n" for row in range(24) for at in range(24)
    )
    made = make_handout(order_for(tmp_path, chain("TD", 3), f"flowchart TD\n{steps}", chain("LR", 25)))
    assert [(problem.code, problem.line) for problem in made.problems] == [("handout-small", 14)]


@needs_fonts
def test_diagrams_that_are_alike_are_told_apart(tmp_path: Path) -> None:
    """A short one that is a part of a long one, before and behind it, and the long one twice."""
    order = order_for(tmp_path, chain("TD", 9), LONG["down"], LONG["down"], chain("LR", 9), LONG["right"])
    document = document_of(order, set_content(order.pages, order))
    assert told(order, document) == []
    assert told(order, document.replace(SLICE.findall(document)[0], "", 1)) == ["handout-diagram"]


def test_slices_have_each_part_once() -> None:
    """Every text and shape is in one slice; a line that goes on is in the next one's ground, too."""
    for source in LONG.values():
        _check_slices(svg_of(source))
    slices = cut(svg_of(LONG["down"]), 1, 0.4)
    assert [len(each.layers) for each in slices] == [1, *[2] * (len(slices) - 1)]
    assert all(each.high <= 0.4 for each in slices)


@pytest.mark.long
def test_drawings_of_every_feature_are_cut_whole() -> None:
    """Whatever can be cut, either way."""
    cuts = sum(_check_slices(svg) for svg in map(_svg_or_nothing, features().values()) if svg)
    assert cuts > 200


def _svg_or_nothing(source: str) -> str:
    drawing = start_drawer(ROOT)[0].draw(source).drawing
    return drawing.svg if drawing else ""


def _check_slices(svg: str) -> int:
    """How many ways there are to cut a drawing into slices; each has all of it."""
    ways = [slices for slices in (cut(svg, 0, 0.6), cut(svg, 1, 0.6)) if slices]
    for slices in ways:
        own = [layer for each in slices for layer, is_own in each.layers if is_own]
        assert Counter(label for layer in own for label in drawn_labels(layer)) == Counter(drawn_labels(svg))
        assert sum(map(count_shapes, own)) == count_shapes(svg)
    return len(ways)


def test_a_line_that_goes_on_lies_on_the_frames_below() -> None:
    """Or it would be hidden where it leads into a frame: the frame is a layer below it."""
    slices = cut(svg_of(LONG["framed"]), 1, 0.5)
    crossed = next(each for each in slices if len(each.layers) == 3)
    assert [is_own for _, is_own in crossed.layers] == [True, False, True]
    assert "<text" not in crossed.layers[0][0]


def test_no_text_is_cut() -> None:
    """Where a text is in the way from one end to the other, there is no slice."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 400">'
    lines = "".join(f'<text x="5" y="{at}">글</text>' for at in range(20, 400, 10))
    assert cut(f"{start}{lines}</svg>", 1, 0.5) == []
    apart = "".join(f'<text x="5" y="{at}">글</text>' for at in range(20, 400, 40))
    assert len(cut(f"{start}{apart}</svg>", 1, 0.6)) == 2
    assert cut(f"{start}{apart}<image/></svg>", 1, 0.6) == []
