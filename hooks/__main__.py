"""The commands of run.py, as ``python -m hooks VERB …``: the core's verbs, handed what builds pages."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the core and the steps are here
# Containers tell Python to keep nothing beside its modules: each command would compile 360 of ours, 0.6 s
sys.dont_write_bytecode = False

from course.problems.damaged import tell_damage  # noqa: E402

sys.excepthook = tell_damage  # before all that needs a package

from course.problems.failing import in_a_line  # noqa: E402
from course.publish.source_date import set_source_date  # noqa: E402
from course.publish.standing import Standing  # noqa: E402

if TYPE_CHECKING:
    from course.publish.request import BuildRequest, Serving


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
    from steps.kept_compiling import keeping_compiled

    with standing.watching():
        with keeping_compiled():
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


def _end(status: int) -> None:
    """End this process at once, unless somebody measures it: to take apart what a build has made takes 0.4 s.

    What libraries have asked Python to do at its end is done, in its order.
    """
    if sys.getprofile() or sys.gettrace():
        return
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return  # Python tells that nobody reads what was written
    os._exit(status)


if __name__ == "__main__":
    # A build makes millions of objects that stay: to look for rings among them at every 700th took a tenth
    gc.set_threshold(20_000, 10, 10)
    try:
        ended = main(sys.argv[1:])
        if sys.argv[1:2] == ["site"]:
            _end(ended)
        raise SystemExit(ended)
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # as shells say that somebody pressed Ctrl+C
