"""Pages are read as GitHub reads them (`on_config`, after the settings of other extensions are known)."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from course.markdown.files.source import blank_front_matter
from course.markdown.github.github_markdown import GithubMarkdown


def on_config(config: MkDocsConfig, **kwargs: Any) -> MkDocsConfig:
    """Add the extension as an object, last: names in mkdocs.yml cannot see this folder."""
    titles = config.extra.get("interface", {}).get("alerts")
    config.extra["course_reader"] = GithubMarkdown(titles)
    config.markdown_extensions.append(config.extra["course_reader"])
    return config


def on_page_read_source(page: Page, config: MkDocsConfig, **kwargs: Any) -> str | None:
    """Keep MkDocs from taking a first line such as ``Note: text`` for metadata: only YAML is."""
    source = page.file.content_string
    return "\n" + source if blank_front_matter(source) == source else None
