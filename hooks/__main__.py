"""The commands of run.py, as ``python -m hooks VERB …``: the core's verbs, handed what builds pages."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the core and the steps are here

from course.problems.damaged import tell_damage

sys.excepthook = tell_damage  # before all that needs a package

from course.problems.failing import in_a_line  # noqa: E402
from course.publish.source_date import set_source_date  # noqa: E402
from course.publish.standing import Standing  # noqa: E402

if TYPE_CHECKING:
    from course.publish.request import BuildRequest, Serving

# Containers tell Python to keep nothing beside its modules: each command would compile 360 of ours, 0.6 s
sys.dont_write_bytecode = False


def _build(request: BuildRequest) -> bool:
    """Whether the pages were built. MkDocs is brought only by a command that builds some."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's, as it is imported: no news for a lecturer
    from build import build_pages

    return build_pages(request)


def _serve(serving: Serving) -> int:
    """Show a course while it is written."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from serving.serve import serve

    return serve(serving)


def main(words: Sequence[str]) -> int:
    """Exit status of a command; that of a site which stands as it is, told without building it."""
    if words[:1] != ["site"]:
        return _start(words, lambda _: None)
    return in_a_line("site", lambda: _site(words))


def _site(words: Sequence[str]) -> int:
    set_source_date(Path.cwd())
    standing, places = Standing(words, Path.cwd()), list[Path]()
    if standing.is_told_again():
        return 0
    with standing.watching():
        status = _start(words, places.append)
        for place in places:
            standing.keep(place)
    return status


def _start(words: Sequence[str], published: Callable[[Path], None]) -> int:
    """Run a verb. The core is brought here: where the site stands as it is, nobody waits for it."""
    from course.verbs.handed import Handed
    from course.verbs.start import start
    from steps.environment import asks_for_instructor

    return start(words, Handed(_build, asks_for_instructor(), _serve, published))


if __name__ == "__main__":
    # A build makes millions of objects that stay: to look for rings among them at every 700th took a tenth
    gc.set_threshold(20_000, 10, 10)
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # as shells say that somebody pressed Ctrl+C
