"""The anchors of a page: the ids that a link may name behind ``#``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token

from course.kept import key_of
from course.markdown.formulas.finding import FORMULA, shown_formula
from course.markdown.github.heading_ids import UsedIds, heading_id, unique_id
from course.markdown.html.allowed import free_id, is_allowed
from course.markdown.html.scan import attributes, scan

_TEXTS = {"softbreak": " ", "hardbreak": " "}


def anchors_of(tokens: Iterable[Token]) -> frozenset[str]:
    """The ids of the headings, of the HTML and of the lists in braces that `tokens` hold."""
    ids = UsedIds([""])  # no id, so that a heading without letters has ``-1``, as in its page
    titles: list[str] = []
    before: Token | None = None
    for token in tokens:
        ids |= set(_written_ids(token))
        if before and before.type == "heading_open" and "id" not in before.attrs:
            titles.append(_title(token))
        before = token
    for title in titles:
        unique_id(heading_id(title), ids)
    return frozenset(ids) - {""}


def heading_anchors(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """The line of each heading in `tokens`, and its id."""
    ids = UsedIds(["", *(each for token in tokens for each in _written_ids(token))])
    return [
        (token.map[0] + 1, str(token.attrs.get("id") or unique_id(heading_id(_title(after)), ids)))
        for token, after in pairwise(tokens)
        if token.type == "heading_open" and token.map
    ]


def anchors_key(anchors: Collection[str] | None) -> str:
    """A hash of the anchors of a page; empty where there is no page."""
    return "" if anchors is None else key_of(sorted(anchors))


def find_anchor(anchor: str, anchors: Collection[str]) -> str | None:
    """The one of `anchors` that `anchor` means, or None.

    Letter case does not matter, nor GitHub's ``user-content-`` in front. The dashes and marks
    left of an emoji in the heading may differ, if only one anchor fits then.
    """
    wanted = unquote(anchor).removeprefix("user-content-")
    for exact in (anchor, wanted, wanted.lower(), free_id(wanted)):
        if exact in anchors:
            return exact
    alike = [each for each in anchors if _fold(each) == _fold(wanted)]
    return alike[0] if len(alike) == 1 else None


def _fold(anchor: str) -> str:
    text = re.sub("[\\ufe0e\\ufe0f\\u200d\\u20e3]", "", unicodedata.normalize("NFC", anchor))
    return re.sub(r"-+", "-", text).strip("-").casefold()


def _title(inline: Token) -> str:
    kept = ("text", "code_inline", FORMULA, *_TEXTS)
    children = [child for child in inline.children or [] if child.type in kept]
    return "".join(_TEXTS.get(child.type) or shown_formula(child) for child in children)


def _written_ids(token: Token) -> Iterator[str]:
    for piece in [token, *(token.children or [])]:
        if "id" in piece.attrs:
            yield str(piece.attrs["id"])
        elif piece.type in ("html_block", "html_inline"):
            yield from (name for name, _ in written_anchors(piece.content))


def written_anchors(html: str) -> Iterator[tuple[str, int]]:
    """The anchors that an author's `html` sets, each with the position of its tag."""
    for tag in scan(html):
        given = {each.name: each.value for each in attributes(tag.text)} if not tag.closing else {}
        attribute = "id" if given.get("id") else "name"
        if given.get(attribute) and is_allowed(tag.name, attribute, given[attribute]):
            yield given[attribute], tag.start
