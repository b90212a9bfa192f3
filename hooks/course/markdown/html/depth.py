"""How deep elements of HTML stand inside one another, as their tags say.

Source: HTML Living Standard, 13.1.2.4 (tags that may be left out) and 13.2.4.3 (formatting elements).
"""

from __future__ import annotations

import re

from course.markdown.html.scan import attributes, scan
from course.markdown.html.tags import BOXES, VOID

_CELLS, _ROWS = frozenset(("td", "th", "p")), frozenset(("tr", "td", "th", "p"))
_PARTS = frozenset(("thead", "tbody", "tfoot", "caption", "colgroup", *_ROWS))
#: Start tag → elements that it ends without an end tag of theirs.
_ENDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(BOXES, frozenset("p")),
    "li": frozenset(("li", "p")),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd", "p"))),
    **dict.fromkeys(("td", "th"), _CELLS),
    "tr": _ROWS,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _PARTS),
    "option": frozenset(("option",)),
}
#: A paragraph does not end them: each of the next ones begins with all that are open.
_FORMATTING = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
#: They are no elements inside of themselves, or end what holds them.
_NOT_NESTED = VOID | {"a", "html", "head", "body", "button"}
#: So many characters of a tag are too few for too many attributes.
SHORT_TAG = 2_000
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


class Depth:
    """The elements that are open where a page's HTML has been read so far."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.tags = 0
        self.attributes = 0
        """The most that a tag so far has; not counted where it is too short to have many."""

    def too_deep(self, html: str, most: int, *, in_line: bool) -> int | None:
        """Read `html` on; position of the first tag that is more than `most` deep, None where none is.

        Code and what is open at the end of `html` are passed over `in_line`, that is in a Markdown paragraph.
        """
        before = len(self.open)
        for tag in scan(_CODE.sub(_blank, html) if in_line else html):
            if not tag.name:
                continue
            self.tags += 1
            if len(tag.text) > SHORT_TAG:
                self.attributes = max(self.attributes, sum(1 for _ in attributes(tag.text)))
            if tag.closing:
                self._end(tag.name)
            elif tag.name not in _NOT_NESTED and not tag.alone:
                self._begin(tag.name)
                if len(self.open) > most:
                    return tag.start
        if in_line:
            self.open[before:] = [name for name in self.open[before:] if name in _FORMATTING]
        return None

    def _begin(self, name: str) -> None:
        ended = _ENDS.get(name, frozenset())
        while self.open and self.open[-1] in ended:
            self.open.pop()
        self.open.append(name)

    def _end(self, name: str) -> None:
        """End the last element `name` and all in it; an end tag of nothing ends nothing."""
        if name in self.open:
            while self.open.pop() != name:
                pass


def _blank(match: re.Match[str]) -> str:
    """As many characters and lines as were there, without tags."""
    return re.sub(r"[^\n]", " ", match[0])
