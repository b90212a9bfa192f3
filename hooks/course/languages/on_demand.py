"""Builds another language of the course while ``mkdocs serve`` runs, when a reader goes to it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from course.markdown.files.walking import walk_docs
from course.model.editions import Edition


class LanguageOnDemand:
    """One language's site in a folder, built when a page is asked for and again after a change."""

    def __init__(
        self, edition: Edition, editions: Sequence[Edition], site_dir: Path, command: Sequence[str]
    ) -> None:
        """`editions` are those of all languages: a change in any of them is a reason to build again.

        `command` builds a language; its arguments, added here, are settings file, site folder and language.
        """
        self.edition = edition
        self.site_dir = site_dir
        self._command = tuple(command)
        self._sources = [edition.docs_dir for edition in editions]
        self._settings = [edition.config_path for edition in editions]
        self._built_from: dict[Path, int] = {}
        self._building = threading.Lock()

    def bring(self) -> None:
        """Build the site if a source or settings file has changed since the last build, and wait for it.

        The build writes its own messages; that it failed is not reported here.
        """
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
        files = [folder / uri for folder in self._sources for uri in walk_docs(folder).files]
        return {path: path.stat().st_mtime_ns for path in [*files, *self._settings]}
