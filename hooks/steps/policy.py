"""The Content-Security-Policy in every page's head."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from course.diagrams.figure import has_diagram_for_browser
from course.pages.policy import with_policy
from steps.state import BuildState, is_serving


def place_policy(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Have pages leave a place for their policy; not while serving, where a server adds scripts to them."""
    env.globals["has_policy"] = not is_serving(config)


def add_policy(output: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """The page with its policy: what the templates run is named in it, what its source brought is not."""
    content, sheet = page.content or "", state.waiting_styles is not None
    draws = has_diagram_for_browser(content)
    return with_policy(output, content, state.settings.frames, draws=draws, sheet=sheet)


def add_policy_to_template(output: str, template_name: str, config: MkDocsConfig, state: BuildState) -> str:
    """The same for an HTML page without a source, such as 404.html; other files stay as they are."""
    if not template_name.endswith(".html"):
        return output
    sheet = state.waiting_styles is not None
    return with_policy(output, "", state.settings.frames, draws=False, sheet=sheet)
