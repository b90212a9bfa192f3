"""The name and the licence of the program that draws."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from course.diagrams.engine.embedded import PROGRAM


def engine_licence(project_dir: Path) -> tuple[str, str]:
    """Its name, and the text of its licence; without npm it is the one in mermaid-render."""
    if (project_dir / PROGRAM).is_file():
        path = (project_dir / PROGRAM).parents[1] / "LICENSE"
    else:
        folder = metadata.distribution("mermaid-render").locate_file("mermaid_render/pele")
        (path,) = Path(str(folder)).glob("LICENSE*")
    return "Pele", path.read_text("utf-8")
