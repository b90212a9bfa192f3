"""Problems grouped by what they have in common: a cause is told once, with its first places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course.problems.codes import CODES, gravity
from course.problems.problem import Problem

#: So many Problems of one cause are told one by one; of more, as many places are named.
FEW = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """Problems of one code that are mended in one way."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""

    @property
    def code(self) -> str:
        """The code of them all."""
        return self.problems[0].code

    def lines(self) -> list[str]:
        """A line for each Problem where there are few, else one for all."""
        if len(self.problems) <= FEW:
            return [str(problem) for problem in self.problems]
        places = ", ".join(f"{each.path}:{each.line}" for each in self.problems[:FEW])
        return [f"{self._sentence()}: {places} and {len(self.problems) - FEW} more [{self.code}]"]

    def _sentence(self) -> str:
        first, count = self.problems[0], len(self.problems)
        if first.cause:
            return f"{count} {first.cause}"
        same = all(each.what == first.what for each in self.problems)
        what = first.what if same or self.code not in CODES else CODES[self.code].title
        return f"{count} times: {what}; {first.why}; {first.mend}"


def causes_of(problems: Iterable[Problem]) -> list[Cause]:
    """`problems` by cause, the gravest first; causes of one code stand together, the most frequent first."""
    by_cause: dict[tuple[str, ...], list[Problem]] = {}
    for problem in sorted(problems, key=gravity):
        shared = (problem.cause,) if problem.cause else (problem.why, problem.mend)
        by_cause.setdefault((problem.level, problem.code, *shared), []).append(problem)
    causes = [Cause(tuple(each)) for each in by_cause.values()]
    return sorted(causes, key=_rank)


def _rank(cause: Cause) -> tuple[object, ...]:
    """The gravest code first, then a cause told in one line before single Problems, by file and line."""
    *grave, first = gravity(cause.problems[0])
    return (*grave, len(cause.problems) <= FEW, first)


def by_code(causes: Sequence[Cause]) -> dict[str, list[Cause]]:
    """`causes` by code, in their order."""
    codes: dict[str, list[Cause]] = {}
    for cause in causes:
        codes.setdefault(cause.code, []).append(cause)
    return codes
