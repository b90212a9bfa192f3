"""``run.py diagrams``: the course's diagrams as a list, or all of them on one sheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_chosen
from course.diagrams.build import start_drawer
from course.diagrams.listing import list_diagrams, render_list, render_sheet
from course.problems.command_words import Parser
from course.settings.words.read import words_of
from course.verbs.handed import BY_ITSELF, Handed

_SETTINGS = Path("mkdocs.yml")


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where every diagram is drawn, 1 where one is faulty, 2 for what is not there."""
    parser = Parser(prog="run.py diagrams", description="List the course's diagrams.")
    parser.add_argument("where", nargs="*", type=Path, help="files or folders of sources (all)")
    parser.add_argument("--docs", type=Path, help="the folder of sources (those that mkdocs*.yml name)")
    parser.add_argument("--sheet", nargs="?", const=Path("diagrams.html"), type=Path, metavar="FILE",
                        help="write all of them on one HTML page (diagrams.html)")  # fmt: skip
    given = parser.parse_args(words)
    sources, _ = read_chosen(given.where, given.docs, instructor=handed.instructor)
    drawer, missing = start_drawer(Path.cwd())
    if missing:
        print(missing, file=sys.stderr)
    listed = list_diagrams(sources, drawer)
    print(render_list(listed))
    if given.sheet:
        sheet = render_sheet(listed, words_of(_SETTINGS).words)
        given.sheet.write_text(sheet, encoding="utf-8", newline="\n")
        print(f"The sheet is {given.sheet}")
    return 1 if any(each.drawn_by == "nothing" for each in listed) else 0
