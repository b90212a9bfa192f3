"""Diagrams in words: a title and one line for each thing a diagram says, for those who do not see it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from course.diagrams.engine import Drawing

#: Mermaid's numbers for what is no message. Source: its ``LINETYPE``.
_NOTE, _ACTIVATION = 2, (17, 18, 26)
_BLOCK_STARTS = {10: "loop", 12: "alt", 13: "else", 15: "opt", 19: "par", 20: "and", 22: "rect"}
_BLOCK_STARTS |= {27: "critical", 28: "option", 30: "break", 32: "par_over"}
_BLOCK_ENDS = {11: "loop", 14: "alt", 16: "opt", 21: "par", 23: "rect", 29: "critical", 31: "break"}


@dataclass(frozen=True, slots=True)
class DiagramText:
    """What a diagram says, in words."""

    title: str
    """One line: the lecturer's ``accTitle`` or ``title``, else the kind and how much it holds."""
    description: str
    """The lecturer's ``accDescr``, or nothing."""
    lines: tuple[str, ...]
    """Groups, connections, messages and notes in order."""


def describe_diagram(drawing: Drawing, words: Mapping[str, Any]) -> DiagramText:
    """What `drawing` says; `words` are those of ``extra.interface.diagrams``."""
    model = drawing.model
    describe = {"flowchart": _flowchart, "sequence": _sequence}.get(drawing.kind)
    made, lines = describe(model, words) if describe else _other(drawing, words)
    title = model.get("accTitle") or model.get("title")
    return DiagramText(str(title or made), str(model.get("accDescr") or ""), tuple(lines))


def _flowchart(model: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[str, list[str]]:
    names = {key: plain_label(node.get("text") or key) for key, node in model["nodes"].items()}
    groups = {group["id"]: plain_label(group["title"]) for group in model["subgraphs"]}
    names |= groups
    lines = [
        words["group"].format(title=groups[group["id"]], members=_listed(group["nodes"], names))
        for group in reversed(model["subgraphs"])
    ]
    lines += [_edge(edge, names) for edge in model["edges"]]
    told = {end for edge in model["edges"] for end in (edge["start"], edge["end"])}
    told |= {member for group in model["subgraphs"] for member in group["nodes"]}
    alone = [key for key in model["nodes"] if key not in told]
    lines += [words["alone"].format(members=_listed(alone, names))] if alone else []
    made = words["flowchart"].format(nodes=len(model["nodes"]), edges=len(model["edges"]))
    return made, lines


def _edge(edge: Mapping[str, Any], names: Mapping[str, str]) -> str:
    start, end = (names.get(edge[side], edge[side]) for side in ("start", "end"))
    arrow = "—" if edge.get("type") == "arrow_open" else "→"
    label = plain_label(edge.get("text") or "")
    return f"{start} {arrow} {end}" + (f" ({label})" if label else "")


def _listed(keys: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in keys)


def _sequence(model: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[str, list[str]]:
    names = {key: plain_label(actor["description"]) for key, actor in model["actors"].items()}
    lines = list(_messages(model["messages"], names, words))
    count = sum(1 for message in model["messages"] if _is_message(message))
    made = words["sequence"].format(actors=", ".join(names.values()), messages=count)
    return made, lines


def _messages(
    messages: list[dict[str, Any]], names: Mapping[str, str], words: Mapping[str, Any]
) -> Iterator[str]:
    for message in messages:
        kind, text = message.get("type"), plain_label(str(message.get("message") or ""))
        ends = [names.get(message.get(end) or "", "") for end in ("from", "to")]
        if kind == _NOTE:
            yield words["note"].format(actors=", ".join(dict.fromkeys(filter(None, ends))), text=text)
        elif kind in _BLOCK_STARTS:
            yield words["block"].format(kind=_BLOCK_STARTS[kind], text=text).rstrip(": ")
        elif kind in _BLOCK_ENDS:
            yield words["end"].format(kind=_BLOCK_ENDS[kind])
        elif _is_message(message):
            yield f"{ends[0]} → {ends[1]}: {text}"


def _is_message(message: Mapping[str, Any]) -> bool:
    kind = message.get("type")
    special = kind in _ACTIVATION or kind == _NOTE or kind in _BLOCK_STARTS or kind in _BLOCK_ENDS
    return not special and bool(message.get("from")) and bool(message.get("to"))


def _other(drawing: Drawing, words: Mapping[str, Any]) -> tuple[str, list[str]]:
    labels = drawn_labels(drawing.svg)
    return words["other"].format(kind=drawing.kind, labels=len(labels)), labels


def drawn_labels(svg: str) -> list[str]:
    """The texts of a drawn diagram, in the order they are drawn; lines of one text joined by a space."""
    root = etree.fromstring(svg.encode())
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    found = (" ".join(part.strip() for part in map(str, text.itertext()) if part.strip()) for text in texts)
    return [label for label in found if label]


def plain_label(label: str) -> str:
    """`label` as a reader sees it: line breaks as spaces, no markup, entities read."""
    text = re.sub(r"<br\s*/?>|\\n|\n", " ", str(label))
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    text = re.sub(r"#(\w+);", r"&\1;", re.sub(r"#(\d+);", r"&#\1;", text))
    return " ".join(html.unescape(text).replace("**", "").split())
