"""Placeholders of commands and manifests are marked (`on_page_content`); scripts make them fields."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from course.pages.commands import mark_placeholders


def on_config(config: MkDocsConfig, **kwargs: Any) -> None:
    """Have every code block name its language."""
    config.mdx_configs.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True


def on_page_content(html: str, **kwargs: Any) -> str:
    """Mark the placeholders."""
    return mark_placeholders(html)
