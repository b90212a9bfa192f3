"""Writes a page of an edition as one HTML file without scripts, links to style sheets or other hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from course.diagrams.palette import read_dark_palette, read_palette
from course.publish.lms.site_pages import SitePage, SitePages
from course.settings.words.file_words import LmsWords

_STYLES = Path(__file__).with_name("lms.css")
#: The style sheet that says the colours of the site.
_SITE_STYLES = Path(__file__).parents[3] / "theme" / "assets" / "stylesheets" / "course.css"
_DARK = "@media screen and (prefers-color-scheme: dark)"
#: Values that have a shorter form.
_SHORT = {"#ffffff": "#fff"}


@cache
def _style() -> str:
    """The style sheet in the colours of the site, without comments and needless spaces."""
    text = re.sub(r"/\*.*?\*/", "", _STYLES.read_text("utf-8"), flags=re.DOTALL)
    light, dark, rest = text.partition(_DARK)
    site = [_SITE_STYLES.read_text("utf-8")]
    text = _in_colours(light, read_palette(site)) + dark + _in_colours(rest, read_dark_palette(site))
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def _in_colours(style: str, palette: Mapping[str, str]) -> str:
    """`style` with the value of each ``site(--name)``. Raises KeyError where the site has none."""
    values = {name: _SHORT.get(value, value) for name, value in palette.items()}
    return re.sub(r"site\((--[\w-]+)\)", lambda name: values[name[1]], style)


def render_document(article: str, page: SitePage, pages: SitePages, words: LmsWords) -> str:
    """The HTML file of `page`, whose article is `article`."""
    language = pages.language
    course = escape(language.course, quote=False)
    address = page.site_path.removesuffix("index.html")
    online = escape(language.site_url + quote(address))
    foot = f'{course} · <a href="{online}">{escape(words.online)}</a>' if language.site_url else course
    foot += f"<br>{escape(language.rights.notice, quote=False)}" if language.rights.notice else ""
    return render_page(article, page.title, language.code, foot)


def render_page(body: str, title: str, language: str, foot: str, more_styles: str = "") -> str:
    """An HTML file that needs nothing else: `body` and `foot` are HTML, `language` is a tag."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title, quote=False)}</title>\n<style>\n{_style()}{more_styles}\n</style>\n</head>\n"
        f'<body>\n<div class="page">\n{body}\n<footer class="page-foot">{foot}</footer>\n</div>\n'
        "</body>\n</html>\n"
    )
