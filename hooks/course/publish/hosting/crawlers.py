"""What is looked for at the root of a site: ``robots.txt``, ``sitemap.xml``, and ``.nojekyll`` of GitHub.

Source: RFC 9309 (robots.txt); sitemaps.org, "Using Sitemap index files"; docs.github.com, "GitHub Pages".
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from course.model.editions import Edition

ROBOTS, SITEMAP, NO_JEKYLL = "robots.txt", "sitemap.xml", ".nojekyll"
_INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</sitemapindex>
"""


def write_for_crawlers(site_dir: Path, editions: Sequence[Edition], *, hidden: bool) -> None:
    """Write these files into the finished site of `editions`; where it is `hidden`, nothing is to be found.

    The sitemaps of the languages are named by an index. Where the settings give no address there is none: a
    sitemap says whole addresses.
    """
    _write(site_dir / NO_JEKYLL, "")  # files whose names begin with _ stay what they are
    if hidden:
        _write(site_dir / ROBOTS, "User-agent: *\nDisallow: /\n")
        return
    named = [each for each in editions if each.site_url and (_folder(site_dir, each) / SITEMAP).is_file()]
    lines = ["User-agent: *", "Allow: /"]
    if named:
        first = named[0]
        root = first.site_url.removesuffix(first.language.place)
        lines += ["", f"Sitemap: {root}{SITEMAP}"]
    if named and not (site_dir / SITEMAP).exists():
        places = (
            f"  <sitemap><loc>{escape(each.site_url + SITEMAP, quote=False)}</loc></sitemap>\n"
            for each in named
        )
        _write(site_dir / SITEMAP, _INDEX.format("".join(places)))
    _write(site_dir / ROBOTS, "\n".join(lines) + "\n")


def _folder(site_dir: Path, edition: Edition) -> Path:
    return site_dir / edition.language.folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
