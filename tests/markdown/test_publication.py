"""A page that is a draft, or whose day has not come, is as good as not there; its writer sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import list_files, usual_addresses, waiting_files
from course.markdown.links.page_links import PageLinks
from course.markdown.links.rewrite import Address
from course.markdown.links.targets import CourseFiles
from course.markdown.reading.publication import (
    DRAFT,
    read_publication,
    showing_waiting,
    today,
    use_languages,
    use_time_zone,
)
from course.model.editions import read_editions
from course.publish.lms.export_lms import make_edition
from course.publish.standing import Standing
from course.reads import DATE_MADE
from course.settings.course_settings import Settings
from course.verbs.site import _waiting
from support.courses import Course, copy_settings, write_files
from support.yaml_bombs import BOMBS, LIST

NOVEMBER, DECEMBER = "1795651200", "1796256000"  # 2026-11-26 and 2026-12-03
SAID = {
    "draft: true": (DRAFT, ""),
    "draft: yes": (DRAFT, ""),
    "draft: false": ("", ""),
    "publish: 2026-12-01": ("2026-12-01", ""),
    "publish: '2026-12-01'": ("2026-12-01", ""),
    "publish: true": ("", ""),
    "publish: false": (DRAFT, ""),
    "draft: true\npublish: 2026-12-01": (DRAFT, ""),
    "draft: false\npublish: 2026-12-01": ("2026-12-01", ""),
    "title: publish: never": ("", "the front matter is not YAML"),
    "title: 글": ("", ""),
    "title: a: b": ("", "the front matter is not YAML"),
    "publish: soon": (DRAFT, "“publish: soon” is not a day such as 2026-12-01"),
    "publish:": (DRAFT, "“publish: None” is not a day"),
    "publish: 2026-12-1": (DRAFT, "is not a day"),
    "publish: 2026-12-01 18:00": (DRAFT, "is not a day"),
    "publish: 2026-02-30": (DRAFT, "the front matter cannot be read: day is out of range for month"),
    "publish: [2026-12-01": (DRAFT, "the front matter is not YAML"),
    "draft: maybe": (DRAFT, "“draft: maybe” is not true or false"),
    "글: [그냥 글": ("", ""),
}


@pytest.fixture
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOVEMBER)
    monkeypatch.delenv(DATE_MADE, raising=False)
    use_time_zone("Asia/Seoul")


@pytest.mark.parametrize("said", SAID)
def test_what_front_matter_says_of_the_day(said: str) -> None:
    """What cannot be read keeps the page back where it is of the day, and is told."""
    until, fault = SAID[said]
    read = read_publication(f"---\n{said}\n---\n\n# 제목\n")
    assert read.waits_until == until
    assert fault in read.fault
    assert bool(fault) == bool(read.fault)


@pytest.mark.parametrize("text", ["", "글", "---\n\n글: 하나\n\n---\n글\n", "# a\n\n---\ndraft: true\n---\n"])
def test_pages_without_front_matter_are_out(text: str) -> None:
    assert read_publication(text) == read_publication("")


def test_the_day_is_that_of_the_courses_time_zone(monkeypatch: pytest.MonkeyPatch, november: None) -> None:
    """Whatever the machine's; a date that a command has set itself, for equal bytes, is no day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796050800")  # 2026-11-30 15:00 in Greenwich
    assert today().isoformat() == "2026-12-01"
    use_time_zone("America/New_York")
    assert today().isoformat() == "2026-11-30"
    monkeypatch.setenv(DATE_MADE, "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert today().year > 2020


FILES = {
    "index.md": "# 과정\n\n[다음](a.md), [둘](b/) [셋](c.md#없음) <a href='a.md'>넷</a>\n",
    "a.md": "---\npublish: 2026-12-01\n---\n\n# 나중\n\n[초안](c.md) [첫](index.md)\n",
    "b/README.md": "---\ndraft: true\n---\n# 초안\n\n[없음](x.md)\n",
    "c.md": "---\npublish: soon\n---\n# 언제\n",
    "d.md": "---\ntitle: a: b\n---\n# 글\n\n글\n",
}


def _told(docs: Path) -> list[str]:
    found = check_docs(docs, docs.parent, addresses=usual_addresses(docs), settings=Settings())
    return [f"{each.path}:{each.line} {each.code}" for each in found.problems]


def test_pages_that_wait_are_in_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, november: None
) -> None:
    """Links to them are hints; what cannot be read is told; when the day has come, the page is there."""
    docs = tmp_path / "docs"
    write_files(docs, FILES)
    assert list_files(docs) == ["d.md", "index.md"]
    assert waiting_files(docs) == {"a.md": "2026-12-01", "b/README.md": DRAFT, "c.md": DRAFT}
    of_links = ["docs/index.md:3 link-waiting"] * 3
    of_files = ["docs/c.md:2 publish-unclear", "docs/d.md:2 front-matter-broken"]
    assert _told(docs) == [*of_files, *of_links]
    with showing_waiting("dated"):
        assert list_files(docs) == ["a.md", "d.md", "index.md"]
        assert _told(docs) == ["docs/a.md:7 link-waiting", *of_files, *of_links]
    with showing_waiting():
        assert len(list_files(docs)) == 5
        assert "docs/b/README.md:6 link-dead" in _told(docs)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DECEMBER)
    assert list_files(docs) == ["a.md", "d.md", "index.md"]
    assert _told(docs)[0] == "docs/a.md:7 link-waiting"


@pytest.mark.parametrize("front", [*BOMBS, LIST], ids=range(len(BOMBS) + 1))
def test_what_unfolds_without_end_says_nothing(front: str) -> None:
    """And is not unfolded to see that; where it says that it waits, it does."""
    assert not read_publication(f"---\n{front}\n---\n# A\n").waits_until
    if front is not LIST:
        assert read_publication(f"---\npublish: soon\n{front}\n---\n# A\n").waits_until == DRAFT


@pytest.fixture
def two_languages(tmp_path: Path, november: None) -> Iterator[Path]:
    """Originals that wait, in Korean, and the folder of their translations."""
    use_languages(("ko", "en"))
    yield tmp_path / "docs/en"
    use_languages(())


@pytest.mark.parametrize(
    ("original", "own", "until", "is_told"),
    [
        ("publish: 2026-12-01", "", "2026-12-01", False),
        ("publish: 2026-12-01", "publish: 2026-11-30", "2026-12-01", True),
        ("publish: 2026-12-01", "draft: false", "2026-12-01", True),
        ("publish: 2026-12-01", "publish: 2026-12-08", "2026-12-08", False),
        ("publish: 2026-12-01", "draft: true", DRAFT, False),
        ("draft: true", "publish: 2026-12-01", DRAFT, True),
        ("publish: 2026-11-01", "publish: 2026-10-01", "", False),
        ("", "publish: 2026-12-01", "2026-12-01", False),
    ],
)
def test_a_translation_waits_for_its_original(
    two_languages: Path, original: str, own: str, until: str, is_told: bool
) -> None:
    """It may come later; that it says otherwise is a hint. README.md and index.md are the same page."""
    write_files(
        two_languages.parent,
        {
            "ko/a/index.md": f"---\n{original}\n---\n\n# 글\n",
            "en/a/README.md": f"---\n{own}\n---\n\n# Text\n",
            "en/b.md": "# Alone\n",
        },
    )
    assert waiting_files(two_languages) == ({"a/README.md": until} if until else {})
    assert list_files(two_languages) == ([] if until else ["a/README.md"]) + ["b.md"]
    assert ("en/a/README.md:2 publish-unclear" in _told(two_languages)) == is_told
    with showing_waiting():
        assert list_files(two_languages) == ["a/README.md", "b.md"]


def test_links_to_what_waits_have_no_address() -> None:
    """Nor those to a folder whose pages all wait; others are as before."""
    files = CourseFiles({"index.md": "index.html"}, (), "", {"b/c.md": "b/c/index.html"})
    links = PageLinks("index.md", files, {})
    assert links("b/c.md") == links("b/C.md#x") == links("b") == Address(None, waits=True)
    assert links("b/d.md") == Address("b/d.md")


def test_a_build_is_none_again_once_a_day_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, november: None
) -> None:
    """The record of a site holds until the first page comes out, and no longer."""
    monkeypatch.setenv(DATE_MADE, "1")
    monkeypatch.chdir(tmp_path)
    write_files(
        tmp_path, {"mkdocs.yml": "x", "site/index.html": "x", "docs/a.md": "---\npublish: 9000-01-01\n---\n"}
    )
    standing = Standing(["site"], tmp_path)
    with standing.watching():
        assert list_files(tmp_path / "docs") == []
        standing.keep(tmp_path / "site")
    assert 0 < standing.reads.until < 9e15
    assert Standing(["site"], tmp_path).is_told_again()
    monkeypatch.setattr("course.publish.standing.time.time", lambda: standing.reads.until)
    assert not Standing(["site"], tmp_path).is_told_again()


def test_what_waits_is_named_after_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, november: None
) -> None:
    copy_settings(tmp_path)
    write_files(tmp_path / "docs/ko", FILES)
    monkeypatch.chdir(tmp_path)
    assert _waiting(None) == [
        "docs/ko/a.md (2026-12-01)",
        "docs/ko/b/README.md (draft)",
        "docs/ko/c.md (draft)",
    ]
    assert _waiting(tmp_path / "docs/ko")[0] == "a.md (2026-12-01)"  # from the folder that was given


def test_a_site_shows_nothing_of_it_before(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not its page, menu, search, calendar or glossary; its links are text; the day brings all of it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOVEMBER)
    monkeypatch.delenv(DATE_MADE, raising=False)
    settings = (
        (course.folder / "mkdocs.yml")
        .read_text("utf-8")
        .replace("# start_date: 2026-03-02", "start_date: 2026-03-02")
    )
    session = "# Week 1 Day 1 Session {}: {}\n\n**시간**: {}:00-{}:50\n\n## 핵심 키워드\n\n- **{}**: 뜻\n"
    course.write(
        {
            "mkdocs.yml": settings + "  handouts:\n    pages: none\n",
            "docs/ko/index.md": "# 과정\n\n[둘째 시간](w/session_2.md) <a href='w/session_2.md'>더</a>.\n",
            "docs/ko/w/session_1.md": session.format(1, "하나", "09", "09", "첫낱말"),
            "docs/ko/w/session_2.md": "---\npublish: 2026-12-01\n---\n\n"
            + session.format(2, "비밀", "10", "10", "둘낱말"),
            "docs/en/index.md": "# Course\n\n[Second](w/session_2.md).\n",
            "docs/en/w/session_2.md": session.format(2, "비밀", "10", "10", "둘낱말"),
        }
    )
    ran = course.publish()
    assert ran.status == 0, ran.output
    site = course.folder / "site"
    texts = [
        path.read_text("utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".json", ".ics", ".xml", ".txt", ".md", ".csv", ".js")
    ]
    assert not [text for text in texts if "비밀" in text or "둘낱말" in text]
    for name in ("index.html", "index.md"):
        assert "session_2.md)" not in (site / "ko" / name).read_text("utf-8")
    assert '<span data-waiting="">둘째 시간</span>' in (site / "ko/index.html").read_text("utf-8")
    assert (
        "Not out yet: docs/en/w/session_2.md (2026-12-01), docs/ko/w/session_2.md (2026-12-01)" in ran.output
    )
    assert course.check("site").status == 0
    edition = replace(read_editions(course.folder)[0], site_url="https://course.example.net/ko/")
    assert not make_edition(edition, site, course.folder).problems
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DECEMBER)
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert "비밀" in (site / "ko/w/session_2/index.html").read_text("utf-8")
    assert 'href="w/session_2/"' in (site / "ko/index.html").read_text("utf-8")
    assert "둘낱말" in (site / "ko/glossary/index.html").read_text("utf-8")
