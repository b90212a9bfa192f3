"""``run.py new``: a week or a session to begin with, from the templates in ``templates/``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

from course.model.editions import Edition, read_editions
from course.problems.problem import CourseError, display_path
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
        edition = _edition(read_editions(root), given.language)
        if given.verb == "week":
            path = new_week(edition, given.number, given.title or "")
        else:
            path = new_session(edition, given.folder, given.number, given.title)
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 1
    except RefusedError as error:
        print(f"run.py new: {error}", file=sys.stderr)
        return 1
    print(f"{display_path(path, root)} is there: write it, and look it over with run.py check")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py new", description="Begin a week or a session.")
    parser.add_argument("--language", help="its language, such as en (that of mkdocs.yml)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    week = verbs.add_parser("week", help="a week's front page: run.py new week 4")
    week.add_argument("number", type=_number)
    week.add_argument("title", nargs="?", type=_title, help="what it is about")
    session = verbs.add_parser("session", help='a session: run.py new session week_04/day1 2 "Title"')
    session.add_argument("folder", help="where it goes, such as week_04/day1")
    session.add_argument("number", type=_number)
    session.add_argument("title", type=_title)
    return parser


def _number(word: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", word):
        raise argparse.ArgumentTypeError(f"{word} is no number from 1 to 999")
    return int(word)


def _title(word: str) -> str:
    title = " ".join(word.split())
    if not title or re.search(r"[\x00-\x1f`*_\[\]<>#|]", title):
        raise argparse.ArgumentTypeError("a title is words on one line, without the marks of Markdown")
    return title


def _edition(editions: Sequence[Edition], language: str | None) -> Edition:
    chosen = [each for each in editions if language in (None, each.language.code, each.language.folder)]
    if not chosen:
        known = ", ".join(each.language.code for each in editions)
        raise RefusedError(f"there is no language {language}; the course has {known}")
    return chosen[0]


def new_week(edition: Edition, number: int, title: str) -> Path:
    """The front page made for week `number`. Raises RefusedError where there is one."""
    heading = f"Week {number}" + (f": {title}" if title else "")
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
    known = [f"{word.capitalize()} {where[word]}" for word in ("week", "day") if word in where]
    heading = f"{' '.join([*known, f'Session {number}'])}: {title}"
    path = edition.docs_dir / path_in_docs / f"session_{number}.md"
    _refuse(path)
    return _write(edition, "session", path, heading)


def _refuse(path: Path) -> None:
    if path.exists():
        raise RefusedError(f"{display_path(path, Path.cwd())} is there already; nothing was changed")


def _write(edition: Edition, kind: str, path: Path, heading: str) -> Path:
    template = Path.cwd() / "templates" / edition.language.code / f"{kind}.md"
    if not template.is_file():
        raise RefusedError(f"there is no template {display_path(template, Path.cwd())}; write one")
    text = Template(template.read_text(encoding="utf-8")).substitute(heading=heading)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except OSError:  # half a page is none
        path.unlink()
        raise
    return path
