"""Describes diagrams in words, for those who do not see them: a title, and a line for each thing shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from course.diagrams.drawing import SVG, BlockStart, DiagramModel, Drawing, Edge, Message, Note, Step
from course.diagrams.raised import lines_of
from course.settings.words.page_words import DiagramWords


@dataclass(frozen=True, slots=True)
class DiagramText:
    """A diagram in words."""

    title: str
    """One line: the lecturer's ``accTitle`` or ``title``, else the kind and how much it holds."""
    description: str
    """The lecturer's ``accDescr``, or nothing."""
    lines: tuple[str, ...]
    """Groups, connections, messages and notes in order."""

    @property
    def spoken(self) -> str:
        """What a screen reader reads after the title: the description, or else all lines."""
        return self.description or "; ".join(self.lines)


def describe_diagram(drawing: Drawing, words: DiagramWords) -> DiagramText:
    """`drawing` in words."""
    model = drawing.model
    describe = {"flowchart": _flowchart, "sequence": _sequence}.get(drawing.kind)
    made, lines = describe(model, words) if describe else _other(drawing, words)
    return DiagramText(model.title or made, model.description, tuple(lines))


def _flowchart(model: DiagramModel, words: DiagramWords) -> tuple[str, list[str]]:
    groups = {group.name: group.label for group in model.groups}
    names = {node.name: node.label for node in model.nodes} | groups
    lines = [
        words.group.format(title=group.label, members=_listed(group.members, names))
        for group in reversed(model.groups)
    ]
    lines += [_edge(edge, names) for edge in model.edges]
    mentioned = {end for edge in model.edges for end in (edge.start, edge.end)}
    mentioned |= {member for group in model.groups for member in group.members}
    alone = [node.name for node in model.nodes if node.name not in mentioned]
    lines += [words.alone.format(members=_listed(alone, names))] if alone else []
    made = words.flowchart.format(nodes=len(model.nodes), edges=len(model.edges))
    return made, lines


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    start, end = (names.get(name, name) for name in (edge.start, edge.end))
    arrow = "→" if edge.has_arrow else "—"
    return f"{start} {arrow} {end}" + (f" ({edge.label})" if edge.label else "")


def _listed(keys: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in keys)


def _sequence(model: DiagramModel, words: DiagramWords) -> tuple[str, list[str]]:
    names = {actor.name: actor.label for actor in model.actors}
    lines = [_step(step, names, words) for step in model.steps]
    count = sum(isinstance(step, Message) for step in model.steps)
    made = words.sequence.format(actors=", ".join(names.values()), messages=count)
    return made, lines


def _step(step: Step, names: Mapping[str, str], words: DiagramWords) -> str:
    """What happens in a sequence, as one line."""
    if isinstance(step, Message):
        return f"{names.get(step.sender, '')} → {names.get(step.receiver, '')}: {step.text}"
    if isinstance(step, Note):
        actors = dict.fromkeys(filter(None, (names.get(name, "") for name in step.actors)))
        return words.note.format(actors=", ".join(actors), text=step.text)
    if isinstance(step, BlockStart):
        return words.block.format(kind=step.kind, text=step.text).rstrip(": ")
    return words.end.format(kind=step.kind)


def _other(drawing: Drawing, words: DiagramWords) -> tuple[str, list[str]]:
    labels = drawn_labels(drawing.svg)
    return words.other.format(kind=drawing.kind, labels=len(labels)), labels


def drawn_labels(svg: str) -> list[str]:
    """The texts of a drawn diagram, in the order they are drawn; lines of one text joined by a space.

    Without those that are the ground around a text which a line crosses: the text itself comes after.
    """
    root = etree.fromstring(svg.encode())
    texts = (text for text in root.iter(f"{SVG}text") if text.get("fill") != "none")
    labels = (" ".join(part.strip() for part in lines_of(text) if part.strip()) for text in texts)
    return [label for label in labels if label]
