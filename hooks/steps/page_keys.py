"""What pages depend on, as keys of what is kept of them; and where that cannot be known."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from course.diagrams.build import drawing_key
from course.kept import code_key, file_digest, key_of
from course.languages.pages import page_key
from course.model.model import Session
from course.pages.known_page import shown_of, terms_key
from steps.page_templates import folders_by_owner
from steps.state import BuildState, root_of

#: What pages are kept beside: anything else may ask for what no key knows of.
_PLUGINS = frozenset(
    (
        "hooks/events.py",
        "course/listener",
        "search",
        "material/search",
        "mermaid2",
        "offline",
        "material/offline",
    )
)
#: Extensions that read files.
_READING = frozenset(("pymdownx.snippets", "pymdownx.b64"))
_CODE = frozenset((".py", ".html", ".js", ".css", ".yml", ".svg", ".json"))


@dataclass
class PageKeys:
    """The keys of one build's pages."""

    config: MkDocsConfig
    state: BuildState
    _sources: dict[str, str] = field(default_factory=dict)
    _shown_key: str = ""

    def of_source(self, page: Page) -> str:
        """A hash of all that reading a page depends on, but for the anchors that it asks for."""
        uri = page.file.src_uri
        session = self._sessions.get(uri)
        standing = self.state.standings.get(page_key(uri))
        self._sources[uri] = key_of(
            *(self._around, uri, page.file.dest_uri, vars(page).get("title"), page.file.content_string),
            *(bool(page.file.generated_by), session and session.corrections, standing),
        )
        return self._sources[uri]

    def of_marks(self, page: Page) -> str:
        """A hash of what the terms of a page depend on."""
        return key_of(self._sources[page.file.src_uri], self._terms, self.state.glossary_uri, "marks")

    def of_written(self, page: Page, doc_files: Sequence[File], nav: Navigation, env: Environment) -> str:
        """A hash of all that a written page depends on."""
        languages, uri = self.state.languages, page.file.src_uri
        twins = [languages.source_text(edition, page_key(uri)) for edition in languages.others]
        is_glossary = uri == self.state.glossary_uri
        changes = self.state.changed.get(uri), self.state.source_paths.get(uri)
        news = [*map(repr, self.state.changes)] if page.is_homepage else ()
        return key_of(
            *(self.of_marks(page), self._shown(doc_files, nav, env), twins, page.meta),
            *(changes, news),
            page.content if is_glossary else "",
        )

    @cached_property
    def _sessions(self) -> dict[str, Session]:
        return {session.uri: session for session in self.state.course.sessions}

    @cached_property
    def _around(self) -> str:
        """A hash of what all pages depend on: code, templates, settings, words, files and where they are."""
        config, state, root = self.config, self.state, root_of(self.config)
        hooks = root / "hooks"  # of the core all is in `code_key`
        folders = [hooks, *folders_by_owner(config)[0]]
        read = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in _CODE]
        read = [path for path in read if hooks / "course" not in path.parents]
        given = [{name: each[name] for name in each if name != "site_dir"} for each in _given(config)]
        own = [path for path in read if path.suffix == ".html" and hooks not in path.parents]
        code = code_key(), drawing_key(root), [(str(path), file_digest(path)) for path in read]
        places = sorted(state.site_paths.items()), sorted(state.waiting.items()), config.theme.dirs
        languages = state.languages.editions, sorted(state.languages.pages.items())
        told = given, state.settings, state.words.as_data(), state.instructor
        day = get_build_date() if own else ""  # a template of the course's own may show it
        return key_of(code, places, languages, told, day)

    @cached_property
    def _terms(self) -> str:
        return terms_key(self.state.terms)

    def _shown(self, doc_files: Sequence[File], nav: Navigation, env: Environment) -> str:
        """A hash of what pages show of one another, and of the files that all ask for."""
        if not self._shown_key:
            state, config = self.state, self.config
            pages = [
                (file.url, str(file.page.title), _own_meta(file.page)) for file in doc_files if file.page
            ]
            sessions = [shown_of(session) for session in state.course.sessions]
            items, addresses = sorted(state.items.items()), sorted(state.addresses.items())
            made = state.files.offered, sorted(state.files.made.items()), state.drawn_in_browser
            listed = [*map(str, (*config.extra_css, *config.extra_javascript))], config.theme["features"]
            joined = repr(env.globals["joined_assets"])
            menu = [*_entries(nav.items)]
            self._shown_key = key_of(pages, sessions, items, addresses, made, listed, joined, menu)
        return self._shown_key


def _given(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The settings as they were given, which MkDocs itself no longer asks for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return list(config.user_configs)


def _entries(items: Sequence[Any]) -> Iterator[tuple[object, ...]]:
    """The menu, as far as it is told by more than its pages: sections and links."""
    for item in items:
        inside = [*_entries(item.children or ())]
        yield str(item.title), getattr(item, "url", ""), item.is_section, inside


def _own_meta(page: Page) -> list[tuple[str, object]]:
    """The front matter of a page that others may show, such as its icon."""
    return sorted((name, value) for name, value in page.meta.items() if name not in ("inside", "addresses"))


def knows_all(config: MkDocsConfig) -> bool:
    """Whether all that makes pages is known: not where plugins, hooks or extensions of others do."""
    ours = ("markdown.", "pymdownx.")
    listed = [str(name) for name in config.markdown_extensions]
    return (
        set(config.plugins) <= _PLUGINS
        and not _READING & {*listed}
        and all(name.startswith(ours) or ("." not in name and ":" not in name) for name in listed)
        and not any(map(_asks_for_others, _own_templates(config)))
    )


def _own_templates(config: MkDocsConfig) -> Iterator[str]:
    for folder in folders_by_owner(config)[0]:
        yield from (path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.html")))


def _asks_for_others(template: str) -> bool:
    """Whether a template of the course's own shows of other pages what no key knows of."""
    try:
        tree = Environment(autoescape=True).parse(template)
    except TemplateSyntaxError:  # `layer_templates` tells it
        return True
    names = {name.name for name in tree.find_all(nodes.Name)}
    asked = {
        each.attr
        for each in tree.find_all(nodes.Getattr)
        if not (isinstance(each.node, nodes.Name) and each.node.name == "page")
    }
    return bool(names & {"pages"} or asked & {"content", "toc", "markdown"})
