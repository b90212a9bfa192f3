"""``run.py handouts``: the handouts of a built site, as PDF."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from course.fonts import fonts_installed
from course.handout.editions import EDITIONS, STUDENT
from course.model.built_language import FOLDER
from course.problems.codes import fails_strict
from course.problems.command_words import Parser
from course.processes import JOBS
from course.publish.handouts import MODULES, HandoutRequest, make_handouts
from course.publish.instructor_site import instructor_pages
from course.publish.request import Building
from course.verbs.handed import BY_ITSELF, Handed

_EXAMPLES = """examples:
  run.py handouts                           every session, for students
  run.py handouts week_03/day3/session_1    that session alone (session_1 alone names it too)
  run.py handouts --week 3 --edition instructor
  run.py handouts session_1 --edition exercises"""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 with all handouts made, 1 with Problems, 2 for what is not there."""
    given = _parser().parse_args(words)
    edition = EDITIONS[given.edition]
    if not fonts_installed(MODULES):
        what = "the fonts are not in node_modules, so there are no handouts; run.py site brings them by npm"
        print(f"run.py handouts: {what}", file=sys.stderr)
        return 2
    asked = HandoutRequest(
        tuple(given.sessions),
        edition,
        given.week,
        jobs=max(1, given.jobs),
        docs_dir=given.docs,
        language=given.language,
        instructor=handed.instructor or edition.is_lecturers,
    )
    with _pages(given, handed) as site_dir:
        problems = make_handouts(site_dir, given.output, asked)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if any(fails_strict(each) or each.code == "handout-failed" for each in problems) else 0


def _pages(given: argparse.Namespace, handed: Handed) -> AbstractContextManager[Path]:
    """The folder of the pages that handouts are made of; the lecturer's are built for it."""
    if not EDITIONS[given.edition].is_lecturers:
        return nullcontext(given.site or Path("site"))
    building = Building(handed.build, docs_dir=given.docs, language=given.language)
    return instructor_pages(Path.cwd(), building, given.site)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="run.py handouts",
        description="Make handouts (PDF) of a built site's pages.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    usual = "all sessions; where there are none, all pages"
    add("sessions", nargs="*", help=f"pages, by their source's path or the end of it ({usual})")
    add("--edition", choices=[*EDITIONS], default=STUDENT.name, help=f"whom it is for ({STUDENT.name})")
    add("--week", type=int, help="the booklet of that week")
    add("--site", type=Path, help="the built site (site; for instructors their pages are built anew)")
    add("--docs", type=Path, help="its sources, where they are another course's")
    add("--language", default="", metavar="TAG", help="with --docs: its language (that of its text)")
    add("-o", "--output", type=Path, default=Path(FOLDER), help=f"where they go ({FOLDER}/)")
    add("--jobs", type=int, default=JOBS, help="how many are made at once (one a processor)")
    return parser
