"""The course for other programs: files beside the pages (`on_post_build`), and data in the pages' heads.

The files are written when all else is: Markdown among MkDocs' files would become pages.
"""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from course.markdown.files.docs_files import read_sources
from course.pages.programs.clean_markdown import clean_markdown
from course.pages.programs.course_json import CourseSite, render_course_json
from course.pages.programs.llms_txt import render_llms_txt
from course.pages.programs.page_data import course_data, description_of, session_data


def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Note the address of every page that has a source."""
    pages = {file.src_uri: file.url for file in files.documentation_pages() if not file.generated_by}
    language, url = str(config.theme["language"]), config.site_url or ""
    description = config.site_description or ""
    config.extra["course_site"] = CourseSite(unescape(config.site_name), description, language, url, pages)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **kwargs: Any
) -> dict[str, Any]:
    """Hand the page's data to partials/page_data.html."""
    course, site = config.extra["course"], config.extra["course_site"]
    session = None if page.file.generated_by else course.session(page.file.src_uri)
    if session:
        context["page_data"] = session_data(session, site)
        context["page_markdown"] = session.uri
    elif page.is_homepage:
        context["page_data"] = course_data(course, site)
    context["page_description"] = description_of(session, site)
    return context


def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Write the files."""
    course, site, settings = (config.extra[f"course{name}"] for name in ("", "_site", "_settings"))
    words, place = config.extra["interface"], Path(config.site_dir)
    _write(place / "course.json", render_course_json(course, site, settings))
    _write(place / "llms.txt", render_llms_txt(course, site, words["numbered_names"], words["course_data"]))
    sources, _ = read_sources(site.pages, Path(config.docs_dir), Path(config.docs_dir))
    for source in sources:
        _write(place / source.uri, clean_markdown(source))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
