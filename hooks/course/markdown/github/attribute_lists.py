"""Attribute lists in braces, such as ``{#id .class width="50%"}``: where one may stand and what it may hold.

A list stands behind the text of a heading, after a space; straight behind an image, a link, code or emphasis;
or alone in the last line of a paragraph. One with anything in it that is not allowed there is text as a
whole, as every list is on GitHub. Page, checks and handouts read lists by this one rule of markdown-it.

Source: Python-Markdown, "Attribute Lists", for the places; `course.markdown.html.allowed` for the contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from course.markdown.github.alerts import ALERT
from course.markdown.html.allowed import IN_BRACES, is_allowed

#: ``#id``, ``.class`` or ``key=value``.
_ATTRIBUTE = r"""(?:[#.][^\s{}=.#"']+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+(?![^\s"'{}])))"""
_LIST = rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE}|(?=[.#]){_ATTRIBUTE})*[ ]*\}}"
_INSIDE = re.compile(_LIST)
_AT_END = re.compile(rf"[ \t]+({_LIST})$")
_PARTS = re.compile(_ATTRIBUTE)
#: Tokens that a list may stand straight behind, and the element each makes; a closing one has a tag.
_BEFORE = {
    "image": "img",
    "code_inline": "code",
    "link_close": "a",
    "em_close": "em",
    "strong_close": "strong",
}
#: Key in the environment of `MarkdownIt.parseInline`: the opening token of the block that the text is in.
BLOCK = "block"
#: Key in the ``meta`` of a token: emphasis that GitHub does not see, so that no list stands behind it.
AS_MEANT = "as_meant"


def read_list(text: str, element: str) -> dict[str, str] | None:
    """The attributes that the list `text`, with its braces, gives an `element`; None where it is text."""
    if not _INSIDE.fullmatch(text):
        return None
    given: dict[str, str] = {}
    for part in _PARTS.findall(text):
        name, value = _name_and_value(part)
        if name == "class" and name in given:
            value = f"{given.pop(name)} {value}"
        if name in given or name not in IN_BRACES or not is_allowed(element, name, value):
            return None
        given[name] = value
    return given


def _name_and_value(part: str) -> tuple[str, str]:
    """The attribute that one part of a list gives."""
    if part[0] in "#.":
        return ("id" if part[0] == "#" else "class"), part[1:]
    name, _, value = part.partition("=")
    return name, value[1:-1] if value[0] in "\"'" else value


def attribute_lists_plugin(reader: MarkdownIt) -> None:
    """Let `reader` take attribute lists out of the text, and give tokens their attributes."""
    reader.core.ruler.after("inline", "attribute_lists", _take_lists)  # before escaped marks are text again


def _take_lists(state: StateCore) -> None:
    items: list[Token] = []
    before: Token | None = state.env.get(BLOCK)
    for token in state.tokens:
        if token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "inline" and token.children:
            token.children = list(_without_lists(token.children))
            if before and before.type in ("heading_open", "paragraph_open"):
                _give_block(items[-1] if before.hidden and items else before, token, before.type)
        before = before if BLOCK in state.env else token


def _without_lists(children: list[Token]) -> Iterator[Token]:
    """The tokens of a line of text without the lists behind some; those have the attributes."""
    opened: list[Token] = []
    before: Token | None = None
    for token in children:
        if before and token.type == "text" and before.type in _BEFORE:
            token.content = _after_list(token.content, before, opened[-1])
        opened = [*opened[: token.level], token] if token.nesting >= 0 else opened[: token.level + 1]
        before = token
        if token.type != "text" or token.content:
            yield token


def _after_list(text: str, before: Token, opening: Token) -> str:
    """What of `text` follows the list for the element that `before` ends and `opening` begins."""
    match = _INSIDE.match(text)
    given = read_list(match[0], _BEFORE[before.type]) if match else None
    if match is None or given is None or AS_MEANT in before.meta or AS_MEANT in opening.meta:
        return text
    if "alt" in given:
        opening.content = given.pop("alt")
        opening.children = [Token("text", "", 0, content=opening.content)]
    opening.attrs.update(given)
    return text[match.end() :]


def _give_block(block: Token, inline: Token, kind: str) -> None:
    """Take the list at the end of the text `inline` out of it, and give the block its attributes."""
    children = inline.children or []
    last = children[-1] if children else None
    if last is None or last.type != "text":
        return
    written, kept = _heading_list(last.content) if kind == "heading_open" else _line_list(children)
    given = read_list(written, block.tag) if written else None
    if given is None:
        return
    block.attrs.update(given)
    inline.content = inline.content.rstrip().removesuffix(written).rstrip()
    last.content = kept
    inline.children = children if kept else children[:-1]
    while inline.children and inline.children[-1].type in ("softbreak", "hardbreak"):
        inline.children.pop()


def _heading_list(text: str) -> tuple[str, str]:
    """The list at the end of a heading's text, and the text before it."""
    match = _AT_END.search(text)
    return (match[1], text[: match.start()]) if match else ("", text)


def _line_list(children: list[Token]) -> tuple[str, str]:
    """The list that is the last of several lines, and what is left of that line: nothing."""
    *above, between, last = [Token("softbreak", "", 0), *children]
    shown = [token for token in above if "break" not in token.type]
    is_title = len(shown) == 1 and shown[0].type == "text" and ALERT.fullmatch(shown[0].content.strip())
    if "break" not in between.type or not shown or is_title:  # the line above may be an alert's title
        return "", last.content
    return last.content.strip(), ""
