"""``run.py export``: the course as files to take away."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from course.markdown.reading.instructor import VARIABLE as INSTRUCTOR
from course.problems.problem import CourseError
from course.publish.exported import Exported, PlaceError
from course.publish.lms.export_lms import export_lms
from course.publish.markdown.export_markdown import export_markdown
from course.publish.offline import export_offline

Exporter = Callable[[Path, Path, Sequence[str], Path | None], list[Exported]]
#: The editions, by the word that asks for them.
EXPORTERS: Mapping[str, Exporter] = {
    "offline": export_offline,
    "markdown": export_markdown,
    "lms": export_lms,
}


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 with the edition made, 1 with Problems told, 2 for a place where nothing can be
    written; what was there is as it was.
    """
    given, arguments = _parser().parse_known_args(words)
    os.environ[INSTRUCTOR] = "0"  # what is for the lecturer alone is in no edition, whoever asks
    docs_dir = given.docs and given.docs.resolve()
    try:
        _check_output(given.output.resolve(), docs_dir or Path("docs").resolve())
        made = EXPORTERS[given.edition](Path.cwd(), given.output, arguments, docs_dir)
    except CourseError as error:
        print(*error.problems, "Not exported.", sep="\n", file=sys.stderr)
        return 1
    except PlaceError as error:
        print(f"run.py export: {error}", file=sys.stderr)
        return 2
    print(*made, sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py export",
        description="Make an edition to take away.",
        epilog="Other arguments are those of mkdocs build; markdown knows --no-strict alone.",
    )
    parser.add_argument("edition", choices=list(EXPORTERS), help="which one")
    parser.add_argument("-o", "--output", type=Path, default=Path("export"), help="where it goes (export/)")
    parser.add_argument("--docs", type=Path, help="another course to export: its folder of Markdown")
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
