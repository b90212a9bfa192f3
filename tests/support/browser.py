"""Find or bring the Chromium that the browser tests drive; as a command, print its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from course.checks.seen.browser import find_browser


def bring_browser() -> str | None:
    """The browser found, or the first that could be installed."""
    if os.environ.get("CHROMIUM_PATH"):
        return find_browser()
    return find_browser() or _install([sys.executable, "-m", "playwright", "install", "chromium"]) or _apt()


def _install(command: list[str]) -> str | None:
    print("No Chromium found; trying", " ".join(command), file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=environment, stdout=sys.stderr, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
    return find_browser()


def _apt() -> str | None:
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    return _install(["apt-get", "update"]) or _install(["apt-get", "install", "--yes", "chromium"])


if __name__ == "__main__":
    browser = bring_browser()
    if browser is None:
        sys.exit(1)
    print(browser)
