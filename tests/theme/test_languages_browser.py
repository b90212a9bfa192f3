"""Switching language in a browser: the reader stays where he is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Route

from support.courses import BuiltDocs
from support.pages import Watch, opened, served
from support.pictures import photograph

KOREAN, ENGLISH = (f"{code}/week_03/day3/session_1/" for code in ("ko", "en"))
SECTION = "-개념-3-network-namespace와-격리-11분"
ITS_LIKE = "-concept-3-network-namespaces-and-isolation-11-min"

#: JavaScript: how far below the window's top the element of the address's fragment is.
OFFSET = """() => document.getElementById(decodeURIComponent(location.hash.slice(1)))
  ?.getBoundingClientRect().top ?? -99"""


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the sample course."""
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


def switch(page: Page, key: str | None = None) -> str:
    """Follow the header's link, by a click or a key; the fragment of the address that it leads to.

    The address alone tells when the other page is there: the theme writes the section being read into it,
    which is a navigation, too, and a script run while the page is left may never come back.
    """
    left = urlsplit(page.url).path
    link = page.locator("header a[data-language]")
    if key:
        link.press(key)
    else:
        link.click()
    page.wait_for_url(lambda url: urlsplit(url).path != left)
    return unquote(urlsplit(page.url).fragment)


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
        assert switch(page) == ITS_LIKE
        assert page.url.startswith(site + ENGLISH)
        assert page.locator("html").get_attribute("lang") == "en"
        page.wait_for_function(f"() => ({OFFSET})() >= -1 && ({OFFSET})() < 200")
        read_section(page, ITS_LIKE)
        assert switch(page) == SECTION
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
        assert switch(page) == ITS_LIKE
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
        assert switch(page, "Enter") == ITS_LIKE
        assert_quiet(watch)


#: JavaScript: ids that two elements of the page have.
DOUBLED_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id)
  return ids.filter((id, number) => ids.indexOf(id) !== number)
}"""

#: JavaScript: what stands beside a block, by a part of the block's text.
BESIDE = """text => [...document.querySelectorAll(".side__row")]
  .find(row => row.firstElementChild.textContent.includes(text))
  .querySelector(".side__other").textContent.trim()"""


@pytest.mark.parametrize("width", [390, 1440])
def test_both_languages_side_by_side(site: str, browser: Browser, width: int) -> None:
    """The button puts each block's English beside it, and takes it away again; nothing else changes."""
    with opened(browser, width=width) as (page, watch):
        page.goto(site + KOREAN)
        page.wait_for_load_state("networkidle")
        before = page.locator("article").inner_text()
        button = page.get_by_role("button", name="나란히 보기: English")
        button.click()
        page.wait_for_selector(".side__row")
        assert page.evaluate(BESIDE, "핵심 키워드").startswith("🔑 Keywords")
        assert "unique within the cluster" in page.evaluate(BESIDE, "각 Pod는 클러스터 내에서 유일한")
        assert page.locator(".side__other[lang=en]").count() > 40
        assert page.locator(".side__other [data-added], .side__other .headerlink").count() == 0
        assert page.evaluate(DOUBLED_IDS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = [
            page.locator(".side__row").nth(3).locator(":scope > *").nth(n).bounding_box() for n in (0, 1)
        ]
        assert boxes[0]
        assert boxes[1]
        beside = boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"] - 1
        assert beside == (width > 1000)
        page.get_by_role("button", name="한 언어로 보기").click()
        page.wait_for_selector(".side__row", state="detached")
        assert page.locator("article").inner_text() == before
        assert_quiet(watch)


def test_side_by_side_is_printed_in_two_columns(site: str, browser: Browser) -> None:
    """On paper, too, the English stands to the right of the Korean; the button does not."""
    with opened(browser, width=390) as (page, watch):
        page.goto(site + KOREAN)
        page.wait_for_load_state("networkidle")
        page.locator(".side__button").click()
        page.wait_for_selector(".side__row")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 720, "height": 1000})
        row = page.locator(".side__row").nth(3).locator(":scope > *")
        own, other = row.nth(0).bounding_box(), row.nth(1).bounding_box()
        assert own
        assert other
        assert other["x"] >= own["x"] + own["width"]
        assert not page.locator(".side__button").is_visible()
        assert_quiet(watch)


def test_side_by_side_tells_when_the_other_page_does_not_come(site: str, browser: Browser) -> None:
    """Without the other page the button says so, and the page stays as it is."""
    with opened(browser) as (page, _):
        page.route("**/en/**", lambda route: route.abort())
        page.goto(site + KOREAN)
        page.wait_for_load_state("networkidle")
        page.locator(".side__button").click()
        page.get_by_role("button", name="다른 언어의 쪽을 불러오지 못했습니다.").wait_for()
        assert page.locator(".side__row").count() == 0


FILM = "https://films.example.org/embed/{}"
FILMS = """# {0}

<iframe src="https://films.example.org/embed/{0}" title="film {0}" width="560" height="315"></iframe>

![picture {0}](wide.jpg)
"""


#: What a page of two languages says of the other one.
OTHER = """<a href="../../en/a/" hreflang="en" data-language="en" data-show="Both" data-hide="One"
 data-failed="None">English</a>"""


def test_films_and_pictures_side_by_side(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """The other page's film waits behind its still; its small picture is its own. Ours comes back whole."""
    files = {f"{code}/a.md": FILMS.format(code) for code in ("ko", "en")}
    pictures = {f"{code}/wide.jpg": photograph() for code in ("ko", "en")}
    site = build_docs({**files, **pictures}, extra={"course": {"frames": ["films.example.org"]}}).site_dir
    path = site / "ko/a/index.html"
    page_of_two = html.fromstring(path.read_text("utf-8"))
    page_of_two.get_element_by_id("__languages").append(html.fromstring(OTHER))
    path.write_bytes(html.tostring(page_of_two, doctype="<!doctype html>", encoding="utf-8"))
    stills = "all => all.map(each => [each.href, each.offsetHeight > 100])"
    with served(site) as home, opened(browser) as (page, watch):
        page.route("https://films.example.org/**", lambda route: route.fulfill(body="film"))
        page.goto(f"{home}ko/a/")
        page.locator(".side__button").click()
        page.locator(".side__row").first.wait_for()
        assert page.eval_on_selector_all(".film", stills) == [
            [FILM.format(code), True] for code in ("ko", "en")
        ]
        other = page.locator(".side__other img")
        other.scroll_into_view_if_needed()
        own = page.locator("[alt='picture ko']").evaluate("each => each.currentSrc")
        assert "/pictures/" in own
        page.wait_for_function("each => each.complete && each.naturalWidth", arg=other.element_handle())
        assert other.evaluate("each => each.currentSrc") not in (own, "")
        page.locator(".side__other .film").click()
        page.locator(".film").click()
        page.locator(".film").wait_for(state="detached")
        playing = "all => all.filter(each => each.offsetHeight > 100).map(each => each.src)"
        assert page.eval_on_selector_all("iframe", playing) == [FILM.format("ko"), FILM.format("en")]
        page.locator(".side__button").click()
        assert page.eval_on_selector_all("iframe", playing) == [FILM.format("ko")]
        assert watch.strangers == []
        assert [each for each in watch.complaints if "its sandboxing" not in each] == []
