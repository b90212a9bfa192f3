"""In a browser: a formula stays in its column, a long one scrolls in its box, numbers stand at the edge."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from course.formulas.build import formula_styles
from course.formulas.drawer import start_formulas
from course.markdown.formulas.finding import Formula
from support.courses import ROOT

pytestmark = pytest.mark.skipif(start_formulas(ROOT).engine is None, reason="npm has not brought Temml")
LONG = "(a+b)^{20} = " + " + ".join(f"c_{{{n}}}a^{{{n}}}" for n in range(30))
TALL = r"\cfrac{1}{1+\cfrac{1}{1+\cfrac{1}{1+\cfrac{1}{x}}}}"


def shown(browser: Browser, formulas: list[Formula], width: int, script: str) -> Any:
    """What `script` gives in a window of that width that shows `formulas`."""
    body = "".join(f"<p>글 {html}</p>" for html in start_formulas(ROOT).page(formulas))
    page = browser.new_page(viewport={"width": width, "height": 600})
    try:
        page.set_content(f"<!doctype html><style>{formula_styles(ROOT)}</style>{body}")
        return page.evaluate(script)
    finally:
        page.close()


@pytest.mark.parametrize("width", [390, 1200])
def test_long_formulas_scroll_in_their_box_and_tall_ones_are_whole(browser: Browser, width: int) -> None:
    formulas = [Formula(tex, is_display) for tex in (LONG, TALL) for is_display in (True, False)]
    boxes = "[...document.querySelectorAll('.formula-lines, .formula-long')]"
    sizes = f"{boxes}.map(e => [e.scrollWidth > e.clientWidth, e.scrollHeight - e.clientHeight])"
    assert shown(browser, formulas, width, "document.documentElement.scrollWidth") <= width
    is_cut = shown(browser, formulas, width, sizes)
    assert [scrolls for scrolls, _ in is_cut][:2] == [True, True]
    assert all(hidden <= 1 for _, hidden in is_cut)


def test_numbers_stand_at_the_edge(browser: Browser) -> None:
    formulas = [
        Formula(r"E = mc^2 \tag{1}", True),
        Formula(r"\begin{align} a &= b \\ c &= d \end{align}", True),
    ]
    numbers = "[...document.querySelectorAll('.formula-number, .tml-tag')]"
    edges = f"{numbers}.map(number => number.getBoundingClientRect().right)"
    rights = shown(browser, formulas, 600, edges)
    assert len(rights) == 3
    assert all(570 < right <= 600 for right in rights)
