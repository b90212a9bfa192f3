# ruff: noqa: E501 - tables of cases
"""What a terminal gets of a course, and what a command says where the machine refuses."""

from __future__ import annotations

import errno
import io
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course.problems.failing import in_a_line
from course.problems.formats import FORMATS
from course.problems.plain import CONTROLS, on_one_line, plain_streams
from course.problems.problem import Problem
from course.verbs.start import start
from support.check_command import folder as folder
from support.check_command import run
from support.courses import write_files

#: What must reach no terminal: escapes that colour, clear or name a window, bells, returns, orders of text.
NASTY = "\x1b[31mrot\x1b[2J\x1b]0;x\x07\r\n\x08\x00\x7f\x9b1m\u2028\u202e\u2066\ud800 끝"


def full(place: str) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place)


REFUSALS: dict[str, tuple[Callable[[], object], str]] = {
    "full": (lambda: raised(full("a/b.png")), "a/b.png: no space left on device; make room on the disk, then"),
    "read-only": (lambda: raised(OSError(errno.EROFS, "Read-only file system", "x")), "x: read-only file system; the disk"),
    "no right": (lambda: raised(PermissionError(errno.EACCES, "Permission denied", b"y")), "y: permission denied; give"),
    "two names": (lambda: Path("gone").rename("there"), "there: no such file or directory; mend that"),
    "nameless": (lambda: raised(OSError("odd")), "odd; mend that, then run this again"),
    "bare": (lambda: raised(OSError()), "oserror; mend that"),
    "name": (lambda: raised(OSError(errno.EIO, "Input/output error", f"a{NASTY}")), r"a\x1b[31mrot\x1b[2J"),
    "memory": (lambda: raised(MemoryError()), "there is not enough memory; close other programs"),
}  # fmt: skip


def raised(error: BaseException) -> object:
    raise error


@pytest.mark.parametrize("name", REFUSALS)
def test_what_the_machine_refuses_is_one_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file, the reason, and what can be done; the exit status is 1."""
    act, line = REFUSALS[name]
    assert in_a_line("site", lambda: int(bool(act()))) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"run.py site: {line}")


def test_our_own_faults_show_and_a_stop_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the program has its traceback; who stops a command gets 130, as from shells."""
    with pytest.raises(ZeroDivisionError):
        in_a_line("site", lambda: 1 // 0)
    assert in_a_line("check", lambda: int(bool(raised(KeyboardInterrupt())))) == 130
    assert capsys.readouterr().err == "run.py check: stopped\n"


def test_a_problem_is_one_line_in_every_format() -> None:
    """Whatever its path and its texts hold, and nothing in it moves a cursor."""
    problem = Problem(f"docs/{NASTY}.md", 1, NASTY, NASTY, NASTY, "link-dead", cause=NASTY)
    assert (
        str(problem)
        == f"docs/{on_one_line(NASTY)}.md:1: " + "; ".join([on_one_line(NASTY)] * 3) + " [link-dead]"
    )
    for render in FORMATS.values():
        assert not CONTROLS.search(render([problem], "").replace("\n", ""))
    plain = Problem("a.md", 1, "한글 👩\u200d💻 \u200e", "b", "c", "d")
    assert plain.what == "한글 👩\u200d💻 \u200e", "writing is left alone"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_what_is_printed_moves_no_cursor(is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours pass on to a terminal, line ends and tabs to any stream."""
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    with plain_streams():
        print(f"가\t나\n{NASTY}")
    text = stream.getvalue()
    assert text.startswith("가\t나\n" + ("\x1b[31mrot" if is_terminal else r"\x1b[31mrot"))
    assert not CONTROLS.search(text.replace("\x1b[31m", "").replace("\n", "").replace("\t", ""))
    assert text.endswith("\\ud800 끝\n")


def test_a_source_colours_no_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes in links, images and lists of accepted Problems are shown as they are written."""
    text = "# 글\n\n![a](no\x1b[2Jx.png) [b](x\x9b2J.md)\n\n" + "[c](d\x9b.md)\n\n" * 5
    write_files(
        folder, {"docs/ko/b.md": text, "accepted-problems.txt": "docs/ko/a.md [link-dead] \x1b[31mx\n"}
    )
    for words in ([], ["--all"], ["--format", "json"], ["--format", "github"], ["--format", "sarif"]):
        status, out, err = run(capsys, *words)
        assert status == 1
        assert not CONTROLS.search((out + err).replace("\n", "")), words
    assert r"\x9b2J.md" in out
    assert not CONTROLS.search(Path(".cache/problems.txt").read_text("utf-8").replace("\n", ""))


@pytest.mark.skipif(os.name != "posix", reason="limits as Unix has them")
def test_a_disk_that_takes_nothing_ends_in_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a new page nothing is left, and all commands but those that must write go on."""
    write_files(folder, {"templates/ko/week.md": "# $heading\n"})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        statuses = start(["new", "week", "4"]), start(["check"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    err = capsys.readouterr().err
    assert statuses == (1, 0)
    assert err.splitlines() == [
        "run.py new: file too large; the system allows no file so large; allow it, then run this again"
    ]
    assert not (folder / "docs/ko/week_04/README.md").exists()


def test_problems_are_told_where_no_list_can_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project that is read-only, say: the check says how else to see all."""
    write_files(
        folder, {"docs/ko/b.md": "# 글\n\n" + "[a](b.md#c)\n\n[c](d.md)\n\n" * 5, ".cache": "no folder"}
    )
    status, out, err = run(capsys)
    assert (status, err) == (1, "")
    assert "\nA line for each: --all\n" in out
