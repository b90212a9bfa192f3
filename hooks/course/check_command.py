"""``run.py check``: a built site against its sources."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from course.config import read_config
from course.problem import CourseError
from course.settings import parse_settings
from course.site_check import Report, check_site, merge_reports


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 for a site with nothing missing, 1 with Problems, 2 for folders that are not there."""
    parser = argparse.ArgumentParser(
        prog="run.py check", description="Compare a built site with its sources."
    )
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="the built site (site)")
    parser.add_argument("--docs", type=Path, help="its sources: a folder of Markdown (docs)")
    given = parser.parse_args(words)
    try:
        report = check_course(given.site, given.docs)
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"run.py check: {error}", file=sys.stderr)
        return 2
    print(*report.problems, report, sep="\n")
    return 1 if report.problems else 0


def check_course(site_dir: Path, docs_dir: Path | None) -> Report:
    """The site at `site_dir` against its sources: each language's folder against its part of the site.

    Raises FileNotFoundError, with a sentence for the reader, when a folder is not there.
    """
    for folder, mend in ((site_dir, "run.py site"), (docs_dir or Path("docs"), "name it with --docs")):
        if not folder.is_dir():
            raise FileNotFoundError(f"the folder {folder} is not there; {mend}")
    headings = parse_settings(_course_settings()).keyword_headings
    return merge_reports(
        [
            check_site(docs, part, Path.cwd(), keyword_headings=headings, url=url)
            for docs, part, url in language_folders(site_dir, docs_dir or Path("docs"))
        ]
    )


def language_folders(site_dir: Path, docs_dir: Path) -> list[tuple[Path, Path, str]]:
    """Folders of sources, of their pages, and the address of these: one for each language, or just one."""
    own = site_dir / docs_dir.name
    if own.is_dir() and not (docs_dir / docs_dir.name).exists():
        return [(docs_dir, own, f"/{docs_dir.name}/")]
    languages = [
        folder for folder in sorted(docs_dir.iterdir()) if (site_dir / folder.name / "index.html").is_file()
    ]
    if (docs_dir / "index.md").exists() or (docs_dir / "README.md").exists() or not languages:
        return [(docs_dir, site_dir, "/")]
    return [(folder, site_dir / folder.name, f"/{folder.name}/") for folder in languages]


def _course_settings() -> object:
    path = Path("mkdocs.yml")
    extra = read_config(path).get("extra") if path.is_file() else None
    return extra.get("course") if isinstance(extra, dict) else None
