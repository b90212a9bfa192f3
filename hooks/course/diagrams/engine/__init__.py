"""The program that draws: Mermaid text in; a drawing, or why there is none, out."""

from course.diagrams.engine.embedded import (
    ID_PREFIX,
    CharacterWidths,
    DiagramEngine,
    DiagramFault,
    Drawing,
    EngineMissingError,
    read_engine,
)

__all__ = [
    "ID_PREFIX",
    "CharacterWidths",
    "DiagramEngine",
    "DiagramFault",
    "Drawing",
    "EngineMissingError",
    "read_engine",
]
