"""Pictures on paper: wherever they stand they are drawn, in the size that is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from course.handout.order import Made
from course.handout.typst.press import Press, PressError
from support.courses import write_files
from support.handouts import folded, made_of, needs_fonts, order_of
from support.pictures import drawn_sizes, picture_files

pytestmark = needs_fonts

WIDE, MIDDLE, FLAT, SMALL = (504, 336), (450, 300), (300, 75), (18, 18)
A, B, S = (f'<img src="{name}.png" alt="{name}">' for name in "abs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose site has pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    write_files(folder / "site", picture_files("a"))
    return folder


def made(html: str, folder: Path, told: Sequence[str] = ()) -> Made:
    """The handout of a page with that HTML, without a Problem but those whose codes are `told`."""
    result = made_of(f"<h1>제목</h1>{html}<p>끝에 있는 글</p>", folder)
    assert [problem.code for problem in result.problems] == [*told], result.problems
    assert "끝에있는글" in folded(result.pdf)
    return result


@pytest.mark.parametrize(
    ("html", "sizes"),
    [
        (f"<p>{A}\n<em>그림 1. 설명</em></p>", [WIDE]),
        (f"<p>글 {A} 글</p>", [WIDE]),
        (f"<p>{A} {B}</p>", [WIDE, MIDDLE]),
        (f"<p>글{S}글 {S}</p>", [SMALL, SMALL]),
        (A, [WIDE]),
        (f"글 {A} 글", [WIDE]),
        (f"<blockquote><p>글 {B} 글</p></blockquote>", [MIDDLE]),
        (f'<div class="admonition note"><p class="admonition-title">n</p><p>{B}</p></div>', [MIDDLE]),
        (f"<ul><li><p>하나 {B}</p></li><li><p>둘</p></li></ul>", [MIDDLE]),
        (f"<ul><li>{B}</li><li>하나<ol><li>글 {S} {B}</li></ol></li></ul>", [MIDDLE, SMALL, MIDDLE]),
        (f"<dl><dt>말 {S}</dt><dd>{B}</dd></dl>", [SMALL, MIDDLE]),
        (f"<details open><summary>{S}</summary><p>글 {B}</p></details>", [SMALL, MIDDLE]),
        (f"<details><summary>접힘</summary>{B}</details>", [MIDDLE]),
        (f"<figure>{B}<figcaption>설명 {S}</figcaption></figure>", [MIDDLE, SMALL]),
        (f'<div align="center">{B}</div>', [MIDDLE]),
        (f'<p align="center">{B}</p>', [MIDDLE]),
        (f"<center>{B}</center>", [MIDDLE]),
        (f"<p><strong>굵게 {B}</strong><em>{S}</em><del>{S}</del></p>", [MIDDLE, SMALL, SMALL]),
        (f"<h2>{S} 제목</h2><h3>{B}</h3>", [SMALL, MIDDLE]),
        (f"<p><kbd>{S}</kbd> <code>{S} x</code> <samp>{B}</samp></p>", [SMALL, SMALL, MIDDLE]),
        (f'<p><a href="https://example.org/v">{B}</a></p>', [MIDDLE]),
        (f'<h2><a href="https://example.org/v">{B}</a></h2>', [MIDDLE]),
        (f'<ul><li><a href="https://example.org/v">{S}</a> {B}</li></ul>', [SMALL, MIDDLE]),
        ('<p>글<sup id="r"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><ol>'
         f'<li id="fn:1"><p>각주 {B}</p></li></ol></div>', [MIDDLE]),
        (f"<table><tr><td>{A}</td><td>글</td></tr></table>", [(477, 318)]),
        (f"<table><tr><th>{S}</th><th>가</th></tr><tr><td>{S}</td><td>{B}</td></tr></table>",
         [SMALL, SMALL, (450, 300)]),
        (f"<table><tr><td><p>{B}</p></td><td><ul><li>{S}</li></ul></td></tr></table>", [(448, 299), SMALL]),
    ],
)  # fmt: skip
def test_a_picture_is_drawn_wherever_it_stands(folder: Path, html: str, sizes: list[tuple[int, int]]) -> None:
    """In captions, lists, quotes, cells, links, headings and notes, as large as there is room."""
    assert drawn_sizes(made(html, folder).pdf) == sizes


STATED = {
    'width="300"': (225, 150),
    'width="300px"': (225, 150),
    'width="80%"': (404, 269),
    'width=" 50 "': (38, 25),
    'height="120"': (135, 90),
    'height="90" width="200"': (150, 100),
    'style="width: 25%"': (126, 84),
    'style="width:10em;max-width:90px"': (68, 45),
    'style="max-width: 200px"': (150, 100),
    'width="99999"': WIDE,
    'width="0"': WIDE,
    'width="auto"': WIDE,
}


@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<p>글 {} 글</p>"])
def test_a_picture_has_the_size_that_is_written(folder: Path, around: str) -> None:
    """Pixels, hundredths of the line and heights count, alone and in a line of text."""
    html = "<p>글</p>".join(around.format(f'<img src="a.png" {stated}>') for stated in STATED)
    assert drawn_sizes(made(html, folder).pdf) == list(STATED.values())


def test_a_tall_picture_stays_on_its_page(folder: Path) -> None:
    """What has no written size is no higher than 15 cm; what has one, no higher than the page's text."""
    html = '<p><img src="t.png" alt="t"></p><p>글 <img src="t.png" width="100%" alt="t"> 글</p>'
    assert drawn_sizes(made(html, folder).pdf) == [(85, 425), (134, 668)]


def test_a_picture_that_its_camera_turned_stays_on_its_page(folder: Path) -> None:
    """A telephone held upright writes a picture that lies, and says so."""
    turned, lying = Image.Exif(), Image.new("RGB", (1500, 500), "red")
    turned[0x0112] = 6  # a quarter of a turn, Exif 2.32
    lying.save(folder / "site/a/turned.jpg", exif=turned)
    assert drawn_sizes(made('<p><img src="turned.jpg" alt="t"></p>', folder).pdf) == [(142, 425)]


def test_many_pictures_of_a_short_list_are_on_several_pages(folder: Path) -> None:
    """What is short as text may be long with its pictures: it is divided, and each stands on a page whole."""
    for html in (
        f"<ul>{f'<li>하나 {A}</li>' * 5}</ul>",
        f"<div align='center'>{f'<p>{A}</p>' * 5}</div>",
        f"<table>{f'<tr><td>{A}</td></tr>' * 5}</table>",
        f"<table><tr><td>{f'<p>{A}</p>' * 5}</td></tr></table>",
        f"<details><summary>답</summary>{f'<p>{A}</p>' * 5}</details>",
    ):
        sizes = drawn_sizes(made(html, folder).pdf)
        assert len(sizes) == 5, html
        assert min(sizes) > (400, 300), html


PICTURE = "<picture>{}<img src='b.png' alt='x'></picture>"


LIGHT = [
    (PICTURE.format("<source media='(prefers-color-scheme: dark)' srcset='a.png'>"), MIDDLE),
    (PICTURE.format("<source media='(prefers-color-scheme: light)' srcset='c.png'>"), FLAT),
    (PICTURE.format("<source media='(prefers-color-scheme:dark)' srcset='t.png'>"
                    "<source media='(prefers-color-scheme:light)' srcset='c.png 2x, t.png'>"), FLAT),
    (PICTURE.format("<source media='(max-width: 600px)' srcset='a.png'>"), MIDDLE),
    (PICTURE.format("<source media='(min-width: 600px)' srcset='c.png'>"), FLAT),
    (PICTURE.format("<source media='print, (prefers-color-scheme: dark)' srcset='c.png'>"), FLAT),
    (PICTURE.format("<source type='image/avif' srcset='a.png'>"), MIDDLE),
    ("<img src='b.png#gh-light-mode-only' alt='x'> <img src='a.png#gh-dark-mode-only' alt='x'>", MIDDLE),
    ("<img src='a.png#only-dark' alt='x'>\n<img src='b.png#only-light' alt='x'>", MIDDLE),
]  # fmt: skip


@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<ul><li>글 {} 글</li></ul>"])
def test_paper_shows_what_is_meant_for_the_light(folder: Path, around: str) -> None:
    """Of a picture for a light and one for a dark page, the light one is printed, alone."""
    result = made("<p>글</p>".join(around.format(html) for html, _ in LIGHT), folder)
    assert drawn_sizes(result.pdf) == [size for _, size in LIGHT]


@pytest.mark.parametrize("name", ["v", "w"])
@pytest.mark.parametrize("around", ["<p>{}</p>", "<p>글 {} 글</p>", "<h2>{}</h2>"])
def test_a_drawing_of_its_author_never_costs_the_handout(folder: Path, name: str, around: str) -> None:
    """An SVG with characters that Typst refuses to draw is drawn by another library, with its words."""
    told = ["handout-glyph"] if name == "w" else []
    result = made(around.format(f'<img src="{name}.svg" alt="그림">'), folder, told)
    assert drawn_sizes(result.pdf) == ([(150, 75)] if name == "w" else [])
    assert all(colours > 1 for colours in _colours(result.pdf)), "the drawing has lost its words"
    assert "그림" in _spoken(result.pdf)


def test_a_picture_without_words_is_decoration(folder: Path) -> None:
    """One whose author says that it shows nothing is not read out; one of which he says nothing is."""
    result = made('<p><img src="b.png" alt=""></p><p><img src="a.png"></p>', folder)
    assert drawn_sizes(result.pdf) == [MIDDLE, WIDE]
    assert _spoken(result.pdf) == ["그림", "온라인 페이지의 QR 코드: example.org/ko/a"]


def _colours(pdf: bytes | None) -> list[int]:
    """How many colours each picture of points has."""
    assert pdf is not None
    pictures = [
        picture
        for page in pypdfium2.PdfDocument(pdf)
        for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8)
    ]
    return [len(picture.get_bitmap().to_pil().getcolors(1 << 24)) for picture in pictures]


def _spoken(pdf: bytes | None) -> list[str]:
    assert pdf is not None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return sorted(str(item["/Alt"]) for item in items if "/Alt" in item and item.get("/S") == "/Figure")


@pytest.mark.parametrize(
    ("title", "outlined"),
    [
        ('<img src="b.png" alt="구성도">', "구성도"),
        ('<img src="b.png" alt="">', "b"),
        ('<img src="s.png" alt="로고"> 시작', "시작"),
    ],
)
def test_a_heading_of_a_picture_has_a_name(folder: Path, title: str, outlined: str) -> None:
    """In the outline stands the picture's name, else its file's; text beside it stands there alone."""
    result = made(f"<h2>{title}</h2><p>글</p>", folder)
    assert result.pdf is not None
    with pikepdf.open(io.BytesIO(result.pdf)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == [outlined]


def test_a_heading_is_outlined_without_the_address_of_its_link(folder: Path) -> None:
    """Beside a picture, too."""
    result = made(f'<h2>{B} <a href="https://example.org/v">영상</a> 보기</h2><p>글</p>', folder)
    assert result.pdf is not None
    with pikepdf.open(io.BytesIO(result.pdf)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["영상 보기"]


def test_a_row_of_a_table_with_several_pictures_stays_on_its_pages(folder: Path) -> None:
    """Where a cell has several, its row is divided, whatever the others have; none goes over the edge."""
    high = '<img src="t.png" alt="t" width="160">'
    result = made(f"<table><tr><td>글 하나</td><td>{high}<br>{high}</td></tr></table>", folder)
    assert result.pdf is not None
    for page in pypdfium2.PdfDocument(result.pdf):
        for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            assert drawn.get_bounds()[1] > 50
    assert len(drawn_sizes(result.pdf)) == 2


def test_a_picture_over_several_columns_can_be_seen(folder: Path) -> None:
    """Columns that have little text are as wide as the picture over them needs."""
    result = made(f"<table><tr><td>1</td><td>2</td></tr><tr><td colspan=2>{A}</td></tr></table>", folder)
    assert min(width for width, _ in drawn_sizes(result.pdf)) > 400


def test_a_page_whose_title_is_a_picture_has_its_words(folder: Path) -> None:
    """As the PDF's title, too: without one it could not be set. A footnote's number is none of it."""
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    notes = '<div class="footnote"><ol><li id="fn:1"><p>각주</p></li></ol></div>'
    for title, wanted in {'<img src="b.png" alt="로고">': "로고", f"제목{note}": "제목"}.items():
        result = made_of(f"<h1>{title}</h1><p>글</p>{notes}", folder)
        assert result.pdf is not None
        with pikepdf.open(io.BytesIO(result.pdf)) as document:
            assert str(document.docinfo["/Title"]) == wanted


def test_what_only_a_screen_plays_gives_its_address(folder: Path) -> None:
    """Films, sounds and frames never take along what stands behind them."""
    tags = ("<embed src='x.pdf'>", "<object data='x.pdf'>대신</object>", "<iframe src='x.pdf'></iframe>")
    tags += (
        "<iframe data-src='x.pdf'></iframe>",
        "<video src='x.pdf'></video>",
        "<audio><source src='x.pdf'></audio>",
    )
    for tag in tags:
        text = folded(made(f"<p>앞</p>{tag}<p>뒤에 오는 글</p>", folder).pdf)
        assert "(https://example.org/ko/a/x.pdf)" in text, tag
        assert "뒤에오는글" in text, tag


def test_a_picture_that_is_not_there_leaves_its_words(folder: Path) -> None:
    """No address is made up for it; one on the web has its own."""
    html = '<ul><li>자리: <img src="../none/x.svg" alt="없는 그림"> 글</li></ul>'
    text = folded(made(f'{html}<p><img src="https://p.example/y.png" alt="먼 그림"> 글</p>', folder).pdf)
    assert "자리:[없는그림]글" in text
    assert "[먼그림](https://p.example/y.png)글" in text


def test_a_warning_of_typst_is_a_fault(tmp_path: Path) -> None:
    """Typst leaves out what it only warns of: such a document is none."""
    press = Press(order_of("", tmp_path).fonts_dir)
    document = '#set document(title: "a")\n#set text(font: "Pretendard")\n#par[글 #layout(_ => block[안])]'
    with pytest.raises(PressError, match="ignored"):
        press.pdf(document, {}, 0)
