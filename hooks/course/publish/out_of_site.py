"""What exports of a built site have in common: it is built and checked, then something is made of it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from course.model.editions import Edition
from course.problems.problem import CourseError, Problem
from course.problems.progress import counted
from course.publish.handouts import put_handouts
from course.publish.request import Building
from course.publish.site import build_pages, check_site, tell_course, write_root_pages


class MadeOfSite(Protocol):
    """One language's part of an export."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What it lacks of its sources, and what in it does not hold."""


Made = TypeVar("Made", bound=MadeOfSite)


def made_of_site(
    editions: Sequence[Edition],
    building: Building,
    what: str,
    make: Callable[[Path], list[Made]],
    *,
    handouts: bool = True,
) -> list[Made]:
    """What `make` makes of the site of `editions`, built into a folder of its own, with its `handouts`.

    The making is told as a step called `what`, then its Problems; if `building` is strict, these are raised
    in a CourseError, as is what fails a strict build.
    """
    tell_course(editions, building)
    strict = building.options.strict
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        site_dir = Path(folder, "site")
        build_pages(editions, site_dir, building)
        write_root_pages(site_dir, [edition.language for edition in editions])
        if handouts:
            put_handouts(
                site_dir, building.docs_dir, building.teller, strict=strict, language=building.language
            )
        check_site(editions, site_dir, building)
        with building.teller.step(what) as step:
            made = make(site_dir)
            step.result = counted(len(made), "language")
        building.teller.end()
    problems = sorted(problem for each in made for problem in each.problems)
    if problems and strict:
        raise CourseError(problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    return made
