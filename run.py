#!/usr/bin/env python3
"""The course's commands, the same on Windows, macOS and Linux: see WORDS.

Makes ``.venv``, brings what the locks name into it, and hands over to the tool behind the word; every other
argument is that tool's. Standard library only, in words that Python 3.6 can read, so that it is told to go.
"""

import difflib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
#: A line a word: what begins a line of WORDS is a word of run.py.
WORDS = """\
init       make this a course of your own: asks, writes, builds
site       build, check and publish the site in site/
serve      show it at http://127.0.0.1:8000/, following every change
new        begin a week or a session from a template
move       move a page or a folder, with all that names it
remove     remove a page or a folder, with all that names it
term       give the course its next first day
check      check the sources, a built site, or a folder of handouts
links      ask whether links to other hosts still lead somewhere
diagrams   list the course's diagrams, or put all on one page
translate  tell where translations stand; note that one is in step
words      write, or go on with, the site's words in a language
handouts   make handouts (PDF) of a built site's pages
export     make a zip of the site, plain Markdown, or packages for an LMS
guide      show the guide; print what it says of a code; build it
upgrade    replace the product by another version, not the course
bench      time builds beside other tools', on generated courses
test       run every check of the product"""
EXAMPLES = """\
run.py serve --open                           write, and see every change in a browser
run.py new session week_04/day1 1 "Services"  begin a session
run.py check docs/ko/week_04                  see what is to mend in a week
run.py site --no-strict                       publish in spite of what is to mend
run.py export offline                         a zip that works from a disk
run.py guide fence-unclosed                   what a code means, and how to mend it"""
VERBS = tuple(line.split()[0] for line in WORDS.splitlines())
USAGE = "\n".join(
    [
        "usage: run.py WORD [arguments]     (run.py WORD --help: its arguments)",
        *("", *("  " + line for line in WORDS.splitlines())),
        *("", "examples:", *("  " + line for line in EXAMPLES.splitlines())),
    ]
)
NEED_NPM = ("init", "site", "serve", "export", "guide", "bench")
CHECKS = [
    ["ruff", "format", "--check", "."],
    ["ruff", "check", "."],
    ["mypy", "--strict", "hooks", "run.py"],
    ["hooks", "site"],
    ["pytest", "--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"],
]


class SetUpError(Exception):
    """The machine lacks something; the text says what, and how to mend it."""


def main(words: "list[str]") -> int:
    """Exit status of the command that `words` name."""
    if words == ["--version"]:
        print(f"course-site {read_stamp(ROOT / 'hooks' / 'version.txt').strip()}")
        return 0
    if not words or words[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0
    if words[0] not in VERBS:
        print(f"run.py: {unknown(words[0])}", file=sys.stderr)
        return 2
    verb, further = words[0], words[1:]
    try:
        put_back()
        make_venv()
        install("requirements.txt")
        if verb == "test":
            return run_test(further)
        is_code = verb == "guide" and further and further[0][0] != "-"
        if verb in NEED_NPM and not is_code:
            bring_npm()
        if verb == "check" and "--against" in " ".join(further):
            install("requirements-github.txt")
        if verb == "check" and "--browser" in further:
            install("requirements-browser.txt")
        if verb == "bench":
            install("requirements-browser.txt")
            folders = os.pathsep.join(str(ROOT / name) for name in ("hooks", "tests"))
            return hand_over("bench", *further, variables={"PYTHONPATH": folders})
        return hand_over("hooks", verb, *further)
    except SetUpError as error:
        print(f"run.py: {error}", file=sys.stderr)
    except OSError as error:
        named = error.filename or "the machine"
        print(f"run.py: {named}: {error.strerror or error}; mend that, then run this again", file=sys.stderr)
    except KeyboardInterrupt:
        print("run.py: stopped", file=sys.stderr)
    return 1


def unknown(word: str) -> str:
    """Tell that there is no such word, and the nearest one."""
    near = difflib.get_close_matches(word.lstrip("-").lower(), VERBS, 1, 0.5)
    asked = f"; did you mean run.py {near[0]}?" if near else ";"
    return f"there is no word {word!a}{asked} run.py --help lists all"


def run_test(words: "list[str]") -> int:
    """Run all of CHECKS, whatever fails among them; with ``--quick`` or words of pytest's, pytest alone."""
    install("tests/requirements.txt")
    bring_npm()
    if "--quick" not in words:
        os.environ["CHROMIUM_PATH"] = bring_browser()
    *others, whole = CHECKS
    checks = {"": [*others, whole], "--all": [*others, [*whole, *words]], "--quick": [[*whole, *words]]}
    failed = []
    for check in checks.get(" ".join(words), [["pytest", *words]]):
        print(f"== {' '.join(check)}", flush=True)
        if hand_over(*check):
            failed.append(check[0])
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


def put_back() -> None:
    """Put the product back that an upgrade was replacing when the machine stopped."""
    work = ROOT / ".cache" / "upgrade"
    if not (work / "under-way").is_file():
        return
    print("An upgrade was interrupted: putting the product back as it was before", flush=True)
    for name in (work / "under-way").read_text(encoding="utf-8").splitlines():
        (ROOT / name).unlink(missing_ok=True)
    for kept in sorted((work / "old").rglob("*")):
        if kept.is_file():
            place = ROOT / kept.relative_to(work / "old")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(kept, place)
    shutil.rmtree(work)


def make_venv() -> None:
    """Make ``.venv`` where there is none, where it was left half made, or where another Python made it."""
    if sys.version_info < (3, 10):  # noqa: UP036 - that is what it is for
        raise SetUpError(f"this is Python {sys.version.split()[0]}; install Python 3.10 or newer")
    stamp = VENV / "made-by.txt"
    if PYTHON.exists() and read_stamp(stamp) == sys.version:
        return
    print("Making .venv", flush=True)
    made = run_quietly(sys.executable, "-m", "venv", "--clear", str(VENV))
    if made.returncode:
        mend = "on Debian and Ubuntu, `apt-get install python3-venv`"
        raise SetUpError(f"cannot make .venv: {reason(made)}; {mend}")
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
    done = run_quietly(str(PYTHON), "-m", "pip", "install", *options)
    if done.returncode and run_quietly(str(PYTHON), "-m", "pip", "--version").returncode:
        (VENV / "made-by.txt").unlink(missing_ok=True)
        raise SetUpError(f"pip in .venv is damaged: {reason(done)}; run this again, which makes .venv anew")
    if done.returncode:
        mend = "connect to the network, then run this again"
        raise SetUpError(f"pip could not install {lock}: {reason(done)}; {mend}")
    stamp.write_text(wanted, encoding="utf-8")


def bring_npm() -> None:
    """Bring npm where there is none, for the build to bring the fonts; where that fails, the build tells."""
    if shutil.which("npm"):
        return
    try:
        install("requirements-npm.txt")
    except SetUpError as error:
        print(f"run.py: {error}", file=sys.stderr)


def bring_browser() -> str:
    """Path of the Chromium that the browser tests drive."""
    command = [str(PYTHON), "tests/support/browser.py"]
    with_core = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(command, cwd=ROOT, env=with_core, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SetUpError("no browser; install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one")
    return done.stdout.splitlines()[-1]


def hand_over(*module_and_words: str, variables: "dict[str, str] | None" = None) -> int:
    """Exit status of a tool in ``.venv``, run in the course's folder with `variables` in its environment."""
    ours = {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [str(PYTHON), "-m", *module_and_words]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ours, **(variables or {})}, check=False
    ).returncode


def run_quietly(*command: str) -> "subprocess.CompletedProcess[str]":
    """A finished program, run in the course's folder, with what it said."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def read_stamp(path: Path) -> str:
    """Text of the file, or nothing."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def reason(done: "subprocess.CompletedProcess[str]") -> str:
    """The last error a program told, on one line."""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or [f"exit status {done.returncode}"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
