"""The bench: its courses are sound, its measuring sees processes below, its ratios are right."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.courses import edit_session, write_course
from bench.measure import Run, run_measured
from bench.results import Row, render_results, render_visits
from bench.saving import Saves, render_saves, time_saves
from bench.tools import Tool
from bench.visit import blocking_ms, hosted, visited
from course.checks.course_sources import check_docs
from course.markdown.files.docs_files import usual_addresses
from course.settings.course_settings import Settings

_EATS = """import subprocess, sys
subprocess.run([sys.executable, "-c", "print(sum(bytearray(80_000_000)))"])
"""
#: Serves what `docs/` holds, each page by its name, half a second after it was saved, and eats some time.
_SERVES = """import http.server, pathlib, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = pathlib.Path("docs" + self.path).with_suffix(".md")
        time.sleep(0.1)
        sum(bytearray(20_000_000))
        new = time.time() - path.stat().st_mtime > 0.5
        self.send_response(200)
        self.end_headers()
        self.wfile.write(path.read_bytes() if new else b"old")
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_save_is_timed_until_it_is_shown(tmp_path: Path) -> None:
    """By a server that shows a page half a second after it was saved; the source stays as it was."""
    folder = tmp_path / "course"
    write_course(folder / "docs", 3, seed=1)
    page = folder / "docs/week_001/day1/session_2.md"
    before = page.read_bytes()
    tool = Tool("slow", ("true",), {}, serve=(sys.executable, "-c", _SERVES, "PORT"), page_end=".html")
    saves = time_saves(tool, folder, 2)
    assert all(0.5 < seconds < 30 for seconds in saves.shown_seconds)
    assert 0.01 < saves.cpu_seconds < 30
    assert 5 < saves.resident_mb < 500
    assert page.read_bytes() == before
    assert "| 3 | slow | 1.00 | 3.00 | 4.00 | 5.00 | 6 |" in render_saves(
        [(3, "slow", Saves((1, 2, 4), 5, 6))]
    )


def test_courses_are_sound_and_their_sessions_differ(tmp_path: Path) -> None:
    """A course has no Problem but hints; each session has its own title, diagrams and keywords."""
    places = write_course(tmp_path / "docs", 8, seed=1)
    docs_dir = tmp_path / "docs"
    addresses = usual_addresses(docs_dir)
    checked = check_docs(docs_dir, tmp_path, addresses=addresses, settings=Settings())
    sessions = checked.course.sessions
    assert len(places) == 9
    assert {problem.code for problem in checked.problems} <= {"placeholder-unexplained"}
    assert len({session.title for session in sessions}) == len(sessions) == 8
    names = [keyword.term for session in sessions for keyword in session.keywords]
    assert len(set(names)) == len(names) == 8 * 12
    drawings = [diagram.source for session in sessions for diagram in session.diagrams]
    assert len(set(drawings)) == len(drawings) == 8 * 4


def test_a_seed_makes_the_same_course_whatever_its_size(tmp_path: Path) -> None:
    """Sessions of a small course are those that a larger one begins with; another seed makes others."""
    for name, count, seed in (("small", 1, 3), ("large", 5, 3), ("other", 1, 4)):
        write_course(tmp_path / name, count, seed)
    first = Path("week_001/day1/session_1.md")
    small, large, other = (
        (tmp_path / name / first).read_text("utf-8") for name in ("small", "large", "other")
    )
    assert small == large != other
    edit_session(tmp_path / "small" / first, "더함")
    assert (tmp_path / "small" / first).read_text("utf-8").split() != small.split()


def test_what_a_process_below_uses_is_counted(tmp_path: Path) -> None:
    """Memory and time of a process that the command starts are the command's."""
    run = run_measured([sys.executable, "-c", _EATS], tmp_path, {}, tmp_path / "log")
    assert run.peak_mb > 80
    small = run_measured([sys.executable, "-S", "-c", ""], tmp_path, {}, tmp_path / "small.log")
    assert small.peak_mb < 30  # not what this process holds
    assert 0.1 < run.cpu_seconds < 60
    assert (tmp_path / "log").read_text() == "0\n"


def test_ratios_are_to_the_same_build_of_the_same_course() -> None:
    """A row is divided by Zensical's of its size and step, and by none where there is none."""
    rows = [
        Row(count, tool, step, (Run(seconds, 1, 1),))
        for count, tool, step, seconds in (
            (10, "ours", "cold", 6.0),
            (10, "Zensical", "cold", 2.0),
            (10, "Zensical", "one word", 1.0),
            (20, "ours", "cold", 9.0),
        )
    ]
    lines = [line.split(" | ") for line in render_results(rows, 1).splitlines() if line.startswith("| ")]
    assert [(cells[0], cells[-1].rstrip("| ")) for cells in lines[1:] if "ours" in cells] == [
        ("| 10", "3.00"),
        ("| 20", ""),
    ]


def test_a_first_visit_counts_what_comes_and_what_moves(tmp_path: Path, browser: Browser) -> None:
    """Requests, packed bytes, the first paint after two answers on a slow line, a block that comes late."""
    late = "setTimeout(() => { const box = document.createElement('p'); box.style.height = '300px'; "
    late += "document.body.prepend(box) }, 900)"
    styles = "/* " + "x" * 9000 + " */ p { color: red }"
    head = '<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="a.css">'
    page = f"{head}<p>text</p><script>{late}</script>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "a.css").write_text(styles, "utf-8")
    with hosted(tmp_path) as home:
        visit = visited(browser, home)
    assert visit.requests == 2
    assert 300 < visit.sent_bytes < 3000
    assert visit.paint_ms > 300
    assert visit.shift > 0
    assert "| 10 | 2 |" in render_visits({10: visit}, 1)


def test_blocking_time_is_what_tasks_after_the_paint_take_above_50_ms() -> None:
    """Of the thread that painted, on a processor four times as slow."""
    task = {"name": "ThreadControllerImpl::RunTask", "ph": "X", "pid": 1, "tid": 2}
    events = [
        {"name": "firstContentfulPaint", "ph": "I", "pid": 1, "tid": 2, "ts": 100},
        {**task, "ts": 50, "tdur": 90_000},
        {**task, "ts": 200, "tdur": 10_000},
        {**task, "ts": 300, "tdur": 20_000},
        {**task, "ts": 300, "tdur": 20_000, "tid": 3},
    ]
    assert blocking_ms(events, 4) == 30
