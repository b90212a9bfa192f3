"""How a folder takes the place of another: without a gap, and without what killed builds have left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from course.publish import places
from course.publish.exchange import exchange
from course.publish.places import HOLDER, clear_left, holder_beside, take_place
from support.courses import ROOT

#: A process that works in a folder beside ``site``, until it is killed.
_WORKING = """
import sys, time
from pathlib import Path
from course.publish.places import HOLDER, holder_beside
with holder_beside(Path(sys.argv[1]), HOLDER) as holder:
    (holder / "new").mkdir()
    if sys.argv[2] == "moved":
        Path(sys.argv[1]).rename(holder / "old")
    print(holder.name, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "site", "old")
    return tmp_path / "site"


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def working(site: Path, how: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", _WORKING, str(site), how]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def named(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is Linux's")
@pytest.mark.parametrize("count", [10_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_a_reader_never_finds_nothing(tmp_path: Path, site: Path, count: int) -> None:
    """While two sites are exchanged, of so many reads none is missed."""
    write(tmp_path / "other", "new")
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            take_place(tmp_path / "other", site, tmp_path / "aside")

    swapping = threading.Thread(target=swap)
    swapping.start()
    missed = 0
    for _ in range(count):
        try:
            descriptor = os.open(site / "index.html", os.O_RDONLY)
            os.close(descriptor)
        except FileNotFoundError:
            missed += 1
    done.set()
    swapping.join()
    assert (missed, exchange(tmp_path / "other", site)) == (0, True)


def test_where_nothing_was_the_new_folder_comes(tmp_path: Path) -> None:
    """The first site, and one whose place another build has taken meanwhile."""
    write(tmp_path / "new", "new")
    take_place(tmp_path / "new", tmp_path / "site", tmp_path / "aside")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "new"
    assert not (tmp_path / "aside").exists()


def test_a_place_that_another_build_takes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two first builds at once: the later one takes the place of the other."""
    write(tmp_path / "new", "new")
    answers = iter([False, True])
    monkeypatch.setattr(places, "exchange", lambda *both: next(answers) and exchange(*both))

    def late(path: Path) -> bool:
        write(path, "theirs")
        return False

    monkeypatch.setattr(Path, "exists", late)
    take_place(tmp_path / "new", tmp_path / "site", tmp_path / "aside")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "new"


def test_what_a_killed_build_has_left_is_removed_and_told(site: Path) -> None:
    """At once, and not while the build still works."""
    process = working(site)
    name = named(process)
    assert clear_left(site, HOLDER) == []
    process.kill()
    process.communicate()
    assert clear_left(site, HOLDER) == [f"Removed {name}/, which a killed build had left."]
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_site_that_a_killed_build_had_moved_comes_back(site: Path) -> None:
    """But not while the build is between its two moves."""
    process = working(site, "moved")
    name = named(process)
    assert clear_left(site, HOLDER) == []
    assert not site.exists()
    process.kill()
    process.communicate()
    told = [
        "Put back site/, which a killed build had moved away.",
        f"Removed {name}/, which a killed build had left.",
    ]
    assert clear_left(site, HOLDER) == told
    assert (site / "index.html").read_text("utf-8") == "old"


def test_without_locks_only_what_is_a_day_old_goes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: a site moved away comes back, its folder stays for a day."""
    monkeypatch.setattr(places, "fcntl", None)
    holder = site.parent / f"{HOLDER}abc"
    holder.mkdir()
    site.rename(holder / "old")
    assert clear_left(site, HOLDER) == ["Put back site/, which a killed build had moved away."]
    os.utime(holder, (1, 1))
    assert clear_left(site, HOLDER) == [f"Removed {HOLDER}abc/, which a killed build had left."]


@pytest.mark.parametrize("has_site", [True, False])
def test_a_folder_of_a_build_goes_with_it(site: Path, has_site: bool) -> None:
    """Also where the build fails; but not with the only site that there is."""
    with suppress(ZeroDivisionError), holder_beside(site, HOLDER) as holder:
        if not has_site:
            site.rename(holder / "old")
        raise ZeroDivisionError
    assert holder.exists() != has_site


def test_a_system_that_cannot_exchange_says_so(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is done: a missing folder, another system, a library without the call."""
    assert exchange(tmp_path / "none", site) is False
    write(tmp_path / "new", "new")
    refusals: list[Callable[[], None]] = [
        lambda: monkeypatch.setattr(sys, "platform", "win32"),
        lambda: monkeypatch.setattr("course.publish.exchange._function", lambda _: None),
    ]
    for refuse in refusals:
        refuse()
        assert exchange(tmp_path / "new", site) is False
        monkeypatch.undo()
    assert (site / "index.html").read_text("utf-8") == "old"
