"""Films of other hosts: a still stands for each, and nothing is asked of a host before a tap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from course.markdown.html.article import Article
from course.pages.films import put_stills
from support.axe import violations
from support.courses import BuiltDocs
from support.pages import opened, served
from support.pictures import png

HOST = "films.example.org"
FILM = f"https://{HOST}/embed/1"
TEXT = f"""# 영상

<iframe src="{FILM}" title="패킷의 길" width="560" height="315"></iframe>

[![파드의 하루](still.png)](https://{HOST}/embed/2)

[글로 된 링크](https://{HOST}/embed/3) [![그림](still.png)](https://elsewhere.example/)
"""


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (
            f'<iframe src="{FILM}?a=1&amp;b=2"></iframe>',
            f'<a class="film" data-added="film" data-search-exclude="" data-film="" '
            f'href="{FILM}?a=1&amp;b=2"><span>{HOST}에서</span></a>'
            f'<iframe data-src="{FILM}?a=1&amp;b=2" title="{HOST}"></iframe>',
        ),
        (f'<p><a href="{FILM}">글</a> <a href="{FILM}"><img src="a.png"> 글</a></p>', ""),
        (
            '<p><a href="https://o.example/"><img src="a.png"></a><a href="b.md"><img src="a.png"></a></p>',
            "",
        ),
    ],
)
def test_what_a_still_is_made_of(html: str, made: str) -> None:
    """A frame's is a link to it; links with words, and those to other hosts, stay byte for byte."""
    article = Article(html)
    put_stills(article, (HOST,), "{}에서")
    assert str(article) == (made or html)


def played(page: Page) -> list[str]:
    """The addresses of the frames that are there."""
    there: list[str] = page.eval_on_selector_all("iframe[src]", "all => all.map(each => each.src)")
    return there


def test_a_host_is_asked_when_its_still_is_tapped(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """Ours, or the lecturer's picture; by a tap or by Enter. Without a script it is a link to the film."""
    files = {"a.md": TEXT, "index.md": "# 첫 쪽\n", "still.png": png(600, 400, "red")}
    built = build_docs(files, extra={"course": {"frames": [HOST]}})
    assert built.messages == ()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>film</title>", content_type="text/html")

    with served(built.site_dir) as home:
        for scheme in ("light", "dark"):
            with opened(browser, width=390, scheme=scheme) as (page, watch):
                page.route(f"https://{HOST}/**", answer)
                page.goto(home + "a/", wait_until="load")
                assert violations(page) == []
                assert (asked, page.locator("iframe:visible").count()) == ([], 0)
                still = page.locator("a.film").bounding_box()
                page.locator("a.film").click()
                page.locator("[alt='파드의 하루']").locator("..").press("Enter")
                page.wait_for_function("document.querySelectorAll('iframe[src]').length === 2")
                page.wait_for_timeout(200)
                assert sorted(asked) == played(page) == [FILM, f"https://{HOST}/embed/2"]
                frames = page.locator("article iframe:visible")
                assert frames.first.bounding_box() == still
                assert [each.get_attribute("title") for each in frames.all()] == ["패킷의 길", "파드의 하루"]
                assert all("allow-scripts" in (each.get_attribute("sandbox") or "") for each in frames.all())
                told = [
                    each for each in watch.complaints if "its sandboxing" not in each
                ]  # of any such frame
                assert (told, watch.strangers) == ([], [])
                asked.clear()
        with browser.new_context(java_script_enabled=False) as context:
            page = context.new_page()
            page.route(f"https://{HOST}/**", answer)
            page.goto(home + "a/")
            assert asked == []
            assert page.locator("a.film").get_attribute("href") == FILM
            assert page.locator("a.film").inner_text() == f"패킷의 길\n{HOST}에서 불러오기"
