"""Elements of lxml as `Element`s, for those who still read HTML with it."""

from __future__ import annotations

from typing import Any

from course.markdown.html.tree import Element


def of_lxml(source: Any, parent: Element | None = None) -> Element:
    """An element of lxml, with all that is in it."""
    element = Element(str(source.tag), dict(source.attrib), [], parent)
    element.parts += [source.text] if source.text else []
    for child in source:
        element.parts += [of_lxml(child, element)] if isinstance(child.tag, str) else []
        element.parts += [child.tail] if child.tail else []
    return element
