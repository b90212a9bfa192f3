"""Languages: each page leads to its like in the others, and stands in for one that is not translated yet.

Before navigation and completeness: the pages that `on_files` adds are in the menu, and have no source to be
compared with. A build whose docs folder is not the one its settings file names is a course of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from course.languages.pages import Languages, page_key
from course.languages.untranslated import stand_in
from course.model.editions import own_edition
from course.problems.problem import CourseError


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Find the languages; add the pages that this one lacks, and the files beside them that its pages use."""
    config_path = Path(config.config_file_path)
    try:
        own, editions = own_edition(config_path, Path(config.docs_dir))
    except CourseError as error:
        raise PluginError(str(error)) from None
    languages = Languages(editions, own, config_path.parent)
    config.extra["course_languages"] = languages
    words = config.extra.get("interface", {})
    for uri, edition in languages.untranslated():
        file = File.generated(config, uri, content="")
        text = languages.source_text(edition, page_key(uri)) or ""
        file.content_string = stand_in(text, edition, words, url=file.url, name=file.name)
        files.append(file)
    for uri, path in languages.borrowed(set(files.src_uris)):
        files.append(File.generated(config, uri, abs_src_path=str(path)))


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation, **kwargs: Any
) -> dict[str, Any]:
    """Tell the templates where the page is in every language."""
    languages = config.extra["course_languages"]
    context["versions"] = languages.versions(page.file.src_uri, page.url)
    context["sections"] = languages.sections(page.file.src_uri)
    return context


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig, **kwargs: Any
) -> dict[str, Any]:
    """The same for pages without a source: they lead to the front pages. The sitemap asks for every page."""
    languages = config.extra["course_languages"]
    context["versions"] = languages.versions("index.md", "")
    context["versions_of"] = lambda page: languages.versions(page.file.src_uri, page.url)
    return context
