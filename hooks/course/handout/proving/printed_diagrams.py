"""Finds the diagrams of a source among the figures of its handout, by all that each has in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from course.diagrams.losses import letters
from course.diagrams.proof import DrawingProof, DrawnSource, project_drawings
from course.handout.proving.drawn_figures import DrawnFigure
from course.handout.proving.pdf_facts import PdfFacts, fold_pdf


class PrintedDiagrams:
    """The figures of a handout that are no diagram of its sources yet."""

    def __init__(self, facts: PdfFacts, drawings: DrawingProof | None) -> None:
        self._left = [each for each in facts.figures if each.is_on_page and (each.texts or each.shapes)]
        self._drawings = drawings or project_drawings(Path.cwd())
        self._text = "".join(page.text for page in facts.pages)

    def has(self, source: str) -> bool:
        """Whether a figure shows all of the diagram `source`: every text, line and shape; it is then taken.

        So do several that follow one another, where it is cut into slices.
        A diagram that cannot be drawn must stand there as its source.
        """
        drawn = self._drawings.drawn(source)
        if drawn is None:
            return all(fold_pdf(line) in self._text for line in source.split("\n"))
        alone = (each for each in self._left if each.texts or each.shapes > 1)
        fitting = [[figure] for figure in alone if _shows([figure], drawn)]
        shown = min(fitting, key=_size, default=None) or self._slices(drawn)
        for figure in shown:
            self._left.remove(figure)
        return bool(shown)

    def _slices(self, drawn: DrawnSource) -> list[DrawnFigure]:
        """Figures that follow one another and together are a drawing, with no letter twice; none if none are.

        A line that goes on in the next slice is drawn there as decoration, and is not counted twice. Frames
        that it lies on are a figure of their own; the last figure of a slice has its texts.
        """
        wanted = _letters(drawn.texts)
        for start in (at for at, figure in enumerate(self._left) if figure.texts):
            found: list[DrawnFigure] = []
            got = Counter[str]()
            for figure in self._left[start:]:
                found.append(figure)
                got.update(_letters(figure.texts))
                if got - wanted:
                    break
                if figure.texts and got == wanted and _shows(found, drawn):
                    return found
        return []


def _size(figures: Sequence[DrawnFigure]) -> tuple[int, int]:
    """How many shapes and letters figures have."""
    return sum(each.shapes for each in figures), sum(len(text) for each in figures for text in each.texts)


def _shows(figures: Sequence[DrawnFigure], drawn: DrawnSource) -> bool:
    """Whether the figures together have all texts, and as many lines and shapes."""
    if sum(figure.shapes for figure in figures) < drawn.shapes:
        return False
    got = Counter[str]()
    for figure in figures:
        got.update(_letters(figure.texts))
    return all(got[letter] >= count for letter, count in _letters(drawn.texts).items())


@lru_cache(maxsize=4096)  # each diagram is held against every figure
def _letters(texts: tuple[str, ...]) -> Counter[str]:
    return Counter(letters("".join(texts)))
