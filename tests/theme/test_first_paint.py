"""What a page shows first: read before its style sheet comes, and in its colours."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser

from support.pages import SiteHandler, opened, served

SESSION = "ko/week_03/day3/session_1/"
#: Cumulative layout shift that counts as good. Source: web.dev, "Cumulative Layout Shift".
GOOD_SHIFT = 0.1
SHIFTS = """
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(each => { shifted += each.value }))
  .observe({ type: "layout-shift", buffered: true })
"""
#: In the order in which the theme's switch goes through them.
CHOICES = ["(prefers-color-scheme)", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]


class SlowStylesHandler(SiteHandler):
    """A host that keeps the style sheet back until it is told to send it."""

    may_send: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        """The file, in its time."""
        if self.path.endswith(".css"):
            self.may_send.wait(30)
        super().do_GET()


def test_text_is_read_before_the_style_sheet_comes(built_site: Path, browser: Browser) -> None:
    """No script stands between style sheet and text: all sections are there while it is on its way."""
    SlowStylesHandler.may_send.clear()
    with served(built_site, SlowStylesHandler) as home, opened(browser, width=390) as (page, watch):
        page.goto(home + SESSION, wait_until="commit")
        try:
            page.wait_for_function("() => document.querySelectorAll('article h2').length > 5", timeout=10_000)
            assert page.evaluate("document.styleSheets.length") == 0
        finally:
            SlowStylesHandler.may_send.set()
        page.locator(".progress-panel").wait_for()
        assert watch.complaints == []


@pytest.mark.parametrize(
    ("system", "kept", "scheme"),
    [
        ("light", None, "default"),
        ("dark", None, "slate"),
        ("dark", "(prefers-color-scheme)", "slate"),
        ("dark", "(prefers-color-scheme: light)", "default"),
        ("light", "(prefers-color-scheme: dark)", "slate"),
    ],
)
def test_colours_are_there_before_the_scripts(
    built_site: Path, browser: Browser, system: str, kept: str | None, scheme: str
) -> None:
    """The reader's choice, or his system's, is the first thing seen; the theme's script changes nothing."""
    with served(built_site) as home, opened(browser) as (page, _):
        page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
        own = "slate" if kept and "dark" in kept else "default"
        stored = {
            "index": CHOICES.index(kept) if kept else 0,
            "color": {"media": kept, "scheme": own, "primary": "custom", "accent": "custom"},
        }
        if kept:
            page.add_init_script(f"localStorage.setItem('/ko/.__palette', {json.dumps(json.dumps(stored))})")
        page.route("**/course.*.js", lambda route: route.abort())
        page.goto(home + SESSION)
        assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
        page.unroute("**/course.*.js")
        page.goto(home + SESSION, wait_until="networkidle")
        assert page.locator("body").get_attribute("data-md-color-scheme") == scheme


@pytest.mark.parametrize("width", [390, 1440])
def test_little_moves_while_a_page_comes(built_site: Path, browser: Browser, width: int) -> None:
    """Less than what counts as good, even where no system font stands in for the course's Korean one."""
    with served(built_site) as home, opened(browser, width=width) as (page, _):
        page.add_init_script(SHIFTS)
        page.goto(home + SESSION, wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("shifted") < GOOD_SHIFT
