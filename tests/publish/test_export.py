"""`run.py export`: editions to take away."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from course.publish.archive import write_zip
from course.publish.exported import PlaceError
from course.verbs.export import main
from support.courses import Course, Ran, run_module, tree
from support.pages import Watch

SESSION = """# Week 1 Day 1 Session 1: {title} <!-- instructor: SECRET1 -->

{text}

<!-- instructor:
SECRET2
-->

```mermaid
graph LR
    A[{title}] --> B[veth]
```

- [ ] {title} 1

```bash
kubectl get pods -n <namespace>
```

[{title} 2](session_2.md#veth)

## 🔑 {keywords}

- **Pod**: {text} <!-- instructor: SECRET3 -->
"""
KOREAN = SESSION.format(title="네트워킹", text="라우팅 테이블을 배웁니다.", keywords="핵심 키워드")
ENGLISH = SESSION.format(title="Networking", text="About the routing table.", keywords="Keywords")
SECOND = "# Week 1 Day 1 Session 2: {}\n\n## veth\n\n{}\n"
FILES: dict[str, str | bytes] = {
    "docs/ko/week_01/day1/session_1.md": KOREAN,
    "docs/ko/week_01/day1/session_2.md": SECOND.format("둘", "가상 이더넷"),
    "docs/ko/week_01/day1/solutions.md": "# 해설\n\nSECRET4\n",
    "docs/en/index.md": "# Front\n\nText.\n",
    "docs/en/week_01/day1/session_1.md": ENGLISH,
    "docs/en/week_01/day1/session_2.md": SECOND.format("Two", "Virtual Ethernet"),
}


@dataclass(frozen=True)
class Offline:
    """The offline edition of a small course in two languages."""

    course: Course
    ran: Ran
    archive: Path
    unpacked: Path
    before: dict[str, str]
    """The course's folder before the export."""


def course_tree(course: Course) -> dict[str, str]:
    """The course's own files, without what builds keep."""
    kept = {"docs", "site", "overrides", "hooks"}
    return {
        name: content
        for name, content in tree(course.folder).items()
        if name.split("/")[0] in kept and "__pycache__" not in name
    }


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Offline:
    """Exported once; the words say --no-strict, because a small course is short of time and objectives."""
    course = Course(tmp_path_factory.mktemp("export") / "강의 과정")
    course.write(FILES)
    before = course_tree(course)
    words = ("export", "offline", "--no-strict", "-q")
    environment = {"SOURCE_DATE_EPOCH": "1770000000", "COURSE_INSTRUCTOR": "1"}
    ran = run_module("hooks", *words, cwd=course.folder, environment=environment)
    archive = course.folder / "export/course-offline.zip"
    unpacked = tmp_path_factory.mktemp("usb stick") / "여기"
    zipfile.ZipFile(archive).extractall(unpacked)
    return Offline(course, ran, archive, unpacked / "course-offline", before)


def test_offline_says_what_it_made(offline: Offline) -> None:
    """It ends well, names the file, its size and what to do with it, and changes nothing else."""
    assert offline.ran.status == 0, offline.ran.output
    told = r"export/course-offline\.zip \([\d.]+ [MK]B\): unpack it and open course-offline/index\.html"
    assert re.fullmatch(told, offline.ran.lines[-1].replace("\\", "/"))
    assert course_tree(offline.course) == offline.before


def test_offline_zip_is_the_same_each_time(offline: Offline) -> None:
    """Sorted names and one date for all; nothing that only a server needs."""
    entries = zipfile.ZipFile(offline.archive).infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(2026, 2, 2, 2, 40, 0)}
    assert not [name for name in names if re.search(r"404\.html|sitemap|search_index\.json", name)]
    assert {f"course-offline/{code}/search/search_index.js" for code in ("ko", "en")} <= set(names)


def test_nothing_for_instructors_is_in_it(offline: Offline) -> None:
    """No byte of a note or a solution is in any file, not even where COURSE_INSTRUCTOR is set."""
    files = [path for path in offline.unpacked.rglob("*") if path.is_file()]
    texts = {path.name: read(path) for path in files}
    assert any("가상 이더넷" in text for text in texts.values())
    assert any(name.endswith(".pdf") and "라우팅" in text for name, text in texts.items())
    assert [name for name, text in texts.items() if "SECRET" in text or "solutions" in name] == []


def read(path: Path) -> str:
    """All the text of a file."""
    if path.suffix != ".pdf":
        return path.read_bytes().decode("utf-8", "replace")
    with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_offline_site_works_from_a_disk(offline: Offline, browser: Browser) -> None:
    """From file://: front page, search in both languages, the switch between them, links, diagrams, no
    complaint, and no request to any host.
    """
    watch = Watch()
    with browser.new_context(locale="ko-KR") as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "console",
            lambda told: watch.complaints.append(told.text) if told.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.on("request", lambda request: watch.asked.append(request.url))
        # What is still on its way when a page is left is given up; that every file is there is tested below.
        page.on(
            "requestfailed",
            lambda request: (
                None if "ERR_ABORTED" in str(request.failure) else watch.complaints.append(request.url)
            ),
        )
        page.goto((offline.unpacked / "index.html").as_uri())
        page.wait_for_url("**/ko/index.html")
        find(page, "라우팅테이블", "ko/week_01/day1/session_1.html")
        page.locator(".md-search-result a[href*='session_1.html']").first.click()
        page.wait_for_url("**/ko/week_01/day1/session_1.html*")
        expect(page.locator("article svg.diagram-drawing")).to_be_visible()
        expect(page.locator(".side__button")).to_have_count(0)
        expect(page.locator("#__languages a[data-show]")).to_have_count(
            0
        )  # room would be kept for the button
        expect(page.locator(".placeholder__field").first).to_be_visible()
        page.locator(".diagram__tools button").first.click()  # brings a script
        expect(page.locator("dialog.viewer svg.diagram-drawing")).to_be_visible()
        page.keyboard.press("Escape")
        task = page.locator("article .task-list-item input[type=checkbox]").first
        task.check(force=True)
        page.reload()
        expect(task).to_be_checked()
        handout = page.locator("[data-handout=student]").evaluate("link => link.href")
        page.locator("a[data-language]").first.click()
        page.wait_for_url("**/en/week_01/day1/session_1.html*")
        find(page, "Ethernet", "en/week_01/day1/session_2.html")
        page.locator(".md-search__input").press("Escape", timeout=5000)
        page.locator("article a", has_text="Networking 2").click()
        page.wait_for_url("**/en/week_01/day1/session_2.html#veth")
        page.goto((offline.unpacked / "ko/glossary.html").as_uri())
        page.locator(".glossary__filter input").fill("포드는 없다")
        expect(page.locator(".glossary__none")).to_be_visible()
    assert (offline.unpacked / handout.rpartition("course-offline/")[2]).is_file()
    assert watch.complaints == []
    assert [url for url in watch.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def find(page: Page, query: str, place: str) -> None:
    """Search, and wait for the page at `place` among what is found."""
    page.wait_for_load_state("load")
    field = page.locator(".md-search__input")
    field.fill(query)
    found = page.locator(f".md-search-result a[href*='{place}']").first
    for _ in range(40):  # the theme listens for keys, of which filling has none
        field.press("End", timeout=5000)
        if found.is_visible():
            break
        page.wait_for_timeout(250)
    expect(found).to_be_visible()


def test_every_link_leads_to_a_file(offline: Offline) -> None:
    """Each address in each page is that of a file in the zip: no folder, no page that a server would add."""
    count = 0
    for page in sorted(offline.unpacked.rglob("*.html")):
        for element in html.fromstring(page.read_bytes()).iter("a", "script", "link", "img"):
            address = element.get("href") or element.get("src") or ""
            path = re.split(r"[?#]", address)[0]
            if not path or re.match(r"[a-z]+:", path):
                continue
            assert (page.parent / unquote(path)).is_file(), (page, address)
            count += 1
    assert count > 100


def test_refused_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file, and a folder among the sources, are refused in one line before anything is built."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "here").write_text("old")
    for place in ("here", "docs/ko/out"):
        assert main(["offline", "--output", place]) == 2
        (told,) = capsys.readouterr().err.splitlines()
        assert told.startswith(f"run.py export: {(tmp_path / place).as_posix()}: ")
        assert told.endswith("name another folder with --output")
    assert (tmp_path / "here").read_text() == "old"
    assert not any((tmp_path / "docs").iterdir())


def test_a_zip_that_cannot_be_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there stays when the writing fails, and no half file is left behind."""
    path = tmp_path / "a.zip"
    write_zip(path, {"a": b"old"}, 0)
    before = path.read_bytes()

    def refuse(*words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", refuse)
    with pytest.raises(PlaceError, match="No space left on device"):
        write_zip(path, {"a": b"new"}, 0)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
