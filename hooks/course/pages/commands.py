"""Placeholders in the page's code blocks, marked in the highlighted HTML; its text stays the same."""

from __future__ import annotations

import re
from html import escape, unescape

from course.markdown.reading.placeholders import LANGUAGES, Placeholder, find_placeholders

_BLOCK = re.compile(
    r'(?P<head><div class="language-(?P<language>[\w-]+) highlight">(?:<span class="filename">[^<]*</span>)?'
    r"<pre[^>]*>(?:<span></span>)?<code[^>]*>)(?P<code>.*?)(?P<tail></code></pre>)",
    re.DOTALL,
)
_TAG = re.compile(r"(<[^>]*>)")


def mark_placeholders(page: str) -> str:
    """The HTML of `page` with ``<var class="placeholder">`` around each placeholder of its commands."""
    return _BLOCK.sub(_marked_block, page)


def _marked_block(block: re.Match[str]) -> str:
    if block["language"] not in LANGUAGES or "&lt;" not in block["code"]:
        return block.group()
    return block["head"] + mark_code(block["code"]) + block["tail"]


def mark_code(code: str) -> str:
    """Highlighted `code` with its placeholders marked; tokens that begin or end inside one end around it."""
    pieces = _TAG.split(code)
    text = "".join(piece if turn % 2 == 0 else "" for turn, piece in enumerate(map(unescape, pieces)))
    found = list(find_placeholders(text))
    if not found:
        return code
    writer = _Writer(found)
    for turn, piece in enumerate(pieces):
        if turn % 2:
            writer.tag(piece)
        else:
            writer.text(unescape(piece))
    return writer.finish()


class _Writer:
    """Writes code again, with marks; tags inside a mark wait for its end."""

    def __init__(self, placeholders: list[Placeholder]) -> None:
        self.waiting = placeholders[::-1]
        self.at = 0
        self.inside = False
        self.out: list[str] = []
        self.written: list[tuple[int, str]] = []
        self.wanted: list[tuple[int, str]] = []
        self.count = 0

    def tag(self, tag: str) -> None:
        """Write a tag, now or where the mark ends."""
        self.count += 1
        if not tag.startswith("</"):
            self.wanted.append((self.count, tag))
        elif self.wanted:
            self.wanted.pop()
        if not self.inside:
            self._catch_up()

    def text(self, text: str) -> None:
        """Write a text, with the edges of marks that it holds."""
        while self.waiting and text:
            edge = self.waiting[-1].end if self.inside else self.waiting[-1].start
            if edge > self.at + len(text) or (edge == self.at + len(text) and not self.inside):
                break
            self._write(text[: edge - self.at])
            text = text[edge - self.at :]
            self.at = edge
            self._turn()
        self._write(text)
        self.at += len(text)

    def finish(self) -> str:
        """All that was written, every tag closed."""
        self._catch_up()
        return "".join(self.out)

    def _write(self, text: str) -> None:
        if text and not self.inside:
            self._catch_up()
        self.out.append(escape(text, quote=False))

    def _turn(self) -> None:
        if self.inside:
            self.waiting.pop()
            self.out.append("</var>")
            self.inside = False
        else:
            name = escape(self.waiting[-1].name)
            self.out.append(f'<var class="placeholder" data-name="{name}">')
            self.inside = True

    def _catch_up(self) -> None:
        """Close and open tags until those written are those wanted."""
        same = 0
        for one, other in zip(self.written, self.wanted, strict=False):
            if one != other:
                break
            same += 1
        self.out += [f"</{_name(tag)}>" for _, tag in reversed(self.written[same:])]
        self.out += [tag for _, tag in self.wanted[same:]]
        self.written = self.wanted.copy()


def _name(tag: str) -> str:
    return re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
