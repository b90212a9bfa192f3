"""Rules for pages and sessions: some text, notes that end, the usual headings, quizzes to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed, headings_of, mentions
from course.markdown.reading.questions import Question, typed_alike
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


def check_quizzes(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for each question that nobody can answer, and for answers to none."""
    for question in parsed.source.questions:
        yield from _check_typed(question, parsed) if question.is_typed else _check_choice(question, parsed)
    for line in parsed.source.unmarked_lists:
        what, why = "nothing is right in this list under a heading of quizzes", "its readers see tasks"
        mend = "mark what is right with [x]; put tasks under another heading"
        yield parsed.problem(line, what, why, mend, "quiz-no-answer")
    for line in parsed.source.stray_answers:
        what, why = "this answer belongs to no question", "nobody is asked for it"
        mend = "put it behind a question, under a heading that extra.course.quiz_headings names"
        yield parsed.problem(line, what, why, mend, "quiz-answer-stray")


def _check_typed(question: Question, parsed: Parsed) -> Iterator[Problem]:
    if not any(map(typed_alike, question.typed)):
        what, why = "the question has no right answer", "nobody can answer it"
        mend = "write what is right: <!-- answer: 443 | HTTPS -->"
        yield parsed.problem(question.line, what, why, mend, "quiz-no-answer")
    if not question.text:
        what, why = "this answer belongs to no question", "nobody is asked for it"
        yield parsed.problem(question.line, what, why, "write the question above it", "quiz-answer-stray")


def _check_choice(question: Question, parsed: Parsed) -> Iterator[Problem]:
    known: dict[str, int] = {}
    for answer in question.answers:
        if not answer.markdown or not (answer.text or "[" in answer.markdown):
            what, why = "the answer has no text", "its readers cannot tell what they choose"
            yield parsed.problem(
                answer.line, what, why, "write it behind the box, on the same line", "quiz-answer-empty"
            )
        elif answer.markdown in known:
            what = f"the answer is there twice, in line {known[answer.markdown]} too"
            why, mend = "its readers cannot tell the two apart", "change one, or take it out"
            yield parsed.problem(answer.line, what, why, mend, "quiz-answer-twice")
        known.setdefault(answer.markdown, answer.line)
