"""The course as plain GitHub Markdown, its diagrams as SVG files, for systems that draw none.

The tree is that of the sources. Beside the pages of a folder stands ``diagrams/`` with the drawing of each of
their diagrams and, as ``.mmd``, what it was drawn from. Nothing is written before all of it is proved.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from course.checks.course_sources import SourceFolder, check_sources, read_settings
from course.diagrams.build import start_drawer
from course.diagrams.svg_file import file_palette
from course.fonts import character_widths, fonts_installed
from course.model.editions import Edition, chosen_editions
from course.model.rights import read_rights
from course.npm import install_npm_packages
from course.problems.codes import fails_strict
from course.problems.problem import CourseError, Problem
from course.publish.archive import write_zip
from course.publish.exported import Exported
from course.publish.markdown.edition import MarkdownEdition, Tools
from course.publish.request import Building
from course.publish.source_date import source_date

NAME = "course-markdown"


def export_markdown(project_dir: Path, output_dir: Path, building: Building) -> list[Exported]:
    """Make the Markdown edition, prove it, and pack it as a zip file; no site is built.

    Of `building` only the course and `strict` count: Problems of the sources are printed, and end a strict
    export. Raises CourseError or PlaceError; an older zip file is then left as it was.
    """
    docs_dir, strict = building.docs_dir, building.options.strict
    for problem in install_npm_packages(project_dir):
        print(problem, file=sys.stderr)
    editions = chosen_editions(project_dir, docs_dir, building.language)
    problems = check_sources([SourceFolder(edition.docs_dir) for edition in editions]).problems
    _stop_or_tell(list(filter(fails_strict, problems)), strict=strict)
    tools = _tools(project_dir)
    made = [MarkdownEdition(edition, tools) for edition in editions]
    for each in made:
        each.make(editions)
    faults = [problem for each in made for problem in each.check()]
    _stop_or_tell(faults, strict=strict or any(map(_is_ours, faults)))
    files = {
        f"{NAME}/{_folder(each.edition, docs_dir)}{uri}": content
        for each in made
        for uri, content in each.files.items()
    }
    files |= dict(_notices(made, docs_dir))
    path = output_dir / f"{NAME}.zip"
    return [Exported(path, write_zip(path, files, source_date(project_dir)), _use(made))]


def _notices(made: Sequence[MarkdownEdition], docs_dir: Path | None) -> Iterator[tuple[str, bytes]]:
    """A file beside the pages of each language that says who wrote them, and what others may do with them."""
    for each in made:
        rights, name = read_rights(each.edition.settings()), each.edition.language.title
        said = [line for line in (name, rights.author, rights.notice, each.edition.site_url) if line]
        if rights.author or rights.notice:
            yield (
                f"{NAME}/{_folder(each.edition, docs_dir)}NOTICE.txt",
                "".join(f"{line}\n" for line in said).encode(),
            )


def _use(made: Sequence[MarkdownEdition]) -> str:
    pages = [page for each in made for page in each.pages]
    drawn, undrawn = sum(len(page.images) for page in pages), sum(page.undrawn for page in pages)
    rest = f"; {undrawn} more {'stays' if undrawn == 1 else 'stay'} as text" if undrawn else ""
    return f"unpack it; it holds {_counted(len(pages), 'page')} and {_counted(drawn, 'diagram')}{rest}"


def _tools(project_dir: Path) -> Tools:
    modules_dir = project_dir / "node_modules"
    measure = partial(character_widths, modules_dir) if fonts_installed(modules_dir) else None
    palette = file_palette(project_dir / "hooks" / "theme" / "assets" / "stylesheets")
    drawer, _ = start_drawer(project_dir)
    return Tools(project_dir, read_settings(), drawer, palette, measure)


def _stop_or_tell(problems: Sequence[Problem], *, strict: bool) -> None:
    """Tell `problems`; raises CourseError with them where `strict`."""
    if problems and strict:
        raise CourseError(problems)
    for problem in problems:
        print(problem, file=sys.stderr)


def _is_ours(problem: Problem) -> bool:
    """Whether it is the edition that is wrong, and not the course."""
    return problem.code in ("markdown-file", "markdown-page")


def _folder(edition: Edition, docs_dir: Path | None) -> str:
    """Where a language's files go; those of a course in one language, or without folders, at the top."""
    return "" if edition.docs_dir == docs_dir else edition.language.place


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
