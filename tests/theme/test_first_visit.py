"""What a first visit costs, counted from outside, and what a page's policy stops."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page

from support.courses import SAMPLE, BuiltDocs
from support.pages import SiteHandler, Watch, opened, served

SESSION = "ko/week_03/day3/session_1/"
REQUESTS, BYTES = 10, 170_000
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class PackingHandler(SiteHandler):
    """A host that packs what is text."""

    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        """The file, packed."""
        path = Path(self.translate_path(self.path))
        if path.name == "sitemap.xml":
            return super().do_GET()
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        content, packs = path.read_bytes(), path.suffix in _TEXT
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
            content = gzip.compress(content, 9, mtime=0)
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.sent.append(len(content))
        self.wfile.write(content)
        return None


def visited(page: Page, watch: Watch, address: str) -> tuple[int, int]:
    """How many requests a visit makes until nothing more comes, and their packed bytes without headers."""
    PackingHandler.sent.clear()
    page.goto(address, wait_until="load")
    before = -1
    while before != len(watch.asked):  # "networkidle" is told too early where the page is long in layout
        before = len(watch.asked)
        page.wait_for_timeout(600)
    return len(watch.asked), sum(PackingHandler.sent)


@pytest.fixture
def like_sessions(build_docs: Callable[..., BuiltDocs]) -> BuiltDocs:
    """A course of sessions like the given one."""
    text = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    spots = [(day, turn) for day in (3, 4, 5) for turn in (1, 2, 3)]
    heads = [head, *(f"{head} {day}-{turn}" for day, turn in spots[1:])]
    return build_docs(
        {
            f"week_03/day{day}/session_{turn}.md": f"{own}\n{rest}"
            for (day, turn), own in zip(spots, heads, strict=True)
        }
    )


def test_first_visit_asks_for_little(like_sessions: BuiltDocs, browser: Browser) -> None:
    """At most 10 requests and 170 KB, packed by gzip, with fonts; diagrams are there without scripts."""
    session = SESSION.removeprefix("ko/")
    with served(like_sessions.site_dir, PackingHandler) as home, opened(browser, width=1280) as (page, watch):
        requests, size = visited(page, watch, home + session)
        print(f"first visit: {requests} requests, {size / 1000:.1f} KB: {' '.join(watch.asked)}")
        assert requests <= REQUESTS, watch.asked
        assert size <= BYTES
        assert (watch.complaints, watch.strangers) == ([], [])
        assert page.locator("figure.diagram svg.diagram-drawing").count() == 4
        assert not [name for name in watch.asked if name.endswith((".map", "search_index.json"))]


def test_a_page_of_the_sample_asks_for_one_file_a_font(built_site: Path, browser: Browser) -> None:
    """Text, bold, code and emoji: no piece for words or signs that scripts and styles alone show."""
    with served(built_site, PackingHandler) as home, opened(browser, width=390) as (page, watch):
        requests, size = visited(page, watch, home + SESSION)
        fonts = sorted(re.sub(r".*/|\.\w{8}\.woff2$", "", name) for name in watch.asked if "woff2" in name)
        print(f"first visit: {requests} requests, {size / 1000:.1f} KB: {' '.join(watch.asked)}")
        assert requests <= REQUESTS, watch.asked
        assert fonts == ["course-code-code", "course-emoji-emoji", "course-sans-bold", "course-sans-text"]


def test_everything_works_under_a_strict_policy(built_site: Path, browser: Browser) -> None:
    """Boxes, the way to another page and the search need no script that is not the site's own."""
    with served(built_site, PackingHandler) as home, opened(browser) as (page, watch):
        page.goto(home + SESSION)
        page.locator(".task-list-item input").first.click()
        page.locator(".md-search__input").first.click()
        page.keyboard.type("CNI")
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Escape")
        page.goto(home + "ko/")
        page.locator(".progress-panel").wait_for()
        page.wait_for_function("() => document.querySelector('.progress-panel progress').value === 1")
        assert (watch.complaints, watch.strangers) == ([], [])


#: What an author could try if the cleaner let it through, and what tells that it ran.
PAST_THE_CLEANER = {
    "a script": "<script>document.documentElement.dataset.ran = 1</script>",
    "a script of another host": '<script src="https://evil.example/x.js"></script>',
    "an attribute": '<img src="gone.png" onerror="document.documentElement.dataset.ran = 1">',
    "an address": """<a id="trap" href="javascript:void(document.documentElement.dataset.ran = 1)">x</a>""",
    "a base": '<base href="https://evil.example/">',
    "a style": '<p style="background: url(https://evil.example/x.png)">x</p>',
    "a plugin": '<object data="https://evil.example/x.swf"></object>',
    "a frame": '<iframe src="https://evil.example/"></iframe>',
    "a frame with a script": (
        '<iframe srcdoc="<script>parent.document.documentElement.dataset.ran = 1</script>"></iframe>'
    ),
}


@pytest.mark.parametrize("tried", PAST_THE_CLEANER.values(), ids=PAST_THE_CLEANER)
def test_what_comes_past_the_cleaner_is_stopped(
    built_site: Path, browser: Browser, tmp_path: Path, tried: str
) -> None:
    """Put by hand into a finished page, it does not run and asks nobody for anything."""
    content = (built_site / SESSION / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(content.replace("</h1>", f"</h1>{tried}", 1), encoding="utf-8")
    with served(tmp_path) as home, opened(browser) as (page, watch):
        page.goto(home)
        page.evaluate("document.querySelector('#trap')?.click()")
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.dataset.ran") is None
        assert watch.strangers == []
        assert any("Content Security Policy" in told for told in watch.complaints)


def test_instant_navigation_brings_the_items_along(built_site: Path, browser: Browser) -> None:
    """From the front page to a session without a new page, under the same policy: its panel is there."""
    with served(built_site, PackingHandler) as home, opened(browser) as (page, watch):
        page.goto(home + "ko/", wait_until="networkidle")
        page.evaluate("window.stays = true")
        page.evaluate(f"document.querySelector('a[href$=\"{SESSION.removeprefix('ko/')}\"]').click()")
        page.wait_for_url("**/session_1/")
        page.locator("fieldset.answer").first.wait_for(state="attached")
        assert page.evaluate("window.stays") is True
        assert page.locator(".progress-panel__count").inner_text() == "7개 중 0개"
        assert (watch.complaints, watch.strangers) == ([], [])


def test_the_root_keeps_its_classes(built_site: Path, browser: Browser) -> None:
    """A change of them has every element's style worked out anew; no style asks for what is given early."""
    note = "new MutationObserver(() => given.push(document.documentElement.className))"
    watched = "{ attributeFilter: ['class'], subtree: true }"
    with served(built_site) as home, opened(browser) as (page, _):
        page.add_init_script(f"window.given = []; {note}.observe(document, {watched})")
        page.goto(home + SESSION, wait_until="networkidle")
        assert set(page.evaluate("given")) == {"js js-focus-visible"}
    styles = [path.read_text("utf-8") for path in built_site.rglob("*.css")]
    assert not any(".js-focus-visible" in text for text in styles)


def test_files_last_and_nothing_is_shipped_in_vain(built_site: Path) -> None:
    """The joined files are named by what they hold; no parts, maps, workers or stemmers lie beside them."""
    assets = built_site / "ko/assets"
    for path in (*assets.glob("stylesheets/course.*.css"), *assets.glob("javascripts/course.*.js")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        assert path.name.split(".")[1] == digest
    scripts = {path.relative_to(assets).as_posix() for path in assets.rglob("*.js")}
    kept = {name for name in scripts if not name.startswith("javascripts/items/")}
    assert {re.sub(r"\.\w{8}\.", ".", name) for name in kept} == {
        "javascripts/allNotes.js",
        "javascripts/course.js",
        "javascripts/noteText.js",
        "javascripts/notes.js",
        "javascripts/present.js",
        "javascripts/progressFile.js",
        "javascripts/quiz.js",
        "javascripts/searchEngine.js",
        "javascripts/slides.js",
        "javascripts/speaker.js",
        "javascripts/takeAlong.js",
        "javascripts/viewer.js",
    }
    assert not list(built_site.rglob("*.map"))
    assert "unnamed" not in (built_site / SESSION / "index.html").read_text(encoding="utf-8")


def test_a_page_carries_the_words_of_scripts_alone(built_site: Path) -> None:
    """What only the build says is not in the data of every page."""
    page = (built_site / SESSION / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script id="__course"[^>]*>(.*?)</script>', page)
    assert len(data) < 3000
    told = json.loads(data)
    assert told["diagrams"] == {}, "nothing is drawn in the browser"
    assert {"answers", "count", "kept"} <= told["words"]["progress"].keys()


TODAY = {
    "progress": {
        "week_03/day3/session_1/": {
            "네트워킹 원칙: Kubernetes 4대 원칙 완전 이해": True,
            '✅ "Kubernetes 네트워킹 4대 원칙을 설명할 수 있나요?"': 2,
        },
        "gone/": {"a page that is no more": True},
    },
    "placeholders": {"week_03/day3/session_1/": {"<pod-name>": "mine"}},
}


@pytest.mark.parametrize("where", [SESSION, "ko/"])
def test_what_a_reader_has_stored_is_still_his(built_site: Path, browser: Browser, where: str) -> None:
    """What scripts before the joining stored is shown and counted, on its page and on the front page."""
    with served(built_site) as home, opened(browser) as (page, watch):
        stored = {f"course.{kind}:/ko/": json.dumps(kept) for kind, kept in TODAY.items()}
        page.add_init_script(
            f"for (const [key, kept] of Object.entries({json.dumps(stored)})) localStorage[key] ??= kept"
        )
        page.goto(home + where)
        page.wait_for_function(
            "() => [...document.querySelectorAll('.md-nav .progress-count')]"
            ".some(one => one.textContent === '2/7')"
        )
        assert page.locator(".progress-panel progress").evaluate("bar => [bar.value, bar.max]") == [2, 7]
        if where == SESSION:
            assert page.locator(".task-list-item input:checked").count() == 1
            assert page.locator("fieldset.answer input:checked").count() == 1
        kept = page.evaluate("localStorage['course.progress:/ko/']")
        assert json.loads(kept) == TODAY["progress"]
        assert watch.complaints == []
