"""When pages were changed, as git knows it: on pages, on the front page, in the feed; and links to sources.

Without a history nothing is said: the time of a file tells of a copy, not of a change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from jinja2.filters import do_striptags
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.handout.source_dates import source_times
from course.markdown.files.work_tree import WorkTree
from course.pages.programs.feed import Change, moment, render_feed
from course.pages.source_links import read_repository
from steps.state import BuildState, is_on_disk, is_serving, root_of

FEED = "feed.xml"
#: How many changes the front page lists, and how many of them without a script.
LISTED, SHOWN = 100, 10


def take_repository(config: MkDocsConfig, state: BuildState) -> None:
    """Take ``repo_url``, for links of ours: the theme would ask the host of it how many stars it has."""
    repository = read_repository(config.repo_url)
    if repository is None:
        return
    config.repo_url = config.repo_name = config.edit_uri = None
    if state.course_dir is None:  # a course of another folder is not in it
        state.repository = repository


def note_changes(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Remember when each page was changed, and where its source is in the repository."""
    docs_dir = Path(config.docs_dir)
    times = source_times(docs_dir, only_sure=True)
    own = [file for file in files.documentation_pages() if file.page and not file.generated_by]
    state.changed = {file.src_uri: times[path] for file in own if (path := docs_dir / file.src_uri) in times}
    state.changes = sorted(_changes(own, state), key=lambda each: (-each.seconds, each.url))
    if state.repository:
        tree = WorkTree(str(docs_dir.resolve()))
        top = Path(tree.root) if tree.is_git else root_of(config)
        places = {file.src_uri: (docs_dir / file.src_uri).resolve() for file in own}
        state.source_paths = {
            uri: place.relative_to(top).as_posix()
            for uri, place in places.items()
            if place.is_relative_to(top)
        }


def _changes(own: list[File], state: BuildState) -> Iterator[Change]:
    """The pages that have a history."""
    for file in own:
        if file.src_uri in state.changed:
            session = state.course.session(file.src_uri)
            title = do_striptags(str(file.page.title)) if file.page else ""
            summary = session.goal.text if session and session.goal else ""
            yield Change(file.url.removeprefix("./"), title, state.changed[file.src_uri], summary)


def add_page_changes(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Give main.html when the page was changed, links to its source, and on the front page, the news."""
    told: dict[str, Any] = {}
    seconds = state.changed.get(page.file.src_uri)
    if seconds is not None:
        told = {"moment": moment(seconds), "day": _day(seconds, state)}
    path, repository = state.source_paths.get(page.file.src_uri), state.repository
    if path and repository:
        title = do_striptags(str(page.title))
        report = repository.report(
            state.words.changes.mistake.format(title), f"{page.canonical_url if state.site.url else path}\n\n"
        )
        told |= {"edit": repository.edit(path), "history": repository.history(path), "report": report}
    news: dict[str, Any] = {}
    if page.is_homepage and state.changes:
        newest = state.changes[:LISTED]
        listed = [(each.url or "./", each.title, _day(each.seconds, state)) for each in newest]
        news = {"listed": listed, "shown": SHOWN, "feed": FEED if _has_feed(config, state) else ""}
    context.update({"page_changes": told, "course_news": news})  # type: ignore[misc]


def _day(seconds: int, state: BuildState) -> str:
    """The day in the time zone of the course."""
    return datetime.fromtimestamp(seconds, ZoneInfo(state.settings.time_zone)).strftime("%Y-%m-%d")


def _has_feed(config: MkDocsConfig, state: BuildState) -> bool:
    """Whether there is a feed: of the students' site at its address, where git tells of changes."""
    return bool(state.site.url and state.changes) and not (
        is_on_disk(config) or state.instructor or is_serving(config)
    )


def write_feed(config: MkDocsConfig, state: BuildState) -> None:
    """Write the feed into the site."""
    if _has_feed(config, state):
        feed = render_feed(state.changes, state.site, config.site_author or state.site.title)
        (Path(config.site_dir) / FEED).write_bytes(feed)
