"""Old links to headings that have been reworded, in a browser, under a strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, Route

from support.courses import ROOT

HEADINGS = (
    "세션-1-네트워킹",
    "핵심-개념-40분",
    "실습-서비스-만들기-20분",
    "함께-생각해보기-10분",
    "-핵심-키워드",
    "세션-마무리-5분",
    "installing-the-ingress-controller",
    "step-2",
    "conclusion",
)
BODY = "".join(f'<h2 id="{each}">{each}</h2><p style="height: 900px">text</p>' for each in HEADINGS)
PAGE = (
    '<!doctype html><meta charset="utf-8"><article><p style="height: 900px">top</p>'
    f'{BODY}<a name="by-name"></a></article><script src="oldAnchors.js"></script>'
)
SCRIPT = (ROOT / "hooks/theme/assets/javascripts/oldAnchors.js").read_text(encoding="utf-8")
ADDRESS = "http://course.test/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that may run its own files alone."""

    def answer(route: Route) -> None:
        is_script = route.request.url.endswith(".js")
        route.fulfill(
            body=SCRIPT if is_script else PAGE,
            content_type="text/javascript" if is_script else "text/html",
            headers={"Content-Security-Policy": POLICY},
        )

    page = browser.new_page()
    page.route("**/*", answer)
    yield page
    page.close()


def follow(page: Page, anchor: str) -> tuple[str, bool]:
    """The anchor that a link leads to, and whether its heading is at the top of the window."""
    page.goto("about:blank")
    page.goto(f"{ADDRESS}#{anchor}")
    page.wait_for_timeout(30)
    at = unquote(page.evaluate("location.hash.slice(1)"))
    top = page.evaluate("id => document.getElementById(id)?.getBoundingClientRect().top ?? null", at)
    return at, top is not None and abs(top) < 30


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("핵심-개념-35분", "핵심-개념-40분"),
        ("-핵심-개념-35분", "핵심-개념-40분"),
        ("핵심-개념", "핵심-개념-40분"),
        ("핵심-키워드", "-핵심-키워드"),
        ("실습-서비스-만들어-보기-25분", "실습-서비스-만들기-20분"),
        ("세션-마무리와-정리-5분", "세션-마무리-5분"),
        ("install-the-ingress-controller", "installing-the-ingress-controller"),
        ("Installing-The-Ingress-Controller", "installing-the-ingress-controller"),
        (quote("핵심-개념-35분"), "핵심-개념-40분"),
    ],
)
def test_a_reworded_heading_is_found(page: Page, old: str, now: str) -> None:
    """The page opens at it, and the address becomes the one to be passed on."""
    assert follow(page, old) == (now, True)


@pytest.mark.parametrize(
    "old", ["introduction", "평가-기준", "가", "%E0%A4%A", "__drawer", "by-name", "1", "2026"]
)
def test_what_no_heading_is_like_stays_as_it_is(page: Page, old: str) -> None:
    """So do anchors that are there by name, those of the theme, and what is no anchor."""
    page.goto("about:blank")
    page.goto(f"{ADDRESS}#{old}")
    page.wait_for_timeout(30)
    assert page.evaluate("location.hash") in (f"#{old}", f"#{quote(old)}")


def test_an_anchor_that_is_there_is_left_alone(page: Page) -> None:
    """However much another is like it."""
    assert follow(page, "step-2") == ("step-2", True)


def test_a_link_followed_on_the_page_is_led_too(page: Page) -> None:
    """And the way back is one step."""
    follow(page, "conclusion")
    page.evaluate("location.hash = '함께-생각해-보기-15분'")
    page.wait_for_function("() => decodeURIComponent(location.hash) == '#함께-생각해보기-10분'")
    page.go_back()
    page.wait_for_function("() => decodeURIComponent(location.hash) == '#conclusion'")


def test_the_script_is_small() -> None:
    """And stands among those that every page has."""
    assert len(SCRIPT.encode()) < 2500
    assert "assets/javascripts/oldAnchors.js" in (ROOT / "hooks/product.yml").read_text(encoding="utf-8")
