"""The bench: our build timed beside those of plain Material, Zensical and mdBook on generated courses.

``run.py bench`` makes the courses (`courses`), runs each tool on the same files in turn (`tools`), measures
each run from outside (`measure`), visits a page of our site (`visit`), saves a page while each tool serves
(`saving`), and writes RESULTS.md (`results`).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Error

from bench.courses import new_word
from bench.measure import FailedError, Run, bytes_below, run_measured
from bench.results import Row, render_results, render_visits
from bench.saving import Saves, render_saves, time_saves
from bench.tools import ROOT, VENV, Tool, begin, edit, forget, others, ours
from bench.visit import Visit, typical_visit

_RESULTS = Path(__file__).with_name("RESULTS.md")
_LOCK = Path(__file__).with_name("requirements.txt")
STEPS = ("cold", "unchanged", "one word")
VISITS = 5
SAVES = 10


def main(words: Sequence[str] | None = None) -> int:
    """Exit status 1 where one of the builds failed."""
    given = _parser().parse_args(words)
    if sys.platform == "win32":
        print("run.py bench: Windows does not tell what a process used; run it on Linux or macOS")
        return 1
    _install()
    tools = [ours(with_handouts=False)]
    tools += [ours(with_handouts=True)] if given.with_handouts else []
    tools += [] if given.alone else others()
    rows: list[Row] = []
    visits: dict[int, Visit] = {}
    saves: list[tuple[int, str, Saves]] = []
    try:
        for count in given.sizes:
            with tempfile.TemporaryDirectory(prefix="course-bench-") as temporary:
                rows += _time_course(tools, Path(temporary), count, given.repeat, given.seed)
                visits |= _visit(Path(temporary, "0"), count)
                saves += _save(tools, Path(temporary), count)
    except FailedError as error:
        print(f"run.py bench: {error}", file=sys.stderr)
        return 1
    finally:
        text = render_results(rows, given.repeat) + render_visits(visits, VISITS) + render_saves(saves)
        print(text)
    if not given.alone:
        _RESULTS.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _time_course(tools: Sequence[Tool], place: Path, count: int, repeat: int, seed: int) -> list[Row]:
    """Every tool's runs on a course of `count` sessions, each in a folder of `place`."""
    runs: dict[tuple[str, str], list[Run]] = {}
    folders = {tool.name: place / str(number) for number, tool in enumerate(tools)}
    for tool in tools:
        begin(tool, folders[tool.name], count, seed)
    for number in range(repeat):
        for tool, step in _turns(tools):
            run = _run(tool, folders[tool.name], step, new_word(number))
            runs.setdefault((tool.name, step), []).append(run)
            print(f"{count} {tool.name}, {step}: {run.cpu_seconds:.2f} s CPU", file=sys.stderr, flush=True)
    return [Row(count, name, step, tuple(all_runs)) for (name, step), all_runs in runs.items()]


def _save(tools: Sequence[Tool], place: Path, count: int) -> list[tuple[int, str, Saves]]:
    """Saves while each tool shows the course; where the system tells nothing of processes, none."""
    if sys.platform != "linux":
        return []
    saves = []
    for number, tool in enumerate(tools):
        try:
            saves.append((count, tool.name, time_saves(tool, place / str(number), SAVES)))
        except FailedError as error:  # of this tool alone: the others' figures are worth having
            print(f"run.py bench: {count} {tool.name}: {error}", file=sys.stderr)
    return saves


def _visit(course: Path, count: int) -> dict[int, Visit]:
    """A first visit to the session in the middle of our site; without a browser none, and that is told."""
    pages = sorted((course / "site").rglob("session_*/index.html"))
    page = pages[len(pages) // 2].parent.relative_to(course / "site").as_posix()
    try:
        return {count: typical_visit(course / "site", f"{page}/", VISITS)}
    except Error as error:
        print(f"run.py bench: no page visited: {str(error).splitlines()[0]}", file=sys.stderr)
        return {}


def _turns(tools: Sequence[Tool]) -> Iterator[tuple[Tool, str]]:
    """Each step by all tools, before the next step: what else the machine does meets all of them alike."""
    for step in STEPS:
        yield from ((tool, step) for tool in tools if step == STEPS[0] or tool.keeps)


def _run(tool: Tool, folder: Path, step: str, word: str) -> Run:
    if step == "cold":
        forget(tool, folder)
    if step == "one word":
        edit(tool, folder, word)
    run = run_measured(tool.command, folder, tool.variables, folder.with_suffix(".log"))
    return Run(run.cpu_seconds, run.wall_seconds, run.peak_mb, bytes_below(folder / "site"))


def _install() -> None:
    """Bring the other tools into a place of their own; where that fails, say so, and go on without them."""
    stamp = VENV / "installed.txt"
    wanted = _LOCK.read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", str(VENV)],
        [*pip, "--no-input", "--require-hashes", "-r", str(_LOCK)],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines() or ["no reason told"]
            print(f"run.py bench: Zensical and mdBook are not here: {said[-1]}", file=sys.stderr)
            return
    stamp.write_text(wanted, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py bench", description="Time builds beside other tools'.")
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[10, 100, 300, 1000], help="sessions (10 100 300 1000)")
    add("--with-handouts", action="store_true", help="time our builds with handouts too")
    add("--repeat", type=int, default=1, help="rounds, of which the medians are told (1)")
    add("--alone", action="store_true", help="time our builds alone; RESULTS.md stays as it is")
    add("--seed", type=int, default=14, help="of the made-up words (14)")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
