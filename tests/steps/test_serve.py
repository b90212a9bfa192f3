"""`mkdocs serve`: the page being written, and the other languages beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from support.courses import PAGE, Course

PATIENCE = 240
"""Seconds that a build on a busy machine may take."""


@contextmanager
def following(course: Course) -> Iterator[str]:
    """The address of `mkdocs serve`, as users of MkDocs call it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONUTF8": "1"}
    with (course.folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=course.folder, env=environment, stdout=log, stderr=log, preexec_fn=_heed_interrupts
        )
        try:
            yield f"http://{address}/"
        finally:
            server.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)  # it clears up
            server.wait(30)


def _heed() -> None:
    """Take Ctrl+C as usual, even where the tests run in the background of a shell, which has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


_heed_interrupts = _heed if os.name == "posix" else None


def page_with(text: str, address: str) -> str:
    """The page at `address`, as soon as it is there and holds `text`."""
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            page = ""
        if text in page:
            return page
        time.sleep(0.5)
    raise AssertionError(f"{text} is not at {address}: {page[:500]}")


def test_other_language_is_there_and_follows_changes(course: Course) -> None:
    """The link to the other language leads to its page; a change in it is seen at the next look."""
    english = PAGE.replace("첫 쪽", "First page").replace("핵심 키워드", "Keywords")
    course.write({"docs/en/index.md": english, "docs/ko/only.md": "# 한국어만\n\n글\n"})
    with following(course) as home:
        assert 'href="./../en/"' in page_with("첫 쪽", f"{home}ko/")
        assert 'lang="en"' in page_with("First page", f"{home}en/")
        page_with("한국어만", f"{home}en/only/")
        course.write({"docs/en/index.md": english.replace("First page", "Front page")})
        page_with("Front page", f"{home}en/")
        assert not (course.folder / "site/en").exists()
