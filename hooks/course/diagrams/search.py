"""What the search finds in drawn diagrams, so that a hit in one leads to its figure."""

from __future__ import annotations

from dataclasses import dataclass

from course.diagrams.wording import DiagramText


@dataclass(frozen=True, slots=True)
class ShownDiagram:
    """A drawn diagram of a page."""

    key: str
    """The figure's id."""
    text: DiagramText


def searched_text(diagram: ShownDiagram) -> str:
    """The description of a diagram, and what it shows."""
    return " ".join(line for line in (diagram.text.description, *diagram.text.lines) if line)
