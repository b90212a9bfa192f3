"""What the environment asks for: the one place where a variable of ours is read. None is ever set.

It has no import of MkDocs, so that a command that builds nothing does not wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping


def asks_for_instructor(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the lecturer's edition is wanted: ``COURSE_INSTRUCTOR`` is set, and not to ``0``.

    It serves plain ``mkdocs build`` and ``mkdocs serve``, which have no argument for it.
    """
    return environment.get("COURSE_INSTRUCTOR", "") not in ("", "0")
