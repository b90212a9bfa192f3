"""Files are followed as editors and tools save them: written over, renamed into place, moved along."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from serving.watching import Watcher


class Followed:
    """A project whose files are followed, and what was told of them."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs_dir, self.told = root, root / "docs/ko", set[str]()
        self.write("docs/ko/a.md", "one")
        self.write("docs/ko/week/b.md", "one")
        self.write("mkdocs.yml", "one")
        self.watcher = Watcher(lambda path: self.told.add(path.relative_to(root).as_posix()))
        for name in ("docs/ko", "overrides"):
            self.watcher.follow(root / name)
        self.watcher.follow_named(root, ["mkdocs.yml"])
        self.watcher.start()

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, text: str) -> None:
        """Write a file beside it and rename that into its place, as many editors do."""
        fresh = self.root / f"{name}.tmp"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.root / name)

    def wait_for(self, *names: str) -> set[str]:
        """Wait until these were told, and a little longer; all that was told, which is forgotten."""
        end = time.monotonic() + 20
        while not self.told.issuperset(names) and time.monotonic() < end:
            time.sleep(0.02)
        assert self.told >= {*names}
        time.sleep(0.1)
        told, self.told = self.told, set()
        return told


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Followed]:
    """A project that is followed."""
    followed = Followed(tmp_path.resolve())
    yield followed
    followed.watcher.stop()


def _save_with_backup(project: Followed) -> None:
    path = project.docs_dir / "a.md"
    path.rename(path.with_name("a.md~"))
    project.write("docs/ko/a.md", "two")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda project: project.write("docs/ko/a.md", "two"), ["docs/ko/a.md"]),
        (lambda project: project.replace("docs/ko/a.md", "two"), ["docs/ko/a.md"]),
        (lambda project: project.replace("mkdocs.yml", "two"), ["mkdocs.yml"]),
        (_save_with_backup, ["docs/ko/a.md"]),
        (lambda project: (project.docs_dir / "a.md").unlink(), ["docs/ko/a.md"]),
        (lambda project: project.write("docs/ko/new/c.md", "one"), ["docs/ko/new"]),
        (lambda project: (project.docs_dir / "week").rename(project.docs_dir / "day"), ["docs/ko/day"]),
        (lambda project: project.write("overrides/main.html", "one"), ["overrides"]),
    ],
)
def test_what_is_saved_is_told(
    project: Followed, change: Callable[[Followed], object], told: list[str]
) -> None:
    """Whatever way a file or folder comes, changes or goes; and the next change as well."""
    change(project)
    project.wait_for(*told)
    project.write("docs/ko/last.md", "one")
    project.wait_for("docs/ko/last.md")


def test_what_editors_write_for_themselves_is_nothing(project: Followed) -> None:
    """Neither are files that are not followed, or that hold what they held."""
    for name in ("docs/ko/.a.md.swp", "docs/ko/4913~", "docs/ko/a.md.tmp", "other.yml", "docs/other.md"):
        project.write(name, "one")
    project.write("docs/ko/a.md", "two")
    assert project.wait_for("docs/ko/a.md") == {"docs/ko/a.md"}


def test_a_folder_that_goes_and_comes_again_is_followed(project: Followed) -> None:
    """As where another branch without it was looked at: moved, or deleted and written anew, twice."""
    project.docs_dir.rename(project.root / "docs/gone")
    project.wait_for("docs/ko")
    (project.root / "docs/gone").rename(project.docs_dir)
    project.wait_for("docs/ko")
    for text in ("two", "three"):
        shutil.rmtree(project.docs_dir)
        project.wait_for("docs/ko")
        project.write("docs/ko/a.md", text)
        project.wait_for("docs/ko")
        project.write("docs/ko/a.md", f"{text} again")
        project.wait_for("docs/ko/a.md")
    project.write("overrides/main.html", "one")
    project.wait_for("overrides")
    project.write("overrides/main.html", "two")
    project.wait_for("overrides/main.html")
