"""The labels of a diagram: the words that Mermaid's grammar takes for labels, out of what its parser made.

Each kind of diagram has its own table of what its parser keeps, and where. Nothing is read out of the source.
Source: Pele's type declarations, which have the field names of Mermaid's ``*Db`` classes and syntax trees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from course.diagrams.engine.reading import MESSAGES_WITHOUT_WORDS, plain_label

#: Where the labels of each kind stand: field names from the outside in; ``*`` is every value of a list or
#: map, ``@`` every key of a map; of names with ``|`` between them the first that is not empty.
_LABELS: dict[str, tuple[str, ...]] = {
    "flowchart": ("title", "edges.*.text", "subgraphs.*.title"),
    "swimlane": ("title", "edges.*.text", "subgraphs.*.title"),
    "sequence": ("title", "actors.*.description", "boxes.*.name"),
    "class": (
        *("title", "classes.*.label", "classes.*.type", "classes.*.annotations.*", "notes.*.text"),
        *("classes.*.members.*.id", "relations.*.title", "namespaces.*.label", "interfaces.*.label"),
    ),
    "state": ("title", "graph.edges.*.label"),
    "er": (
        *("title", "entities.*.alias|label", "entities.*.attributes.*.type", "entities.*.attributes.*.name"),
        *("entities.*.attributes.*.keys.*", "entities.*.attributes.*.comment", "relationships.*.roleA"),
        "subgraphs.*.title",
    ),
    "gantt": ("title", "sections.*", "tasks.*.task"),
    "pie": ("title", "sections.@"),
    "journey": ("title", "sections.*", "tasks.*.task"),
    "mindmap": ("title", "nodes.*.descr"),
    "timeline": ("title", "sections.*", "periods.*.text", "periods.*.events.*"),
    "gitGraph": ("title", "lanes.*", "commits.*.tags.*"),
    "quadrantChart": (
        *("title", "quadrants.*.text", "xAxisLeft.text", "xAxisRight.text", "yAxisBottom.text"),
        *("yAxisTop.text", "points.*.text.text"),
    ),
    "xychart": ("title", "xAxis.title", "yAxis.title", "xAxis.categories.*", "plots.*.title"),
    "sankey": ("title", "nodes.*.id"),
    "block": ("title", "edges.*.label"),
    "packet": ("title", "rows.*.*.label"),
    "kanban": (
        *("title", "sections.*.label", "sections.*.items.*.label", "sections.*.items.*.ticket"),
        "sections.*.items.*.assigned",
    ),
    "requirement": (
        *("title", "requirements.*.name", "requirements.*.type", "requirements.*.requirementId"),
        *("requirements.*.text", "requirements.*.risk", "requirements.*.verifyMethod", "elements.*.name"),
        *("elements.*.type", "elements.*.docRef", "relations.*.type"),
    ),
    "c4": (*("title", "shapes.*.label", "shapes.*.descr", "shapes.*.techn", "rels.*.label", "rels.*.techn"),),
    "architecture": ("title", "groups.*.title", "nodes.*.title", "edges.*.title", "nodes.*.iconText"),
    "radar": ("title", "axes.*.label"),
    "treemap": ("title",),
    "venn": ("title", "subsets.*.label", "textNodes.*.label"),
    "ishikawa": ("title",),
    "treeView": ("title",),
    "wardley": ("title", "nodes.*.label", "links.*.label", "notes.*.text"),
    "cynefin": ("title", "domains.*.items.*.label", "transitions.*.label"),
    "eventmodeling": ("title", "boxes.*.name"),
    "usecase": (
        *("title", "actors.*.label", "useCases.*.label", "systemBoundaries.*.label"),
        *("relationships.*.label", "notes.*.label"),
    ),
    "railroad": ("title", "rules.*.name"),
    "agentflow": ("title", "edges.*.text", "subgraphs.*.title"),
}
#: Mermaid's settings that hide labels of a kind, and the labels that they may hide.
_HIDING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "gitGraph": (("showBranches", "showCommitLabel"), ("lanes.*", "commits.@")),
    "xychart": (("showTitle", "showLabel", "showLegend"), _LABELS["xychart"]),
}
#: Boxes that show no label. Source: Mermaid, "Complete List of New Shapes", and its state diagrams.
_BARE = frozenset(
    re.findall(
        r"[\w-]+",
        """
        sm-circ small-circle start fr-circ framed-circle stop f-circ filled-circle junction fork join
        hourglass collate bolt com-link lightning-bolt cross-circ crossed-circle summary anchor forkJoin
        stateStart stateEnd choice divider noteGroup
        """,
    )
)
#: Mermaid's numbers of commits that show their name only where the author gave one.
_MERGE, _CHERRY_PICK = 3, 4


def read_labels(parsed: Mapping[str, Any], source: str) -> tuple[str, ...]:
    """The labels of a diagram as its reader sees them; `parsed` is what the engine's parser made of `source`.

    Labels that the diagram's settings may hide are left out where the source names such a setting.
    """
    kind = str(parsed.get("type"))
    settings, hidden = _HIDING.get(kind, ((), ()))
    hidden = hidden if any(name in source for name in settings) else ()
    paths = [path.split(".") for path in _LABELS.get(kind, ()) if path not in hidden]
    found = [label for path in paths for label in _at(parsed, path)]
    if kind in _FURTHER and "commits.@" not in hidden:
        found += _FURTHER[kind](parsed)
    return tuple(filter(None, map(plain_label, found)))


def _at(value: Any, path: list[str]) -> Iterator[str]:
    """The texts in `value` at `path`."""
    if not path:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield str(value)
        return
    name, *rest = path
    if name in ("*", "@"):
        inside = value if isinstance(value, list) or name == "@" else (value or {}).values()
        for each in inside or ():
            yield from _at(each, rest)
    elif isinstance(value, Mapping):
        yield from _at(next(filter(None, map(value.get, name.split("|"))), None), rest)


def _sequence(parsed: Mapping[str, Any]) -> Iterator[str]:
    for message in parsed["messages"]:
        if message.get("type") not in MESSAGES_WITHOUT_WORDS:
            yield str(message.get("message") or "")


def _class(parsed: Mapping[str, Any]) -> Iterator[str]:
    for each in parsed["classes"].values():
        for method in each["methods"]:
            yield f"{method['id']}({method['parameters']}) {method['returnType']}"
    for relation in parsed["relations"]:
        ends = (str(relation[end]) for end in ("relationTitle1", "relationTitle2"))
        yield from (label for label in ends if label != "none")


def _state(parsed: Mapping[str, Any]) -> Iterator[str]:
    for node in parsed["graph"]["nodes"]:
        if node["shape"] not in _BARE:
            further = node.get("description") or []
            yield from (node["label"], *([further] if isinstance(further, str) else further))


def _flowchart(parsed: Mapping[str, Any]) -> Iterator[str]:
    groups = {group["id"] for group in parsed["subgraphs"]}
    for name, node in parsed["nodes"].items():
        if name not in groups and node.get("type") not in _BARE:
            yield str(name if node.get("text") is None else node["text"])


def _journey(parsed: Mapping[str, Any]) -> Iterator[str]:
    yield from dict.fromkeys(name for task in parsed["tasks"] for name in task["people"])


def _radar(parsed: Mapping[str, Any]) -> Iterator[str]:
    if parsed["options"]["showLegend"]:
        yield from (curve["label"] for curve in parsed["curves"])


def _git(parsed: Mapping[str, Any]) -> Iterator[str]:
    for name, commit in parsed["commits"].items():
        kind = commit.get("type")
        if kind != _CHERRY_PICK and (kind != _MERGE or commit.get("customId")):
            yield name


def _block(parsed: Mapping[str, Any]) -> Iterator[str]:
    waiting = list(parsed["root"].get("children", ()))
    while waiting:
        block = waiting.pop(0)
        waiting = [*block.get("children", ()), *waiting]
        if block.get("type") != "space":
            yield str(block.get("label") or "")


def _c4(parsed: Mapping[str, Any]) -> Iterator[str]:
    for boundary in parsed["boundaries"]:
        if boundary["alias"] != "global":
            yield from (str(boundary.get(name) or "") for name in ("label", "type"))


def _ishikawa(parsed: Mapping[str, Any]) -> Iterator[str]:
    return _tree([parsed["root"]] if parsed.get("root") else [], "text")


def _tree_view(parsed: Mapping[str, Any]) -> Iterator[str]:
    return _tree(parsed["root"]["children"], "name", "description")


def _tree(nodes: list[Mapping[str, Any]], *names: str) -> Iterator[str]:
    for node in nodes:
        yield from (str(node.get(name) or "") for name in names)
        yield from _tree(node.get("children") or [], *names)


_FURTHER: dict[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    **dict.fromkeys(("flowchart", "swimlane", "agentflow"), _flowchart),
    "sequence": _sequence,
    "journey": _journey,
    "radar": _radar,
    "class": _class,
    "state": _state,
    "gitGraph": _git,
    "block": _block,
    "c4": _c4,
    "ishikawa": _ishikawa,
    "treeView": _tree_view,
}
