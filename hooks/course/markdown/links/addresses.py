"""The addresses of links and images in a source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it.token import Token

_HTML_LINK = re.compile(
    r"""<(?P<tag>a|img)\b[^<>]*?\s(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)


def addresses_of(token: Token) -> Iterator[tuple[bool, str]]:
    """The addresses of links and images in a block or a line of text; True with that of an image."""
    for piece in [token, *(token.children or [])]:
        if piece.type == "link_open":
            yield False, str(piece.attrs.get("href", ""))
        elif piece.type == "image":
            yield True, str(piece.attrs.get("src", ""))
        elif piece.type in ("html_block", "html_inline"):
            for match in _HTML_LINK.finditer(piece.content):
                written = match["double"] or match["single"] or match["bare"] or ""
                yield match["tag"].lower() == "img", html.unescape(written)
