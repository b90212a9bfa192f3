"""Marks placeholders such as ``<name>`` in a page's highlighted code blocks; their text stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape, unescape

from course.markdown.html.article import Article
from course.markdown.html.scan import Markup, scan
from course.markdown.reading.placeholders import LANGUAGES, Placeholder, find_placeholders


def mark_placeholders(article: Article) -> None:
    """Put ``<var class="placeholder">`` around each placeholder of the commands in `article`."""
    for code in article.find('div.highlight[class^="language-"] > pre > code'):
        box = code.parent and code.parent.parent
        language = (box.attributes["class"] or "").split()[0] if box else ""
        if language.removeprefix("language-").lower() not in LANGUAGES or "<" not in code.text():
            continue
        written = code.inner_html or ""
        marked = mark_code(written)
        if marked != written:
            article.fill(code, marked)


def mark_code(code: str) -> str:
    """The highlighted HTML `code` with its placeholders marked.

    A highlighter's tag that begins or ends inside a placeholder is closed before it and opened again behind.
    """
    pieces = list(_pieces(code))
    placeholders = list(find_placeholders("".join(piece for piece in pieces if isinstance(piece, str))))
    if not placeholders:
        return code
    writer = _Writer(placeholders)
    for piece in pieces:
        if isinstance(piece, str):
            writer.text(piece)
        else:
            writer.tag(piece)
    return writer.finish()


def _pieces(code: str) -> Iterator[str | Markup]:
    """The texts of `code`, and the tags between them."""
    at = 0
    for tag in scan(code):
        yield unescape(code[at : tag.start])
        yield tag
        at = tag.end
    yield unescape(code[at:])


class _Writer:
    """Writes code again, with marks; tags inside a mark wait for its end."""

    def __init__(self, placeholders: list[Placeholder]) -> None:
        self.waiting = placeholders[::-1]
        self.at = 0
        self.inside = False
        self.out: list[str] = []
        self.written: list[tuple[int, Markup]] = []
        self.wanted: list[tuple[int, Markup]] = []
        self.count = 0

    def tag(self, tag: Markup) -> None:
        """Write a tag, now or where the mark ends."""
        self.count += 1
        if not tag.closing:
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
        self.out += [f"</{tag.name}>" for _, tag in reversed(self.written[same:])]
        self.out += [tag.text for _, tag in self.wanted[same:]]
        self.written = self.wanted.copy()
