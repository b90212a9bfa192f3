"""What is new since the reader was here, and his words in the report of a mistake."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from support.courses import Course
from support.pages import opened, served

SESSION = "# Session {n}: 주제 {n}\n\n첫 줄\n\n둘째 줄\n"
PLACE = "ko/week_01/session_1/"
DAYS = ".course-news li:not([hidden]) time"
SELECT = "getSelection().selectAllChildren(document.querySelector('article p:not([data-added])'))"
#: As if the page had last been read at this moment.
READ = "at => courseMemory.set('read', courseMemory.page(), 'at', at)"


def commit(folder: Path, place: str, day: str) -> None:
    dated = {f"GIT_{who}_DATE": f"{day}T03:00:00+00:00" for who in ("AUTHOR", "COMMITTER")}
    named = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    for words in (("add", place), (*named, "commit", "-qm", "a")):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **dated}, check=True)


@pytest.fixture
def site(course: Course, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve sessions, each changed on a day of its own; the front page is not known to git."""
    monkeypatch.setenv("SITE_URL", "https://kim.gitlab.io/kurs/")
    settings = (course.folder / "mkdocs.yml").read_text("utf-8")
    more = "  handouts: {pages: none}\nrepo_url: https://gitlab.com/kim/kurs\n"
    course.write({"mkdocs.yml": settings + more})
    subprocess.run(["git", "init", "-q"], cwd=course.folder, check=True)
    for n in range(1, 13):
        place = f"docs/ko/week_01/session_{n}.md"
        course.write({place: SESSION.format(n=n)})
        commit(course.folder, place, f"2026-03-{n:02}")
    ran = course.publish("--no-strict")
    assert ran.status == 0, ran.output
    return course.folder / "site"


def test_what_is_new_since_a_day(site: Path, browser: Browser) -> None:
    """Without a day, the ten changed last; from a chosen day on, all since then; the day is remembered.

    A page says that it was changed after its reader last saw it. A report quotes what he has selected.
    """
    with served(site) as home, opened(browser) as (page, watch):
        page.goto(home + "ko/")
        days = [f"2026-03-{n:02}" for n in range(12, 0, -1)]
        assert page.locator(DAYS).all_inner_texts() == days[:10]
        page.locator(".course-news input").fill("2026-03-11")
        assert page.locator(DAYS).all_inner_texts() == days[:2]
        page.locator(".course-news input").fill("2026-03-01")
        assert page.locator(DAYS).all_inner_texts() == days
        page.locator(".course-news input").fill("2027-01-01")
        assert page.locator(".course-news__none").is_visible()
        page.reload()
        assert page.locator(".course-news input").input_value() == "2027-01-01"
        assert page.locator(DAYS).all_inner_texts() == []

        page.goto(home + PLACE)
        assert page.locator(".page-changes strong").count() == 0, "the first visit"
        page.evaluate(READ, "2026-02-20T12:00:00.000Z")
        page.reload()
        assert "2026-02-20" in page.locator(".page-changes strong").inner_text()
        page.reload()
        assert page.locator(".page-changes strong").count() == 0

        page.evaluate(SELECT)
        report = page.locator(".page-changes__report")
        report.dispatch_event("pointerdown")
        (text,) = parse_qs(urlsplit(report.get_attribute("href") or "").query)["issue[description]"]
        assert text == f"https://kim.gitlab.io/kurs/{PLACE}\n\n> 첫 줄\n\n"
        assert watch.complaints == []

        context = browser.new_context(java_script_enabled=False)
        plain = context.new_page()
        plain.goto(home + "ko/")
        assert plain.locator(DAYS).count() == 10, (
            "what was changed last, without the field that would do nothing"
        )
        assert not plain.locator(".course-news input").is_visible()
        context.close()
