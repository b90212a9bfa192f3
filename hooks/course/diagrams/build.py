"""Prepares what a build needs for diagrams: the drawing engine, the fence, Mermaid for the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from course.diagrams.drawer import Drawer, DrawnDiagram
from course.diagrams.engine import PROGRAM, EngineMissingError, read_engine
from course.diagrams.fence import DiagramFence
from course.fonts import FACES, character_widths
from course.formulas.drawer import start_formulas
from course.kept import digest, key_of
from course.packed import Packed
from course.problems.problem import Problem
from course.settings.words.words import Words

#: Where each file of the browser's Mermaid goes in the site, and where npm put it.
_MERMAID = {
    "assets/javascripts/mermaid.min.js": "node_modules/mermaid/dist/mermaid.min.js",
    "assets/javascripts/mermaid.LICENSE.txt": "node_modules/mermaid/LICENSE",
}


def start_drawer(project_dir: Path) -> tuple[Drawer, str]:
    """The drawer of a build; and, where no engine is installed, one line that says so, else "".

    The drawers of one process share what they have drawn, as long as nothing that draws is another.
    """
    widths = partial(character_widths, project_dir / "node_modules")
    try:
        engine = read_engine(project_dir, widths)
    except EngineMissingError as error:
        return Drawer(None), f"{error}: the browser will draw the diagrams"
    results = _results(key_of(str(project_dir.resolve()), drawing_key(project_dir)))
    return Drawer(engine, start_formulas(project_dir).signs, results), ""


@lru_cache(maxsize=1)
def _results(_: str) -> Packed[DrawnDiagram]:
    """What was drawn by that which has this key."""
    return Packed()


def drawing_key(project_dir: Path) -> str:
    """A hash of what draws in the project besides the core's code: engines, fonts, what npm has brought."""
    modules_dir = project_dir / "node_modules"
    names = ("package-lock.json", "node_modules/.installed-lock", PROGRAM)
    read = [digest(path.read_bytes()) for name in names if (path := project_dir / name).is_file()]
    fonts = [
        (face.file, path.stat().st_size, path.stat().st_mtime_ns)
        for face in FACES
        if (path := modules_dir / face.file).is_file()
    ]
    return key_of(modules_dir.is_dir(), read, fonts)


def start_fence(project_dir: Path, words: Words, tell: Callable[[Problem], None]) -> tuple[DiagramFence, str]:
    """The fence of a build; and, where no engine is installed, one line that says so, else "".

    `tell` is called with each Problem of a diagram that came from a snippet, and was in no checked source.
    """
    drawer, missing = start_drawer(project_dir)
    return DiagramFence(drawer, words, tell), missing


def browser_files(project_dir: Path) -> dict[str, Path]:
    """Paths of the files of Mermaid for the browser, by their URI in the site; empty where npm has none."""
    paths = {uri: project_dir / npm_path for uri, npm_path in _MERMAID.items()}
    return {uri: path for uri, path in paths.items() if path.is_file()}


def check_browser_files(pages: Sequence[str], files: Mapping[str, Path]) -> list[Problem]:
    """A Problem for each of `pages`, which need Mermaid in the browser, if there are no `files` of it."""
    what = "a diagram that only the browser's Mermaid can draw, and npm has not brought it"
    why, mend = "readers see the diagram's source", "connect to the network and build again"
    return [] if files else [Problem(page, 1, what, why, mend, "mermaid-missing") for page in pages]
