"""The functions that MkDocs calls at an event: each runs the steps of one table, with the same arguments.

MkDocs passes the first argument by position and the others by name; it may pass more than we know of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.processes import give_back
from steps.state import state_of, write_article
from steps.table import (
    ArticleStep,
    ConfigStep,
    ContextStep,
    EnvStep,
    FilesStep,
    ServeStep,
    SourceStep,
    StepTable,
    TemplateContextStep,
    TemplateStep,
    TextStep,
)

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def with_config(table: StepTable[ConfigStep]) -> Callable[..., None]:
    """For `on_config`, `on_pre_build` and `on_post_build`."""

    @event_priority(table.priority)
    def run(config: MkDocsConfig, **_: Any) -> None:
        for step in table.steps:
            step(config, state_of(config))
        give_back()

    return run


def with_files(table: StepTable[FilesStep]) -> Callable[..., None]:
    """For `on_files`."""

    @event_priority(table.priority)
    def run(files: Files, config: MkDocsConfig, **_: Any) -> None:
        for step in table.steps:
            step(files, config, state_of(config))
        give_back()

    return run


def with_page(table: StepTable[SourceStep]) -> Callable[..., str | None]:
    """For `on_page_read_source`, whose one step may answer for MkDocs."""
    (step,) = table.steps

    @event_priority(table.priority)
    def run(page: Page, config: MkDocsConfig, **_: Any) -> str | None:
        return step(page, config, state_of(config))

    return run


def with_text(table: StepTable[TextStep]) -> Callable[..., str]:
    """For `on_page_markdown` and `on_post_page`: each step gets what the last one made."""

    @event_priority(table.priority)
    def run(text: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        for step in table.steps:
            text = step(text, page, config, state_of(config))
        return text

    return run


def with_article(table: StepTable[ArticleStep]) -> Callable[..., str]:
    """For `on_page_content`: all steps change one tree of the page's HTML, which is written at the end."""

    @event_priority(table.priority)
    def run(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        state = state_of(config)
        article = state.articles.of(page.file.src_uri, html)
        for step in table.steps:
            step(article, page, config, state)
        return str(article)

    return run


def with_env(table: StepTable[EnvStep]) -> Callable[..., None]:
    """For `on_env`."""

    @event_priority(table.priority)
    def run(env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> None:
        for step in table.steps:
            step(env, files, config, state_of(config))
        give_back()

    return run


def with_template_context(table: StepTable[TemplateContextStep]) -> Callable[..., None]:
    """For `on_template_context`."""

    @event_priority(table.priority)
    def run(context: TemplateContext, template_name: str, config: MkDocsConfig, **_: Any) -> None:
        for step in table.steps:
            step(context, template_name, config, state_of(config))

    return run


def with_template(table: StepTable[TemplateStep]) -> Callable[..., str]:
    """For `on_post_template`: each step gets what the last one made."""

    @event_priority(table.priority)
    def run(output_content: str, template_name: str, config: MkDocsConfig, **_: Any) -> str:
        for step in table.steps:
            output_content = step(output_content, template_name, config, state_of(config))
        return output_content

    return run


def with_page_context(table: StepTable[ContextStep]) -> Callable[..., None]:
    """For `on_page_context`: what the steps add to the page's article is written when all have run."""

    @event_priority(table.priority)
    def run(context: TemplateContext, page: Page, config: MkDocsConfig, **_: Any) -> None:
        state = state_of(config)
        for step in table.steps:
            step(context, page, config, state)
        write_article(page, state)
        state.articles.drop(page.file.src_uri)

    return run


def with_server(table: StepTable[ServeStep]) -> Callable[..., None]:
    """For `on_serve`."""

    @event_priority(table.priority)
    def run(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None], **_: Any) -> None:
        for step in table.steps:
            step(server, builder, config, state_of(config))

    return run
