"""Timetables on the pages of weeks, days and the course, and the calendar of a course that has a start date.

Pages made for folders get theirs at their end; others where they say ``<!-- timetable -->``. In
`on_page_context`, after the search plugin: all of it is said elsewhere.
"""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from course.markdown.files.folder_pages import folder_of, without_pages
from course.model.corrections.course_corrections import today
from course.pages.programs.calendar_file import render_calendar
from course.pages.sessions.timetable_html import TimetableWords, has_place, put_timetable, sessions_below


def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Note the address of every page, and of every folder's."""
    pages = {file.src_uri: file for file in files.documentation_pages()}
    places = {uri: file.url for uri, file in pages.items()}
    own = {f"{folder_of(uri)}/": file.url for uri, file in pages.items() if file.page and file.page.is_index}
    config.extra["course_addresses"] = {**places, **own}


@event_priority(-60)  # after search
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Put the timetable of the page's folder into it."""
    made = page.file.src_uri in config.extra["course_files"].made
    if not made and not has_place(page.content or ""):
        return
    course = sessions_below(config.extra["course"], folder_of(page.file.src_uri))
    interface, addresses = config.extra["interface"], config.extra["course_addresses"]
    start = config.extra["course_settings"].start_date

    def link(uri: str) -> str:
        return get_relative_url(addresses[uri], page.url) if uri in addresses else ""

    titles = {file.src_uri: unescape(str(file.page.title)) for file in context["pages"] if file.page}
    words = TimetableWords(interface["timetable"], interface["numbered_names"], link, start, titles)
    calendar = get_relative_url("course.ics", page.url) if start else ""
    page.content = put_timetable(page.content or "", course, words, calendar, at_end=made)
    if made and "inside" in page.meta:
        page.meta["inside"] = without_pages(page.meta["inside"], {session.uri for session in course.sessions})


def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Write the calendar."""
    course, site, settings = (config.extra[f"course{name}"] for name in ("", "_site", "_settings"))
    if settings.start_date:
        calendar = render_calendar(course, site, settings, today())
        (Path(config.site_dir) / "course.ics").write_text(calendar, encoding="utf-8", newline="")
