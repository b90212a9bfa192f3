"""The commands of run.py, as ``python -m hooks VERB …``: the core's verbs, handed what builds pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the core and the steps are here

from course.publish.request import BuildRequest
from course.verbs.handed import Handed
from course.verbs.start import start
from steps.environment import asks_for_instructor


def _build(request: BuildRequest) -> bool:
    """Whether the pages were built. MkDocs is brought only by a command that builds some."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's, as it is imported: no news for a lecturer
    from build import build_pages

    return build_pages(request)


if __name__ == "__main__":
    raise SystemExit(start(sys.argv[1:], Handed(_build, asks_for_instructor())))
