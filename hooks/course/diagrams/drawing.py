"""What a drawn diagram is, whichever program drew it: its SVG, and what the diagram says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: What ids in a drawing begin with, to be replaced by a prefix that is the page's own.
ID_PREFIX = "id-of-this-diagram-"
#: The class of a drawing's ``<svg>``, and of an ``<img>`` that shows one. Parts have ``diagram-node``,
#: ``diagram-edge`` … : `course.diagrams.engine.names` lists them, and the colours, ``--drawing-text`` …
DRAWING = "diagram-drawing"
#: What the names of elements in a drawing begin with, as lxml has them.
SVG = "{http://www.w3.org/2000/svg}"

#: Widths of characters in em: regular, bold, monospaced.
CharacterWidths = Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a flowchart."""

    name: str
    """As the source calls it; in no other kind than a flowchart is it more than a number."""
    label: str
    """What a reader sees in it, in one line."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes, or groups, of a flowchart."""

    name: str
    """As ``style`` and ``class`` lines call it; empty where it has none."""
    start: str
    """Name of the node or group where it begins."""
    end: str
    label: str
    """What stands beside it, or nothing."""
    has_arrow: bool
    """Whether anything but a plain line leads to its end."""


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes with a frame around them: a ``subgraph``."""

    name: str
    label: str
    members: tuple[str, ...]
    """Names of its nodes and groups."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part in a sequence."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one actor of a sequence tells another, or itself."""

    sender: str
    receiver: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside an actor of a sequence, or over several."""

    actors: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class BlockStart:
    """Where a framed stretch of a sequence begins, or its next part."""

    kind: str
    """Mermaid's word, such as ``loop``, ``alt`` or ``else``."""
    text: str


@dataclass(frozen=True, slots=True)
class BlockEnd:
    """Where a framed stretch of a sequence ends."""

    kind: str


#: What happens in a sequence, one after the other.
Step = Message | Note | BlockStart | BlockEnd


@dataclass(frozen=True, slots=True)
class DiagramModel:
    """All that a flowchart or a sequence says; of other kinds the title, and of some the nodes."""

    title: str = ""
    """The lecturer's ``accTitle``, else ``title``, else nothing."""
    description: str = ""
    """The lecturer's ``accDescr``, or nothing."""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    """Inner ones come before those around them."""
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


@dataclass(frozen=True, slots=True)
class DiagramFault:
    """Why a diagram could not be drawn."""

    line: int
    """Line of the diagram, from 1; 0 where the whole diagram is meant."""
    what: str
    """One line, such as ``expecting ], got the end``."""
    code: str
    """``syntax``: the text is at fault; ``kind``: there is no such diagram; ``limit``: too much of it;
    ``engine``: the engine failed; ``node``: a style for a node that the diagram does not have."""
