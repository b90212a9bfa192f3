"""A book, and what it says of itself: title, rights, dates, and what it asks of a reader's senses."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from html import escape

from course.model.rights import Rights
from course.publish.book.chapter import Chapter
from course.publish.book.paging import PageMark
from course.publish.book.xhtml import xml_text
from course.publish.lms.menu import MenuEntry
from course.settings.words.file_words import BookWords


@dataclass(frozen=True, slots=True)
class About:
    """What a book says of itself."""

    course: str
    part: str
    """What it holds of the course; empty for all of it."""
    language: str
    """Its tag, such as ``ko``."""
    description: str
    url: str
    """Where the course is online; empty where that is not known."""
    rights: Rights
    date: int
    """In seconds since 1970; 0 where none is known."""
    contents: str
    """Head of its contents."""
    online: str
    """The words of the link to `url`."""
    words: BookWords

    @property
    def title(self) -> str:
        """The whole title."""
        return f"{self.course}: {self.part}" if self.part else self.course

    @property
    def lines(self) -> tuple[str, ...]:
        """What a cover says: the course, what the book holds of it, its author, as far as they are known."""
        lines = (" ".join(each.split()) for each in (self.course, self.part, self.rights.author))
        return tuple(filter(None, lines))


@dataclass(frozen=True, slots=True)
class Book:
    """All that an EPUB is made of."""

    about: About
    chapters: tuple[Chapter, ...]
    menu: tuple[MenuEntry, ...]
    """Its pages in their folders; the glossary, which comes last, is not among them."""
    files: Mapping[str, bytes]
    """What its chapters show, by name."""
    marks: tuple[PageMark, ...] = ()
    handout: str = ""
    """Name of the handout that the marks are of."""
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    """Fonts and their licences, by name."""
    styles: str = ""
    cover: bytes = b""
    """Its cover, a PNG file; empty where none could be drawn."""


def metadata_of(book: Book, *, has_formulas: bool) -> Iterator[str]:
    """The lines of a book's metadata."""
    about = book.about
    known_as = "\n".join((about.url or about.course, about.part, about.language))
    yield f'<dc:identifier id="id">urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, known_as)}</dc:identifier>'
    yield f"<dc:title>{text_of(about.title)}</dc:title>"
    yield f"<dc:language>{text_of(about.language)}</dc:language>"
    if about.rights.author:
        yield f"<dc:creator>{text_of(about.rights.author)}</dc:creator>"
    if about.rights.notice:
        yield f"<dc:rights>{text_of(about.rights.notice)}</dc:rights>"
    if about.description:
        yield f"<dc:description>{text_of(about.description)}</dc:description>"
    if about.url:
        yield f"<dc:source>{text_of(about.url)}</dc:source>"
    if about.date:
        yield f"<dc:date>{day_of(about.date)}</dc:date>"
    moment = datetime.fromtimestamp(about.date, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield _meta("dcterms:modified", moment)
    if book.marks:
        yield _meta("pageBreakSource", book.handout)
    yield from _accessibility(book, has_formulas=has_formulas)


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{text_of(value)}</meta>'


def _accessibility(book: Book, *, has_formulas: bool) -> Iterator[str]:
    """What a reader may know beforehand. Source: EPUB Accessibility 1.1, 3.2; schema.org accessibility terms.

    That it conforms to WCAG is not said: nobody has looked at the lecturer's own pictures and words.
    """
    pictures = [each for chapter in book.chapters for each in chapter.article.iter("img")]
    films = any(True for chapter in book.chapters for _ in chapter.article.iter("video", "audio"))
    is_told = all((each.get("alt") or "").strip() for each in pictures)
    yield _meta("schema:accessMode", "textual")
    if pictures or films:
        yield _meta("schema:accessMode", "visual")
    if is_told and not films:
        yield _meta("schema:accessModeSufficient", "textual")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    features += ["alternativeText"] if pictures and is_told else []
    features += ["MathML"] if has_formulas else []
    features += ["pageBreakMarkers", "pageNavigation"] if book.marks else []
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    moves = films or any((each.get("src") or "").lower().endswith(".gif") for each in pictures)
    yield _meta("schema:accessibilityHazard", "unknown" if moves else "none")
    yield _meta("schema:accessibilitySummary", book.about.words.summary)


def text_of(text: str) -> str:
    """`text` on one line, as XML writes it."""
    return escape(" ".join(xml_text(text).split()))


def day_of(date: int) -> str:
    """The day of `date`, in seconds since 1970; empty where none is known."""
    return datetime.fromtimestamp(date, timezone.utc).date().isoformat() if date else ""
