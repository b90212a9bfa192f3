"""The lecturer's pages, built into a temporary folder while handouts are made of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from course.model.editions import chosen_editions
from course.problems.problem import CourseError, Problem
from course.publish.request import Building, BuildOptions
from course.publish.site import build_pages

_QUIETLY = BuildOptions(strict=False, loudness="quiet")


@contextmanager
def instructor_pages(project_dir: Path, building: Building, site_dir: Path | None) -> Iterator[Path]:
    """A folder with the lecturer's pages: `site_dir`, or, if None, a new site in a temporary folder.

    Raises CourseError when `site_dir` is the students' site, or when a build fails.
    """
    if site_dir is not None:
        _check_site(site_dir)
        yield site_dir
        return
    docs_dir = building.docs_dir
    editions = chosen_editions(project_dir, docs_dir, building.language)
    with tempfile.TemporaryDirectory(prefix="instructor-") as folder:
        quietly = replace(building, instructor=True, options=_QUIETLY)
        build_pages(editions, Path(folder), quietly, is_checked_later=False)
        yield Path(folder)


def _check_site(site_dir: Path) -> None:
    pages = sorted([*site_dir.glob("index.html"), *site_dir.glob("*/index.html")])
    if any("instructor-banner" in page.read_text(encoding="utf-8") for page in pages):
        return
    what, why = "it is not the lecturer's site", "its pages hold neither notes nor solutions"
    mend = "leave --site out, or name one made by run.py site --instructor"
    raise CourseError([Problem(f"{site_dir.as_posix()}/", 1, what, why, mend, "site-place")])
