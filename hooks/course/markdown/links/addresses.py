"""The addresses of links and images in a source."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from course.markdown.html.scan import attributes, scan

_IN_HTML = {"a": "href", "img": "src"}


def addresses_of(token: Token) -> Iterator[tuple[bool, str]]:
    """The addresses of links and images in a block or a line of text; True with that of an image."""
    for piece in [token, *(token.children or [])]:
        if piece.type == "link_open":
            yield False, str(piece.attrs.get("href", ""))
        elif piece.type == "image":
            yield True, str(piece.attrs.get("src", ""))
        elif piece.type in ("html_block", "html_inline"):
            for tag in scan(piece.content):
                for given in attributes(tag.text) if tag.name in _IN_HTML and not tag.closing else ():
                    if given.name == _IN_HTML[tag.name]:
                        yield tag.name == "img", given.value
