"""Carries the places of an editor's corrections from Markdown into HTML.

A placeholder of characters that no text holds is put behind each quote in the Markdown. Inside headings, code
and diagrams it would change them: there the place is found in the finished HTML. In HTML the places are
comments, ``<!--correction:1-->``, until `put_marks` turns them into marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article
from course.markdown.html.tags import HEADINGS
from course.model.model import Correction, Session
from course.model.sessions.entries import WHOLE

_OPEN, _CLOSE = "\U000f0c01", "\U000f0c02"
_PLACED = re.compile(rf"\s?{_OPEN}(\d+){_CLOSE}")
_COMMENT = re.compile(r"correction:(\d+)")


def place_in_markdown(markdown: str, session: Session) -> str:
    """A session's `markdown` with a placeholder behind the quote of every correction of running text.

    Corrections in headings, code and diagrams are placed later, by `place_in_html`.
    """
    places = []
    for correction in session.corrections:
        at = markdown.find(correction.quote)
        if at >= 0 and block_of(correction, session) is None:
            places.append((_behind(markdown, at + len(correction.quote)), correction.number))
    for at, number in sorted(places, reverse=True):
        markdown = f"{markdown[:at]} {_OPEN}{number}{_CLOSE}{markdown[at:]}"
    return markdown


def place_in_html(article: Article, session: Session) -> None:
    """Put the HTML comment ``<!--correction:n-->`` at the place of every correction of the session."""
    for node in [*article.walk(lambda _: True)]:
        if node.is_text_node and _OPEN in (text := node.text_content or ""):
            article.put_in_place(node, _PLACED.sub(r"<!--correction:\1-->", escape(text, quote=False)))
        elif node.is_element_node and any(_OPEN in (value or "") for value in node.attributes.values()):
            _place_behind(article, node)
    behind: dict[tuple[str, int], str] = {}
    for correction in session.corrections:
        if block := block_of(correction, session):
            behind[block] = f"{behind.get(block, '')}<!--correction:{correction.number}-->"
    commented = [(_place_of(article, block, session), comments) for block, comments in behind.items()]
    for block_node, comments in commented:
        if block_node is not None and block_node.tag in HEADINGS:
            article.inside(block_node, comments)
        elif block_node is not None:
            article.after(block_node, comments)


def _place_behind(article: Article, element: LexborNode) -> None:
    """Move placeholders out of an element's attributes, such as ``alt``, to comments behind the element."""
    for name, value in element.attributes.items():
        numbers = [match[1] for match in _PLACED.finditer(value or "")]
        if numbers:
            article.set(element, name, _PLACED.sub("", value or ""))
            article.after(element, "".join(f"<!--correction:{number}-->" for number in numbers))


def put_marks(article: Article, marks: Sequence[str], block_marks: Sequence[str]) -> None:
    """Replace the comment of correction n with ``marks[n - 1]``.

    Behind a block, with no text around it, ``block_marks[n - 1]`` is taken instead.
    """
    places = [
        (node, match) for node in article.comments() if (match := _COMMENT.fullmatch(_comment_text(node)))
    ]
    chosen = [(node, int(match[1]), _is_behind_block(node)) for node, match in places]
    for node, number, behind_block in chosen:
        if 0 < number <= len(marks):
            article.put_in_place(node, (block_marks if behind_block else marks)[number - 1])


def _comment_text(comment: LexborNode) -> str:
    return comment.comment_content or ""


def _is_behind_block(comment: LexborNode) -> bool:
    before = comment.prev
    while before is not None and not before.is_element_node:
        if before.is_text_node and (before.text_content or "").strip():
            return False
        if before.is_comment_node and not _COMMENT.fullmatch(_comment_text(before)):
            return False
        before = before.prev
    return before is not None and before.tag in ("figure", "pre", "div")


def _behind(markdown: str, at: int) -> int:
    """`at`, or the end of the code span, link, strong text or address that it is inside of."""
    start = markdown.rfind("\n", 0, at) + 1
    end = markdown.find("\n", at)
    line = markdown[start : end if end >= 0 else len(markdown)]
    for match in WHOLE.finditer(line):
        if match.start() < at - start < match.end():
            return start + match.end()
    return at


def block_of(correction: Correction, session: Session) -> tuple[str, int] | None:
    """Kind and number, from 0, of the block that the quote is in; None for running text.

    Kinds are ``title``, ``heading``, ``code`` and ``diagram``.
    """
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


def _place_of(article: Article, block: tuple[str, int], session: Session) -> LexborNode | None:
    """The heading, or the box of the diagram or code, that a correction's quote is in."""
    kind, number = block
    if kind == "title":
        return article.first("h1")
    if kind == "heading":
        anchor = list(session.walk())[number].anchor
        headings = [node for node in article.find(", ".join(HEADINGS)) if node.attributes.get("id") == anchor]
        return headings[0] if headings else None
    boxes = article.find("figure.diagram" if kind == "diagram" else "pre:not(figure.diagram pre)")
    if number >= len(boxes):
        return None
    box = boxes[number].parent
    fits = kind == "code" and box is not None and box.tag == "div" and boxes[number].next is None
    return box if fits else boxes[number]
