"""Slides of sessions' pages, which a course may do without."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from steps.state import BuildState

_STARTER = "assets/javascripts/presenting.js"
_FILES = (
    _STARTER,
    *(f"assets/javascripts/{name}.js" for name in ("present", "slides", "speaker")),
    "assets/stylesheets/present.css",
)


def offer_slides(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Give sessions' pages the button for their slides; where they are not wanted, leave out their files."""
    env.globals["offers_slides"] = state.settings.slides
    if state.settings.slides:
        return
    for uri in _FILES:
        if file := files.get_file_from_path(uri):
            files.remove(file)
    config.extra_javascript = [each for each in config.extra_javascript if str(each) != _STARTER]
