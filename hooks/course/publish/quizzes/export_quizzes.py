"""``run.py export quizzes --instructor``: per language the quizzes for Moodle and Anki, and a cartridge."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from course.checks.course_sources import SourceFolder, check_sources, read_settings
from course.markdown.files.docs_files import read_sources
from course.markdown.files.folder_pages import is_page
from course.model.editions import Edition, chosen_editions
from course.problems.codes import fails_strict
from course.problems.problem import CourseError
from course.publish.archive import write_zip
from course.publish.exported import Exported
from course.publish.quizzes.anki import render_quiz_cards
from course.publish.quizzes.asked import Quiz, read_quizzes
from course.publish.quizzes.moodle import render_moodle
from course.publish.quizzes.qti import quiz_cartridge
from course.publish.request import Building
from course.publish.source_date import source_date

NAME = "course-quizzes"


def export_quizzes(project_dir: Path, output_dir: Path, building: Building) -> list[Exported]:
    """Make the files of all quizzes, language by language; no site is built.

    Of `building` only the course and `strict` count. Raises CourseError for Problems of the sources where
    strict, or PlaceError; a language without quizzes has no files.
    """
    editions = chosen_editions(project_dir, building.docs_dir, building.language)
    folders = [SourceFolder(edition.docs_dir, instructor=True) for edition in editions]
    problems = [each for each in check_sources(folders).problems if fails_strict(each)]
    if problems and building.options.strict:
        raise CourseError(problems)
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    date = source_date(project_dir)
    return [made for edition in editions for made in _made(edition, output_dir, project_dir, date)]


def _made(edition: Edition, output_dir: Path, project_dir: Path, date: int) -> Iterator[Exported]:
    quizzes = _quizzes(edition, project_dir)
    if not quizzes:
        return
    language = edition.language
    count = sum(len(quiz.questions) for quiz in quizzes)
    cartridge = output_dir / f"{NAME}-{language.called}.imscc"
    size = write_zip(cartridge, quiz_cartridge(quizzes, language.title, language.code), date)
    yield Exported(
        cartridge, size, f"import it into Canvas or another system; {count} questions, with answers"
    )
    archive = output_dir / f"{NAME}-{language.called}.zip"
    files = {
        "moodle.xml": render_moodle(quizzes, language.title),
        "anki.tsv": render_quiz_cards(quizzes, language.title).encode(),
    }
    use = "unpack it; import moodle.xml into Moodle's question bank, anki.tsv into Anki"
    yield Exported(archive, write_zip(archive, files, date), use)


def _quizzes(edition: Edition, project_dir: Path) -> list[Quiz]:
    folder = SourceFolder(edition.docs_dir, instructor=True)
    pages = filter(is_page, folder.pages())
    sources, _ = read_sources(pages, edition.docs_dir, project_dir, read_settings().quiz_headings)
    return read_quizzes(sources, edition.docs_dir)
