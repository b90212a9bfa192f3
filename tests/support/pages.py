"""Pages in a real browser: a loopback server, and a watch over all that a page asks for and complains of."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, Route

from course.checks.seen.browser import find_browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
DRAWN = (
    "() => [...document.querySelectorAll('div.mermaid')].every(box => /drawn|source/.test(box.dataset.state))"
)


@dataclass
class Watch:
    """What a page did besides showing itself."""

    asked: list[str] = field(default_factory=list)
    """Addresses asked of the site's own server, by their path."""
    strangers: list[str] = field(default_factory=list)
    """Addresses elsewhere; none was let through."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings in the console, uncaught exceptions, dialogs."""


#: JavaScript: labels that reach more than a pixel out of their node's box, or out of their drawing. Under a
#: stick figure, an icon or a mark on a time line they stand below it.
OUTSIDE = """() => {
  const outside = (text, boxes) => {
    const box = text.getBoundingClientRect()
    const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right))
    const top = Math.min(...boxes.map(box => box.top)), bottom = Math.max(...boxes.map(box => box.bottom))
    return box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1
  }
  const nodes = ".diagram-node:not(.diagram-open)"
  const cut = [...document.querySelectorAll("svg.diagram-drawing")].flatMap(svg =>
    [...svg.querySelectorAll("text")].filter(text => outside(text, [svg.getBoundingClientRect()])))
  const over = [...document.querySelectorAll(`svg.diagram-drawing ${nodes}`)].flatMap(node => {
    const shapes = [...node.children].filter(child => !child.matches("text, g:has(text)"))
    const boxes = shapes.map(shape => shape.getBoundingClientRect())
    return boxes.length ? [...node.querySelectorAll("text")].filter(text => outside(text, boxes)) : []
  })
  return [...cut, ...over].map(text => `${text.closest("figure").id}: ${text.textContent}`)
}"""

#: JavaScript: the lowest contrast of a label with the ground it stands on. Source: WCAG 2.2, 1.4.3.
WORST_CONTRAST = """() => {
  const luminance = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
      .map(value => value / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const paper = getComputedStyle(document.querySelector("figure.diagram")).backgroundColor
  const shapes = ":scope > :is(rect, path, polygon, circle, ellipse)"
  return Math.min(...[...document.querySelectorAll("svg.diagram-drawing text")].map(text => {
    const shape = text.parentElement.querySelector(shapes)
    const ground = shape ? getComputedStyle(shape).fill : paper
    return contrast(getComputedStyle(text).fill, ground === "none" ? paper : ground)
  }))
}"""


@contextmanager
def served(site_dir: Path, handler_class: type[SiteHandler] | None = None) -> Iterator[str]:
    """The address of a loopback server of `site_dir`, as long as it is needed."""
    handler = functools.partial(handler_class or SiteHandler, directory=str(site_dir))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """What answers the requests for a site's files."""

    def do_GET(self) -> None:
        """The file; a sitemap with this server's addresses.

        Instant navigation follows a sitemap's addresses only where their port is the page's, too.
        """
        path = Path(self.translate_path(self.path))
        if path.name != "sitemap.xml" or not path.is_file():
            return super().do_GET()
        host = f"http://{self.headers['Host']}"
        body = re.sub(r"(?<=<loc>)https?://[^/<]+", host, path.read_text(encoding="utf-8")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def launched(playwright: Playwright) -> Browser:
    """The browser that run.py named, or one found on this machine."""
    return playwright.chromium.launch(executable_path=find_browser(), args=list(ARGUMENTS))


@contextmanager
def opened(
    browser: Browser, *, width: int = 1440, height: int = 900, scheme: str = "light"
) -> Iterator[tuple[Page, Watch]]:
    """A new window on a device with that screen and colour scheme, with nothing remembered."""
    watch = Watch()
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        service_workers="block",
    ) as context:
        context.route("**/*", functools.partial(_let_home_only, watch))
        page = context.new_page()
        page.on("console", lambda told: _note(watch, told.type, told.text))
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (watch.complaints.append(dialog.message), dialog.dismiss()))
        yield page, watch


def _let_home_only(watch: Watch, route: Route) -> None:
    url = urlsplit(route.request.url)
    home = url.hostname == "127.0.0.1" or url.scheme in ("data", "blob")
    (watch.asked if home else watch.strangers).append(url.path if home else route.request.url)
    if home:
        route.continue_()
    else:
        route.abort()


def _note(watch: Watch, kind: str, text: str) -> None:
    if kind in ("error", "warning") and "Service Worker registration blocked" not in text:  # by `opened`
        watch.complaints.append(text)


def show(page: Page, address: str) -> None:
    """Go to `address` and wait for its diagrams, if it has any."""
    page.goto(address)
    page.wait_for_function(DRAWN)


#: JavaScript: what is kept, once the theme has put the next page in place and moved to its top.
ARRIVAL = """() => {
  let told = 0  // the page of now is told first
  window.arrival = new Promise(arrived => document$.subscribe(() => { if (told++) arrived() }))
}"""


def follow(page: Page, link: str) -> None:
    """Follow a link by instant navigation, until the theme is done with the page that it leads to.

    The address is new before the page is, and the page before its place: a click between them meets what was
    there, or is lost where the page moves away under it.

    Args:
        page: Its theme and sitemap are waited for; without them a click leaves the page.
        link: A selector of the link.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate(ARRIVAL)
    page.click(link)
    page.evaluate("() => window.arrival.then(() => true)")


def assert_quiet(watch: Watch) -> None:
    """The page asked nothing of anyone else and complained of nothing."""
    assert watch.strangers == []
    assert watch.complaints == []


def mermaid_fences(markdown: str) -> list[str]:
    """The sources of a page's diagrams."""
    return re.findall(r"^```mermaid\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Expected:
    """What the source of a flowchart or a sequence says is to be seen; only the session's syntax is known."""

    labels: tuple[str, ...]
    """Texts of nodes, groups, participants, messages and notes, sorted; ``<br/>`` is a space."""
    boxes: int
    """Nodes or participants."""
    lines: int
    """Edges or messages."""


def expected_of(source: str) -> Expected:
    """What is to be seen of `source`."""
    if source.startswith("sequenceDiagram"):
        actors = re.findall(r"participant \w+ as (.+)", source)
        messages = re.findall(r"->>\w+: (.+)", source)
        notes = re.findall(r"Note over .+?: (.+)", source)
        return Expected(tuple(sorted(actors * 2 + messages + notes)), len(actors), len(messages))
    nodes = dict(re.findall(r"(\w+)\[([^]\n]+)\]", source))
    groups = re.findall(r'subgraph "(.+)"', source)
    labels = [re.sub(r"<br/>", " ", label) for label in [*nodes.values(), *groups]]
    return Expected(tuple(sorted(labels)), len(nodes), len(re.findall(r" -\.?-?->? ", source)))
