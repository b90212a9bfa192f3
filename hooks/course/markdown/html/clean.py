"""The cleaner: of the HTML that a Markdown reader made, what `course.markdown.html.allowed` lets through.

All HTML of a page goes through it at once: an author's HTML may open an element in one block and close it in
another. What the build makes itself is told apart by a mark that no author can know (`OWN`).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from functools import lru_cache

import nh3

from course.markdown.html.allowed import ATTRIBUTE_NAMES, ELEMENT_NAMES, FORMULA, STYLE_NAMES, is_allowed
from course.markdown.html.scan import Markup, attributes, scan
from course.markdown.html.schemes import FRAME, SCHEMES, is_shown_from

#: Stands at the beginning of an attribute's value that the build has made: the cleaner keeps that attribute,
#: and takes the mark off. It differs from process to process, so that no source can hold it.
OWN = f"own-{secrets.token_hex(16)}-"
#: Elements that only the build makes, and attributes that it gives; `OWN` tells them from an author's.
_OWN_ELEMENTS = frozenset(("label",))
_OWN_PREFIXES = frozenset(("data-", "aria-"))
_OWN_ATTRIBUTES = frozenset(("id", "class", "for", "name", "type", "role", "tabindex", "hidden", "value"))
#: Elements that go with all that is in them: what they hold is no text.
GO_WHOLE = frozenset(
    (
        "script",
        "style",
        "svg",
        "template",
        "object",
        "applet",
        "frameset",
        "head",
        "select",
        "noscript",
    )
)
#: What a frame gets, whatever its author says.
FRAME_RULES = {
    "sandbox": "allow-scripts allow-same-origin allow-presentation allow-popups",
    "referrerpolicy": "strict-origin-when-cross-origin",
    "loading": "lazy",
}
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_KNOWN = (ELEMENT_NAMES - set(FORMULA)) | _OWN_ELEMENTS | GO_WHOLE | {FRAME, "math"}
_FINISHED = ("a", FRAME, "input")
_TO_FINISH = re.compile(rf"<(?:{'|'.join(_FINISHED)})\b")
_NAME = re.compile(r"(?<= )name=")
#: What stays of a definition.
_MARKS = frozenset(
    ("p", "ul", "ol", "li", "code", "pre", "strong", "em", "b", "i", "s", "del", "br", "sub", "sup", "kbd")
)
_LINE_LOST = re.compile(r"(<pre(?: [^>]*)?>)\n")


def clean(html: str, frames: frozenset[str] = frozenset()) -> str:
    """`html` with nothing in it that runs, covers the page, or takes a place that scripts look for.

    Frames stay where the host of their address is in `frames`. Values that begin with `OWN` stay as they are.
    Tags that GitHub shows as text become text first (`shown_as_text`); do that to an author's HTML before.
    """
    cleaned = _cleaner(frames).clean(_without_unknown(html))
    cleaned = _LINE_LOST.sub(r"\1\n\n", cleaned)  # a parser drops the first line end in <pre>
    return _finished(cleaned).replace(OWN, "")


def _without_unknown(html: str) -> str:
    """`html` without tags that the cleaner would take for parts of a drawing or formula that is not there.

    It drops those with what follows in the block: the text behind ``<domain>`` or ``<none>`` would be lost.
    """
    if {name.lower() for name in _TAG_NAME.findall(html)} <= _KNOWN:
        return html
    out: list[str] = []
    at = inside = 0
    for tag in scan(html):
        if tag.name == "math":
            inside = max(inside + (-1 if tag.closing else 1), 0)
        elif tag.name and tag.name not in _KNOWN and not (inside and tag.name in FORMULA):
            out.append(html[at : tag.start])
            at = tag.end
    return "".join([*out, html[at:]])


def clean_marks(html: str) -> str:
    """Of `html` its text and the marks that mean the same on any page: no links, pictures or attributes."""
    return str(_marks_cleaner().clean(_without_unknown(html)))


@lru_cache(maxsize=1)
def _marks_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=set(_MARKS), attributes={}, clean_content_tags={*GO_WHOLE, FRAME}, link_rel=None)


def marked_own(attribute: str, value: str) -> str:
    """`value` of an attribute that the build gives, marked where the cleaner would not let it be."""
    is_own = attribute in _OWN_ATTRIBUTES or attribute.startswith(tuple(_OWN_PREFIXES))
    return OWN + value if is_own else value


@lru_cache(maxsize=8)
def _cleaner(frames: frozenset[str]) -> nh3.Cleaner:
    names = {name: set(ATTRIBUTE_NAMES[name]) for name in ELEMENT_NAMES}
    return nh3.Cleaner(
        tags={*ELEMENT_NAMES, *_OWN_ELEMENTS, *([FRAME] if frames else [])},
        clean_content_tags=set(GO_WHOLE) | (set() if frames else {FRAME}),
        attributes={
            **names,
            **({FRAME: set(ATTRIBUTE_NAMES[FRAME])} if frames else {}),
            "*": set(_OWN_ATTRIBUTES),
        },
        attribute_filter=_filter(frames),
        strip_comments=False,
        link_rel=None,
        generic_attribute_prefixes=set(_OWN_PREFIXES),
        set_tag_attribute_values={FRAME: FRAME_RULES} if frames else {},
        url_schemes=set(SCHEMES) - {""},
        filter_style_properties=set(STYLE_NAMES),
    )


def _filter(frames: frozenset[str]) -> Callable[[str, str, str], str | None]:
    """What an attribute's value becomes; None where the attribute goes."""

    def kept(element: str, attribute: str, value: str) -> str | None:
        if value.startswith(OWN):
            return value.removeprefix(OWN)
        if OWN in value:  # the build's own HTML, caught in a value that its author never closed
            return None
        if element == FRAME and attribute in FRAME_RULES:
            return value
        if not is_shown_from(element, attribute, value, frames):
            return None
        if element == "input" and attribute == "type":
            return "checkbox"
        if attribute == "class":
            return " ".join(word for word in value.split() if is_allowed(element, attribute, word)) or None
        return value if is_allowed(element, attribute, value) else None

    return kept


def _finished(html: str) -> str:
    """`html`, as the cleaner wrote it, without frames and fields that show nothing.

    A link that leads nowhere is no link (scripts of the theme read each link's address); its place stays.
    """
    out: list[str] = []
    at = 0
    for tag, text in _changed_tags(html):
        out += [html[at : tag.start], text]
        at = tag.end
    return "".join([*out, html[at:]])


def _changed_tags(html: str) -> Iterator[tuple[Markup, str]]:
    links: list[bool] = []
    is_frame_gone = False
    for tag in scan(html) if _TO_FINISH.search(html) else ():
        if tag.name not in _FINISHED:
            continue
        given = {each.name for each in attributes(tag.text)} if not tag.closing else set()
        if tag.name == "a" and not tag.closing:
            links.append("href" in given)
            if not links[-1]:
                yield (
                    tag,
                    f"<span{tag.text[2:]}" if "id" in given else "<span" + _NAME.sub("id=", tag.text[2:]),
                )
        elif tag.name == "a" and links and not links.pop():
            yield tag, "</span>"
        elif tag.name == FRAME:
            is_frame_gone = is_frame_gone if tag.closing else "src" not in given
            if is_frame_gone:
                yield tag, ""
        elif tag.name == "input" and "type" not in given:
            yield tag, ""
