"""What an open page does when it is told of changes: it takes new text in place, else it loads again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from serving.changes import EVERYTHING, FRAME, Changes
from serving.server import Server

THEME = "window.opened = 0; window.document$ = { next() { opened += 1 } }"
OWN = "/ko/a/index.html"


class Site:
    """A folder that is served, with one page in it, which a browser shows."""

    mount = "/ko/"

    def __init__(self, folder: Path, browser: Browser) -> None:
        self._folder, self.changes = folder, Changes()
        self.server = Server("127.0.0.1", 0, [self], self.changes)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.write("styles.css", "p { color: rgb(1, 2, 3) }")
        self.write("theme.js", THEME)
        self.write("picture.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
        self.write_page("old")
        self.page = browser.new_page()

    def folder(self) -> Path:
        """Where its files are."""
        return self._folder

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def write_page(
        self, text: str, *, styles: str = "styles.css", scripts: str = "", around: str = ""
    ) -> None:
        """Write the page, as the theme would: with what stands around its text."""
        head = f'<title>{text}</title><link rel="stylesheet" href="../{styles}">'
        body = (
            f'<p>{text}</p><a href="../b/">b</a><img src="../picture.svg"><div style="height: 3000px"></div>'
        )
        body += f"<script>window.ran = '{text}'</script>"
        page = (
            f'<!doctype html><head>{head}<body><header>{around}</header><script src="../theme.js"></script>'
        )
        page += f'{scripts}<main data-md-component="container">{body}</main></body>'
        self.write("a/index.html", page)

    def show(self) -> Page:
        """The page in a browser, scrolled down a little and listening."""
        with self.page.expect_request("**/-/changes*"):
            self.page.goto(f"http://127.0.0.1:{self.server.server_port}/ko/a/")
        self.page.evaluate("window.stays = true; scrollTo(0, 300)")
        return self.page


@pytest.fixture
def site(tmp_path: Path, browser: Browser) -> Iterator[Site]:
    """A site that is shown."""
    made = Site(tmp_path, browser)
    yield made
    made.page.close()
    made.server.shutdown()
    made.server.server_close()


def test_new_text_is_put_in_place(site: Site) -> None:
    """With title, styles, scripts, whole addresses; the reader stays where he is, the theme hears of it."""
    page = site.show()
    site.write("other.css", "p { color: rgb(4, 5, 6) }")
    for text in ("new", "newer"):
        site.write_page(text, styles="other.css")
        site.changes.tell([OWN])
        page.get_by_text(text, exact=True).wait_for()
        assert page.title() == page.evaluate("ran") == text
    assert page.evaluate("[stays, opened, scrollY]") == [True, 2, 300]
    assert page.evaluate("getComputedStyle(document.querySelector('p')).color") == "rgb(4, 5, 6)"
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.get_attribute("a", "href") == f"http://127.0.0.1:{site.server.server_port}/ko/b/"


def test_what_is_elsewhere_is_left_there(site: Site) -> None:
    """Another page, and files that this one does not show, are nothing to it."""
    page = site.show()
    site.changes.tell(["/ko/b/index.html", "/ko/other.svg"])
    site.changes.tell([OWN])
    page.wait_for_function("opened == 1")
    assert page.evaluate("stays") is True


def _unchanged(site: Site) -> None:
    site.write_page("new")


def _with_another_script(site: Site) -> None:
    site.write_page("new", scripts='<script src="more.js"></script>')


def _gone(site: Site) -> None:
    (site.folder() / "a/index.html").unlink()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_unchanged, [EVERYTHING]),
        (_unchanged, [OWN, FRAME]),
        (_unchanged, ["/ko/picture.svg"]),
        (_unchanged, ["/ko/theme.js", OWN]),
        (_unchanged, ["/ko/styles.css"]),
        (_with_another_script, [OWN]),
        (_gone, [OWN]),
    ],
)
def test_what_cannot_be_put_in_place_is_loaded(
    site: Site, change: Callable[[Site], None], told: list[str]
) -> None:
    """What surrounds the text, a picture, script or style sheet that the page shows; a page that is gone."""
    page = site.show()
    change(site)
    site.changes.tell(told)
    page.wait_for_function("window.stays === undefined")


def test_pages_of_other_themes_are_loaded(site: Site) -> None:
    """Where nothing says that a page was put in place, it is loaded."""
    site.write("theme.js", "")
    page = site.show()
    site.write_page("new")
    site.changes.tell([OWN])
    page.wait_for_function("window.stays === undefined")
    assert page.title() == "new"
