"""Sources read and checked, each by itself: in this process, or a large course in several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from course.checks.rules.all_rules import check_source
from course.checks.surroundings import Surroundings
from course.diagrams.drawer import Drawer
from course.formulas.drawer import FormulaDrawer
from course.markdown.files.source import Source, read_source
from course.markdown.links.anchors import anchors_of
from course.markdown.links.targets import CourseFiles
from course.markdown.reading.parsed import Parsed, parse_source
from course.model.model import Session
from course.model.sessions.parse import parse_session
from course.problems.problem import CourseError, Problem
from course.processes import all_done
from course.settings.course_settings import Settings

#: So few sources are checked sooner here than another process is started.
_FEW = 100


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check of sources needs to know besides them; it is sent to other processes too."""

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


@dataclass(frozen=True, slots=True)
class CheckedSources:
    """What some sources hold, and what is wrong with each by itself."""

    problems: tuple[Problem, ...]
    sessions: tuple[Session, ...]
    anchors: Mapping[str, frozenset[str]]
    """By URI, the anchors of the pages looked at."""


def check_sources(sources: Sequence[Source], around: CheckContext, jobs: int) -> CheckedSources:
    """The sessions, anchors and Problems of `sources`, found by up to `jobs` processes."""
    if jobs < 2 or len(sources) <= _FEW:
        return check_part(sources, around)
    size = -(-len(sources) // jobs)
    parts = [sources[at : at + size] for at in range(0, len(sources), size)]
    checked = all_done(partial(check_part, around=around), parts, jobs, most=1)
    return CheckedSources(
        tuple(chain.from_iterable(part.problems for part in checked)),
        tuple(chain.from_iterable(part.sessions for part in checked)),
        {uri: anchors for part in checked for uri, anchors in part.anchors.items()},
    )


def check_part(sources: Sequence[Source], around: CheckContext) -> CheckedSources:
    """The sessions, anchors and Problems of `sources`, found in this process."""
    site_paths = {**around.lent, **around.addresses}
    files = CourseFiles(site_paths, around.settings.download_types, around.docs_dir.resolve().as_posix())
    anchors = _Anchors(around.docs_dir, sources)
    drawers = around.drawer, around.formulas
    surroundings = Surroundings(around.settings, around.addresses, files, anchors.of, *drawers)
    problems: list[Problem] = []
    sessions: list[Session] = []
    for source in sources:  # one after the other: the tokens of all have no room in a large course
        parsed = parse_source(source)
        anchors.add(parsed)
        problems += check_source(parsed, surroundings)
        session = parse_session(source, around.settings)
        sessions += [session] if session else []
    return CheckedSources(tuple(problems), tuple(sessions), anchors.known)


class _Anchors:
    """The anchors of pages: known for those checked here, read for any other when a link asks for them."""

    def __init__(self, docs_dir: Path, sources: Sequence[Source]) -> None:
        self.docs_dir, self.sources = docs_dir, {source.uri: source for source in sources}
        self.known: dict[str, frozenset[str]] = {}

    def add(self, parsed: Parsed) -> None:
        """Remember the anchors of a page that is checked here."""
        self.known[parsed.source.uri] = anchors_of(parsed.tokens)

    def of(self, uri: str) -> frozenset[str] | None:
        """The anchors of the page `uri`; None where there is no such page, or it cannot be read."""
        if uri not in self.known and (uri in self.sources or (self.docs_dir / uri).is_file()):
            try:
                read = self.sources.get(uri)
                source = read or read_source(self.docs_dir / uri, self.docs_dir, self.docs_dir)
            except (CourseError, OSError):
                return None
            self.known[uri] = anchors_of(parse_source(source).tokens)
        return self.known.get(uri)
