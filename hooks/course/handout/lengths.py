"""How much parts of a handout's tree take up on paper: what is short or low enough to stay undivided."""

from __future__ import annotations

from course.handout import tree

#: As many characters each text counts for at least, where it is asked whether there is much text.
_LEAST_LENGTH = 6


def is_short(value: object, characters: int) -> bool:
    """Whether there is nothing tall below `value`, and less text than so many characters."""
    return not is_tall(value) and _text_length(value) < characters


def is_tall(value: object) -> bool:
    """Whether there is a drawing below `value`, or a picture that is not small."""
    return any(map(_is_tall, tree.parts_of(value)))


def fits_a_page(value: object) -> bool:
    """Whether there is so little that is tall below `value` that it may be kept undivided."""
    return sum(map(_is_tall, tree.parts_of(value))) < 2


def _is_tall(part: tree.Part) -> bool:
    return isinstance(part, tree.Drawing) or (isinstance(part, tree.Picture) and part.kind == "picture")


def _text_length(value: object) -> int:
    """Characters of all text, code counted; a short text may take a line, and counts as some characters."""
    length = 0
    for part in tree.parts_of(value):
        if isinstance(part, tree.Text):
            length += max(len(part.text), _LEAST_LENGTH)
        elif isinstance(part, tree.CodeBlock):
            length += sum(max(len(line), _LEAST_LENGTH) for line in part.lines)
    return length
