"""The log of MkDocs, for a command that tells its steps: what matters is a line, the rest is counted."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from course.problems.progress import Progress

#: Says of a record of no weight whether it is told all the same.
MATTERS = "matters_to_all"
_PLUGINS = "mkdocs.plugins."
#: Our own steps whose remarks are for the lecturer; what they begin with is their name.
_REMARKS = frozenset(_PLUGINS + name for name in ("course", "settings", "diagrams", "translations"))
#: Those whose remarks the lines of the steps hold.
_TOLD = frozenset(_PLUGINS + name for name in ("completeness", "fonts"))
#: Says at each build what its own settings are.
_MERMAID2 = _PLUGINS + "mermaid2"
_BUILD = "mkdocs.commands.build"
_STEPS = re.compile(
    "Cleaning site directory|Building documentation to directory: |Documentation built in "
    "|The directory contains stale files"
)


class LogLines(logging.Handler):
    """Hands what is logged to the progress of a command."""

    def __init__(self, progress: Progress, site_dir: Path) -> None:
        super().__init__()
        self._progress, self._site_dir = progress, str(site_dir)

    def emit(self, record: logging.LogRecord) -> None:
        """Tell a warning, and what a step remarks; count what else is no mere step."""
        line = record.getMessage()
        if record.levelno >= logging.WARNING:
            self._progress.hear(self.format(record), site_dir=self._site_dir)
        elif record.levelno < logging.INFO or record.name.startswith(_MERMAID2) or record.name in _TOLD:
            return
        elif record.name in _REMARKS:
            remark = line.removeprefix(f"{record.name.removeprefix(_PLUGINS)}: ")
            self._progress.hear(remark, site_dir=self._site_dir)
        elif getattr(record, MATTERS, False):
            self._progress.hear(line, site_dir=self._site_dir)
        elif not (record.name == _BUILD and _STEPS.match(line)):
            self._progress.note(line)
