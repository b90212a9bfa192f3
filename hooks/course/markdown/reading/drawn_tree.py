"""A drawing (SVG) as text, a line for each element and each text in it, so that two can be compared.

Everything counts: every element, attribute and word, in order. Ids are numbered, because each page gives its
own. A page's HTML parser and an XML parser spell some names otherwise; both trees must come from one parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from course.markdown.html.tree import Element

#: Attributes whose value is a list of ids.
_ID_LISTS = ("aria-labelledby", "aria-describedby")
_REFERENCE = re.compile(r"#([\w:.-]+)")


def drawn_tree(drawing: Element) -> str:
    """The tree of `drawing` as text. Equal drawings have equal texts, whatever their ids are."""
    ids = [element.attributes["id"] for element in drawing.iter() if "id" in element.attributes]
    return "\n".join(_lines(drawing, 0, {name: f"id{number}" for number, name in enumerate(ids)}))


def _lines(element: Element, depth: int, ids: Mapping[str, str]) -> Iterator[str]:
    attributes = "".join(f' {name}="{_value(name, value, ids)}"' for name, value in _sorted(element))
    yield f"{depth} {element.tag}{attributes}"
    for part in element.parts:
        if isinstance(part, Element):
            yield from _lines(part, depth + 1, ids)
        elif part.strip():
            yield f"{depth + 1} “{' '.join(unicodedata.normalize('NFC', part).split())}”"


def _sorted(element: Element) -> list[tuple[str, str]]:
    return sorted(element.attributes.items())


def _value(name: str, value: str, ids: Mapping[str, str]) -> str:
    """The value of an attribute with the numbers of ids in place of their names."""
    if name == "id":
        return ids.get(value, value)
    if name in _ID_LISTS:
        return " ".join(ids.get(each, each) for each in value.split())
    if "#" not in value:
        return " ".join(value.split())
    return _REFERENCE.sub(lambda match: f"#{ids.get(match[1], match[1])}", value)
