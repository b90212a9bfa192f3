"""What a drawing lacks of its diagram's labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from course.diagrams.drawing import Drawing
from course.diagrams.wording import drawn_labels

#: Between two texts, so that no label is found across them.
_BETWEEN = "\0"
_FLAG_LETTERS = {0x1F1E6 + at: chr(ord("A") + at) for at in range(26)}


def lost_labels(drawing: Drawing) -> list[str]:
    """The labels that the diagram has and `drawing` has not, or not as often."""
    return missing_labels(drawing.labels, drawn_labels(drawing.svg))


def missing_labels(labels: Sequence[str], shown: Iterable[str]) -> list[str]:
    """The `labels` that are not among the texts `shown`, or not as often as there.

    Labels may be broken over texts that follow one another, and marks of emphasis are not shown: the letters,
    figures and signs alone are compared, in order.
    """
    drawn = "".join(map(letters, shown))
    wanted = [letters(label) for label in labels]
    together = _BETWEEN.join(wanted)
    counts = {word: (together.count(word), drawn.count(word)) for word in set(wanted) if word}
    return [label for label, word in zip(labels, wanted, strict=True) if word and _is_missing(*counts[word])]


def _is_missing(wanted: int, found: int) -> bool:
    return found < wanted


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """The letters, figures and signs of `text`; no spaces, and no marks that a keyboard of ASCII has."""
    # a figure in a circle stands for the figure, a flag for the letters of its country
    composed = unicodedata.normalize("NFKC", text).translate(_FLAG_LETTERS)
    return "".join(each for each in composed if each.isalnum() or _is_sign(each))


def _is_sign(character: str) -> bool:
    """Whether a character is a sign of its own, such as an arrow or an emoji."""
    return not character.isascii() and unicodedata.category(character) in ("So", "Sm", "Sc")
