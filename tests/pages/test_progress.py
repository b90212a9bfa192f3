"""Progress: what is remembered, by what, how it is counted, and how it is taken along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from course.markdown.html.article import Article
from course.markdown.html.tree import read_fragment
from course.pages.progress import (
    PageItems,
    item_counts,
    item_text,
    items_data,
    items_scripts,
    page_items,
    short_name,
)
from support.courses import BuiltDocs
from support.pages import opened, served

SESSION = "ko/week_03/day3/session_1/"


def task(text: str, checked: str = "") -> str:
    return (
        '<li class="task-list-item"><label class="task-list-control">'
        f'<input type="checkbox"{checked}><span class="task-list-indicator"></span></label> {text}</li>'
    )


def test_items_of_a_page() -> None:
    """Boxes and checks by their text, equal texts by their turn; what the build added is no item."""
    page = (
        f"<ul>{task('하나')}{task('하나', ' checked')}<li>✅ 설명할 수\n있나요?<ul><li>x</li></ul></li></ul>"
        f'<nav data-added="x"><ul>{task("아니다")}</ul></nav>'
    )
    assert page_items(Article(page), ["✅ 설명할 수 있나요?"]) == PageItems(
        (short_name("하나"), short_name("하나#2")),
        (short_name("하나#2"),),
        (short_name("✅ 설명할 수 있나요?"),),
    )
    assert page_items(Article("<p>글</p>"), []) == PageItems((), (), ())


def test_text_of_an_item_is_what_its_reader_sees() -> None:
    """Lists inside, marks of the build and line breaks do not count; Hangul is composed."""
    item = read_fragment(
        '<li> 가\n <b>나</b><span data-added="x">1</span> 다<!-- x --><ul><li>라</li></ul></li>'
    )
    assert item_text(item.children[0]) == "가 나 다"
    assert item_text(read_fragment("<li>\u1100\u1161</li>")) == "가"


PAGES = {
    "": PageItems((), (), ()),
    "a/one/": PageItems(("x", "y"), ("y",), ("z",)),
    "a/two/": PageItems(("x",), (), ()),
    "b/": PageItems(("x",), (), ()),
    "c/": PageItems((), (), ()),
}


def test_scripts_tell_of_pages_that_have_items() -> None:
    """One for each folder, by its hash; pages without any are left out."""
    made = items_scripts(PAGES)
    places = [f"assets/javascripts/items/{short_name(folder)}.js" for folder in ("a/", "")]
    assert list(made) == places
    assert made[places[0]] == (
        'Object.assign(window.courseItems ??= {}, {"a/one/":["x y","y","z"],"a/two/":["x","",""]})\n'
    )
    assert made[places[1]] == 'Object.assign(window.courseItems ??= {}, {"b/":["x","",""]})\n'


def test_page_tells_of_itself_and_of_its_menu() -> None:
    """Its own items, counts of the pages shown, of closed folders what is below; the front page has all."""
    counts = item_counts(PAGES)
    assert counts == {"": (5, 1), "a/": (4, 1), "a/one/": (3, 1), "a/two/": (1, 0), "b/": (1, 0)}
    menu = [("a/", True), ("b/", False), ("c/", False)]
    parts = " ".join(sorted((short_name("a/"), short_name(""))))
    told = {"pages": {"b/": 1}, "below": {"a/": [4, 1]}, "parts": parts}
    assert items_data("c/", PAGES, counts, menu) == told
    assert items_data("a/one/", PAGES, counts, menu) == {"own": ["x y", "y", "z"], **told}
    assert items_data("", PAGES, counts, menu) == {**told, "all": [5, 1]}
    assert items_data("", {"": PAGES["c/"]}, {}, [("", False)]) == {}
    nested = {"": PAGES["c/"], "a/two/": PAGES["a/two/"]}
    assert items_data("", nested, item_counts(nested), [])["parts"] == short_name("a/"), (
        "no script without items"
    )


@pytest.fixture(scope="module")
def site(built_site: Path) -> Path:
    return built_site


def counts(page: Page) -> list[str]:
    return page.locator(".md-nav--primary .progress-count").all_text_contents()


def stored(page: Page) -> dict[str, dict[str, object]]:
    own = "([key]) => key.startsWith('course.progress:')"
    found = page.evaluate(f"JSON.parse(Object.entries(localStorage).find({own})?.[1] ?? '{{}}')")
    assert isinstance(found, dict)
    return found


def test_answers_and_boxes_are_kept_and_counted(site: Path, browser: Browser) -> None:
    """By their text in one object, over reloads; the menu counts them for session, day and week."""
    with served(site) as address, opened(browser) as (page, watch):
        page.goto(address + SESSION)
        groups = page.locator("fieldset.answer")
        assert groups.count() == 3
        assert groups.first.locator("label").all_inner_texts() == ["아직", "조금", "설명할 수 있어요"]
        assert set(counts(page)) == {"0/7"}
        assert len(counts(page)) >= 3
        page.locator(".task-list-item input").first.click()
        groups.nth(0).get_by_label("설명할 수 있어요").check()
        groups.nth(1).get_by_label("조금").check()
        assert set(counts(page)) == {"2/7"}
        kept = stored(page)
        assert list(kept) == ["week_03/day3/session_1/"]
        own = kept["week_03/day3/session_1/"]
        assert own["네트워킹 원칙: Kubernetes 4대 원칙 완전 이해"] is True
        assert sorted(value for value in own.values() if value is not True) == [1, 2]
        page.reload()
        assert groups.nth(0).get_by_label("설명할 수 있어요").is_checked()
        assert groups.nth(1).get_by_label("조금").is_checked()
        assert groups.nth(2).locator("input:checked").count() == 0
        assert page.locator(".task-list-item input:checked").count() == 1
        assert page.locator(".progress-panel__count").inner_text() == "7개 중 2개"
        page.goto(address + "ko/")
        assert page.locator(".progress-panel progress").evaluate("bar => [bar.value, bar.max]") == [2, 7]
        assert watch.complaints == []


def test_progress_is_taken_along_as_a_file(site: Path, browser: Browser, tmp_path: Path) -> None:
    """The file holds what was ticked; another device that reads it has the same; another file is refused."""
    with served(site) as address:
        with opened(browser) as (page, _):
            page.goto(address + SESSION)
            page.locator(".task-list-item input").nth(2).click()
            with page.expect_download() as download:
                page.locator(".progress-panel > button").first.click()
            download.value.save_as(tmp_path / "mine.json")
        given = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
        assert (given["format"], given["version"], len(given["pages"])) == ("course-progress", 1, 1)
        with opened(browser, width=390, scheme="dark") as (page, watch):
            page.goto(address + SESSION)
            for text in (
                "{",
                "[]",
                '{"format": "course-progress", "version": 1, "pages": {"a": {"b": "<b>"}}}',
            ):
                (tmp_path / "bad.json").write_text(text, encoding="utf-8")
                page.locator(".progress-panel input[type=file]").set_input_files(tmp_path / "bad.json")
                page.locator(".progress-panel__told", has_text="아닙니다").wait_for()
            assert stored(page) == {}
            page.locator(".progress-panel input[type=file]").set_input_files(tmp_path / "mine.json")
            page.wait_for_function(
                "() => document.querySelectorAll('.task-list-item input:checked').length === 1"
            )
            assert page.locator(".task-list-item input").nth(2).is_checked()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert watch.complaints == []


def test_items_are_known_by_their_text(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """After an edit, boxes that moved keep their state, changed ones lose it; the count is right."""
    first = "# Session 1: 시험\n\n- [ ] 하나\n- [ ] **둘** `x`\n- [x] 셋\n- [ ] 하나\n"
    built = build_docs({"과정/session_1.md": first}, strict=True)
    assert built.failure is None, built.messages
    with served(built.site_dir) as address, opened(browser) as (page, watch):
        page.goto(address + "과정/session_1/")
        boxes = page.locator(".task-list-item input")
        for number in (1, 2, 3):
            boxes.nth(number).click()
        assert [box.is_checked() for box in boxes.all()] == [False, True, False, True]
        build_docs({"과정/session_1.md": first.replace("- [ ] **둘** `x`\n", "") + "- [ ] 넷\n- [ ] 둘 x\n"})
        page.reload()
        assert [box.is_checked() for box in boxes.all()] == [False, False, True, False, True]
        assert counts(page)[-1] == "2/5"
        build_docs({"과정/session_1.md": "# Session 1: 시험\n\n- [ ] 다른 것\n"})
        page.reload()
        assert counts(page)[-1] == "0/1"
        assert watch.complaints == []
