"""Types for a drawn diagram, whichever program drew it: its SVG, and a model of what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Prefix of all ids in a drawing; a page replaces it, so that ids of its drawings differ.
ID_PREFIX = "id-of-this-diagram-"
#: The class of a drawing's ``<svg>``, and of an ``<img>`` that shows one. Parts have ``diagram-node``,
#: ``diagram-edge`` … : `course.diagrams.engine.names` lists them, and the colours, ``--drawing-text`` …
DRAWING = "diagram-drawing"
#: SVG's namespace as lxml writes it before the name of an element.
SVG = "{http://www.w3.org/2000/svg}"

#: Widths of characters in em: regular, bold, monospaced.
CharacterWidths = Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a flowchart."""

    name: str
    """Its id in the Mermaid source; in other kinds than flowcharts only a number."""
    label: str
    """The text in the box, on one line."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes, or groups, of a flowchart."""

    name: str
    """Its id, by which ``style`` and ``class`` lines name it; empty where it has none."""
    start: str
    """Name of the node or group where it begins."""
    end: str
    label: str
    """The text beside the line; empty where there is none."""
    has_arrow: bool
    """Whether its end has an arrowhead or another mark, and is not plain."""


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes with a frame around them: a ``subgraph``."""

    name: str
    label: str
    members: tuple[str, ...]
    """Names of its nodes and groups."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant of a sequence diagram."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message between two actors of a sequence diagram, or of one to itself."""

    sender: str
    receiver: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside an actor of a sequence diagram, or over several."""

    actors: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class BlockStart:
    """The start of a block in a sequence diagram, such as ``loop``, or of its next part, such as ``else``."""

    kind: str
    """Mermaid's word, such as ``loop``, ``alt`` or ``else``."""
    text: str


@dataclass(frozen=True, slots=True)
class BlockEnd:
    """The end of such a block."""

    kind: str


#: What happens in a sequence, one after the other.
Step = Message | Note | BlockStart | BlockEnd


@dataclass(frozen=True, slots=True)
class DiagramModel:
    """The contents of a flowchart or sequence diagram; of other kinds only title and, for some, nodes."""

    title: str = ""
    """The lecturer's ``accTitle``, else ``title``, else nothing."""
    description: str = ""
    """The lecturer's ``accDescr``, or nothing."""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    """Inner groups come before the groups around them."""
    actors: tuple[Actor, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram, drawn."""

    svg: str
    """The ``<svg>`` element: classes and CSS variables as `DRAWING` says, ids begun with `ID_PREFIX`."""
    width_px: float
    kind: str
    """One word, such as ``flowchart`` or ``sequence``."""
    model: DiagramModel
    labels: tuple[str, ...] = ()
    """The labels of the diagram as its reader sees them, in whatever order."""


@dataclass(frozen=True, slots=True)
class DiagramFault:
    """Why a diagram could not be drawn."""

    line: int
    """Line of the diagram, from 1; 0 where the whole diagram is meant."""
    what: str
    """What is wrong, on one line, such as ``expecting ], got the end``."""
    code: str
    """``syntax``: the text is at fault; ``kind``: there is no such diagram; ``limit``: too much of it;
    ``engine``: the engine failed; ``node``: a style for a node that the diagram does not have;
    ``formula``: a formula in a label that is shown as its source."""
