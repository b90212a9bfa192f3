"""What only a browser does: drawing, switching, remembering, finding, printing."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, Page

from support.courses import SAMPLE
from support.pages import (
    OUTSIDE,
    WORST_CONTRAST,
    assert_quiet,
    expected_of,
    follow,
    mermaid_fences,
    opened,
    served,
    show,
)

SESSION = "ko/week_03/day3/session_1/"
SOURCES = mermaid_fences((SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8"))

#: JavaScript: labels, boxes and lines of each diagram drawn, as `Expected` has them.
SEEN = """() => [...document.querySelectorAll("svg.diagram-drawing")].map(svg => ({
  labels: [...svg.querySelectorAll("text")].map(text => (text.children.length
    ? [...text.children].map(line => line.textContent.trim()).join(" ")
    : text.textContent).trim().replace(/\\s+/g, " ")).filter(Boolean).sort(),
  boxes: svg.matches("[data-kind=sequence] svg")
    ? svg.querySelectorAll(".diagram-lifeline").length : svg.querySelectorAll(".diagram-node").length,
  lines: svg.querySelectorAll(".diagram-edge").length,
}))"""

#: JavaScript: the smallest text of all diagrams, in pixels on the screen.
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("svg.diagram-drawing")].flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
  return [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale)
}))"""


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the sample course."""
    with served(built_site) as address:
        yield address


def assert_all_drawn(page: Page) -> None:
    """Every box, line and label of the session's diagrams is there, none more."""
    seen = page.evaluate(SEEN)
    assert len(seen) == len(SOURCES) == 4
    for source, found in zip(SOURCES, seen, strict=True):
        expected = expected_of(source)
        assert tuple(found["labels"]) == expected.labels
        assert (found["boxes"], found["lines"]) == (expected.boxes, expected.lines)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_session_is_drawn_whole(site: str, browser: Browser, scheme: str, width: int) -> None:
    """All four diagrams, every label readable and in its box, with nothing from elsewhere."""
    with opened(browser, width=width, scheme=scheme) as (page, watch):
        show(page, site + SESSION)
        assert_all_drawn(page)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(SMALLEST_TEXT) >= 10.9
        assert page.evaluate(WORST_CONTRAST) >= 4.5
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_quiet(watch)


def test_diagrams_are_there_without_a_script(site: str, browser: Browser, built_site: Path) -> None:
    """With JavaScript off, and from a file, all four are drawn; no page loads the browser's Mermaid."""
    for address in (site + SESSION, (built_site / SESSION / "index.html").as_uri()):
        with browser.new_context(java_script_enabled=False) as context:
            page = context.new_page()
            page.goto(address)
            boxes = [svg.bounding_box() for svg in page.locator("svg.diagram-drawing").all()]
            assert len(boxes) == 4
            assert all(box and box["width"] > 200 for box in boxes)
    assert not list(built_site.rglob("mermaid.min.js"))


def test_a_diagram_moves_nothing_when_it_appears(site: str, browser: Browser) -> None:
    """The page's layout stays as it is first painted, but for fonts that arrive (test_site_fonts).

    Source: Core Web Vitals call a layout shift below 0.1 good.
    """
    watch_shifts = """new PerformanceObserver(list => list.getEntries().forEach(entry => {
      window.shifted = (window.shifted ?? 0) + entry.value
    })).observe({type: "layout-shift", buffered: true})"""
    with opened(browser, width=390) as (page, watch):
        page.add_init_script(watch_shifts)
        show(page, site + SESSION)
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifted ?? 0") < 0.1
        assert_quiet(watch)


def test_the_large_view(site: str, browser: Browser) -> None:
    """A button shows a diagram large; keys zoom, Escape closes, and the focus returns to the button."""
    width = "document.querySelector('dialog svg').getBoundingClientRect().width"
    with opened(browser, width=390, height=740) as (page, watch):
        show(page, site + SESSION)
        button = page.locator(".diagram__tools button").first
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog.viewer[open]")
        assert page.locator("dialog").get_attribute("aria-label").startswith("흐름도")
        fitting = page.evaluate(width)
        assert fitting <= 390
        page.keyboard.press("+")
        assert page.evaluate(width) > fitting
        page.keyboard.press("0")
        assert page.evaluate(width) == pytest.approx(fitting)
        page.keyboard.press("Escape")
        assert page.locator("dialog").count() == 0
        assert page.evaluate("document.activeElement === document.querySelector('.diagram__tools button')")
        assert_all_drawn(page)
        assert_quiet(watch)


def test_two_fingers_enlarge_and_move_a_diagram(site: str, browser: Browser) -> None:
    """Twice as far apart is twice as large, and what lies between them goes where they go."""
    there = """x => { const box = document.querySelector("dialog svg").getBoundingClientRect()
        return [box.width, (x - box.left) / box.width] }"""
    with opened(browser, width=390, height=740) as (page, watch):
        show(page, site + SESSION)
        page.locator(".diagram__tools button").first.click()
        page.wait_for_selector("dialog.viewer[open]")
        fitting, middle = page.evaluate(there, 195)
        pinch(page, [((100, 370), (290, 370)), ((10, 370), (380, 370))])
        assert page.evaluate(there, 195) == pytest.approx([fitting * 370 / 190, middle], rel=0.01)
        pinch(page, [((170, 370), (220, 370)), ((150, 370), (200, 370))])
        assert page.evaluate(there, 175) == pytest.approx([fitting * 370 / 190, middle], rel=0.01)
        assert_quiet(watch)


def pinch(page: Page, steps: Sequence[Sequence[tuple[int, int]]]) -> None:
    """Put two fingers down, move them from step to step, and lift them."""
    hand = page.context.new_cdp_session(page)

    def touch(kind: str, fingers: Sequence[tuple[int, int]]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(fingers)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", steps[0][:1])
    for kind, fingers in zip(["touchStart", *["touchMove"] * len(steps)], steps, strict=False):
        touch(kind, fingers)
    touch("touchEnd", [])
    page.wait_for_timeout(50)


def test_a_diagram_can_be_saved(site: str, browser: Browser) -> None:
    """The file is the drawing with the page's colours in it, well-formed, and needs nothing else."""
    with opened(browser) as (page, watch):
        show(page, site + SESSION)
        with page.expect_download() as download:
            page.locator(".diagram__tools button").nth(1).click()
        content = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename.endswith(" 1.svg")
        root = etree.fromstring(content)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "--drawing-ground: " in root.get("style")
        assert "http" not in content.decode().replace("http://www.w3.org/", "")
        assert_quiet(watch)


def test_search_leads_to_the_diagram(site: str, browser: Browser) -> None:
    """A label that only a diagram holds is found, and the hit goes to its figure."""
    with opened(browser) as (page, watch):
        show(page, site + "ko/")
        page.click(".md-search__input")
        page.keyboard.type("172.17.0.1")
        page.keyboard.press("End")
        result = page.locator(f".md-search-result__link[href*='{SESSION}'][href*='#diagram_4']").first
        result.wait_for(state="attached")
        page.goto(result.evaluate("link => link.href"))
        assert page.evaluate("document.querySelector(':target').matches('figure.diagram')")
        assert_quiet(watch)


def test_the_palette_switch_colours_what_is_drawn(site: str, browser: Browser) -> None:
    """Light to dark and back changes the colours of the same drawing."""
    actor = "getComputedStyle(document.querySelector('[data-kind=sequence] svg rect')).fill"
    with opened(browser, scheme="light") as (page, watch):
        show(page, site + SESSION)
        page.evaluate("window.first = document.querySelector('svg.diagram-drawing')")
        light = page.evaluate(actor)
        for _ in ("by the device to light", "light to dark"):
            page.locator("form[data-md-component=palette] label:visible").click()
        page.wait_for_selector("[data-md-color-scheme=slate]")
        assert page.evaluate(actor) != light
        assert page.evaluate(WORST_CONTRAST) >= 4.5
        assert page.evaluate("window.first === document.querySelector('svg.diagram-drawing')")
        assert_quiet(watch)


def test_print_is_light_and_bare(site: str, browser: Browser) -> None:
    """On a dark screen, too, paper shows the text alone, dark on light."""
    colours = (
        "['[data-kind=sequence] svg rect', 'svg.diagram-drawing text'].map(name => "
        "getComputedStyle(document.querySelector(name)).fill)"
    )
    with opened(browser, scheme="light") as (page, _):
        show(page, site + SESSION)
        light = page.evaluate(colours)
    with opened(browser, scheme="dark") as (page, watch):
        show(page, site + SESSION)
        assert page.evaluate(colours) != light
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(colours) == light
        for hidden in (".md-header", ".md-sidebar--primary", ".md-footer", ".md-path"):
            assert not page.locator(hidden).is_visible()
        assert_quiet(watch)


def test_comma_lists_colour_every_node(site: str, browser: Browser) -> None:
    """``style A1,A2,A3 fill:#e8f5e8`` colours three nodes."""
    fills = """() => {
      const drawing = document.querySelectorAll("svg.diagram-drawing")[3]
      return [...drawing.querySelectorAll(".diagram-node rect")].map(box => getComputedStyle(box).fill)
    }"""
    with opened(browser) as (page, _):
        show(page, site + SESSION)
        found = page.evaluate(fills)
        wanted = ["rgb(232, 245, 232)", "rgb(255, 243, 224)", "rgb(255, 235, 238)"]
        assert sorted(found) == sorted(wanted * 3)


@pytest.mark.parametrize("address", ["ko/", SESSION, "ko/404.html"])
def test_no_page_scrolls_sideways(site: str, browser: Browser, address: str) -> None:
    """At 360 pixels, wide tables and diagrams scroll in their boxes."""
    with opened(browser, width=360, height=740) as (page, watch):
        show(page, site + address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        if address == SESSION:
            for box in (".md-typeset__scrollwrap", ".diagram__view"):
                assert page.evaluate(f"(e => e.scrollWidth > e.clientWidth)(document.querySelector('{box}'))")
        assert watch.strangers == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wide_diagram_shows_that_there_is_more(site: str, browser: Browser, scheme: str) -> None:
    """Its right edge lies in shade until the drawing is scrolled there; then its left edge does."""
    edges = {}
    with opened(browser, width=360, height=740, scheme=scheme) as (page, _):
        show(page, site + SESSION)
        view = page.locator(".diagram__view").nth(1)
        for where in (0, 10_000):
            view.evaluate("(view, x) => view.scrollTo(x, 0)", where)
            with Image.open(io.BytesIO(view.screenshot())) as shot:
                row = shot.convert("L").crop((0, 14, shot.width, 15))
                edges[where] = (
                    row.getpixel((2, 0)),
                    row.getpixel((row.width // 2, 0)),
                    row.getpixel((row.width - 3, 0)),
                )
    for where, (left, middle, right) in edges.items():
        lying, clear = (right, left) if where == 0 else (left, right)
        assert abs(lying - middle) > 25
        assert abs(clear - middle) <= 3


def test_a_thumb_finds_the_large_view(site: str, browser: Browser) -> None:
    """On a phone the button is 44 pixels high, inside its figure, and beside the words below the drawing."""
    with opened(browser, width=360, height=740) as (page, _):
        show(page, site + SESSION)
        for place in page.locator("figure.diagram").all():
            button = place.locator(".diagram__tools button").first
            box, figure = button.bounding_box(), place.bounding_box()
            assert box["width"] >= 44
            assert box["height"] >= 44
            assert figure["x"] <= box["x"]
            assert box["y"] + box["height"] <= figure["y"] + figure["height"] + 1
            assert button.evaluate(
                "button => { const { x, y, width, height } = button.getBoundingClientRect();"
                " button.scrollIntoView({ block: 'center' });"
                " const box = button.getBoundingClientRect();"
                " return document.elementFromPoint(box.x + width / 2, box.y + height / 2) === button }"
            )


def test_ticked_tasks_are_remembered(site: str, browser: Browser) -> None:
    """Over a reload and over instant navigation, each box by its own text, with a name for it."""
    boxes = ".task-list-item input"
    with opened(browser) as (page, watch):
        show(page, site + SESSION)
        page.locator(boxes).nth(1).click()
        assert page.locator(boxes).nth(1).get_attribute("aria-label").startswith("CNI 아키텍처: ")
        page.reload()
        assert [box.is_checked() for box in page.locator(boxes).all()] == [False, True, False, False]
        follow(page, ".md-footer__link--prev")
        assert SESSION not in page.url
        follow(page, "article a[href*=session_1]")
        assert SESSION in page.url
        assert page.locator(boxes).nth(1).is_checked()
        page.locator(boxes).nth(1).click()
        page.reload()
        assert page.locator(".task-list-item input:checked").count() == 0
        assert_quiet(watch)


@pytest.mark.parametrize("word", ["네트워크", "네임스페이스", "eBPF", "10.244"])
def test_search_finds_the_session(site: str, browser: Browser, word: str) -> None:
    """A word of the session leads to it, and the diagrams survive the words being marked there."""
    with opened(browser, width=1440) as (page, watch):
        show(page, site + "ko/")
        page.click(".md-search__input")
        page.keyboard.type(word)
        page.keyboard.press("End")  # Material searches when a key comes up; Hangul is typed here without keys
        result = page.locator(f".md-search-result__link[href*='{SESSION}']").first
        result.wait_for()
        result.click()
        page.wait_for_selector("svg.diagram-drawing >> nth=3")
        assert_all_drawn(page)
        assert_quiet(watch)


def test_the_page_can_be_used_with_the_keyboard(site: str, browser: Browser) -> None:
    """The first stop leads past the menu; the search dialog and the diagrams have names."""
    with opened(browser, width=390) as (page, _):
        show(page, site + SESSION)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.md-skip')")
        assert page.locator(".md-search[role=dialog]").get_attribute("aria-label") == "검색"
        assert page.locator("svg.diagram-drawing[role=img][aria-labelledby]").count() == 4
        boxes = page.locator(".diagram__view").evaluate_all(
            "boxes => boxes.map(box => [box.scrollWidth > box.clientWidth, box.tabIndex === 0])"
        )
        assert all(scrolls == reachable for scrolls, reachable in boxes)
        assert any(scrolls for scrolls, _ in boxes)
        assert page.locator("article th:not([scope=col])").count() == 0
