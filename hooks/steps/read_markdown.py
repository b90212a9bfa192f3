"""How a page's Markdown is read: as GitHub reads it, without what is for the lecturer alone."""

from __future__ import annotations

from html import escape
from pathlib import Path

from jinja2 import TemplateError
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from course.formulas.drawer import start_formulas
from course.markdown.files.front_matter import blank_front_matter, front_matter_too_large, usable
from course.markdown.files.source import parse_tokens
from course.markdown.github.github_markdown import GithubMarkdown
from course.markdown.links.page_links import PageLinks
from course.markdown.reading.instructor import blank_notes, show_notes
from course.pages.quizzes import mark_quizzes
from course.problems.problem import Problem, display_path
from steps.state import BuildState, root_of

log = get_plugin_logger("course")


def page_uri(md: Markdown) -> str:
    """URI of the page that the Markdown reader `md` was made for; empty where it reads no page.

    MkDocs makes a reader for every page and adds the rule ``relpath`` to it, which knows the page's file.
    So no global variable has to say which page is read.
    """
    if "relpath" not in md.treeprocessors:
        return ""
    return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]


def read_as_github(config: MkDocsConfig, state: BuildState) -> None:
    """Add the Markdown extension that reads pages, and resolves their links, as GitHub does.

    It is added as an object, last: an extension that mkdocs.yml names cannot lie in this folder.
    """

    def links(md: Markdown) -> PageLinks | None:
        uri = page_uri(md)
        anchors = state.kept.anchors_for(uri) if state.kept else state.anchors
        return PageLinks(uri, state.files, anchors) if uri else None

    titles = {
        "toc": {"permalink_title": state.words.heading_link},
        "footnotes": {"BACKLINK_TITLE": state.words.footnote_back},
    }
    for extension, options in titles.items():  # of links that Markdown's extensions make
        config.mdx_configs[extension] = {**options, **config.mdx_configs.get(extension, {})}
    formulas = start_formulas(root_of(config))
    reader = GithubMarkdown(
        state.words.alerts, links, state.settings.frames, formulas.page, formulas.in_words
    )
    config.markdown_extensions.append(reader)  # type: ignore[arg-type]


def keep_first_line(page: Page, config: MkDocsConfig, state: BuildState) -> str | None:
    """The source with an empty line before it, where it has no YAML front matter; else None.

    Otherwise MkDocs would take a first line such as ``Note: text`` for metadata. Front matter that unfolds
    without end becomes empty lines.
    """
    source = page.file.content_string
    if front_matter_too_large(source):  # `check_sources` has told it; MkDocs would read it without end
        return blank_front_matter(source)
    return "\n" + source if blank_front_matter(source) == source else None


def find_templates(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Load the theme's templates: front matter may name one."""
    state.theme = config.theme.get_env()


def drop_unusable_front_matter(markdown: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """Drop front matter that the theme cannot use, and log it; the Markdown is returned as it is.

    Pages that the build itself makes are not looked at.
    """
    if page.file.generated_by:
        return markdown

    def is_there(name: str) -> bool:
        try:
            state.theme.get_template(name)
        except TemplateError:  # none there, or one with a fault, which `layer_templates` tells
            return False
        return True

    page.meta, left_out = usable(page.meta, is_there)
    for each in left_out:
        why, mend = "the page is shown without it", "correct it, or take it out"
        what = f"front matter that the site cannot use: {each}"
        path = display_path(Path(config.docs_dir, page.file.src_uri), Path(config.config_file_path).parent)
        log.info(str(Problem(path, 1, what, why, mend, "front-matter")))
    return markdown


def take_out_or_show_notes(markdown: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """The Markdown without the lecturer's notes; in the lecturer's edition, with the notes shown.

    In quizzes stands what their script needs; in the lecturer's edition, what is right.
    """
    headings, uri = state.settings.quiz_headings, page.file.src_uri
    marked = mark_quizzes(markdown, headings, uri, parse_tokens, shown=state.instructor)
    if not state.instructor:
        return blank_notes(marked)
    words = state.words
    return show_notes(marked, escape(words.instructor.note), escape(words.quiz.right_answer))
