"""Diagrams: fenced ``mermaid`` blocks become drawings; the site gets Mermaid where a browser must draw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from course.diagrams.build import browser_files, check_browser_files, start_fence
from course.diagrams.figure import has_diagram_for_browser
from course.problems.problem import display_path
from steps.read_markdown import page_uri
from steps.state import BuildState, root_of

log = get_plugin_logger("diagrams")


def register_fence(config: MkDocsConfig, state: BuildState) -> None:
    """Register `DiagramFence` with pymdownx.superfences, which then calls it for every ``mermaid`` block.

    The fence is registered as an object, for names in mkdocs.yml cannot see this folder, and is a named
    function because mermaid2 asks for its name.
    """
    fence, missing = start_fence(root_of(config), state.words, log.warning)
    if missing:
        log.info(missing)

    def draw_diagram(source: str, language: str, css: str, options: Any, md: Markdown, **_: Any) -> str:
        return fence.render(source, page_uri(md))

    state.diagrams = fence
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    ours = {"name": "mermaid", "class": "mermaid", "format": draw_diagram}
    superfences["custom_fences"] = [*superfences.get("custom_fences", []), ours]


def expect_diagrams(markdown: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """Tell the fence which page is read next: its diagrams are numbered from 1, and listed by its address."""
    path = display_path(Path(config.docs_dir, page.file.src_uri), root_of(config))
    state.diagrams.begin_page(page.file.src_uri, path, page.url)
    return markdown


def _is_for_browser(page: Page, state: BuildState) -> bool:
    known = state.known(page)
    return known.for_browser if known else has_diagram_for_browser(page.content or "")


def bring_browser_mermaid(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add Mermaid's script to the site if the HTML of any page has a diagram that the browser must draw."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    wanting = state.drawn_in_browser = [page.file.src_uri for page in pages if _is_for_browser(page, state)]
    mermaid_files = browser_files(root_of(config))
    for uri, path in mermaid_files.items() if wanting else ():
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=included))
    paths = [display_path(Path(config.docs_dir, uri), root_of(config)) for uri in wanting]
    for problem in check_browser_files(paths, mermaid_files):
        log.warning(str(problem))
