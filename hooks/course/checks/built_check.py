"""A built site against its sources: every page, and the glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from course.checks.course_sources import excluded_patterns
from course.checks.glossary_check import check_glossary_page
from course.checks.site_check import Report, check_site, merge_reports
from course.markdown.files.docs_files import usual_addresses
from course.markdown.files.folder_pages import is_page
from course.model.site_folders import language_folders
from course.problems.problem import NotThereError
from course.settings.course_settings import Settings


def check_edition(
    docs_dir: Path,
    site_dir: Path,
    root: Path,
    *,
    settings: Settings,
    url: str = "/",
    uris: Iterable[str] | None = None,
) -> Report:
    """What is lost or changed in one language's part of the site, glossary included.

    The parameters are those of `check_site`.
    """
    wanted = list(uris) if uris is not None else None
    headings = settings.keyword_headings
    pages = check_site(
        docs_dir,
        site_dir,
        root,
        keyword_headings=headings,
        quiz_headings=settings.quiz_headings,
        url=url,
        uris=wanted,
    )
    glossary = check_glossary_page(docs_dir, site_dir, root, settings=settings, url=url, uris=wanted)
    return merge_reports([pages, glossary])


def page_uris(docs_dir: Path, *, instructor: bool) -> list[str]:
    """URIs of the sources that have a page in the site."""
    excluded = excluded_patterns(Path.cwd(), docs_dir)
    return list(filter(is_page, usual_addresses(docs_dir, excluded, instructor=instructor)))


def check_built(
    site_dir: Path, docs_dir: Path | None, settings: Settings, *, instructor: bool = False
) -> Report:
    """What is lost or changed in the site at `site_dir`, compared language by language with its sources.

    With `instructor`, files for the lecturer alone must be in it too.

    Raises NotThereError when the folder of sources is not there.
    """
    parts = language_folders(site_dir, docs_dir)
    if gone := next((docs for docs, _, _ in parts if not docs.is_dir()), None):
        raise NotThereError(f"the folder {gone} is not there; name it with --docs")
    return merge_reports(
        [
            check_edition(docs, part, Path.cwd(), settings=settings, url=url, uris=wanted)
            for docs, part, url in parts
            for wanted in [page_uris(docs, instructor=instructor)]
        ]
    )
