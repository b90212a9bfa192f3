"""A course that `run.py serve` follows: its pages, what it prints, and what it tells the pages shown."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from support.courses import write_files

PATIENCE = 120
"""Seconds that a build on a busy machine may take."""


class Followed:
    """A course that `run.py serve` follows."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], home: str, log: Path) -> None:
        self.folder, self.process, self.home, self.log = folder, process, home, log
        self.changes: list[set[str]] = []
        """What the server has told listeners, one change after the other."""

    def listen(self) -> None:
        """Hear of changes, as a page in a browser does."""
        answer = urllib.request.urlopen(f"{self.home}-/changes", timeout=PATIENCE)  # noqa: S310 - loopback

        def hear() -> None:
            with suppress(OSError, ValueError):
                for line in answer:
                    if line.startswith(b"data: "):
                        self.changes.append(set(json.loads(line[6:])))

        threading.Thread(target=hear, daemon=True).start()

    def page(self, address: str) -> str:
        """The page at an address, with the status where that is not 200."""
        try:
            with urllib.request.urlopen(self.home + quote(address), timeout=PATIENCE) as answer:  # noqa: S310
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return f"{error.code} {error.read().decode()}"

    def says(self) -> str:
        """All it has printed."""
        return self.log.read_text("utf-8", "replace")

    def builds(self) -> int:
        """How many builds have told how long they took."""
        return len(re.findall(r"; \d+\.\d s$", self.says(), re.M))

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, self.says()
            assert self.process.poll() is None, self.says()
            time.sleep(0.02)

    def save(self, files: dict[str, str | bytes]) -> list[set[str]]:
        """What listeners are told of a save, until the build after it has ended."""
        builds = self.builds()
        self.changes.clear()
        write_files(self.folder, files)
        self.wait(lambda: self.builds() > builds)
        time.sleep(0.5)  # it is told to listeners after that
        return [*self.changes]


@contextmanager
def following(folder: Path, *words: str) -> Iterator[Followed]:
    """The course in `folder`, followed as `run.py serve` does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "PYTHONUTF8": "1"}
    log = folder.parent / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "hooks", "serve", "-a", address, *words],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
        )
        followed = Followed(folder, process, f"http://{address}/", log)
        try:
            followed.wait(lambda: "Serving on" in followed.says())
            followed.listen()
            yield followed
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
