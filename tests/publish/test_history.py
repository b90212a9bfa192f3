"""A course with a history: when pages were changed, the feed, links to sources; and the files at its root."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from course.handout.source_dates import source_times
from support.courses import Course, write_files

SESSION = "# Week 1 Day 1 Session {n}: 주제 <b>{n}</b>\n\n**목표**: 목표 {n}\n\n글\n"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "https://kim.github.io/kurs/"


def git(folder: Path, *words: str, day: int = 1) -> None:
    """Run git as someone, on a day of November 2026."""
    when = f"2026-11-{day:02}T20:00:00+00:00"
    named = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **named, **dated}, check=True, capture_output=True
    )


def commit(folder: Path, day: int) -> None:
    git(folder, "add", "-A", "docs")
    git(folder, "commit", "-qm", "a", day=day)


@pytest.fixture
def dated(course: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Two sessions, the second changed later; a third that git does not know; the second translated."""
    monkeypatch.setenv("SITE_URL", ADDRESS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764201600")
    settings = (course.folder / "mkdocs.yml").read_text("utf-8")
    course.write(
        {
            "mkdocs.yml": f"{settings}  handouts: {{pages: none}}\nrepo_url: https://github.com/kim/kurs\n",
            "docs/en/index.md": "# Course\n\nText\n",
            **{f"docs/ko/week_01/day1/session_{n}.md": SESSION.format(n=n) for n in (1, 2)},
        }
    )
    git(course.folder, "init", "-q")
    commit(course.folder, 2)
    course.write({"docs/ko/week_01/day1/session_2.md": SESSION.format(n=2) + "\n더\n"})
    commit(course.folder, 9)
    course.write({"docs/ko/week_01/day1/session_3.md": SESSION.format(n=3)})
    return course


def page(course: Course, place: str) -> html.HtmlElement:
    return html.fromstring((course.folder / "site" / place).read_bytes())


def published(course: Course) -> dict[str, str]:
    ran = course.publish("--no-strict")
    assert ran.status == 0, ran.output
    return course.site()


def published_cold(course: Course) -> dict[str, str]:
    """The same with nothing kept; what is kept is as it was afterwards."""
    kept = course.folder / ".cache/kept"
    aside = kept.rename(kept.with_name("aside"))
    try:
        return published(course)
    finally:
        shutil.rmtree(kept)
        aside.rename(kept)


def test_readers_are_told_what_was_changed(dated: Course) -> None:
    """On pages, on the front page and in the feed, by the history; a commit alone counts in a warm build."""
    published(dated)
    _looks_right(dated)
    commit(dated.folder, 20)  # no source has another byte than before
    warm = published(dated)
    first = page(dated, "ko/index.html").xpath("//section[contains(@class, 'course-news')]//li")[0]
    assert " ".join(first.text_content().split()) == "2026-11-21 Week 1 Day 1 Session 3: 주제 3"
    assert warm == published_cold(dated)


def _looks_right(dated: Course) -> None:
    session = "ko/week_01/day1/session_{}/index.html"
    (told,) = page(dated, session.format(2)).xpath("//p[contains(@class, 'page-changes')]")
    assert told.xpath("time/@datetime") == ["2026-11-09T20:00:00Z"]
    assert told.xpath("string(time)") == "마지막 수정: 2026-11-10", "the day in Seoul"
    links = {link.text: link.get("href") for link in told.xpath("a")}
    source = "HEAD/docs/ko/week_01/day1/session_2.md"
    assert links["이 쪽 고치기"] == f"https://github.com/kim/kurs/edit/{source}"
    assert links["바뀐 내용"] == f"https://github.com/kim/kurs/commits/{source}"
    assert unquote(links["잘못 알리기"]) == (
        "https://github.com/kim/kurs/issues/new?title=‘Week 1 Day 1 Session 2: 주제 2’의 잘못"
        f"&body={ADDRESS}ko/week_01/day1/session_2/\n\n"
    )
    (unknown,) = page(dated, session.format(3)).xpath("//p[contains(@class, 'page-changes')]")
    assert unknown.xpath("time") == []
    front = page(dated, "ko/index.html")
    listed = front.xpath("//section[contains(@class, 'course-news')]//li[not(@hidden)]/a")
    assert [link.get("href") for link in listed] == [
        "week_01/day1/session_2/",
        "./",
        "week_01/day1/session_1/",
    ]
    assert front.xpath("//link[@type='application/atom+xml']/@href") == ["feed.xml"]
    feed = etree.parse(str(dated.folder / "site/ko/feed.xml"))
    entries = feed.xpath("//a:entry/a:link/@href", namespaces=ATOM)
    assert entries == [f"{ADDRESS}ko/{link.get('href').removeprefix('./')}" for link in listed]
    summaries = feed.xpath("//a:entry/a:summary/text()", namespaces=ATOM)
    assert summaries == ["목표 2", "목표 1"]
    assert not front.xpath("//*[@data-md-component='source']"), "no host is asked for its stars"
    _root_is_whole(dated.folder / "site")


def _root_is_whole(site: Path) -> None:
    """Robots find the sitemaps, hosts the page for what is not there, whose links and styles are there."""
    assert (site / ".nojekyll").read_bytes() == b""
    assert (site / "robots.txt").read_text("utf-8").splitlines()[-1] == f"Sitemap: {ADDRESS}sitemap.xml"
    index = etree.parse(str(site / "sitemap.xml"))
    assert index.xpath("//*[local-name()='loc']/text()") == [
        f"{ADDRESS}{code}/sitemap.xml" for code in ("ko", "en")
    ]
    for place in ("404.html", "en/404.html"):
        links = html.fromstring((site / place).read_bytes()).xpath("//link/@href | //a/@href | //script/@src")
        paths = [unquote(urlsplit(link).path) for link in links if link and not link.startswith("#")]
        assert len(paths) > 5
        for path in paths:
            assert path.startswith("/kurs/"), (place, path)
            target = site / path.removeprefix("/kurs/")
            assert (target / "index.html" if target.is_dir() else target).is_file(), (place, path)


def test_what_a_shallow_clone_does_not_know_is_not_told(tmp_path: Path) -> None:
    """Its oldest commit seems to have made all files; only what a later one has changed is sure."""
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    write_files(whole, {"docs/a.md": "1", "docs/b.md": "1"})
    git(whole, "init", "-q")
    commit(whole, 1)
    for day in (2, 3):
        write_files(whole, {"docs/a.md": str(day)})
        commit(whole, day)
    git(tmp_path, "clone", "-q", "--depth", "2", whole.as_uri(), str(cut))
    named = {path.name: when for path, when in source_times(whole / "docs", only_sure=True).items()}
    assert named["b.md"] < named["a.md"]
    assert [path.name for path in source_times(cut / "docs", only_sure=True)] == ["a.md"]
    assert len(source_times(cut / "docs")) == 2
