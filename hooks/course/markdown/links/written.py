"""Where in a source the address of each link, image and medium is written, so that it alone can be changed.

The positions are those at which the Markdown reader itself finds the addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from course.markdown.files.front_matter import front_matter_length
from course.markdown.files.source import fresh_parser
from course.markdown.html.scan import attributes, scan
from course.markdown.links.addresses import kind_of

_Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """An address as it stands in a source."""

    start: int
    """Position of its first character in the source."""
    end: int
    address: str
    """What it says: backslashes and references decoded."""
    form: str
    """How it is written: ``bare`` (Markdown), ``angled`` (in ``<>``) or ``html``."""
    outer: tuple[int, int] | None = None
    """Where the link begins and ends as a whole; None where it is no link in a line of Markdown."""
    label: tuple[int, int] | None = None
    """Where its text begins and ends."""

    def behind(self, count: int) -> WrittenAddress:
        """The same, where `count` characters stand before the text that it was found in."""
        spans = [
            None if span is None else (span[0] + count, span[1] + count) for span in (self.outer, self.label)
        ]
        return WrittenAddress(self.start + count, self.end + count, self.address, self.form, *spans)


def written_addresses(text: str) -> list[WrittenAddress]:
    """The addresses in the Markdown `text`, in order; those whose place cannot be told are left out."""
    before = front_matter_length(text)
    found = _addresses(text[before:])
    return [each.behind(before) for each in found] if before else found


def _addresses(text: str) -> list[WrittenAddress]:
    env: dict[str, Any] = {}
    reader = fresh_parser()
    recorder = _Recorder()
    recorder.listen(reader)
    recorder.is_on = False
    tokens = reader.parse(text, env)
    recorder.is_on = True
    lines = _Lines(text)
    found = [*_references(env, lines)]
    for token in tokens:
        if token.type == "html_block" and token.map:
            found += _in_html(token.content, lines.placed(token, token.content))
        elif token.type == "inline" and token.map:
            recorder.found = []
            reader.inline.parse(token.content, reader, env, [])
            found += _in_line(recorder.found, token.content, lines.placed(token, token.content))
    return sorted(set(found), key=lambda each: each.start)


def rewritten(text: str, change: Callable[[WrittenAddress], str | None]) -> str:
    """`text` with the addresses that `change` gives; None leaves one as it is."""
    out, at = [], 0
    for each in written_addresses(text):
        address = change(each)
        if address is not None and each.start >= at:
            out += [text[at : each.start], _as_written(address, each)]
            at = each.end
    return "".join([*out, text[at:]])


def unlinked(text: str, goes: Callable[[str], bool]) -> str:
    """`text` with the text alone of each link of Markdown whose address `goes`."""
    for each in reversed(written_addresses(text)):
        if each.outer and each.label and goes(each.address):
            (first, last), (start, end) = each.outer, each.label
            text = text[:first] + text[start:end] + text[last:]
    return text


def _as_written(address: str, place: WrittenAddress) -> str:
    if place.form == "html":
        return address.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;")
    return address.replace("<", "%3C").replace(">", "%3E") if place.form == "angled" else _bare(address)


def _bare(address: str) -> str:
    """`address` as a destination without ``<>``: no spaces, no brackets that could end it."""
    return "".join(f"%{ord(each):02X}" if each in " ()<>\\" else each for each in address)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule has read of a line of text: where, in that text."""

    kind: str
    start: int
    end: int
    source: str


@dataclass
class _Recorder:
    """Notes what the reader's rules read, as they read it."""

    found: list[_Found] = field(default_factory=list)
    is_on: bool = True

    def listen(self, reader: MarkdownIt) -> None:
        """Stand around the rules of links, images and HTML."""
        rules = {rule.name: rule.fn for rule in reader.inline.ruler.__rules__}
        for name in ("link", "image", "html_inline"):
            reader.inline.ruler.at(name, self._around(name, rules[name]))

    def _around(self, name: str, rule: _Rule) -> _Rule:
        def recorded(state: StateInline, silent: bool) -> bool:
            start = state.pos
            is_read = rule(state, silent)
            if is_read and not silent and self.is_on:
                self.found.append(_Found(name, start, state.pos, state.src))
            return is_read

        return recorded


class _Lines:
    """The lines of a source, to find what its blocks hold."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.cursor: dict[int, int] = {}

    def placed(self, token: Token, content: str) -> Callable[[int], int | None]:
        """Gives, for a position in the `content` of a block, that in the source; None where it has none."""
        first = (token.map or [0, 0])[0]
        places: list[tuple[int, int | None]] = []
        at = 0
        for number, piece in enumerate(content.split("\n"), first):
            places.append((at, self._find(number, piece)))
            at += len(piece) + 1

        def place(position: int) -> int | None:
            start, found = [each for each in places if each[0] <= position][-1]
            return None if found is None else found + position - start

        return place

    def _find(self, number: int, piece: str) -> int | None:
        if not piece or number >= len(self.lines):
            return None
        column = self.lines[number].find(piece, self.cursor.get(number, 0))
        if column < 0:
            return None
        self.cursor[number] = column + len(piece)
        return self.starts[number] + column


def _in_line(
    found: list[_Found], content: str, place: Callable[[int], int | None]
) -> Iterator[WrittenAddress]:
    for each in found:
        if each.source != content:
            continue  # in the description of an image, which is no link
        if each.kind == "html_inline":
            yield from _in_html(content[each.start : each.end], partial(_behind, place, each.start))
            continue
        label = each.start + (2 if each.kind == "image" else 1)
        whole = content[each.start : each.end]
        span = _destination(whole, label - each.start)
        start = place(each.start + span[0]) if span else None
        end = place(each.start + span[1]) if span else None
        if span and start is not None and end is not None:
            outer, inner = (
                (place(each.start), place(each.end - 1)),
                (place(label), place(each.start + span[3])),
            )
            is_link = each.kind == "link" and None not in (*outer, *inner)
            yield WrittenAddress(
                start,
                end,
                span[2],
                "angled" if whole[span[0] - 1] == "<" else "bare",
                (outer[0] or 0, (outer[1] or 0) + 1) if is_link else None,
                (inner[0] or 0, inner[1] or 0) if is_link else None,
            )


def _behind(place: Callable[[int], int | None], before: int, at: int) -> int | None:
    return place(before + at)


@cache
def _helper() -> MarkdownIt:
    return fresh_parser()


def _destination(whole: str, label: int) -> tuple[int, int, str, int] | None:
    """Of a link written as a whole: where its address begins and ends, what it says, and its text's end."""
    reader = _helper()
    state = StateInline(whole, reader, {}, [])
    end = reader.helpers.parseLinkLabel(state, label - 1, True)
    if end < 0 or whole[end + 1 : end + 2] != "(":
        return None  # by reference: its address stands elsewhere
    at = end + 2
    while at < len(whole) and whole[at].isspace():
        at += 1
    read = reader.helpers.parseLinkDestination(whole, at, len(whole))
    if not read.ok or not read.str:
        return None
    is_angled = whole[at] == "<"
    return (at + 1, read.pos - 1, read.str, end) if is_angled else (at, read.pos, read.str, end)


def _references(env: dict[str, Any], lines: _Lines) -> Iterator[WrittenAddress]:
    """The addresses of definitions such as ``[label]: guide.md``."""
    reader = _helper()
    for reference in [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]:
        first, last = reference["map"]
        text = "\n".join(lines.lines[first:last])
        at = text.find("]:") + 2
        while 1 < at < len(text) and (text[at].isspace() or text[at] == ">"):
            at += 1
        read = reader.helpers.parseLinkDestination(text, at, len(text))
        if at > 1 and read.ok and reader.normalizeLink(read.str) == reference["href"]:
            is_angled = text[at] == "<"
            start, end = lines.starts[first] + at + is_angled, lines.starts[first] + read.pos - is_angled
            yield WrittenAddress(start, end, read.str, "angled" if is_angled else "bare")


def _in_html(html: str, place: Callable[[int], int | None]) -> Iterator[WrittenAddress]:
    for tag in scan(html):
        for given in attributes(tag.text) if not tag.closing else ():
            written = tag.text[given.start : given.end]
            if not kind_of(tag.name, given.name) or given.name == "srcset" or "=" not in written:
                continue
            value = written.partition("=")[2].lstrip()
            quotes = value[:1] in "\"'"
            end = tag.start + given.end - quotes
            start = place(end - len(value) + 2 * quotes)
            stop = place(end - 1)
            if start is not None and stop is not None and given.value:
                yield WrittenAddress(start, stop + 1, given.value, "html")
