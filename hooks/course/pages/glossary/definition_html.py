"""Renders a definition as HTML that can stand on any page: without links and images."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree, html
from markdown_it import MarkdownIt

from course.markdown.files.source import parse_tokens

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: Marks that mean the same anywhere; links and images would lead elsewhere from another page.
_KEPT = frozenset(
    ("p", "ul", "ol", "li", "code", "pre", "strong", "em", "b", "i", "s", "del", "br", "sub", "sup", "kbd")
)
_DROPPED = ("script", "style", "template", "iframe", "object", "svg")


@lru_cache(maxsize=4096)
def render_definition(markdown: str) -> str:
    """`markdown` as HTML without links, images and attributes; a single paragraph without its ``<p>``."""
    if not markdown.strip():
        return ""
    rendered = str(_READER.renderer.render(parse_tokens(markdown), _READER.options, {}))
    root = html.fragment_fromstring(rendered, create_parent="div")
    etree.strip_elements(root, etree.Comment, *_DROPPED, with_tail=False)
    for element in list(root.iterdescendants()):
        element.attrib.clear()
        if element.tag not in _KEPT:
            element.drop_tag()
    _unwrap_only_paragraph(root)
    return _inner(root).strip()


def _unwrap_only_paragraph(root: html.HtmlElement) -> None:
    if len(root) == 1 and root[0].tag == "p" and not (root.text or "").strip():
        root[0].drop_tag()


def _inner(root: html.HtmlElement) -> str:
    whole = html.tostring(root, encoding="unicode")
    return str(whole).removeprefix("<div>").removesuffix("</div>")
