"""Front matter that the theme cannot use is left out (`on_page_markdown`, before anything asks for it)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.pages import Page

from course.markdown.files.front_matter import usable
from course.problems.problem import Problem, display_path

log = get_plugin_logger("course")


def on_files(files: Any, config: MkDocsConfig, **kwargs: Any) -> None:
    """Have the theme's files at hand."""
    config.extra["course_theme"] = config.theme.get_env()


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> None:
    """Keep what can be used; tell what cannot. Pages that the build makes have what they need."""
    if page.file.generated_by:
        return
    environment = config.extra["course_theme"]

    def is_there(name: str) -> bool:
        try:
            environment.get_template(name)
        except TemplateNotFound:
            return False
        return True

    page.meta, left_out = usable(page.meta, is_there)
    for each in left_out:
        why, mend = "the page is shown without it", "correct it, or take it out"
        what = f"front matter that the site cannot use: {each}"
        path = display_path(Path(config.docs_dir, page.file.src_uri), Path(config.config_file_path).parent)
        log.info(str(Problem(path, 1, what, why, mend, "front-matter")))
