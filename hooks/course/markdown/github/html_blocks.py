"""An author's HTML on its way through Python-Markdown: kept apart as written, then cleaned with the page."""

from __future__ import annotations

import re
from collections.abc import Callable

#: Begin and end of a placeholder: its number stands between them.
_PLACEHOLDER = re.compile("(<p>)?\ufdda(\\d+)\ufddb(?(1)</p>)")
_SHOWN_AS_TEXT = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|noembed|noframes|script|plaintext)(?:[\s/>]|$))", re.IGNORECASE
)


class HtmlStash:
    """Keeps the HTML of one page, in the text only placeholders, until the page is made."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: set[int] = set()

    def clear(self) -> None:
        """Forget the HTML of the previous page."""
        self._pieces.clear()
        self._blocks.clear()

    def store(self, html: str) -> str:
        """Keep a tag or comment in a line of text; gives its placeholder."""
        self._pieces.append(html)
        return f"\ufdda{len(self._pieces) - 1}\ufddb"

    def write(self, html: str) -> list[str]:
        """Keep a block; gives the line that stands for it in the text."""
        self._blocks.add(len(self._pieces))
        return [self.store(html.rstrip("\n"))]

    def restore(self, page: str, finish: Callable[[str], str]) -> str:
        """`page` with every piece instead of its placeholder, changed as `finish` does."""

        def piece(match: re.Match[str]) -> str:
            number = int(match[2])
            html = finish(self._pieces[number])
            return f"<p>{html}</p>" if match[1] and number not in self._blocks else html

        return _PLACEHOLDER.sub(piece, page)


def shown_as_text(html: str) -> str:
    """`html` with the tags that GitHub shows as text made text.

    Source: GitHub Flavored Markdown 0.29, section 6.11; ``iframe`` stays, for films.
    """
    return _SHOWN_AS_TEXT.sub("&lt;", html)
