"""Diagrams that are left to the browser's Mermaid, because the engine is not there or failed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from course.diagrams import build
from course.diagrams.engine import EngineMissingError
from support.courses import SAMPLE, BuiltDocs
from support.pages import assert_quiet, expected_of, mermaid_fences, opened, served, show

SESSION = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")

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


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the engine cannot be installed."""

    def missing(*_: object) -> None:
        raise EngineMissingError("quickjs-ng is not installed")

    monkeypatch.setattr(build, "read_engine", missing)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_session_is_drawn_whole(
    browser: Browser, build_docs: Callable[..., BuiltDocs], scheme: str
) -> None:
    """All four diagrams with every label, over instant navigation from a page that has none.

    Mermaid comes from the site itself, and only for the page with diagrams.
    """
    built = build_docs({"index.md": "# 하나\n\n[세션](session.md)\n", "session.md": SESSION}, strict=True)
    assert built.failure is None
    with served(built.site_dir) as address, opened(browser, width=390, scheme=scheme) as (page, watch):
        show(page, address)
        page.wait_for_load_state("networkidle")  # instant navigation waits for the sitemap
        assert not any("mermaid.min" in path for path in watch.asked)
        page.click("article a[href*=session]")
        page.wait_for_selector("div.mermaid[data-state=drawn] >> nth=3")
        for source, found in zip(mermaid_fences(SESSION), page.evaluate(SEEN), strict=True):
            expected = expected_of(source)
            assert tuple(found["labels"]) == expected.labels
            assert (found["boxes"], found["lines"]) == (expected.boxes, expected.lines)
        assert page.evaluate(CUT_LABELS) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        widths = "[...document.querySelectorAll('.md-header svg')].map(icon => icon.viewBox.baseVal.width)"
        assert set(page.evaluate(widths)) == {24}  # mermaid2 writes viewBox in small letters
        assert_quiet(watch)


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


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
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
