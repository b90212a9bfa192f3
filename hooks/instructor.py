"""Students never get what is for the lecturer; ``COURSE_INSTRUCTOR=1`` builds the edition that shows it.

Before the hooks that make pages of files (`on_files`), and on the Markdown before anything reads it.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.markdown.reading.instructor import (
    blank_notes,
    is_for_instructor,
    is_instructor_edition,
    show_notes,
)


def on_config(config: MkDocsConfig) -> None:
    """Tell the templates which edition this is."""
    config.extra["course_instructor"] = is_instructor_edition()


@event_priority(100)  # before what other hooks and plugins make of the files
def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> Files:
    """Leave the lecturer's files out."""
    for file in list(files):
        if is_for_instructor(file.src_uri) and not config.extra["course_instructor"]:
            files.remove(file)
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> str:
    """Take the notes out, or show them."""
    if not config.extra["course_instructor"]:
        return blank_notes(markdown)
    return show_notes(markdown, escape(config.extra["interface"]["instructor"]["note"]))


@event_priority(-200)  # outermost: above all that others add
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Say on every page that this is the lecturer's edition, and unfold what students unfold themselves."""
    if config.extra["course_instructor"]:
        banner = escape(config.extra["interface"]["instructor"]["banner"])
        unfolded = (page.content or "").replace('<details class="', '<details open class="')
        unfolded = unfolded.replace("<details>", "<details open>")
        page.content = f'<p class="instructor-banner" data-added="instructor">{banner}</p>{unfolded}'
