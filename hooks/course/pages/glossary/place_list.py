"""The sessions that a glossary names: each once, in a list that the entries refer to.

An entry says where its term stands by a short link, such as ``5.1.3``, which leads to a row of the list; a
script puts the session's title in its place. The titles in all entries are a third of a long page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from course.kept import key_of
from course.model.model import Session
from course.model.terms.terms import Place

#: What an attribute's value may consist of to need no quotes.
_PLAIN = re.compile(r"[^\s\"'=<>`&]*[^\s\"'=<>`&/]")


def attribute(name: str, value: str) -> str:
    """The attribute `name`, with a space in front; in quotes where HTML wants them."""
    return f" {name}={value}" if _PLAIN.fullmatch(value) else f' {name}="{escape(value)}"'


def fragment(anchor: str) -> str:
    """The end of an address that leads to `anchor`; letters beyond ASCII stand as they are."""
    return "#" + re.sub(r"[\x00-\x7f]+", lambda run: quote(run[0]), anchor) if anchor else ""


class PlaceList:
    """Gives each place a row; the list is rendered last."""

    def __init__(self, links: Mapping[str, str], sessions: Sequence[Session]) -> None:
        """`links`: address of each session that has a page, by its URI. `sessions`: those of the course."""
        self._links = links
        self._rows: dict[tuple[Place, str], int] = {}
        self._sections = {
            (session.uri, section.anchor): section.title for session in sessions for section in session.walk()
        }
        self._turns = {session.uri: turn for turn, session in enumerate(sessions)}
        self._section_turns = {key: turn for turn, key in enumerate(self._sections)}
        self._numbers = dict(_numbers(sessions))

    def key(self) -> str:
        """A hash of all that the list is made of before anything is referred to."""
        return key_of(self._links, self._sections, self._turns, self._numbers)

    def reference(self, place: Place, group: str = "") -> str:
        """A link to the row of `place`; `group` is what the term stands under there, if it says so."""
        number = self._rows.setdefault((place, group), len(self._rows) + 1)
        return f"<a href=#__{number}>{escape(self._number(place))}</a>"

    def _number(self, place: Place) -> str:
        return self._numbers.get(place.uri, place.title)

    def render(self, title: str) -> str:
        """The list of all sessions that were referred to, under `title`."""
        rows: dict[str, list[tuple[Place, str]]] = {}
        for row in sorted(self._rows, key=self._turn):
            rows.setdefault(row[0].uri, []).append(row)
        items = "".join(map(self._session, rows.values()))
        head = '<section class="glossary__sessions" data-added="glossary" data-search-exclude>'
        return f"{head}<h2>{escape(title)}</h2><ul>{items}</ul></section>"

    def _turn(self, row: tuple[Place, str]) -> tuple[int, int, int]:
        place, last = row[0], len(self._turns) + len(self._section_turns)
        turn = self._section_turns.get((place.uri, place.anchor), -1)
        return self._turns.get(place.uri, last), turn, self._rows[row]

    def _session(self, rows: Sequence[tuple[Place, str]]) -> str:
        place = rows[0][0]
        number = self._number(place)
        shown = f"{escape(number)} " if number != place.title else ""
        return f"<li>{shown}{self._link(place, '', place.title)}<ul>{''.join(map(self._row, rows))}</ul>"

    def _row(self, row: tuple[Place, str]) -> str:
        """The row's link says the term's group, else its section, which the class tells from a group."""
        place, group = row
        text = group or self._sections.get((place.uri, place.anchor)) or place.title
        kind = "" if group else " class=glossary__section"
        return f"<li id=__{self._rows[row]}{kind}>{self._link(place, fragment(place.anchor), text)}"

    def _link(self, place: Place, end: str, text: str) -> str:
        link = self._links.get(place.uri)
        if link is None:
            return f"<span>{escape(text)}</span>"
        return f"<a{attribute('href', link + end)}>{escape(text)}</a>"


def _numbers(sessions: Sequence[Session]) -> Iterator[tuple[str, str]]:
    """URI and numbers, such as ``5.1.3``, of each session whose numbers no other has."""
    parts = {session.uri: (session.week, session.day, session.number) for session in sessions}
    numbers = {uri: ".".join(str(part) for part in of if part is not None) for uri, of in parts.items()}
    counts = Counter(numbers.values())
    return ((uri, number) for uri, number in numbers.items() if number and counts[number] == 1)
