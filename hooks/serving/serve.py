"""`serve`: what ``run.py serve`` runs."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from types import FrameType

from course.publish.request import Serving
from serving.following import Following


def serve(serving: Serving) -> int:
    """Show a course until Ctrl+C; the exit status."""
    for name in ("SIGTERM", "SIGHUP"):  # the second comes where a terminal is closed; Windows has none
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    with tempfile.TemporaryDirectory(prefix="course-serve-", ignore_cleanup_errors=True) as holder:
        following = Following(serving, Path(holder))
        try:
            return following.run()
        except KeyboardInterrupt:
            return 0
        finally:
            _be_undisturbed()
            following.end()


def _be_undisturbed() -> None:
    """From here on ignore who presses Ctrl+C again: no process is to be left behind."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
