"""A browser's windows on marked pages: each page is opened as a reader would and asked what can be seen."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from course.checks.seen.looks import Look, by_device
from course.checks.seen.marked import MarkedPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_SCRIPT = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
#: JavaScript: when the page has followed a change of the window.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: No page may ask anyone but this machine: what it needs is in the site, and there may be no network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Unseen(NamedTuple):
    """A block that cannot be seen in one look."""

    address: str
    """Its page's, below the site's root."""
    number: int
    """The block's, in its page."""
    look: Look
    why: str
    """What hides it."""


def look_at(
    browser: Browser, site_dir: Path, pages: Mapping[str, MarkedPage], looks: Sequence[Look]
) -> Iterator[Unseen]:
    """What cannot be seen of `pages`, given by their addresses below the root of the site in `site_dir`."""
    with _served(site_dir, pages) as root:
        for group in by_device(looks):
            first = group[0]
            with browser.new_context(
                viewport={"width": first.width, "height": first.height},
                has_touch=first.is_phone,
                reduced_motion="reduce",
                service_workers="block",
                bypass_csp=True,  # what looks adds a style sheet of its own
            ) as context:
                window = context.new_page()
                for address, page in pages.items():
                    _open(window, root + address, group[0])
                    for look in group:
                        for number, why in _ask(window, page, look):
                            yield Unseen(address, number, look, why)


def _open(window: Page, address: str, look: Look) -> None:
    _dress(window, look)
    window.goto(address)
    window.evaluate(_SCRIPT, {"open": True})


def _ask(window: Page, page: MarkedPage, look: Look) -> list[tuple[int, str]]:
    _dress(window, look)
    window.evaluate(_SETTLED)
    given = {"holders": [asdict(holder) for holder in page.holders], "letter": look.letter}
    told: list[tuple[int, str]] = window.evaluate(_SCRIPT, given)
    return told


def _dress(window: Page, look: Look) -> None:
    """Give the window the size, colours and medium of `look`."""
    window.set_viewport_size({"width": look.width, "height": look.height})
    window.emulate_media(
        media="print" if look.is_print else "screen", color_scheme="dark" if look.is_dark else "light"
    )


@contextmanager
def _served(site_dir: Path, pages: Mapping[str, MarkedPage]) -> Iterator[str]:
    """The address of a server of `site_dir` that answers with the marked `pages` in place of the files."""
    bodies = {f"/{address}": page.html.encode() for address, page in pages.items()}
    handler = functools.partial(_Handler, directory=str(site_dir), bodies=bodies)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with a page of `bodies`, else with a file."""

    def __init__(self, *args: object, bodies: Mapping[str, bytes], directory: str) -> None:
        self.bodies = bodies
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        body = self.bodies.get(self.path.partition("?")[0])
        if body is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def end_headers(self) -> None:
        """Let the browser keep what every page needs: no file changes while it is looked at."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""
