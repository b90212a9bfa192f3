"""``run.py check``: the sources by themselves, or a built site against them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks.accepted import ACCEPTED, accept
from course.checks.agreement.github_check import check_against_github
from course.checks.built_check import check_built
from course.checks.course_sources import (
    Checked,
    check_folders,
    check_sources,
    choose_folders,
    in_any_of,
    read_chosen,
    read_settings,
)
from course.checks.fixing import fix_sources
from course.checks.site_check import is_site
from course.handout.proving.later_proof import check_old_handouts, is_handouts
from course.handout.proving.site_proof import check_built_handouts
from course.problems.codes import CODES, fails_strict
from course.problems.formats import FORMATS, GUIDE, render_counts, render_text
from course.problems.problem import NotThereError, Problem
from course.settings.config import read_config

_EXAMPLES = """examples:
  run.py check                    the sources, without a site
  run.py check docs/ko/a.md       that file alone (for editors and pre-commit)
  run.py check --against github   each block of them as the site shows it and as GitHub does
  run.py check site               a built site against its sources
  run.py check handouts           the PDFs that run.py handouts has made"""


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 where nothing fails a strict build, 1 for Problems, 2 for what is not there."""
    parser = _parser()
    given = parser.parse_args(words)
    if given.accept and given.where:
        parser.error("--accept is for the whole course; name no files with it")
    if given.dry_run and not given.fix:
        parser.error("--dry-run belongs to --fix")
    if given.fix:
        count = fix_sources(choose_folders(given.where, given.docs), dry_run=given.dry_run)
        print(f"{count} source{'' if count == 1 else 's'} {'would be' if given.dry_run else 'were'} mended")
        if given.dry_run:
            return 0
    if given.accept:
        return accept_all(given.docs)
    checked = check_readings(given.where, given.docs) if given.against else check(given.where, given.docs)
    problems = [problem for problem in checked.problems if _wanted(problem, given.only, given.skip)]
    if given.format == "text":
        tell(problems, checked.summary, hints=given.hints or bool(given.only) or bool(given.against))
    else:
        print(FORMATS[given.format](problems))
    return 1 if any(map(fails_strict, problems)) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py check",
        description="Check the course's sources, or compare a built site with them.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add(
        "where",
        nargs="*",
        type=Path,
        help="Markdown files, folders of them, a built site or a folder of handouts (all sources)",
    )
    add("--docs", type=Path, help="the folder of sources (those that mkdocs*.yml name)")
    add("--format", choices=["text", *FORMATS], default="text", help="how to tell it (text)")
    add("--only", action="append", type=_code, metavar="CODE", help="only this code; may be repeated")
    add("--skip", action="append", type=_code, metavar="CODE", help="not this code; may be repeated")
    add("--hints", action="store_true", help="list the hints too, not just their number")
    add("--accept", action="store_true", help=f"note today's Problems in {ACCEPTED}; later, drop the mended")
    add("--against", choices=["github"], help="tell every block that GitHub shows otherwise, and their share")
    add("--fix", action="store_true", help="mend what is mechanical, then check")
    add("--dry-run", action="store_true", help="with --fix: show what it would change, and change nothing")
    return parser


def _code(word: str) -> str:
    if word not in CODES:
        raise argparse.ArgumentTypeError(f"there is no code {word}; the codes are {', '.join(CODES)}")
    return word


def _wanted(problem: Problem, only: list[str] | None, skip: list[str] | None) -> bool:
    return (not only or problem.code in only) and problem.code not in (skip or [])


def check(where: Sequence[Path], docs_dir: Path | None) -> Checked:
    """The site at `where` against its sources; the sources there, or all, where it is no site.

    Raises NotThereError for what is not there, and CourseError for
    settings that cannot be read.
    """
    for path in where:
        if not path.exists():
            mend = "run.py site builds one" if path.name == "site" else "name a file, folder or built site"
            raise NotThereError(f"{path} is not there; {mend}")
    if len(where) == 1 and is_site(where[0]):
        settings = read_settings()
        report = check_built(where[0], docs_dir, settings)
        handouts, count = check_built_handouts(where[0], docs_dir, settings)
        read = f"; {count} handout{'' if count == 1 else 's'} checked" if count else ""
        return Checked((*report.problems, *handouts), f"{report}{read}")
    if len(where) == 1 and is_handouts(where[0]):
        old, count = check_old_handouts(where[0], docs_dir)
        return Checked(tuple(old), f"{count} handout{'' if count == 1 else 's'} checked")
    return check_sources(choose_folders(where, docs_dir))


def check_readings(where: Sequence[Path], docs_dir: Path | None) -> Checked:
    """Every block of the sources that `where` names, or all, as the site and as GitHub show it."""
    sources, unreadable = read_chosen(where, docs_dir)
    report = check_against_github(sources, read_config(Path("mkdocs.yml")))
    return Checked((*unreadable, *report.problems), str(report))


def accept_all(docs_dir: Path | None) -> int:
    """Exit status: note what is wrong today, or drop what is mended from the list; tell what is new."""
    folders = choose_folders([], docs_dir)
    problems, _ = check_folders(folders, read_settings())
    count, dropped, refused = accept(problems, Path.cwd(), in_any_of(folders))
    told = (
        f"{ACCEPTED} holds {count} accepted Problem{'' if count == 1 else 's'}"
        if count
        else "nothing to accept"
    )
    print(told + (f"; {dropped} mended and dropped" if dropped else ""))
    if refused:
        print(render_text(refused), end="\n\n")
        print(f"{len(refused)} new, not accepted: mend them, or delete {ACCEPTED} and accept all anew")
    return 1 if refused else 0


def tell(problems: Sequence[Problem], summary: str, *, hints: bool) -> None:
    """Print `problems`, sorted by file and line, then their number by code; hints only if so asked."""
    colour = _in_colour()
    shown = [problem for problem in problems if hints or fails_strict(problem)]
    for part in (render_text(shown, colour=colour), render_counts(problems, colour=colour)):
        if part:
            print(part, end="\n\n")
    hidden = len(problems) - len(shown)
    more = f"; {hidden} hint{'' if hidden == 1 else 's'}, which --hints lists" if hidden else ""
    print(summary + more)
    if problems:
        print(f"{GUIDE} explains every code.")


def _in_colour() -> bool:
    """Whether the output is a terminal that knows colours. Source: no-color.org."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    knows = os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
    return sys.stdout.isatty() and knows
