"""Styles of a page's elements as classes of one style sheet, so that its policy can forbid ``style``.

In a finished page, what a ``style`` said stands in ``data-style``, and the element has classes named by
hashes of it, the last ones it has. The theme knows a lecturer's tables by their having no class: such a one
has the names in ``data-class``. The style sheet is made from the pages themselves. Who reads a finished page
finds the style where it was: `put_back` in trees of elements, `as_attributes` in text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape, unescape

import tinycss2  # type: ignore[import-untyped]

from course.markdown.html.scan import Attribute, attributes, scan

#: The attribute that keeps what a ``style`` said.
KEPT = "data-style"
#: The attribute that has the names where there may be no class.
_APART = "data-class"
#: Makes a class count for more than a selector that names an id, as the attribute does.
_ABOVE_ALL = ":not(#_#_)"
_STYLE = re.compile(r"\sstyle\s*=", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
#: As `_classed` writes them.
_CLASSES = re.compile(rf' (?:data-)?class="(?:([^"]*?) )?s[0-9a-f]{{8}}(?: s[0-9a-f]{{8}})?" {KEPT}="')
_SAID = re.compile(rb' data-style="(?<=s[0-9a-f]{8}" data-style=")([^"]*)"')
_SAID_APART = re.compile(rb' data-class="s[^"]*" data-style="([^"]*)"')


def as_classes(page: str) -> str:
    """`page` with classes, and what they stand for, in the place of every ``style``.

    Where that names a file, it stays: an address means something else in a style sheet.
    """
    if not _STYLE.search(page):
        return page
    pieces, at = [], 0
    for markup in scan(page):
        if markup.name and _STYLE.search(markup.text):
            pieces += [page[at : markup.start], _classed(markup.text)]
            at = markup.end
    return "".join([*pieces, page[at:]])


def as_attributes(page: str) -> str:
    """What `as_classes` made `page` of; where an element has other classes, these may have moved."""

    def without(found: re.Match[str]) -> str:
        return f' {KEPT}="' if found[1] is None else f' class="{found[1]}" {KEPT}="'

    return _CLASSES.sub(without, page).replace(f' {KEPT}="', ' style="')


def put_back(given: dict[str, str]) -> None:
    """The same for the attributes of one element, by their names."""
    if KEPT in given:
        style = given["style"] = given.pop(KEPT)
        names = " ".join(name for name, _ in _rules_of(style))
        if not given.pop(_APART, "") and given.get("class") == names:
            del given["class"]
        elif names and "class" in given:
            given["class"] = given["class"].removesuffix(f" {names}")


def has_styles(page: str) -> bool:
    """Whether any element in `page` has a ``style``."""
    return bool(_STYLE.search(page)) and any(
        each.name == "style"
        for markup in scan(page)
        if markup.name and _STYLE.search(markup.text)
        for each in attributes(markup.text)
    )


def styles_of(page: bytes) -> set[tuple[bool, bytes]]:
    """What the elements of a finished `page` say, as it is written there, and whether without a class."""
    apart = {(True, style) for style in _SAID_APART.findall(page)}
    return apart | {(False, style) for style in _SAID.findall(page)}


def render_classes(styles: Iterable[tuple[bool, bytes]]) -> str:
    """The style sheet for pages with these `styles_of`, in an order that is always the same."""
    rules: set[str] = set()
    for apart, style in styles:
        for name, declared in _rules_of(unescape(style.decode("utf-8", "replace"))):
            selector = f"[{_APART}~={name}]" if apart else f".{name}"
            rules.add(f"{selector}{_ABOVE_ALL}{{{declared}}}\n")
    return "".join(sorted(rules))


def _classed(tag: str) -> str:
    """`tag` with classes for its ``style``, before what is kept of it; of two, the first counts."""
    given = [each for each in attributes(tag) if each.name in ("style", "class")]
    first = {each.name: each for each in reversed(given)}
    if "style" not in first or "url(" in (style := first["style"].value).lower():
        return tag
    put = f'{KEPT}="{escape(style)}"'
    names = [name for name, _ in _rules_of(style)]
    if names:
        own = [escape(first["class"].value)] if "class" in first else []
        attribute = "class" if own or not _TABLE.match(tag) else _APART
        put = f'{attribute}="{" ".join([*own, *names])}" {put}'
    for each in reversed(given):
        if each is first["style"]:
            tag = _with(tag, each, put)
        elif names or each.name == "style":
            tag = _with(tag, each, "")
    return tag


def _with(tag: str, attribute: Attribute, put: str) -> str:
    """`tag` with `put` in the place of an attribute; that is gone where there is nothing to put."""
    before, after = tag[: attribute.start].rstrip(), tag[attribute.end :]
    room = "" if after[:1].isspace() or after.startswith((">", "/>")) else " "
    return f"{before}{' ' if put else ''}{put}{room}{after}"


@lru_cache(maxsize=4096)
def _rules_of(style: str) -> Sequence[tuple[str, str]]:
    """The classes that a ``style`` becomes, and what each declares; none where it says nothing of sense.

    A variable that comes first, such as the least width of a drawing, is a class by itself: what follows is
    the same for most drawings.
    """
    read = tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True)
    whole = [each for each in read if each.type == "declaration" and not _is_broken(each.value)]
    said = [each.serialize().strip() for each in whole]
    names = [each.name for each in whole]
    alone = 1 if names[:1] and names[0].startswith("--") and names[0] not in names[1:] else 0
    declared = (";".join(part) for part in (said[:alone], said[alone:]) if part)
    return [(f"s{hashlib.sha256(each.encode()).hexdigest()[:8]}", each) for each in declared]


def _is_broken(tokens: Iterable[object]) -> bool:
    """Whether CSS cannot read one of `tokens`, or what is in their brackets: it could end a rule."""
    return any(
        getattr(token, "type", "") == "error"
        or _is_broken(getattr(token, "content", None) or getattr(token, "arguments", None) or ())
        for token in tokens
    )
