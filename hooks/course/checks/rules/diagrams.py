"""Diagrams that do not parse, are too large, or style nodes they do not have."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.diagrams.drawer import problem_of
from course.markdown.reading.parsed import Parsed, fences_of, line_of
from course.markdown.reading.source_page import is_diagram
from course.problems.problem import Problem


def check_diagrams(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for everything that is wrong with a diagram, at its line of the file.

    Nothing where there is no engine to read them.
    """
    if around.drawer is None:
        return
    for fence in filter(is_diagram, fences_of(parsed)):
        for fault in around.drawer.draw(fence.content).faults:
            yield problem_of(fault, parsed.source.path, line_of(fence) + 1)
