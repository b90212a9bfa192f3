"""The exercises of a session alone: questions, understanding checks and tasks, with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course.handout import lengths, tree
from course.handout.contents.extras import one_item, section_at_end, text
from course.handout.reading.html import Element
from course.handout.reading.lists import own_text, read_item
from course.handout.reading.reader import BlockReader
from course.handout.tree import Content
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
    kinds = []
    known: set[int] = set()
    for word, lines in _KINDS:
        stated: tuple[Item | Task, ...] = getattr(session, word) if session else ()
        items = tuple(item for item in stated if item.line not in known)
        known |= {item.line for item in items}
        kinds += [Exercises(word, lines, items)] if items else []
    return kinds


def read_exercises(session: Session | None, article: Element, reader: BlockReader) -> Content:
    """The exercises, each as the page of the session shows it."""
    shown: dict[str, list[Element]] = {}
    for item in article.iter("li"):
        shown.setdefault(own_text(item), []).append(item)
    made: list[tree.Part] = []
    for kind in exercises_of(session):
        rows = Content(*_rows(session, kind, shown, reader))
        made += section_at_end(getattr(reader.page.words, kind.word), rows)
    return Content(*made)


def _rows(
    session: Session | None, kind: Exercises, shown: Mapping[str, list[Element]], reader: BlockReader
) -> Iterator[tree.Block]:
    """Each exercise with its lines, below the title of its section where there are several."""
    titles = [_section(session, item.line) for item in kind.items]
    last = ""
    for number, (title, item) in enumerate(zip(titles, kind.items, strict=True), 1):
        if len(set(titles)) > 1 and title != last:
            if title:
                yield tree.Box("lead", Content(tree.Styled("strong", text(title))))
            last = title
        body = Content(*_body(item, shown, reader), tree.WritingLines(kind.lines))
        mark = (
            tree.Text(f"{number}.")
            if isinstance(item, Item)
            else tree.Sign("box-done" if item.done else "box-open")
        )
        row = one_item(mark, body)
        yield tree.Box("whole", Content(row)) if lengths.fits_a_page(body) else row


def _body(item: Item | Task, shown: Mapping[str, list[Element]], reader: BlockReader) -> Content:
    """What an exercise says: as a list item of the page, or else as its text."""
    alike = shown.get(fold(item.text))
    return read_item(alike.pop(0), reader) if alike else Content(tree.Box("p", text(item.text)))


def _section(session: Session | None, line: int) -> str:
    """Title of the last heading above a line."""
    above = [section.title for section in session.walk() if section.line < line] if session else []
    return above[-1] if above else ""
