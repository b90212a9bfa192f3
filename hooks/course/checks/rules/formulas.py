"""Formulas that do not parse, or are too large."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.formulas.finding import FORMULA, formula_in_fence, formula_of
from course.markdown.reading.parsed import Parsed, fences_of, line_of, placed_tokens
from course.problems.problem import Problem


def check_formulas(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for every formula that cannot be drawn, at its line of the file."""
    if around.formulas is None:
        return
    path = parsed.source.path
    for placed in placed_tokens(parsed):
        if placed.token.type == FORMULA:
            begins = placed.token.content.removeprefix("$$").startswith("\n")
            yield from around.formulas.problems(formula_of(placed.token), path, placed.line + begins)
    for fence in fences_of(parsed):
        if formula := formula_in_fence(fence.info, fence.content):
            yield from around.formulas.problems(formula, path, line_of(fence) + 1)
