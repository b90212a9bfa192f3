"""What the engine's parser read, typed: `DiagramModel` from its JSON.

Source: Pele's type declarations (``FlowchartModel``, ``SequenceModel``), Mermaid's ``LINETYPE``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course.diagrams.drawing import (
    Actor,
    BlockEnd,
    BlockStart,
    DiagramModel,
    Edge,
    Group,
    Message,
    Node,
    Note,
    Step,
)

#: Mermaid's numbers for what is no message. Source: its ``LINETYPE``.
_NOTE, _NO_STEP = 2, (17, 18, 26)
_BLOCK_STARTS = {10: "loop", 12: "alt", 13: "else", 15: "opt", 19: "par", 20: "and", 22: "rect"}
_BLOCK_STARTS |= {27: "critical", 28: "option", 30: "break", 32: "par_over"}
_BLOCK_ENDS = {11: "loop", 14: "alt", 16: "opt", 21: "par", 23: "rect", 29: "critical", 31: "break"}
#: Its numbers whose text is no label: ends, activations, numbering, and the colour of a ``rect``.
MESSAGES_WITHOUT_WORDS = frozenset((*_NO_STEP, *_BLOCK_ENDS, 22, *range(59, 62)))
#: Source: XML 1.0, "Characters".
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: ``fa:fa-car``, which is an icon and no word. Source: Mermaid, "Support for fontawesome".
_ICON = re.compile(r"\bfa[bklrs]?:fa-[\w-]+")
#: ``#quot;`` and ``#9829;``. Source: Mermaid, "Entity codes to escape characters".
_ENTITY = re.compile(r"(?<!&)#(\w+);")


def read_model(parsed: Mapping[str, Any]) -> DiagramModel:
    """What the diagram says; `parsed` is what the engine's parser returns, as JSON has it."""
    flowchart = parsed.get("type") == "flowchart"
    sequence = parsed.get("type") == "sequence"
    return DiagramModel(
        title=_shown(str(parsed.get("accTitle") or parsed.get("title") or "")),
        description=_shown(str(parsed.get("accDescr") or "")),
        nodes=tuple(_nodes(parsed.get("nodes") or {})),
        edges=tuple(map(_edge, parsed["edges"])) if flowchart else (),
        groups=tuple(map(_group, parsed["subgraphs"])) if flowchart else (),
        actors=tuple(_actors(parsed["actors"])) if sequence else (),
        steps=tuple(_steps(parsed["messages"])) if sequence else (),
    )


def _nodes(parsed: Mapping[str, Mapping[str, Any]] | Sequence[Mapping[str, Any]]) -> Iterator[Node]:
    pairs = parsed.items() if isinstance(parsed, Mapping) else ((str(each["id"]), each) for each in parsed)
    for name, node in pairs:
        yield Node(name, plain_label(node.get("text") or name))


def _edge(edge: Mapping[str, Any]) -> Edge:
    label, has_arrow = plain_label(edge.get("text") or ""), edge.get("type") != "arrow_open"
    return Edge(str(edge.get("id") or ""), edge["start"], edge["end"], label, has_arrow)


def _group(group: Mapping[str, Any]) -> Group:
    return Group(group["id"], plain_label(group["title"]), tuple(group["nodes"]))


def _actors(by_name: Mapping[str, Mapping[str, Any]]) -> Iterator[Actor]:
    for name, actor in by_name.items():
        yield Actor(name, plain_label(actor["description"]))


def _steps(messages: Sequence[Mapping[str, Any]]) -> Iterator[Step]:
    for message in messages:
        kind, text = message.get("type"), plain_label(str(message.get("message") or ""))
        sender, receiver = (str(message.get(end) or "") for end in ("from", "to"))
        if kind == _NOTE:
            yield Note(tuple(filter(None, (sender, receiver))), text)
        elif kind in _BLOCK_STARTS:
            yield BlockStart(_BLOCK_STARTS[kind], text)
        elif kind in _BLOCK_ENDS:
            yield BlockEnd(_BLOCK_ENDS[kind])
        elif kind not in _NO_STEP and sender and receiver:
            yield Message(sender, receiver, text)


def _shown(text: str) -> str:
    """`text` without the control characters that a drawing (XML) cannot hold."""
    return _CONTROL.sub("", text)


def plain_label(label: str) -> str:
    """A label as its reader sees it: line breaks as spaces, no markup, entities read."""
    text = re.sub(r"<br\s*/?>|\\n|\n", " ", label)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", _ICON.sub("", _shown(text)))
    text = _ENTITY.sub(lambda entity: f"&{'#' * entity[1].isdecimal()}{entity[1]};", _with_entities(text))
    return " ".join(html.unescape(text).replace("**", "").split())


def _with_entities(text: str) -> str:
    """`text` with ``#quot;`` as its author wrote it: Mermaid's parsers hide it from themselves by signs."""
    return text.replace("ﬂ°°", "#").replace("ﬂ°", "#").replace("¶ß", ";")
