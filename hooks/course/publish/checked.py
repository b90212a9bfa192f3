"""Checks a built site, pages and handouts, against its sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from course.checks.built_check import check_built
from course.checks.course_sources import Checked, read_settings
from course.problems.codes import fails_strict
from course.problems.progress import counted
from course.reads import pages_below


def check_built_site(site_dir: Path, docs_dir: Path | None, *, instructor: bool = False) -> Checked:
    """Compare the site in `site_dir` with the sources in `docs_dir`, or in the folders that settings name.

    `instructor`: whether it is the lecturer's site. Raises NotThereError where the folder of sources is not
    there, and CourseError for settings that cannot be read.
    """
    settings = read_settings()
    report = check_built(site_dir, docs_dir, settings, instructor=instructor)
    if not _leads_to_handouts(site_dir):
        in_short = f"{counted(report.page_count, 'page')}: {report.verdict}"
        return Checked(report.problems, str(report), in_short)
    from course.handout.proving.site_proof import check_built_handouts  # here: it loads all that reads PDFs

    handouts, count = check_built_handouts(site_dir, docs_dir, settings, instructor=instructor)
    read = f"; {count} handout{'' if count == 1 else 's'} checked" if count else ""
    problems = (*report.problems, *handouts)
    verdict = replace(report, problems=tuple(filter(fails_strict, problems))).verdict  # hints lack nothing
    in_short = f"{counted(report.page_count, 'page')}, {counted(count, 'handout')}: {verdict}"
    return Checked(problems, f"{report}{read}", in_short)


def _leads_to_handouts(site_dir: Path) -> bool:
    """Whether a page may have a link to a handout."""
    return any(b"data-handout=" in page.read_bytes() for page in pages_below(site_dir))
