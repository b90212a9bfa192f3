# ruff: noqa: E501 - tables of cases, a line each
"""Inline styles that hide: what is taken out of a page's tree, and what stays in it."""

from __future__ import annotations

import pytest

from course.markdown.reading.page_blocks import Blocks, read_article, read_shown, read_unstyled

HIDING = """\
display:none
content-visibility:hidden
visibility:hidden
visibility:collapse
opacity:0
OPACITY : 0.0 !important; opacity: 1
opacity:0%
opacity:.05
filter:opacity(0)
font-size:0
font-size:1px
font-size:.1em
font:0/0 a
color:transparent
color:transparent; color:banana
color:#0000
color: rgb(0 0 0 / 0%)
color:hsla(0, 0%, 0%, 0)
-webkit-text-fill-color:transparent
color:white;background-color:#FFFFFF
color:red;background:red url(x.png)
max-height:0;overflow:hidden
width:1px;height:1px;overflow:hidden
max-width:0;overflow-x:clip
line-height:0;overflow:hidden
text-indent:100%;white-space:nowrap;overflow:hidden
clip-path:inset(50%)
clip-path:inset(0 100% 0 0)
clip-path:inset(0 0 100% 0 round 3px)
clip-path: circle(0)
clip-path:polygon(0 0,0 0,0 0)
-webkit-clip-path:circle(0px)
position:absolute;clip:rect(0 0 0 0)
position:absolute;clip:rect(1px,1px,1px,1px)
position:absolute;left:-9999px
position:absolute;left:-100vw
position:fixed;top:-999em
position:relative;right:-9999px
position:absolute;inset:-9999px auto auto auto
text-indent:-9999px
margin-left:-9999px
transform:translateX(-9999px)
transform:translate(-200vw,0)
translate:-9999px
transform:scale(0)
transform:scale(1,0)
transform:matrix(0,0,0,0,0,0)
transform:rotateX(90deg)
scale:0""".splitlines()
SHOWING = """\
display:block
visibility:visible
opacity:.5
opacity:0;opacity:1
opacity:calc(1)
font-size:80%
color:red
color:transparent;color:red
color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text
color:white;text-shadow:0 0 2px black
color:#fff;background:#000
max-height:0
height:0;padding-bottom:56.25%;overflow:hidden
height:300px;overflow:hidden
clip-path:inset(10%)
clip-path:polygon(0 0,100% 0,50% 100%)
clip:rect(0 0 0 0)
left:-9999px
position:absolute;left:50%;transform:translate(-50%,-100%)
margin-left:-100px
text-indent:-2em
transform:rotate(90deg)
transform:scale(-1,1)
transform:none
banana
color
opacity:;
}{;:""".splitlines()


def texts(article: str) -> list[str]:
    """What is counted as shown of a page with this article."""
    return [block.key[-1] for block in Blocks(read_article(f"<article>{article}</article>")).blocks]


@pytest.mark.parametrize("style", HIDING)
def test_a_style_hides(style: str) -> None:
    """The element it stands at, or all in an element around, is not shown."""
    assert texts(f'<p style="{style}">가</p>') == []
    assert texts(f'<div style="{style}"><section><p>가 <b>나</b></p></section></div><p>다</p>') == ["다"]


@pytest.mark.parametrize("style", SHOWING)
def test_a_style_does_not_hide(style: str) -> None:
    """Not by itself: what its surroundings make of it is seen in a browser."""
    assert texts(f'<p style="{style}">가</p>') == ["가"]


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        ('<div style="font-size:0"><p style="font-size:14px">가</p><p>나</p></div>', ["가"]),
        ('<div style="visibility:hidden"><p style="visibility:visible">가</p><p>나</p></div>', ["가"]),
        ('<div style="color:transparent"><p>나<b style="color:red">가</b></p></div>', ["가"]),
        ('<div style="opacity:0"><p style="opacity:1">가</p></div>', []),
        ('<p style="background:#fff">가<span style="color:white">나</span></p>', ["가"]),
        ('<table><tr><td bgcolor="black" style="color:#000">가</td><td bgcolor="black">나</td></tr></table>', ["나"]),
    ],
)  # fmt: skip
def test_a_style_further_in_counts(article: str, shown: list[str]) -> None:
    """Letters are as the nearest style has them; what is see-through stays so, whatever is in it."""
    assert texts(article) == [*shown]


@pytest.mark.parametrize(
    ("style", "count"),
    [("font-size:0;color:transparent", 1), ("visibility:hidden", 0), ("width:0", 0), ("max-height:0", 0), ("width:50%", 1)],
)  # fmt: skip
def test_pictures_have_no_letters(style: str, count: int) -> None:
    """A style of letters hides no picture; a size of nothing does."""
    article = f'<p>가 <img src="a.png" alt="나" style="{style}"></p>'
    blocks = Blocks(read_article(f"<article>{article}</article>")).blocks
    assert [block.kind for block in blocks].count("image") == count


def test_what_is_hidden_can_be_told() -> None:
    """Where a style hides something that is said, and the page without its styles has it."""
    page = '<article><p style="opacity:0">가</p><p>나</p></article>'
    assert read_shown(page)[1]
    assert [block.key[0] for block in read_unstyled(page)] == ["가", "나"]
    assert not read_shown("<article><p style='color:red'>가</p></article>")[1]
