"""What pages of the site say: one class for each thing that is added to a page.

A text with ``{}`` or ``{name}`` gets a value there: its type names the placeholders that it must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from course.settings.words.shape import Holds, Keys

#: A text with one value in it, and one with two.
OneValue = Annotated[str, Holds(("{}",))]
TwoValues = Annotated[str, Holds(("{}", "{}"))]


@dataclass(frozen=True, slots=True)
class SideBySideWords:
    """The button beside a page's language switch that shows both languages."""

    show: OneValue
    """On the button; the other language's name."""
    hide: str
    """On the button while both are shown."""
    failed: str
    """Where the other language's page does not load."""


@dataclass(frozen=True, slots=True)
class BrightnessWords:
    """The names of the switch for light and dark pages, in each of its positions."""

    device: str
    """It follows the device; a press makes it light."""
    light: str
    """A press makes it dark."""
    dark: str
    """A press makes it follow the device."""


@dataclass(frozen=True, slots=True)
class TranslationWords:
    """What a translated page says where it is behind its original."""

    stale_page: OneValue
    """At the top of the page; the number of places."""
    changed: str
    """Above what the original says now."""
    new: str
    """Above what is new in the original."""
    gone: str
    """Below what the original no longer says."""


@dataclass(frozen=True, slots=True)
class DiagramWords:
    """Buttons of diagrams and of the viewer, and what it says in words for those who do not see it."""

    in_words: str
    """Opens the diagram in words."""
    enlarge: str
    """Button: the diagram, or a picture, on the whole screen."""
    download: str
    """Button: the diagram as a file."""
    close: str
    """Button of an enlarged diagram or picture."""
    larger: str
    """Button of an enlarged diagram or picture."""
    smaller: str
    """Button of an enlarged diagram or picture."""
    fit: str
    """Button of an enlarged diagram or picture."""
    flowchart: Annotated[str, Holds(("{nodes}", "{edges}"))]
    """What a flowchart is called; the numbers of its boxes and connections."""
    sequence: Annotated[str, Holds(("{actors}", "{messages}"))]
    """What a sequence diagram is called; its participants' names and the number of its messages."""
    other: Annotated[str, Holds(("{kind}", "{labels}"))]
    """What another diagram is called; its kind and the number of its labels."""
    group: Annotated[str, Holds(("{title}", "{members}"))]
    """One line for a group of boxes; its title and its members' names."""
    alone: Annotated[str, Holds(("{members}",))]
    """One line for the boxes without a connection; their names."""
    note: Annotated[str, Holds(("{actors}", "{text}"))]
    """One line for a note in a sequence; whom it stands beside and what it says."""
    block: Annotated[str, Holds(("{kind}", "{text}"))]
    """One line where a block of a sequence begins; its kind, such as ``loop``, and its condition."""
    end: Annotated[str, Holds(("{kind}",))]
    """One line where such a block ends; its kind."""


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """The reader's own progress: checks of understanding on a page, and the panel on the front page."""

    answers: tuple[str, str, str]
    """The three answers to a check: not yet, partly, I can explain it."""
    count: TwoValues
    """How many of a page's or the course's points are done: all of them, then those done."""
    title: str
    """Heading of a page's own progress."""
    title_all: str
    """Heading of the panel."""
    kept: str
    """In the panel: where the progress is kept."""
    save: str
    """Button: the progress as a file."""
    load: str
    """Button: the progress from a file."""
    file: str
    """Name of that file."""
    loaded: str
    """After a file was read."""
    bad_file: str
    """After a file that holds no progress."""
    not_loaded: str
    """After a file for which the browser has no room."""
    all: str
    """Button: all that the device keeps of the reader."""


@dataclass(frozen=True, slots=True)
class PlaceholderWords:
    """The fields at the top of a page for its commands' placeholders."""

    label: OneValue
    """What a field is for, read by screen readers; the placeholder's name."""


@dataclass(frozen=True, slots=True)
class GlossaryWords:
    """The glossary's page, its files, and the small definitions on other pages."""

    title: str
    """Title of the page, and of the deck of cards."""
    filter: str
    """Label of the field that finds a term."""
    letters: str
    """Name of the row of initials, for screen readers."""
    count: OneValue
    """The number of terms shown."""
    none: str
    """Where no term is found."""
    defined: str
    """Before the sessions that define a term."""
    used: str
    """Before the sessions that use it."""
    sessions: OneValue
    """Opens a long list of sessions; their number."""
    link: str
    """Title of the link to a term."""
    more: str
    """Link from a small definition to the page."""
    csv: str
    """Link to the table."""
    anki: str
    """Link to the cards."""
    term: str
    """Head of a column of the table."""
    definition: str
    """Head of a column of the table."""
    group: str
    """Head of a column of the table."""
    sessions_column: str
    """Head of a column of the table."""
    scripts: tuple[str, ...]
    """The order of writing systems, named as the names of Unicode's letters begin: HANGUL, LATIN."""


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """The agenda at the top of a session."""

    title: str
    """Its heading."""
    minutes: OneValue
    """How long a part takes; its minutes."""
    now: str
    """Marks the part that the class is at."""


@dataclass(frozen=True, slots=True)
class TimetableWords:
    """The timetable of a day, a week or the course."""

    title: str
    """Its name, for screen readers."""
    minutes: OneValue
    """How long a session takes; its minutes."""
    sessions: OneValue
    """In the head of a folded week; the number of its sessions."""
    other: str
    """Head of the sessions that are in no week."""
    keywords: str
    """Name of a session's list of keywords, for screen readers."""
    calendar: str
    """Link to the calendar."""
    date: Annotated[str, Holds(("{month}", "{day}"), ("{weekday}", "{year}"), widths=True)]
    """Date of a day; its numbers, of a width such as ``{month:02}``, and the day of the week."""
    weekdays: tuple[str, str, str, str, str, str, str]
    """The days of the week, Monday first."""


@dataclass(frozen=True, slots=True)
class InstructorWords:
    """What the lecturer alone sees: the instructor's edition, and pages that are not out yet."""

    note: str
    """Head of a note."""
    banner: str
    """At the top of every page of the instructor's edition."""
    draft: str
    """At the top of a draft."""
    not_before: str
    """At the top of a page that comes out later; {}: the day."""


@dataclass(frozen=True, slots=True)
class ServingWords:
    """The bar below a page that is shown while it is written."""

    to_mend: OneValue
    """How much is to be mended; the number."""
    nothing: str
    """Said to those who hear the page once all is mended."""
    more: OneValue
    """At the end of a list that is too long; how many more there are."""


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """An editor's notes: marks in a session, and the notes at its end."""

    title: str
    """Heading of the notes."""
    about: str
    """Below it: what the notes are."""
    mark: OneValue
    """Name of a mark, for screen readers; its number."""
    verdicts: Annotated[Mapping[str, str], Keys(("wrong", "outdated", "disputed"))]
    """What is said of a place, by the verdict in the file of corrections."""
    source: OneValue
    """Link to a note's source; the name of its site."""
    source_here: str
    """Link to a source in the session itself."""
    checked: OneValue
    """When the source was read; the date."""
    back: str
    """Link from a note to its mark."""


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """What is new: on the front page, at the end of pages, and what leads to the sources."""

    title: str
    """Head of the list of what was changed last."""
    since: str
    """Label of the day from which on that list tells what is new."""
    none: str
    """Where nothing is."""
    page: OneValue
    """At the end of a page: when it was changed; the day."""
    new: OneValue
    """There, where it was changed after the reader last saw it; that day."""
    history: str
    """Link to all changes of a page."""
    feed: str
    """Link to the feed."""
    edit: str
    """Link to where a page is edited."""
    report: str
    """Link to where a mistake is reported."""
    mistake: OneValue
    """Title of such a report; the page's title."""
