"""Adds drawn diagrams to the search index, so that a hit in one leads to its figure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course.diagrams.wording import DiagramText


@dataclass(frozen=True, slots=True)
class ShownDiagram:
    """A drawn diagram of a page."""

    key: str
    """The figure's id."""
    text: DiagramText


def add_diagrams(index: Mapping[str, Any], shown: Mapping[str, Sequence[ShownDiagram]]) -> dict[str, Any]:
    """The search `index` (MkDocs' ``search_index.json``) with an entry for every diagram.

    `shown`: the diagrams of each page, by its address; their entries follow the page's own.
    """
    docs: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for doc in index["docs"]:
        if "#" not in doc["location"]:
            docs += waiting
            waiting = [_entry(doc["location"], diagram) for diagram in shown.get(doc["location"], ())]
        docs.append(doc)
    return {**index, "docs": docs + waiting}


def _entry(location: str, diagram: ShownDiagram) -> dict[str, Any]:
    lines = [diagram.text.description, *diagram.text.lines]
    text = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return {
        "location": f"{location}#{diagram.key}",
        "title": escape(diagram.text.title, quote=False),
        "text": text,
    }


def write_diagrams(site_dir: Path, shown: Mapping[str, Sequence[ShownDiagram]]) -> None:
    """Put the diagrams into the search index below `site_dir`, if there is one."""
    path = site_dir / "search" / "search_index.json"
    if path.is_file() and any(shown.values()):
        index = add_diagrams(json.loads(path.read_text(encoding="utf-8")), shown)
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
