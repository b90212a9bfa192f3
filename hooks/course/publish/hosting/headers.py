"""What a host says with each file, as a file that hosts read: ``_headers`` in the site's folder.

Source: documentation of Netlify and of Cloudflare Pages, "Custom headers": a path, at its end perhaps ``*``,
then indented headers. What two rules say of one header is joined by commas: no two here name the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from course.pages.app.worker import WORKER
from course.pages.policy import joined_policy, policies_of
from course.publish.hosting.take_along import FILE_LIST
from course.reads import pages_below

HEADERS_FILE = "_headers"
#: A file with a hash of its content in its name is the same for ever.
HASHED = re.compile(r"\.(?:[0-9a-f]{8}|[0-9a-f]{10})\.(?:css|js|woff2|webp)$")
_FOR_EVER = "public, max-age=31536000, immutable"


def content_security_policy(site_dir: Path) -> str:
    """The value of the header ``Content-Security-Policy`` for every page of the site in `site_dir`.

    It allows what any page does; each page's own policy, in its head, is as strict as that page can have it.
    Drawings that lie in the site as files, and are looked at by themselves, may have ``style`` attributes.
    None but pages of the site may show one of them in a frame, which a page itself cannot say.
    """
    heads = (path.read_bytes().partition(b"</head>")[0] for path in pages_below(site_dir))
    stated = {policy: None for head in heads for policy in policies_of(head.decode("utf-8", "replace"))}
    if stated and any(b" style=" in path.read_bytes() for path in site_dir.rglob("*.svg")):
        stated["style-src-attr 'unsafe-inline'"] = None
    return "; ".join(filter(None, (joined_policy(stated), "frame-ancestors 'self'")))


def security_headers(site_dir: Path) -> Mapping[str, str]:
    """What is said with every file of the site in `site_dir`."""
    return {
        "Content-Security-Policy": content_security_policy(site_dir),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }


def write_headers(site_dir: Path) -> None:
    """Write ``_headers`` for the site in `site_dir`."""
    rules = {"/*": security_headers(site_dir)}
    rules |= {path: {"Cache-Control": _FOR_EVER} for path in _kept_paths(site_dir)}
    rules |= {path: {"Cache-Control": "no-cache"} for path in _asked_anew(site_dir)}
    lines = [line for path, headers in rules.items() for line in (path, *_lines(headers))]
    (site_dir / HEADERS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _lines(headers: Mapping[str, str]) -> Iterator[str]:
    return (f"  {name}: {value}" for name, value in headers.items())


def _asked_anew(site_dir: Path) -> Iterator[str]:
    """Paths of what tells that there is a new version: no host may answer with an old one."""
    for name in (WORKER, FILE_LIST):
        for path in sorted((*site_dir.glob(name), *site_dir.glob(f"*/{name}"))):
            yield f"/{path.relative_to(site_dir).as_posix()}"


def _kept_paths(site_dir: Path) -> Iterator[str]:
    """Paths of what browsers may keep for ever; files of one beginning are one path where all may be kept.

    Hosts allow a hundred rules: the parts of a search index alone can be more.
    """
    for folder in sorted({path.parent for path in site_dir.rglob("*.*") if HASHED.search(path.name)}):
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        place = f"/{folder.relative_to(site_dir).as_posix()}"
        for beginning, group in groupby(filter(HASHED.search, names), _beginning):
            kept = [*group]
            if len(kept) > 1 and kept == [name for name in names if name.startswith(beginning)]:
                yield f"{place}/{beginning}*"
            else:
                yield from (f"{place}/{name}" for name in kept)


def _beginning(name: str) -> str:
    return re.split(r"[\d.-]", name)[0]
