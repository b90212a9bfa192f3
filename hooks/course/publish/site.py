"""The finished site: every language built beside the old site, checked, and only then put in its place.

MkDocs empties its site folder before it builds and leaves a failed build there, so it never gets to write in
the published one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from course.model.editions import Edition, Language, read_editions, read_other_course
from course.pages.root_page import render_root_page
from course.problems.problem import CourseError, Problem

_HOLDER = ".site-"
_DAY_SECONDS = 24 * 60 * 60


def publish_site(
    project_dir: Path, site_dir: Path, arguments: Sequence[str], docs_dir: Path | None = None
) -> None:
    """Build, check and swap: `site_dir` is the new site, or what it was when this raises CourseError.

    `arguments` go to every ``mkdocs build``. `docs_dir` holds another course to build with these settings.
    """
    editions = read_editions(project_dir) if docs_dir is None else read_other_course(project_dir, docs_dir)
    _check_place(site_dir, project_dir)
    recover_site(site_dir)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    holder = Path(tempfile.mkdtemp(prefix=_HOLDER, dir=site_dir.parent))
    staged, aside = holder / "new", holder / "old"
    try:
        build_pages(editions, staged, arguments, own=docs_dir is None)
        write_root_pages(staged, [edition.language for edition in editions])
        strict = "--no-strict" not in arguments
        make_handouts(staged, project_dir, docs_dir, strict=strict)
        check_site(check_words(editions, staged, own=docs_dir is None), project_dir, strict=strict)
        swap_site(staged, site_dir, aside)
    finally:
        if site_dir.exists() or not aside.exists():
            shutil.rmtree(holder, ignore_errors=True)


def build_pages(editions: Sequence[Edition], staged: Path, arguments: Sequence[str], *, own: bool) -> None:
    """Build the pages of every language into `staged`, with `arguments` for mkdocs build.

    `own` says that they are the settings' own course. Raises CourseError where MkDocs fails; it has told why.
    """
    for number, edition in enumerate(editions):
        _run_mkdocs(edition, staged, arguments, own=own, first=number == 0)


def _run_mkdocs(edition: Edition, staged: Path, arguments: Sequence[str], *, own: bool, first: bool) -> None:
    words = ["build", "--strict", *arguments, "-f", edition.config_path.name, "-d"]
    # hooks/load_course.py reads these
    other = {} if own else {"COURSE_DOCS": str(edition.docs_dir), "COURSE_NAME": edition.language.title}
    if not first:  # what keeps npm from bringing the fonts is told once
        other["COURSE_NPM_ASKED"] = "1"
    _run(["mkdocs", *words, str(staged / edition.language.folder)], edition.config_path.parent, other)


def make_handouts(
    site_dir: Path, project_dir: Path, docs_dir: Path | None, *, strict: bool, twin_dir: Path | None = None
) -> None:
    """Make the handouts and lead to them, in the same site built for file:// (`twin_dir`) too.

    Problems are told, and raise CourseError when `strict`.
    """
    course = ["--docs", str(docs_dir)] if docs_dir else []
    twin = ["--twin", str(twin_dir)] if twin_dir else []
    try:
        _run(["course", "handouts", "--into-site", "--site", str(site_dir), *course, *twin], project_dir)
    except CourseError:
        if strict:
            raise


def check_words(editions: Sequence[Edition], staged: Path, *, own: bool) -> list[list[str]]:
    """The arguments of each check that the site in `staged` needs."""
    if own:
        return [[str(staged)]]
    return [[str(staged / each.language.folder), "--docs", str(each.docs_dir)] for each in editions]


def check_site(checks: Sequence[Sequence[str]], project_dir: Path, *, strict: bool) -> None:
    """Run the completeness check on every site that `checks` name, each with its arguments; what it finds is
    told, and raises CourseError when `strict`.
    """
    try:
        for words in checks:
            _run(["course", "check", *words], project_dir)
    except CourseError:
        if strict:
            raise


def _run(
    module_and_words: Sequence[str], project_dir: Path, variables: Mapping[str, str] | None = None
) -> None:
    """Raises CourseError without a Problem when the tool fails: it has told its own."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(source_date(project_dir)),
        "NO_MKDOCS_2_WARNING": "1",
        **(variables or {}),
    }
    command = [sys.executable, "-m", *module_and_words]
    if subprocess.run(command, cwd=project_dir, env=environment, check=False).returncode:
        raise CourseError([])


def source_date(project_dir: Path) -> int:
    """Seconds since 1970 that stand for "now" in the site, so that the same sources give the same bytes.

    ``SOURCE_DATE_EPOCH``, else the last commit's date, else the newest source's.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if shutil.which("git"):
        command = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=project_dir, capture_output=True, text=True, check=False)
        if done.stdout.strip().isdigit():
            return int(done.stdout)
    return max((int(path.stat().st_mtime) for path in project_dir.glob("docs/**/*")), default=0)


def write_root_pages(site_dir: Path, languages: Sequence[Language]) -> None:
    """``/index.html``, and ``/404.html`` as hosts look for it: the first language's own."""
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


def recover_site(site_dir: Path) -> None:
    """Clear up after builds that were killed: put back an old site left aside, drop what is a day old."""
    for holder in site_dir.parent.glob(f"{_HOLDER}*"):
        if (holder / "old").is_dir() and not site_dir.exists():
            (holder / "old").rename(site_dir)
        if time.time() - holder.stat().st_mtime > _DAY_SECONDS:
            shutil.rmtree(holder, ignore_errors=True)


def swap_site(staged: Path, site_dir: Path, aside: Path) -> None:
    """`staged` becomes `site_dir`; the site there until now moves to `aside`.

    Raises CourseError [site-in-use], with the old site in its place, when the system refuses: Windows moves
    no folder that a program has open.
    """
    had_site = site_dir.exists()
    try:
        if had_site:
            site_dir.rename(aside)
        staged.rename(site_dir)
    except OSError as error:
        if had_site and not site_dir.exists():
            aside.rename(site_dir)
        what = f"the new site cannot take its place: {error.strerror}"
        raise _site_fault(
            site_dir, what, "close the programs that have it open, then build again", "site-in-use"
        ) from None


def _site_fault(site_dir: Path, what: str, mend: str, code: str) -> CourseError:
    return CourseError([Problem(f"{site_dir.name}/", 1, what, "it was left as it was", mend, code)])
