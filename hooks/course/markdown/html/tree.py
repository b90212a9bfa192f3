"""HTML as a tree of plain elements, to read; made from the tree of an HTML5 parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from course.markdown.html.style_classes import put_back


@dataclass(slots=True, eq=False)
class Element:
    """One element, with what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    """Its attributes by name; the value is empty where the source gives none. What a finished page has made
    classes of is ``style`` here."""
    parts: list[Part] = field(default_factory=list)
    """Its texts and elements in order; comments are left out."""
    parent: Element | None = None
    node: LexborNode | None = None
    """The same element in the parser's tree; None for one that was not parsed."""

    def get(self, name: str) -> str | None:
        """The value of the attribute `name`; None where the element has none."""
        return self.attributes.get(name)

    @property
    def classes(self) -> set[str]:
        """The names in its ``class``."""
        return set(self.attributes["class"].split()) if "class" in self.attributes else set()

    @property
    def children(self) -> list[Element]:
        """The elements straight inside it."""
        return [part for part in self.parts if isinstance(part, Element)]

    def iter(self, *tags: str) -> Iterator[Element]:
        """This element and all inside it, in order; with `tags`, only those of these names."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            waiting += [part for part in reversed(element.parts) if isinstance(part, Element)]

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def text_content(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text_content() for part in self.parts)


Part: TypeAlias = "str | Element"


def read_fragment(html: str) -> Element:
    """The piece of HTML `html` as a tree, inside a ``div``."""
    return element_of(nodes_of(LexborHTMLParser(html, is_fragment=True)))


def read_document(html: str | bytes, *within: str) -> Element:
    """The tree of a whole page, from its ``html`` down.

    With `within`, tag names in order of preference, from the first element of the first name it has.
    """
    parser = LexborHTMLParser(html)
    nodes = (parser.css_first(name) for name in within)
    root = next((node for node in nodes if node is not None), parser.root)
    return _converted(root, None) if root is not None else Element("html")


def nodes_of(parser: LexborHTMLParser) -> list[LexborNode]:
    """The outermost nodes of a fragment, texts and comments included."""
    return list(parser.root.iter(include_text=True)) if parser.root is not None else []


def element_of(nodes: Iterable[LexborNode]) -> Element:
    """A ``div`` that holds `nodes`."""
    root = Element("div")
    root.parts = _parts(nodes, root)
    return root


def _converted(node: LexborNode, parent: Element | None) -> Element:
    given = node.attributes
    attributes = {name: value or "" for name, value in given.items()} if given else {}
    put_back(attributes)
    element = Element(node.tag or "", attributes, [], parent, node)
    element.parts = _parts(node.iter(include_text=True), element)
    return element


def _parts(nodes: Iterable[LexborNode], parent: Element) -> list[Part]:
    parts: list[Part] = []
    for node in nodes:
        tag = node.tag or "-"
        if tag == "-text":
            parts.append(node.text_content or "")
        elif not tag.startswith("-"):
            parts.append(_converted(node, parent))
    return parts
