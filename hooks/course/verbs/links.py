"""``run.py links``: asks whether links to other hosts still lead somewhere."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_chosen, read_guide_url, read_settings
from course.checks.online.asking import Asker
from course.checks.online.found import corrections_files, find_links
from course.checks.online.links_check import check_links
from course.problems.codes import fails_strict
from course.problems.command_words import Parser
from course.problems.formats import FORMATS
from course.problems.telling import teller_of
from course.verbs.handed import BY_ITSELF, Handed


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where every link leads somewhere, 1 for Problems, 2 for what is not there."""
    given = _parser().parse_args(words)
    teller = teller_of(given.docs, guide_url=read_guide_url())
    sources, unreadable = read_chosen(given.where, given.docs, instructor=handed.instructor)
    links = find_links(sources, corrections_files(sources, Path.cwd()), Path.cwd())
    trusted = read_settings().trusted_links
    checked = check_links(links, Asker(), Path.cwd(), trusted=trusted, anew=given.anew)
    problems = [*unreadable, *checked.problems]
    if given.format:
        print(FORMATS[given.format](problems, teller.guide_url))
    else:
        teller.tell(problems, str(checked), hints=True)
    return 1 if any(map(fails_strict, problems)) else 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="run.py links",
        description="Ask whether links to other hosts still lead somewhere. No build does.",
    )
    add = parser.add_argument
    add("where", nargs="*", type=Path, help="Markdown files, or folders of them (all sources)")
    add("--docs", type=Path, help="the folder of sources (those that mkdocs*.yml name)")
    add("--anew", action="store_true", help="also ask for links that were well within the last week")
    add("--format", choices=[*FORMATS], help="tell it for programs")
    return parser
