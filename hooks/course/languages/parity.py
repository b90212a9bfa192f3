"""Checks that a translation has the structure of its original, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.languages.code_shape import same_but_comments
from course.languages.diagram_shape import same_but_labels
from course.languages.units import Unit
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import shown_text
from course.markdown.reading.questions import Question
from course.markdown.reading.steps import Region
from course.model.sessions.durations import TimeReader
from course.problems.problem import Problem

_WHY = "the two languages are no longer the same session"


@dataclass(frozen=True, slots=True)
class PageUnits:
    """One page in one language, divided into the units that are compared."""

    path: str
    """Path of the source, as in a `Problem`."""
    units: Sequence[Unit]
    questions: Sequence[Question] = ()
    """Those of its quizzes."""

    def line(self, number: int) -> int:
        """The line of a unit; of the last one for a number past the end, 1 where there is none."""
        return self.units[min(number, len(self.units) - 1)].line if self.units else 1


def check_region(original: PageUnits, translation: PageUnits, region: Region) -> Problem:
    """A Problem for `region`, where the sequences of units differ: missing, added or of another kind."""
    here = f"{original.path}:{original.line(region.first)}"
    wanted = original.units[region.first : region.last]
    got = translation.units[region.start : region.end]
    if wanted and got:
        what = f"{got[0].shape} stands where {here} has {wanted[0].shape}"
        mend = "write the same kind of block"
    elif wanted:
        what = f"{_several(wanted)} of {here} is not here"
        mend = "translate it above this line"
    else:
        what = f"{_several(got)} is not in {here}"
        mend = "take it out, or write it in the original too"
    return _problem(translation.path, translation.line(region.start), what, mend, "structure")


def check_pair(
    original: PageUnits, translation: PageUnits, one: int, other: int, times: TimeReader
) -> Iterator[Problem]:
    """A Problem for each thing that must be the same in every language and differs in a pair of units.

    These are code, diagrams, minutes in headings, ticks of task boxes and files of images. `one` and `other`
    are the numbers of the units.
    """
    wanted, got = original.units[one], translation.units[other]
    here = f"{original.path}:{wanted.line}"
    if wanted.block.kind in ("code", "diagram"):
        yield from _check_lines(original.path, translation.path, wanted, got)
    minutes = [times.heading(shown_text(unit.element)).minutes for unit in (wanted, got)]
    if wanted.block.kind == "heading" and minutes[0] != minutes[1]:
        what = f"the heading says {_in_minutes(minutes[1])}, {here} says {_in_minutes(minutes[0])}"
        yield _problem(translation.path, got.line, what, "write the same minutes", "minutes")
    for kind, name in (("task", "task box"), ("image", "image")):
        values = wanted.values_of(kind), got.values_of(kind)
        if values[0] != values[1]:
            what = f"{name} is {_listed(values[1])}, in {here} {_listed(values[0])}"
            yield _problem(translation.path, got.line, what, f"write the same {name}", kind)


def check_keywords(original: PageUnits, translation: PageUnits, headings: Sequence[str]) -> Iterator[Problem]:
    """A Problem if the two pages have different numbers of keywords.

    That happens where a keyword of one language is a plain list item in the other.
    """
    entries = [
        [
            block.line
            for block in mark_keywords([unit.block for unit in text.units], headings)
            if block.kind == "keyword"
        ]
        for text in (original, translation)
    ]
    if len(entries[0]) == len(entries[1]):
        return
    counts = f"{len(entries[1])} keywords, {original.path}:{(entries[0] or [1])[0]} has {len(entries[0])}"
    mend = "write each as “- **term**: definition” under a heading that extra.course.keyword_headings names"
    yield _problem(translation.path, (entries[1] or [1])[0], f"the page has {counts}", mend, "keywords")


def check_quizzes(original: PageUnits, translation: PageUnits) -> Iterator[Problem]:
    """A Problem where the quizzes of the two pages ask otherwise: other questions, answers, or right ones."""
    wanted, got = original.questions, translation.questions
    if len(wanted) != len(got):
        line = got[-1].line if got else translation.line(len(translation.units))
        what = f"quizzes of {len(got)} questions, {original.path} has {len(wanted)}"
        mend = "translate each; a quiz stands under a heading that extra.course.quiz_headings names"
        yield _problem(translation.path, line, f"the page has {what}", mend, "quiz")
        return
    for one, other in zip(wanted, got, strict=True):
        asked, answered = _answers(one), _answers(other)
        if asked != answered:
            what = f"the question has {answered}, {original.path}:{one.line} {asked}"
            yield _problem(translation.path, other.line, what, "ask the same of all readers", "quiz")


def _answers(question: Question) -> str:
    """What must be the same of a question in every language, in words."""
    if question.is_typed:
        return "an answer to type"
    right = ", ".join(str(number + 1) for number in question.right) or "none"
    return f"{len(question.answers)} answers and right {right}"


def _check_lines(path: str, other_path: str, wanted: Unit, got: Unit) -> Iterator[Problem]:
    """A Problem at the first line in which two code blocks or diagrams differ."""
    texts = wanted.element.text_content(), got.element.text_content()
    if wanted.block.kind == "code":
        differing = same_but_comments(*texts, wanted.element.get("data-info") or "")
        what, mend, code = "the code", "keep code as it is; only comments are translated", "code"
    else:
        differing = same_but_labels(*texts)
        what, mend, code = "the diagram", "keep the diagram as it is; only labels are translated", "diagram"
    if differing:
        lines = [unit.line + 1 + at for unit, at in zip((wanted, got), differing, strict=True)]
        yield _problem(other_path, lines[1], f"{what} differs from {path}:{lines[0]}", mend, code)


def _in_minutes(minutes: int | None) -> str:
    return "no minutes" if minutes is None else f"{minutes} minutes"


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values) or "none"


def _several(units: Sequence[Unit]) -> str:
    return units[0].shape if len(units) == 1 else f"{units[0].shape} and {len(units) - 1} more"


def _problem(path: str, line: int, what: str, mend: str, code: str) -> Problem:
    return Problem(path, line, what, _WHY, mend, f"translation-{code}")
