"""Two readings of one source: GitHub's, by cmark-gfm, and the site's, by Python-Markdown and our rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown import Markdown

from course.checks.agreement.github_formulas import with_formulas
from course.markdown.github.github_markdown import GithubMarkdown
from course.markdown.html.clean import OWN, clean

#: Attributes that cmark-gfm gives, and the page's cleaner takes from an author.
_GIVEN = re.compile(r' (class|id|data-[\w-]+|type)="')
#: What MkDocs adds to the extensions that its settings name.
_MKDOCS_OWN = ("toc", "tables", "fenced_code")


def github_html(markdown: str, *, with_lines: bool = False) -> str:
    """`markdown` as HTML, made by cmark-gfm, the parser that GitHub runs, and cleaned as pages are.

    With `with_lines`, each block has its lines in the source in ``data-sourcepos``.
    """
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    options |= Options.CMARK_OPT_SOURCEPOS if with_lines else 0
    html = str(cmarkgfm.github_flavored_markdown_to_html(markdown, options)).rstrip("\n")
    return with_formulas(clean(_GIVEN.sub(rf' \1="{OWN}', html)))


class SiteReader:
    """Reads Markdown as the site's pages show it, before anything is added to them."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """`config` is mkdocs.yml."""
        names = list(_MKDOCS_OWN)
        settings: dict[str, dict[str, Any]] = {}
        for entry in config.get("markdown_extensions") or ():
            pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
            for name, stated in pairs:
                names += [name] if name not in names else []
                settings[name] = dict(stated or {})
        settings.setdefault("pymdownx.highlight", {})["use_pygments"] = False  # colours say nothing
        self.markdown = Markdown(extensions=[*names, GithubMarkdown()], extension_configs=settings)

    def html(self, markdown: str) -> str:
        """`markdown` as HTML."""
        return self.markdown.reset().convert(markdown)
