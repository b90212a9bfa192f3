"""``run.py handouts``: the handouts of a built site, as PDF."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from course.fonts import fonts_installed
from course.handout.contents.exercises import exercises_of
from course.handout.editions import EDITIONS, STUDENT, HandoutEdition
from course.handout.links import HandoutLink, link_page
from course.handout.making import make_all
from course.handout.order import Made, Order
from course.handout.orders import Workshop, matching, open_workshop
from course.markdown.files.docs_files import page_path
from course.markdown.reading.instructor import is_instructor_edition
from course.model.built_language import FOLDER, read_language
from course.model.editions import read_editions, read_other_course
from course.model.sessions.parse import parse_session
from course.problems.codes import fails_strict
from course.problems.problem import CourseError, NotThereError, Problem
from course.publish.instructor_site import instructor_pages
from course.settings.config import read_config
from course.settings.handout_settings import check_handout_settings, parse_handout_settings

_EXAMPLES = """examples:
  run.py handouts                           every session, for students
  run.py handouts week_03/day3/session_1    that session alone (session_1 alone names it too)
  run.py handouts --week 3 --edition instructor
  run.py handouts session_1 --edition exercises"""
_MODULES, _CACHE = Path("node_modules"), Path(".cache/handouts")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for."""

    sessions: tuple[str, ...]
    edition: HandoutEdition
    week: int | None
    into_site: bool
    jobs: int
    docs_dir: Path | None
    """The sources of another course than the settings'."""
    twin_dir: Path | None = None
    """The same site built for file://, which gets the same handouts, with the addresses online."""


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 with all handouts made, 1 with Problems, 2 for what is not there."""
    given = _parser().parse_args(words)
    edition = EDITIONS[given.edition]
    if given.into_site and is_instructor_edition():
        edition = next(each for each in EDITIONS.values() if each.is_lecturers)
    jobs = max(1, given.jobs)
    asked = Asked(tuple(given.sessions), edition, given.week, given.into_site, jobs, given.docs, given.twin)
    if not fonts_installed(_MODULES):
        return _without_fonts(given.into_site)
    with _pages(given, asked) as site_dir:
        problems = make_handouts(site_dir, given.output, asked)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if any(map(fails_strict, problems)) else 0


def _pages(given: argparse.Namespace, asked: Asked) -> AbstractContextManager[Path]:
    """The folder of the pages that handouts are made of; the lecturer's are built for it."""
    if asked.edition.is_lecturers and not asked.into_site:
        return instructor_pages(Path.cwd(), asked.docs_dir, given.site)
    return nullcontext(given.site or Path("site"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py handouts",
        description="Make handouts (PDF) of a built site's pages.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("sessions", nargs="*", help="pages, by their source's path or the end of it (all sessions)")
    add("--edition", choices=[*EDITIONS], default=STUDENT.name, help=f"whom it is for ({STUDENT.name})")
    add("--week", type=int, help="the booklet of that week")
    add("--site", type=Path, help="the built site (site; for instructors their pages are built anew)")
    add("--docs", type=Path, help="its sources, where they are another course's")
    add("-o", "--output", type=Path, default=Path(FOLDER), help=f"where they go ({FOLDER}/)")
    add("--jobs", type=int, default=os.cpu_count() or 1, help="how many are made at once (one a processor)")
    add("--into-site", action="store_true", help=argparse.SUPPRESS)
    add("--twin", type=Path, help=argparse.SUPPRESS)
    return parser


def _without_fonts(into_site: bool) -> int:
    """A site can do without handouts, as its build has told; who asks for them by name cannot."""
    if into_site:
        return 0
    what = "the fonts are not in node_modules, so there are no handouts; run.py site brings them by npm"
    print(f"run.py handouts: {what}", file=sys.stderr)
    return 2


def make_handouts(site_dir: Path, output_dir: Path, asked: Asked) -> list[Problem]:
    """Make what is asked for of every language in `site_dir`; the Problems of all, sorted.

    Raises NotThereError for what is not there.
    """
    root = Path.cwd()
    extra = read_config(root / "mkdocs.yml").get("extra")
    stated = extra.get("handouts") if isinstance(extra, dict) else None
    if faults := check_handout_settings(stated, "mkdocs.yml", {}):
        raise CourseError(faults)
    settings = parse_handout_settings(stated)
    problems: list[Problem] = []
    unknown: list[set[str]] = []
    count = 0
    course = read_other_course(root, asked.docs_dir) if asked.docs_dir else read_editions(root)
    first: Workshop | None = None
    for edition in course:
        language = read_language(edition, site_dir.resolve())
        if not language.site_dir.is_dir():
            raise NotThereError(f"{site_dir} holds no built site; run.py site builds one")
        workshop = open_workshop(language, settings, root, root / _MODULES, root / _CACHE)
        plain = asked.edition if asked.into_site else STUDENT
        workshop = replace(workshop, plain_edition=plain, is_proved=not asked.into_site)
        if asked.edition.is_beside and first is None:
            first = workshop
            if len(course) > 1:
                continue
        orders, missing = _orders(workshop, asked) if first is None else _sides(first, workshop, asked)
        unknown.append(set(missing))
        orders = _with_exercises(orders) if asked.edition.is_exercises else orders
        made = make_all(orders, asked.jobs)
        shown = (first or workshop).language.site_dir.name
        folder = language.site_dir / FOLDER if asked.into_site else output_dir / shown
        _write(made, folder)
        if asked.into_site:
            _link_pages(workshop, made, language.site_dir)
        if asked.twin_dir:
            twin_dir = asked.twin_dir.resolve() / edition.language.folder
            _write(made, twin_dir / FOLDER)
            _link_pages(workshop, made, twin_dir)
        problems += [problem for one in made for problem in one.problems]
        count += sum(one.pdf is not None for one in made)
    if nowhere := set.intersection(*unknown) if unknown else set():
        raise NotThereError(f"no page is called {', '.join(sorted(nowhere))}")
    print(f"{count} handout{'' if count == 1 else 's'} made", flush=True)
    return sorted(set(problems))


def _orders(workshop: Workshop, asked: Asked) -> tuple[list[Order], list[str]]:
    """What is to be made of one language, and the words that name none of its pages."""
    if asked.week is not None:
        weeks = [week for week in workshop.course.weeks if week.number == asked.week and week.sessions]
        return [workshop.week_order(week, asked.edition) for week in weeks], (
            [] if weeks else [f"week {asked.week}"]
        )
    sessions = [session.uri for session in workshop.course.sessions if session.uri in workshop.pages]
    if asked.sessions:
        uris, missing = matching(workshop.pages, asked.sessions)
        return [workshop.page_order(uri, asked.edition) for uri in uris], missing
    uris = {"sessions": sessions, "all": list(workshop.pages), "none": []}[workshop.settings.pages]
    uris = uris if asked.into_site else sessions
    orders = [workshop.page_order(uri, asked.edition) for uri in uris]
    if asked.into_site and uris:
        orders += [
            workshop.week_order(week, asked.edition)
            for week in workshop.course.weeks
            if len(week.sessions) > 1
        ]
    return orders, []


def _sides(first: Workshop, other: Workshop, asked: Asked) -> tuple[list[Order], list[str]]:
    """What is to be made of the first language beside another; a page without its translation is told."""
    orders, missing = _orders(first, asked)
    wanted = list(dict.fromkeys(page.source.uri for order in orders for page in order.pages))
    kept = [uri for uri in wanted if first is not other and uri in other.pages]
    for uri in wanted:
        if uri not in kept:
            what = "it is not translated, so there is nothing to set beside it"
            language = "" if first is other else f" ({other.language.code})"
            print(f"{first.pages[uri][1].source.path}: {what}{language}", file=sys.stderr)
    if asked.week is None:
        return [first.side_order(uri, other) for uri in kept], missing
    weeks = [week for week in first.course.weeks if week.number == asked.week] if kept else []
    return list(filter(None, (first.week_side_order(week, other) for week in weeks))), missing


def _with_exercises(orders: Sequence[Order]) -> list[Order]:
    """Those of `orders` that have something to ask; each other is told in a line."""
    kept = []
    for order in orders:
        if any(exercises_of(parse_session(page.source, order.settings)) for page in order.pages):
            kept.append(order)
            continue
        what = "it has no questions, checks or tasks, so there are no exercises to print"
        print(f"{order.pages[0].source.path}: {what}", file=sys.stderr)
    return kept


def _write(made: Sequence[Made], folder: Path) -> None:
    for one in made:
        if one.pdf is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{one.name}.pdf").write_bytes(one.pdf)


def _link_pages(workshop: Workshop, made: Sequence[Made], site_dir: Path) -> None:
    """Lead from each page in `site_dir` to its handout and its week's booklet."""
    words = workshop.language.words
    ready = {one.name: len(one.pdf) for one in made if one.pdf is not None}
    booklets = {
        session.uri: workshop.week_order(week, workshop.plain_edition).name
        for week in workshop.course.weeks
        if len(week.sessions) > 1
        for session in week.sessions
        if session.uri in workshop.pages
    }
    for uri in workshop.pages:
        wanted = [("student", workshop.names[uri], words["link"])]
        wanted += [("booklet", booklets[uri], words["link_week"])] if uri in booklets else []
        links = [
            HandoutLink(kind, PurePosixPath(FOLDER, f"{name}.pdf"), text, ready[name])
            for kind, name, text in wanted
            if name in ready
        ]
        if page := page_path(site_dir, uri):
            link_page(page, site_dir, links, words)
