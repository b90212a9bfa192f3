"""Diagrams: the fence, what is wrong with any of them, and the browser's Mermaid where a page needs it.

The fence is registered in `on_config` as an object (names in mkdocs.yml cannot see this folder), and is a
named function because mermaid2 asks for its name. load_course draws all diagrams while it checks the sources,
where each fault can be told by its line; the fence finds them drawn. Mermaid is added in `on_env`, when the
pages' contents are known.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from course.diagrams.build import browser_files, check_browser_files, start_fence
from course.diagrams.figure import has_diagram_for_browser
from course.diagrams.search import write_diagrams
from course.problems.problem import display_path

log = get_plugin_logger("diagrams")


def on_config(config: MkDocsConfig, **kwargs: Any) -> None:
    """Have superfences hand Mermaid fences to ours."""
    fence, missing = start_fence(_root(config), config.extra["interface"], log.warning)
    if missing:
        log.info(missing)

    def draw_diagram(source: str, *args: Any, **kwargs: Any) -> str:
        return fence.render(source)

    config.extra["diagram_fence"] = fence
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    ours = {"name": "mermaid", "class": "mermaid", "format": draw_diagram}
    superfences["custom_fences"] = [*superfences.get("custom_fences", []), ours]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Number the page's diagrams from one."""
    path = display_path(Path(config.docs_dir, page.file.src_uri), _root(config))
    config.extra["diagram_fence"].begin_page(path, page.url)


def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Put Mermaid into the site when the browser has a diagram to draw."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    wanting = [page.file.src_uri for page in pages if has_diagram_for_browser(page.content or "")]
    found = browser_files(_root(config))
    for uri, path in found.items() if wanting else ():
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, uri, abs_src_path=str(path), inclusion=included))
    paths = [display_path(Path(config.docs_dir, uri), _root(config)) for uri in wanting]
    for problem in check_browser_files(paths, found):
        log.warning(str(problem))


def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Let the search find what the diagrams say."""
    write_diagrams(Path(config.site_dir), config.extra["diagram_fence"].shown)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
