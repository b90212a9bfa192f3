"""What of a page is searched: its text by sections, without what is marked ``data-search-exclude``.

The theme's own reader is not used: it sticks the cells of a table together, and takes an excluded element to
end with the first element of its name inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article
from course.markdown.html.tags import BOXES, HEADINGS

_NO_TEXT = frozenset(("script", "style", "template", "object", "svg", "noscript"))
#: What a formula was written as stands in its MathML.
_SOURCE = "annotation"
#: Address of a link of the glossary whose text is a session's number: it leads to the list of sessions.
_TO_A_ROW = re.compile(r"#__\d+")


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading and what stands below it up to the next."""

    anchor: str
    """Id of its heading; empty for the page's first section."""
    title: str
    text: str


def read_page(article: Article, title: str) -> list[PageSection]:
    """The sections of a page; the first has the first-level heading, or else the page's `title`.

    None of a page without text, such as that of a folder.
    """
    sections: list[tuple[str, str, list[str]]] = [("", "", [])]
    waiting: list[LexborNode | str] = list(reversed(article.nodes()))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str) or node.is_text_node:
            sections[-1][2].append(node if isinstance(node, str) else node.text_content or "")
        elif node.is_element_node and node.tag in HEADINGS and node.attributes.get("id"):
            heading = "" if _is_hidden(node) else _plain(_texts(node.iter(include_text=True)))
            if node.tag == "h1" and len(sections) == 1 and not sections[0][1]:
                sections[0] = ("", heading, sections[0][2])
            elif heading:
                sections.append((node.attributes["id"] or "", heading, []))
        else:
            waiting += _parts(node)
    if len(sections) == 1 and not sections[0][1] and not "".join(sections[0][2]).strip():
        return []
    named = [(anchor, heading or title, texts) for anchor, heading, texts in sections]
    return [PageSection(anchor, heading, _plain(texts)) for anchor, heading, texts in named]


def _texts(nodes: Iterable[LexborNode]) -> list[str]:
    """The pieces of text inside `nodes`, with a space where a block begins or ends."""
    texts: list[str] = []
    waiting: list[LexborNode | str] = list(reversed(list(nodes)))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str) or node.is_text_node:
            texts.append(node if isinstance(node, str) else node.text_content or "")
        else:
            waiting += _parts(node)
    return texts


def _parts(node: LexborNode) -> list[LexborNode | str]:
    """What is read of an element, the last first."""
    if not node.is_element_node or _is_hidden(node):
        return []
    if node.tag == "math" and (source := node.css_first(_SOURCE)) is not None:
        return [source.text()]
    between: list[LexborNode | str] = [" "] if node.tag in BOXES or node.tag == "br" else []
    return [*between, *reversed(list(node.iter(include_text=True))), *between]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    excluded = "data-search-exclude" in attributes or "headerlink" in (attributes.get("class") or "").split()
    is_number = node.tag == "a" and _TO_A_ROW.fullmatch(attributes.get("href") or "") is not None
    return excluded or is_number or node.tag in _NO_TEXT


def _plain(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())
