"""HTML as a browser reads it, to compare pages by what they are and not by how they are written."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


def tree_of(html: str) -> list[Any]:
    """What the parser makes of a piece of HTML, as plain values."""
    root = LexborHTMLParser(html, is_fragment=True).root
    return [_plain(node) for node in root.iter(include_text=True)] if root else []


def _plain(node: LexborNode) -> Any:
    if not node.is_element_node:
        return node.tag, node.html
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return node.tag, tuple(sorted(attributes.items())), tuple(map(_plain, node.iter(include_text=True)))
