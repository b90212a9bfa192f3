"""Files of pictures of unusual kinds: drawn on paper as a browser shows them, and proved."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from course.handout.make import make_handout
from course.handout.order import Made
from course.handout.paper import PAPERS
from course.handout.proving.pdf_facts import read_pdf
from course.handout.shown_pictures import picture_in
from support.courses import write_files
from support.handouts import folded, needs_fonts, order_of
from support.pictures import drawn_sizes, png


def made_with(folder: Path, content: bytes, name: str) -> Made:
    """The handout, proved, of a page that shows a file of that name alone."""
    write_files(folder / "site", {name: content})
    article = f"<h1>가</h1><p><img src='../{name}' alt='그림'></p>"
    return make_handout(replace(order_of(article, folder, f"# 가\n\n![그림]({name})\n"), is_proved=True))


_SIZES = {
    "nothing": ("", (225, 112)),
    "a width": ('width="200"', (150, 112)),
    "a height": ('height="40"', (225, 30)),
    "a share": ('width="100%" height="100%"', (225, 112)),
    "a view": ('viewBox="0 0 400 120"', (300, 90)),
    "a view and a height": ('viewBox="0 0 400 120" height="60"', (150, 45)),
    "a view and a width": ('viewBox="0 0 400 120" width="100"', (75, 22)),
}


@needs_fonts
@pytest.mark.parametrize("stated", _SIZES)
def test_a_drawing_is_as_large_as_a_browser_shows_it(tmp_path: Path, stated: str) -> None:
    """Whatever of its size it states, what it says is drawn and the proof finds it."""
    attributes, (wide, high) = _SIZES[stated]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="9" height="9"/></svg>'
    made = made_with(tmp_path, svg.encode(), "x.svg")
    assert made.problems == ()
    assert made.pdf is not None
    (figure,) = [each for each in read_pdf(made.pdf, PAPERS["a4"]).objects.figures if each.spoken == "그림"]
    left, low, right, top = figure.box
    assert (right - left, top - low) == pytest.approx((wide, high), abs=1)


@needs_fonts
@pytest.mark.parametrize(
    ("inside", "shown", "unseen"),
    [
        ("{}", ["<b>외래</b> 글자", "외래글자"], "다른말"),
        ('<g transform="translate(20,9)">{}</g>', ["<p>하나</p><p>둘</p>", "하나둘"], "다른말"),
        ("<switch>{}<text y='20'>다른말</text></switch>", ["<b>외래</b>", "다른말"], "외래"),
    ],
)
def test_html_in_a_drawing_is_text_on_paper(
    tmp_path: Path, inside: str, shown: list[str], unseen: str
) -> None:
    """As text in its middle; where the drawing has other words for that, those."""
    html = (
        f'<foreignObject width="150" height="40" requiredFeatures="x"><div>{shown[0]}</div></foreignObject>'
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="90">{inside.format(html)}</svg>'
    made = made_with(tmp_path, svg.encode(), "x.svg")
    assert made.problems == ()
    assert shown[1] in folded(made.pdf)
    assert unseen not in folded(made.pdf)


@needs_fonts
def test_a_picture_in_its_own_address_is_a_picture(tmp_path: Path) -> None:
    """``data:image/png;base64,…`` is drawn, in a line too, and told where it is taken away."""
    data = base64.b64encode(png(40, 20, "red")).decode()
    text = f"글 ![하나](data:image/png;base64,{data}) 뒤"
    article = f"<h1>가</h1><p>글 <img src='data:image/png;base64,{data}' alt='하나'> 뒤</p>"
    order = replace(order_of(article, tmp_path, f"# 가\n\n{text}\n"), is_proved=True)
    made = make_handout(order)
    assert made.problems == ()
    assert drawn_sizes(made.pdf) == [(30, 15)]
    (page,) = order.pages
    bare = replace(page, article=b"<article><h1>\xea\xb0\x80</h1><p>\xea\xb8\x80 \xeb\x92\xa4</p></article>")
    without = make_handout(replace(order, pages=(bare,)))
    assert [problem.code for problem in without.problems] == ["handout-lost"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("data:image/png;base64,QQ==", ("png", b"A")),
        ("data:image/jpeg;charset=x;base64,QQ", ("jpg", b"A")),
        ("data:image/svg+xml,%3Csvg/%3E", ("svg", b"<svg/>")),
        ("DATA:image/GIF;base64,Q Q", ("gif", b"A")),
        ("data:image/tiff;base64,QQ==", None),
        ("data:text/html,a", None),
        ("data:image/png;base64", None),
        ("a.png", None),
    ],
)
def test_files_in_addresses(address: str, found: tuple[str, bytes] | None) -> None:
    """Ending and content of the file, however it is written; of what is no picture nothing."""
    assert picture_in(address) == found


@needs_fonts
@pytest.mark.parametrize(
    ("page", "src"), [("a/index.html", "../x.png"), ("index.html", "x.png"), ("b/c.html", "../x.png")]
)
def test_pictures_of_a_site_without_an_address(tmp_path: Path, page: str, src: str) -> None:
    """A course whose settings name no ``site_url`` has its pictures on paper all the same."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/x.png").write_bytes(png(60, 40, "red"))
    order = order_of(f"<h1>가</h1><p><img src='{src}' alt='하나'></p>", tmp_path)
    given = replace(order.pages[0], url="", site_path=page)
    nowhere = replace(order, site_url="", pages=(given,), sheet=replace(order.sheet, url=""))
    assert drawn_sizes(make_handout(nowhere).pdf) == [(45, 30)]
