"""No page has a ``style`` on an element: what it would say are classes, which look the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from lxml import etree, html
from playwright.sync_api import Browser, Page

from course.markdown.html.style_classes import styles_of
from course.pages.policy import policies_of
from support.courses import ROOT, BuiltDocs
from support.pages import assert_quiet, opened, served

SESSION = "week_03/day3/session_1/"
GIVEN = """# 하나

| 왼쪽 | 오른쪽 |
|:-----|-------:|
| 하나 | 둘     |

<table style="width: 50%"><tr><td style="color: rgb(1, 2, 3)">셋</td></tr></table>

<p id="named" style="text-align: right">넷 <span style="font-weight: bold">다섯</span></p>

$\\colorbox{yellow}{x}$
"""


def style(page: Page, selector: str, name: str) -> str:
    """What the browser has worked out for the first element that a selector matches."""
    return str(
        page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    )


def test_no_element_has_a_style(built_site: Path) -> None:
    """Neither of ours nor of drawings, and every page forbids them; the sheet has a rule for each class."""
    sheets = "".join(path.read_text("utf-8") for path in built_site.glob("*/assets/stylesheets/*.css"))
    said = set()
    for path in built_site.rglob("*.html"):
        content = path.read_bytes()
        assert not html.fromstring(content).xpath("//*[@style]"), path
        said |= styles_of(content)
        for policy in policies_of(content.decode()):
            assert "style-src-attr 'none'" in policy, path
        for element in html.fromstring(content).xpath("//*[@data-style]"):
            *_, last = element.get("class").split()
            assert f".{last}:not(#_#_){{" in sheets
    assert len(said) > 10


def test_styles_look_as_they_did(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Above what the theme and ids say; a lecturer's table is still one of the theme's."""
    extra = "#named.md-typeset, article #named { text-align: left }"
    listed = yaml.safe_load((ROOT / "hooks/product.yml").read_text("utf-8").replace("!", "#"))["extra_css"]
    built = build_docs({"index.md": GIVEN, "own.css": extra}, extra_css=[*listed, "own.css"])
    content = (built.site_dir / "index.html").read_text("utf-8")
    assert not html.fromstring(content).xpath("//*[@style]")
    with served(built.site_dir) as home, opened(browser, width=1000) as (page, watch):
        page.goto(home, wait_until="networkidle")
        assert style(page, "td >> text=둘", "textAlign") == "right"
        assert style(page, "td >> text=셋", "color") == "rgb(1, 2, 3)"
        assert style(page, "#named", "textAlign") == "right"
        assert style(page, "span >> text=다섯", "fontWeight") == "700"
        assert page.locator(".md-typeset__table table").count() == 2
        assert page.locator("table >> nth=1").evaluate("table => table.hasAttribute('class')") is False
        grounds = "all => all.map(each => getComputedStyle(each).backgroundColor)"
        assert "rgb(255, 255, 0)" in page.locator("math *").evaluate_all(grounds)
        assert_quiet(watch)


def test_what_a_drawing_says_goes_into_its_file(built_site: Path, browser: Browser) -> None:
    """Corners are round, boxes have their colours; in a saved file, which has no style sheet, too."""
    with served(built_site) as home, opened(browser) as (page, watch):
        page.goto(f"{home}ko/{SESSION}", wait_until="networkidle")
        assert style(page, "svg.diagram-drawing rect[data-style*='rx:']", "rx") == "5px"
        shares = page.locator(".agenda__part").evaluate_all(
            "all => all.map(each => getComputedStyle(each).flexGrow)"
        )
        assert shares == ["5", "35", "10"]
        with page.expect_download() as download:
            page.locator(".diagram__tools button").nth(1).click()
        root = etree.fromstring(Path(download.value.path()).read_bytes())
        boxes = root.xpath("//*[local-name()='rect'][@data-style]")
        assert boxes
        assert all("rx: var(--_radius)" in box.get("style", "") for box in boxes)
        assert "--_ground: " in root.get("style", "")
        assert_quiet(watch)


def test_the_other_language_brings_its_styles_along(built_site: Path, browser: Browser) -> None:
    """Side by side they are seen, though this page's sheet has no such class."""
    content = (built_site / "en" / SESSION / "index.html").read_text("utf-8")
    added = '<p><b class="s01234567" data-style="color: rgb(4, 5, 6)">only there</b> '
    content = content.replace("<p>", added)
    with served(built_site) as home, opened(browser) as (page, watch):
        page.route("**/en/week_03/**", lambda route: route.fulfill(body=content, content_type="text/html"))
        page.goto(f"{home}ko/{SESSION}", wait_until="networkidle")
        page.locator(".side__button").click()
        page.wait_for_selector(".side__row")
        assert style(page, ".side__other b.s01234567", "color") == "rgb(4, 5, 6)"
        assert_quiet(watch)


@pytest.mark.parametrize(
    "script", ["article.innerHTML = '<p style=\"color: red\">x'", "article.setAttribute('style', 'a:b')"]
)
def test_a_style_that_is_left_is_told(built_site: Path, browser: Browser, script: str) -> None:
    """The browser complains, which fails every test that looks at what it says."""
    with served(built_site) as home, opened(browser) as (page, watch):
        page.goto(f"{home}ko/{SESSION}", wait_until="networkidle")
        page.evaluate(f"(article => {{ {script} }})(document.querySelector('article'))")
        assert any("style-src-attr" in told for told in watch.complaints)
