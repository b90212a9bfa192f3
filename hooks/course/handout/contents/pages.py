"""The contents of a handout: each page's title, its text, and what stands at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course.handout import lengths, tree
from course.handout.contents import extras
from course.handout.contents.exercises import read_exercises
from course.handout.contents.listed import listed_anchors
from course.handout.letters import seen
from course.handout.order import Order, PageInput
from course.handout.reading import article, html
from course.handout.reading.html import Element
from course.handout.reading.page import Page
from course.handout.reading.reader import BlockReader
from course.handout.tree import Content
from course.markdown.files.navigation import title_from_name
from course.markdown.html.tags import HEADINGS
from course.markdown.reading.page_blocks import fold
from course.model.model import Session
from course.problems.problem import Problem

#: An answer of up to so many characters stays on one page.
_SHORT_ANSWER = 700


@dataclass(slots=True)
class Handout:
    """What a handout holds."""

    title: str = ""
    """As text: a booklet's, or that of the first page."""
    body: list[tree.Part] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)
    """Picture files to lay beside the document, by the name that it calls them."""
    problems: list[Problem] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each page begins in `body`."""

    def gather(self, *pages: Page) -> None:
        """What the reading of pages left behind."""
        for page in pages:
            self.pictures.update(page.pictures)
            self.problems += page.problems


def set_content(pages: Sequence[PageInput], order: Order) -> Handout:
    """The contents of all `pages`, in their order; a booklet has a cover, its contents and one glossary."""
    handout = begin_handout(order)
    trees = [html.read_page(page.article) for page in pages]
    keys = [f"p{number}-" if order.is_booklet or len(pages) > 1 else "" for number in range(len(pages))]
    labels = {page.url: _title_label(each, key) for page, each, key in zip(pages, trees, keys, strict=True)}
    sessions = [*map(order.session_of, pages)]
    listed = listed_anchors(sessions)
    for given, each, key, session, own in zip(pages, trees, keys, sessions, listed, strict=True):
        page = page_of(given, each, order, key, session, labels)
        page.listed = own if order.is_booklet else None
        title, body = _read_page(each, page, session)
        handout.title = handout.title or title
        handout.starts.append(len(handout.body))
        handout.body += body
        handout.gather(page)
    if order.is_booklet and order.edition.has_booklet_glossary:
        keywords = [keyword for session in sessions if session for keyword in session.keywords]
        terms = extras.glossary(keywords, order.words, level=1)
        handout.body += [tree.Other("next-page"), *terms] if terms else []
    return handout


def begin_handout(order: Order) -> Handout:
    """A handout without pages: a booklet's cover and contents, or nothing."""
    if not order.is_booklet:
        return Handout()
    cover = extras.cover(order.sheet, order.title, order.words)
    return Handout(order.title, [*cover, *extras.left_out(order.left_out, order.words)])


def page_of(
    given: PageInput,
    element: Element,
    order: Order,
    key: str,
    session: Session | None,
    neighbours: Mapping[str, str],
) -> Page:
    """What the reading of one page needs to know; students answer its questions and checks in writing."""
    asked = (*session.questions, *session.checks) if session else ()
    questions = frozenset(fold(item.text) for item in asked)
    return Page(given, order, key, questions, article.heading_ids(element), neighbours)


def _title_label(element: Element, key: str) -> str:
    """The label of a page's title in the document."""
    heading = article.title_of(element)
    return key + ((heading.get("id") if heading is not None else None) or "title")


def page_title(element: Element, reader: BlockReader) -> tuple[str, Content]:
    """A page's title as text, and as its first heading."""
    page, heading = reader.page, article.title_of(element)
    title, shown = page.given.place or _name_of(element, page), Content()
    if heading is not None:
        shown = article.read_title(heading, reader)
        outlined = next((part.outlined for part in shown if isinstance(part, tree.Heading)), "")
        title = " ".join(seen(outlined or html.plain_text(heading)).split())
    reader.level = max(reader.level, 1)
    unnamed = tree.Heading(1, 1, extras.text(title or page.given.source.uri), f"{page.key}title")
    return title, shown or Content(unnamed)


def _name_of(element: Element, page: Page) -> str:
    """What a page is called that does not begin with its title: by its first heading, else by its file."""
    first = next((each for each in element.iter(*HEADINGS) if not html.is_hidden(each)), None)
    stated = html.plain_text(first) if first is not None and first.tag == "h1" else ""
    stem = page.given.source.uri.removesuffix(".md").removesuffix("/README").removesuffix("/index")
    return " ".join(seen(stated).split()) or title_from_name(stem.rpartition("/")[2], {})


def _read_page(element: Element, page: Page, session: Session | None) -> tuple[str, list[tree.Part]]:
    """The title as text, and one page with all that stands at its end."""
    order, edition = page.order, page.order.edition
    reader = article.open_page(element, page, order.sheet.paper)
    title, heading = page_title(element, reader)
    place = " · ".join(filter(None, (page.given.place, edition.printed_name(order.words))))
    facts = extras.session_facts(session, order.words) if session else ""
    band = extras.title_band(place, heading, facts, page)
    body: list[tree.Part] = [tree.Other("next-page"), band] if page.key else [band]
    if edition.is_exercises:
        return title, [*body, *read_exercises(session, element, reader)]
    opening = extras.session_opening(session, page) if session else Content()
    body += article.read_article(element, reader, opening)
    body += _ends(element, reader)
    if not order.is_booklet:
        body += extras.glossary(session.keywords if session else (), order.words)
        body += [tree.Other("notes")] if edition.has_notes else []
    return title, body


def _ends(element: Element, reader: BlockReader) -> list[tree.Part]:
    """What was folded away, each under its title, and the editor's notes."""
    words = reader.page.words
    folded = Content(*map(_kept_whole, reader.folded))
    notes = article.read_corrections(element, reader)
    numbered = Content(*(extras.numbered_note(number, note) for number, note in enumerate(notes, 1)))
    answers = extras.section_at_end(words.answers, folded)
    return [*answers, *extras.section_at_end(words.corrections, numbered)]


def _kept_whole(panel: tree.Box) -> tree.Box:
    """What was folded away; on one page where it is short."""
    return tree.Box("whole", Content(panel)) if lengths.is_short(panel.body, _SHORT_ANSWER) else panel
