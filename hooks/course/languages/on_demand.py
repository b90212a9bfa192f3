"""Another language of the course, built when a reader of the course being written goes to it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from course.model.editions import Edition


class LanguageOnDemand:
    """One language's site in a folder, built when a page is asked for and again after a change."""

    def __init__(
        self, edition: Edition, editions: Sequence[Edition], site_dir: Path, variables: Mapping[str, str]
    ) -> None:
        """`editions` are all of the course: a page shows something of its like in the others, too.

        `variables` are those of the environment that ask MkDocs for this language.
        """
        self.edition = edition
        self.site_dir = site_dir
        self._variables = {**variables}
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
            words = ["build", "--no-strict", "-f", self.edition.config_path.name, "-d", str(self.site_dir)]
            command = [sys.executable, "-m", "mkdocs", *words]
            environment = {**os.environ, **self._variables}
            subprocess.run(command, cwd=self.edition.config_path.parent, env=environment, check=False)
            self._built_from = now

    def _state(self) -> dict[Path, int]:
        """When each source and settings file was changed last."""
        files = [path for folder in self._sources for path in folder.rglob("*") if path.is_file()]
        return {path: path.stat().st_mtime_ns for path in [*files, *self._settings]}
