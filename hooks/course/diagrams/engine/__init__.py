"""The program that draws: Mermaid text in; a `Drawing` or a `DiagramFault` out, in words of our own.

This folder alone knows which program that is, how it is run, and what it calls the parts of a drawing:
`embedded` runs it, `names` renames what it draws, `reading` types what it read, `contents` lists the labels
of every kind, `label_formulas` hides formulas from it, `room` gives charts the room that their names need,
`faults` says why it refused, `licence` whose work it is.
Another program needs these files anew, and its package in package.json and requirements.in; nothing else
of the project changes. It must not know pages, settings, or what becomes of a drawing.
"""

from course.diagrams.engine.embedded import PROGRAM, DiagramEngine, EngineMissingError, read_engine
from course.diagrams.engine.licence import engine_licence

__all__ = ["PROGRAM", "DiagramEngine", "EngineMissingError", "engine_licence", "read_engine"]
