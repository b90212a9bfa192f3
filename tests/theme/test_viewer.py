"""Pictures on the whole screen: the viewer of the diagrams, by tap and keys, with the original in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from support.axe import violations
from support.courses import BuiltDocs
from support.pages import assert_quiet, opened, served
from support.pictures import photograph, png

TEXT = """# 그림

![넓은 사진](wide.jpg)

![](plain.png)

글 ![아이콘](icon.png) 글 [![다른 곳](plain.png)](https://example.org/) [![그 파일](plain.png)](plain.png)

<details><summary>접은 것</summary>

![접은 그림](plain.png)

</details>

[다음](b.md)
"""
WIDTH = "document.querySelector('dialog img').getBoundingClientRect().width"
FOCUSED = "document.activeElement.alt"


def site_of(build_docs: Callable[..., BuiltDocs]) -> Path:
    """Two pages with pictures of every kind."""
    files = {"wide.jpg": photograph(), "plain.png": png(600, 400, "red"), "icon.png": png(20, 20, "blue")}
    pages = {"a.md": TEXT, "b.md": "# 다음 쪽\n\n![다음 그림](plain.png)\n", "index.md": "# 첫 쪽\n"}
    return build_docs({**pages, **files}).site_dir


def buttons(page: Page) -> list[str]:
    """The words of the pictures that open large."""
    page.locator("article img[role=button]").first.wait_for()
    said: list[str] = page.eval_on_selector_all(
        "article img[role=button]", "all => all.map(each => each.alt)"
    )
    return said


def opened_file(page: Page, words: str) -> str:
    """The file that the viewer shows, once it shows one that is not made smaller; its label is `words`."""
    page.locator(f"dialog.viewer[open][aria-label='{words}'] img:not([src*='/pictures/'])").wait_for()
    return str(page.evaluate("document.querySelector('dialog img').src.split('/').at(-1)"))


def test_pictures_open_large(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """The original, by a tap or a key; Escape leads back. Icons and links to elsewhere are what they were."""
    site = site_of(build_docs)
    assert "srcset=" in (site / "a/index.html").read_text(encoding="utf-8")
    with served(site) as home, opened(browser, width=390, height=740) as (page, watch):
        page.goto(home + "a/", wait_until="load")
        assert buttons(page) == ["넓은 사진", "크게 보기"]
        page.locator("summary").click()
        page.locator("[alt='접은 그림'][role=button]").wait_for()
        assert not [name for name in watch.asked if "viewer" in name or name.endswith("wide.jpg")]

        page.locator("[alt='넓은 사진']").focus()
        page.keyboard.press("Enter")
        assert opened_file(page, "넓은 사진") == "wide.jpg"
        fitting = page.evaluate(WIDTH)
        assert 340 <= fitting <= 390
        page.keyboard.press("+")
        assert page.evaluate(WIDTH) > fitting
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
        assert page.evaluate(FOCUSED) == "넓은 사진"

        page.locator("[alt='그 파일']").click()
        assert opened_file(page, "그 파일") == "plain.png"
        page.locator(".viewer__bar button").last.click()
        page.locator("a[href$='/b/'], a[href$='../b/']").last.click()
        page.locator("[alt='다음 그림'][role=button]").click()
        assert opened_file(page, "다음 그림") == "plain.png"
        assert_quiet(watch)


def test_pictures_open_for_all(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """In light and dark, axe finds nothing on the page or in the viewer."""
    site = site_of(build_docs)
    for scheme in ("light", "dark"):
        with served(site) as home, opened(browser, width=390, scheme=scheme) as (page, watch):
            page.goto(home + "a/", wait_until="load")
            assert len(buttons(page)) == 2
            for opens in (True, False):
                assert violations(page) == []
                if opens:
                    page.locator("[alt='넓은 사진']").click()
                    page.locator("dialog.viewer[open]").wait_for()
            assert_quiet(watch)


def test_a_picture_needs_no_script(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Without one it is shown, and is no button."""
    site = site_of(build_docs)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "a/index.html").as_uri())
        box = page.locator("[alt='넓은 사진']").bounding_box()
        assert box
        assert box["width"] > 300
        assert page.locator("[role=button] img, img[role=button]").count() == 0


def test_a_site_opened_as_files_has_its_tools(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Without a server, too, scripts know that the page is there, and links lead to pages, not to folders."""
    diagram = "# 하나\n\n```mermaid\ngraph LR\n  A --> B\n```\n\n[둘](two.md)\n"
    site = build_docs({"index.md": "# 첫 쪽\n", "one.md": diagram, "two.md": "# 둘\n"}).site_dir
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "one/index.html").as_uri())
        assert page.locator(".diagram__tools button").count() == 2
        page.locator("article").get_by_text("둘", exact=True).click()
        page.locator("h1").get_by_text("둘").wait_for()
        assert page.url == (site / "two/index.html").as_uri()
