"""Words of another language carry its ``lang``: last, in the pages as they are written (`on_post_page`)."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from course.languages.runs import mark_runs


@event_priority(-90)  # after what else changes a page
def on_post_page(output: str, config: MkDocsConfig, **kwargs: Any) -> str:
    """Mark the words of the course's other languages."""
    return _marked(output, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig, **kwargs: Any) -> str:
    """The same in pages without a source."""
    return _marked(output_content, config) if template_name.endswith(".html") else output_content


def _marked(page: str, config: MkDocsConfig) -> str:
    languages = config.extra["course_languages"]
    codes = [edition.language.code for edition in languages.others]
    return mark_runs(page, languages.own.language.code, codes)
