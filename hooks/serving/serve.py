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
    signal.signal(signal.SIGTERM, _stop)
    with tempfile.TemporaryDirectory(prefix="course-serve-", ignore_cleanup_errors=True) as holder:
        try:
            return Following(serving, Path(holder)).run()
        except KeyboardInterrupt:
            return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
