"""Draws the diagrams of a build, each once, and finds what is wrong with them, line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from course.diagrams.drawing import DiagramFault, DiagramModel, Drawing
from course.diagrams.engine import DiagramEngine
from course.diagrams.engine.label_formulas import ReadFormula, code_formulas
from course.diagrams.statements import (
    Statements,
    expand_comma_lists,
    is_flowchart,
    styled_names,
    without_styles,
)
from course.markdown.files.source import text_key
from course.packed import Packed
from course.problems.problem import Problem

#: What follows from a fault, and how to mend it.
_SHOWN = "its readers see its source instead"
_ADVICE = {
    "syntax": (_SHOWN, "mend the line, or try the diagram at mermaid.live"),
    "kind": (_SHOWN, "begin it with a kind that Mermaid knows, such as flowchart LR"),
    "limit": (_SHOWN, "divide it into smaller diagrams"),
    "node": (
        "Mermaid makes a box of its own for it, or ignores it",
        "write the name of a node, or take it out",
    ),
    "formula": (
        "the label shows its source",
        "write it without braces over signs and boxes around them, or beside the diagram",
    ),
}


@dataclass(frozen=True, slots=True)
class DrawnDiagram:
    """A diagram after an attempt to draw it: the drawing, or why there is none."""

    source: str
    """The diagram as its author wrote it."""
    statements: Statements
    """The source that was handed to the engine, with its lines mended."""
    drawing: Drawing | None
    faults: tuple[DiagramFault, ...]
    """The author's mistakes, by line of `source`; a drawing may have some too. Failures of the engine are
    not among them."""
    in_browser: bool = False
    """Whether Mermaid must draw it in the browser, because the engine is not installed or failed."""


@dataclass(slots=True)
class Drawer:
    """Draws the diagrams of a build, the same source once."""

    engine: DiagramEngine | None
    """None where no engine is installed: the browser must then draw every diagram."""
    read_formula: ReadFormula | None = None
    """None where nothing draws formulas: labels then show their source."""
    results: Packed[DrawnDiagram] = field(default_factory=Packed)
    """Those drawn, by their source; drawers of the same engine may share them."""
    failures: set[str] = field(default_factory=set)
    """Those that the engine failed at, for lack of time, say: another drawer may try again."""
    drawn_before: set[bytes] = field(default_factory=set)
    """Hashes of all sources that were drawn."""

    def has_drawn(self, source: str) -> bool:
        """Whether `source` was drawn before."""
        return text_key(source.rstrip("\n")) in self.drawn_before

    def let_go(self) -> None:
        """Give back the memory of what draws, until something is to be drawn."""
        if self.engine:
            self.engine.script.restart()

    def draw(self, source: str) -> DrawnDiagram:
        """`source` drawn, from memory if it has been drawn before."""
        source = source.rstrip("\n")
        self.drawn_before.add(text_key(source))
        asked = _asked(source)
        drawn = self.results.get(asked)
        if drawn is None and self.engine and asked not in self.failures:
            drawn = self._drawn(asked, self.engine)
            if drawn is None:
                self.failures.add(asked)
            else:
                self.results[asked] = drawn
        if drawn is None:
            statements = expand_comma_lists(unicodedata.normalize("NFC", source))
            return DrawnDiagram(source, statements, None, (), in_browser=True)
        return drawn if asked == source else replace(drawn, source=source)

    def _drawn(self, source: str, engine: DiagramEngine) -> DrawnDiagram | None:
        """`source` drawn; None where the engine fails."""
        statements = expand_comma_lists(source)
        drawn = engine.draw(statements.text)
        if isinstance(drawn, DiagramFault):
            fault = DiagramFault(statements.source_line(drawn.line), drawn.what, drawn.code)
            return None if drawn.code == "engine" else DrawnDiagram(source, statements, None, (fault,))
        strays = dict(_strays(engine, source, drawn.model)) if is_flowchart(source) else {}
        if strays:
            statements = expand_comma_lists(source, without=strays)
            redrawn = engine.draw(statements.text)
            drawn = redrawn if isinstance(redrawn, Drawing) else drawn
        what = "node {} is nowhere but in this line"
        faults = [DiagramFault(line, what.format(name), "node") for name, line in strays.items()]
        drawn, refused = self._with_formulas(drawn, statements)
        return DrawnDiagram(source, statements, drawn, (*faults, *refused))

    def _with_formulas(
        self, drawn: Drawing, statements: Statements
    ) -> tuple[Drawing, Iterable[DiagramFault]]:
        """`drawn` with the formulas of its labels; and a fault for each that it shows as its source."""
        if self.engine is None or self.read_formula is None or "$$" not in statements.text:
            return drawn, ()
        coded = code_formulas(statements.text, self.read_formula)
        again = self.engine.draw(coded.text, coded) if coded.signs else drawn
        if isinstance(again, DiagramFault):
            coded = code_formulas(statements.text, lambda _: ())
        what = "{} cannot be shown in a label"
        faults = (
            DiagramFault(statements.source_line(line), what.format(written), "formula")
            for line, written in coded.refused
        )
        return (drawn if isinstance(again, DiagramFault) else again), faults


def _asked(written: str) -> str:
    """What the engine is asked to draw: the same for page, check and paper, so that it is asked once.

    They must measure the same letters, also of a source that macOS wrote apart; and what proves a page reads
    its source without the spaces at ends of lines, of which no drawing shows anything.
    """
    return "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", written).split("\n"))


def _strays(engine: DiagramEngine, source: str, model: DiagramModel) -> Iterable[tuple[str, int]]:
    """Names that stand only in ``style`` and ``class`` lines, each with the last such line."""
    known = {group.name for group in model.groups} | {edge.name for edge in model.edges}
    known |= {end for edge in model.edges for end in (edge.start, edge.end)}  # only a line makes an edge
    styled = {name: line for name, line in styled_names(source) if name not in known}
    if not styled:
        return
    bare = engine.read(without_styles(source))
    if isinstance(bare, DiagramFault):
        return
    known = {node.name for node in bare.nodes}
    yield from ((name, line) for name, line in styled.items() if name not in known)


def problem_of(fault: DiagramFault, path: str, first_line: int) -> Problem:
    """The Problem for `fault`, in the file at `path`, where the diagram's text begins at `first_line`."""
    why, mend = _ADVICE[fault.code]
    line = first_line + max(0, fault.line - 1)
    return Problem(path, line, f"diagram: {fault.what}", why, mend, f"diagram-{fault.code}")
