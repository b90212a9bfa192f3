"""A course in one language: everything that is built of it is in that language, at the root of the site."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from course.settings.words.read import read_words
from course.settings.words.words import Words
from support.courses import INHERIT, Course, run_module

SETTINGS = """site_name: {title}
site_url: https://courses.test/a/
extra:
  course:
    languages: [{code}]
    start_date: 2026-03-02
    time_zone: Europe/Berlin
"""
#: By language: title, a sentence, headings of objectives and keywords. The last one is made up.
TEXTS = {
    "en": ("Containers", "A sentence of the course.", "Objectives", "Keywords"),
    "ko": ("컨테이너", "과정의 문장입니다.", "학습 목표", "핵심 키워드"),
    "ja": ("コンテナ入門", "講座の文です。", "学習目標", "キーワード"),
    "tlh": ("qawHaq", "mu'tlhegh 'oH.", "Objectives", "Keywords"),
}
SESSION = """# Week 1 Day 1 Session 1: {title}

- **Time**: 09:00-09:50

## {objectives}

- {text}

> [!NOTE]
> {text}

```mermaid
graph LR
  A[{title}] --> B[b]
```

- [ ] {text}

## {keywords}

- **{title}**: {text}
"""


def course_in(course: Course, code: str) -> tuple[Course, Words]:
    """A course in the language alone, not built yet, and its words; it was published in two before."""
    title, text, objectives, keywords = TEXTS[code]
    for name in ("docs", "site"):
        shutil.rmtree(course.folder / name)
    session = SESSION.format(title=title, text=text, objectives=objectives, keywords=keywords)
    course.write(
        {
            "mkdocs.yml": INHERIT + SETTINGS.format(title=title, code=code),
            f"docs/{code}/index.md": f"# {title}\n\n{text}\n",
            f"docs/{code}/week_01/day1/session_1.md": session,
            "addresses.txt": f"/\n/{code}/week_01/day1/session_1/\n/{code}/course.ics\n/fy/\n",
        }
    )
    read = read_words(code, [], course.folder / "hooks/words", course.folder)
    return course, read.words


def pages_of(site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


LONG = [pytest.param(code, marks=pytest.mark.long) for code in ("ko", "ja", "tlh")]


@pytest.mark.parametrize("code", ["en", *LONG])
def test_the_site(course: Course, code: str) -> None:
    """Pages, menus, search, files for programs, handouts: in its language, or English, and at the root."""
    course, words = course_in(course, code)
    ran = course.publish()
    assert ran.status == 0, ran.output
    site = course.folder / "site"
    pages = pages_of(site)
    old = f"{code}/week_01/day1/session_1/index.html"
    shown = {name: page for name, page in pages.items() if name != old}
    assert {*shown} == {
        *("index.html", "404.html", "glossary/index.html", "week_01/index.html"),
        *("week_01/day1/index.html", "week_01/day1/session_1/index.html"),
    }
    assert {page.get("lang") for page in pages.values()} == {code}
    assert {page.find("body").get("dir") for page in shown.values()} == {"ltr"}
    for page in shown.values():
        assert page.xpath("//*[@hreflang or @data-language or contains(@class, 'course-language')]") == []
        assert page.xpath("//*[contains(@class, 'headerlink')]/@title")[:1] in ([], [words.heading_link])
        assert [label.get("title") for label in page.xpath("//form/label[@title]")] == [
            words.brightness.device,
            words.brightness.light,
            words.brightness.dark,
        ]
    assert pages[old].xpath("//a/@href") == ["../../../../week_01/day1/session_1/"]
    assert (site / code / "course.ics").read_bytes() == (site / "course.ics").read_bytes()
    line = (course.folder / "addresses.txt").read_text("utf-8").splitlines().index("/fy/") + 1
    assert f"addresses.txt:{line}: the address /fy/ is gone" in ran.output
    if code != "ko":
        named = [path for path in site.rglob("*") if path.suffix in (".html", ".txt", ".ics", ".xml")]
        texts = {path.name: re.findall("[가-힣]+", path.read_text("utf-8")) for path in named}
        assert {name: found for name, found in texts.items() if found} == {}
        assert not re.search("[가-힣]", (site / "course.json").read_text("utf-8"))
    assert "https://courses.test/a/week_01/day1/session_1/" in (site / "sitemap.xml").read_text("utf-8")
    (pdf,) = (site / "handouts").glob("*.pdf")
    with pikepdf.open(pdf) as document:
        assert str(document.Root.Lang).partition("-")[0] == code
    ran = course.check("site")
    assert (ran.status, "nothing is missing; 1 handout checked" in ran.output) == (0, True), ran.output


@pytest.mark.long
@pytest.mark.parametrize("code", ["en", "ko", "ja", "tlh"])
def test_what_is_taken_away(course: Course, code: str) -> None:
    """The zip opens at its top, the Markdown is as the sources are, the cartridge is called by the tag."""
    course, _ = course_in(course, code)
    for kind in ("offline", "markdown", "lms"):
        ran = run_module("hooks", "export", kind, cwd=course.folder)
        assert ran.status == 0, ran.output
    names = zipfile.ZipFile(course.folder / "export/course-offline.zip").namelist()
    assert {"course-offline/index.html", "course-offline/week_01/day1/session_1.html"} <= {*names}
    assert not [name for name in names if name.startswith(f"course-offline/{code}/")]
    names = zipfile.ZipFile(course.folder / "export/course-markdown.zip").namelist()
    assert {"course-markdown/index.md", "course-markdown/week_01/day1/session_1.md"} <= {*names}
    lms = course.folder / "export/course-lms"
    assert {path.name for path in lms.iterdir()} == {code, f"course-{code}.imscc"}
    assert course.publish().status == 0
    ran = run_module("hooks", "handouts", "--edition", "exercises", cwd=course.folder)
    assert ran.status == 0, ran.output
    assert [path.name for path in (course.folder / "handouts").iterdir()] == [code]
    ran = course.check("handouts")
    assert (ran.status, "1 handout checked" in ran.output) == (0, True), ran.output


@pytest.mark.long
def test_a_language_without_words(course: Course) -> None:
    """Pages say in English what the theme says; the build says how to translate it."""
    course, _ = course_in(course, "tlh")
    ran = course.publish()
    assert "mkdocs.yml:6: there are no words for the language tlh" in ran.output
    assert "run.py words tlh writes words/tlh.yml, to be translated" in ran.output
    assert run_module("hooks", "words", "tlh", cwd=course.folder).status == 0
    path = course.folder / "words/tlh.yml"
    text = (
        path.read_text("utf-8")
        .replace("heading_link:", "heading_link: HochGhob")
        .replace("  toc:", "  toc: tetlh")
    )
    path.write_text(text, encoding="utf-8")
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert re.search(r"words/tlh.yml: \d+ words not translated yet", ran.output)
    session = (course.folder / "site/week_01/day1/session_1/index.html").read_text("utf-8")
    assert 'title="HochGhob"' in session
    assert "tetlh" in session
    assert "Back to top" in session
