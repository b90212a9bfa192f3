"""``run.py term 2027-03-02``: the next run of the course, its dates moved to the new first day."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml

from course.markdown.files.front_matter import FRONT_MATTER, is_readable
from course.markdown.files.source import Source
from course.markdown.reading.parsed import headings_of, parse_source
from course.model.editions import Edition
from course.problems.command_words import Parser
from course.problems.problem import display_path
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.moving.changes import Changes
from course.verbs.moving.move import carry_out
from course.verbs.moving.places import RefusedError
from course.verbs.moving.sources import Sources

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
#: Keys of front matter that say a day of the term.
_DATED = ("publish", "date")
#: Days before and behind the first day within which a date is one of the term.
_BEFORE, _AFTER = 60, 366


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where the course has its new dates, 1 where that is refused and all is as it was."""
    parser = Parser(
        prog="run.py term",
        description="Give the course a new first day; calendar and dates in front matter and titles follow.",
    )
    parser.add_argument("day", type=_day, help="the first day of week 1, such as 2027-03-02")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    given = parser.parse_args(words)
    return carry_out(
        "term", lambda editions, root: plan_term(editions, root, given.day), dry_run=given.dry_run
    )


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word} is no day; write one such as 2027-03-02") from None


def plan_term(editions: Sequence[Edition], root: Path, day: date) -> tuple[Changes, list[str]]:
    """What a new first day changes, and a line for each thing that does.

    Raises RefusedError where the settings have no place for it.
    """
    changes = Changes()
    path = root / "mkdocs.yml"
    text, before = with_start_date(path.read_bytes().decode("utf-8-sig"), day)
    changes.write(path, text)
    told = [f"mkdocs.yml: the course begins on {day:%A}, {day.isoformat()}"]
    if before is None:
        return changes, told
    moved = day - before
    if moved.days % 7:
        told.append(
            f"the last term began on a {before:%A}: other dates are {moved.days} days later, not weeks"
        )
    sources = Sources(editions)
    for number, uri in sources:
        text = sources.text(number, uri)
        after = with_dates(text, before, moved)
        if after != text:
            changes.write(sources.path(number, uri), sources.with_ends(number, uri, after))
            told.append(f"{display_path(sources.path(number, uri), root)}: its dates")
    return changes, told


def with_start_date(text: str, day: date) -> tuple[str, date | None]:
    """The settings `text` with a new ``start_date``, every other byte as it was; and the day before.

    Raises RefusedError for settings that have no ``extra: course:``.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for name in ("extra", "course"):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == name), None)
    if not isinstance(node, yaml.MappingNode) or not node.value or node.flow_style:
        raise RefusedError("mkdocs.yml has no extra: course: with settings below it; write it there first")
    for key, value in node.value:
        if key.value == "start_date":
            written = day.isoformat()
            before = _date_of(str(value.value))
            return text[: value.start_mark.index] + written + text[value.end_mark.index :], before
    first = node.value[0][0].start_mark
    line = f"start_date: {day.isoformat()}\n{' ' * first.column}"
    return text[: first.index] + line + text[first.index :], None


def _date_of(word: str) -> date | None:
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        return None


def with_dates(text: str, start: date, moved: timedelta) -> str:
    """The page `text` with the dates in its front matter and title `moved`, if they are of the term from
    `start` on.
    """
    spans = [*_in_front_matter(text), *_in_title(text)]
    for first, last in sorted(spans, reverse=True):
        day = _date_of(text[first:last])
        if day and -_BEFORE <= (day - start).days <= _AFTER:
            text = text[:first] + (day + moved).isoformat() + text[last:]
    return text


def _in_front_matter(text: str) -> list[tuple[int, int]]:
    """Where days stand as values of front matter, or in its title."""
    match = FRONT_MATTER.match(text)
    if match is None or not is_readable(match["yaml"]):
        return []
    node = yaml.compose(match["yaml"], Loader=yaml.SafeLoader)
    spans = []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if key.value in (*_DATED, "title") and isinstance(value, yaml.ScalarNode):
            first, last = (match.start("yaml") + each.index for each in (value.start_mark, value.end_mark))
            spans += [(first + at.start(), first + at.end()) for at in _DAY.finditer(text[first:last])]
    return spans


def _in_title(text: str) -> list[tuple[int, int]]:
    """Where days stand in the first heading."""
    match = FRONT_MATTER.match(text)
    before = match.end() if match and is_readable(match["yaml"]) else 0
    lines = text[before:].split("\n")
    headings = headings_of(parse_source(Source("a.md", "a.md", text[before:])))
    if not headings or headings[0].level != 1:
        return []
    number = headings[0].line - 1
    at = before + sum(len(line) + 1 for line in lines[:number])
    return [(at + each.start(), at + each.end()) for each in _DAY.finditer(lines[number])]
