"""Makes handouts (PDF) of a built site's pages: in a folder, or in the site, with links from its pages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from pathlib import Path, PurePosixPath

from course.fonts import fonts_installed
from course.fonts.more import MoreFonts
from course.handout.contents.exercises import exercises_of
from course.handout.editions import LECTURERS, STUDENT, HandoutEdition
from course.handout.links import HandoutLink, link_page
from course.handout.making import make_all
from course.handout.order import Made, Order
from course.handout.orders import Workshop, matching, open_workshop
from course.kept import CACHE, Store, code_key, key_of, put_file, put_linked
from course.markdown.files.docs_files import page_path
from course.markdown.files.shared_addresses import moved_pages
from course.model.built_language import FOLDER, read_language
from course.model.editions import chosen_editions
from course.problems.codes import fails_strict
from course.problems.problem import CourseError, NotThereError, Problem
from course.problems.progress import Step, counted
from course.problems.telling import Teller
from course.processes import JOBS
from course.publish.more_fonts import eastern_fonts, more_fonts
from course.settings.extra_settings import read_handout_settings
from course.settings.handout_settings import HandoutSettings

MODULES = Path("node_modules")


@dataclass(frozen=True, slots=True)
class HandoutRequest:
    """Which handouts to make, and how."""

    sessions: tuple[str, ...] = ()
    edition: HandoutEdition = STUDENT
    week: int | None = None
    into_site: bool = False
    jobs: int = JOBS
    docs_dir: Path | None = None
    """The sources of another course than the settings'."""
    language: str = ""
    """The tag of that course's language; empty for that of its text."""
    twin_dir: Path | None = None
    """The same site built for file://, which gets copies of the handouts."""
    last_site: Path | None = None
    """The site in whose place this one is put: handouts that stay the same are linked."""
    instructor: bool = False
    """Whether the pages are those of the lecturer's site."""


def put_handouts(
    site_dir: Path,
    docs_dir: Path | None,
    teller: Teller,
    *,
    strict: bool,
    instructor: bool = False,
    twin_dir: Path | None = None,
    language: str = "",
    last_site: Path | None = None,
) -> None:
    """Make the handouts of the site in `site_dir` and link its pages to them.

    `twin_dir`, the same site built for file://, gets both too. What `last_site` has just so is linked.
    Without fonts there are no handouts: the build has reported that. Problems are told by `teller`; then, if
    `strict`, raises CourseError without a Problem where one of them fails a strict build.
    """
    if not fonts_installed(MODULES):
        return
    edition = LECTURERS if instructor else STUDENT
    asked = HandoutRequest(
        edition=edition,
        into_site=True,
        docs_dir=docs_dir,
        language=language,
        twin_dir=twin_dir,
        last_site=last_site,
        instructor=instructor,
    )
    with teller.step("handouts") as step:
        problems, failed = _made_in_site(site_dir, asked, step if teller.progress else None)
        teller.tell(problems, hints=True, now=True)  # no other command lists them
    if failed and strict:
        raise CourseError([])


def _made_in_site(site_dir: Path, asked: HandoutRequest, step: Step | None) -> tuple[list[Problem], bool]:
    """The Problems of the handouts that are made, and whether one of them fails a strict build."""
    try:
        problems = make_handouts(site_dir, Path(FOLDER), asked, step)
    except CourseError as error:
        return list(error.problems), True
    except NotThereError as error:
        print(f"run.py handouts: {error}", file=sys.stderr)
        return [], True
    return problems, any(map(fails_strict, problems))


def make_handouts(
    site_dir: Path, output_dir: Path, asked: HandoutRequest, step: Step | None = None
) -> list[Problem]:
    """Make the handouts that are asked for, in every language in `site_dir`; return all Problems, sorted.

    How many are made is noted in `step`, or printed where there is none.

    Raises NotThereError for what is not there, and CourseError for faulty settings.
    """
    root = Path.cwd()
    settings = read_handout_settings(root / "mkdocs.yml")
    if asked.into_site and settings.pages == "none":
        _say(0, step)
        return []
    problems: list[Problem] = []
    unknown: list[set[str]] = []
    count = 0
    course = chosen_editions(root, asked.docs_dir, asked.language)
    first: Workshop | None = None
    for edition in course:
        language = read_language(edition, site_dir.resolve())
        holds = language.site_dir if edition.language.folder else language.site_dir / "assets"
        if not holds.is_dir():
            raise NotThereError(f"{site_dir} holds no built site; run.py site builds one")
        workshop = open_workshop(
            language, settings, root, root / MODULES, root / CACHE, instructor=asked.instructor
        )
        plain = asked.edition if asked.into_site else STUDENT
        if settings.pages == "auto":  # as the first language has it: a translation may have begun elsewhere
            settings = replace(settings, pages="sessions" if workshop.course.sessions else "all")
        workshop = replace(
            workshop,
            settings=settings,
            plain_edition=plain,
            is_proved=not asked.into_site,
            more_fonts=_more_fonts(workshop, settings, root),
        )
        if asked.edition.is_beside and first is None:
            first = workshop
            if len(course) > 1:
                continue
        orders, missing = _orders(workshop, asked) if first is None else _sides(first, workshop, asked)
        unknown.append(set(missing))
        orders = _with_exercises(orders) if asked.edition.is_exercises else orders
        shown = (first or workshop).language.called
        sites = [language.site_dir] if asked.into_site else []
        sites += [asked.twin_dir.resolve() / edition.language.folder] if asked.twin_dir else []
        folders = [site / FOLDER for site in sites]
        folders += [] if asked.into_site else [output_dir / shown]
        last_dir = asked.last_site and asked.last_site / edition.language.folder / FOLDER
        made = make_all(orders, asked.jobs, partial(_written, folders=folders, last_dir=last_dir), step)
        for site in sites:
            _link_pages(workshop, made, site)
        problems += [problem for one in made for problem in one.problems]
        problems += () if asked.into_site else workshop.unread  # the site's build has told them
        count += sum(one.size > 0 for one in made)
    if nowhere := set.intersection(*unknown) if unknown else set():
        raise NotThereError(f"no page is called {', '.join(sorted(nowhere))}")
    _say(count, step)
    return sorted(set(problems))


def _say(count: int, step: Step | None) -> None:
    if step:
        step.result = f"{count} made"
    else:
        print(f"{counted(count, 'handout')} made", flush=True)


def _more_fonts(workshop: Workshop, settings: HandoutSettings, root: Path) -> MoreFonts:
    """The fonts that the pages of one language need beside the bundled ones."""
    code = workshop.language.code
    articles = (page.article for _, page in workshop.pages.values())
    used = frozenset().union(*(_kept_characters(each, Store(workshop.kept_dir)) for each in articles))

    def tell(line: str) -> None:
        print(f"handouts: {line}", file=sys.stderr, flush=True)

    own = [root / name for name in settings.fonts]
    return more_fonts(eastern_fonts(used, code, root, tell), own, code, root)


def _kept_characters(article: bytes, kept: Store) -> str:
    """All characters of an article, markup too."""
    key = key_of("characters", code_key(), article)
    return kept.made(key, str, lambda: "".join(sorted({*unescape(article.decode("utf-8", "replace"))})))


def _orders(workshop: Workshop, asked: HandoutRequest) -> tuple[list[Order], list[str]]:
    """The handouts to make in one language, and the words asked for that name none of its pages."""
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
    uris = uris if asked.into_site else sessions or uris
    orders = [workshop.page_order(uri, asked.edition) for uri in uris]
    if asked.into_site and uris:
        orders += [
            workshop.week_order(week, asked.edition)
            for week in workshop.course.weeks
            if len(week.sessions) > 1
        ]
    return orders, []


def _sides(first: Workshop, other: Workshop, asked: HandoutRequest) -> tuple[list[Order], list[str]]:
    """The handouts with the first language beside another; prints which pages have no translation."""
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
    """`orders` whose pages have questions, checks or tasks; prints a line for each other."""
    kept = []
    for order in orders:
        if any(exercises_of(order.session_of(page)) for page in order.pages):
            kept.append(order)
            continue
        what = "it has no questions, checks or tasks, so there are no exercises to print"
        print(f"{order.pages[0].source.path}: {what}", file=sys.stderr)
    return kept


def _written(one: Made, folders: Sequence[Path], last_dir: Path | None) -> Made:
    """`one` with its PDF in the `folders`, and no longer in memory; a link where `last_dir` has the same."""
    name = f"{one.name}.pdf"
    for folder in folders if one.pdf is not None else ():
        if last_dir:
            put_linked(folder / name, one.pdf or b"", last_dir / name)
        else:
            put_file(folder / name, one.pdf or b"")
    return replace(one, pdf=None, size=len(one.pdf or b""))


def _link_pages(workshop: Workshop, made: Sequence[Made], site_dir: Path) -> None:
    """Put links to its handout and its week's booklet into each page in `site_dir`."""
    words = workshop.language.words
    ready = {one.name: one.size for one in made if one.size}
    booklets = {
        session.uri: workshop.week_order(week, workshop.plain_edition).name
        for week in workshop.course.weeks
        if len(week.sessions) > 1
        for session in week.sessions
        if session.uri in workshop.pages
    }
    moved = moved_pages(workshop.pages)
    for one in made:  # a page that a booklet goes without does not lead to it
        for uri in one.left_out:
            booklets.pop(uri, None)
    for uri in workshop.pages:
        wanted = [("student", workshop.names[uri], words.link)]
        wanted += [("booklet", booklets[uri], words.link_week)] if uri in booklets else []
        links = [
            HandoutLink(kind, PurePosixPath(FOLDER, f"{name}.pdf"), text, ready[name])
            for kind, name, text in wanted
            if name in ready
        ]
        if page := page_path(site_dir, uri, moved):
            link_page(page, site_dir, links, words)
