"""Takes README's pictures from a built site, so that they show what there is: see ``.ci/pictures``.

They go to ``guide/pictures/``: a session on a desktop, on a phone, and its handout, in each language.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from course.checks.seen.browser import find_browser
from course.checks.seen.window import ARGUMENTS

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "guide" / "pictures"
LANGUAGES = ("ko", "en")


class View(NamedTuple):
    """A window on a session."""

    name: str
    width: int
    height: int
    scale: float
    """Pixels of the picture for each of the page's."""
    scheme: str
    """``light`` or ``dark``."""
    at: str
    """What is brought to the top of the window, as a CSS selector; empty for the top of the page."""


VIEWS = (
    View("page", 1360, 850, 1, "light", ""),
    View("phone", 390, 780, 1.25, "dark", "article .course-diagram, article figure"),
)
#: Pixels of the handout's picture across.
HANDOUT_WIDTH = 620


def take_pictures(site_dir: Path, folder: Path) -> list[Path]:
    """Take all pictures of the site in `site_dir` into `folder`; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with _served(site_dir) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(ARGUMENTS))
        for language in LANGUAGES:
            session = sorted((site_dir / language).glob("*/*/session_*/index.html"))[0].parent
            address = f"{root}/{session.relative_to(site_dir).as_posix()}/"
            for view in VIEWS:
                taken.append(_write(folder, view.name, language, _window(browser, address, view)))
            pdf = sorted((site_dir / language / "handouts").glob("*session*.pdf"))[0]
            taken.append(_write(folder, "handout", language, _first_page(pdf)))
        browser.close()
    return taken


def _window(browser: Browser, address: str, view: View) -> Image.Image:
    """What a reader sees of the page at `address`."""
    with browser.new_context(
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=view.scale,
        color_scheme="dark" if view.scheme == "dark" else "light",
        reduced_motion="reduce",
    ) as context:
        window = context.new_page()
        window.goto(address, wait_until="networkidle")
        if view.at:
            window.evaluate(
                "at => scrollTo(0, document.querySelector(at).getBoundingClientRect().top + scrollY - 260)",
                view.at,
            )
            window.wait_for_timeout(500)
        return Image.open(io.BytesIO(window.screenshot()))


def _first_page(pdf: Path) -> Image.Image:
    """The first page of a handout, with a thin edge, for paper is as white as README."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=HANDOUT_WIDTH / page.get_width()).to_pil().convert("RGB")
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "#c8c8c8")
    framed.paste(picture, (1, 1))
    return framed


def _write(folder: Path, name: str, language: str, picture: Image.Image) -> Path:
    path = folder / f"{name}.{language}.webp"
    picture.convert("RGB").save(path, "WEBP", quality=82, method=6)
    return path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site_dir: Path) -> Iterator[str]:
    """The address at which `site_dir` is served while this lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site_dir)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    for place in take_pictures(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve(), PICTURES):
        print(f"{place.relative_to(ROOT)}: {place.stat().st_size // 1000} KB")
