"""The addresses of links, images and media in a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from markdown_it.token import Token

from course.markdown.html.scan import attributes, scan
from course.markdown.html.schemes import addresses_in

#: ``media`` are films, sounds and subtitles, a ``frame`` what shows another page or program.
Kind = Literal["link", "image", "media", "frame"]

_IN_HTML: dict[tuple[str, str], Kind] = {
    ("a", "href"): "link",
    ("img", "src"): "image",
    ("img", "srcset"): "image",
    ("video", "src"): "media",
    ("video", "poster"): "image",
    ("audio", "src"): "media",
    ("source", "src"): "media",
    ("source", "srcset"): "image",
    ("track", "src"): "media",
    ("iframe", "src"): "frame",
    ("embed", "src"): "frame",
    ("object", "data"): "frame",
}


def kind_of(tag: str, attribute: str) -> Kind | None:
    """What an attribute of a tag gives the address of; None where of nothing."""
    return _IN_HTML.get((tag, attribute))


def addresses_of(token: Token) -> Iterator[tuple[Kind, str]]:
    """The addresses in a block or a line of text, with the kind of what each is for."""
    for piece in [token, *(token.children or [])]:
        if piece.type == "link_open":
            yield "link", str(piece.attrs.get("href", ""))
        elif piece.type == "image":
            yield "image", str(piece.attrs.get("src", ""))
        elif piece.type in ("html_block", "html_inline"):
            yield from _in_html(piece.content)


def _in_html(html: str) -> Iterator[tuple[Kind, str]]:
    for tag in scan(html):
        for given in attributes(tag.text) if not tag.closing else ():
            kind = _IN_HTML.get((tag.name, given.name))
            if kind:
                addresses = addresses_in(given.value) if given.name == "srcset" else [given.value]
                yield from ((kind, address) for address in addresses)
