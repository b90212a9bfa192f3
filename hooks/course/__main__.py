"""The core as a command: ``python -m course VERB …``, with this folder's parent on the path."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from course.problems.problem import CourseError, NotThereError

#: The module of each verb; its ``main`` takes the words after the verb and gives the exit status.
VERBS = {
    "check": "course.verbs.check",
    "new": "course.verbs.new",
    "diagrams": "course.verbs.diagrams",
    "export": "course.verbs.export",
    "handouts": "course.verbs.handouts",
    "site": "course.verbs.site",
    "translate": "course.verbs.translate",
}


def main(words: Sequence[str]) -> int:
    """Exit status of a verb; 2 for one that is not there, or cannot find what it was asked for."""
    if not words or words[0] not in VERBS:
        print(f"run.py: name one of {', '.join(VERBS)}", file=sys.stderr)
        return 2
    gc.set_threshold(100_000, 20, 50)  # a course is many small things that stay: looking for waste is waste
    try:
        return int(import_module(VERBS[words[0]]).main(words[1:]))
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
    except NotThereError as error:
        print(f"run.py {words[0]}: {error}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
