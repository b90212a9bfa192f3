"""The glossary's page, its terms in the sessions, and the files for students.

After navigation in `on_env`, when every page has its HTML and its title, and before search takes the pages.
"""

from __future__ import annotations

import json
from html import unescape

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from course.languages.keyword_pairs import keyword_twins
from course.markdown.files.folder_pages import page_place
from course.markdown.files.free_places import free_uri
from course.model.terms.terms import glossary_terms
from course.pages.glossary.glossary_exports import student_files
from course.pages.glossary.glossary_html import GlossaryPage
from course.pages.glossary.tooltips import CourseMarker


@event_priority(10)  # before folder_pages and navigation, which list the page
def on_files(files: Files, config: MkDocsConfig, **kwargs: object) -> None:
    """Add the page, where the course has keywords."""
    words = config.extra["interface"]["glossary"]
    terms = glossary_terms(config.extra["course"], words["scripts"])
    config.extra["course_terms"] = terms
    if terms:
        uri = free_uri("glossary.md", [page_place(file.src_uri, file.dest_uri) for file in files])
        title = json.dumps(words["title"], ensure_ascii=False)
        files.append(File.generated(config, uri, content=f"---\ntitle: {title}\nhide: [toc]\n---\n"))
        config.extra["course_appendix"] = [uri]


@event_priority(-60)  # after the navigation has named the pages
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> None:
    """Mark the terms in the sessions; write the page, which tells where they are used."""
    terms, words = config.extra["course_terms"], config.extra["interface"]["glossary"]
    if not terms:
        return
    own = files.src_uris[config.extra["course_appendix"][0]]
    pages = {
        session: file.page
        for session in config.extra["course"].sessions
        if (file := files.get_file_from_path(session.uri)) and file.page
    }
    marker = CourseMarker(terms)
    for session, page in pages.items():
        page.content = marker.mark(session, page.content or "", get_relative_url(own.url, page.url))
    links = {session.uri: get_relative_url(page.url, own.url) for session, page in pages.items()}
    downloads = {}
    for label, uri, content in student_files(terms, words, unescape(config.site_name)):
        free = free_uri(uri, files.src_uris)
        files.append(File.generated(config, free, content=content, inclusion=InclusionLevel.INCLUDED))
        downloads[label] = get_relative_url(free, own.url)
    assert own.page  # noqa: S101 - MkDocs has read all pages by now
    extra = config.extra
    twins = keyword_twins(extra["course_languages"], extra["course"], extra["course_settings"])
    own.page.content = GlossaryPage(words, links, marker.uses, twins).render(terms, downloads)
