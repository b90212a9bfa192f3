"""Finds a browser on this machine: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
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
