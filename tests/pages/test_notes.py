"""A reader's own marks and notes: made, kept, found again or told as lost, taken along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, Page

from support.axe import violations
from support.courses import BuiltDocs
from support.pages import assert_quiet, opened, served

SOURCE = """# Session 1: 시험

## 네트워크의 시작 (10분)

파드는 서로 통신할 수 있다. NAT 없이 통신하는 것이 **첫째 원칙**이다.
그래서 주소가 하나로 정해진다.

| 항목 | 값 |
|---|---|
| 주소 | 10.0.0.1 |

```bash
kubectl get pods
kubectl get nodes -o wide
```

<details><summary>더 보기</summary>

접힌 글에도 표시할 수 있다.

</details>

- [ ] 실습을 마쳤다
"""
HOME = "# 첫 쪽\n\n- [둘](session_1.md)\n"

#: JavaScript: select from the first text to the end of the second.
SELECT = """([from, to]) => {
  const nodes = []
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) nodes.push(walker.currentNode)
  const text = nodes.map(node => node.data).join("")
  const at = offset => {
    const node = nodes.find(({ data }) => (offset -= data.length) <= 0)
    return [node, node.length + offset]
  }
  const start = text.indexOf(from)
  getSelection().setBaseAndExtent(...at(start), ...at(text.indexOf(to, start) + to.length))
}"""
#: JavaScript: the pieces of text of the article.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode.data)
  return texts
}"""
#: JavaScript: what a highlight shows, piece by piece.
SHOWN = "name => [...CSS.highlights.get(name) ?? []].map(range => range.toString()).join('')"

#: JavaScript: from now on there is room for the progress, and none for notes.
NO_ROOM_FOR_NOTES = """() => {
  window.keeps = Storage.prototype.setItem
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("course.notes:")) throw new DOMException("", "QuotaExceededError")
    window.keeps.call(this, key, value)
  }
}"""


def site_of(build_docs: Callable[..., BuiltDocs], session: str = SOURCE) -> Path:
    built = build_docs({"index.md": HOME, "session_1.md": session})
    assert built.failure is None
    return built.site_dir


def select(page: Page, first: str, last: str = "") -> None:
    """Select text, and wait for the bar beside it."""
    page.evaluate(SELECT, [first, last or first])
    page.keyboard.press("Shift")  # a browser that draws nothing yet tells scripts of no selection
    page.locator(".notes-bar:visible").wait_for()


def note(page: Page, text: str, first: str, last: str = "") -> None:
    """Write a note on text, by keys alone."""
    select(page, first, last)
    for key in ("m", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("dialog.notes-dialog textarea").fill(text)
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def mark(page: Page, first: str, last: str = "") -> None:
    """Mark text by the mouse."""
    select(page, first, last)
    page.locator(".notes-bar button").first.click()


def printed(page: Page) -> tuple[str, int]:
    """The text of the page on paper, and how many points of it have the colour of a mark's line."""
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = " ".join(word for sheet in pdf for word in sheet.get_textpage().get_text_range().split())
    shown = [sheet.render(scale=2).to_pil().convert("RGB").tobytes() for sheet in pdf]
    line = bytes((0xB4, 0x47, 0x0F))
    return text, sum(each[at : at + 3] == line for each in shown for at in range(0, len(each), 3))


def stored(page: Page, kind: str = "notes") -> dict[str, dict[str, Any]]:
    kept = f"Object.entries(localStorage).find(([key]) => key.startsWith('course.{kind}:'))?.[1] ?? '{{}}'"
    found = page.evaluate(f"JSON.parse({kept})")
    assert isinstance(found, dict)
    return found


def test_marks_are_made_kept_changed_and_deleted(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """By mouse and keys, across blocks and in code; over a reload; a deleted one comes back when wanted."""
    site = site_of(build_docs)
    with served(site) as home, opened(browser) as (page, watch):
        page.goto(home + "session_1/", wait_until="networkidle")
        assert not [name for name in watch.asked if "note" in name.lower()], "nothing until it is wanted"
        mark(page, "NAT 없이", "정해진다")
        note(page, "외우기\n<b>꼭</b>", "get pods", "get nodes")
        note(page, "표", "항목", "10.0.0.1")
        (own,) = stored(page).values()
        assert {each["exact"]: each.get("note") for each in own.values()} == {
            "NAT 없이 통신하는 것이 첫째 원칙이다. 그래서 주소가 하나로 정해진다": None,
            "get pods\nkubectl get nodes": "외우기\n<b>꼭</b>",
            "항목\n값\n주소\n10.0.0.1": "표",
        }
        before = page.evaluate("document.querySelector('article').querySelectorAll('mark').length")
        page.reload()
        page.locator(".notes-panel summary").click()
        assert before == page.locator("article mark").count() == 0
        assert page.evaluate(SHOWN, "course-mark").startswith("NAT 없이 통신하는")
        assert "get pods" in page.evaluate(SHOWN, "course-note")
        page.get_by_role("button", name="메모: get pods kubectl get nodes").first.click()
        assert page.locator("dialog textarea").input_value() == "외우기\n<b>꼭</b>"
        page.locator("dialog .notes-button").last.click()
        assert len(stored(page)["session_1/"]) == 2
        assert page.evaluate("document.activeElement.textContent") == "되돌리기"
        page.keyboard.press("Enter")
        assert len(stored(page)["session_1/"]) == 3
        assert page.locator(".notes-panel__list .notes-text").all_inner_texts() == ["표", "외우기\n<b>꼭</b>"]
        assert_quiet(watch)


def test_marks_survive_edits_or_say_that_they_are_lost(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """Text that moved or changed a little keeps its mark; one whose text is gone is listed by its quote."""
    site = site_of(build_docs)
    with served(site) as home, opened(browser) as (page, watch):
        page.goto(home + "session_1/")
        mark(page, "NAT 없이", "정해진다")
        note(page, "잃을 메모", "kubectl get nodes", "wide")
        note(page, "접힌 메모", "접힌 글")
        changed = SOURCE.replace("그래서 주소가", "그래서 주소는").replace("kubectl get nodes -o wide\n", "")
        site_of(build_docs, changed.replace("## 네트워크의", "새 문단이 앞에 왔다.\n\n## 네트워크의"))
        page.reload()
        page.locator(".notes-panel strong").wait_for()
        assert page.evaluate(SHOWN, "course-mark").endswith("그래서 주소는 하나로 정해진다")
        assert page.locator(".notes-panel > ul").inner_text().split("\n")[:1] == ["kubectl get nodes -o wide"]
        assert [each.get("lost") for each in stored(page)["session_1/"].values()] == [None, True, None]
        page.goto(home)
        page.evaluate("courseAllNotes()")
        assert page.locator(".notes-all .notes-about").all_inner_texts()[1:] == ["자리를 잃은 메모"]
        page.locator(".notes-all a", has_text="접힌 글").click()
        page.wait_for_function("() => document.querySelector('article details')?.open")
        page.locator(".notes-sign:focus").wait_for()
        site_of(build_docs)
        page.reload()
        page.wait_for_function(f"() => ({SHOWN})('course-note').includes('wide')")
        assert [each.get("lost") for each in stored(page)["session_1/"].values()] == [None, None, None]
        assert_quiet(watch)


def test_a_printed_page_has_its_marks_and_notes(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """Marks are underlined, notes have numbers and stand below the text; then the page is as it was."""
    site = site_of(build_docs)
    with served(site) as home, opened(browser, scheme="dark") as (page, watch):
        page.goto(home + "session_1/")
        mark(page, "NAT 없이", "정해진다")
        text, lines = printed(page)
        assert (lines > 100, "메모" in text) == (True, False)
        note(page, "in code", "get pods", "get nodes")
        note(page, "in a table\n<b>", "10.0.0.1")
        mark(page, "get nodes", "-o")
        before = page.evaluate(TEXTS)
        text, more = printed(page)
        assert more > lines
        assert "10.0.0.1 1 " in text
        assert "kubectl get nodes 2 -o wide" in text
        assert re.search("1. .10.0.0.1. in a table <b> 2. .get pods kubectl get nodes. in code", text)
        assert "파일로" not in text, "no buttons"
        assert page.evaluate(TEXTS) == before
        assert page.locator(".notes-number, .notes-printed").count() == 0
        assert_quiet(watch)


def test_all_of_it_is_listed_and_taken_along(
    build_docs: Callable[..., BuiltDocs], browser: Browser, tmp_path: Path
) -> None:
    """As Markdown, and in the file of progress, of which an old one still loads; deleted when asked twice."""
    site = site_of(build_docs)
    with served(site) as home:
        with opened(browser) as (page, watch):
            page.goto(home + "session_1/")
            note(page, "내 생각", "첫째 원칙")
            page.locator(".task-list-item input").click()
            page.locator(".progress-panel button").last.click()
            with page.expect_download() as download:
                page.get_by_role("button", name="Markdown으로 저장").click()
            text = Path(download.value.path()).read_text(encoding="utf-8")
            assert "\n> 첫째 원칙\n>\n> [표시한 곳](" in text
            assert ":~:text=%EC%B2%AB" in text
            assert "\n\n내 생각\n\n### 진도와 답\n\n- [x] 실습을 마쳤다\n" in text
            with page.expect_download() as download:
                page.locator(".notes-all").get_by_role("button", name="파일로 저장").click()
            download.value.save_as(tmp_path / "mine.json")
            page.locator(".notes-all").get_by_role("button", name="모두 지우기").click()
            page.locator(".notes-dialog button").first.click()
            assert stored(page)
            page.locator(".notes-all").get_by_role("button", name="모두 지우기").click()
            page.locator(".notes-dialog button").last.click()
            assert stored(page) == stored(page, "progress") == {}
            assert page.locator(".notes-all__list").inner_text().startswith("아직 기록이 없습니다")
            assert_quiet(watch)
        with opened(browser, width=390) as (page, watch):
            page.goto(home + "session_1/")
            picker = page.locator(".progress-panel input[type=file]")
            given = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
            old = {name: given[name] for name in ("format", "version", "course", "pages")}
            (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
            picker.set_input_files(tmp_path / "old.json")
            page.locator(".task-list-item input:checked").wait_for(state="attached")
            assert stored(page) == {}
            before = stored(page, "progress")
            given["pages"]["other/"] = {"more": True}
            (tmp_path / "mine.json").write_text(json.dumps(given), encoding="utf-8")
            page.evaluate(NO_ROOM_FOR_NOTES)
            picker.set_input_files(tmp_path / "mine.json")
            page.locator(".progress-panel__told", has_text="불러오지 않았습니다").wait_for()
            assert (stored(page), stored(page, "progress")) == ({}, before), "all or nothing"
            page.evaluate("() => { Storage.prototype.setItem = window.keeps }")
            picker.set_input_files(tmp_path / "mine.json")
            page.locator(".progress-panel__told", has_text="불러왔습니다").wait_for()
            assert stored(page)["session_1/"]
            assert_quiet(watch)


def test_a_browser_that_keeps_nothing_says_so(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Full or forbidden storage: the mark is there until the page is left, and its reader is told."""
    site = site_of(build_docs)
    with served(site) as home, opened(browser) as (page, watch):
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
        )
        page.goto(home + "session_1/")
        mark(page, "첫째 원칙")
        assert "저장하지 못했습니다" in page.locator(".notes-told").inner_text()
        assert page.evaluate(SHOWN, "course-mark") == "첫째 원칙"
        page.locator(".notes-told button").click()
        note(page, "적어 둔 것", "NAT 없이")
        assert page.evaluate(SHOWN, "course-note") == "NAT 없이"
        assert_quiet(watch)


def test_notes_shut_no_one_out(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Axe finds nothing on bar, signs, list, note and all of it; nothing is wider than a narrow phone."""
    site = site_of(build_docs)
    for scheme in ("light", "dark"):
        with served(site) as home, opened(browser, width=320, scheme=scheme) as (page, watch):
            page.goto(home + "session_1/")

            def look(page: Page = page) -> None:
                assert violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

            note(page, "메모", "첫째 원칙")
            mark(page, "get pods")
            page.locator(".notes-panel summary").click()
            select(page, "NAT 없이")
            look()
            page.locator(".notes-sign").first.click()
            look()
            page.keyboard.press("Escape")
            assert page.evaluate("document.activeElement.className").startswith("notes-sign")
            page.locator(".progress-panel button").last.click()
            page.locator(".notes-all").wait_for()
            look()
            assert_quiet(watch)
