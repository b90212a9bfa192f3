"""Search: Korean as students type it, by hidden fields in the theme's index; no diagrams in its snippets.

`on_page_content` comes before the search plugin reads the page, `on_post_build` after it wrote its index.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from course.pages.search.diagram_words import hide_diagrams
from course.pages.search.index import add_hidden_fields, spelling_groups


def on_pre_build(config: MkDocsConfig) -> None:
    """Forget the diagrams of the build before."""
    config.extra["search_labels"] = {}


@event_priority(-40)  # after what else changes the content
def on_page_content(html: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> str:
    """Keep the diagrams' words, by the entry of the index that they belong to."""
    content, words = hide_diagrams(html)
    first = next((item.id for item in page.toc), "")
    for anchor, found in words.items():
        place = page.url if anchor in ("", first) else f"{page.url}#{anchor}"
        config.extra["search_labels"][place] = found
    return content


@event_priority(-10)  # after the search plugin
def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Write the hidden fields."""
    path = Path(config.site_dir) / "search/search_index.json"
    if not path.is_file():
        return
    settings, course = config.extra["course_settings"], config.extra["course"]
    terms = [keyword.term for session in course.sessions for keyword in session.keywords]
    groups = spelling_groups(settings.search_spellings, terms)
    index = add_hidden_fields(json.loads(path.read_bytes()), config.extra["search_labels"], groups)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n")
