"""The folder of sources as a whole: its files, whether each can be read and has its own address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course.checks.secrets import check_downloads
from course.checks.source_checks import CheckContext, check_sources
from course.diagrams.drawer import Drawer
from course.diagrams.proof import proof_key
from course.formulas.drawer import start_formulas
from course.kept import CACHE, Store
from course.markdown.files.docs_files import (
    check_addresses,
    check_files,
    published_files,
    read_sources,
    waiting_files,
)
from course.markdown.files.folder_pages import is_page
from course.markdown.reading.page_templates import template_lines
from course.model.course_reading import read_course
from course.model.model import Course
from course.model.terms.terms import check_definitions, glossary_terms
from course.problems.codes import fails_strict, raised
from course.problems.problem import Problem, display_path
from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check_docs` found, sorted by file and line."""

    unreadable: tuple[Problem, ...]
    """Problems of the files that no page can be made of."""
    doubtful: tuple[Problem, ...]
    """Problems of files that still become pages: errors, warnings and hints."""
    source_count: int
    """How many sources were read."""
    course: Course
    """The weeks, days and sessions that the sources make."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By URI, the anchors of every page."""
    unreadable_uris: frozenset[str] = frozenset()
    """URIs of the files that no page can be made of."""

    @property
    def problems(self) -> list[Problem]:
        """All Problems, sorted by file and line."""
        return sorted(self.unreadable + self.doubtful)

    @property
    def faults(self) -> list[Problem]:
        """All Problems but the hints."""
        return [problem for problem in self.problems if fails_strict(problem)]


def check_docs(
    docs_dir: Path,
    root: Path,
    *,
    addresses: Mapping[str, str],
    settings: Settings,
    only: Collection[str] | None = None,
    lent: Mapping[str, str] | None = None,
    excluded: str = "",
    theme_dirs: Sequence[Path] = (),
    instructor: bool = False,
    drawer: Drawer | None = None,
) -> Findings:
    """All that is wrong with the files below `docs_dir` before a page is made.

    `addresses` gives, by URI, each file's path in the site; with `only`, no other pages than these are looked
    at. `lent` are the files of other languages that stand in where this one has none; `excluded` are patterns
    of files that the settings leave out; `theme_dirs` hold the files that the product brings; with
    `instructor`, files for the lecturer alone are looked at too. `drawer` draws the diagrams. Problems name
    files relative to `root`.
    """
    pages = [uri for uri in addresses if is_page(uri) and (only is None or uri in only)]
    kept = Store(root / CACHE)
    sources, unreadable = read_sources(pages, docs_dir, root, settings.quiz_headings, kept)
    docs_path = display_path(docs_dir, root)
    clashes = check_addresses(addresses, docs_path, theme_dirs, settings.download_types)
    shown = {display_path(docs_dir / uri, root) for uri in only or ()}
    files = check_files(docs_dir, root, excluded, instructor=instructor)
    shown |= {f"{docs_path}/{uri}" for uri in only or ()}
    unreadable += [each for each in files if only is None or each.path in shown]
    doubtful = [clash for clash in clashes if only is None or clash.path in shown]
    drawers = drawer, start_formulas(root)
    around = CheckContext(
        docs_dir,
        settings,
        addresses,
        lent or {},
        *drawers,
        kept,
        proof_key(root),
        waiting_files(docs_dir),
        template_lines(root),
    )
    checked = check_sources(sources, around)
    course, course_problems = read_course(
        checked.sessions, sources, addresses, docs_dir, root, settings, only
    )
    doubtful += [*checked.problems, *course_problems]
    if only is None:
        downloads = published_files(addresses, theme_dirs, settings.download_types)
        doubtful += check_downloads(docs_dir, downloads, docs_path)
    doubtful += check_definitions(glossary_terms(course, (), at_least=2))
    return Findings(
        tuple(sorted(raised(unreadable, settings.errors))),
        tuple(sorted(raised(doubtful, settings.errors))),
        len(sources),
        course,
        checked.anchors,
        frozenset(pages) - {source.uri for source in sources},
    )
