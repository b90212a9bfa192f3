"""`StepTable`, the ordered list of an event's steps, and the signatures that steps have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.markdown.html.article import Article
from steps.state import BuildState

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

ConfigStep = Callable[[MkDocsConfig, BuildState], None]
FilesStep = Callable[[Files, MkDocsConfig, BuildState], None]
EnvStep = Callable[[Environment, Files, MkDocsConfig, BuildState], None]
SourceStep = Callable[[Page, MkDocsConfig, BuildState], "str | None"]
TextStep = Callable[[str, Page, MkDocsConfig, BuildState], str]
ArticleStep = Callable[[Article, Page, MkDocsConfig, BuildState], None]
ContextStep = Callable[[TemplateContext, Page, MkDocsConfig, BuildState], None]
TemplateContextStep = Callable[[TemplateContext, str, MkDocsConfig, BuildState], None]
TemplateStep = Callable[[str, str, MkDocsConfig, BuildState], str]
ServeStep = Callable[["LiveReloadServer", Callable[[], None], MkDocsConfig, BuildState], None]

Step = TypeVar("Step")


@dataclass(frozen=True)
class StepTable(Generic[Step]):
    """Steps of one event that run one after the other."""

    event: str
    """The event, as MkDocs names it."""
    priority: int
    """MkDocs' event priority: listeners with a higher one run earlier."""
    around: str
    """Whether it runs before or after plugins, and why: shown in the printed order of steps."""
    steps: tuple[Step, ...]
    """The steps, in running order."""
