"""What a reader's own marks and notes say, on the page and in the list of all that a device keeps."""

from __future__ import annotations

from dataclasses import dataclass

from course.settings.words.page_words import OneValue


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The reader's own marks and notes. Brought with the scripts that show them."""

    title: str
    """Head of the list of all that the device keeps, and name of a page's own list."""
    bar: str
    """Name of the buttons beside selected text, which tells their key."""
    mark: str
    """Button there."""
    note: str
    """Button there; label of the note's field."""
    save: str
    """Button below the field."""
    delete: str
    """Button: a mark with its note."""
    deleted: str
    """After that."""
    undo: str
    """Button beside it: the mark is there again."""
    edit: str
    """Button in the list: opens the field."""
    close: str
    """Button."""
    cancel: str
    """Button: nothing is deleted."""
    open_mark: OneValue
    """Name of a mark's button, for screen readers; what is marked."""
    open_note: OneValue
    """Name of the sign of a note; what is marked."""
    here: OneValue
    """Opens the list at a page's end; how many marks."""
    all: str
    """Button there: the list of all."""
    lost: str
    """Head of marks whose text is not on the page any more."""
    lost_about: str
    """Below it: what that means."""
    changed: str
    """On a mark whose own text has changed since."""
    kept: str
    """Where all of it is kept."""
    not_kept: str
    """Where the browser cannot keep it."""
    none: str
    """The list of all, while it is empty."""
    done: str
    """There, above what is ticked and answered on a page."""
    filled: str
    """There, above what is filled into commands."""
    print: str
    """Button there."""
    markdown: str
    """Button there: saves it as Markdown."""
    file: str
    """Name of that file."""
    place: str
    """Link in that file to the marked text."""
    delete_all: str
    """Button: all of it."""
    delete_ask: str
    """Asked before."""
    no_script: str
    """On the front page, where the browser runs no scripts."""
