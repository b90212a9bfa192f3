"""``run.py new``: a week or a session to begin with, from the templates in ``templates/``."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from course.checks.course_sources import read_settings
from course.kept import CACHE, Store
from course.markdown.files.docs_files import markdown_uris, read_sources
from course.markdown.files.source import Source
from course.markdown.reading.page_templates import (
    as_heading,
    fill_template,
    place_heading,
    write_new,
)
from course.markdown.reading.publication import showing_waiting
from course.model.editions import Edition, all_editions, read_editions
from course.model.sessions.free_time import at_free_time
from course.model.sessions.kept_sessions import kept_session
from course.problems.command_words import Parser
from course.problems.problem import CourseError, display_path
from course.repository.begin import template_path
from course.verbs.handed import BY_ITSELF, Handed

_FOLDER = re.compile(r"\w[\w. -]*(?:/\w[\w. -]*)*")
_NUMBERS = re.compile(r"(?:^|/)(week|day)[ _-]*0*(\d+)", re.IGNORECASE)


class RefusedError(Exception):
    """The page cannot be made; the text says why, and what to write instead."""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 with the new page told, 1 where it is refused."""
    given = _parser().parse_args(words)
    try:
        root = Path.cwd()
        edition = _edition(root, given.language)
        title = _title(given.title)
        if given.verb == "week":
            path = new_week(edition, given.number, title)
        else:
            path = new_session(edition, given.folder, given.number, title)
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 1
    except RefusedError as error:
        print(f"run.py new: {error}", file=sys.stderr)
        return 1
    print(f"{display_path(path, root)} is there: write it, and look it over with run.py check")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="run.py new", description="Begin a week or a session.")
    help_text = "its language, one of the course's, such as en (that of mkdocs.yml)"
    parser.add_argument("--language", metavar="TAG", help=help_text)
    verbs = parser.add_subparsers(dest="verb", required=True)
    week = verbs.add_parser("week", help="a week's front page: run.py new week 4")
    week.add_argument("number", type=_number)
    week.add_argument("title", nargs="*", help="what it is about")
    session = verbs.add_parser("session", help='a session: run.py new session week_04/day1 2 "Title"')
    session.add_argument("folder", help="where it goes, such as week_04/day1")
    session.add_argument("number", type=_number)
    session.add_argument("title", nargs="+")
    for each in (week, session):  # behind the words too
        each.add_argument("--language", metavar="TAG", default=argparse.SUPPRESS, help=help_text)
    return parser


def _number(word: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", word):
        raise argparse.ArgumentTypeError(f"{word} is no number from 1 to 999")
    return int(word)


def _title(words: Sequence[str]) -> str:
    """The title on one line. Raises RefusedError for one of spaces, and for characters that nobody sees."""
    title = " ".join(" ".join(words).split())
    if words and not title:
        raise RefusedError("a title has words; write some")
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in title):
        raise RefusedError("the title holds a character that is no text; type it anew")
    return title


def _edition(root: Path, language: str | None) -> Edition:
    """The edition in a language of the course; its folder may not be there yet."""
    first = read_editions(root)[0]
    if language is None:
        return first
    editions = all_editions(root)
    chosen = [each for each in editions if language in (each.language.code, each.language.folder)]
    if not chosen:
        known = ", ".join(each.language.code for each in editions)
        raise RefusedError(f"there is no language {language}; the course has {known}")
    return chosen[0]


def new_week(edition: Edition, number: int, title: str) -> Path:
    """The front page made for week `number`. Raises RefusedError where there is one."""
    heading = _place(edition, week=number) + (f": {title}" if title else "")
    folder = edition.docs_dir / f"week_{number:02}"
    for name in ("README.md", "index.md"):
        _refuse(folder / name)
    return _write(edition, "week", folder / "README.md", heading)


def new_session(edition: Edition, folder: str, number: int, title: str) -> Path:
    """The page made for session `number` in `folder`. Raises RefusedError where there is one, and for a
    folder that cannot be one.
    """
    path_in_docs = folder.replace("\\", "/").strip("/")
    if not _FOLDER.fullmatch(path_in_docs) or ".." in path_in_docs:
        raise RefusedError(f"{folder} is no folder below the sources; write one such as week_04/day1")
    where = dict(_NUMBERS.findall(path_in_docs.lower()))
    numbers = {word: int(where[word]) for word in ("week", "day") if word in where}
    heading = f"{_place(edition, **numbers, session=number)}: {title}"
    path = edition.docs_dir / path_in_docs / f"session_{number}.md"
    _refuse(path)
    return _write(edition, "session", path, heading)


def _place(edition: Edition, **numbers: int) -> str:
    return place_heading(edition.words.numbered_names, **numbers)


def _refuse(path: Path) -> None:
    if path.exists():
        raise RefusedError(f"{display_path(path, Path.cwd())} is there already; nothing was changed")


def _write(edition: Edition, kind: str, path: Path, heading: str) -> Path:
    template = template_path(Path.cwd(), edition.language.code, kind)
    if not template.is_file():
        raise RefusedError(f"there is no template {display_path(template, Path.cwd())}; write one")
    text = fill_template(template.read_text(encoding="utf-8-sig"), as_heading(heading))
    if kind == "session":
        text = _timed(edition, path, text)
    write_new(path, text)
    return path


def _timed(edition: Edition, path: Path, text: str) -> str:
    """The session's `text` at a time that is free on its day. Raises RefusedError where none is."""
    settings, root = read_settings(), Path.cwd()
    uri = path.relative_to(edition.docs_dir).as_posix()
    with showing_waiting():
        uris = markdown_uris(edition.docs_dir) if edition.docs_dir.is_dir() else []
    sources, _ = read_sources(uris, edition.docs_dir, root)
    read = (kept_session(source, settings, Store(root / CACHE)) for source in sources)
    timed = at_free_time(Source(uri, uri, text), [each for each in read if each], settings)
    if timed is None:
        raise RefusedError("the sessions of that day go on until midnight; change the time of one first")
    return timed
