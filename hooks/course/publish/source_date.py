"""The date used in place of "now" in all files, so that the same sources give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

#: MkDocs, fontTools and other programs read it by themselves. Source: reproducible-builds.org.
VARIABLE = "SOURCE_DATE_EPOCH"


def set_source_date(project_dir: Path) -> None:
    """Set ``SOURCE_DATE_EPOCH`` for this process and those it starts; done once, as a command starts."""
    os.environ[VARIABLE] = str(source_date(project_dir))


def source_date(project_dir: Path) -> int:
    """The date used in place of "now", in seconds since 1970.

    It is ``SOURCE_DATE_EPOCH``, else the last commit's date, else that of the newest source.
    """
    given = os.environ.get(VARIABLE, "")
    if given.isascii() and given.isdecimal():
        return int(given)
    if shutil.which("git"):
        command = ["git", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=project_dir, capture_output=True, text=True, check=False)
        if done.stdout.strip().isdigit():
            return int(done.stdout)
    from course.markdown.files.walking import walk_docs  # it takes a while to load, and is seldom asked

    docs_dir = project_dir / "docs"
    files = [docs_dir / uri for uri in walk_docs(docs_dir).files]
    folders = {above for path in files for above in path.parents if docs_dir in above.parents}
    return max((int(path.stat().st_mtime) for path in (*files, *folders)), default=0)
