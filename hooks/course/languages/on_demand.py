"""Another language of the course, built when a reader of the course being written goes to it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from course.model.editions import Edition


class LanguageOnDemand:
    """One language's site in a folder, built when a page is asked for and again after a change."""

    def __init__(
        self, edition: Edition, editions: Sequence[Edition], site_dir: Path, command: Sequence[str]
    ) -> None:
        """`editions` are all of the course: a page shows something of its like in the others, too.

        `command` builds a language; words behind it name its settings, its site and which language it is.
        """
        self.edition = edition
        self.site_dir = site_dir
        self._command = tuple(command)
        self._sources = [edition.docs_dir for edition in editions]
        self._settings = [edition.config_path for edition in editions]
        self._built_from: dict[Path, int] = {}
        self._building = threading.Lock()

    def bring(self) -> None:
        """Wait for the site to be what the sources are now; what the build has to say it says itself."""
        with self._building:
            now = self._state()
            if now == self._built_from:
                return
            settings = self.edition.config_path
            command = [*self._command, str(settings), str(self.site_dir), self.edition.named]
            subprocess.run(command, cwd=settings.parent, check=False)
            self._built_from = now

    def _state(self) -> dict[Path, int]:
        """When each source and settings file was changed last."""
        files = [path for folder in self._sources for path in folder.rglob("*") if path.is_file()]
        return {path: path.stat().st_mtime_ns for path in [*files, *self._settings]}
