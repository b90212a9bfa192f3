"""The agenda at the top of each session's page.

In `on_page_context`, after the search plugin has taken the page's own text: the agenda repeats headings.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.model.sessions.dates import date_of
from course.pages.sessions.agenda_html import insert_agenda, render_agenda


@event_priority(-100)  # after search
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Put the agenda under the title."""
    session = config.extra["course"].session(page.file.src_uri)
    if session is None or page.file.generated_by:
        return
    settings = config.extra["course_settings"]
    date = date_of(session.week, session.day, settings.start_date)
    words = config.extra["interface"]["agenda"]
    html = render_agenda(session, words, date, settings.time_zone)
    page.content = insert_agenda(page.content or "", html)
