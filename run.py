#!/usr/bin/env python3
"""The course's commands, the same on Windows, macOS and Linux: see USAGE.

Makes ``.venv``, brings what the locks name into it, and hands over to the tool behind the word; every other
argument is that tool's. Standard library only, in words that Python 3.6 can read, so that it is told to go.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
USAGE = """usage: run.py site [arguments of mkdocs build]   build, check and publish the site in site/
       run.py serve [arguments of mkdocs serve]  show it at http://127.0.0.1:8000/, following every change
       run.py check [SITE] [arguments]           check a built site against its sources
       run.py test [arguments of pytest]         run every check; with arguments, pytest alone"""
CHECKS = [
    ["ruff", "format", "--check", "."],
    ["ruff", "check", "."],
    ["mypy", "--strict", "hooks", "run.py"],
    ["course.publish"],
    ["pytest"],
]


class SetUpError(Exception):
    """The machine lacks something; the text says what, and how to mend it."""


def main(words: "list[str]") -> int:
    """Exit status of the command that `words` name."""
    verbs = {"site": run_site, "serve": run_serve, "check": run_check, "test": run_test}
    if not words or words[0] not in verbs:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        make_venv()
        install("requirements.txt")
        return verbs[words[0]](words[1:])
    except SetUpError as error:
        print(f"run.py: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("run.py: stopped", file=sys.stderr)
    return 1


def run_site(words: "list[str]") -> int:
    """Build, check and publish."""
    bring_npm()
    return hand_over("course.publish", *words)


def run_serve(words: "list[str]") -> int:
    """Show the site, following every change, until it is stopped."""
    bring_npm()
    return hand_over("mkdocs", "serve", *words)


def run_check(words: "list[str]") -> int:
    """Check a built site against its sources."""
    return hand_over("course", "check", *words)


def run_test(words: "list[str]") -> int:
    """Run all of CHECKS, whatever fails among them; with `words`, pytest alone."""
    install("tests/requirements.txt")
    bring_npm()
    os.environ["CHROMIUM_PATH"] = bring_browser()
    checks = [["pytest", *words]] if words else CHECKS
    failed = []
    for check in checks:
        print(f"== {' '.join(check)}", flush=True)
        if hand_over(*check):
            failed.append(check[0])
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def make_venv() -> None:
    """Make ``.venv`` where there is none, where it was left half made, or where another Python made it."""
    if sys.version_info < (3, 10):  # noqa: UP036 - that is what it is for
        raise SetUpError(
            f"this is Python {sys.version.split()[0]}; the course needs 3.10 or newer; install one"
        )
    stamp = VENV / "made-by.txt"
    if PYTHON.exists() and read_stamp(stamp) == sys.version:
        return
    print("Making .venv", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        mend = "on Debian and Ubuntu `apt-get install python3-venv` brings what it lacks"
        raise SetUpError(f"python3 -m venv failed: {last_line(made.stderr or made.stdout)}; {mend}")
    stamp.write_text(sys.version, encoding="utf-8")


def install(lock: str) -> None:
    """Bring what `lock` names into ``.venv``; again only when it changed or the last time did not end."""
    stamp = VENV / f"installed-{lock.replace('/', '-')}"
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    if read_stamp(stamp) == wanted:
        return
    stamp.unlink(missing_ok=True)
    print(f"Installing {lock}", flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", lock]
    done = subprocess.run(
        [str(PYTHON), "-m", "pip", "install", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        mend = "connect to the network, then run this again"
        raise SetUpError(f"pip could not install {lock}: {last_line(done.stderr)}; {mend}")
    stamp.write_text(wanted, encoding="utf-8")


def bring_npm() -> None:
    """Bring npm where there is none, for the build to bring Mermaid with; where that fails, the build tells."""
    if shutil.which("npm"):
        return
    try:
        install("requirements-npm.txt")
    except SetUpError as error:
        print(f"run.py: {error}", file=sys.stderr)


def bring_browser() -> str:
    """Path of the Chromium that the browser tests drive."""
    command = [str(PYTHON), "tests/browser.py"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SetUpError(
            "no browser for the tests; install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one"
        )
    return last_line(done.stdout)


def hand_over(*module_and_words: str) -> int:
    """Exit status of a tool in ``.venv``, run in the course's folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "hooks"),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [str(PYTHON), "-m", *module_and_words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def read_stamp(path: Path) -> str:
    """Text of the file, or nothing."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def last_line(text: str) -> str:
    """The last line that says something: where pip and venv say what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
