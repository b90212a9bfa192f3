"""What a handout adds to a session's own text: title band, time, agenda with minutes, glossary, cover."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import segno

from course.handout import tree
from course.handout.letters import seen, short_address
from course.handout.order import Sheet
from course.handout.reading.page import Page
from course.handout.tree import Content, Other, Text
from course.model.model import Keyword, Section, Session
from course.model.sessions.inline import item_in_words
from course.settings.words.file_words import HandoutWords

#: Deepest headings that the agenda lists, when they state their minutes.
_DEEPEST = 3


def text(words: str) -> Content:
    """A line of plain text."""
    return Content(Text(words)) if words else Content()


def title_band(place: str, heading: Content, facts: str, page: Page) -> Other:
    """The title of a page with its place in the course, its time, its address and a code of that."""
    address, code, spoken = _address(page.given.url, page.words)
    shown = Content(Text(address, "in pieces")) if address else None
    return Other("title-band", (place, heading, text(facts) or None, shown, code, spoken))


def _address(url: str, words: HandoutWords) -> tuple[str, str | None, str]:
    """An address as printed, its QR code as SVG (None where it is empty), and what that is in words."""
    written, shown = io.BytesIO(), short_address(url)
    if url:
        code = segno.make(url, error="m", micro=False)
        code.save(written, kind="svg", border=2, scale=4, xmldecl=False)
    return shown, written.getvalue().decode() or None, f"{words.qr}: {shown}"


def cover(sheet: Sheet, title: str, words: HandoutWords) -> Content:
    """A booklet's first pages: course, title, date and code; then its contents with page numbers."""
    front = (text(sheet.course), text(title), sheet.date, *_address(sheet.url, words))
    return Content(Other("cover", front), Other("contents", (text(words.contents),)))


def left_out(titles: Sequence[str], words: HandoutWords) -> Content:
    """The line of a booklet's contents that says which pages it goes without; nothing where it has all."""
    if not titles:
        return Content()
    lines = tuple(text(title) for title in titles)
    note = tree.Items(lines, Content(Text("•")), is_tight=True)
    return Content(tree.Box("admonition", Content(note), text(words.left_out)))


def section_at_end(title: str, contents: Content, level: int = 2) -> Content:
    """A section that the handout adds behind the page's own; nothing where it would be empty."""
    heading = tree.Heading(level, level, text(title), None, is_listed=level == 1)
    return Content(heading, *contents) if contents else contents


def numbered_note(number: int, note: Content) -> tree.Items:
    """One of the editor's notes with its number."""
    return one_item(Text(f"{number}."), note)


def one_item(mark: tree.Inline, body: Content) -> tree.Items:
    """An item that has a mark of its own."""
    return tree.Items((body,), Content(tree.Styled("own-mark", Content(mark))))


def session_facts(session: Session, words: HandoutWords) -> str:
    """When it is taught and how long, as far as the session says so."""
    minutes = session.stated_minutes
    shown = (str(session.clock or ""), "" if minutes is None else words.minutes.format(minutes))
    return " · ".join(filter(None, shown))


def session_opening(session: Session, page: Page) -> Content:
    """What stands before a session's text: its aims, where they come only on a later page, and its agenda."""
    words = page.words
    aims = ((words.goal, (session.goal,) if session.goal else ()), (words.objectives, session.objectives))
    gathered = tuple(
        (
            text(title),
            tuple(text(item_in_words(item)) for item in items),
            _label_above(session, items[0].line, page),
        )
        for title, items in aims
        if items
    )
    timed = tuple(
        (depth, text(each.title), text(words.minutes.format(each.minutes)), page.label_of(each.anchor))
        for each, depth in _timed(session.sections)
    )
    opening = [Other("aims", (gathered,))] if gathered else []
    return Content(*opening, *([Other("agenda", (text(words.agenda), timed))] if timed else []))


def _label_above(session: Session, line: int, page: Page) -> str | None:
    """The label of the last heading above `line`; None where it has none."""
    above = [section for section in session.walk() if section.line < line]
    return page.label_of(above[-1].anchor) if above else None


def _timed(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """The sections that state their minutes, each with the number of those that it is part of."""
    for section in sections:
        if section.level > _DEEPEST:
            continue
        is_timed = section.minutes is not None
        if is_timed:
            yield section, depth
        yield from _timed(section.sections, depth + is_timed)


def glossary(keywords: Sequence[Keyword], words: HandoutWords, level: int = 2) -> Content:
    """Terms in the order of the alphabet; one that stands there twice keeps both definitions."""
    ordered = sorted(keywords, key=lambda keyword: (seen(keyword.term).casefold(), keyword.line))
    rows = tuple((text(keyword.term), text(keyword.definition)) for keyword in ordered)
    return section_at_end(words.glossary, Content(Other("glossary", (rows,))) if rows else Content(), level)
