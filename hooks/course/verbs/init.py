"""``run.py init``: a course of one's own, from eight answers."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_settings
from course.languages.translations import course_languages
from course.model.editions import read_editions
from course.problems.command_words import Parser
from course.problems.problem import CourseError, display_path
from course.repository.answers import QUESTIONS, AnswerError, Answers, Question, read_answers
from course.repository.begin import Begun, TakenError, begin_course, check_free, render_next
from course.repository.convert import convert_settings
from course.repository.own_docs import found_docs
from course.repository.sample import standing_sample
from course.verbs import site
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.translate import accept_files, all_translations

_EPILOG = """examples:
  run.py init                                        asks up to eight questions
  run.py init --name "Networks" --languages en --yes   asks none
  run.py init --docs handbook --yes                  for pages that are there already
  run.py init --convert                              makes the settings of an older version current"""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: that of the build; 1 where nothing was changed, with the reason told."""
    given, root = _parser().parse_args(words), Path.cwd()
    try:
        if given.convert:
            return convert_settings(root)
        check_free(root, replaces=given.replace)
        docs = found_docs(root, given.docs) if given.docs else None
        answers = _answers(given, docs.usual() if docs else {})
    except (AnswerError, TakenError) as error:
        print(f"run.py init: {error}", file=sys.stderr)
        return 1
    except EOFError:
        print(
            "run.py init: no more answers; nothing was changed; --yes takes the usual ones", file=sys.stderr
        )
        return 1
    begun = begin_course(root, answers, year=_year(answers), docs_dir=docs.place if docs else "")
    _accept_translations(root, begun)
    _tell(root, begun)
    if given.no_build:
        return 0
    status = site.main([], handed)
    print(*render_next(root, begun, answers), sep="\n")
    return status


def _answers(given: argparse.Namespace, usual: dict[str, str]) -> Answers:
    """What the options say; the rest is asked, unless nothing is to be. Raises AnswerError and EOFError."""
    stated = {each.key: value for each in QUESTIONS if (value := getattr(given, each.key)) is not None}
    read_answers(
        {"name": "-", **usual, **stated}
    )  # what is wrong with an option is told before anything is asked
    if not given.yes:
        for question in QUESTIONS:
            if question.key not in stated:
                stated[question.key] = _ask(question, usual.get(question.key, question.usual))
    return read_answers({**usual, **stated})


def _ask(question: Question, usual: str) -> str:
    """An answer that can be; who types none takes the usual one."""
    while True:
        shown = f" [{usual}]" if usual else ""
        answer = input(f"{question.english} / {question.korean}{shown}: ").strip() or usual
        try:
            question.read(answer)
        except AnswerError as error:
            print(f"  {error}")
            if not sys.stdin.isatty():
                raise
        else:
            return answer


def _year(answers: Answers) -> int:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    today = time.gmtime(int(epoch) if epoch.isdigit() else None).tm_year
    return int(answers.start_date[:4]) if answers.start_date else today


def _accept_translations(root: Path, begun: Begun) -> None:
    """Note that what was made in other languages translates the first's, and so do the sample's pages.

    What somebody else wrote is left to him.
    """
    ours = {*begun.made, *(root / path for path in standing_sample(root))}
    try:
        languages = course_languages(root, read_editions(root), read_settings(), instructor=False)
        paths = [
            Path(each.path)
            for each in all_translations(languages)
            if each.standing and not each.standing.faults and root / each.path in ours
        ]
        with contextlib.redirect_stdout(None):  # of pages that he has not seen yet
            accept_files(languages, paths) if paths else None
    except CourseError:
        return  # in pages that somebody wrote: the build tells it


def _tell(root: Path, begun: Begun) -> None:
    for path in begun.made:
        print(f"{display_path(path, root)} is there")
    if begun.gone:
        print(
            f"{len(begun.gone)} files of the sample course went to .product/sample, where the tests find them"
        )
    for code in begun.borrowed:
        print(f"There are no templates in {code}: its pages begin in English (templates/en)")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="run.py init",
        description="Make this folder a course of your own: settings, front page, first week, first build.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    for question in QUESTIONS:
        usual = f" ({question.usual})" if question.usual else ""
        add(f"--{question.key.replace('_', '-')}", help=f"{question.english}{usual}")
    add("--docs", type=Path, metavar="PATH", help="the folder of pages of a course that is there already")
    add("-y", "--yes", action="store_true", help="ask nothing: the usual answers for what is not given")
    add("--replace", action="store_true", help="even where mkdocs.yml is a course's own; the old one is kept")
    add("--convert", action="store_true", help="only make mkdocs.yml (and mkdocs.XX.yml) current")
    add("--no-build", action="store_true", help="do not build the site at the end")
    return parser
