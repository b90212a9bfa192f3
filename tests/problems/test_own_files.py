"""Files beside the sources that are there and cannot be read: each command tells them in a line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course.kept import file_digest
from course.problems import own_file
from course.publish.hosting import addresses
from course.verbs.start import start
from support.check_command import folder as folder
from support.check_command import run
from support.courses import Course, write_files

FILES = {
    "accepted-problems.txt": "file-unreadable",
    "addresses.txt": "file-unreadable",
    "translations.json": "ledger-unreadable",
    "mkdocs.yml": "config-unreadable",
    "docs/ko/corrections.yml": "",
}
OTHERS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "dangling": lambda path: path.symlink_to("nowhere"),
    "circle": lambda path: path.symlink_to(path.name),
    "bytes": lambda path: path.write_bytes(b"/gr\xfc\xdfe/: \xff\n"),
}


def put(path: Path, kind: str) -> None:
    """What is no readable file at `path`, in place of what is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    OTHERS[kind](path)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as Unix has them")
@pytest.mark.parametrize(
    "kind", [each if each == "pipe" else pytest.param(each, marks=pytest.mark.long) for each in OTHERS]
)
@pytest.mark.parametrize("name", FILES)
def test_the_check_tells_what_is_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    """In one line that names it; nobody waits for a pipe, and a link to nothing is not taken for no file."""
    write_files(folder, {"docs/en/a.md": "# Session\n"})
    put(folder / name, kind)
    status, out, err = run(capsys)
    lines = [line for line in (out + err).splitlines() if line.startswith(f"{name}:")]
    assert (status > 0, len(lines)) == (True, 1), out + err
    assert lines[0].endswith(f"{FILES[name]}]") or kind == "bytes"


@pytest.mark.parametrize(
    "name", ["accepted-problems.txt", "addresses.txt", "translations.json", "mkdocs.yml"]
)
def test_a_file_without_its_right_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With the reason, in the form of all Problems."""
    write_files(
        folder,
        {
            "docs/en/a.md": "# Session\n",
            name: (folder / name).read_bytes() if name == "mkdocs.yml" else "/a/\n",
        },
    )
    monkeypatch.setattr(own_file.os, "access", lambda path, _: Path(path).name != name)
    _, out, err = run(capsys)
    assert f"{name}:1: the file cannot be opened: permission denied; " in out + err


def test_what_is_kept_of_a_pipe_is_nothing(tmp_path: Path) -> None:
    """A file that was read by the last build, and is a pipe now, is another: nobody waits for it."""
    os.mkfifo(tmp_path / "a.md")
    assert file_digest(tmp_path / "a.md") == ""


def test_addresses_are_read_as_they_are(tmp_path: Path) -> None:
    """With or without a mark and other line ends."""
    (tmp_path / "addresses.txt").write_bytes("\ufeff# a\r\n/ko/\r\n".encode())
    assert addresses.unreadable_addresses(tmp_path) == []
    (gone,) = addresses.check_addresses(tmp_path, tmp_path, strict=False)
    assert (gone.line, gone.what) == (2, "the address /ko/ is gone from the site")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["pipe", "folder", "bytes"])
@pytest.mark.parametrize("name", FILES)
def test_the_build_tells_the_same(course: Course, name: str, kind: str) -> None:
    """And leaves the old site."""
    if name == "translations.json":  # nothing is translated in a course of one language
        course.write({"docs/en/index.md": "# Home\n"})
    put(course.folder / name, kind)
    before = course.site()
    ran = course.publish()
    assert (ran.status, "Traceback" in ran.output) == (1, False), ran.output
    assert f"{name}:" in ran.output
    assert course.site() == before


def test_commands_that_need_no_site_tell_it_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings that are no file, of every command."""
    put(folder / "mkdocs.yml", "pipe")
    for words in (
        ["translate", "status"],
        ["diagrams"],
        ["check", "--files"],
        ["check", "--accept"],
        ["links"],
    ):
        assert start(words), words
        told = capsys.readouterr()
        assert "mkdocs.yml:1: this is no file but a pipe" in told.out + told.err, words
