"""The words of quizzes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuizWords:
    """Quizzes: the questions of a page, marked when they are answered."""

    check: str
    """Button: mark what was chosen or typed."""
    one: str
    """Above answers of which one is right."""
    several: str
    """Above answers of which several are right."""
    type: str
    """Label of the field that an answer is typed into."""
    nothing: str
    """After the button, where nothing is chosen or typed."""
    right: str
    """After the button: all is right."""
    wrong: str
    """After the button: something is wrong."""
    partly: str
    """After the button: what was chosen is right, and more is."""
    marks: tuple[str, str]
    """On an answer that was chosen: right, wrong."""
    why: str
    """What unfolds the word on an answer."""
    right_answer: str
    """In the instructor's edition, on what is right."""
