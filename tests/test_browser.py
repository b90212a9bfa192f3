"""What only a browser does: drawing, switching, remembering, finding, printing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import ROOT, BuiltDocs
from pages import Watch, expected_of, launched, mermaid_fences, opened, served, show

SESSION = "ko/week_03/day3/session_1/"
SOURCES = mermaid_fences((ROOT / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8"))

#: JavaScript: labels, boxes and lines of each diagram drawn, as `Expected` has them.
SEEN = """() => [...document.querySelectorAll("div.mermaid svg")].map(svg => {
  const sequence = svg.getAttribute("aria-roledescription") === "sequence"
  const labels = svg.querySelectorAll(sequence
    ? "text.actor, text.messageText, text.noteText" : ".nodeLabel, .cluster-label .nodeLabel")
  const text = label => {
    const copy = label.cloneNode(true)
    copy.querySelectorAll("br").forEach(line => line.replaceWith(" "))
    return copy.textContent.trim().replace(/\\s+/g, " ")
  }
  return {
    labels: [...labels].map(text).filter(Boolean).sort(),
    boxes: svg.querySelectorAll(sequence ? "rect.actor-bottom" : "g.node").length,
    lines: svg.querySelectorAll(sequence ? ".messageLine0, .messageLine1" : "path.flowchart-link").length,
  }
})"""


#: JavaScript: texts of the labels that are larger than their box.
CUT_LABELS = """() => [...document.querySelectorAll("svg foreignObject")].filter(box => {
  const [outer, inner] = [box, box.firstElementChild].map(element => element.getBoundingClientRect())
  return outer.width && (inner.width > outer.width + 1 || inner.height > outer.height + 1)
}).map(box => box.textContent)"""

#: JavaScript: the smallest text of all diagrams, in pixels on the screen.
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("div.mermaid svg")].flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
  return [...svg.querySelectorAll("text, foreignObject span")]
    .map(text => parseFloat(getComputedStyle(text).fontSize) * scale)
}))"""

#: JavaScript: the lowest contrast of a label with the ground it stands on. Source: WCAG 2.2, 1.4.3.
WORST_CONTRAST = """() => {
  const luminance = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
      .map(value => value / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const pairs = []
  for (const group of document.querySelectorAll("g.node, g.cluster")) {
    const ground = getComputedStyle(group.querySelector("rect, polygon, path, circle")).fill
    pairs.push([getComputedStyle(group.querySelector(".nodeLabel")).color, ground])
  }
  const page = getComputedStyle(document.querySelector(".diagram")).backgroundColor
  const actor = getComputedStyle(document.querySelector("rect.actor")).fill
  for (const text of document.querySelectorAll("text.actor, text.messageText"))
    pairs.push([getComputedStyle(text).fill, text.matches(".actor") ? actor : page])
  return Math.min(...pairs.map(([text, ground]) => contrast(text, ground)))
}"""


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the real course."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def assert_quiet(watch: Watch) -> None:
    """The page asked nothing of anyone else and complained of nothing."""
    assert watch.strangers == []
    assert watch.complaints == []


def assert_all_drawn(page: Page) -> None:
    """Every box, line and label of the session's diagrams is there, none more."""
    seen = page.evaluate(SEEN)
    assert len(seen) == len(SOURCES) == 4
    for source, found in zip(SOURCES, seen, strict=True):
        expected = expected_of(source)
        assert tuple(found["labels"]) == expected.labels
        assert (found["boxes"], found["lines"]) == (expected.boxes, expected.lines)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_session_is_drawn_whole(site: str, browser: Browser, scheme: str, width: int) -> None:
    """All four diagrams, every label readable and in its box, with nothing from elsewhere."""
    with opened(browser, width=width, scheme=scheme) as (page, watch):
        show(page, site + SESSION)
        assert_all_drawn(page)
        assert page.evaluate(CUT_LABELS) == []
        assert page.evaluate(SMALLEST_TEXT) >= 10.9
        assert page.evaluate(WORST_CONTRAST) >= 4.5
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_quiet(watch)


def test_diagrams_are_drawn_over_instant_navigation(site: str, browser: Browser) -> None:
    """From the front page, which has none, without loading a page; Mermaid is asked for only then."""
    with opened(browser, width=390) as (page, watch):
        show(page, site + "ko/")
        page.wait_for_load_state("networkidle")  # instant navigation waits for the sitemap
        page.evaluate("window.sameDocument = true")
        assert not any("mermaid" in path for path in watch.asked)
        page.click(".course-outline__page a")
        page.wait_for_selector("div.mermaid[data-state=drawn] >> nth=3")
        assert_all_drawn(page)
        assert page.evaluate("window.sameDocument")
        assert [path for path in watch.asked if "mermaid" in path] == [
            "/ko/assets/javascripts/mermaid.min.js"
        ]
        assert_quiet(watch)


def test_material_draws_nothing(site: str, browser: Browser) -> None:
    """Material's loader takes away the class of what it draws and asks a CDN: neither happens."""
    with opened(browser) as (page, watch):
        show(page, site + SESSION)
        page.wait_for_load_state("networkidle")
        assert page.locator("div.mermaid > svg").count() == 4
        assert page.locator("pre.mermaid").count() == 0
        assert_quiet(watch)


def test_icons_survive_mermaid2(site: str, browser: Browser) -> None:
    """mermaid2 writes ``viewBox`` in small letters on pages with diagrams; HTML reads that as ``viewBox``."""
    with opened(browser) as (page, _):
        show(page, site + SESSION)
        widths = "[...document.querySelectorAll('.md-header svg')].map(icon => icon.viewBox.baseVal.width)"
        assert set(page.evaluate(widths)) == {24}


def test_the_palette_switch_colours_what_is_drawn(site: str, browser: Browser) -> None:
    """Light to dark and back changes the colours of the same drawing."""
    actor = "getComputedStyle(document.querySelector('rect.actor')).fill"
    with opened(browser, scheme="light") as (page, watch):
        show(page, site + SESSION)
        page.evaluate("window.first = document.querySelector('div.mermaid svg')")
        light = page.evaluate(actor)
        for _ in ("by the device to light", "light to dark"):
            page.locator("form[data-md-component=palette] label:visible").click()
        page.wait_for_selector("[data-md-color-scheme=slate]")
        assert page.evaluate(actor) != light
        assert page.evaluate(WORST_CONTRAST) >= 4.5
        assert page.evaluate("window.first === document.querySelector('div.mermaid svg')")
        assert_quiet(watch)


def test_print_is_light_and_bare(site: str, browser: Browser) -> None:
    """On a dark screen, too, paper shows the text alone, dark on light."""
    colours = (
        "[getComputedStyle(document.querySelector('rect.actor')).fill, getComputedStyle(document.body).color]"
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
    fills = """() => [...document.querySelectorAll("div.mermaid")[3].querySelectorAll("g.node")].map(
      node => getComputedStyle(node.querySelector("rect")).fill)"""
    with opened(browser) as (page, _):
        show(page, site + SESSION)
        found = page.evaluate(fills)
        wanted = ["rgb(232, 245, 232)", "rgb(255, 243, 224)", "rgb(255, 235, 238)"]
        assert sorted(found) == sorted(wanted * 3)


HOSTILE = """# 나쁜 그림

```mermaid
graph TB
    A["하나<br/>둘"] --> B["<img src='data:,' onerror='alert(1)'>셋"]
    B --> C["<script>alert(2)</script>넷"]
    C --> D["<img src='https://example.com/u'>다섯"]
    D --> E["<span style='background:url(https://example.com/v)'>여섯</span>"]
    click A "javascript:alert(3)"
    click B call alert(4)
```

```mermaid
sequenceDiagram
    A->>B: <img src='data:,' onerror=alert(5)>
```

```mermaid
%%{init: {"securityLevel": "loose", "themeCSS": "* { background: url(https://example.com/x) }"}}%%
graph LR
    A["<iframe src='javascript:alert(6)'></iframe>다섯"] --> B
```

```mermaid
graph LR
    A --> B
    classDef far background:url(https://example.com/y),fill:url(https://example.com/z)
    class A far
    style B background:url(https://example.com/w)
```

```mermaid
graph LR
    A --> [
```
"""


def test_hostile_and_faulty_diagrams_do_nothing(
    browser: Browser, build_docs: Callable[..., BuiltDocs]
) -> None:
    """No script, no handler, no address elsewhere; a fault shows the source with a note."""
    built = build_docs({"index.md": HOSTILE})
    with served(built.site_dir) as address, opened(browser) as (page, watch):
        show(page, address)
        for node in page.locator("g.node").all():
            node.click(force=True)
        page.wait_for_timeout(200)
        assert_quiet(watch)
        assert page.locator("div.mermaid :is(script, iframe, [onerror], [href^=javascript])").count() == 0
        assert page.locator(".nodeLabel", has_text="하나").first.locator("br").count() == 1
        shown = page.locator("div.mermaid[data-state=source]").all_text_contents()
        assert [source.splitlines()[-1] for source in shown] == [
            "    style B background:url(https://example.com/w)",
            "    A --> [",
        ]
        notes = page.locator(".diagram figcaption").all_text_contents()
        assert all(note.startswith("다이어그램을 그리지 못해") for note in notes)
        assert len(notes) == 2


def test_a_site_without_mermaid_shows_the_sources(
    browser: Browser, build_docs: Callable[..., BuiltDocs]
) -> None:
    """Where the library cannot be had, the text stays, and the page says so."""
    built = build_docs({"index.md": "# 하나\n\n```mermaid\ngraph LR\n    A --> B\n```\n"})
    (built.site_dir / "assets/javascripts/mermaid.min.js").unlink()
    with served(built.site_dir) as address, opened(browser) as (page, watch):
        show(page, address)
        assert page.locator("div.mermaid").text_content() == "graph LR\n    A --> B"
        assert page.locator(".diagram figcaption").is_visible()
        assert watch.strangers == []


def test_diagrams_inside_folded_blocks_have_their_size(
    browser: Browser, build_docs: Callable[..., BuiltDocs]
) -> None:
    """A diagram that is not visible yet is drawn as large as any other."""
    source = "# 하나\n\n<details>\n<summary>열기</summary>\n\n```mermaid\n{}```\n\n</details>\n"
    built = build_docs({"index.md": source.format('graph LR\n    A["아주 긴 이름"] --> B\n')})
    with served(built.site_dir) as address, opened(browser, scheme="dark") as (page, watch):
        show(page, address)
        page.click("summary")
        assert page.locator("div.mermaid svg").bounding_box()["width"] > 100
        assert page.evaluate(CUT_LABELS) == []
        assert_quiet(watch)


LOOKS = """# 색

```mermaid
flowchart LR
    A[어두운 바탕] --> B[제 글자색] --> C[그대로]
    style A fill:#123456
    style B fill:#ffebee,color:#b71c1c
```

```mermaid
pie title 비율
    "가" : 40
    "나" : 60
```
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lecturers_colours_stay_readable(
    browser: Browser, build_docs: Callable[..., BuiltDocs], scheme: str
) -> None:
    """Text turns white on a dark fill, keeps a colour of its own; kinds without a dark look stay on paper."""
    built = build_docs({"index.md": LOOKS})
    colours = "() => [...document.querySelectorAll('.nodeLabel p')].map(p => getComputedStyle(p).color)"
    with served(built.site_dir) as address, opened(browser, scheme=scheme) as (page, watch):
        show(page, address)
        plain = {"light": "rgb(28, 42, 53)", "dark": "rgb(220, 229, 234)"}[scheme]
        assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(183, 28, 28)", plain]
        ground = "getComputedStyle(document.querySelector('[data-kind=pie]')).backgroundColor"
        paper = {"light": "rgba(0, 0, 0, 0)", "dark": "rgb(244, 242, 236)"}[scheme]
        assert page.evaluate(ground) == paper
        assert_quiet(watch)


@pytest.mark.parametrize("address", ["ko/", SESSION, "ko/404.html"])
def test_no_page_scrolls_sideways(site: str, browser: Browser, address: str) -> None:
    """At 360 pixels, wide tables and diagrams scroll in their boxes."""
    with opened(browser, width=360, height=740) as (page, watch):
        show(page, site + address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        if address == SESSION:
            for box in (".md-typeset__scrollwrap", ".diagram"):
                assert page.evaluate(f"(e => e.scrollWidth > e.clientWidth)(document.querySelector('{box}'))")
        assert watch.strangers == []


def test_ticked_tasks_are_remembered(site: str, browser: Browser) -> None:
    """Over a reload and over instant navigation, each box by its own text, with a name for it."""
    boxes = ".task-list-item input"
    with opened(browser) as (page, watch):
        show(page, site + SESSION)
        page.locator(boxes).nth(1).click()
        assert page.locator(boxes).nth(1).get_attribute("aria-label").startswith("CNI 아키텍처: ")
        page.reload()
        assert [box.is_checked() for box in page.locator(boxes).all()] == [False, True, False, False]
        page.click(".md-footer__link--prev")
        page.click(".course-outline__page a")
        page.wait_for_selector(boxes)
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
        page.wait_for_selector("div.mermaid[data-state=drawn] >> nth=3")
        assert_all_drawn(page)
        assert_quiet(watch)


def test_the_page_can_be_used_with_the_keyboard(site: str, browser: Browser) -> None:
    """The first stop leads past the menu; the search dialog and the diagrams have names."""
    with opened(browser, width=390) as (page, _):
        show(page, site + SESSION)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.md-skip')")
        assert page.locator(".md-search[role=dialog]").get_attribute("aria-label") == "검색"
        assert page.locator("div.mermaid svg[aria-label=다이어그램]").count() == 4
        boxes = page.locator(".diagram").evaluate_all(
            "boxes => boxes.map(box => [box.scrollWidth > box.clientWidth, box.tabIndex === 0])"
        )
        assert all(scrolls == reachable for scrolls, reachable in boxes)
        assert any(scrolls for scrolls, _ in boxes)
        assert page.locator("article th:not([scope=col])").count() == 0
