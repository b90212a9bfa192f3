"""The page at ``/``, which sends readers to the site in their language."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from course.model.editions import Language
from course.pages.policy import PLACE, with_policy


def render_root_page(languages: Sequence[Language]) -> str:
    """HTML that redirects to the reader's language, or else the first, and has links to every one.

    Without JavaScript it redirects to the first. On file:// it names ``index.html``: a folder is no page
    there.
    """
    first = languages[0]
    links = "\n".join(
        f'<li><a href="{_folder(each)}/index.html" hreflang="{_text(each.code)}" lang="{_text(each.code)}">'
        f"{_text(each.title)}</a></li>"
        for each in languages
    )
    page = _PAGE.format(
        policy=PLACE,
        code=_text(first.code),
        title=_text(first.title),
        folder=_folder(first),
        links=links,
        folders=json.dumps({each.code: each.folder for each in languages}, sort_keys=True).replace(
            "<", "\\u003c"
        ),
        default=json.dumps(first.folder).replace("<", "\\u003c"),
    )
    return with_policy(page, "", (), draws=False)


def _text(value: str) -> str:
    return html.escape(value, quote=True)


def _folder(language: Language) -> str:
    return _text(language.folder)


_PAGE = """<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, follow">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<noscript><meta http-equiv="refresh" content="0; url={folder}/index.html"></noscript>
<script>
(function () {{
  var folders = {folders}, wanted = navigator.languages || [navigator.language || ""];
  var found = wanted.map(function (tag) {{ return folders[tag] || folders[tag.split("-")[0]]; }});
  var page = location.protocol === "file:" ? "/index.html" : "/";
  location.replace((found.filter(Boolean)[0] || {default}) + page);
}})();
</script>
<style>
body {{ font: 1.125rem/1.7 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem; }}
</style>
</head>
<body>
<ul>
{links}
</ul>
</body>
</html>
"""
