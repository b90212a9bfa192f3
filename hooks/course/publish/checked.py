"""Checks a built site, pages and handouts, against its sources; and prints what a check found."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks.built_check import check_built
from course.checks.course_sources import Checked, read_settings
from course.handout.proving.site_proof import check_built_handouts
from course.problems.codes import fails_strict
from course.problems.formats import GUIDE, render_counts, render_text
from course.problems.problem import Problem


def check_built_site(site_dir: Path, docs_dir: Path | None, *, instructor: bool = False) -> Checked:
    """Compare the site in `site_dir` with the sources in `docs_dir`, or in the folders that settings name.

    `instructor`: whether it is the lecturer's site. Raises NotThereError where the folder of sources is not
    there, and CourseError for settings that cannot be read.
    """
    settings = read_settings()
    report = check_built(site_dir, docs_dir, settings, instructor=instructor)
    handouts, count = check_built_handouts(site_dir, docs_dir, settings, instructor=instructor)
    read = f"; {count} handout{'' if count == 1 else 's'} checked" if count else ""
    return Checked((*report.problems, *handouts), f"{report}{read}")


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
