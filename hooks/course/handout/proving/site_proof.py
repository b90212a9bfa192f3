"""The handouts of a built site against its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from course.diagrams.proof import project_drawings, proof_key
from course.fonts.faces import font_name
from course.handout.editions import STUDENT
from course.handout.paper import PAPERS
from course.handout.proving.expected import Expectation, read_wanted
from course.handout.proving.pdf_facts import read_pdf
from course.handout.proving.proof import check_pdf
from course.handout.proving.proved import wanted_rulings
from course.kept import CACHE, Store, code_key, digest, key_of, noted, recording
from course.markdown.files.docs_files import markdown_uris, page_path, read_sources
from course.markdown.files.shared_addresses import moved_pages
from course.markdown.files.source import Source
from course.model.editions import read_editions
from course.model.sessions.course_tree import parse_course
from course.model.sessions.kept_sessions import kept_session
from course.model.site_folders import built_language, language_folders
from course.problems.problem import CourseError, Problem, display_path, from_json, to_json
from course.processes import all_done
from course.settings.config import read_config
from course.settings.course_settings import Settings
from course.settings.handout_settings import HandoutSettings, parse_handout_settings

_LINK = re.compile(r'<a href="([^"]+)" data-handout="(\w+)"')


@dataclass(frozen=True, slots=True)
class LanguageSite:
    """One language's sources and pages."""

    docs_dir: Path
    site_dir: Path
    site_url: str
    """Empty where it is not known: then QR codes are not compared."""
    code: str
    """Of the language, such as ``ko``."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Its `moved_pages`."""

    def page_of(self, uri: str) -> Path | None:
        """The page made from the source `uri`; None where there is none."""
        return page_path(self.site_dir, uri, self.moved)


def check_handouts(
    language: LanguageSite,
    root: Path,
    settings: Settings,
    look: HandoutSettings,
    *,
    instructor: bool = False,
) -> tuple[list[Problem], int]:
    """The Problems of all handouts that pages of the site lead to, and how many were read.

    The lecturer's pages are among them where `instructor`.
    """
    uris = markdown_uris(language.docs_dir, instructor=instructor)
    language = replace(language, moved=moved_pages(uris))
    linked = _linked_handouts(language, uris)
    if not linked:
        return [], 0
    sources = {
        source.uri: source
        for source in read_sources(uris, language.docs_dir, root, settings.quiz_headings)[0]
    }
    arranged = parse_course(sources.values(), settings, Store(root / CACHE))
    taught = [session.uri for session in arranged.sessions]
    order = {uri: number for number, uri in enumerate(dict.fromkeys([*taught, *uris]))}
    orders, drawn_by = [], proof_key(root)
    for pdf, (kind, members) in linked.items():
        own = sorted((uri for uri in members if uri in sources), key=lambda uri: order.get(uri, 0))
        read = tuple(sources[uri] for uri in own)
        orders.append(_Proof(pdf, kind, read, language, settings, look, root, drawn_by, not instructor))
    problems = [problem for found in all_done(_prove, orders) for problem in found]
    shown = [uri for uri in taught if uri in sources and language.page_of(uri)]
    problems += _unlinked(shown, linked, sources)
    return problems, len(linked)


def _linked_handouts(language: LanguageSite, uris: Sequence[str]) -> dict[Path, tuple[str, list[str]]]:
    """Kind and sources of each PDF, by its place."""
    linked: dict[Path, tuple[str, list[str]]] = {}
    for uri in uris:
        page = language.page_of(uri)
        if page is None:
            continue
        for href, kind in _LINK.findall(page.read_text(encoding="utf-8")):
            pdf = (page.parent / unquote(unescape(href))).resolve()
            linked.setdefault(pdf, (kind, []))[1].append(uri)
    return linked


def _unlinked(
    taught: Sequence[str], linked: dict[Path, tuple[str, list[str]]], sources: dict[str, Source]
) -> list[Problem]:
    """A Problem for each session without a handout, where others have one."""
    having = {uri for kind, members in linked.values() for uri in members if kind == "student"}
    why, mend = "its students have nothing to print", "build the site again and see what it tells"
    return [
        Problem(sources[uri].path, 1, "the session has no handout", why, mend, "handout-missing")
        for uri in taught
        if uri not in having
    ]


@dataclass(frozen=True, slots=True)
class _Proof:
    """A handout to be held against its sources."""

    pdf: Path
    kind: str
    sources: tuple[Source, ...]
    language: LanguageSite
    settings: Settings
    look: HandoutSettings
    root: Path
    drawn_by: str
    """The `proof_key` of the project."""
    asks: bool
    """Whether its pages ask for answers to type, and do not tell them."""

    @property
    def shown(self) -> str:
        """Its path as a Problem names it."""
        return display_path(self.pdf, self.language.site_dir.parent)

    @property
    def url(self) -> str:
        """What its QR code says: a booklet's leads to the course."""
        url, site_dir = self.language.site_url, self.language.site_dir
        page = self.language.page_of(self.sources[0].uri) if url and self.kind != "booklet" else None
        return url + page.relative_to(site_dir).as_posix().removesuffix("index.html") if page else url

    def key(self, content: bytes) -> str:
        """What the Problems of `content` depend on, but for the pictures in the site."""
        sources = [(each.path, each.text, repr(each.questions), self.asks) for each in self.sources]
        facts = (self.shown, sources, self.url, self.language.code, repr(self.settings), repr(self.look))
        return key_of("proof", code_key(), digest(content), facts, self.drawn_by)


def _prove(proof: _Proof) -> list[Problem]:
    """The Problems of one handout, as kept where nothing of it has changed."""
    try:
        content = proof.pdf.read_bytes()
        kept, key = Store(proof.root / CACHE), proof.key(content)
        known = kept.get(key, proof.language.site_dir)
        facts = read_pdf(content, PAPERS[proof.look.paper]) if known is None else None
    except (OSError, ValueError) as error:
        why, mend = "its readers get nothing", "build the site again"
        return [Problem(proof.shown, 1, f"the handout cannot be read: {error}", why, mend, "handout-file")]
    if facts is None:
        return from_json(known or "[]")
    with recording(proof.language.site_dir) as reads:
        problems = check_pdf(facts, _expected(proof))
    kept.put(key, to_json(problems).encode(), reads)
    return problems


def _expected(proof: _Proof) -> Expectation:
    """What a handout must hold."""
    settings, keeps, kept = proof.settings, proof.look.folded != "out", Store(proof.root / CACHE)
    wanted = [read_wanted(each, settings.keyword_headings, proof.language.site_dir) for each in proof.sources]
    pairs = list(zip(proof.sources, wanted, strict=True))
    rulings = [
        wanted_rulings(
            *(source, own, kept_session(source, settings, kept), STUDENT.answer_lines),
            keep_folded=keeps,
            asks=proof.asks,
        )
        for source, own in pairs
    ]
    fonts = [noted(proof.root / name) for name in proof.look.fonts]
    return Expectation(
        proof.shown,
        tuple((source.path, own) for source, own in pairs),
        proof.url,
        proof.language.code,
        PAPERS[proof.look.paper],
        not keeps,
        fonts=tuple(font_name(path) for path in fonts if path.is_file()),
        rulings=sum(rulings, ()),
        drawings=project_drawings(proof.root),
    )


def check_built_handouts(
    site_dir: Path, docs_dir: Path | None, settings: Settings, *, instructor: bool = False
) -> tuple[list[Problem], int]:
    """The Problems of all handouts in the built site, every language's, and how many were read."""
    root = Path.cwd()
    stated, urls = _stated(root)
    problems: list[Problem] = []
    count = 0
    for docs, part, _ in language_folders(site_dir, docs_dir):
        code, url = urls.get(part.name) or urls.get("") or (part.name, "")
        code = built_language(part) or code
        language = LanguageSite(docs, part.resolve(), url, code)
        found, read = check_handouts(language, root, settings, stated, instructor=instructor)
        problems += found
        count += read
    return sorted(problems), count


def _stated(root: Path) -> tuple[HandoutSettings, dict[str, tuple[str, str]]]:
    """What mkdocs.yml says of handouts, and each language's code and address by its folder in the site."""
    if not (root / "mkdocs.yml").is_file():
        return HandoutSettings(), {}
    extra = read_config(root / "mkdocs.yml").get("extra")
    stated = parse_handout_settings(extra.get("handouts") if isinstance(extra, dict) else None)
    try:
        editions = read_editions(root)
    except CourseError:  # another course's site is checked here, without sources of our own
        editions = []
    return stated, {each.language.folder: (each.language.code, each.site_url) for each in editions}
