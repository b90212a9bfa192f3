"""The guide as a course of its own: ``guide/`` beside run.py, laid out in ``.cache/guide`` as courses are.

A command finds its course, the product and the packages in the folder that it is started in. The guide's has
no product beside it, so links lead there from a folder of its own: nothing of the guide is in a course, and
nothing of a course in the guide.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from course.languages.ledger import LEDGER
from course.problems.problem import NotThereError

#: The guide's folder, and where it is laid out, below the folder of run.py.
GUIDE, _PLACE = "guide", Path(".cache", "guide")
#: Where links lead, by their names; a folder that is not there yet is left out.
_LINKS = {"docs": f"{GUIDE}/docs"} | {
    name: name for name in ("hooks", "node_modules", ".cache/fonts", ".cache/eastern-fonts")
}
_COPIED = ("package.json", "package-lock.json", f"{GUIDE}/mkdocs.yml", f"{GUIDE}/{LEDGER}")


def lay_out(project_dir: Path) -> Path:
    """The folder in which a command finds the guide as its course, made anew where something has changed.

    Raises NotThereError where the guide is not there.
    """
    if not (project_dir / GUIDE / "mkdocs.yml").is_file():
        raise NotThereError(f"the folder {GUIDE}/ is not there; take it from the product, or run.py upgrade")
    place = project_dir / _PLACE
    for name in _COPIED:
        if (project_dir / name).is_file():
            _copy(project_dir / name, place / Path(name).name)
    for name, folder in _LINKS.items():
        if (project_dir / folder).is_dir():
            _lead(place / name, project_dir / folder)
    return place


def bring_back(project_dir: Path) -> None:
    """Take what a command has noted of the guide's translations from where it is laid out into the guide."""
    noted, kept = project_dir / _PLACE / LEDGER, project_dir / GUIDE / LEDGER
    if noted.is_file():
        _copy(noted, kept)


def _copy(path: Path, copy: Path) -> None:
    """Have `copy` hold what `path` does; one that does is left alone, for another command may read it."""
    content = path.read_bytes()
    if not copy.is_file() or copy.read_bytes() != content:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)


def _lead(link: Path, folder: Path) -> None:
    """Have `link` lead to `folder`, where it does not yet."""
    if link.exists() and link.samefile(folder):
        return
    link.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(link):
        _remove(link)
    if os.name == "nt":  # links need rights there, and these do not
        command = ["cmd", "/c", "mklink", "/J", str(link), str(folder)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        with contextlib.suppress(FileExistsError):  # another command was first
            link.symlink_to(os.path.relpath(folder.resolve(), link.parent.resolve()), True)
    if not link.is_dir():
        raise NotThereError(f"{link} cannot lead to {folder}; the guide cannot be shown on this disk")


def _remove(link: Path) -> None:
    with contextlib.suppress(OSError):
        link.rmdir()  # a junction, or an empty folder
        return
    if link.is_symlink():
        link.unlink()
    else:
        shutil.rmtree(link)
