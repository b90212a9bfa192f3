"""``run.py site [-d SITE] [--docs FOLDER] [arguments of mkdocs build]``."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_guide_url
from course.markdown.files.docs_files import waiting_files
from course.model.editions import chosen_editions
from course.problems.codes import fails_strict
from course.problems.command_words import Parser
from course.problems.problem import CourseError, display_path
from course.problems.telling import teller_of
from course.publish.request import Building
from course.publish.site import publish_site
from course.verbs.build_options import add_build_options, build_options, progress_of
from course.verbs.handed import BY_ITSELF, Handed


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status 0 with a new site; 1 with the Problems told and the old site as it was."""
    given = _parser().parse_args(words)
    instructor = given.instructor or handed.instructor
    docs_dir = given.docs and Path(os.path.realpath(given.docs))
    building = Building(
        handed.build,
        build_options(given),
        instructor,
        docs_dir=docs_dir,
        language=given.language,
        teller=teller_of(
            docs_dir, is_check=False, guide_url=read_guide_url(), progress=progress_of("site", given)
        ),
        keeps_addresses=given.strict_addresses,
    )
    site_dir = (given.site_dir or Path("site-instructor" if instructor else "site")).resolve()
    try:
        if given.strict_translations:
            from course.verbs.translate import check_in_step  # here: no other build compares all translations

            check_in_step(Path.cwd(), instructor=instructor)
        publish_site(Path.cwd(), site_dir, building)
    except CourseError as error:
        old = "the old site is as it was" if site_dir.exists() else "there is no site yet"
        print(*error.problems, f"Not published: {old}.", sep="\n", file=sys.stderr)
        if building.options.strict and any(map(fails_strict, building.teller.told)):  # settings are not
            print(_ways_on(given.docs), file=sys.stderr)
        return 1
    if building.teller.progress:
        if waiting := _waiting(docs_dir):
            print(f"Not out yet: {', '.join(waiting)}")
        print(f"The site is in {site_dir}: open {site_dir / 'index.html'}")
    handed.published(site_dir)
    return 0


_MOST_WAITING = 3


def _waiting(docs_dir: Path | None) -> list[str]:
    """The pages that are not out yet, each with its day, the next first; of many, a number."""
    try:
        editions = chosen_editions(Path.cwd(), docs_dir)
    except CourseError:
        return []
    pages = sorted(
        (day, display_path(edition.docs_dir / uri, docs_dir or Path.cwd()))
        for edition in editions
        for uri, day in waiting_files(edition.docs_dir).items()
    )
    shown = [f"{path} ({day})" for day, path in pages[:_MOST_WAITING]]
    more = len(pages) - len(shown)
    return [*shown, *([f"{more} more"] if more else [])]


def _ways_on(docs_dir: Path | None) -> str:
    """What a lecturer can do who cannot mend all at once."""
    course = f" --docs {shlex.quote(str(docs_dir))}" if docs_dir else ""
    return (
        f"To publish before all is mended: `run.py check{course} --accept` notes what is wrong today, and "
        "the next build goes through (but for losses, and what is not safe); "
        f"`run.py site{course} --no-strict` publishes what there is."
    )


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="run.py site", description="Build, check and publish the site.")
    add = parser.add_argument
    add("--strict-translations", action="store_true", help="publish no translation that lags behind")
    add("--strict-addresses", action="store_true", help="publish no site that lacks an address it had")
    add("-d", "--site-dir", type=Path, help="where it goes (site; site-instructor)")
    add("--instructor", action="store_true", help="the edition with notes and solutions")
    add("--docs", type=Path, help="another course to build: its folder of Markdown")
    add(
        "--language",
        default="",
        metavar="TAG",
        help="with --docs: its language, such as en (that of its text)",
    )
    add_build_options(parser)
    return parser
