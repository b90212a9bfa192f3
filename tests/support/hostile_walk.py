"""A walk over pages in Chromium that tells what each did that it should not: several at once, no waiting."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Frame,
    Page,
    Request,
    async_playwright,
)

from course.checks.seen.browser import find_browser
from support.hostile_cases import HOST, UNKNOWN
from support.pages import ARGUMENTS, SiteHandler

SCRIPT = Path(__file__).with_suffix("").with_name("hostile_page.js")
#: No name is looked up but the server's: what asks another host is seen, and gets nothing.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
CONTEXTS = 2
TABS = 3
"""In each context. The contexts are processes of their own."""
PATIENCE = 8_000
"""Milliseconds that a page may take to have all its scripts done; a sound one takes some hundred."""


Given = TypeVar("Given")


class LightHandler(SiteHandler):
    """Lets the browser keep what all pages share, and gives it a search index of no page."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that is left while it loads
            super().handle()

    def do_GET(self) -> None:
        if not self.path.endswith("/search_index.json"):
            return super().do_GET()
        index = _without_pages(Path(self.translate_path(self.path)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(index)))
        self.end_headers()
        self.wfile.write(index)
        return None

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600" if "/assets/" in self.path else "no-cache")
        super().end_headers()


@cache
def _without_pages(path: Path) -> bytes:
    return json.dumps({**json.loads(path.read_text(encoding="utf-8")), "docs": []}).encode()


@dataclass
class Findings:
    """What one page did; each line ends with the number of the case that did it, where that is known."""

    address: str
    """Its path on the server."""
    ran: set[int] = field(default_factory=set)
    """Numbers of the payloads that ran when it was loaded."""
    ran_on_touch: set[int] = field(default_factory=set)
    """The same, when all of it was clicked, pointed at, focused and unfolded."""
    foreign: set[str] = field(default_factory=set)
    """Addresses elsewhere that were asked; not those of pictures by ``<img>``, which GitHub shows as well."""
    led_away: set[str] = field(default_factory=set)
    """Where it led to, by itself or because a form was sent or something was opened."""
    dead: set[str] = field(default_factory=set)
    """Which scripts of the theme or ours have not done their work."""
    errors: set[str] = field(default_factory=set)
    """Errors that nobody caught."""
    covers: set[str] = field(default_factory=set)
    """What lies over the page or leaves the text's place."""

    def by_case(self, own: int) -> dict[int, set[str]]:
        """Numbers of cases, and the words for what they did here; `own` is that of the page's case."""
        found: dict[int, set[str]] = {}

        def add(number: int, word: str) -> None:
            found.setdefault(own if number == UNKNOWN else number, set()).add(word)

        for words, numbers in (("load", self.ran), ("touch", self.ran_on_touch - self.ran)):
            for number in numbers:
                add(number, words)
        for word in ("foreign", "led_away", "dead", "errors", "covers"):
            for line in getattr(self, word):
                match = re.search(rf"\bc(\d+)\.{re.escape(HOST)}", line)
                add(int(match[1]) if match else own, word)
        return found


@dataclass
class _Tab:
    page: Page
    home: str
    now: Findings
    coming: Findings
    """Those of the page that the walk goes to: until it is there, the page before does what is done."""
    touching: bool = False
    leaving: bool = False
    """Whether the walk itself goes to the next page."""
    pictures: list[tuple[str, str]] = field(default_factory=list)


def walk(site: str, addresses: Sequence[str]) -> list[Findings]:
    """Findings of the pages at `addresses` (paths on the server `site`), in their order."""
    return _apart(lambda: _walk(site, addresses))


def search(site: str, address: str, queries: Sequence[str]) -> Findings:
    """Findings of the page at `address` when `queries` are asked of its search and all results touched."""
    return _apart(lambda: _search(site, address, queries))


def _apart(make: Callable[[], Coroutine[Any, Any, Given]]) -> Given:
    """What a coroutine gives, in a thread: this one may have a loop that runs."""
    given: list[Given] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            given.append(asyncio.run(make()))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return given[0]


async def _walk(site: str, addresses: Sequence[str]) -> list[Findings]:
    found = [Findings(address) for address in addresses]
    waiting = iter(found)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, ALONE])
        contexts = [await _context(browser) for _ in range(CONTEXTS)]
        await asyncio.gather(*(_work(context, site, waiting) for context in contexts for _ in range(TABS)))
        await browser.close()
    return found


async def _search(site: str, address: str, queries: Sequence[str]) -> Findings:
    found = Findings(f"search of {address}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, ALONE])
        tab = await _open_tab(await _context(browser), site, found)
        tab.leaving = True  # a result that is clicked leads to its page
        for query in queries:
            await tab.page.goto(f"{site}{address}?q={query}")
            first = query == queries[0]  # any other word may be on no page, once pages are clean
            with suppress(*([] if first else [Error])):
                await tab.page.wait_for_selector(
                    ".md-search-result__item", timeout=4 * PATIENCE if first else PATIENCE / 4
                )
            await tab.page.evaluate("__walk.touchAll()")
        await browser.close()
    return found


async def _context(browser: Browser) -> BrowserContext:
    # without the pages' own policies: what is walked is what the cleaner lets through
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, service_workers="block", bypass_csp=True
    )
    await context.add_init_script(path=SCRIPT)
    return context


async def _work(context: BrowserContext, site: str, waiting: Iterable[Findings]) -> None:
    tab: _Tab | None = None
    for findings in waiting:
        if tab is None:
            tab = await _open_tab(context, site, findings)
        tab.coming = findings
        try:
            usable = await asyncio.wait_for(_visit(tab), PATIENCE * 3 / 1000)
        except asyncio.TimeoutError:
            findings.dead.add("it does not answer")
            usable = False
        if not usable:
            await _close(tab.page)
            tab = None


async def _visit(tab: _Tab) -> bool:
    """Whether the tab can be used for another page."""
    found, page = tab.coming, tab.page
    tab.leaving = True
    try:
        await page.goto(tab.home + found.address.lstrip("/"), wait_until="load", timeout=PATIENCE * 2)
    except Error as error:
        found.led_away.add(f"not loaded: {error.message.splitlines()[0]}")
    tab.leaving, tab.now = False, found
    try:
        await _look(tab)
        tab.touching = True
        await page.evaluate("__walk.touchAll()")
    except Error as error:
        found.led_away.add(f"lost: {error.message.splitlines()[0]}")
    try:
        known = set(await page.evaluate("__walk.pictures()"))
    except Error:
        known = set()
    found.foreign |= {url for kind, url in tab.pictures if kind != "image" or url not in known}
    return not found.led_away and not found.dead


async def _look(tab: _Tab) -> None:
    try:
        await tab.page.wait_for_function("!__walk.missing().length", polling=50, timeout=PATIENCE)
    except Error:
        tab.now.dead |= set(await tab.page.evaluate("__walk.missing()"))
    tab.now.covers |= set(await tab.page.evaluate("__walk.pause(20).then(() => __walk.covers())"))
    if tab.now.dead:
        return
    try:
        await tab.page.wait_for_function("__walk.searchOpens()", polling=50, timeout=PATIENCE)
    except Error:
        tab.now.dead.add("search dialog")


async def _close(page: Page) -> None:
    with suppress(Error, asyncio.TimeoutError):
        await asyncio.wait_for(page.close(), PATIENCE / 1000)


async def _open_tab(context: BrowserContext, home: str, findings: Findings) -> _Tab:
    page = await context.new_page()
    tab = _Tab(page, home, findings, findings)
    page.on("console", lambda message: _heard(tab, message))
    page.on("dialog", lambda dialog: asyncio.ensure_future(_asked(tab, dialog)))
    page.on("request", lambda request: _requested(tab, request))
    page.on("pageerror", lambda error: tab.now.errors.add(str(error).splitlines()[0][:200]))
    page.on("framenavigated", lambda frame: _went(tab, frame))
    page.on("popup", lambda popup: asyncio.ensure_future(popup.close()))
    return tab


def _heard(tab: _Tab, message: ConsoleMessage) -> None:
    """What hostile_page.js says of a payload that ran, in whichever frame."""
    if not message.text.startswith("HOSTILE "):
        return
    _, what, value = message.text.split(" ", 2)
    if what == "opened":
        tab.now.led_away.add(value)
    else:
        numbers = tab.now.ran_on_touch if tab.touching else tab.now.ran
        numbers.add(int(value) if value.isdecimal() else UNKNOWN)


async def _asked(tab: _Tab, dialog: Dialog) -> None:
    (tab.now.ran_on_touch if tab.touching else tab.now.ran).add(UNKNOWN)
    await dialog.dismiss()


def _requested(tab: _Tab, request: Request) -> None:
    parts = urlsplit(request.url) if request.url.startswith(("http", "ws", "ftp")) else None
    if parts is None or parts.hostname == "127.0.0.1":
        return
    if request.is_navigation_request() and request.frame == tab.page.main_frame:
        tab.now.led_away.add(request.url)
    else:
        tab.pictures.append((request.resource_type, request.url))


def _went(tab: _Tab, frame: Frame) -> None:
    """Notes a page of the site that the page led to by itself, or that the walk is on the next one."""
    if tab.leaving and not frame.parent_frame:
        tab.now, tab.touching, tab.pictures = tab.coming, False, []
    if frame.parent_frame or tab.leaving or not frame.url.startswith("http"):
        return
    if urlsplit(frame.url).path != "/" + tab.now.address.lstrip("/"):
        tab.now.led_away.add(frame.url)
