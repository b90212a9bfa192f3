"""Links lead where they lead on GitHub (`on_page_markdown`, just before a page's Markdown is read).

`load_course` has found every page's anchors by then, `folder_pages` every file.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from course.markdown.links.page_links import PageLinks


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Have the reader of the page's Markdown resolve its links."""
    anchors = config.extra.get("course_anchors", {})
    links = PageLinks(page.file.src_uri, config.extra["course_files"], anchors)
    config.extra["course_reader"].links = links
