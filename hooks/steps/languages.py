"""Languages: each page links to its translations, and a page that is not translated yet gets a stand-in."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from course.checks.accepted import is_below, sort_out
from course.languages.ledger import read_ledger
from course.languages.marks import mark_page
from course.languages.on_demand import LanguageOnDemand
from course.languages.pages import Languages, page_key
from course.languages.runs import mark_runs
from course.languages.translations import read_translations
from course.languages.untranslated import stand_in
from course.markdown.html.article import Article
from course.model.editions import Edition, edition_of_settings
from course.problems.problem import CourseError
from steps.state import BuildState

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("translations")
#: Outside of MkDocs' loggers, for what `--strict` does not count: see `compare_translations`.
lag_log = logging.getLogger("course.translations")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def find_languages(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Remember the languages of the course, and which of them is being built.

    A build whose docs folder is not the one its settings file names is a course of its own.
    """
    config_path = Path(config.config_file_path)
    try:
        built, editions = edition_of_settings(
            config_path, Path(config.docs_dir), str(config.theme["language"])
        )
    except CourseError as error:
        raise PluginError(str(error)) from None
    headings = state.settings.quiz_headings
    state.languages = Languages(editions, built, config_path.parent, headings, instructor=state.instructor)


def add_missing_pages(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add a stand-in for every page that this language lacks, and the other language's files it uses.

    Those are files such as images that its pages name, and that lie beside the original alone.
    """
    languages = state.languages
    for uri, edition in languages.untranslated():
        file = File.generated(config, uri, content="")
        text = languages.source_text(edition, page_key(uri)) or ""
        file.content_string = stand_in(text, edition, state.words, url=file.url, name=file.name)
        files.append(file)
    for uri, path in languages.borrowed(set(files.src_uris)):
        files.append(File.generated(config, uri, abs_src_path=str(path)))


def compare_translations(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Compare the translations in this language with their originals; log where they lag behind.

    What lags is a warning that `--strict` does not count: a lecturer must be able to publish before the
    translator has caught up.
    """
    languages, root = state.languages, Path(config.config_file_path).parent
    translated = [edition for edition in languages.editions[1:] if edition is languages.own_edition]
    try:
        ledger = read_ledger(root) if translated else {}
    except CourseError as error:
        raise PluginError(str(error)) from None
    translations = read_translations(languages, translated, ledger, state.settings)
    state.standings = {each.key: each.standing for each in translations if each.standing}
    faults = [fault for each in translations if each.standing for fault in each.standing.faults]
    checked = is_below(Path(config.docs_dir), root, without=frozenset(state.waiting))
    for fault in sort_out(faults, root, checked, state.course_dir, translations=True).new:
        log.warning(str(fault))
    for translation in translations:
        for notice in translation.notices():
            lag_log.warning("WARNING -  %s", notice)


def mark_what_lags(article: Article, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Mark the parts of a translated page that lag behind the original."""
    standing = state.standings.get(page_key(page.file.src_uri))
    if standing is not None:
        original = state.languages.editions[0].language.code
        mark_page(article, standing, state.words.translation, original)


def name_versions(context: TemplateContext, page: Page, config: MkDocsConfig, state: BuildState) -> None:
    """Give the page's template its address, and the ids of its sections, in every language."""
    values: dict[str, Any] = {
        "versions": state.languages.versions(page.file.src_uri, page.url),
        "sections": state.languages.sections(page.file.src_uri),
    }
    context.update(values)  # type: ignore[typeddict-item]


def name_front_pages(
    context: TemplateContext, template_name: str, config: MkDocsConfig, state: BuildState
) -> None:
    """Give templates such as 404.html the front page of every language; the sitemap can ask for any page."""
    languages = state.languages
    values: dict[str, Any] = {
        "versions": languages.versions("index.md", ""),
        "versions_of": lambda page: languages.versions(page.file.src_uri, page.url),
    }
    if template_name == "404.html" and not config.site_url:  # MkDocs takes the language for the whole site
        values["base_url"] = f"/{languages.own_edition.language.folder}".rstrip("/")
    context.update(values)  # type: ignore[typeddict-item]


def mark_other_languages(output: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """The page with the words of the course's other languages in ``<span lang>``."""
    return _marked(output, state)


def mark_other_languages_in_template(
    output: str, template_name: str, config: MkDocsConfig, state: BuildState
) -> str:
    """The same for an HTML page without a source, such as 404.html; other files stay as they are."""
    return _marked(output, state) if template_name.endswith(".html") else output


def _marked(page: str, state: BuildState) -> str:
    languages = state.languages
    codes = [edition.language.code for edition in languages.others]
    return mark_runs(page, languages.own_edition.language.code, codes)


#: Builds one language in a process of its own: MkDocs follows only one build in one process.
_BUILD = (sys.executable, str(Path(__file__).resolve().parents[1] / "build.py"))


def serve_other_languages(
    server: LiveReloadServer, builder: Callable[[], None], config: MkDocsConfig, state: BuildState
) -> None:
    """Have `server` answer for the other languages too; each is built when a reader asks for a page of it.

    Without this the link to another language leads nowhere until the site is published.
    """
    languages = state.languages
    _mount(server, languages.own_edition)
    holder = tempfile.TemporaryDirectory(prefix="course-languages-")
    parent = server.mount_path.rstrip("/").rpartition("/")[0]
    app: Application = server.serve_request
    for edition in languages.others:
        mount_path = f"{parent}/{edition.language.place}"
        folder = Path(holder.name, edition.language.called)
        language = LanguageOnDemand(edition, languages.editions, folder, _BUILD)
        app = _with_language(app, language, _file_server(server, builder, folder, mount_path), mount_path)
    server.set_app(partial(_held, holder, app))


def _mount(server: LiveReloadServer, edition: Edition) -> None:
    """Serve a language that the settings name below its folder, where its site will be published.

    MkDocs asks the settings for the place before any step can say which language it builds.
    """
    folder = edition.language.place
    if folder and edition.named and not server.mount_path.endswith(f"/{folder}"):
        server.mount_path += folder
        server.url += folder


def _held(
    holder: tempfile.TemporaryDirectory[str],
    app: Application,
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """The answer of `app`, whose files are in `holder`: both are there as long as the server."""
    return app(environ, start_response)


def _file_server(
    server: LiveReloadServer, builder: Callable[[], None], folder: Path, mount_path: str
) -> Application:
    """MkDocs' server used only to answer with the files of `folder`: it binds no port, watches no file."""
    host, port = server.server_address[:2]
    from mkdocs.livereload import LiveReloadServer  # here: a build watches nothing

    files = LiveReloadServer(builder, str(host), int(port), str(folder), mount_path)
    files.error_handler = lambda code: (folder / "404.html").read_bytes() if code == 404 else None
    return files.serve_request


def _with_language(
    app: Application, language: LanguageOnDemand, files: Application, mount_path: str
) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if not path.startswith(mount_path):
            return app(environ, start_response)
        if path.endswith(("/", ".html")):
            language.bring()
        return files(environ, start_response)

    return answer
