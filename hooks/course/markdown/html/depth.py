"""How deep elements of HTML stand inside one another, as their tags say.

Source: HTML Living Standard, 13.1.2.4 (tags that may be left out) and 13.2.4.3 (formatting elements).
"""

from __future__ import annotations

import re
from math import prod

from course.markdown.html.scan import Markup, attributes, scan
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
#: Code in a line of Markdown.
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


class Depth:
    """The elements that are open where a page's HTML has been read so far."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.elements = self.boxes = 0
        """How many elements begin in what was read last, and how many of them stand on lines of their own."""
        self.covered = 0
        """How many places of tables those cells cover that say in how many rows and columns they stand."""
        self.attributes = 0
        """The most that a tag so far has; not counted where it is too short to have many."""
        self.longest_text = 0
        """The most characters so far between two tags, comments or the like of a block of HTML."""

    def too_deep(self, html: str, most: int, *, in_line: bool) -> int | None:
        """Read `html` on; position of the first tag that is more than `most` deep, None where none is.

        Code and what is open at the end of `html` are passed over `in_line`, that is in a Markdown paragraph.
        """
        self.elements = self.boxes = self.covered = 0
        before, at, longest = len(self.open), 0, 0
        for tag in scan(CODE.sub(_blank, html) if in_line else html):
            longest, at = max(longest, tag.start - at), tag.end
            if not tag.name:
                continue
            if not tag.closing:
                self._count(tag)
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
        else:
            self.longest_text = max(self.longest_text, longest, len(html) - at)
        return None

    def _count(self, tag: Markup) -> None:
        self.elements += 1
        self.boxes += tag.name in BOXES or tag.name == "option"
        if tag.name in ("td", "th") and "span" in tag.text.lower():
            stated = {each.name: each.value.strip() for each in attributes(tag.text)}
            spans = [stated.get(f"{way}span", "") for way in ("row", "col")]
            self.covered += prod(int(each[:4]) for each in spans if each.isdecimal())

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
