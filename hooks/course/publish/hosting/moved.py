"""Small pages at addresses that a course had before it was in one language, or in several.

One language is published at ``/``, several in a folder each: who adds the second, or takes it away, moves
every page. What ``addresses.txt`` lists is still led to, by a page that asks for no server.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from course.model.editions import Language
from course.pages.policy import PLACE, with_policy
from course.publish.hosting.addresses import CALENDAR, addresses_of, read_addresses


def lead_on(project_dir: Path, site_dir: Path, languages: Sequence[Language]) -> None:
    """Put a small page at each known address that the site lacks, if the same page is elsewhere in it.

    In place of a calendar, whose readers follow no links, stands a copy.
    """
    now = addresses_of(site_dir)
    for _, address in read_addresses(project_dir):
        new = next((each for each in _elsewhere(address, languages) if each in now), "")
        path = site_dir / f"{address[1:]}{'index.html' if address.endswith('/') else ''}"
        if address in now or not new or ".." in address.split("/") or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if address.endswith(f"/{CALENDAR}"):
            shutil.copyfile(site_dir / new[1:], path)
        else:
            path.write_text(render_moved(address, new, languages[0]), encoding="utf-8", newline="\n")


def _elsewhere(address: str, languages: Sequence[Language]) -> Iterator[str]:
    """Addresses that the page at `address` may have now, from the site's root on."""
    alone = f"/{languages[0].code}/"
    if languages[0].folder:
        yield from (f"/{language.place}{address[1:]}" for language in languages)
    elif address.startswith(alone):
        yield f"/{address.removeprefix(alone)}"


def render_moved(old: str, new: str, language: Language) -> str:
    """HTML of a page at the address `old` that leads to `new`, with what stands behind ``?`` and ``#``.

    The script is the same on all of them: their policies allow one, and hosts say it in one header.
    """
    way = posixpath.relpath(new, old if old.endswith("/") else posixpath.dirname(old))
    way = quote(f"{way}/" if new.endswith("/") else way)
    texts = {"code": language.code, "title": language.title, "way": way}
    page = _PAGE.format(policy=PLACE, **{name: escape(text) for name, text in texts.items()})
    return with_policy(page, "", (), draws=False)


_PAGE = """<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, follow">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="canonical" href="{way}">
<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>
</head>
<body>
<p><a href="{way}">{title}</a></p>
<script>
location.replace(document.querySelector("a").href + location.search + location.hash);
</script>
</body>
</html>
"""
