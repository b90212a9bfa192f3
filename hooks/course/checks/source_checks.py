"""Sources read and checked, each by itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from course.checks.kept_sources import KnownSource, KnownSources
from course.checks.pictures import PictureFiles, used_pictures
from course.checks.rules.all_rules import check_source
from course.checks.surroundings import Surroundings
from course.checks.syntax.shell_syntax import bash_stamp
from course.diagrams.drawer import Drawer
from course.formulas.drawer import FormulaDrawer
from course.kept import Store, code_key, key_of
from course.markdown.files.shared_addresses import usual_places
from course.markdown.files.source import Source, read_source
from course.markdown.links.anchors import anchors_key, anchors_of
from course.markdown.links.targets import CourseFiles
from course.markdown.reading.parsed import parse_source
from course.model.model import Session
from course.model.sessions.kept_sessions import kept_session
from course.problems.problem import CourseError, Problem
from course.processes import Ahead, give_back_now_and_then
from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check of sources needs to know besides them."""

    docs_dir: Path
    settings: Settings
    addresses: Mapping[str, str]
    """Every file of the site by its URI, and its path in the site."""
    lent: Mapping[str, str]
    """The same for files of other languages that stand in where this one has none."""
    drawer: Drawer | None
    """What draws the diagrams; None where nothing can."""
    formulas: FormulaDrawer
    """What draws the formulas."""
    kept: Store | None = None
    """Where what is found is kept; None where it is not."""
    drawn_by: str = ""
    """A hash of what draws."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """By URI, the pages that are not out yet, each with its day."""
    template_lines: frozenset[str] = frozenset()
    """The lines that templates put into pages for somebody to replace."""

    @property
    def key(self) -> str:
        """A hash of all that each check depends on."""
        places = sorted(self.addresses.items()), sorted(self.lent.items()), sorted(self.waiting.items())
        others = self.drawn_by, self.settings, sorted(self.template_lines)
        return key_of(code_key(), *others, places, bash_stamp(), self.drawer is None)


@dataclass(frozen=True, slots=True)
class CheckedSources:
    """What some sources hold, and what is wrong with each by itself."""

    problems: tuple[Problem, ...]
    sessions: tuple[Session, ...]
    anchors: Mapping[str, frozenset[str]]
    """By URI, the anchors of the pages looked at."""


def check_sources(sources: Sequence[Source], around: CheckContext) -> CheckedSources:
    """The sessions, anchors and Problems of `sources`."""
    look = _Look(sources, around)
    problems: list[Problem] = []
    sessions: list[Session] = []
    for source in sources:  # one by one: the tokens of all have no room
        known = look.at(source)
        problems += [*known.problems, *look.pictures.problems(source, known.pictures)]
        session = kept_session(source, around.settings, around.kept)
        sessions += [session] if session else []
    return CheckedSources(
        tuple(problems),
        tuple(sessions),
        {source.uri: anchors for source in sources if (anchors := look.anchors.of(source.uri)) is not None},
    )


class _Look:
    """Looks at sources one by one; what was found before is not looked for again."""

    def __init__(self, sources: Sequence[Source], around: CheckContext) -> None:
        self.around, self.sources, self.ahead = around, sources, Ahead()
        site_paths = {**around.lent, **around.addresses}
        docs_path = around.docs_dir.resolve().as_posix()
        later = usual_places(around.waiting)
        self.files = CourseFiles(site_paths, around.settings.download_types, docs_path, later)
        self.anchors = _Anchors(around.docs_dir, sources, around.kept)
        self.pictures = PictureFiles(around.docs_dir)
        drawers = around.drawer, around.formulas
        self.surroundings = Surroundings(
            *(around.settings, around.addresses, self.files, self.anchors.of),
            *(*drawers, around.waiting, around.template_lines),
        )
        self.known = (
            KnownSources(around.kept, around.key, around.docs_dir, self.anchors.of) if around.kept else None
        )

    def at(self, source: Source) -> KnownSource:
        """What is found in one source."""
        drawer = self.around.drawer
        known = self.known.get(source) if self.known else None
        if known is None and self.known and self.ahead.made(self._keep, partial(self._from, source)):
            known = self.known.get(source)
        if known is None:
            give_back_now_and_then()
            failures = len(drawer.failures) if drawer else 0
            known = self._found(source)
            has_failed = (
                drawer is not None and len(drawer.failures) > failures
            )  # it may draw it the next time
            if self.known and not has_failed:
                self.known.put(source, known)
        if drawer:
            drawer.drawn_before |= {bytes.fromhex(each) for each in known.drawn}
        return known

    def _keep(self, source: Source) -> None:
        """Look at a source for the store alone."""
        self.at(source)
        kept_session(source, self.around.settings, self.around.kept)
        self.anchors.of(source.uri)

    def _from(self, first: Source) -> Sequence[Source]:
        return self.sources[self.sources.index(first) :]

    def _found(self, source: Source) -> KnownSource:
        drawn: set[bytes] = set()
        drawer = self.around.drawer or Drawer(None)
        drawer.drawn_before, before = drawn, drawer.drawn_before
        self.anchors.asked, self.files.asked = {}, {}
        try:
            parsed = parse_source(source)
            problems = check_source(parsed, self.surroundings)
            pictures = tuple(used_pictures(parsed, self.surroundings))
        finally:
            drawer.drawn_before = before
        asked = {uri: anchors_key(anchors) for uri, anchors in self.anchors.asked.items()}
        hashes = tuple(sorted(each.hex() for each in drawn))
        return KnownSource(tuple(problems), hashes, asked, self.files.asked, pictures)


class _Anchors:
    """The anchors of pages: known for those checked here, read for any other when a link asks for them."""

    def __init__(self, docs_dir: Path, sources: Sequence[Source], kept: Store | None) -> None:
        self.docs_dir, self.sources = docs_dir, {source.uri: source for source in sources}
        self.kept = kept
        self.known: dict[str, frozenset[str] | None] = {}
        self.asked: dict[str, frozenset[str] | None] = {}
        """What links have asked for since this was emptied."""

    def of(self, uri: str) -> frozenset[str] | None:
        """The anchors of the page `uri`; None where there is no such page, or it cannot be read."""
        if uri not in self.known:
            self.known[uri] = self._read(uri)
        self.asked[uri] = self.known[uri]
        return self.known[uri]

    def _read(self, uri: str) -> frozenset[str] | None:
        source = self.sources.get(uri)
        if source is None and not os.path.isfile(f"{self.docs_dir}/{uri}"):  # noqa: PTH113 - raises nothing
            return None
        try:
            return self._of(source or read_source(self.docs_dir / uri, self.docs_dir, self.docs_dir))
        except (CourseError, OSError):
            return None

    def _of(self, source: Source) -> frozenset[str]:
        def read() -> frozenset[str]:
            return anchors_of(parse_source(source).tokens)

        key = key_of("anchors", code_key(), source.text)
        return self.kept.made(key, frozenset[str], read) if self.kept else read()
