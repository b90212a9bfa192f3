"""run.py sets the machine up once, and hands every other word to the tool behind the verb."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import run as commands

from course.checks.seen import browser as finding
from support import browser
from support.courses import ROOT


class Machine:
    """Stands for the programs run.py starts: remembers their words, ends as told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started: list[list[str]] = []
        self.failing = ""
        self.says = ""

    def __call__(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        self.started.append(words)
        if words[1:3] == ["-m", "venv"] and self.failing != "venv":
            commands.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            commands.PYTHON.write_text("python", encoding="utf-8")
        failed = bool(self.failing) and self.failing in words
        return subprocess.CompletedProcess(words, 1 if failed else 0, "/usr/bin/chromium\n", self.says)

    def modules(self) -> list[str]:
        """What was started, by the words after `python -m`."""
        return [" ".join(words[words.index("-m") + 1 :]) for words in self.started if "-m" in words]

    def installed(self) -> list[str]:
        """The locks pip was given, in order."""
        return [words[-1] for words in self.started if "pip" in words]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A folder with the locks and no .venv, on a machine with npm."""
    for name in ("requirements.txt", "requirements-npm.txt", "tests/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    machine = Machine(tmp_path)
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    monkeypatch.setattr(commands, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(commands, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(commands.subprocess, "run", machine)
    monkeypatch.setattr(commands.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("CHROMIUM_PATH", "")
    return machine


@pytest.mark.parametrize("words", [[], ["help"], ["-h"], ["--help"]])
def test_help_is_no_fault(machine: Machine, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Help, or no word at all, shows how it is used on the output, exits 0 and touches nothing."""
    assert commands.main(words) == 0
    assert capsys.readouterr() == (commands.USAGE + "\n", "")
    assert machine.started == []


def test_help_has_a_line_for_each_word() -> None:
    """Each word has one line, no line is wider than a terminal, and the examples begin with words."""
    lines = commands.USAGE.split("\n")
    for verb in commands.VERBS:
        assert sum(line.startswith(f"  {verb} ") for line in lines) == 1, verb
    assert max(map(len, lines)) <= 90
    examples = commands.EXAMPLES.splitlines()
    assert {line.split()[0] for line in examples} == {"run.py"}
    assert {line.split()[1] for line in examples} <= set(commands.VERBS)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("sit", "site"),
        ("Serve", "serve"),
        ("--serve", "serve"),
        ("exprot", "export"),
        ("translation", "translate"),
        ("xyzzy", ""),
        ("", ""),
        ("\x1b[2J", ""),
    ],
)
def test_unknown_words_get_the_nearest(
    machine: Machine, capsys: pytest.CaptureFixture[str], word: str, near: str
) -> None:
    """A word that is not there is told on one line with the nearest that is, exits 2 and touches nothing."""
    assert commands.main([word, "further"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n"), "\x1b" in told.err) == ("", 1, False)
    assert (f"did you mean run.py {near}?" in told.err) if near else ("did you mean" not in told.err)
    assert "run.py --help" in told.err
    assert machine.started == []


def test_site_sets_up_once(machine: Machine) -> None:
    """The first `site` makes .venv and installs; the second only builds."""
    assert commands.main(["site", "--no-strict", "-v"]) == 0
    assert machine.installed() == ["requirements.txt"]
    machine.started.clear()
    assert commands.main(["site", "--no-strict", "-v"]) == 0
    assert machine.modules() == ["hooks site --no-strict -v"]


def test_requirements_are_installed_by_their_hashes(machine: Machine) -> None:
    """Pip is told to refuse what the lock does not name."""
    commands.main(["site"])
    (pip,) = [words for words in machine.started if "pip" in words]
    assert "--require-hashes" in pip


def test_changed_lock_is_installed_again(machine: Machine) -> None:
    """A lock that changed is installed again, into the same .venv."""
    commands.main(["site"])
    lock = machine.root / "requirements.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    machine.started.clear()
    commands.main(["site"])
    assert machine.modules()[1:] == ["hooks site"]
    assert machine.installed() == ["requirements.txt"]


def test_interrupted_installation_is_repeated(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """An installation that failed is told in one line with its mend, and repeated next time."""
    machine.failing, machine.says = (
        "install",
        "WARNING: retrying\nERROR: No matching distribution found for mkdocs\n",
    )
    assert commands.main(["site"]) == 1
    assert capsys.readouterr().err == (
        "run.py: pip could not install requirements.txt: ERROR: No matching distribution found for mkdocs; "
        "connect to the network, then run this again\n"
    )
    machine.failing = ""
    machine.started.clear()
    assert commands.main(["site"]) == 0
    assert machine.installed() == ["requirements.txt"]


def test_installation_interrupted_while_a_lock_changes_is_repeated(machine: Machine) -> None:
    """When a new lock fails half-way, going back to the old one installs the old one again."""
    commands.main(["site"])
    lock = machine.root / "requirements.txt"
    old = lock.read_text(encoding="utf-8")
    lock.write_text(old + "# changed\n", encoding="utf-8")
    machine.failing = "install"
    commands.main(["site"])
    lock.write_text(old, encoding="utf-8")
    machine.failing = ""
    machine.started.clear()
    commands.main(["site"])
    assert machine.installed() == ["requirements.txt"]


def test_venv_left_half_made_is_made_again(machine: Machine) -> None:
    """A .venv without the mark of a finished one is cleared, and so is one of another Python."""
    commands.main(["site"])
    for unfinished in (None, "3.9.1 (another Python)"):
        stamp = machine.root / ".venv/made-by.txt"
        stamp.unlink() if unfinished is None else stamp.write_text(unfinished, encoding="utf-8")
        machine.started.clear()
        commands.main(["site"])
        assert machine.started[0][1:4] == ["-m", "venv", "--clear"]


def test_machine_that_cannot_make_a_venv(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the venv module, one line says what brings it."""
    machine.failing, machine.says = "venv", "Error: ensurepip is not available\n"
    assert commands.main(["site"]) == 1
    assert capsys.readouterr().err == (
        "run.py: cannot make .venv: Error: ensurepip is not available; "
        "on Debian and Ubuntu, `apt-get install python3-venv`\n"
    )


def test_a_damaged_pip_is_told_and_made_anew(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Where pip itself does not start, no network helps: the next command makes .venv anew."""
    commands.main(["site"])
    (machine.root / "requirements.txt").write_text("other", encoding="utf-8")
    machine.failing, machine.says = "pip", "python: No module named pip\n"
    assert commands.main(["site"]) == 1
    assert capsys.readouterr().err == (
        "run.py: pip in .venv is damaged: python: No module named pip; "
        "run this again, which makes .venv anew\n"
    )
    machine.failing = ""
    machine.started.clear()
    assert commands.main(["site"]) == 0
    assert machine.started[0][1:4] == ["-m", "venv", "--clear"]


def test_machine_without_npm(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no npm, the locked package that brings it is installed, once."""
    monkeypatch.setattr(commands.shutil, "which", lambda name: None)
    commands.main(["site"])
    commands.main(["site"])
    assert machine.installed() == ["requirements.txt", "requirements-npm.txt"]


def test_a_code_of_the_guide_needs_no_npm(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guide says of a code is printed with nothing brought for it; to show the guide needs npm."""
    monkeypatch.setattr(commands.shutil, "which", lambda name: None)
    assert commands.main(["guide", "link-dead"]) == 0
    assert machine.installed() == ["requirements.txt"]
    assert machine.modules()[-1] == "hooks guide link-dead"
    assert commands.main(["guide", "--build", "out"]) == 0
    assert machine.installed() == ["requirements.txt", "requirements-npm.txt"]


def test_old_python_is_told_apart(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python older than 3.10 gets one line and nothing is installed."""
    monkeypatch.setattr(commands.sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(commands.sys, "version", "3.9.18 (main)")
    assert commands.main(["site"]) == 1
    assert capsys.readouterr().err == "run.py: this is Python 3.9.18; install Python 3.10 or newer\n"
    assert machine.started == []


def test_every_word_after_the_verb_goes_to_the_tool(machine: Machine) -> None:
    """`serve`, `check` and `test` hand their words over as they are."""
    commands.main(["serve", "-a", "127.0.0.1:9000"])
    commands.main(["check", "site", "--only", "code-lost"])
    commands.main(["test", "-k", "두 단어", "-x"])
    handed = [module for module in machine.modules() if not module.startswith(("venv", "pip"))]
    assert handed == [
        "hooks serve -a 127.0.0.1:9000",
        "hooks check site --only code-lost",
        "pytest -k 두 단어 -x",
    ]


def test_test_runs_every_check_whatever_fails(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """`test` brings its own requirements, runs every check, and fails when one of them does."""
    machine.failing = "mypy"
    assert commands.main(["test"]) == 1
    assert machine.installed() == ["requirements.txt", "tests/requirements.txt"]
    assert machine.modules()[-5:] == [
        "ruff format --check .",
        "ruff check .",
        "mypy --strict hooks run.py",
        "hooks site",
        "pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile",
    ]
    assert capsys.readouterr().err.endswith("run.py: failed: mypy\n")


def test_quick_tests_need_no_browser(machine: Machine) -> None:
    """For every save: pytest alone, in several processes; no browser is looked for."""
    assert commands.main(["test", "--quick"]) == 0
    assert machine.modules()[-1] == "pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --quick"
    assert machine.modules()[-2].startswith("pip ")
    assert not [words for words in machine.started if "tests/support/browser.py" in words]


def test_all_tests_are_every_check_with_the_long_ones(machine: Machine) -> None:
    """Before an issue is resolved, and at night: the same checks, pytest told to leave nothing out."""
    assert commands.main(["test", "--all"]) == 0
    assert machine.modules()[-5] == "ruff format --check ."
    assert machine.modules()[-1] == "pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --all"
    assert [words for words in machine.started if "tests/support/browser.py" in words]


def test_named_browser_that_does_not_start_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A CHROMIUM_PATH that is no browser is refused; nothing else is looked for or installed."""
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "nothing"))
    assert browser.bring_browser() is None


def test_every_package_is_locked_by_hash() -> None:
    """Each line of each lock names one version and at least one hash; no lock names a host."""
    for name in ("requirements.txt", "requirements-npm.txt", "tests/requirements.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert packages
        for package in packages:
            assert "==" in package
            assert package.endswith("\\"), package
        assert "://" not in text


def test_test_lock_agrees_with_the_site_lock() -> None:
    """A package in both locks has the same version in both."""
    site, tests = (_versions(ROOT / name) for name in ("requirements.txt", "tests/requirements.txt"))
    shared = {name for name, _ in site} & {name for name, _ in tests}
    assert shared
    assert {pair for pair in site if pair[0] in shared} == {pair for pair in tests if pair[0] in shared}


def _versions(lock: Path) -> set[tuple[str, str]]:
    lines = [
        line for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line and line[0] != "#"
    ]
    return {(line.split("==")[0], line.split("==")[1].split()[0]) for line in lines}


def test_locks_are_made_from_their_sources() -> None:
    """Every package a .in file asks for stands in its lock."""
    for name in ("requirements", "requirements-npm", "tests/requirements"):
        asked = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
        locked = (ROOT / f"{name}.txt").read_text(encoding="utf-8").lower()
        for line in asked:
            if line and line[0] not in "#-":
                package = line.split("#")[0].split(";")[0].strip()
                assert f"\n{package.split('>')[0].split('=')[0].lower()}==" in f"\n{locked}", package


def test_runs_on_its_own() -> None:
    """run.py needs nothing but the standard library: it shows its usage in an isolated Python."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "run.py")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: run.py WORD")


def test_browser_is_looked_for_before_one_is_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed browser wins, then Playwright brings one, then, for root on Debian, apt does."""
    started: list[str] = []
    there: set[str] = set()

    def start(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        started.append(" ".join(command[-3:]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setattr(finding, "runs", lambda path: path in there)
    monkeypatch.setattr(finding.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(finding, "_playwright_path", lambda: "/playwright/chrome")
    monkeypatch.setattr(browser.subprocess, "run", start)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0, raising=False)
    assert browser.bring_browser() is None
    assert started == ["playwright install chromium", "apt-get update", "install --yes chromium"]
    there |= {"/playwright/chrome", "/usr/bin/microsoft-edge"}
    assert browser.bring_browser() == "/usr/bin/microsoft-edge"
    there.remove("/usr/bin/microsoft-edge")
    assert browser.bring_browser() == "/playwright/chrome"
    assert len(started) == 3


def test_what_the_machine_refuses_is_one_line(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without rights, say, or a lock that is not there."""
    (machine.root / "requirements.txt").unlink()
    assert commands.main(["site"]) == 1
    path = machine.root / "requirements.txt"
    assert capsys.readouterr().err == (
        f"run.py: {path}: No such file or directory; mend that, then run this again\n"
    )
