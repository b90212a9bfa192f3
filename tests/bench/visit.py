"""A first visit to a page of a built site on a slow phone: what it asks for, and when something is seen."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from course.checks.seen.browser import find_browser

#: 1.6 Mbit/s, 150 ms from asking to answer, a processor four times as slow as this one.
_BYTES_PER_SECOND, _DELAY_MS, _SLOWER = 200_000, 150, 4
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
#: A task of the page's thread that takes longer blocks what its reader does. Source: Long Tasks API.
_LONG_MS = 50
_QUIET_MS = 1500
_SHIFTS = """
window.shifted = 0
new PerformanceObserver(list => list.getEntries().forEach(each => { shifted += each.value }))
  .observe({ type: "layout-shift", buffered: true })
"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit took."""

    requests: int
    sent_bytes: int
    """Packed as hosts pack, with headers."""
    paint_ms: float
    """First contentful paint."""
    blocked_ms: float
    """Total blocking time: of each task after the first paint, what is above 50 ms."""
    shift: float
    """Cumulative layout shift."""


def typical_visit(site_dir: Path, page: str, repeat: int) -> Visit:
    """The median of each figure of `repeat` visits to the `page` of the site in `site_dir`.

    Raises `Error` of Playwright where no browser starts.
    """
    with sync_playwright() as playwright, hosted(site_dir) as home:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        visits = [visited(browser, f"{home}{page}") for _ in range(repeat)]
        browser.close()
    figures = (median(getattr(visit, name) for visit in visits) for name in Visit.__slots__)
    return Visit(*figures)


def visited(browser: Browser, address: str) -> Visit:
    """Go to `address` with nothing remembered, and wait until nothing more comes and nothing more runs."""
    with _window(browser) as (page, protocol):
        arrived: dict[str, float] = {}
        _count(protocol, arrived)
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        _go(page, address)
        page.wait_for_function(f"() => {_PAINTED}")  # a busy machine may be late with it
        paint, shift = page.evaluate(f"[{_PAINTED}.startTime, shifted]")
    return Visit(len(arrived), round(sum(arrived.values())), paint, _blocked(browser, address), shift)


def _blocked(browser: Browser, address: str) -> float:
    """Total blocking time, from what the tasks of the page's thread cost the processor.

    Not from what they lasted: on a machine that does other things as well, that says more of these.
    """
    with _window(browser) as (page, _):
        browser.start_tracing(categories=["toplevel", "loading"])
        _go(page, address)
        trace = json.loads(browser.stop_tracing())
    return blocking_ms(trace["traceEvents"], _SLOWER)


def blocking_ms(events: Sequence[Mapping[str, Any]], slower: int) -> float:
    """Total blocking time in a trace, on a processor `slower` than the one that made it.

    Source: Trace Event Format, complete events; ``tdur`` is the processor's time in millionths of a second.
    """
    paint = max(
        (each for each in events if each["name"] == "firstContentfulPaint"), key=lambda each: each["ts"]
    )
    tasks = (
        each["tdur"] * slower / 1000
        for each in events
        if (each["name"], each["ph"], each["tid"], each["pid"])
        == ("ThreadControllerImpl::RunTask", "X", paint["tid"], paint["pid"])
        and each["ts"] >= paint["ts"]
    )
    return sum(max(0.0, task - _LONG_MS) for task in tasks)


@contextmanager
def _window(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A window as large as a phone's, on a slow line, with nothing remembered."""
    with browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block") as context:
        page = context.new_page()
        page.add_init_script(_SHIFTS)
        protocol = context.new_cdp_session(page)
        protocol.send("Network.enable")
        rates = {"downloadThroughput": _BYTES_PER_SECOND, "uploadThroughput": _BYTES_PER_SECOND}
        line = {"offline": False, "latency": _DELAY_MS, **rates}
        protocol.send("Network.emulateNetworkConditions", line)
        yield page, protocol


def _count(protocol: CDPSession, arrived: dict[str, float]) -> None:
    """Keep the bytes of each answer in `arrived`; what stands in the page itself (``data:``) is none."""

    def note(told: Mapping[str, Any]) -> None:
        if told["request"]["url"].startswith("http"):
            arrived[told["requestId"]] = 0

    def add(told: Mapping[str, Any]) -> None:
        if told["requestId"] in arrived:
            arrived[told["requestId"]] = told["encodedDataLength"]

    protocol.on("Network.requestWillBeSent", note)
    protocol.on("Network.loadingFinished", add)


def _go(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(_QUIET_MS)


class _Host(http.server.SimpleHTTPRequestHandler):
    """A host that packs what is text, and keeps its lines open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The file, packed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        content, packs = path.read_bytes(), path.suffix in _PACKED
        content = gzip.compress(content, 9, mtime=0) if packs else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(site_dir: Path) -> Iterator[str]:
    """The address of a loopback host of `site_dir`, as long as it is needed."""
    handler = functools.partial(_Host, directory=str(site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
