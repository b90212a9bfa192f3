"""Exports a page for systems that draw no diagrams: its Markdown, with an image in place of each diagram.

The parser says which lines are a diagram's; all others stay as they are, byte for byte. An image is set apart
by empty lines where it would become part of its neighbours.
Source: CommonMark 0.31, "Fenced code blocks", "Paragraphs", "Lists" (what may interrupt a paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markdown_it.token import Token

from course.markdown.files.front_matter import blank_front_matter
from course.markdown.files.source import Source, github_tokens
from course.markdown.reading.instructor import blank_notes
from course.markdown.reading.source_page import is_diagram

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"
#: Marks that would mean something in an image's text.
_MARKS = re.compile(r"[\\`*_\[\]<>&~$|!^]")


_CONTAINERS = frozenset(("list_item_open", "blockquote_open", "footnote_reference_open"))
#: Blocks that are at an end, whatever the next line is.
_DONE = frozenset(("fence", "heading_open", "hr"))
#: An empty line, or one that only begins what others stand in.
_ONLY_MARKERS = re.compile(r"(?:[ \t>]|[-*+](?!\S)|\d{1,9}[.)](?!\S)|\[\^[^\]]+\]:)*")
#: What would mean something in an address.
_MEANT = frozenset(' "#%?<>\\^`{|}()&')


@dataclass(frozen=True, slots=True)
class Image:
    """The image that takes a diagram's place."""

    alt: str
    """What it shows, in plain words on one line."""
    address: str
    """Its file, as the page links to it."""

    @property
    def markdown(self) -> str:
        """The image, as it is written."""
        return f"![{escaped(self.alt)}]({quoted(self.address)})"


def escaped(text: str) -> str:
    """`text` with its Markdown marks escaped."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text)


def quoted(path: str) -> str:
    """`path` as the address of a Markdown link; Hangul stays readable."""
    return "".join(quote(each, safe="") if each in _MEANT else each for each in path)


def diagrams_of(text: str) -> list[Token]:
    """The fences of the Markdown `text` that hold a diagram, as GitHub reads it, in order."""
    return [token for token in github_tokens(text) if token.type == "fence" and is_diagram(token)]


def export_page(content: bytes, source: Source, images: Mapping[int, Image], ending: str = "") -> bytes:
    """The file `content` of `source` with `images` in place of the diagrams at their lines, then `ending`.

    Notes for the lecturer are left out, as they are in `source`. A byte order mark, line ends and front
    matter stay; front matter with such a note is left out.
    """
    text = content.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    written = text.removeprefix(mark)
    ends = [*_LINE_END.findall(written), ""]
    lines = _with_front_matter(source.text, _LINE_END.sub("\n", written))
    tokens = github_tokens(source.text)
    for at in reversed(range(len(tokens))):
        image = images.get(tokens[at].meta.get("line", 0)) if tokens[at].type == "fence" else None
        if image:
            _replace(lines, ends, tokens, at, image)
    page = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return (mark + page + _set_apart(page, ending)).encode()


def _set_apart(page: str, ending: str) -> str:
    """`ending`, if any, with the line ends of `page` and an empty line before it."""
    line_end = _LINE_END.search(page)
    end = line_end[0] if line_end else "\n"
    return (end if page.endswith(("\n", "\r")) else end * 2) + ending.replace("\n", end) if ending else ""


def _with_front_matter(text: str, written: str) -> list[str]:
    """The lines of a source's `text`, its front matter as it is in the file, `written`."""
    lines, originals = text.split("\n"), written.split("\n")
    without = blank_front_matter(written).split("\n")
    front = [number for number, line in enumerate(originals) if line != without[number]]
    held = "\n".join(originals[number] for number in front)
    if front and blank_notes(held) == held:
        for number in front:
            lines[number] = originals[number]
    return lines


def _replace(lines: list[str], ends: list[str], tokens: Sequence[Token], at: int, image: Image) -> None:
    """Put `image` in the place of the lines of the fence that is token `at`."""
    fence = tokens[at]
    first, last = fence.map or (0, 0)
    opening = lines[first]
    before = opening[: len(opening) - len(fence.markup) - len(fence.info)]
    empty = re.sub(r"[^>\t]", " ", before).rstrip()
    end = ends[first]
    new = [(before + image.markdown, ends[last - 1])]
    if _needs_empty_line_before(lines, tokens, at):
        new.insert(0, (empty, end))
    if last < len(lines) and lines[last].strip(" \t>") and last not in _items_beside(tokens, at):
        new.append((empty, end))
    lines[first:last], ends[first:last] = [line for line, _ in new], [each for _, each in new]


def _needs_empty_line_before(lines: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands right above the fence that is token `at` would take the image for its own."""
    first = (tokens[at].map or (0, 0))[0]
    if first == 0 or _ONLY_MARKERS.fullmatch(lines[first - 1]):
        return False
    before = next((token for token in reversed(tokens[:at]) if token.map and token.type != "inline"), None)
    if before is None or before.map is None:
        return True  # a definition of a link, which no token tells
    starts, ends = before.map
    return starts != first if before.type in _CONTAINERS else before.type not in _DONE or ends != first


def _items_beside(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Lines, from 0, of the items that follow in the lists around token `at`."""
    level = tokens[at].level
    for token in tokens[at + 1 :]:
        level = min(level, token.level)
        if token.type == "list_item_open" and token.level == level and token.map:
            yield token.map[0]
