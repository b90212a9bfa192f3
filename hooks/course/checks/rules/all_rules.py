"""All rules for a source by itself, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from course.checks.rules.addresses import check_addresses
from course.checks.rules.code_blocks import (
    check_fences,
    check_foreign_blocks,
    check_languages,
    check_long_lines,
    check_unseen,
)
from course.checks.rules.commands import check_syntax
from course.checks.rules.diagrams import check_diagrams
from course.checks.rules.emphasis import check_emphasis, check_other_emphasis
from course.checks.rules.formulas import check_formulas, check_shown_tex
from course.checks.rules.front_matter import check_front_matter
from course.checks.rules.headings import check_keywords, check_levels, check_spaces, check_titles
from course.checks.rules.links import check_links
from course.checks.rules.placeholders import check_placeholders
from course.checks.rules.raw_html import check_alt_texts, check_written_anchors
from course.checks.rules.refused_html import check_refused
from course.checks.rules.sessions import (
    check_notes,
    check_quizzes,
    check_session_headings,
    check_template_text,
    check_text,
)
from course.checks.rules.tables import check_tables
from course.checks.rules.typing_slips import check_full_width
from course.checks.secrets import check_secrets
from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed
from course.problems.problem import Problem

Rule = Callable[[Parsed, Surroundings], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    check_text,
    check_front_matter,
    check_notes,
    check_session_headings,
    check_template_text,
    check_fences,
    check_syntax,
    check_languages,
    check_long_lines,
    check_levels,
    check_titles,
    check_spaces,
    check_keywords,
    check_links,
    check_alt_texts,
    check_written_anchors,
    check_refused,
    check_placeholders,
    check_quizzes,
    check_tables,
    check_emphasis,
    check_other_emphasis,
    check_full_width,
    check_diagrams,
    check_formulas,
    check_shown_tex,
    check_addresses,
    check_foreign_blocks,
    check_unseen,
    check_secrets,
)


def check_source(parsed: Parsed, around: Surroundings) -> list[Problem]:
    """A Problem for everything that the rules find wrong in one source, in the order of its lines."""
    return sorted(problem for rule in RULES for problem in rule(parsed, around))
