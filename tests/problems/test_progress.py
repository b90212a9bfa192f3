"""A command's steps: numbered lines, one that moves on a terminal, and each line of others once."""

from __future__ import annotations

import io
import logging
import re
import sys
import time
import warnings
from pathlib import Path

import pytest

from course.problems.codes import CODES
from course.problems.problem import Problem
from course.problems.progress import Progress, columns
from course.problems.telling import Teller
from course.publish.told import without_building
from steps.log_lines import MATTERS, LogLines


class Terminal(io.StringIO):
    """A terminal that remembers all that was written to it."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> list[str]:
        """The lines that are left in the end: each cut off where it was erased last."""
        return [line.rpartition("\x1b[K")[2] for line in self.getvalue().split("\n")]


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on which steps are told from here on; nothing says that it is a machine's."""
    terminal = Terminal()
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, terminal)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return terminal


@pytest.fixture
def log() -> logging.Logger:
    """What MkDocs logs to, with nobody else listening."""
    log = logging.Logger("mkdocs")
    log.manager = logging.Manager(log)  # type: ignore[arg-type]
    return log


def test_steps_are_numbered_lines_of_one_width(capsys: pytest.CaptureFixture[str]) -> None:
    """Their columns stand below one another, also behind wide letters; nothing else is written."""
    progress = Progress()
    for label, result in (("sources", "4 files"), ("한국어", "2 pages"), ("English", "")):
        with progress.step(label) as step:
            step.result = result
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [line[:5] for line in lines] == ["  1  ", "  2  ", "  3  "]
    assert len({columns(line) for line in lines}) == 1
    assert all(re.search(r" \d+\.\d s$", line) for line in lines)
    assert ("\r" in out, err) == (False, "")


def test_a_step_that_fails_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """What ends a step goes on; the line of the step says that it was stopped."""
    with pytest.raises(KeyError), Progress().step("check"):
        raise KeyError
    assert "check         stopped" in capsys.readouterr().out


def test_a_line_moves_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells how far a step has come, lets other lines stand above it, and leaves nothing behind."""
    terminal = on_terminal(monkeypatch)
    with Progress().step("handouts") as step:
        step.result = "3 of 7"
        time.sleep(0.5)
        print("docs/a.md:1: not good", file=sys.stderr)
        step.result = "7 made"
    assert "3 of 7" in terminal.getvalue()
    first, last, end = terminal.shown()
    assert first == "docs/a.md:1: not good"
    assert (last.split()[:4], end) == (["1", "handouts", "7", "made"], "")
    assert sys.stdout is terminal


@pytest.mark.parametrize("name", ["CI", "TERM"])
def test_no_line_moves_for_a_machine(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Neither in CI nor on a terminal that cannot erase."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv(name, "dumb")
    with Progress().step("check"):
        time.sleep(0.3)
    assert ("\r" in terminal.getvalue(), terminal.getvalue().count("\n")) == (False, 1)


def test_warnings_are_lines_and_told_once(log: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning of a plugin is one line in all languages, without folders and places of this run."""
    progress = Progress()
    for folder in ("/c/.site-abcd/new/ko", "/c/.site-abcd/new/en"):
        log.handlers = [LogLines(progress, Path(folder))]
        plugin = log.getChild("plugins.others")
        plugin.warning("bad function <function format_it at 0x7f12ab34cd56>\n   in %s/a.html", folder)
        plugin.warning("<other object at 0x7f12ab34cd56> is not there")
        plugin.error("broken: %s", folder)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "bad function format_it in a.html",
        "<other object> is not there",
        "broken: the site",
    ]


def test_what_no_lecturer_needs_is_counted(log: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes of MkDocs and plugins are counted with the way to see them; Mermaid's settings are not at all."""
    progress = Progress("export")
    log.handlers = [LogLines(progress, Path("/c/site"))]
    for _ in range(2):
        log.getChild("commands.build").info("Cleaning site directory")
        log.getChild("commands.build").info("Documentation built in 2.00 seconds")
        log.getChild("commands.build").info("The following pages exist, but not in nav: a.md")
        log.getChild("plugins.mermaid2.util").info("MERMAID2  - Initialization arguments: {}")
        log.getChild("plugins.completeness").info("completeness: none; 1.0 s")
        log.getChild("plugins.others").info("I am here")
        log.info("DeprecationWarning: old (a.py:1)", extra={MATTERS: False})
        log.info("UserWarning: odd (a.py:1)", extra={MATTERS: True})
        log.getChild("plugins.course").info("course: a remark")
    assert capsys.readouterr() == ("", "UserWarning: odd (a.py:1)\na remark\n")
    progress.end()
    (line,) = capsys.readouterr().out.splitlines()
    assert line == "3 notes of MkDocs, its plugins and Python: run.py export --verbose shows them"


def test_warnings_of_python_matter_but_for_what_grows_old(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build tells a UserWarning on a line and counts a DeprecationWarning."""
    import build
    from course.publish.request import BuildRequest

    monkeypatch.setattr(sys, "warnoptions", [])
    progress = Progress()
    request = BuildRequest(Path("mkdocs.yml"), Path("site"), teller=Teller(progress=progress))
    with warnings.catch_warnings(), build._telling(request):
        warnings.simplefilter("default", UserWarning)
        warnings.warn("something is odd", stacklevel=1)
        warnings.simplefilter("default", DeprecationWarning)
        warnings.warn("something is old", DeprecationWarning, stacklevel=1)
    assert re.fullmatch(r"UserWarning: something is odd \(\S+\)\n", capsys.readouterr().err)
    progress.end()
    assert capsys.readouterr().out.startswith("1 note of MkDocs, its plugins and Python")


def test_hints_are_counted_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where steps are told, hints wait for the end, are one line and listed in a file; what fails stands."""
    monkeypatch.chdir(tmp_path)
    hint = next(code for code, each in CODES.items() if each.level == "hint")
    teller = Teller(is_check=False, progress=Progress())
    found = [Problem("docs/a.md", line, "what", "why", "mend", hint) for line in (1, 2)]
    teller.tell([*found, Problem("docs/a.md", 3, "it leads nowhere", "why", "mend", "link-dead")], hints=True)
    teller.tell(found, hints=True)
    told = capsys.readouterr().out
    assert ("docs/a.md:3:" in told, hint in told) == (True, False)
    teller.end()
    told = capsys.readouterr().out
    assert told == "2 hints, which keep nothing back: see run.py check --hints or .cache/problems.txt\n"
    assert len(Path(".cache/problems.txt").read_text().splitlines()) == 2
    teller.tell([Problem("addresses.txt", 1, "what", "why", "mend", hint)], hints=True, now=True)
    assert hint in capsys.readouterr().out


def test_a_site_that_stands_is_told_without_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    """What took long then takes nothing now: the step is told, the time is not."""
    with Progress().step("check") as step:
        step.result = "6 pages"
    ((_, told),) = without_building([(0, capsys.readouterr().out)])
    assert told == "  1  check         6 pages\n"
