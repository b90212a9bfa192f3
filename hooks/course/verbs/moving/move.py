"""``run.py move OLD NEW``: gives a page or folder another place, in all languages, with all that names it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from course.model.editions import Edition, read_editions
from course.problems.command_words import Parser
from course.problems.problem import CourseError
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.moving.changes import Changes
from course.verbs.moving.places import RefusedError
from course.verbs.moving.plans import plan_move

#: Makes of the course's editions and its folder what is to change, and a line for each thing that does.
Plan = Callable[[Sequence[Edition], Path], tuple[Changes, list[str]]]


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: 0 where it has moved, 1 where it is refused or cannot be written, and nothing has."""
    parser = Parser(
        prog="run.py move",
        description="Move a page or folder in all languages, with links, corrections, lists and address.",
    )
    parser.add_argument(
        "old", help="where it is, such as docs/ko/week_04/day1/session_1.md, or without docs/ko"
    )
    parser.add_argument("new", help="where it is to be: a file, or a folder to go into")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    given = parser.parse_args(words)
    return carry_out(
        "move", lambda editions, root: plan_move(editions, root, given.old, given.new), dry_run=given.dry_run
    )


def carry_out(verb: str, plan: Plan, *, dry_run: bool) -> int:
    """Exit status of a command that changes what `plan` says, all of it or nothing."""
    root = Path.cwd()
    try:
        changes, told = plan(read_editions(root), root)
        if not dry_run:
            changes.carry_out()
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 1
    except RefusedError as error:
        print(f"run.py {verb}: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        print(f"run.py {verb}: {error.filename}: {reason}; nothing was changed", file=sys.stderr)
        return 1
    print(*told, sep="\n")
    print("Nothing was changed: that is what would be" if dry_run else "Look it over with run.py check")
    return 0
