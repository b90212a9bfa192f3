"""``run.py check``: the sources by themselves, or a built site against them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from course.checks.accepted import ACCEPTED, accept
from course.checks.agreement.github_check import check_against_github
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
from course.checks.seen.looks import ALL_LOOKS, LOOKS
from course.checks.seen.seen_check import check_seen
from course.checks.site_check import is_site
from course.handout.proving.later_proof import check_old_handouts, is_handouts
from course.problems.codes import CODES, fails_strict
from course.problems.formats import FORMATS, render_text
from course.problems.problem import NotThereError, Problem
from course.publish.checked import check_built_site, tell
from course.settings.config import read_config
from course.verbs.handed import BY_ITSELF, Handed

_EXAMPLES = """examples:
  run.py check                    the sources, without a site
  run.py check docs/ko/a.md       that file alone (for editors and pre-commit)
  run.py check --against github   each block of them as the site shows it and as GitHub does
  run.py check site               a built site against its sources
  run.py check site --browser     and whether each block of it can be seen, as a browser shows it
  run.py check handouts           the PDFs that run.py handouts has made"""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where nothing fails a strict build, 1 for Problems, 2 for what is not there."""
    parser = _parser()
    given = parser.parse_args(words)
    instructor = handed.instructor
    if given.accept and given.where:
        parser.error("--accept is for the whole course; name no files with it")
    if given.dry_run and not given.fix:
        parser.error("--dry-run belongs to --fix")
    if given.fix:
        count = fix_sources(
            choose_folders(given.where, given.docs, instructor=instructor), dry_run=given.dry_run
        )
        print(f"{count} source{'' if count == 1 else 's'} {'would be' if given.dry_run else 'were'} mended")
        if given.dry_run:
            return 0
    if given.browser and not (len(given.where) == 1 and is_site(given.where[0])):
        parser.error("--browser looks at a built site; name its folder, such as: run.py check site --browser")
    if given.accept:
        return accept_all(given.docs, instructor=instructor)
    look = check_readings if given.against else check
    checked = look(given.where, given.docs, instructor=instructor)
    if given.browser:
        checked = check_looks(checked, given, instructor=instructor)
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
    add("--browser", action="store_true", help="of a built site: tell what no reader can see, in a browser")
    add("--all", action="store_true", help="with --browser: in the dark, and on paper, too")
    add("--fix", action="store_true", help="mend what is mechanical, then check")
    add("--dry-run", action="store_true", help="with --fix: show what it would change, and change nothing")
    return parser


def _code(word: str) -> str:
    if word not in CODES:
        raise argparse.ArgumentTypeError(f"there is no code {word}; the codes are {', '.join(CODES)}")
    return word


def _wanted(problem: Problem, only: list[str] | None, skip: list[str] | None) -> bool:
    return (not only or problem.code in only) and problem.code not in (skip or [])


def check(where: Sequence[Path], docs_dir: Path | None, *, instructor: bool = False) -> Checked:
    """Check a built site or a folder of handouts, if `where` names one; else the sources there, or all.

    Raises NotThereError for a path that does not exist, and CourseError for settings that cannot be read.
    """
    for path in where:
        if not path.exists():
            mend = "run.py site builds one" if path.name == "site" else "name a file, folder or built site"
            raise NotThereError(f"{path} is not there; {mend}")
    if len(where) == 1 and is_site(where[0]):
        return check_built_site(where[0], docs_dir, instructor=instructor)
    if len(where) == 1 and is_handouts(where[0]):
        old, count = check_old_handouts(where[0], docs_dir, instructor=instructor)
        return Checked(tuple(old), f"{count} handout{'' if count == 1 else 's'} checked")
    return check_sources(choose_folders(where, docs_dir, instructor=instructor))


def check_readings(where: Sequence[Path], docs_dir: Path | None, *, instructor: bool = False) -> Checked:
    """Compare how the site and GitHub show every block of the sources that `where` names, or of all."""
    sources, unreadable = read_chosen(where, docs_dir, instructor=instructor)
    report = check_against_github(sources, read_config(Path("mkdocs.yml")))
    return Checked((*unreadable, *report.problems), str(report))


def check_looks(checked: Checked, given: argparse.Namespace, *, instructor: bool) -> Checked:
    """What `checked` tells of a built site, and what a browser shows of it besides."""
    looks = ALL_LOOKS if given.all else LOOKS
    seen = check_seen(given.where[0], given.docs, looks, instructor=instructor)
    return Checked((*checked.problems, *seen.problems), f"{checked.summary}\n{seen}")


def accept_all(docs_dir: Path | None, *, instructor: bool = False) -> int:
    """Write today's Problems to the list of accepted ones, or drop mended ones from it; the exit status.

    Once written, the list never grows: where there are new Problems, they are printed and the status is 1.
    """
    folders = choose_folders([], docs_dir, instructor=instructor)
    problems, _ = check_folders(folders, read_settings())
    count, dropped, refused = accept(problems, Path.cwd(), in_any_of(folders))
    summary = (
        f"{ACCEPTED} holds {count} accepted Problem{'' if count == 1 else 's'}"
        if count
        else "nothing to accept"
    )
    print(summary + (f"; {dropped} mended and dropped" if dropped else ""))
    if refused:
        print(render_text(refused), end="\n\n")
        print(f"{len(refused)} new, not accepted: mend them, or delete {ACCEPTED} and accept all anew")
    return 1 if refused else 0
