"""All rules for a source by itself, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from course.problem import Problem
from course.source_rules.code_blocks import check_fences
from course.source_rules.links import check_links
from course.source_rules.parsed import Parsed, Surroundings
from course.source_rules.sessions import check_session_headings, check_text

Rule = Callable[[Parsed, Surroundings], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    check_text,
    check_session_headings,
    check_fences,
    check_links,
)


def check_source(parsed: Parsed, around: Surroundings) -> list[Problem]:
    """All that the rules find in one source, in the order of its lines."""
    return sorted(problem for rule in RULES for problem in rule(parsed, around))
