"""Holds the drawings of pages against the drawings that their sources make: drawn again, and compared whole.

A drawing is recognised by all that it is, never by words that it and a source have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from course.diagrams.build import drawing_key, start_drawer
from course.diagrams.drawer import Drawer
from course.diagrams.drawing import DiagramModel, Drawing
from course.diagrams.figure import render_svg
from course.diagrams.losses import lost_labels
from course.diagrams.shapes import count_shapes
from course.diagrams.wording import DiagramText, drawn_labels
from course.kept import key_of
from course.markdown.html.tree import read_fragment
from course.markdown.reading.drawn_tree import drawn_tree
from course.packed import Packed

#: Stands for a title or description that the build words, in the language of the page.
_WORDED = "…"


@dataclass(frozen=True, slots=True)
class DrawnSource:
    """A diagram's drawing, as the proof knows it."""

    tree: str
    """What must stand in a page, as `drawn_tree` writes it."""
    lost: tuple[str, ...]
    """Labels of the diagram that its own drawing lacks."""
    svg: str
    """The drawing itself, as it comes from the engine."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written in the drawing."""
        return _texts(self.svg)

    @property
    def shapes(self) -> int:
        """How many lines and shapes are painted."""
        return _shapes(self.svg)


@lru_cache(maxsize=64)
def _texts(svg: str) -> tuple[str, ...]:
    return tuple(drawn_labels(svg))


_shapes = lru_cache(maxsize=64)(count_shapes)


@dataclass(slots=True)
class DrawingProof:
    """Draws sources again, each once, and compares what pages show with that."""

    start: Callable[[], Drawer]
    """Makes the drawer, when the first diagram is met."""
    carried: Callable[[str], str] = str
    """What becomes of a page's ``<svg>`` in the edition that is proved; in a site it stays."""
    known: Packed[DrawnSource | None] = field(default_factory=Packed)
    _drawer: Drawer | None = None

    def drawn(self, source: str) -> DrawnSource | None:
        """What the diagram `source` looks like; None where it cannot be drawn here."""
        if source not in self.known:
            if self._drawer is None or self._drawer.engine is None:
                self._drawer = self.start()
            drawing = self._drawer.draw(source).drawing
            if drawing is None and self._drawer.engine is None:
                return None  # an engine may be installed later
            self.known[source] = proved = self._proved(drawing) if drawing else None
            return proved
        return self.known.get(source)

    def _proved(self, drawing: Drawing) -> DrawnSource:
        svg = self.carried(render_svg(drawing, _expected_text(drawing.model), "proof"))
        tree = drawn_tree(read_fragment(svg).children[-1])
        return DrawnSource(tree, tuple(lost_labels(drawing)), drawing.svg)


def _expected_text(model: DiagramModel) -> DiagramText:
    return DiagramText(model.title or _WORDED, model.description or _WORDED, ())


@lru_cache(maxsize=1)
def project_drawings(project_dir: Path) -> DrawingProof:
    """The proof of what the project at `project_dir` builds; the same for all that are proved in one run.

    Where no packages lie there, it is not what builds: the folder in which the command runs is.
    """
    drawn_in = _drawn_in(project_dir)
    return DrawingProof(lambda: start_drawer(drawn_in)[0])


def proof_key(project_dir: Path) -> str:
    """A hash of what `project_drawings` depends on, and the drawings of formulas, besides the core's code."""
    return key_of(drawing_key(_drawn_in(project_dir)), drawing_key(project_dir))


def _drawn_in(project_dir: Path) -> Path:
    has_packages = (project_dir / "node_modules").is_dir()
    return project_dir if has_packages else Path.cwd()


def is_same(wanted: str, shown: str) -> bool:
    """Whether the tree `shown` is the tree `wanted`, but for titles that the build has worded."""
    if wanted == shown:
        return True
    one, other = wanted.split("\n"), shown.split("\n")
    return len(one) == len(other) and not any(
        a != b and not _may_be(a, b) for a, b in zip(one, other, strict=True)
    )


def _may_be(wanted: str, shown: str) -> bool:
    """Whether the line `shown` may stand for `wanted`: any words for those that the build chooses."""
    depth, _, text = wanted.partition(" ")
    return text == f"“{_WORDED}”" and shown.startswith(f"{depth} “") and len(shown) > len(depth) + 3


def likeness(wanted: str, shown: str) -> float:
    """How much two trees have in common, from 0 to 1."""
    one, other = Counter(wanted.split("\n")), Counter(shown.split("\n"))
    return (one & other).total() / max(one.total(), other.total())


def difference(wanted: str, shown: str) -> tuple[list[str], int, int]:
    """The texts that `shown` lacks of `wanted`, how many parts it lacks, and of how many."""
    pairs = Counter(wanted.split("\n")), Counter(shown.split("\n"))
    lacking = [line for line in (pairs[0] - pairs[1]).elements() if _WORDED not in line]
    texts = [line.partition(" ")[2][1:-1] for line in lacking if line.endswith("”")]
    return texts, len(lacking), pairs[0].total()
