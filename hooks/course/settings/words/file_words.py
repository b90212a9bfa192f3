"""What files to take along say: handouts, and pages for a learning management system."""

from __future__ import annotations

from dataclasses import dataclass

from course.settings.words.page_words import OneValue


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """The PDFs, and the links to them."""

    link: str
    """Link at the top of a page to its handout."""
    link_week: str
    """Link there to the booklet of its week."""
    size: OneValue
    """Behind such a link; the kilobytes of the file."""
    language: str
    """Name of the language, at the foot of each sheet."""
    page_reference: OneValue
    """Behind a link to another page of the file; its number."""
    minutes: OneValue
    """Beside a session, or a part of it; its minutes."""
    goal: str
    """Label of a session's goal."""
    objectives: str
    """Label of its objectives."""
    agenda: str
    """Head of its agenda."""
    glossary: str
    """Head of its keywords at the end."""
    notes: str
    """Head of the lines for one's own notes."""
    answers: str
    """Head of what the page folds away, at the end."""
    corrections: str
    """Head of the editor's notes, at the end."""
    folded: str
    """In the place of what is folded away."""
    details: str
    """Title of a fold that has none."""
    picture: str
    """A picture without words, for screen readers."""
    media: str
    """In the place of a film or sound without a title."""
    diagram: str
    """A diagram without words, for screen readers."""
    qr: str
    """The QR code, for screen readers."""
    contents: str
    """Head of a booklet's table of contents."""
    left_out: str
    """In a booklet's contents, above the pages that could not be set."""
    edition_instructor: str
    """Beside the title of the instructor's edition."""
    edition_exercises: str
    """Beside the title of the exercises."""
    questions: str
    """Head of the exercises' questions."""
    checks: str
    """Head of the exercises' checks of understanding."""
    tasks: str
    """Head of the exercises' tasks."""


@dataclass(frozen=True, slots=True)
class LmsWords:
    """Pages for a learning management system."""

    online: str
    """Link at the foot to the page online."""
    elsewhere: str
    """Link in the place of a film or sound without a title."""
    undrawn: str
    """Above the source of a diagram that could not be put in as a picture."""


@dataclass(frozen=True, slots=True)
class BookWords:
    """Books: EPUB files, and the page of them for printing."""

    landmarks: str
    """Head of the list of what a book has: contents, text, glossary."""
    text: str
    """In that list: where the text begins."""
    page_list: str
    """Head of the list of the handout's pages."""
    cover: str
    """What the picture on a book's front is called."""
    title_page: str
    """What the page with the title is called."""
    summary: str
    """For readers who choose by what they can read: what is said of pictures, formulas and order."""
