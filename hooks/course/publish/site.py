"""The finished site: every language built beside the old site, checked, and only then put in its place.

MkDocs empties its site folder before it builds and leaves a failed build there, so it never gets to write in
the published one.
"""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from course.checks.built_check import page_uris
from course.fonts.faces import fonts_installed
from course.kept import CACHE, Store
from course.model.editions import Edition, Language, chosen_editions, reading_once, said_language
from course.pages.root_page import render_root_page
from course.problems.codes import fails_strict
from course.problems.problem import CourseError, NotThereError, Problem
from course.problems.progress import Step, counted
from course.processes import give_back
from course.publish.checked import check_built_site
from course.publish.hosting.addresses import check_addresses, note_addresses, unknown_address
from course.publish.hosting.crawlers import write_for_crawlers
from course.publish.hosting.headers import write_headers
from course.publish.hosting.moved import lead_on
from course.publish.hosting.redirects import write_redirects
from course.publish.hosting.take_along import write_file_lists
from course.publish.places import HOLDER, clear_left, holder_beside, take_place
from course.publish.request import Building, request_of
from course.reads import pages_below
from course.settings.extra_settings import makes_no_handouts

#: What builds of fewer pages held is little: to look for it takes longer than to leave it.
_MANY = 150


@reading_once()
def publish_site(project_dir: Path, site_dir: Path, building: Building) -> None:
    """Build and check the site, then put it in the place of `site_dir`.

    Raises CourseError, and leaves `site_dir` as it was, where a build or a strict check fails.
    """
    docs_dir, building = building.docs_dir, replace(building, last_site=site_dir)
    editions = chosen_editions(project_dir, docs_dir, building.language)
    tell_course(editions, building)
    if docs_dir and (line := said_language(editions, docs_dir, building.language)):
        print(line, flush=True)
    _check_place(site_dir, project_dir)
    for line in clear_left(site_dir, HOLDER):
        print(line, flush=True)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with holder_beside(site_dir, HOLDER) as holder:
        staged, aside = holder / "new", holder / "old"
        count = build_pages(editions, staged, building)
        write_root_pages(staged, [edition.language for edition in editions])
        if _has_list(building):
            lead_on(project_dir, staged, [edition.language for edition in editions])
            write_redirects(project_dir, staged, editions[0].language)
        _put_handouts(staged, project_dir, building)
        write_for_crawlers(staged, editions, hidden=building.instructor)
        write_file_lists(staged, editions)
        write_headers(staged)
        if count > _MANY:
            gc.collect()  # what the builds held
            give_back()
        check_site(editions, staged, building)
        if _has_list(building) and building.keeps_addresses:
            check_addresses(project_dir, staged, strict=True)
        swap_site(staged, site_dir, aside)
        if _has_list(building):
            note_addresses(project_dir, site_dir)
            gone = check_addresses(project_dir, site_dir, strict=False)  # their lines are as the list is now
            building.teller.tell([*gone, *unknown_address(project_dir)], hints=True, now=True)
        building.teller.end()
        Store(project_dir / CACHE).trim_hourly()


def build_pages(
    editions: Sequence[Edition],
    staged: Path,
    building: Building,
    *,
    is_checked_later: bool = True,
    note: str = "",
) -> int:
    """Build the pages of every language into `staged`, for `check_site` unless not `is_checked_later`.

    Gives their number. `note` stands behind the name of each language where steps are told.

    Raises CourseError, without a Problem, where a build fails; it has told why.
    """
    total = 0
    for number, edition in enumerate(editions):
        folder = staged / edition.language.folder
        request = replace(
            request_of(edition, folder, building.docs_dir),
            instructor=building.instructor,
            offline=building.offline,
            brings_npm=number == 0,
            options=building.options,
            teller=None if building.options.loudness == "quiet" else building.teller,
            is_checked_later=is_checked_later,
            last_dir=building.last_site and building.last_site / edition.language.folder,
        )
        with building.teller.step(f"{edition.name}{note}") as step:
            if not building.build(request):
                raise CourseError([])
            count = sum(1 for page in pages_below(folder) if page.name != "404.html")
            step.result = counted(count, "page")
            total += count
    return total


def tell_course(editions: Sequence[Edition], building: Building) -> None:
    """Tell the name of the course, and as the first step how many sources it has in each language."""
    if building.teller.progress is None:
        return
    print(editions[0].language.title, flush=True)
    with building.teller.step("sources") as step:
        counts = [len(page_uris(each.docs_dir, instructor=building.instructor)) for each in editions]
        each_has = ", ".join(
            f"{count} {edition.language.code}" for count, edition in zip(counts, editions, strict=True)
        )
        step.result = counted(sum(counts), "file") + (f" ({each_has})" if len(editions) > 1 else "")


def _has_list(building: Building) -> bool:
    """Whether addresses.txt is of the site that is built: it is the course's own, as students see it."""
    return building.docs_dir is None and not building.instructor


def _put_handouts(staged: Path, project_dir: Path, building: Building) -> None:
    """Make the handouts of the site in `staged`, if the course has any."""
    if not fonts_installed(project_dir / "node_modules"):
        return
    if makes_no_handouts(project_dir / "mkdocs.yml"):
        with building.teller.step("handouts") as step:
            step.result = "none, as the settings have it"
        return
    from course.publish.handouts import put_handouts  # here: what sets paper is a fifth of all modules

    put_handouts(
        staged,
        building.docs_dir,
        building.teller,
        strict=building.options.strict,
        instructor=building.instructor,
        language=building.language,
        last_site=building.last_site,
    )


def check_site(editions: Sequence[Edition], staged: Path, building: Building) -> None:
    """Check the site in `staged` against its sources, and print what is found.

    Raises CourseError, without a Problem, for what fails a strict build where `building` is strict.
    """
    with building.teller.step("check") as step:
        _check_site(editions, staged, building, step)


def _check_site(editions: Sequence[Edition], staged: Path, building: Building, step: Step) -> None:
    places = [(staged, None)] if building.docs_dir is None else _parts(editions, staged)
    for site_dir, docs_dir in places:
        try:
            checked = check_built_site(site_dir, docs_dir, instructor=building.instructor)
            building.teller.tell(checked.problems, checked.summary)
            step.result = "; ".join(filter(None, [step.result, checked.in_short]))
            failed = any(map(fails_strict, checked.problems))
        except CourseError as error:
            print(*error.problems, sep="\n", file=sys.stderr)
            failed = True
        except NotThereError as error:
            print(f"run.py check: {error}", file=sys.stderr)
            failed = True
        if failed and building.options.strict:
            raise CourseError([])
        if failed:
            return


def _parts(editions: Sequence[Edition], staged: Path) -> list[tuple[Path, Path | None]]:
    """Folder of each language's pages in `staged`, and of its sources."""
    return [(staged / each.language.folder, each.docs_dir) for each in editions]


def write_root_pages(site_dir: Path, languages: Sequence[Language]) -> None:
    """Write ``/index.html``, and ``/404.html``, where hosts look for it: a copy of the first language's.

    A course in one language has its own there.
    """
    if not languages[0].folder:
        return
    (site_dir / "index.html").write_text(render_root_page(languages), encoding="utf-8", newline="\n")
    not_found = site_dir / languages[0].folder / "404.html"
    if not_found.is_file():
        shutil.copyfile(not_found, site_dir / "404.html")


def _check_place(site_dir: Path, project_dir: Path) -> None:
    """Raises CourseError [site-place] when `site_dir` holds something other than a site."""
    in_use = site_dir.is_dir() and any(site_dir.iterdir())
    built = any(site_dir.glob("*/sitemap.xml")) or (site_dir / "index.html").is_file()
    if site_dir in (project_dir, *project_dir.parents) or (in_use and not built):
        what = "the folder holds something other than a site"
        raise _site_fault(site_dir, what, "name another with -d", "site-place")


def swap_site(staged: Path, site_dir: Path, aside: Path) -> None:
    """`staged` becomes `site_dir`; the site there until now is `aside`, or at `staged`.

    Raises CourseError [site-in-use], with the old site in its place, when the system refuses: Windows moves
    no folder that a program has open.
    """
    try:
        take_place(staged, site_dir, aside)
    except OSError as error:
        what = f"the new site cannot take its place: {error.strerror}"
        raise _site_fault(
            site_dir, what, "close the programs that have it open, then build again", "site-in-use"
        ) from None


def _site_fault(site_dir: Path, what: str, mend: str, code: str) -> CourseError:
    return CourseError([Problem(f"{site_dir.name}/", 1, what, "it was left as it was", mend, code)])
