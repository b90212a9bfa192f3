"""Makes a built site ready for container/nginx.conf: ``prepare.py SITE PLACE``.

PLACE gets the site, each text in it compressed beside itself, and ``site.conf``: the site's ``_headers`` in
nginx's words, and where each language tells that a page is not there.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli

HEADERS = "_headers"
TEXTS = frozenset(
    (".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".mmd", ".svg", ".tsv", ".txt", ".xml")
)
#: So short a text fits one packet either way.
LEAST_BYTES = 1000


def main(site_dir: Path, place: Path) -> None:
    """Write the site of `site_dir`, and what is said with it, into `place`."""
    shutil.copytree(site_dir, place / "site", ignore=shutil.ignore_patterns(HEADERS, "*.gz", "*.br"))
    for path in sorted((place / "site").rglob("*")):
        if path.suffix in TEXTS and path.stat().st_size >= LEAST_BYTES:
            compress(path)
    lines = [*headers((site_dir / HEADERS).read_text(encoding="utf-8")), *not_found(place / "site")]
    (place / "site.conf").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def compress(path: Path) -> None:
    """Write ``.br`` and ``.gz`` beside a file; the same bytes each time."""
    content = path.read_bytes()
    for ending, packed in {
        ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=11),
        ".gz": gzip.compress(content, compresslevel=9, mtime=0),
    }.items():
        if len(packed) < len(content):
            path.with_name(path.name + ending).write_bytes(packed)


def headers(text: str) -> Iterator[str]:
    """Lines of nginx for the headers that go with every file; how long each is kept, nginx.conf says."""
    path = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            path = line
            continue
        name, _, value = line.strip().partition(": ")
        if path == "/*":
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            yield f'add_header {name} "{quoted}" always;'
        elif name != "Cache-Control":
            raise SystemExit(f"{HEADERS}: {path} has a {name} of its own, which site.conf cannot say yet")


def not_found(site_dir: Path) -> Iterator[str]:
    """Lines of nginx for the page of each language that tells of pages which are not there."""
    for page in sorted(site_dir.glob("*/404.html")):
        own = f"/{page.parent.name}/404.html"
        yield f"location /{page.parent.name}/ {{ error_page 404 {own}; error_page 403 =404 {own}; }}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
