"""Pages that nothing has changed since the last build are not made again.

MkDocs reads every page, then lets the steps of `on_env` look at all, then writes every page. So three things
are kept for each: what reading it makes, by all that is read; which terms and items it has, by the terms of
the course too; and what is written, by all that its template is told besides. What pages show of one another
(titles, terms, times) is one key: where it changes, all are written anew, but only changed ones are read.

MkDocs has no event at which a page could be left out: its two functions are replaced while it builds, as
`mkdocs.commands.build.build` finds them by name. Without that, all pages are made each time, the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from course.diagrams.figure import has_diagram_for_browser
from course.formulas.build import has_formulas
from course.formulas.drawer import start_formulas
from course.kept import Store, key_of
from course.markdown.links.anchors import anchors_key
from course.markdown.reading.page_title import title_in_html
from course.pages.known_page import KnownMarks, KnownPage, WrittenPage
from course.pages.progress import PageItems
from course.processes import Ahead, give_back_now_and_then
from steps.kept_templates import keep_templates
from steps.packed_pages import WaitingPage, pack
from steps.page_keys import PageKeys, knows_all
from steps.site_pages import keep_needs
from steps.state import BuildState, root_of, state_of, store_of

Kept = TypeVar("Kept", KnownPage, KnownMarks)
_populate: Callable[..., None] = mkdocs_build._populate_page
_build: Callable[..., None] = mkdocs_build._build_page


@dataclass(slots=True)
class NotedAnchors:
    """The anchors of pages, noting whose were asked for."""

    anchors: Mapping[str, frozenset[str]]
    asked: dict[str, str] = field(default_factory=dict)

    def get(self, uri: str, default: Any = ()) -> Any:
        """The anchors of the page `uri`."""
        self.asked[uri] = anchors_key(self.anchors.get(uri))
        return self.anchors.get(uri, default)


@dataclass
class KeptPages:
    """What is kept of the pages of one build."""

    config: MkDocsConfig
    state: BuildState
    known: dict[str, KnownPage] = field(default_factory=dict)
    """By URI, what is known of the pages that were not read again."""
    unmarked: dict[str, Callable[[], object]] = field(default_factory=dict)
    """By URI, what marks the terms of a page that was not looked at, should it be written anew."""
    uses: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """By URI, the terms of pages that were looked at: by their anchors, the first section of each."""
    written: dict[Path, str] = field(default_factory=dict)
    """By path, the key that a page is kept by as it is written."""
    held: set[Path] = field(default_factory=set)
    """Those that are not on disk yet: `site_pages` writes them."""
    _asked: dict[str, NotedAnchors] = field(default_factory=dict)
    _reading: Ahead = field(default_factory=Ahead)
    _writing: Ahead = field(default_factory=Ahead)

    @cached_property
    def keys(self) -> PageKeys:
        """The keys that it is kept by."""
        return PageKeys(self.config, self.state)

    @cached_property
    def store(self) -> Store:
        """Where it is kept."""
        return store_of(self.config)

    def anchors_for(self, uri: str) -> NotedAnchors:
        """The anchors of all pages, for the page `uri` to ask for."""
        return self._asked.setdefault(uri, NotedAnchors(self.state.anchors))

    def read(self, page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
        """Read a page as MkDocs does, or take what is known of it."""
        key = self.keys.of_source(page)
        known = self._read_before(key)
        read = _untold(lambda each: self.read(each, config, files, dirty))
        if known is None and _is_logged() and self._reading.made(read, lambda: _from(page, files)):
            known = self._read_before(key)
        if known is not None:
            self._take(page, known, files, key)
            return
        before, self.state.search_words = self.state.search_words, {}
        with _silence() as is_silent:
            _populate(page, config, files, dirty)
        known = self._known_of(page)
        before.update(known.search_words)
        self.state.search_words = before
        if is_silent() and not known.for_browser:  # what failed may be drawn the next time
            self._put(key, known)
            self.store.put(key_of(key, "content"), (page.content or "").encode("utf-8", "surrogatepass"))
        give_back_now_and_then()

    def marks(self, page: Page) -> KnownMarks | None:
        """The terms and items of a page that was not read again; None where they are not known."""
        return self._get(self.keys.of_marks(page), KnownMarks) if page.file.src_uri in self.known else None

    def keep_marks(self, page: Page, items: PageItems) -> None:
        """Keep the terms that a page uses, and its items."""
        self._put(self.keys.of_marks(page), KnownMarks(self.uses.get(page.file.src_uri, {}), items))

    def write(
        self,
        page: Page,
        config: MkDocsConfig,
        doc_files: Sequence[File],
        nav: Navigation,
        env: Environment,
        dirty: bool = False,
        excluded: bool = False,
    ) -> None:
        """Write a page as MkDocs does, or hold it as it was written before."""
        state, file = self.state, page.file
        key = self.keys.of_written(page, doc_files, nav, env)
        path = Path(file.abs_dest_path)
        packed = self.store.get(key)
        keep = _untold(lambda each: self._keep(each, config, doc_files, nav, env, dirty))
        if packed is None and _is_logged() and self._writing.made(keep, lambda: _from(page, doc_files)):
            packed = self.store.get(key)
        if packed is not None:
            self.written[path] = key
            self.held.add(path)
            if found := WrittenPage.unpacked(packed).sections:
                state.search_pages[page.url] = found
            return
        if mark := self.unmarked.pop(file.src_uri, None):
            mark()
        with _silence() as is_silent:
            _build(page, config, doc_files, nav, env, dirty, excluded)
        sections = state.search_pages.get(page.url, b"")
        if is_silent() and path.is_file() and isinstance(sections, bytes):
            html = path.read_bytes()
            self.store.put(key, WrittenPage(html, sections).packed())
            keep_needs(self.store, key, html)
            self.written[path] = key

    def _keep(self, page: Page, *given: Any) -> None:
        """Write a page for the store alone."""
        self.write(page, *given)
        Path(page.file.abs_dest_path).unlink(missing_ok=True)

    def _read_before(self, key: str) -> KnownPage | None:
        """What is known of the page of that key, if it stands as it is and its HTML is there."""
        known, anchors = self._get(key, KnownPage), self.state.anchors
        if known and all(
            anchors_key(anchors.get(uri)) == asked for uri, asked in known.anchors_asked.items()
        ):
            return known if self.store.holds(key_of(key, "content")) else None
        return None

    def _take(self, page: Page, known: KnownPage, files: Files, key: str) -> None:
        """Give a page what is known of it, as reading would have."""
        uri, state = page.file.src_uri, self.state
        self.known[uri] = known
        html_key = key_of(key, "content")
        page.markdown, page.meta = "", dict(known.meta)
        pack(page, WaitingPage)._wait = lambda: (self.store.get(html_key) or b"").decode(
            "utf-8", "surrogatepass"
        )
        headings: list[Any] = [*known.toc]
        page.toc = get_toc(headings)
        page._title_from_render = known.title
        page.present_anchor_ids = set(known.anchors)
        page.links_to_anchors = {
            file: dict(links) for name, links in known.links.items() if (file := files.src_uris.get(name))
        }
        state.search_words.update(known.search_words)
        state.diagrams.shown[page.url] = [*known.diagrams]

    def _known_of(self, page: Page) -> KnownPage:
        """What reading has made of a page."""
        html, state = page.content or "", self.state
        titled = any(item.level == 1 and item.title for item in page.toc)
        asked = self._asked.get(page.file.src_uri)
        in_words = start_formulas(root_of(self.config)).in_words
        return KnownPage(
            toc=tuple(map(_toc_token, page.toc)),
            meta=dict(page.meta),
            title=page._title_from_render,
            title_in_html="" if titled else title_in_html(html, in_words),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            links={file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
            search_words=state.search_words,
            diagrams=tuple(state.diagrams.shown.get(page.url, ())),
            for_browser=has_diagram_for_browser(html),
            has_formulas=has_formulas(html),
            anchors_asked=asked.asked if asked else {},
        )

    def _get(self, key: str, kind: type[Kept]) -> Kept | None:
        kept = self.store.get(key)
        return msgspec.json.decode(kept, type=kind) if kept is not None else None

    def _put(self, key: str, known: KnownPage | KnownMarks) -> None:
        """Keep what is `known`, unless it holds what JSON cannot."""
        try:
            written = msgspec.json.encode(known)
            if msgspec.json.decode(written, type=type(known)) == known:
                self.store.put(key, written)
        except (TypeError, ValueError, msgspec.MsgspecError):
            pass


def _untold(make: Callable[[Page], None]) -> Callable[[Page], None]:
    """`make` for copies of this process: what they tell is not kept, so that it is told again here."""

    def make_untold(page: Page) -> None:
        logging.getLogger("mkdocs").handlers = [logging.NullHandler()]
        make(page)

    return make_untold


def _from(first: Page, files: Iterable[File]) -> list[Page]:
    """The pages of `files` from the `first` on."""
    pages = [file.page for file in files if file.page]
    return pages[pages.index(first) :] if first in pages else []


def _toc_token(item: AnchorLink) -> dict[str, Any]:
    """A heading, as `get_toc` takes it."""
    children = [*map(_toc_token, item.children)]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


class _Counter(logging.Handler):
    """Counts what is told."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.count += 1


def _is_logged() -> bool:
    """Whether all that pages tell is logged: else nobody knows of it, and nothing is kept."""
    return logging.getLogger("mkdocs").isEnabledFor(logging.INFO)


@contextmanager
def _silence() -> Iterator[Callable[[], bool]]:
    """Whether nothing was told while this lasted: what was told must be told again, so it is made again."""
    log, counter = logging.getLogger("mkdocs"), _Counter()
    log.addHandler(counter)
    try:
        yield lambda: not counter.count and _is_logged()
    finally:
        log.removeHandler(counter)


@contextmanager
def keeping_pages(config: MkDocsConfig) -> Iterator[None]:
    """While this lasts, MkDocs makes only pages that something has changed."""
    if not knows_all(config):
        state_of(config).last_dir = None  # what is not ours may write in place into what would be a link
        yield
        return
    keep_templates(config)
    kept = state_of(config).kept = KeptPages(config, state_of(config))
    mkdocs_build._populate_page, mkdocs_build._build_page = kept.read, kept.write
    try:
        yield
    finally:
        state_of(config).kept = None  # who makes a page again, makes all of it
        mkdocs_build._populate_page, mkdocs_build._build_page = _populate, _build
