"""``run.py remove PAGE``: takes a page or folder away in all languages, with all that names it."""

from __future__ import annotations

from collections.abc import Sequence

from course.problems.command_words import Parser
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.moving.move import carry_out
from course.verbs.moving.plans import plan_removal


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where it is gone, 1 where it is refused or cannot be written, and all is as it was."""
    parser = Parser(
        prog="run.py remove",
        description="Remove a page or folder in all languages: links to it become text, its address leads to "
        "the folder above. Git has it still.",
    )
    parser.add_argument("page", help="such as docs/ko/week_04/day1/session_1.md, or without docs/ko")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    given = parser.parse_args(words)
    return carry_out(
        "remove", lambda editions, root: plan_removal(editions, root, given.page), dry_run=given.dry_run
    )
