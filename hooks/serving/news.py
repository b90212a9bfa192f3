"""What is new in a build since the one before: only that is told."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from course.problems.problem import Problem
from course.problems.telling import Teller

#: Loggers whose lines are told: that of MkDocs, and of what lags behind.
_MKDOCS, _LAGGING = "mkdocs", "course.translations"
_STEPS = "mkdocs.commands.build"
#: Says at the end of each build how it went: a sign of life.
_END = "mkdocs.plugins.completeness"


@dataclass(frozen=True, slots=True)
class Told:
    """What a build had to tell."""

    problems: Counter[Problem] = field(default_factory=Counter)
    """Its Problems, each without its line: what is written above one moves it."""
    lines: frozenset[str] = frozenset()
    """The lines of its log."""


@dataclass(slots=True)
class NewsTeller(Teller):
    """Tells the Problems that the build before did not have."""

    before: Told | None = None
    """What that build told; None for the first one."""
    found: dict[Problem, None] = field(default_factory=dict)
    """All that this build has found."""
    now: Counter[Problem] = field(default_factory=Counter)

    def tell(
        self, problems: Sequence[Problem], summary: str = "", *, hints: bool = False, now: bool = False
    ) -> None:
        """Print the new ones, and for the first build `summary`."""
        new = []
        for problem in dict.fromkeys(problems):
            self.found[problem] = None
            kind = replace(problem, line=0)
            self.now[kind] += 1
            if self.before is None or self.now[kind] > self.before.problems[kind]:
                new.append(problem)
        is_first = self.before is None
        Teller.tell(self, new, summary if is_first else "", hints=hints, now=now or not is_first)


class NewLines(logging.Filter):
    """Lets lines pass that the build before did not log."""

    def __init__(self, before: Told | None) -> None:
        super().__init__()
        self.before = before.lines if before else frozenset()
        self.now: set[str] = set()
        self.warnings: dict[str, None] = {}
        """The lines of any weight."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is new; what MkDocs says of its own steps is none of anybody's business."""
        line = record.getMessage()
        self.now.add(line)
        if record.levelno > logging.INFO:
            self.warnings[line] = None
            return line not in self.before
        return record.name == _END or (record.name != _STEPS and line not in self.before)

    def begin(self) -> None:
        """Look at all that is logged from here on."""
        for handler in logging.getLogger(_MKDOCS).handlers:
            handler.addFilter(self)
        logging.getLogger(_LAGGING).addFilter(self)
