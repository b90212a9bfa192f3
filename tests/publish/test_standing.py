"""A build that finds all as it was tells the same lines and makes nothing; any change makes it build."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course.publish.standing import Standing
from course.reads import note_day
from support.courses import Course, tree

WORDS = ["site", "-d", "site"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("one")
    (tmp_path / "mkdocs.yml").write_text("site_name: x")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "font").write_text("font")
    (tmp_path / "overrides").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(project: Path, *more: Callable[[], object]) -> None:
    """Publish a site as a build does, from files that it finds by itself."""
    standing, site_dir = Standing(WORDS, project), project / "site"
    with standing.watching():
        sources = [path.read_text() for path in sorted((project / "docs").rglob("*.md"))]
        sources += [Path("mkdocs.yml").read_text(), (project / "node_modules" / "font").read_text()]
        site_dir.mkdir(exist_ok=True)
        for each in more:
            each()
        (site_dir / "index.html").write_text(" ".join(sources))
        print("docs/a.md:1: not good")
        print("INFO    -  Documentation built in 12.00 seconds", file=sys.stderr)
        print("INFO    -  completeness: nothing; 12.0 s", file=sys.stderr)
        Path("addresses.txt").write_text("".join([*_read("addresses.txt"), "/"]))
        standing.keep(site_dir)


def _read(name: str) -> list[str]:
    return [Path(name).read_text()] if Path(name).exists() else []


def stands(project: Path) -> bool:
    return Standing(WORDS, project).is_told_again()


def test_the_same_is_told_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not stands(project)
    build(project)
    capsys.readouterr()
    assert stands(project)
    assert capsys.readouterr() == ("docs/a.md:1: not good\n", "INFO    -  completeness: nothing\n")


def test_a_file_that_was_only_touched_is_the_same(project: Path) -> None:
    build(project)
    os.utime(project / "docs" / "a.md", (1, 1))
    assert stands(project)


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda p: (p / "docs/a.md").write_text("two"),
    "as long": lambda p: (p / "docs/a.md").write_text("eno"),
    "settings": lambda p: (p / "mkdocs.yml").write_text("site_name: y"),
    "more settings": lambda p: (p / "mkdocs.en.yml").write_text(""),
    "a page more": lambda p: (p / "docs/b.md").write_text("b"),
    "a page less": lambda p: (p / "docs/a.md").unlink(),
    "a page moved": lambda p: (p / "docs/a.md").rename(p / "docs/c.md"),
    "a template": lambda p: (p / "overrides/main.html").write_text(""),
    "a library": lambda p: (p / "node_modules/font").write_text("tonf"),
    "a page of the site spoilt": lambda p: (p / "site/index.html").write_text(""),
    "a page of the site lost": lambda p: (p / "site/index.html").unlink(),
    "a stranger in the site": lambda p: (p / "site/more.html").write_text(""),
    "a link in the site": lambda p: (
        (p / "site/index.html").rename(p / "x.html"),
        (p / "site/index.html").symlink_to(p / "x.html"),
    ),
    "an address taken out": lambda p: (p / "addresses.txt").write_text("# none"),
    "the environment": lambda p: os.environ.__setitem__("SITE_NAME", "from !ENV"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_makes_it_build(
    change: Callable[[Path], object], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy())
    build(project)
    assert stands(project)
    change(project)
    assert not stands(project)


def test_a_history_that_went_on_makes_it_build(project: Path) -> None:
    """Handouts show when each source was changed last."""

    def git(*words: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@y"]
        subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True)

    git("init")
    git("commit", "--allow-empty", "-m", "one")
    build(project, lambda: git("log"))
    assert stands(project)
    git("commit", "--allow-empty", "-m", "two")
    assert not stands(project)


def test_the_day_counts_where_it_is_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asks, stays in ((lambda: None, True), (note_day, False)):
        build(project, asks)
        with monkeypatch.context() as later:
            later.setattr("course.publish.standing._today", lambda: "2099-01-01")
            assert stands(project) is stays


@pytest.mark.parametrize(
    "asked",
    [
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        lambda: Path("docs/a.md").write_text("edited meanwhile"),
        lambda: Path("docs/new.md").write_text("added meanwhile"),
    ],
    ids=["a program that nobody knows", "a source edited meanwhile", "a source added meanwhile"],
)
def test_what_cannot_be_looked_up_leaves_no_record(asked: Callable[[], object], project: Path) -> None:
    build(project, asked)
    assert not stands(project)


def test_a_record_that_is_spoilt_is_no_record(project: Path) -> None:
    build(project)
    for path in (project / ".cache/kept").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-20])
    assert not stands(project)


def test_a_course_stands_until_something_changes(course: Course) -> None:
    """The whole command: the same lines, the same bytes, and nothing written; then a spoilt page."""
    source = {"docs/ko/a.md": "# 하나\n\n[링크](b.md)\n", "docs/ko/b.md": "# 둘\n\n글\n"}
    course.write(source)
    first, made = course.publish(), tree(course.folder / "site")
    written = (course.folder / "site" / "index.html").stat().st_mtime_ns
    second = course.publish()
    assert (first.status, second.status) == (0, 0)
    told = [line for line in second.lines if "seconds" not in line]
    assert set(told) <= {re.sub(r"(?:;| {2,}) *\d+\.\d s$", "", line) for line in first.lines}
    assert (course.folder / "site" / "index.html").stat().st_mtime_ns == written
    (course.folder / "site" / "ko" / "a" / "index.html").write_text("spoilt")
    course.publish()
    assert tree(course.folder / "site") == made
