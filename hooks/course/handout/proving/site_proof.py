"""The handouts of a built site against its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from course.diagrams.proof import project_drawings
from course.fonts.faces import font_name
from course.handout.editions import STUDENT
from course.handout.paper import PAPERS
from course.handout.proving.expected import Expectation, Wanted, read_wanted
from course.handout.proving.pdf_facts import read_pdf
from course.handout.proving.proof import check_pdf
from course.handout.proving.proved import wanted_rulings
from course.markdown.files.docs_files import markdown_uris, page_path, read_sources
from course.markdown.files.shared_addresses import moved_pages
from course.markdown.files.source import Source
from course.model.editions import language_folders, read_editions
from course.model.sessions.course_tree import parse_course
from course.problems.problem import CourseError, Problem, display_path
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
    sources = {source.uri: source for source in read_sources(uris, language.docs_dir, root)[0]}
    taught = [session.uri for session in parse_course(sources.values(), settings).sessions]
    order = {uri: number for number, uri in enumerate(dict.fromkeys([*taught, *uris]))}
    problems: list[Problem] = []
    known: dict[str, Wanted] = {}
    for pdf, (kind, members) in linked.items():
        own = sorted((uri for uri in members if uri in sources), key=lambda uri: order.get(uri, 0))
        problems += _check(pdf, kind, [sources[uri] for uri in own], language, root, settings, look, known)
    if linked:
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


def _check(
    pdf: Path,
    kind: str,
    sources: Sequence[Source],
    language: LanguageSite,
    root: Path,
    settings: Settings,
    look: HandoutSettings,
    known: dict[str, Wanted],
) -> list[Problem]:
    shown = display_path(pdf, language.site_dir.parent)
    paper = PAPERS[look.paper]
    try:
        facts = read_pdf(pdf.read_bytes(), paper)
    except (OSError, ValueError) as error:
        why, mend = "its readers get nothing", "build the site again"
        return [Problem(shown, 1, f"the handout cannot be read: {error}", why, mend, "handout-file")]
    for source in sources:
        if source.uri not in known:
            known[source.uri] = read_wanted(source, settings.keyword_headings, language.site_dir)
    url = language.site_url
    if url and kind != "booklet":
        page = language.page_of(sources[0].uri)
        url += page.relative_to(language.site_dir).as_posix().removesuffix("index.html") if page else ""
    wanted = tuple((source.path, known[source.uri]) for source in sources)
    keeps = look.folded != "out"
    rulings = [
        wanted_rulings(each, known[each.uri], settings, STUDENT.answer_lines, keep_folded=keeps)
        for each in sources
    ]
    fonts = tuple(font_name(root / name) for name in look.fonts if (root / name).is_file())
    drawings = project_drawings(root)
    expected = Expectation(
        shown,
        wanted,
        url,
        language.code,
        paper,
        not keeps,
        fonts=fonts,
        rulings=sum(rulings, ()),
        drawings=drawings,
    )
    return check_pdf(facts, expected)


def check_built_handouts(
    site_dir: Path, docs_dir: Path | None, settings: Settings, *, instructor: bool = False
) -> tuple[list[Problem], int]:
    """The Problems of all handouts in the built site, every language's, and how many were read."""
    root = Path.cwd()
    stated, urls = _stated(root)
    problems: list[Problem] = []
    count = 0
    for docs, part, _ in language_folders(site_dir, docs_dir or Path("docs")):
        code, url = urls.get(part.name, (part.name, ""))
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
