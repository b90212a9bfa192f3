"""Rules for pages and sessions: some text, notes that end, the usual headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed, headings_of, mentions
from course.problems.problem import Problem

_SESSION_NAME = re.compile(r"(^|/)session[_-]?\d+\.md$", re.IGNORECASE)


def check_text(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem when the file holds no text."""
    if not parsed.source.text.strip():
        what, mend = "the file holds no text", "write it, or delete the file"
        yield parsed.problem(1, what, "its page would be empty", mend, "page-empty")


def check_notes(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for a note for the lecturer that is never closed."""
    if parsed.source.unclosed_note:
        what, why = "the note for the lecturer is never closed", "all that follows is part of it"
        mend = "write --> where it ends"
        yield parsed.problem(parsed.source.unclosed_note, what, why, mend, "note-unclosed")


def check_session_headings(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A hint when a session has none of the headings that the settings say sessions have."""
    if not _SESSION_NAME.search(parsed.source.uri) or not parsed.source.text.strip():
        return
    expected = around.settings.session_headings
    if any(mentions(heading.title, expected) for heading in headings_of(parsed)):
        return
    what = f"the session has none of the headings {', '.join(expected)}"
    why, mend = "it has no objectives or keywords of its own", "write one of them, or leave it as it is"
    yield parsed.problem(1, what, why, mend, "session-headings")


def check_template_text(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A hint for each line that still stands as the template had it."""
    if not around.template_lines:
        return
    for number, line in enumerate(parsed.lines, 1):
        if line.strip() in around.template_lines:
            what, why = f"“{line.strip()[:40]}” is the template's own text", "students read it as it stands"
            yield parsed.problem(number, what, why, "write yours in its place", "template-text")
