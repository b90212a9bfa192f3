"""Pages read as blocks: what goes along with what, and how much text is much."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from course.handout import lengths, tree
from course.handout.contents.pages import set_content
from course.handout.contents.sides import set_sides
from course.handout.editions import BESIDE
from course.handout.make import make_handout
from course.handout.paper import LAYOUTS, PAPERS
from course.markdown.reading.page_blocks import fold
from support.courses import ROOT
from support.handouts import needs_fonts, order_of, page_texts

WIDE = "".join(f"<th>열이름{number}</th>" for number in range(9))
WIDE += f"</tr><tr>{'<td>configuration-value</td>' * 9}"
NOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
FOOTNOTES = '<div class="footnote"><ol><li id="fn:1"><p>각주</p></li></ol></div>'
#: A Korean word and a space: three characters of text, whatever they take as markup.
WORD = "가나 "


def body_of(article: str, folder: Path) -> list[tree.Part]:
    """The blocks of the handout of a made-up page."""
    order = order_of(article, folder)
    return set_content(order.pages, order).body


def words(characters: int) -> str:
    """Korean words of so many characters."""
    return (WORD * characters)[:characters]


@needs_fonts
@pytest.mark.parametrize("said", ["{pulled}", "#own-page(", "#footnote[", "#grid-table(", "#hd(2, 2"])
def test_no_text_is_taken_for_markup(tmp_path: Path, said: str) -> None:
    """A page that says what a handout is written in gets its handout, and the text stands there once."""
    table = f"<table><tr>{WIDE}</tr><tr><td><code>{said}</code></td></tr></table>"
    article = f"<h1>가</h1><p>{said} 앞</p><h2>표의 제목</h2><p>표:</p>{table}<p><code>{said}</code></p>"
    made = make_handout(order_of(article, tmp_path))
    assert made.problems == ()
    pages = [fold(text) for text in page_texts(made.pdf)]
    assert "".join(pages).count(fold(said)) == 3
    (turned,) = [text for text in pages if "configuration-value" in text]
    assert turned.index("표의제목") < turned.index("표:") < turned.index("열이름8")


def test_what_needs_a_page_takes_along_what_announces_it(tmp_path: Path) -> None:
    """The heading and the label above a wide table stand on its page; the text before them does not."""
    body = body_of(f"<h1>가</h1><p>앞</p><h2>나</h2><p>표:</p><table><tr>{WIDE}</tr></table>", tmp_path)
    page = next(block for block in body if isinstance(block, tree.OwnPage))
    assert [type(part).__name__ for part in page.above] == ["Heading", "Box"]
    assert tree.has(page.body, tree.Table)
    assert not any(tree.announces(block) for block in body)


@pytest.mark.parametrize(("length", "pages"), [(380, 1), (420, 0)])
def test_a_short_text_between_two_pages_stands_on_the_second(tmp_path: Path, length: int, pages: int) -> None:
    """Short is what has few characters of text: Korean words are no longer than their letters."""
    table = f"<table><tr>{WIDE}</tr></table>"
    body = body_of(f"<h1>가</h1>{table}<p>{words(length)}</p>{table}", tmp_path)
    own = [block for block in body if isinstance(block, tree.OwnPage)]
    assert [bool(block.above) for block in own] == [False, bool(pages)]


@pytest.mark.parametrize(("length", "is_kept"), [(1900, True), (2100, False)])
def test_a_short_block_with_a_footnote_is_kept_with_its_heading(
    tmp_path: Path, length: int, is_kept: bool
) -> None:
    """It is not divided up to 2,000 characters of text, its footnote counted."""
    body = body_of(f"<h1>가</h1><h2>나</h2><p>{words(length)}{NOTE}</p>{FOOTNOTES}", tmp_path)
    assert tree.has(body, tree.Kept) is is_kept


@pytest.mark.parametrize(("length", "is_whole"), [(680, True), (720, False)])
def test_a_short_answer_is_not_divided(tmp_path: Path, length: int, is_whole: bool) -> None:
    """An answer at the end stays on one page up to 700 characters of text."""
    body = body_of(f"<h1>가</h1><details><summary>답</summary><p>{words(length)}</p></details>", tmp_path)
    panels = [block for block in body if isinstance(block, tree.Box) and block.kind == "panel"]
    assert len(panels) == (0 if is_whole else 1)


@pytest.mark.parametrize(("length", "is_whole"), [(780, True), (820, False)])
def test_a_short_row_of_two_languages_is_not_divided(tmp_path: Path, length: int, is_whole: bool) -> None:
    """A row stays on one page up to 800 characters of text on each side."""
    order = order_of(f"<h1>가</h1><p>{words(length)}</p>", tmp_path)
    sheet = replace(order.sheet, paper=LAYOUTS[BESIDE.layout](PAPERS["a4"]))
    order = replace(order, edition=BESIDE, sheet=sheet)
    rows = [part for part in set_sides(replace(order, beside=order)).body if isinstance(part, tree.Beside)]
    assert [row.is_whole for row in rows] == [is_whole]


SVG = "<svg viewBox='0 0 200 99' width='200'><text x='9' y='50' font-size='12'>칸</text></svg>"


@needs_fonts
@pytest.mark.parametrize("box", ["p", "div", "section", "blockquote", "center"])
@pytest.mark.parametrize("figure", [f"<figure class='diagram'>{SVG}</figure>", SVG])
def test_what_announces_a_drawing_in_a_box_is_not_lost(tmp_path: Path, box: str, figure: str) -> None:
    """A drawing inside a box takes nothing along: heading and label stand before it, in two languages too."""
    article = f"<h1>가</h1><h2>나</h2><p>그림:</p><{box}>{figure}</{box}><p>뒤</p>"
    order = order_of(article, tmp_path)
    assert "나그림:" in fold("".join(page_texts(make_handout(order).pdf)))
    sheet = replace(order.sheet, paper=LAYOUTS[BESIDE.layout](PAPERS["a4"]))
    order = replace(order, edition=BESIDE, sheet=sheet)
    said = fold("".join(page_texts(make_handout(replace(order, beside=order)).pdf)))
    assert said.count("그림:") == said.count("뒤") == 2


def test_notes_below_a_heading_go_along_with_it(tmp_path: Path) -> None:
    """A lecturer's note in a heading stands below it, and on the page of the wide table that follows."""
    note = '<span data-added="instructor">쉬어 갑니다</span>'
    body = body_of(f"<h1>가</h1><p>앞</p><h2>나 {note}</h2><table><tr>{WIDE}</tr></table>", tmp_path)
    page = next(block for block in body if isinstance(block, tree.OwnPage))
    assert [type(part).__name__ for part in page.above] == ["Heading", "Box"]


def test_items_of_another_kind_begin_a_new_list(tmp_path: Path) -> None:
    """Task boxes between points, and an item with a number of its own, do; numbers go on behind them."""
    task = '<li><input type="checkbox" checked> 한 것</li>'
    article = (
        f'<h1>가</h1><ol start="3"><li>셋</li><li>넷</li><li value="9">아홉</li>{task}<li>열하나</li></ol>'
    )
    lists = [part for part in tree.parts_of(body_of(article, tmp_path)) if isinstance(part, tree.Items)]
    assert [(each.start, len(each.bodies), each.mark is None) for each in lists] == [
        (3, 2, True),
        (9, 1, True),
        (10, 1, False),
        (11, 1, True),
    ]
    assert lists[2].mark == tree.Content(tree.Sign("box-done"))
    assert not tree.has(lists[2].bodies, tree.Sign)


def test_only_the_emitter_knows_typst() -> None:
    """What reads pages and puts handouts together does not import it, and writes no call of its functions."""
    handout = ROOT / "hooks/course/handout"
    for path in [*handout.glob("reading/*.py"), *handout.glob("contents/*.py"), handout / "tree.py"]:
        text = path.read_text(encoding="utf-8")
        assert "handout.typst" not in text, path
        assert not re.search(r"[\"'(]#[a-z][a-z-]*[(\[]", text), path
    for path in handout.glob("typst/*.py"):
        assert not re.search(r"handout\.(?:reading|contents)", path.read_text(encoding="utf-8")), path


def test_an_edition_is_named_in_its_table_alone() -> None:
    """Other modules ask what an edition does, not what it is called."""
    core = ROOT / "hooks/course"
    paths = [*core.rglob("handout/**/*.py"), core / "publish/handouts.py", core / "verbs/handouts.py"]
    assert len(paths) > 30
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if path.name != "editions.py":
            assert not re.search(r"edition(?:\.name)? (?:==|!=|in) [\"'(]", text), path


def test_a_drawing_is_no_short_text() -> None:
    """However little is written in it, what holds a drawing is divided; so are many short lines of code."""
    drawing = tree.Content(tree.Drawing("drawing", "<svg/>", "그림", 9.0, 9.0))
    assert not lengths.is_short(drawing, 9)
    assert lengths.is_short(tree.CodeBlock(None, ("a",) * 60), 400)
    assert not lengths.is_short(tree.CodeBlock(None, ("a",) * 80), 400)
