"""``run.py serve [-a HOST:PORT] [--docs FOLDER] [arguments of mkdocs serve]``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from course.problems.command_words import Parser
from course.publish.request import BuildOptions, Serving
from course.verbs.handed import BY_ITSELF, Handed


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status 0 once the server is stopped; 1 where the first build fails, which has told why."""
    given = _parser().parse_args(words)
    serving = Serving(
        Path.cwd(),
        given.address,
        docs_dir=given.docs and Path(os.path.realpath(given.docs)),
        language=given.language,
        instructor=given.instructor or handed.instructor,
        options=BuildOptions(given.strict, given.loudness, theme=given.theme),
        opens_browser=given.open,
        polls=given.poll,
        watched=tuple(given.watch),
    )
    return handed.serve(serving)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="run.py serve", description="Show the course, following every change that is saved.")
    add = parser.add_argument
    add("-a", "--dev-addr", dest="address", default="", metavar="HOST:PORT", help="(127.0.0.1:8000)")
    add("-o", "--open", action="store_true", help="open the first page in a browser")
    add("--instructor", action="store_true", help="the edition with notes and solutions")
    add("--docs", type=Path, help="another course to show: its folder of Markdown")
    add("--language", default="", metavar="TAG", help="with --docs: its language (that of its text)")
    add("-w", "--watch", type=Path, action="append", default=[], help="follow this file or folder too")
    add("--poll", action="store_true", help="look at the files every second: for drives that tell no changes")
    add("-s", "--strict", action="store_true", help="show nothing of a build that has a warning")
    add("-q", "--quiet", dest="loudness", action="store_const", const="quiet", default="", help="tell errors")
    add("-v", "--verbose", dest="loudness", action="store_const", const="verbose", help="tell everything")
    add("-t", "--theme", help="another theme than the settings'")
    return parser
