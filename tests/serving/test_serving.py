"""`run.py serve`: the page that was saved is there at once, all else after the build that follows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.courses import Course, write_files
from support.followed import PATIENCE, Followed, following

SESSION = """# Week 1 Day 1 Session {number}: 파드 {number}

## 내용 (10분)

파드는 가장 작은 단위다.

## 🔑 핵심 키워드

- **낱말{number}**: 뜻 {number}
"""
FILES = {
    "docs/ko/index.md": "# 첫 쪽\n\n글\n",
    "docs/ko/week_01/day1/session_1.md": SESSION.format(number=1),
    "docs/ko/week_01/day1/session_2.md": SESSION.format(number=2) + "\n![그림](image.png)\n",
    "docs/ko/week_01/day1/image.png": b"\x89PNG\r\n\x1a\none",
    "docs/en/index.md": "# First page\n\nText\n",
}
ONE, TWO = "ko/week_01/day1/session_1/", "ko/week_01/day1/session_2/"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """One course for all tests: each leaves it sound."""
    course = Course(tmp_path_factory.mktemp("followed") / "강의 과정")
    course.write(FILES)
    with following(course.folder) as server:
        yield server


def test_saved_page_is_there_first_and_no_other_is_loaded_again(followed: Followed) -> None:
    """An edit of a paragraph changes one page, before the build and after it; the build says nothing new."""
    text = SESSION.format(number=1).replace("파드는 가장", "파드는 가장 가장")
    told = followed.save({"docs/ko/week_01/day1/session_1.md": text})
    assert f"{ONE}index.html" in {each.lstrip("/") for each in told[0]}
    assert [len(each) for each in told if any(name.endswith(".html") for name in each)] == [1]
    assert "가장 가장" in followed.page(ONE)
    assert "week_01/day1/session_1.md: new after" in followed.says()


@pytest.mark.long
def test_pages_that_show_a_title_follow(followed: Followed) -> None:
    """A new title is on its page at once, and in the menus of all others after the build."""
    text = SESSION.format(number=1).replace(": 파드 1", ": 파드 파드")
    told = followed.save({"docs/ko/week_01/day1/session_1.md": text})
    assert [name.lstrip("/") for name in told[0]] == [f"{ONE}index.html"]
    assert f"/{TWO}index.html" in set().union(*told[1:])
    assert "파드 파드" in followed.page(TWO)


def test_two_saves_show_the_newer_text(followed: Followed) -> None:
    """What is saved while the build runs is shown at once, and is still there after that build."""
    page = "docs/ko/week_01/day1/session_2.md"
    builds = followed.builds()
    write_files(followed.folder, {page: SESSION.format(number=2) + "\n작은 작은\n"})
    followed.wait(lambda: "작은 작은" in followed.page(TWO))
    write_files(followed.folder, {page: SESSION.format(number=2) + "\n단위 단위\n\n![그림](image.png)\n"})
    followed.wait(lambda: "단위 단위" in followed.page(TWO))
    while followed.builds() < builds + 1:
        assert "단위 단위" in followed.page(TWO)
    followed.wait(lambda: "is not the same" in followed.says() or followed.builds() > builds)
    assert "is not the same" not in followed.says()


def test_fault_is_told_once_and_recovers(followed: Followed) -> None:
    """A page that cannot be read is told at its line, once, and gone; the next save brings it back."""
    page = "docs/ko/week_01/day1/session_1.md"
    followed.save({page: b"# \xff\n"})
    assert followed.says().count("docs/ko/week_01/day1/session_1.md:1: the file is not UTF-8") == 1
    assert followed.page(ONE).startswith("404")
    followed.save({"docs/ko/index.md": "# 첫 쪽\n\n글 글\n"})
    assert followed.says().count("the file is not UTF-8") == 1
    followed.save({page: "---\ntitle: [\n---\n" + SESSION.format(number=1)})
    assert "파드 1" in followed.page(ONE)
    followed.save({page: SESSION.format(number=1)})
    assert "title: [" not in followed.page(ONE)


def test_files_come_change_and_go(followed: Followed) -> None:
    """A new page is there after the build, a changed picture is told by its address, a page goes."""
    folder = followed.folder / "docs/ko"
    followed.save({"docs/ko/새 쪽.md": "# 새 글\n\n글\n"})
    assert "새 글" in followed.page("ko/새 쪽/")
    told = followed.save({"docs/ko/week_01/day1/image.png": b"\x89PNG\r\n\x1a\ntwo"})
    assert told == [{"/ko/week_01/day1/image.png"}]
    builds = followed.builds()
    (folder / "새 쪽.md").unlink()
    followed.wait(lambda: followed.builds() > builds and followed.page("ko/새 쪽/").startswith("404"))


@pytest.mark.long
def test_faulty_settings_leave_what_is_shown(followed: Followed) -> None:
    """Settings that cannot be read are told; pages stay, those that are saved are made, and mending helps."""
    settings = followed.folder / "mkdocs.yml"
    sound = settings.read_text("utf-8")
    settings.write_text(sound + "\nnonsense: [", encoding="utf-8")
    followed.wait(lambda: "until that is mended" in followed.says())
    write_files(followed.folder, {"docs/ko/index.md": "# 첫 쪽\n\n작은 글\n"})
    followed.wait(lambda: "작은 글" in followed.page("ko/"))
    builds = followed.builds()
    settings.write_text(sound.replace("Kubernetes 네트워킹 과정", "다른 과정"), encoding="utf-8")
    followed.wait(lambda: followed.builds() > builds and "다른 과정" in followed.page("ko/"))


def test_other_languages_are_built_when_they_are_wanted(followed: Followed) -> None:
    """The first look at another language builds it; from then on it is followed too."""
    assert "First page" in followed.page("en/")
    write_files(followed.folder, {"docs/en/index.md": "# First page\n\nOther text\n"})
    followed.wait(lambda: "Other text" in followed.page("en/"))


def test_browsers_load_what_they_show(followed: Followed, browser: Browser) -> None:
    """A page that is open shows what was saved, in place; another that is open beside it is left alone."""
    open_pages = [browser.new_page(), browser.new_page()]
    for page, address in zip(open_pages, (TWO, ONE), strict=True):
        page.goto(followed.home + address)
        page.evaluate("window.stays = true")
    shown, beside = open_pages
    page_uri = "docs/ko/week_01/day1/session_2.md"  # all its characters stay: the fonts are cut by them
    followed.save({page_uri: SESSION.format(number=2) + "\n![그림](image.png)\n\n작은 뜻 단위\n"})
    shown.get_by_text("작은 뜻 단위").wait_for(timeout=PATIENCE * 1000)
    assert shown.evaluate("window.stays") is True
    assert beside.evaluate("window.stays") is True
    for page in open_pages:
        page.close()


@pytest.mark.long
def test_another_course_is_followed_where_it_lies(followed: Followed, tmp_path: Path) -> None:
    """With --docs, in the language of its text, and nothing is written beside it."""
    (tmp_path / "a.md").write_text("# A page\n\nThe text of the page is in English.\n", encoding="utf-8")
    with following(followed.folder, "--docs", str(tmp_path)) as other:
        address = re.search(r"Serving on \S+?:\d+/(\S*):", other.says())
        assert address
        assert "A page" in other.page(f"{address[1]}a/")
        (tmp_path / "a.md").write_text("# A page\n\nThe words of it are English.\n", encoding="utf-8")
        other.wait(lambda: "The words" in other.page(f"{address[1]}a/"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_an_address_in_use_is_told(followed: Followed) -> None:
    """One line says that the address is taken, and what to name instead."""
    port = followed.home.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "hooks", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=followed.folder,
        env={**os.environ, "PYTHONPATH": "hooks", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert "name another address with -a" in done.stderr
