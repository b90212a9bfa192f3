"""A site that is installed and taken along: manifest, icons, and a browser without a network."""

from __future__ import annotations

import http.server
import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from course.pages.app.icons import IconError, app_icons
from course.pages.app.manifest import ICONS, render_manifest, short_name
from course.pages.app.worker import WORKER, render_no_worker, render_worker
from course.publish.hosting.headers import HASHED
from course.publish.hosting.take_along import FILE_LIST, render_file_list
from support.axe import violations
from support.courses import ROOT, BuiltDocs, Course
from support.pages import SiteHandler, served

FILES = {
    "index.md": "# 첫 쪽\n\n- [ ] 할 일\n\n[다음](week_01/one.md)\n",
    "week_01/one.md": "# 하나\n\n파드가 모여 있다.\n",
    "week_01/two.md": "# 둘\n\n모르는 쪽이다. ![그림](a.svg)\n",
    "week_01/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
}
SVG = (ROOT / "hooks/theme/assets/images/favicon.svg").read_bytes()
#: JavaScript: the names of the copies, whole or not.
TAKEN = "async () => (await caches.keys()).filter(name => name.startsWith('course-taken:'))"
#: JavaScript: have each file take a while to be kept.
SLOW_PUT = (
    "const put = Cache.prototype.put; Cache.prototype.put = async function (...given) {"
    "await new Promise(resolve => setTimeout(resolve, 300)); return put.apply(this, given)}"
)


class CountingHandler(SiteHandler):
    """Notes what is asked for, and lets a browser keep it for a while, as hosts do."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        """The file."""
        self.asked.append(self.path)
        http.server.SimpleHTTPRequestHandler.do_GET(self)  # a sitemap too, as it is

    def end_headers(self) -> None:
        """Also for how long it may be kept."""
        kept = "max-age=31536000" if HASHED.search(self.path) else "no-cache"
        self.send_header("Cache-Control", kept)
        super().end_headers()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a folder of its host, with handouts."""
    course = Course(tmp_path_factory.mktemp("taken") / "course")
    course.write({f"docs/ko/{name}": text for name, text in FILES.items()})
    ran = course.publish()
    assert ran.status == 0, ran.output
    host = course.folder / "host"
    shutil.move(course.folder / "site", host / "below")
    return host


@pytest.fixture
def host(published: Path, tmp_path: Path) -> Path:
    """A copy of that, to be changed."""
    return Path(shutil.copytree(published, tmp_path / "host"))


@contextmanager
def device(browser: Browser) -> Iterator[tuple[BrowserContext, Page, list[str]]]:
    """A window on a device where workers run, and what its console complains of."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page, told = context.new_page(), []
        page.set_default_timeout(10_000)
        page.on("console", lambda each: told.append(each.text) if each.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        yield context, page, told


def take(page: Page, home: str, look: Callable[[], None] = lambda: None) -> None:
    """Press the button on the front page, and the next one, until all is there; `look` at each step."""
    page.goto(home)
    page.locator(".take-along button").wait_for()
    look()
    page.locator(".take-along button").click()
    page.locator(".take-along p", has_text="MB입니다").wait_for()
    look()
    page.get_by_role("button", name="담기", exact=True).click()
    page.locator(".take-along p", has_text="담겨 있습니다").wait_for()
    look()


def look(page: Page) -> None:
    """What stands there shuts no one out, light and dark, and is no wider than the window."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def seen(page: Page, *names: str) -> None:
    """Wait until the cache of what was seen holds all these."""
    until(
        page,
        f"""async () => {{
          const keys = await (await caches.open("course-seen:/below/ko/")).keys()
          return {json.dumps(names)}.every(name => keys.some(({{ url }}) => url.endsWith(name)))
        }}""",
    )


def until(page: Page, script: str) -> None:
    """Wait until what a script promises is true."""
    for _ in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def changed(host: Path, old: str, new: str, place: str = "week_01/two/index.html") -> None:
    """Publish another version: a page says `new` in place of `old`."""
    folder = host / "below/ko"
    path = folder / place
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    words = json.loads((folder / FILE_LIST).read_text("utf-8"))["words"]
    (folder / FILE_LIST).write_text(render_file_list(folder, "ko", words), encoding="utf-8")


def test_pages_seen_are_there_without_a_network(host: Path, browser: Browser) -> None:
    """After one visit, which asks for each file once and for the worker; what was not seen is said."""
    CountingHandler.asked.clear()
    with served(host, CountingHandler) as home, device(browser) as (context, page, told):
        page.goto(f"{home}below/ko/week_01/one/")
        seen(page, "one/", ".css", ".js", ".woff2", "sitemap.xml")
        assert sorted(CountingHandler.asked) == sorted(set(CountingHandler.asked))
        asked = [
            name
            for name in CountingHandler.asked
            if name.endswith(("worker.js", ".json", "manifest", "Along.js"))
        ]
        assert asked == [f"/below/ko/{WORKER}"], "nothing else unasked"
        context.set_offline(True)
        page.goto(f"{home}below/ko/week_01/one/index.html?x=1")
        assert page.locator("h1").inner_text().startswith("하나")
        assert (
            page.evaluate("document.fonts.size > 0 && getComputedStyle(document.body).fontFamily.length") > 0
        )
        assert told == []
        page.goto(f"{home}below/ko/week_01/two/")
        assert "기기에 담겨 있지 않습니다" in page.locator("body").inner_text()


def test_the_whole_course_is_there_once_taken(host: Path, browser: Browser) -> None:
    """Any page, pictures, handouts and the search; what the reader has ticked stays."""
    with served(host, CountingHandler) as home, device(browser) as (context, page, told):
        page.goto(f"{home}below/ko/")
        page.locator(".task-list-item input").first.click()
        take(page, f"{home}below/ko/", lambda: look(page))
        context.set_offline(True)
        page.goto(f"{home}below/ko/week_01/two/")
        assert page.locator("h1").inner_text().startswith("둘")
        assert page.locator("article img").evaluate("image => image.naturalWidth > 0")
        pdf = page.evaluate(
            "async () => (await fetch(document.querySelector('a[href$=\".pdf\"]').href)).status"
        )
        assert pdf == 200
        page.evaluate("document.querySelector('[for=__search]').click()")
        page.locator(".md-search__input").fill("모여")
        page.locator(".md-search-result__item", has_text="하나").wait_for()
        page.goto(f"{home}below/ko/")
        assert page.locator(".task-list-item input").first.is_checked()
        assert told == []
        page.locator(".take-along button", has_text="지우기").click()
        page.locator(".take-along button", has_text="이 과정을").wait_for()
        assert page.evaluate("caches.keys()") == []


def test_a_new_version_is_told_and_taken_whole(host: Path, browser: Browser) -> None:
    """Only what differs is fetched; where a file is not what the list says, the old version stays, whole."""
    with served(host, CountingHandler) as home, device(browser) as (context, page, _):
        take(page, f"{home}below/ko/")
        (first,) = page.evaluate(TAKEN)
        changed(host, "모르는", "새로운")
        (host / "below/ko/week_01/one/index.html").write_text("half", encoding="utf-8")  # not in the list yet
        page.goto(f"{home}below/ko/404-is-no-page/")
        page.goto(f"{home}below/ko/week_01/two/")
        page.locator(".take-along", has_text="새 버전이 있습니다").wait_for()
        look(page)
        page.evaluate(
            "async name => (await caches.open(name)).delete(location.href.replace('two', 'one'))", first
        )
        page.evaluate(f"() => {{ {SLOW_PUT} }}")
        page.locator(".take-along button", has_text="새로 고침").click()
        page.locator(".take-along", has_text="끝까지 받지 못했습니다").wait_for()
        page.wait_for_timeout(1000)
        assert "끝까지 받지 못했습니다" in page.locator(".take-along p").inner_text(), "files that came later"
        look(page)
        context.set_offline(True)
        page.goto(f"{home}below/ko/week_01/two/")
        assert "모르는" in page.locator("article").inner_text(), "not half of the new one"
        context.set_offline(False)
        changed(host, "half", "half", "week_01/one/index.html")
        CountingHandler.asked.clear()
        page.goto(f"{home}below/ko/")
        page.locator(".take-along button", has_text="새로 고침").click()
        page.locator(".take-along p", has_text="담겨 있습니다").wait_for()
        asked = [name for name in CountingHandler.asked if name.endswith((".css", ".pdf"))]
        assert asked == [], "what is there is not fetched again"
        (only,) = page.evaluate(TAKEN)
        assert only != first
        context.set_offline(True)
        page.goto(f"{home}below/ko/week_01/two/")
        assert "새로운" in page.locator("article").inner_text()


@pytest.mark.parametrize("what", ["no room", "cancelled"])
def test_what_is_not_whole_is_no_copy(host: Path, browser: Browser, what: str) -> None:
    """A full device says so, in the middle too; who cancels has nothing left over."""
    with served(host, CountingHandler) as home, device(browser) as (_, page, told):
        if what == "no room":
            page.add_init_script(
                "let puts = 0; const put = Cache.prototype.put;"
                "Cache.prototype.put = function (...given) {"
                "if (++puts > 5) throw new DOMException('full', 'QuotaExceededError');"
                "return put.apply(this, given)}"
            )
        else:
            page.add_init_script(SLOW_PUT)
        page.goto(f"{home}below/ko/")
        page.locator(".take-along button").click()
        page.get_by_role("button", name="담기", exact=True).click()
        if what == "no room":
            page.locator(".take-along p", has_text="빈 자리가 모자라").wait_for()
        else:
            page.locator(".take-along progress").wait_for()
            page.get_by_role("button", name="취소").click()
        page.locator(".take-along button", has_text="이 과정을").wait_for()
        assert page.evaluate(TAKEN) == []
        assert told == []


@pytest.mark.parametrize(
    "script",
    [
        "delete Navigator.prototype.serviceWorker",
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('', 'a'))",
    ],
    ids=["http without TLS", "private window"],
)
def test_where_no_worker_runs_nothing_is_offered(host: Path, browser: Browser, script: str) -> None:
    """And nothing is complained of."""
    with served(host, CountingHandler) as home, device(browser) as (_, page, told):
        page.add_init_script(script)
        page.goto(f"{home}below/ko/")
        page.wait_for_timeout(1500)
        assert not page.locator(".take-along").is_visible()
        assert told == []


def test_opened_from_a_folder_nothing_is_offered(published: Path, browser: Browser) -> None:
    """A published site without a server: no button, and no complaint of a worker."""
    with device(browser) as (_, page, told):
        page.goto((published / "below/ko/index.html").as_uri())
        page.wait_for_timeout(1500)
        assert page.locator(".take-along").count() == 1
        assert not page.locator(".take-along").is_visible()
        assert not [each for each in told if "worker" in each.lower() or "manifest" in each.lower()]


def test_switched_off_an_old_worker_takes_itself_away(
    host: Path, browser: Browser, build_docs: Callable[..., BuiltDocs]
) -> None:
    """With all that it has kept; pages have neither manifest nor button."""
    off = build_docs({"index.md": "# 첫 쪽\n\n- 하나\n"}, extra={"course": {"take_along": False}}).site_dir
    text = (off / "index.html").read_text("utf-8")
    assert 'rel="manifest"' not in text
    assert "take-along" not in text
    assert {WORKER} == {
        path.name for path in off.rglob("*") if "worker" in path.name or "takeAlong" in path.name
    }
    assert (off / WORKER).read_text("utf-8") == render_no_worker()
    with served(host, CountingHandler) as home, device(browser) as (_, page, _):
        take(page, f"{home}below/ko/")
        shutil.copy(off / WORKER, host / "below/ko" / WORKER)
        page.goto(f"{home}below/ko/week_01/one/")
        until(
            page,
            "async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length",
        )


def test_list_of_files(published: Path) -> None:
    """All that readers ask for, each page by its address, handouts too; nothing for other programs."""
    folder = published / "below/ko"
    told = json.loads((folder / FILE_LIST).read_text("utf-8"))
    paths = [path for path, _, _ in told["files"]]
    assert {"", "week_01/one/", "week_01/a.svg", "manifest.webmanifest"} <= set(paths)
    assert any(path.endswith(".pdf") for path in paths)
    assert not [path for path in paths if path.endswith((".md", WORKER, FILE_LIST, "404.html", ".gz"))]
    assert render_file_list(folder, "ko", told["words"]) == (folder / FILE_LIST).read_text("utf-8")
    headers = (published / "below/_headers").read_text("utf-8")
    assert f"/ko/{WORKER}\n  Cache-Control: no-cache" in headers


def test_manifest_is_of_its_folder(published: Path) -> None:
    """Its icons are there, in their sizes; all addresses are relative."""
    folder = published / "below/ko"
    told = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))
    assert (told["start_url"], told["scope"], told["lang"]) == ("./", "./", "ko")
    assert (told["theme_color"], told["background_color"]) == ("#0b6470", "#fbfaf6")
    for icon in told["icons"]:
        with Image.open(folder / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    page = (folder / "week_01/one/index.html").read_text("utf-8")
    assert 'rel="manifest" href="../../manifest.webmanifest"' in page
    assert 'rel="apple-touch-icon" href="../../assets/images/app-maskable.png"' in page, (
        "the one with a ground"
    )


def test_icons() -> None:
    """Of an SVG or a picture, wide or high; the maskable one has a ground."""
    made = app_icons(SVG, "#fbfaf6")
    assert made == app_icons(SVG, "#fbfaf6")
    wide = io.BytesIO()
    Image.new("RGB", (300, 100), "#ff0000").save(wide, "PNG")
    for icons in (made, app_icons(wide.getvalue(), "#fbfaf6")):
        assert list(icons) == list(ICONS)
        plain, masked = (
            Image.open(io.BytesIO(icons[f"assets/images/app-{name}.png"])) for name in ("512", "maskable")
        )
        assert plain.getpixel((0, 0)) == (0, 0, 0, 0)
        assert masked.getpixel((0, 0)) == (0xFB, 0xFA, 0xF6)
        assert plain.getpixel((256, 220)) != (0, 0, 0, 0)
    for nothing in (b"", b"<svg", b"GIF89a"):
        with pytest.raises(IconError):
            app_icons(nothing, "#fbfaf6")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Networking 101", "Networking"),
        ("Kubernetes 네트워킹 과정", "Kubernetes"),
        ("짧은 과정", "짧은 과정"),
        ("Donaudampfschifffahrt", "Donaudampfsc"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    """Whole words, as many as have room."""
    assert short_name(name) == short
    assert json.loads(render_manifest(name, "", "de", brand="#000000", paper="#ffffff"))["name"] == name


def test_worker_says_names_as_they_are() -> None:
    """As text of a page."""
    assert 'const SAID = {"language": "ko", "title": "가 &amp; &lt;b&gt;"' in render_worker(
        "ko", "가 & <b>", "나"
    )
