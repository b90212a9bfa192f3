"""Finds the lines of all keys of a YAML file, however deep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from course.settings.config import tree_of


def key_places(path: Path) -> dict[str, int]:
    """Line, from 1, of every key in the file at `path`, by its full name, such as ``extra.course.time_zone``.

    Lists have no part in the name: a key of a list's entry is named as if it stood below the list's key.
    """
    root = tree_of(path)
    return dict(_places(root, "", ()))


def _places(
    node: yaml.Node | None, before: str, around: tuple[yaml.Node | None, ...]
) -> Iterator[tuple[str, int]]:
    """The places below `node`, which is inside of those `around` it: YAML lets one be part of itself."""
    if node in around:
        return
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        yield before + str(key.value), key.start_mark.line + 1
        yield from _places(value, f"{before}{key.value}.", (*around, node))
    for entry in node.value if isinstance(node, yaml.SequenceNode) else []:
        yield from _places(entry, before, (*around, node))
