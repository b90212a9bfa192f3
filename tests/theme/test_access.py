"""Open to all: axe finds nothing on any kind of page, closed or opened; the keyboard reaches what is seen.

Source: axe-core, its rules for WCAG 2.2 A and AA, and those of best practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support import axe
from support.pages import Watch, opened, served

SESSION = "ko/week_03/day3/session_1/"
PHONE, DESKTOP = (390, 844), (1280, 900)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What the theme's script makes, where no template reaches: rule, and the element that it is told of.
EXCEPTIONS = {("landmark-unique", ".md-code__nav")}

#: JavaScript: whether the scripts have named the boxes of tasks, if there are any.
NAMED = "() => document.querySelector('.task-list-item input:not([aria-label])') === null"

KINDS = [
    "ko/",
    SESSION,
    "ko/glossary/",
    "ko/week_03/day3/",
    "ko/404.html",
    "index.html",
    *(
        pytest.param(where, marks=pytest.mark.long)
        for where in ("ko/week_03/", "en/week_03/day3/session_1/", "en/")
    ),
]


def search(page: Page) -> None:
    """The search, with results."""
    page.evaluate("document.getElementById('__search').click()")
    page.locator(".md-search__input").fill("네트워크")
    page.locator(".md-search-result__item").first.wait_for()


def drawer(page: Page) -> None:
    """The menu of a phone."""
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_timeout(400)


def diagram(page: Page) -> None:
    """A diagram as large as the window."""
    page.locator("figure.diagram button").first.click()


def both(page: Page) -> None:
    """Two languages side by side."""
    page.locator(".side__button").click()
    page.locator(".side__row").first.wait_for()


#: Windows, and whether light or dark: what differs by both at once is looked for in the long run.
LOOKS = [
    (PHONE, "dark"),
    (DESKTOP, "light"),
    pytest.param(PHONE, "light", marks=pytest.mark.long),
    pytest.param(DESKTOP, "dark", marks=pytest.mark.long),
]
STATES = [
    (search, DESKTOP),
    (search, PHONE),
    (drawer, PHONE),
    (diagram, PHONE),
    (both, DESKTOP),
    (both, PHONE),
]


@contextmanager
def shown(
    site: Path, browser: Browser, where: str, size: tuple[int, int], scheme: str
) -> Iterator[tuple[Page, Watch]]:
    """A page of the site in a window."""
    width, height = size
    with (
        served(site) as home,
        opened(browser, width=width, height=height, scheme=scheme) as (page, watch),
    ):
        page.goto(home + where, wait_until="networkidle")
        page.wait_for_function(NAMED)
        yield page, watch


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on a page: rule and element, but for the exceptions."""
    return [
        (rule, html)
        for rule, html in axe.violations(page, TAGS)
        if not any(rule == known and part.strip(".") in html for known, part in EXCEPTIONS)
    ]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("where", KINDS)
def test_no_kind_of_page_shuts_anyone_out(
    built_site: Path, browser: Browser, where: str, size: tuple[int, int], scheme: str
) -> None:
    with shown(built_site, browser, where, size, scheme) as (page, _):
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.long)])
@pytest.mark.parametrize(("state", "size"), STATES)
def test_nor_what_is_opened_on_it(
    built_site: Path, browser: Browser, state: object, size: tuple[int, int], scheme: str
) -> None:
    """Search, menu, large diagram, two languages side by side."""
    assert callable(state)
    with shown(built_site, browser, SESSION, size, scheme) as (page, _):
        state(page)
        assert violations(page) == []


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("document.querySelector('article img, article svg').outerHTML = '<img src=\"x.png\">'", "image-alt"),
        ("document.querySelector('.agenda__head strong').style.color = '#ccc'", "color-contrast"),
        pytest.param(
            "document.querySelector('article').innerHTML += '<button></button>'",
            "button-name",
            marks=pytest.mark.long,
        ),
    ],
)
def test_what_shuts_out_is_found(built_site: Path, browser: Browser, script: str, rule: str) -> None:
    """The same look at a page that was spoilt."""
    with shown(built_site, browser, SESSION, DESKTOP, "light") as (page, _):
        page.evaluate(script)
        assert rule in {found for found, _ in violations(page)}


def focused(page: Page) -> str:
    """Name of what has the focus."""
    name = "e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).textContent.trim()"
    return str(page.evaluate(f"(e => {name})(document.activeElement)"))


def test_nothing_unseen_has_the_focus(built_site: Path, browser: Browser) -> None:
    """By the tab key through a page of a phone: not into the closed menu, nor the search's results."""
    with shown(built_site, browser, SESSION, PHONE, "light") as (page, watch):
        for _ in range(25):
            page.keyboard.press("Tab")
            hidden = page.evaluate(
                "document.activeElement.closest('.md-sidebar--primary, .md-search__output') !== null"
            )
            assert not hidden, focused(page)
        assert watch.complaints == []


def test_menus_open_by_keys(built_site: Path, browser: Browser) -> None:
    """A menu's arrow is a button that says whether it is open; the drawer gives the focus back."""
    with shown(built_site, browser, SESSION, DESKTOP, "light") as (page, _):
        arrow = page.locator(".md-nav__item--nested [role=button]:visible").last
        arrow.focus()
        states = []
        for key in ("Enter", " "):
            states.append(arrow.get_attribute("aria-expanded"))
            page.keyboard.press(key)
        states.append(arrow.get_attribute("aria-expanded"))
        assert states in (["true", "false", "true"], ["false", "true", "false"])
    with shown(built_site, browser, SESSION, PHONE, "light") as (page, _):
        button = page.get_by_role("button", name="네비게이션")
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert not page.locator(".md-sidebar--primary").evaluate("menu => menu.inert")
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert focused(page) == "네비게이션"


def test_the_search_gives_the_focus_back(built_site: Path, browser: Browser) -> None:
    """To where the reader was; and it says how much it has found."""
    with shown(built_site, browser, SESSION, DESKTOP, "light") as (page, _):
        link = page.locator("article a[href]").nth(3)
        link.focus()
        page.keyboard.press("f")
        page.keyboard.type("CNI")
        page.locator(".md-search-result__item").first.wait_for()
        assert page.get_by_role("status").first.inner_text().strip()
        page.keyboard.press("Escape")
        page.wait_for_function("() => document.activeElement.matches('article a')")
        assert link.evaluate("link => link === document.activeElement")
