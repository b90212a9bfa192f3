"""``run.py site [-d SITE] [--docs FOLDER] [arguments of mkdocs build]``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from course.markdown.reading.instructor import VARIABLE as INSTRUCTOR
from course.markdown.reading.instructor import is_instructor_edition
from course.problems.problem import CourseError
from course.publish.site import publish_site
from course.verbs.translate import check_in_step


def main(words: Sequence[str] | None = None) -> int:
    """Exit status 0 with a new site; 1 with the Problems told and the old site as it was."""
    parser = argparse.ArgumentParser(prog="run.py site", description="Build, check and publish the site.")
    parser.add_argument(
        "--strict-translations", action="store_true", help="publish no translation that lags behind"
    )
    parser.add_argument("-d", "--site-dir", type=Path, help="where it goes (site; site-instructor)")
    parser.add_argument("--instructor", action="store_true", help="the edition with notes and solutions")
    parser.add_argument("--docs", type=Path, help="another course to build: its folder of Markdown")
    known, arguments = parser.parse_known_args(words)
    instructor = known.instructor or is_instructor_edition()
    os.environ[INSTRUCTOR] = "1" if instructor else "0"  # for every tool that is run from here
    site_dir = (known.site_dir or Path("site-instructor" if instructor else "site")).resolve()
    try:
        if known.strict_translations:
            check_in_step(Path.cwd())
        publish_site(Path.cwd(), site_dir, arguments, known.docs and known.docs.resolve())
    except CourseError as error:
        old = "the old site is as it was" if site_dir.exists() else "there is no site yet"
        print(*error.problems, f"Not published: {old}.", sep="\n", file=sys.stderr)
        return 1
    print(f"The site is in {site_dir}: open {site_dir / 'index.html'}")
    return 0
