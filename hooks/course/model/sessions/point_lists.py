"""Reads objectives, keywords, questions, checks, tasks and promises from the lists of a session."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from course.markdown.reading.heading_words import has_word, is_word
from course.model.model import Item, Keyword, Task
from course.model.sessions.entries import split_entry
from course.model.sessions.inline import read_in_words, read_inline
from course.model.sessions.outline import ListItem, Outline, PageHeading, Row
from course.settings.course_settings import Settings

_TASK = re.compile(r"^\[([ xX])\][ \t]+(?=\S)")
_QUESTION = re.compile(r"[?？]")


@dataclass(frozen=True, slots=True)
class Points:
    """What the lists of a session hold, each kind in order; the fields are those of `Session`."""

    objectives: tuple[Item, ...]
    keywords: tuple[Keyword, ...]
    questions: tuple[Item, ...]
    checks: tuple[Item, ...]
    tasks: tuple[Task, ...]
    promises: tuple[Item, ...]


def read_points(outline: Outline, settings: Settings, quiz_lines: Collection[int] = ()) -> Points:
    """The points that the lists of a page hold; items at `quiz_lines` are answers of quizzes, and none.

    Only items of outermost lists are points, those inside them are part of them; but every task counts.
    """
    items = [item for item in outline.items if item.depth == 1]
    plain = [item for item in items if not _TASK.match(item.markdown)]
    checks = [item for item in plain if _is_check(item, settings)]
    return Points(
        objectives=tuple(_point(item) for item in plain if "objective" in _nearest(item.headings)),
        keywords=tuple(_keywords(items, outline.rows)),
        questions=tuple(
            _point(item) for item in plain if item not in checks and _is_question(item, settings)
        ),
        checks=tuple(_point(item) for item in checks),
        tasks=tuple(_tasks(item for item in outline.items if item.line not in quiz_lines)),
        promises=tuple(
            _point(item)
            for item in plain
            if _is_of_role(item, "next", settings.next_headings) and not _within(item.headings, "keyword")
        ),
    )


def _point(item: ListItem) -> Item:
    return Item(item.text, item.markdown, item.line)


def _nearest(headings: tuple[PageHeading, ...]) -> tuple[str, ...]:
    return headings[-1].roles if headings else ()


def _within(headings: tuple[PageHeading, ...], role: str) -> bool:
    return any(role in heading.roles for heading in headings)


def _is_of_role(item: ListItem, role: str, words: tuple[str, ...]) -> bool:
    """Whether the nearest heading has `role`, or the label above the list has one of `words`."""
    return role in _nearest(item.headings) or bool(item.label and has_word(item.label, words))


def _is_check(item: ListItem, settings: Settings) -> bool:
    return _is_of_role(item, "check", settings.check_headings) or has_word(item.text, settings.check_phrases)


def _is_question(item: ListItem, settings: Settings) -> bool:
    if not _within(item.headings, "discussion"):
        return False
    return bool(_QUESTION.search(item.text)) or is_word(item.label, settings.question_labels)


def _tasks(items: Iterable[ListItem]) -> Iterator[Task]:
    for item in items:
        box = _TASK.match(item.markdown)
        if box:
            markdown = item.markdown[box.end() :]
            yield Task(read_inline(markdown), markdown, box[1] != " ", item.line)


def _keywords(items: list[ListItem], rows: list[Row]) -> Iterator[Keyword]:
    """The entries of lists and of two-column tables below keyword headings, in the order of their lines."""
    keywords = [*_list_keywords(items), *_table_keywords(rows)]
    yield from sorted(keywords, key=lambda keyword: keyword.line)


def _list_keywords(items: list[ListItem]) -> Iterator[Keyword]:
    for item in items:
        if not _within(item.headings, "keyword"):
            continue
        entry = split_entry(item.markdown)
        if entry:
            definition = "\n".join(filter(None, (entry.definition, item.below)))
            yield _keyword(entry.term, definition, _group(item.headings, item.label), item.line)


def _table_keywords(rows: list[Row]) -> Iterator[Keyword]:
    for row in rows:
        if _within(row.headings, "keyword") and len(row.cells) == 2 and all(map(str.strip, row.cells)):
            yield _keyword(row.cells[0].strip(), row.cells[1].strip(), _group(row.headings, ""), row.line)


def _keyword(term: str, definition: str, group: str, line: int) -> Keyword:
    return Keyword(read_in_words(term), read_in_words(definition), group, term, definition, line)


def _group(headings: tuple[PageHeading, ...], label: str) -> str:
    """What a keyword's entry is grouped under: the heading above it, or the label above its list where that
    heading is the keyword section's own.
    """
    if "keyword" in _nearest(headings):
        return re.sub(r"\s*[:：]\s*$", "", label)
    return headings[-1].title if headings else ""
