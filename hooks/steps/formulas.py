"""What a site with formulas needs besides its pages."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from course.formulas.build import STYLES_URI, formula_styles, has_formulas
from steps.state import BuildState, root_of


def _has_formulas(page: Page, state: BuildState) -> bool:
    known = state.known(page)
    return known.has_formulas if known else has_formulas(page.content or "")


def write_formula_styles(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the style sheet of formulas to the site if any page has one; main.html links it there."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    if any(_has_formulas(page, state) for page in pages):
        content, included = formula_styles(root_of(config)), InclusionLevel.INCLUDED
        files.append(File.generated(config, STYLES_URI, content=content, inclusion=included))
