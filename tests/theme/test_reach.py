"""What everybody can reach and read: by keys alone, in a narrow or enlarged window, in colours of one's own,
without motion, without scripts; and the page as it is told to a screen reader.

Source: WCAG 2.2, 1.4.4, 1.4.10, 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from support.courses import ROOT
from support.pages import served

SESSION = "ko/week_03/day3/session_1/"
KINDS = [
    SESSION,
    "ko/",
    "ko/glossary/",
    "ko/week_03/",
    "ko/week_03/day3/",
    "en/" + SESSION[3:],
    "index.html",
    "ko/404.html",
]
GOLDEN = ROOT / "tests/cases/theme/session.aria.yml"

long = partial(pytest.param, marks=pytest.mark.long)
ASKED = (ROOT / "tests/support/reach.js").read_text(encoding="utf-8")
#: What draws by its ground alone.
DRAWN = [
    [".md-path__item:nth-child(2)", "::before"],
    [".md-nav__item--nested .md-nav__icon", "::after"],
    [".md-code__button", "::after"],
]


@contextmanager
def shown(site: Path, browser: Browser, where: str, width: int, height: int, **kind: Any) -> Iterator[Page]:
    """A page of the site in a window, at an hour without classes."""
    with (
        served(site) as home,
        browser.new_context(
            viewport={"width": width, "height": height}, service_workers="block", **kind
        ) as context,
    ):
        page = context.new_page()
        if kind.get("java_script_enabled", True):
            page.clock.set_fixed_time(datetime(2026, 3, 2, 7, tzinfo=timezone.utc))  # no class is on
        page.goto(home + where, wait_until="networkidle")
        page.evaluate(ASKED)
        yield page


def walk(page: Page) -> tuple[int, list[str]]:
    """How many stops the tab key makes until it has been through, and what is wrong with any."""
    faults, count = [], 0
    page.evaluate("document.activeElement.blur()")
    for count in range(400):  # noqa: B007 - it is what is told
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate("reach.unseen()"):
            page.wait_for_timeout(300)  # the search opens as it is reached
            faults.append(page.evaluate("reach.unseen()"))
    return count, [told for told in faults if told]


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_keys_reach_all_that_is_seen(built_site: Path, browser: Browser, size: tuple[int, int]) -> None:
    """Each stop is in the window, uncovered and marked; there are as many as there are things to use."""
    with shown(built_site, browser, SESSION, *size, reduced_motion="reduce") as page:
        page.locator(".progress-panel").wait_for()
        stops = page.evaluate("reach.stops()")
        count, faults = walk(page)
        assert faults == []
        assert stops > 30
        assert abs(count - stops) <= 2


def test_the_drawer_is_walked_by_keys(built_site: Path, browser: Browser) -> None:
    """Who opens a menu is in it, at a button that leads back; what lies under it is out of reach."""
    told = (
        "(e => [e.getAttribute('role') ?? e.tagName, (e.ariaLabel ?? e.textContent).trim(), e.ariaExpanded])"
    )
    with shown(built_site, browser, SESSION, 390, 844, reduced_motion="reduce") as page:
        page.get_by_role("button", name="네비게이션").focus()
        seen = []
        for key in ("Enter", "Enter", "Enter", "Shift+Tab"):
            page.keyboard.press(key)
            seen.append(page.evaluate(f"{told}(document.activeElement)"))
        assert seen[0] == ["button", "3일차", "true"]  # the way back from the innermost
        assert seen[1][:2] == ["button", "3일차"]  # what leads to it, one menu further out
        assert seen[1][2] == "false"
        assert seen[2] == seen[0]
        out = "document.activeElement.closest('.md-content, .md-footer') === null"
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(out)
        page.keyboard.press("Escape")
        assert not page.locator(".md-content").evaluate("content => content.inert")


def test_the_search_of_a_phone_is_opened_by_keys(built_site: Path, browser: Browser) -> None:
    """By a button; until then what is typed into is out of reach, being out of sight."""
    focused = "document.activeElement.matches('.md-search__input')"
    with shown(built_site, browser, SESSION, 390, 844, reduced_motion="reduce") as page:
        button = page.get_by_role("button", name="검색")
        page.locator(".md-search__form[inert]").wait_for(state="attached")
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(focused)
        page.keyboard.type("CNI")
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Escape")
        page.wait_for_timeout(100)
        assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize(
    "where", [SESSION, *(pytest.param(each, marks=pytest.mark.long) for each in KINDS[1:])]
)
@pytest.mark.parametrize("scripts", [True, False])
def test_narrow_windows_cut_nothing_off(
    built_site: Path, browser: Browser, where: str, scripts: bool
) -> None:
    """320 pixels, which is 400 % of 1280, and 640, which is 200 %: the page scrolls up and down alone."""
    with shown(built_site, browser, where, 320, 256, java_script_enabled=scripts) as page:
        if scripts and where.endswith("session_1/"):
            page.locator(".md-typeset__scrollwrap").first.wait_for()
        assert page.evaluate("reach.cut()") == []
        assert page.evaluate("document.querySelector('header')?.offsetHeight ?? 0") < 256 / 4
        page.set_viewport_size({"width": 640, "height": 450})
        assert page.evaluate("reach.cut()") == []


def test_without_scripts_the_article_is_whole(built_site: Path, browser: Browser) -> None:
    """Every heading, paragraph, row, block of code and drawing is there; nothing that needs a script is."""
    with shown(built_site, browser, SESSION, 1280, 900, java_script_enabled=False) as page:
        assert page.evaluate("reach.lost()") == []
        assert page.locator("article svg.diagram-drawing").first.is_visible()
        assert page.locator("article h2").count() >= 5
        assert not page.locator("label[for=__search]").first.is_visible()


def test_colours_and_motion_are_the_readers(built_site: Path, browser: Browser) -> None:
    """In forced colours what a ground drew is still drawn; who wants no motion has none."""
    kind = {"forced_colors": "active", "reduced_motion": "reduce"}
    with shown(built_site, browser, SESSION, 1280, 900, **kind) as page:
        page.locator(".md-code__button").first.wait_for(state="attached")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground not in page.evaluate(f"reach.grounds({DRAWN})")
        border = page.locator(".agenda__part").first.evaluate("part => getComputedStyle(part).borderTopWidth")
        assert border != "0px"
        assert page.evaluate("reach.moving()") == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_screen_reader_is_told_this(
    built_site: Path, browser: Browser, request: pytest.FixtureRequest
) -> None:
    """The given session as roles and names; `--update` writes it anew, a person reads the difference."""
    with shown(built_site, browser, SESSION, 1280, 900, reduced_motion="reduce") as page:
        page.locator(".progress-panel").wait_for()
        told = unquote(page.locator("body").aria_snapshot())
    tree = re.sub(r"http://127\.0\.0\.1:\d+/", "/", re.sub(r"\d+ KB", "… KB", told)) + "\n"
    if request.config.getoption("--update"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(tree, encoding="utf-8")
    assert tree == GOLDEN.read_text(encoding="utf-8")
