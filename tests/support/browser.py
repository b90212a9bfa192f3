"""Find or bring the Chromium that the browser tests drive; as a command, print its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


def find_browser() -> str | None:
    """``CHROMIUM_PATH`` where it is set, an installed Chromium, Chrome or Edge, else Playwright's."""
    if named := os.environ.get("CHROMIUM_PATH"):
        return named if runs(named) else None
    return next((path for path in _candidates() if runs(path)), None)


def bring_browser() -> str | None:
    """The browser found, or the first that could be installed."""
    if os.environ.get("CHROMIUM_PATH"):
        return find_browser()
    return find_browser() or _install([sys.executable, "-m", "playwright", "install", "chromium"]) or _apt()


def runs(path: str) -> bool:
    """Whether the program at `path` starts: one may be there without the libraries it needs.

    On Windows, where asking for the version opens a window, being there is enough.
    """
    if os.name == "nt" or not Path(path).is_file():
        return Path(path).is_file()
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    yield from (f"/Applications/{app}.app/Contents/MacOS/{app}" for app in _MAC_APPS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (str(Path(folder, program)) for program in _WINDOWS_PROGRAMS)
    yield _playwright_path()


def _playwright_path() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


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
