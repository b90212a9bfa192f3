"""``run.py check``: the sources by themselves, or a built site against them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from course.checks.accepted import accept
from course.checks.agreement.github_check import check_against_github
from course.checks.course_sources import (
    Checked,
    check_folders,
    check_sources,
    choose_folders,
    in_any_of,
    read_chosen,
    read_guide_url,
    read_settings,
)
from course.checks.fixing import fix_sources
from course.checks.seen.looks import ALL_LOOKS, LOOKS
from course.checks.seen.seen_check import check_seen
from course.checks.site_check import is_site
from course.handout.proving.later_proof import check_old_handouts, is_handouts
from course.markdown.files.docs_files import published_files
from course.markdown.files.reserved import theme_folders
from course.markdown.reading.publication import showing_waiting
from course.problems.codes import CODES, fails_strict, why_never
from course.problems.command_words import Parser
from course.problems.formats import FORMATS, render_sarif
from course.problems.problem import ACCEPTED, NotThereError, Problem, display_path
from course.problems.telling import Teller, teller_of
from course.publish.checked import check_built_site
from course.publish.hosting.addresses import unreadable_addresses
from course.settings.config import read_config
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.translate import translation_faults

_EXAMPLES = """examples:
  run.py check                    the sources, without a site
  run.py check docs/ko/a.md       that file alone (for editors and pre-commit)
  run.py check --against github   each block of them as the site shows it and as GitHub does
  run.py check site               a built site against its sources
  run.py check site --browser     and whether each block of it can be seen, as a browser shows it
  run.py check handouts           the PDFs that run.py handouts has made
  run.py check export/course-en.epub   a book that run.py export epub has made"""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where nothing fails a strict build, 1 for Problems, 2 for what is not there.

    Pages that come out by themselves are looked at too; drafts where they are named.
    """
    parser = _parser()
    given = parser.parse_args(words)
    if given.files or any(is_site(path) or is_handouts(path) or _is_book(path) for path in given.where):
        return _run(parser, given, handed)
    with showing_waiting("all" if given.where else "dated"):
        return _run(parser, given, handed)


def _run(parser: argparse.ArgumentParser, given: argparse.Namespace, handed: Handed) -> int:
    """Exit status of what the words of the command ask for."""
    instructor = handed.instructor
    if given.files:
        return list_files(given.where, given.docs, instructor=instructor)
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
    teller = teller_of(given.docs, guide_url=read_guide_url())
    if given.accept:
        return accept_all(given.docs, teller, instructor=instructor)
    look = check_readings if given.against else check
    checked = look(given.where, given.docs, instructor=instructor)
    if given.browser:
        checked = check_looks(checked, given, instructor=instructor)
    problems = [problem for problem in checked.problems if _wanted(problem, given.only, given.skip)]
    if given.format in (None, "text"):
        teller.everything = given.all or given.format == "text"
        hints = given.hints or bool(given.only) or bool(given.against)
        teller.tell(problems, checked.summary, hints=hints)
    else:
        print(_rendered(problems, given.format, given.docs, teller))
    return 1 if any(map(fails_strict, problems)) else 0


def _rendered(problems: Sequence[Problem], name: str, docs_dir: Path | None, teller: Teller) -> str:
    """`problems` in a format for programs, the gravest first.

    GitHub and scanners look for files from the folder that they run in; a course elsewhere has its own paths.
    """
    here = Path.cwd().resolve()
    is_elsewhere = docs_dir is not None and not docs_dir.resolve().is_relative_to(here)
    if is_elsewhere or name == "json":
        problems = [teller.shown(problem) for problem in problems]
    if name == "sarif" and docs_dir and is_elsewhere:
        return render_sarif(problems, teller.guide_url, f"{docs_dir.resolve().as_uri()}/")
    return FORMATS[name](problems, teller.guide_url)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
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
        help="Markdown files, folders of them, a built site, a folder of handouts or a book (all sources)",
    )
    add("--docs", type=Path, help="the folder of sources (those that mkdocs*.yml name)")
    add("--format", choices=["text", *FORMATS], help="how to tell all, a line each (text) or for programs")
    add(
        "--all",
        action="store_true",
        help="tell every place, not just three of a cause; with --browser: all looks",
    )
    add("--only", action="append", type=_code, metavar="CODE", help="only this code; may be repeated")
    add("--skip", action="append", type=_code, metavar="CODE", help="not this code; may be repeated")
    add("--hints", action="store_true", help="list the hints too, not just their number")
    add("--accept", action="store_true", help=f"note today's Problems in {ACCEPTED}; later, drop the mended")
    add("--against", choices=["github"], help="tell every block that GitHub shows otherwise, and their share")
    add("--browser", action="store_true", help="of a built site: tell what no reader can see, in a browser")
    add("--files", action="store_true", help="list what would be published and is no page")
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
    if len(where) == 1 and _is_book(where[0]):
        from course.publish.book.later import check_old_book  # here: few checks are of books

        return check_old_book(where[0], docs_dir)
    folders = choose_folders(where, docs_dir, instructor=instructor)
    around = translation_faults(docs_dir, instructor=instructor)
    around += [] if docs_dir else unreadable_addresses(Path.cwd())
    return check_sources(folders, docs_dir, around)


def _is_book(path: Path) -> bool:
    return path.suffix.lower() == ".epub" and path.is_file()


def list_files(where: Sequence[Path], docs_dir: Path | None, *, instructor: bool = False) -> int:
    """Print the files that a site would have besides its pages, with their sizes; exit status 0."""
    settings, count = read_settings(), 0
    for folder in choose_folders(where, docs_dir, instructor=instructor):
        themes = theme_folders(Path.cwd())
        for uri in published_files(folder.addresses, themes, settings.download_types):
            path = folder.docs_dir / uri
            print(f"{-(-path.stat().st_size // 1000):>9,} KB  {display_path(path, Path.cwd())}")
            count += 1
    print(f"{count} file{'' if count == 1 else 's'} would be published besides the pages")
    return 0


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


def accept_all(docs_dir: Path | None, teller: Teller, *, instructor: bool = False) -> int:
    """Write today's Problems to the list of accepted ones, or drop mended ones from it; the exit status.

    Once written, the list never grows. What it does not take is told, in the last line why; then the status
    is 1.
    """
    folders = choose_folders([], docs_dir, instructor=instructor)
    problems, _ = check_folders(folders, read_settings())
    problems += translation_faults(docs_dir, instructor=instructor)
    done = accept(problems, Path.cwd(), in_any_of(folders), docs_dir)
    where = (docs_dir or Path()) / ACCEPTED
    summary = f"{where.as_posix()} holds {done.kept} accepted Problem{'' if done.kept == 1 else 's'}"
    lines = [summary if done.kept else "nothing to accept"]
    lines[0] += f"; {done.dropped} mended and dropped" if done.dropped else ""
    if left := [*done.never, *done.new]:
        lines.append(_left(done.never, done.new, where))
        teller.explains = False  # why they are left is the last line
        teller.tell(left, "\n".join(lines))
    else:
        print(*lines)
    return 1 if left else 0


def _left(never: Sequence[Problem], new: Sequence[Problem], where: Path) -> str:
    """One line: what `accept` did not take, why, and what can be done."""
    counts = Counter((problem.code, why_never(problem)) for problem in never)
    parts = [f"{count} {code} ({why})" for (code, why), count in counts.items()]
    if new:
        parts.append(f"{len(new)} new (the list only shrinks: delete {where.as_posix()} to accept all anew)")
    mend = "mend them, or publish without with run.py site --no-strict"
    return f"Not accepted: {', '.join(parts)}; {mend}"
