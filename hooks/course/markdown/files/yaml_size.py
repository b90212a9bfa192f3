"""How much a piece of YAML holds once its references are followed: they double at each step, without end."""

from __future__ import annotations

import yaml

#: The most values, a long text counting several, that front matter may unfold into.
MOST_VALUES = 10_000
_TEXT = 100  # characters that count for one value


def values_in(node: yaml.Node) -> int:
    """How many values `node` unfolds into; `MOST_VALUES` + 1 for more, or for one in itself."""
    return _size(node, {})


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Values in `node`, each reference counted as all that it stands for; `sizes` has what is counted."""
    key = id(node)
    if key not in sizes:
        sizes[key] = MOST_VALUES + 1  # for a node that is met again inside of itself
        inside = (
            [each for pair in node.value for each in pair]
            if isinstance(node, yaml.MappingNode)
            else node.value
        )
        if isinstance(node, yaml.ScalarNode):
            sizes[key] = 1 + len(node.value) // _TEXT
        else:
            sizes[key] = min(1 + sum(_size(each, sizes) for each in inside), MOST_VALUES + 1)
    return sizes[key]
