"""The fonts and Mermaid come by npm, once per lock, and what keeps npm from it is told in one line."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from course import npm
from support.courses import ROOT


class Npm:
    """Stands for npm: removes node_modules first, as `npm ci` does, and fails when told to."""

    def __init__(self, error: str = "") -> None:
        self.error = error
        self.runs = 0

    def __call__(self, command: Sequence[str], project_dir: Path) -> subprocess.CompletedProcess[str]:
        self.runs += 1
        if command[-1].startswith("--cache="):
            self.error = ""
        assert "--ignore-scripts" in command
        shutil.rmtree(project_dir / "node_modules", ignore_errors=True)
        (project_dir / "node_modules/mermaid").mkdir(parents=True)
        return subprocess.CompletedProcess(command, 1 if self.error else 0, "", self.error)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(npm, "find_npm", lambda: ["npm"])
    return tmp_path


def test_npm_runs_once(project: Path) -> None:
    """What is there is not asked for again."""
    run = Npm()
    assert npm.install_npm_packages(project, run) == []
    assert npm.install_npm_packages(project, run) == []
    assert run.runs == 1


def test_changed_lock_is_installed_again(project: Path) -> None:
    """Another lock is another installation."""
    run = Npm()
    npm.install_npm_packages(project, run)
    lock = project / "package-lock.json"
    lock.write_text(lock.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    npm.install_npm_packages(project, run)
    assert run.runs == 2


def test_installation_left_half_done_is_repeated(project: Path) -> None:
    """A node_modules without the mark of a finished installation does not count."""
    error = "npm warn old\nnpm error code ENOTFOUND\nnpm error request to registry failed.\nnpm error more\n"
    (problem,) = npm.install_npm_packages(project, Npm(error))
    assert str(problem) == (
        "package-lock.json:1: npm ci failed: request to registry failed; without its fonts, readers see the "
        "pages in fonts of their own, and there are no handouts; "
        "connect to the network and build again [npm-packages]"
    )
    assert (project / "node_modules/mermaid").is_dir()
    run = Npm()
    assert npm.install_npm_packages(project, run) == []
    assert run.runs == 1


@pytest.mark.parametrize("said", ["code EINTEGRITY", "path /home/kim/.npm/_cacache/content-v2/sha512/21"])
def test_a_spoilt_cache_is_left_alone(project: Path, said: str) -> None:
    """Npm then gets a new one, once; other faults are not tried again."""
    run = Npm(f"npm error {said}\n")
    assert npm.install_npm_packages(project, run) == []
    assert run.runs == 2


def test_no_npm(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without npm, the Problem names both ways to get one."""
    monkeypatch.setattr(npm, "find_npm", lambda: None)
    (problem,) = npm.install_npm_packages(project, Npm())
    assert problem.what == "npm is not there"
    assert problem.mend == "install Node.js, or `pip install -r requirements-npm.txt`"


def test_lock_names_every_package_by_hash() -> None:
    """Each package asked for is locked at that version with its hash, and no host is named."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in asked.items():
        entry = locked[f"node_modules/{name}"]
        assert entry["version"] == version
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


def test_mermaid_is_new_enough() -> None:
    """Mermaid is 11.16.1 or newer, below 12, whose layout differs."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    version = tuple(int(part) for part in asked["mermaid"].split("."))
    assert (11, 16, 1) <= version < (12,)
