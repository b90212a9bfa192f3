"""Where the links of a docs folder may lead: into the Git work tree that holds it, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path


class WorkTree:
    """The Git work tree around a docs folder; the docs folder alone where there is no Git."""

    def __init__(self, docs_path: str) -> None:
        """`docs_path` is the docs folder's path without links."""
        above = [Path(docs_path), *Path(docs_path).parents]
        # A file is what Git puts into the folder of a submodule, or of a second work tree.
        trees = (str(path) for path in above if os.path.lexists(path / ".git"))
        self.root = next(trees, docs_path)
        self.is_git = self.root != docs_path or os.path.lexists(f"{docs_path}/.git")

    def holds(self, path: str) -> bool:
        """Whether `path`, which has no links in it, is in the work tree, and none of Git's own files."""
        inside = Path(path)
        if not inside.is_relative_to(self.root):
            return False
        return ".git" not in (part.lower() for part in inside.relative_to(self.root).parts)

    def outside(self) -> tuple[str, str, str]:
        """What is wrong with a link that leads out of the tree, why, and how to mend it."""
        whole = "repository" if self.is_git else "docs folder"
        return (
            f"the link leads out of the {whole}",
            "what lies elsewhere on this machine is never published",
            f"copy what it leads to into the {whole}, or delete the link",
        )
