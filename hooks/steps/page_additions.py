"""What is added to pages: corrections, agenda, timetable, marks of placeholders and terms, the glossary.

What repeats a page's own text is added in `on_page_context`, after the search plugin has taken that text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from html import escape, unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from course.checks.course_sources import lent_files
from course.kept import key_of
from course.languages.keyword_pairs import keyword_twins
from course.markdown.files.folder_pages import folder_of, site_path_of, without_pages
from course.markdown.files.free_uris import free_uri, glossary_uri
from course.markdown.html.article import Article
from course.markdown.reading.publication import DRAFT
from course.model.model import Session
from course.model.sessions.dates import date_of
from course.model.terms.terms import glossary_terms
from course.pages.commands import mark_placeholders
from course.pages.corrections.notes_html import add_corrections as add_marks_and_notes
from course.pages.corrections.placing import place_in_html, place_in_markdown
from course.pages.films import put_stills as stand_in_for_films
from course.pages.glossary.glossary_exports import kept_student_files
from course.pages.glossary.glossary_html import GlossaryPage
from course.pages.glossary.tooltips import CourseMarker
from course.pages.pictures import follow_page_colours as follow_switch
from course.pages.quizzes import dress_quizzes as dress_marked_quizzes
from course.pages.sessions.agenda_html import insert_agenda, render_agenda
from course.pages.sessions.timetable_html import TimetableInput, has_place, put_timetable, sessions_below
from steps.state import BuildState, article_of, root_of, store_of, write_article


def name_code_languages(config: MkDocsConfig, state: BuildState) -> None:
    """Have code blocks carry the class ``language-…``: only some languages are searched for placeholders."""
    config.mdx_configs.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True


def add_glossary_page(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the glossary's page, if the course has keywords, at an address that no other page has.

    That includes stand-ins for untranslated pages, which are added later: one may be called glossary, too.
    """
    words = state.words.glossary
    state.terms = glossary_terms(state.course, words.scripts)
    if state.terms:
        lent = lent_files(root_of(config), Path(config.docs_dir), instructor=state.instructor)
        uri = glossary_uri([site_path_of(file.src_uri, file.dest_uri) for file in files], lent)
        title = json.dumps(words.title, ensure_ascii=False)
        files.append(File.generated(config, uri, content=f"---\ntitle: {title}\nhide: [toc]\n---\n"))
        state.glossary_uri = uri


def write_glossary(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Mark the terms in the sessions; write the glossary's page, which tells where they are used, and the
    files for students.
    """
    if not state.terms:
        return
    words, glossary_file = state.words.glossary, files.src_uris[state.glossary_uri]
    pages = _session_pages(files, state)
    marker = CourseMarker(state.terms)
    for session, page in pages.items():
        _mark_terms(session, page, get_relative_url(glossary_file.url, page.url), marker, state)
    links = {session.uri: get_relative_url(page.url, glossary_file.url) for session, page in pages.items()}
    downloads = {}
    name, kept = unescape(config.site_name), store_of(config)
    for label, uri, content in kept_student_files(state.terms, words, name, kept):
        free = free_uri(uri, files.src_uris)
        files.append(File.generated(config, free, content=content, inclusion=InclusionLevel.INCLUDED))
        downloads[label] = get_relative_url(free, glossary_file.url)
    assert glossary_file.page  # noqa: S101 - MkDocs has read all pages by now
    twins = keyword_twins(state.languages, state.course, state.settings)
    glossary = GlossaryPage(words, links, marker.uses, twins, state.course.sessions)
    render = partial(glossary.render, state.terms, downloads)
    glossary_file.page.content = kept.made(key_of(glossary.key(state.terms), downloads), str, render)


def _mark_terms(session: Session, page: Page, href: str, marker: CourseMarker, state: BuildState) -> None:
    """Mark the terms of one page; one that was not made anew only when it must be written."""

    def mark() -> Mapping[str, str]:
        uses = marker.mark(session, article_of(page, state), href)
        write_article(page, state)
        if state.kept:
            state.kept.uses[page.file.src_uri] = uses
        return uses

    known = state.kept.marks(page) if state.kept else None
    if known and state.kept:
        state.kept.unmarked[page.file.src_uri] = mark
    marker.add_uses(session, known.uses if known else mark())


def _session_pages(files: Files, state: BuildState) -> dict[Session, Page]:
    """The page of each session that has one."""
    files_by_session = {session: files.get_file_from_path(session.uri) for session in state.course.sessions}
    return {session: file.page for session, file in files_by_session.items() if file and file.page}


def place_corrections(markdown: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """The page's Markdown with a placeholder behind the quote of each of the editor's corrections."""
    session = _corrected(page, state)
    return place_in_markdown(markdown, session) if session else markdown


def hide_correction_places(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Turn these placeholders into HTML comments at once, so that neither menu nor search shows them."""
    session = _corrected(page, state)
    if session:
        place_in_html(article, session)


def add_corrections(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Turn these comments into visible marks, and add the editor's notes at the end of the page."""
    session = _corrected(page, state)
    if session:
        words, language = state.words.corrections, config.theme["language"]
        add_marks_and_notes(article_of(page, state), session, words, language)


def _corrected(page: Page, state: BuildState) -> Session | None:
    session = state.course.session(page.file.src_uri)
    return session if session and session.corrections and not page.file.generated_by else None


def mark_command_placeholders(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Mark the placeholders of commands and manifests; scripts make them fields."""
    mark_placeholders(article)


def follow_page_colours(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Have pictures for light and for dark pages follow the page's switch instead of the reader's system."""
    follow_switch(article)


def put_stills(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Put a still in the place of each film of another host, which is asked for nothing before a tap."""
    stand_in_for_films(article, state.settings.frames, state.words.load_from)


def dress_quizzes(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Make quizzes ready for their script; in the lecturer's edition, say what is right."""
    dress_marked_quizzes(article, state.words.quiz)


def note_addresses(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Remember the address of every page and of every folder's own page."""
    pages = {file.src_uri: file for file in files.documentation_pages()}
    page_urls = {uri: file.url for uri, file in pages.items()}
    folder_urls = {
        f"{folder_of(uri)}/": file.url for uri, file in pages.items() if file.page and file.page.is_index
    }
    state.addresses = {**page_urls, **folder_urls}


def add_timetable(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Put the timetable of the page's folder into it.

    Pages made for folders get theirs at their end; others where they say ``<!-- timetable -->``.
    """
    is_made, article = page.file.src_uri in state.files.made, article_of(page, state)
    if not is_made and not has_place(article):
        return
    course = sessions_below(state.course, folder_of(page.file.src_uri))
    start, addresses = state.settings.start_date, state.addresses

    def link(uri: str) -> str:
        return get_relative_url(addresses[uri], page.url) if uri in addresses else ""

    titles = {file.src_uri: unescape(str(file.page.title)) for file in context["pages"] if file.page}
    own = [file for file in context["pages"] if file.page and file.page.is_index]
    titles |= {f"{folder_of(file.src_uri)}/": titles[file.src_uri] for file in own}
    timetable = TimetableInput(state.words.timetable, state.words.numbered_names, link, start, titles)
    calendar = get_relative_url("course.ics", page.url) if start else ""
    put_timetable(article, course, timetable, calendar, at_end=is_made)
    if is_made and "inside" in page.meta:
        page.meta["inside"] = without_pages(page.meta["inside"], {session.uri for session in course.sessions})


def add_agenda(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Put the agenda under the title of a session's page."""
    session = state.course.session(page.file.src_uri)
    if session is None or page.file.generated_by:
        return
    date = date_of(session.week, session.day, state.settings.start_date)
    html = render_agenda(session, state.words.agenda, date, state.settings.time_zone)
    insert_agenda(article_of(page, state), html)


def name_edition(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Tell all templates whether this is the lecturer's edition: ``instructor_edition``."""
    env.globals["instructor_edition"] = state.instructor


def hand_words(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Give all templates the words of the interface as ``words``."""
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}  # escapes weigh more
    env.globals["words"] = state.words


def add_waiting_banner(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Say on a page that is not out yet that it is not: whoever writes it sees it all the same."""
    if until := state.waiting.get(page.file.src_uri, ""):
        words = state.words.instructor
        banner = escape(words.draft if until == DRAFT else words.not_before.format(until))
        html = f'<p class="instructor-banner waiting-banner" data-added="waiting">{banner}</p>'
        article_of(page, state).prepend(html)


def add_instructor_banner(
    context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState
) -> None:
    """Say on every page that this is the lecturer's edition, and unfold what students unfold themselves."""
    if state.instructor:
        banner = escape(state.words.instructor.banner)
        article = article_of(page, state)
        for folded in article.find("details:not([open])"):
            article.set(folded, "open", "")
        article.prepend(f'<p class="instructor-banner" data-added="instructor">{banner}</p>')
