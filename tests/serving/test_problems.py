"""What is to be mended stands in a bar below the page, each entry leads to its place; mended, it is gone."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from course.problems.problem import Problem
from course.settings.words.read import words_of
from course.settings.words.words import Words
from serving.changes import Changes
from serving.faults import PROBLEMS, Fault, faults_of, told_to_page
from serving.server import Server
from support.courses import ROOT

SOURCE = "---\ntitle: 하나\n---\n# 하나\n\n글\n\n## 둘\n\n글\n\n## 둘\n\n[없음](gone.md)\n"
PAGE = """<!doctype html><html><head><title>하나</title><style>
body { --md-default-bg-color: rgb(255, 255, 255); --md-typeset-color: rgb(0, 0, 0) }
.dark { --md-default-bg-color: rgb(30, 30, 30); --md-typeset-color: rgb(220, 220, 220) }
</style></head><body><main data-md-component="container"><h1 id="하나">하나</h1>
<div style="height: 3000px"></div><h2 id="둘-1">둘</h2></main></body></html>"""
DEAD = Fault("docs/ko/a.md", 14, "the link leads nowhere; mend it [link-dead]", "docs/ko/a.md")


@dataclass
class Language:
    """A language that is shown, with faults."""

    folder_: Path
    docs_dir: Path
    mount: str = "/ko/"
    code: str = "ko"
    faults: tuple[Fault, ...] = ()
    words: Words = field(default_factory=lambda: words_of(ROOT / "mkdocs.yml", "ko").words)

    def folder(self) -> Path:
        return self.folder_

    def shown(self) -> Path:
        return self.folder_


class Site:
    """A language on a server, and a browser that shows it."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        root, self.changes = folder.resolve(), Changes()
        for path, text in {"site/a/index.html": PAGE, "docs/ko/a.md": SOURCE}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        self.language = Language(root / "site", root / "docs/ko")
        problems = partial(told_to_page, languages=[self.language], root=root)
        self.server = Server("127.0.0.1", 0, [self.language], self.changes, problems)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.home = f"http://127.0.0.1:{self.server.server_port}"
        self.page = browser.new_page()

    def show(self) -> Page:
        """The page, listening."""
        with self.page.expect_request("**/-/changes*"):
            self.page.goto(f"{self.home}/ko/a/")
        return self.page

    def tell(self, *faults: Fault) -> None:
        """Tell that these are to be mended."""
        self.language.faults = faults
        self.changes.tell([PROBLEMS])


@pytest.fixture
def site(tmp_path: Path, browser: Browser) -> Iterator[Site]:
    made = Site(tmp_path, browser)
    yield made
    made.page.close()
    made.server.shutdown()
    made.server.server_close()


def asked(site: Site) -> dict[str, Any]:
    """What a page is told."""
    with urllib.request.urlopen(f"{site.home}{PROBLEMS}?page=/ko/a/") as answer:  # noqa: S310
        return dict(json.loads(answer.read()))


def test_bar_comes_counts_leads_and_goes(site: Site) -> None:
    """It is told without loading the page, opens by keyboard, leads to the heading above the line."""
    page = site.show()
    page.evaluate("window.stays = true")
    summary = page.locator("summary")
    expect(summary).to_be_hidden()
    site.tell(DEAD, Fault("", 0, "a plugin warns"))
    expect(summary).to_have_text("고칠 것: 2개")
    expect(page.get_by_role("status")).to_have_text("고칠 것: 2개")
    expect(page.get_by_role("region", name="고칠 것: 2개")).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="the link leads nowhere")
    expect(link).to_be_visible()
    expect(page.get_by_text("docs/ko/a.md:14")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ko/a/#*")
    assert page.evaluate("decodeURI(location.hash)") == "#둘-1"
    assert page.evaluate("scrollY > 1000 && stays")
    summary.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    site.tell()
    expect(summary).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("고칠 것이 없습니다.")


def test_bar_stays_open_from_page_to_page(site: Site) -> None:
    """Whoever has opened the list has it open on the next page; it holds what is told first."""
    site.tell(DEAD)
    page = site.show()
    page.locator("summary").click()
    expect(page.get_by_role("link")).to_be_visible()
    site.show()
    expect(page.get_by_role("link")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["", "dark"])
def test_bar_is_read_everywhere(site: Site, width: int, kind: str) -> None:
    """In light and dark, on a phone and a desk: within the window, high enough for a thumb, leaving room."""
    site.tell(Fault("docs/ko/a.md", 1, "long " * 60 + "x" * 300, "docs/ko/a.md"))
    site.page.set_viewport_size({"width": width, "height": 700})
    page = site.show()
    page.evaluate("kind => document.body.className = kind", kind)
    page.locator("summary").click()
    box = page.locator("section").bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, page.evaluate("document.documentElement.clientWidth"))
    assert box["height"] <= 350
    assert (page.locator("summary").bounding_box() or {})["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("parseFloat(document.body.style.paddingBottom) >= 44")
    colours = page.locator("section").evaluate(
        "el => [getComputedStyle(el).color, getComputedStyle(el).backgroundColor]"
    )
    assert colours == (
        ["rgb(220, 220, 220)", "rgb(30, 30, 30)"] if kind else ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    )
    page.emulate_media(media="print")
    expect(page.locator("summary")).to_be_hidden()


def test_places_are_found_or_left_out(site: Site) -> None:
    """A place above all headings is the page; what no page shows, or what is elsewhere, leads nowhere."""
    site.language.faults = (
        DEAD,
        Fault("docs/ko/a.md", 1, "text", "docs/ko/a.md"),
        Fault("docs/ko/gone.md", 1, "text", "docs/ko/gone.md"),
        Fault("../../etc/passwd", 1, "text", "../../etc/passwd"),
        Fault("mkdocs.yml", 3, "text", "mkdocs.yml"),
    )
    hrefs = [each["href"] for each in asked(site)["faults"]]
    assert hrefs == ["/ko/a/#%EB%91%98-1", "/ko/a/", "", "", ""]


def test_a_long_list_says_how_much_is_left_out(site: Site) -> None:
    site.language.faults = tuple(Fault("docs/ko/a.md", n, f"{n}", "docs/ko/a.md") for n in range(130))
    told = asked(site)
    assert (told["title"], len(told["faults"]), told["more"][:3]) == ("고칠 것: 130개", 100, "30개")


def test_hints_are_no_faults_and_warnings_are() -> None:
    """Only what a strict build fails for is to be mended; lines of the log are parted into place and text."""
    dead = Problem("/c/docs/a.md", 3, "it leads nowhere", "why", "mend", "link-dead")
    hint = Problem("/c/docs/a.md", 1, "what", "why", "mend", "term-defined-twice")
    told = [Problem("a.md", 3, "it leads nowhere", "why", "mend", "link-dead"), hint]
    assert faults_of([dead, hint], told, ["settings: mkdocs.yml:7: odd [x]", "a plugin: warns"]) == (
        Fault("a.md", 3, "it leads nowhere; why; mend [link-dead]", "/c/docs/a.md"),
        Fault("mkdocs.yml", 7, "odd [x]", "mkdocs.yml"),
        Fault("", 0, "a plugin: warns"),
    )
