"""Where the marks of corrections go: through Markdown into HTML, as characters that no text holds.

A mark is put behind its quote in the Markdown. Behind headings, code and diagrams it would change them: there
it goes behind the finished block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from course.model.model import Correction, Session
from course.model.sessions.entries import WHOLE

_OPEN, _CLOSE = "\U000f0c01", "\U000f0c02"
_PLACED = re.compile(rf"\s?{_OPEN}(\d+){_CLOSE}")
_COMMENT = re.compile(r"<!--correction:(\d+)-->")
_COMMENTS_AT_END = re.compile(r"(?:\s*<!--correction:\d+-->)*\s*\Z")
_FIGURE = re.compile(r'<figure class="diagram\b.*?</figure>', re.DOTALL)
_CODE = re.compile(r"<pre\b.*?</pre>(?:</div>)?", re.DOTALL)


def place_in_markdown(markdown: str, session: Session) -> str:
    """`markdown`, the session's, with the place of every correction behind its quote, save of blocks."""
    places = []
    for correction in session.corrections:
        at = markdown.find(correction.quote)
        if at >= 0 and block_of(correction, session) is None:
            places.append((_behind(markdown, at + len(correction.quote)), correction.number))
    for at, number in sorted(places, reverse=True):
        markdown = f"{markdown[:at]} {_OPEN}{number}{_CLOSE}{markdown[at:]}"
    return markdown


def place_in_html(html: str, session: Session) -> str:
    """`html`, the session's page, with a comment, which nobody sees, at the place of every correction."""
    html = _PLACED.sub(r"<!--correction:\1-->", html)
    ends = [
        (end, correction.number)
        for correction in session.corrections
        if (end := _end_of_block(html, correction, session)) is not None
    ]
    for end, number in sorted(ends, reverse=True):
        html = f"{html[:end]}<!--correction:{number}-->{html[end:]}"
    return html


def put_marks(html: str, marks: Sequence[str], block_marks: Sequence[str]) -> str:
    """`html` with its comments turned into marks: correction n's is number n - 1 of `marks`.

    Behind a block, where no text is around it, one of `block_marks`.
    """

    def mark(match: re.Match[str]) -> str:
        number = int(match[1]) - 1
        before = _COMMENTS_AT_END.sub("", html[: match.start()])
        behind_block = before.endswith(("</figure>", "</pre>", "</div>"))
        return (block_marks if behind_block else marks)[number]

    return _COMMENT.sub(mark, html)


def _behind(markdown: str, at: int) -> int:
    """`at`, or where it is inside code, a link, strong text or an address, the end of that."""
    start = markdown.rfind("\n", 0, at) + 1
    end = markdown.find("\n", at)
    line = markdown[start : end if end >= 0 else len(markdown)]
    for match in WHOLE.finditer(line):
        if match.start() < at - start < match.end():
            return start + match.end()
    return at


def block_of(correction: Correction, session: Session) -> tuple[str, int] | None:
    """What kind of block the quote is in, and which of its kind it is; None for text."""
    for number, section in enumerate(session.walk()):
        if section.line == correction.line:
            return "heading", number
    if session.line == correction.line:
        return "title", 0
    for kind, blocks in (("diagram", _spans(session.diagrams)), ("code", _spans(session.code_blocks))):
        for number, (first, last) in enumerate(blocks):
            if first <= correction.line <= last:
                return kind, number
    return None


def _spans(blocks: Sequence[object]) -> Iterator[tuple[int, int]]:
    """First and last line of each block."""
    for block in blocks:
        text = str(getattr(block, "source", "") or getattr(block, "code", ""))
        line = int(getattr(block, "line", 0))
        yield line, line + text.count("\n")


def _end_of_block(html: str, correction: Correction, session: Session) -> int | None:
    block = block_of(correction, session)
    if block is None:
        return None
    kind, number = block
    if kind in ("heading", "title"):
        return _end_of_heading(html, list(session.walk())[number].anchor if kind == "heading" else None)
    figures = list(_FIGURE.finditer(html))
    if kind == "diagram":
        return figures[number].end() if number < len(figures) else None
    plain = _FIGURE.sub(lambda match: " " * len(match.group()), html)
    blocks = list(_CODE.finditer(plain))
    return blocks[number].end() if number < len(blocks) else None


def _end_of_heading(html: str, anchor: str | None) -> int | None:
    """Where the heading with the id `anchor`, or the title, ends."""
    start = html.find("<h1") if anchor is None else html.find(f'id="{anchor}"')
    match = re.compile(r"</h[1-6]>").search(html, start) if start >= 0 else None
    return match.start() if match else None
