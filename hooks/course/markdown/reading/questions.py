"""Questions of a quiz, where they were found, and how what is typed is compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to choose."""

    text: str
    """What a reader sees of its first paragraph, on one line; of a picture, its description."""
    markdown: str
    """The same with the code, pictures and tables right below it, as written; without its box."""
    is_right: bool
    word: str
    """What stands below it, as written, its indentation taken off; mostly why it is right or wrong."""
    line: int
    word_line: int
    """The line that the word on it begins at; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a quiz: either `answers` or `typed` is empty."""

    text: str
    """What a reader sees of it, on one line."""
    markdown: str
    """The blocks of it, as written, their indentation taken off."""
    answers: tuple[Answer, ...]
    """Those to choose from, in order."""
    typed: tuple[str, ...]
    """What may be typed, each as written."""
    line: int
    """Line of its list, or of its comment."""
    explanation: str = ""
    """The ``<details>`` behind it, as written."""

    @property
    def is_typed(self) -> bool:
        """Whether its answer is typed."""
        return not self.answers

    @property
    def right(self) -> tuple[int, ...]:
        """Numbers of its right answers, from 0."""
        return tuple(number for number, answer in enumerate(self.answers) if answer.is_right)


@dataclass(frozen=True, slots=True)
class Box:
    """The box of an answer: where it is in the text, and whose it is."""

    start: int
    question: int
    answer: int


@dataclass(frozen=True, slots=True)
class Found:
    """The questions of a text, and where what tells their answers stands in it."""

    questions: tuple[Question, ...] = ()
    boxes: tuple[Box, ...] = ()
    comments: tuple[tuple[int, int, int], ...] = ()
    """Beginning and end of each comment that belongs to a question, and the number of that."""
    strays: tuple[int, ...] = ()
    """Lines of comments that belong to none."""
    unmarked: tuple[int, ...] = ()
    """Lines of lists in which nothing is right: questions whose answers are not marked yet, or tasks."""

    def with_open_boxes(self, text: str) -> str:
        """`text`, in which these were found, with every box of an answer open; no place in it changes."""
        letters = list(text)
        for box in self.boxes:
            letters[box.start + 1] = " "
        return "".join(letters)


def typed_alike(text: str) -> str:
    """What is compared of an answer that is typed: composed, without spaces, in one letter case."""
    return "".join(unicodedata.normalize("NFC", text).upper().lower().split())
