"""An editor's corrections: marks in the text, folded notes below it. The files that hold them stay behind.

Places go in with the Markdown and become comments at once, so that neither menu nor search sees them; they
become marks in `on_page_context`, after the search plugin has taken the page's text.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.model import Session
from course.pages.corrections.notes_html import render_corrections
from course.pages.corrections.placing import place_in_html, place_in_markdown


@event_priority(50)  # before the pages of folders, which offer the files beside them
def on_files(files: Files, **kwargs: Any) -> Files:
    """Leave the corrections files out of the site."""
    for file in [file for file in files if file.src_uri.rpartition("/")[2] == CORRECTIONS_FILE]:
        files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> str | None:
    """Note the places in the Markdown."""
    session = _corrected(page, config)
    return place_in_markdown(markdown, session) if session else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> str | None:
    """Make them comments."""
    session = _corrected(page, config)
    return place_in_html(html, session) if session else None


@event_priority(-50)  # after search, before the agenda
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Make them marks, and add the notes."""
    session = _corrected(page, config)
    if session:
        words, language = config.extra["interface"]["corrections"], config.theme["language"]
        page.content = render_corrections(page.content or "", session, words, language)


def _corrected(page: Page, config: MkDocsConfig) -> Session | None:
    session: Session | None = config.extra["course"].session(page.file.src_uri)
    return session if session and session.corrections and not page.file.generated_by else None
