"""Switching language in a browser: the reader stays where he is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route

from pages import Watch, opened, served

KOREAN, ENGLISH = (f"{code}/week_03/day3/session_1/" for code in ("ko", "en"))
SECTION = "-개념-3-network-namespace와-격리-11분"
ITS_LIKE = "-concept-3-network-namespaces-and-isolation-11-min"

#: JavaScript: how far below the window's top the element of the address's fragment is.
OFFSET = (
    "() => document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top"
)


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the real course."""
    with served(built_site) as address:
        yield address


#: JavaScript: whether no diagram is still to be drawn, which would move what is below it.
SETTLED = "() => !document.querySelector('div.mermaid:not([data-state=drawn], [data-state=source])')"


def read_section(page: Page, anchor: str) -> None:
    """Scroll as a reader does: the section's heading near the top."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)
    page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
    page.evaluate("window.scrollBy(0, 30)")


def switch(page: Page) -> str:
    """Follow the header's link; the fragment of the page that it leads to."""
    with page.expect_navigation():
        page.locator("header a[data-language]").click()
    return unquote(page.evaluate("location.hash"))


def assert_quiet(watch: Watch) -> None:
    assert (watch.strangers, watch.complaints) == ([], [])


def without_instant(route: Route) -> None:
    """The page as it is where navigation.instant is not among the features."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace('"navigation.instant", ', ""))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("instant", [True, False])
def test_switching_mid_page_stays_in_the_section(
    site: str, browser: Browser, width: int, instant: bool
) -> None:
    """From the middle of a section to the same section in English, and back to the Korean one."""
    with opened(browser, width=width) as (page, watch):
        if not instant:
            page.route("**/session_1/", without_instant)
        page.goto(site + KOREAN)
        read_section(page, SECTION)
        assert switch(page) == f"#{ITS_LIKE}"
        assert page.url.startswith(site + ENGLISH)
        assert page.locator("html").get_attribute("lang") == "en"
        page.wait_for_function(f"({OFFSET})() >= -1 && ({OFFSET})() < 200")
        read_section(page, ITS_LIKE)
        assert switch(page) == f"#{SECTION}"
        assert_quiet(watch)


def test_switching_at_the_top_stays_at_the_top(site: str, browser: Browser) -> None:
    """A page that has not been scrolled is left at its top."""
    with opened(browser) as (page, watch):
        page.goto(site + ENGLISH)
        assert switch(page) == ""
        assert page.url == site + KOREAN
        assert_quiet(watch)


def test_switch_follows_instant_navigation(site: str, browser: Browser) -> None:
    """After a page came without a reload, the header's link leads to that page and its section."""
    with opened(browser) as (page, watch):
        page.goto(site + "ko/")
        page.wait_for_load_state("networkidle")
        page.evaluate("window.same = true")
        page.locator(".course-outline a", has_text="Week 3 Day 3").click()
        page.wait_for_url(site + KOREAN)
        page.wait_for_selector(f"[id='{SECTION}']")
        assert page.evaluate("window.same")
        read_section(page, SECTION)
        assert switch(page) == f"#{ITS_LIKE}"
        assert page.url.startswith(site + ENGLISH)
        assert_quiet(watch)


def test_switch_works_without_scripts(site: str, browser: Browser) -> None:
    """The link is a plain one."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + KOREAN)
        page.locator("header a[data-language]").click()
        page.wait_for_url(site + ENGLISH)


def test_switch_is_reached_and_followed_by_keyboard(site: str, browser: Browser) -> None:
    """The focused link leads to the section being read when Enter is pressed."""
    with opened(browser) as (page, watch):
        page.goto(site + KOREAN)
        read_section(page, SECTION)
        page.locator("header a[data-language]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert unquote(page.evaluate("location.hash")) == f"#{ITS_LIKE}"
        assert_quiet(watch)
