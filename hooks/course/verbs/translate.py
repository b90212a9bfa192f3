"""``run.py translate``: shows which translations lag behind, and accepts them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_settings
from course.languages.ledger import LEDGER, read_ledger, write_ledger
from course.languages.pages import Languages, page_key
from course.languages.parity import PageUnits
from course.languages.standing import read_standing
from course.languages.status import render_changes, render_table
from course.languages.translations import (
    Translation,
    course_languages,
    orphans,
    read_text,
    read_translations,
)
from course.languages.units import marks_of
from course.markdown.reading.publication import showing_waiting
from course.model.editions import read_editions, read_other_course
from course.problems.command_words import Parser
from course.problems.problem import CourseError, Problem, display_path
from course.verbs.handed import BY_ITSELF, Handed


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 when it was done, 1 with Problems; `status --strict-translations` is 1 for what lags."""
    parser = Parser(prog="run.py translate", description="Keep translations in step.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    accept = verbs.add_parser("accept", help="note what translations were made from")
    accept.add_argument("files", nargs="+", type=Path, help="translations, such as docs/en/index.md")
    status = verbs.add_parser("status", help="tell where every translation stands")
    status.add_argument("--strict-translations", action="store_true", help="exit 1 when one lags behind")
    given = parser.parse_args(words)
    root = Path.cwd()
    try:
        with showing_waiting():  # a page is translated before it is out
            languages = course_languages(
                root, read_editions(root), read_settings(), instructor=handed.instructor
            )
            if given.verb == "accept":
                return accept_files(languages, given.files)
            return tell_status(languages, strict=given.strict_translations)
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 1


def accept_files(languages: Languages, files: Sequence[Path]) -> int:
    """Record in the ledger that each of `files` translates its original as it is now; the exit status.

    Raises CourseError, and changes nothing, when one is no translation or has another structure than its
    original.
    """
    ledger = read_ledger(languages.root)
    problems: list[Problem] = []
    for path in files:
        original, translation = _find(languages, path)
        standing = read_standing(original, translation, None, read_settings())
        problems += standing.faults
        ledger[translation.path] = marks_of(original.units)
    if problems:
        raise CourseError(problems)
    write_ledger(languages.root, _still_there(ledger, languages))
    for path in files:
        print(f"{display_path(path, languages.root)} is in step with its original: noted in {LEDGER}")
    return 0


def _still_there(ledger: dict[str, list[str]], languages: Languages) -> dict[str, list[str]]:
    """The entries whose translation has not been deleted or moved."""
    return {path: marks for path, marks in ledger.items() if (languages.root / path).is_file()}


def _find(languages: Languages, path: Path) -> tuple[PageUnits, PageUnits]:
    """A translation's original, and itself. Raises CourseError [translation-unknown]."""
    first, *others = languages.editions
    for edition in others:
        if path.resolve().is_relative_to(edition.docs_dir.resolve()):
            key = page_key(path.resolve().relative_to(edition.docs_dir.resolve()).as_posix())
            original = read_text(languages, first, key)
            translation = read_text(languages, edition, key)
            if original is None:
                what = f"it has no original in {display_path(first.docs_dir, languages.root)}"
                raise _refused(languages, path, what, "give both files the same name")
            if translation is not None:
                return original, translation
    folders = ", ".join(display_path(edition.docs_dir, languages.root) for edition in others)
    raise _refused(languages, path, "it is not a translation", f"name a file below {folders or 'docs/en'}")


def _refused(languages: Languages, path: Path, what: str, mend: str) -> CourseError:
    shown = display_path(path, languages.root)
    return CourseError([Problem(shown, 1, what, "there is nothing to note", mend, "translation-unknown")])


def tell_status(languages: Languages, *, strict: bool) -> int:
    """Print the table of all translations, what changed in each, and what is wrong with its structure."""
    translations = all_translations(languages)
    print(render_table(translations))
    for translation in translations:
        for line in render_changes(translation, languages.root):
            print(line)
    alone = orphans(languages, read_ledger(languages.root))
    print(*alone, sep="\n", end="\n" if alone else "")
    faults = [fault for each in translations if each.standing for fault in each.standing.faults]
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults or (strict and any(each.notices() for each in translations)) else 0


def check_in_step(root: Path, *, instructor: bool = False) -> None:
    """Raises CourseError when a translation lags behind its original, or was never accepted."""
    languages = course_languages(root, read_editions(root), read_settings(), instructor=instructor)
    translations = all_translations(languages)
    notices = [notice for translation in translations for notice in translation.notices()]
    if notices:
        raise CourseError(notices)


def translation_faults(docs_dir: Path | None, *, instructor: bool = False) -> list[Problem]:
    """What is wrong with the structure of the course's translations, or of those of another in `docs_dir`."""
    root = Path.cwd()
    try:
        editions = read_other_course(root, docs_dir) if docs_dir else read_editions(root)
        languages = course_languages(root, editions, read_settings(), instructor=instructor)
        translations = all_translations(languages) if languages.editions[1:] else []
        alone = orphans(languages, read_ledger(root)) if docs_dir is None else []
    except CourseError as error:
        return list(error.problems)
    return [*alone, *(fault for each in translations if each.standing for fault in each.standing.faults)]


def all_translations(languages: Languages) -> list[Translation]:
    """The translations of every page of the first language into every other."""
    ledger, settings = read_ledger(languages.root), read_settings()
    return read_translations(languages, languages.editions[1:], ledger, settings)
