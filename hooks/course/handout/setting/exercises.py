"""The exercises of a session alone: questions, understanding checks and tasks, with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.handout.setting.document import render_end
from course.handout.setting.lists import own_text, set_item
from course.handout.setting.page_notes import read_footnotes
from course.handout.setting.typst_text import running_text
from course.handout.setting.writer import BlockWriter
from course.markdown.reading.page_blocks import fold
from course.model.model import Item, Session, Task

#: The kinds of exercises: the setting that names each, and how many lines one has to write on.
_KINDS = (("questions", 4), ("checks", 3), ("tasks", 1))


@dataclass(frozen=True, slots=True)
class Exercises:
    """The exercises of one kind."""

    word: str
    """Name of its title among the words of handouts."""
    lines: int
    """Lines to write on below each."""
    items: tuple[Item | Task, ...]


def exercises_of(session: Session | None) -> list[Exercises]:
    """The exercises of a session by kind, in its order; what is of two kinds counts once."""
    found = []
    known: set[int] = set()
    for word, lines in _KINDS:
        told: tuple[Item | Task, ...] = getattr(session, word) if session else ()
        items = tuple(item for item in told if item.line not in known)
        known |= {item.line for item in items}
        found += [Exercises(word, lines, items)] if items else []
    return found


def set_exercises(session: Session | None, article: Any, writer: BlockWriter) -> str:
    """Typst markup of the exercises, each as the page of the session shows it."""
    read_footnotes(article, writer)
    shown: dict[str, list[Any]] = {}
    for item in article.iter("li"):
        shown.setdefault(own_text(item), []).append(item)
    words = writer.job.words
    return "".join(
        render_end(words[kind.word], "".join(_rows(session, kind, shown, writer)))
        for kind in exercises_of(session)
    )


def _rows(
    session: Session | None, kind: Exercises, shown: Mapping[str, list[Any]], writer: BlockWriter
) -> Iterator[str]:
    """Each exercise with its lines, below the title of its section where there are several."""
    places = [_section(session, item.line) for item in kind.items]
    told = ""
    for number, (place, item) in enumerate(zip(places, kind.items, strict=True), 1):
        if len(set(places)) > 1 and place != told:
            yield f"#lead[#strong[{running_text(place)}]]\n" if place else ""
            told = place
        body = f"{_body(item, shown, writer)}\n#writing-lines({kind.lines})\n"
        mark = (
            f"number-mark({number})" if isinstance(item, Item) else "done-mark" if item.done else "open-mark"
        )
        yield f"#whole[#items({mark}, false, [{body}])]\n"


def _body(item: Item | Task, shown: Mapping[str, list[Any]], writer: BlockWriter) -> str:
    """What an exercise says: as a list item of the page, or else as its text."""
    found = shown.get(fold(item.text))
    return set_item(found.pop(0), writer) if found else f"#p[{running_text(item.text)}]"


def _section(session: Session | None, line: int) -> str:
    """Title of the last heading above a line."""
    above = [section.title for section in session.walk() if section.line < line] if session else []
    return above[-1] if above else ""
