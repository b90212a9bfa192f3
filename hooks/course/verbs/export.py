"""``run.py export``: the course as files to take away."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from course.checks.course_sources import read_guide_url
from course.problems.command_words import Parser
from course.problems.problem import CourseError, NotThereError
from course.problems.telling import teller_of
from course.publish.book.export_book import export_book
from course.publish.book.wanted import Wanted
from course.publish.exported import Exported, PlaceError
from course.publish.lms.export_lms import export_lms
from course.publish.markdown.export_markdown import export_markdown
from course.publish.offline import export_offline
from course.publish.quizzes.export_quizzes import export_quizzes
from course.publish.request import Building
from course.verbs.build_options import add_build_options, build_options, progress_of
from course.verbs.handed import BY_ITSELF, Handed

Exporter = Callable[[Path, Path, Building], list[Exported]]
#: The editions, by the word that asks for them.
EXPORTERS: Mapping[str, Exporter] = {
    "offline": export_offline,
    "markdown": export_markdown,
    "lms": export_lms,
    "quizzes": export_quizzes,
}
#: Those that hold what is for the lecturer alone: they must be asked for with ``--instructor``.
_INSTRUCTORS = frozenset(("quizzes",))
#: Those that can be of a part of the course.
BOOKS = ("epub", "print")
_EXAMPLES = """examples:
  run.py export offline            the whole site, for a USB stick
  run.py export epub               the course as a book, in each language
  run.py export epub --week 3      a week of it
  run.py export print session_1    one session as a page for printing
  run.py export quizzes --instructor   quizzes with answers, for Moodle, Canvas and Anki
Other arguments are those of mkdocs build; markdown and quizzes know --no-strict alone."""
_NO_STRICT = "--no-strict"


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 with the edition made, 1 with Problems told, 2 for a place where nothing can be
    written; what was there is as it was.
    """
    parser = _parser()
    given, further = parser.parse_known_args(words)
    if given.edition not in BOOKS and (given.sessions or given.week is not None):
        parser.error(f"sessions and --week are for {' and '.join(BOOKS)}")
    if given.sessions and given.week is not None:
        parser.error("name sessions or a --week, not both")
    options = _options(given.edition, further)
    docs_dir = given.docs and Path(os.path.realpath(given.docs))
    _check_instructor(given.edition, asked=given.instructor)
    # What is for the lecturer alone is in no other edition, whoever asks.
    building = Building(
        handed.build,
        build_options(options),
        docs_dir=docs_dir,
        language=given.language,
        teller=teller_of(
            docs_dir, is_check=False, guide_url=read_guide_url(), progress=progress_of("export", options)
        ),
    )
    try:
        _check_output(given.output.resolve(), docs_dir or Path("docs").resolve())
        made = _exporter(given)(Path.cwd(), given.output, building)
    except CourseError as error:
        print(*error.problems, "Not exported.", sep="\n", file=sys.stderr)
        return 1
    except PlaceError as error:
        print(f"run.py export: {error}", file=sys.stderr)
        return 2
    print(*made, sep="\n")
    return 0


def _exporter(given: argparse.Namespace) -> Exporter:
    """What makes the edition that is asked for."""
    if given.edition not in BOOKS:
        return EXPORTERS[given.edition]
    wanted = Wanted(tuple(given.sessions), given.week)
    return partial(export_book, wanted=wanted, prints=given.edition == "print")


def _check_instructor(edition: str, *, asked: bool) -> None:
    """Raises NotThereError where an edition with answers is not asked for as such, or another one is."""
    if edition in _INSTRUCTORS and not asked:
        raise NotThereError(f"export {edition} holds the right answers; ask for it with --instructor")
    if asked and edition not in _INSTRUCTORS:
        raise NotThereError(f"export {edition} holds nothing for the instructor; leave out --instructor")


def _options(edition: str, further: Sequence[str]) -> argparse.Namespace:
    """What `further` words say of how pages are built.

    Raises NotThereError for one that an edition which builds none has no use for.
    """
    if edition in ("markdown", "quizzes"):
        for word in further:
            if word != _NO_STRICT:
                raise NotThereError(f"export {edition} knows no {word}; see run.py export --help")
    parser = Parser(prog=f"run.py export {edition}", add_help=False)
    add_build_options(parser)
    return parser.parse_args(further)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="run.py export",
        description="Make an edition to take away.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("edition", choices=[*EXPORTERS, *BOOKS], help="which one")
    named = "of epub and print: pages, by their source's path or the end of it (the course)"
    parser.add_argument("sessions", nargs="*", help=named)
    parser.add_argument("--week", type=int, help="of epub and print: that week")
    parser.add_argument("-o", "--output", type=Path, default=Path("export"), help="where it goes (export/)")
    parser.add_argument("--instructor", action="store_true", help="quizzes alone, with the right answers")
    parser.add_argument("--docs", type=Path, help="another course to export: its folder of Markdown")
    parser.add_argument("--language", default="", metavar="TAG", help="with --docs: its language, such as en")
    return parser


def _check_output(output_dir: Path, docs_dir: Path) -> None:
    """Raises PlaceError for a file, and for a place among the sources."""
    fault = ""
    if output_dir.exists() and not output_dir.is_dir():
        fault = "it is a file, not a folder"
    if output_dir.is_relative_to(docs_dir):
        fault = "the folder is among the course's sources"
    if fault:
        raise PlaceError(output_dir, fault)
