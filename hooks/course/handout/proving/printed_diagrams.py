"""Finds the diagrams of a source among the figures of its handout, by all that each has in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from course.diagrams.losses import letters
from course.diagrams.proof import DrawingProof, DrawnSource, project_drawings
from course.handout.proving.drawn_figures import DrawnFigure
from course.handout.proving.pdf_facts import PdfFacts, fold_pdf


class PrintedDiagrams:
    """The figures of a handout that are no diagram of its sources yet."""

    def __init__(self, facts: PdfFacts, drawings: DrawingProof | None) -> None:
        self._left = [figure for figure in facts.figures if figure.texts or figure.shapes > 1]
        self._drawings = drawings or project_drawings(Path.cwd())
        self._text = "".join(page.text for page in facts.pages)

    def has(self, source: str) -> bool:
        """Whether a figure shows all of the diagram `source`: every text, line and shape; it is then taken.

        A diagram that cannot be drawn must stand there as its source.
        """
        drawn = self._drawings.drawn(source)
        if drawn is None:
            return all(fold_pdf(line) in self._text for line in source.split("\n"))
        fitting = (figure for figure in self._left if _shows(figure, drawn))
        figure = min(fitting, key=lambda each: each.shapes, default=None)
        if figure is not None:
            self._left.remove(figure)
        return figure is not None


def _shows(figure: DrawnFigure, drawn: DrawnSource) -> bool:
    wanted, got = (Counter(letters("".join(texts))) for texts in (drawn.texts, figure.texts))
    return figure.shapes >= drawn.shapes and not wanted - got
