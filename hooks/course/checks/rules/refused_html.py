"""The rule that tells what of an author's HTML does not reach the page, by the list that cleans it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import tinycss2  # type: ignore[import-untyped]
from selectolax.lexbor import LexborNode

from course.checks.surroundings import Surroundings
from course.markdown.github.html_blocks import shown_as_text
from course.markdown.html.allowed import (
    ADDRESS_LISTS,
    ADDRESSES,
    ATTRIBUTE_NAMES,
    ELEMENT_NAMES,
    FORMULA,
    STYLE_NAMES,
    is_allowed,
    is_taken,
)
from course.markdown.html.article import Article
from course.markdown.html.clean import GO_WHOLE, OWN
from course.markdown.html.scan import unfinished
from course.markdown.html.schemes import FRAME, frame_host, is_shown_from
from course.markdown.reading.parsed import Parsed, PlacedToken, placed_tokens
from course.markdown.reading.source_page import written_html
from course.problems.problem import Problem

#: Elements that a page must not have: they run, fetch, send or draw. All others that are not allowed are only
#: not shown as elements; what they hold is.
_HARMFUL = frozenset(
    (
        *("script", "style", "link", "meta", "base", "object", "embed", "applet", "frame", "frameset"),
        *("form", "svg", "template", "noscript", "portal", "dialog", "canvas", "select"),
    )
)
#: What a form sends. One without any is only the name of a tag in a sentence: <form action={act}>.
_FIELDS = ("input", "button", "select", "textarea", "output", "keygen")
_HARMFUL_ATTRIBUTES = frozenset(
    ("srcdoc", "formaction", "action", "ping", "background", "data", "xlink:href")
)
#: Attributes that other systems read, and that say nothing to a reader.
_SILENT = frozenset(("markdown",))
_NUMBER = re.compile(rf"\s*{OWN}(\d+)\s*")
_TAKE_OUT = "take it out"


class Refusal(NamedTuple):
    """One thing that does not reach the page."""

    what: str
    why: str
    mend: str
    is_harmful: bool


def check_refused(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for everything in the HTML of a source that its page does not have."""
    pieces = [placed for placed in placed_tokens(parsed) if placed.token.type.startswith("html")]
    yield from _unclosed(parsed, pieces)
    if not pieces:
        return
    at, placed = 0, pieces[0]
    for node in Article(written_html(parsed.source.text)).walk(_enters):
        if numbered := _NUMBER.fullmatch(node.comment_content or "") if node.is_comment_node else None:
            at, placed = 0, pieces[int(numbered[1])]
        if node.is_element_node:
            start, at = _place(placed.token.content, node.tag or "", at)
            for refusal in refusals(node, around.settings.frames):
                line = placed.line + placed.token.content.count("\n", 0, start)
                code = "html-unsafe" if refusal.is_harmful else "html-dropped"
                yield parsed.problem(line, refusal.what, refusal.why, refusal.mend, code)


def _unclosed(parsed: Parsed, pieces: Sequence[PlacedToken]) -> Iterator[Problem]:
    """A Problem for each tag or comment that its block of HTML does not end."""
    for placed in pieces:
        text = shown_as_text(placed.token.content)
        at = unfinished(text)
        if at is not None:
            begun = text[at:].split("\n")[0][:40]
            what, why = (
                f"{begun} is never closed with >",
                "what follows is taken for a part of it, and not shown",
            )
            line = placed.line + text.count("\n", 0, at)
            yield parsed.problem(
                line, what, why, "close it, or write &lt; for a < that is text", "html-unclosed"
            )


def _enters(node: LexborNode) -> bool:
    return (node.tag or "") not in ("svg", "template")


def _place(html: str, tag: str, at: int) -> tuple[int, int]:
    """Where the next element `tag` in `html` begins from position `at` on, and where to go on."""
    found = re.compile(rf"<{re.escape(tag)}(?![\w-])", re.IGNORECASE).search(html, at)
    return found.span() if found else (at, at)


def refusals(node: LexborNode, hosts: Collection[str]) -> Iterator[Refusal]:
    """What of an element does not reach the page; nothing for what the build has made.

    `hosts` are those whose pages and films are shown.
    """
    tag = node.tag or ""
    given = {name: value or "" for name, value in (node.attributes or {}).items()}
    if tag == FRAME and not is_shown_from(tag, "src", given.get("src", ""), hosts):
        yield _elsewhere(tag, given.get("src", ""))
        return
    if (tag not in ELEMENT_NAMES and tag != FRAME) or (tag in FORMULA and not _is_in_formula(node)):
        yield _element(tag, is_harmful=_is_harmful(node))
        if tag in _HARMFUL:
            return
    for name, value in given.items():
        if OWN in value or name in _SILENT or tag not in ATTRIBUTE_NAMES:
            continue
        if is_allowed(tag, name, value) and not is_shown_from(tag, name, value, hosts):
            yield _elsewhere(tag, value)
        else:
            yield from _attribute(tag, name, value)


def _is_harmful(node: LexborNode) -> bool:
    """Whether an element that no page has is more than a name in a sentence."""
    is_idle = node.tag == "form" and not node.css_matches(", ".join(_FIELDS))
    return node.tag in _HARMFUL and not is_idle


def _is_in_formula(node: LexborNode | None) -> bool:
    while node is not None and node.tag != "math":
        node = node.parent
    return node is not None


def _elsewhere(tag: str, address: str) -> Refusal:
    host = frame_host(address) or "no host"
    mend = "name the host in extra: course: frames in mkdocs.yml, or write a link"
    return Refusal(f"what <{tag}> shows of {host} is left out", "another host would be asked", mend, True)


def _element(tag: str, *, is_harmful: bool) -> Refusal:
    if tag == "svg":
        mend = "save the drawing as a file, and show it with ![…](drawing.svg)"
        return Refusal("a drawing in the text (<svg>) is left out", "it can run scripts", mend, True)
    if is_harmful:
        why = "it can run, fetch or send something, or change the whole page"
        what = f"<{tag}> is left out{', with what is in it' if tag in GO_WHOLE else ''}"
        return Refusal(what, why, f"take it out, write a link, or write `<{tag}>` where it is text", True)
    why, mend = "no page has such an element; what is in it is shown", f"write `<{tag}>` where it is text"
    return Refusal(f"the tag <{tag}> is left out", why, mend, False)


def _attribute(tag: str, name: str, value: str) -> Iterator[Refusal]:
    if name == "style" and tag in ATTRIBUTE_NAMES:
        others = sorted({each for each in _properties(value) if each not in STYLE_NAMES})
        if others:
            why = "of styles, a page has only " + ", ".join(sorted(STYLE_NAMES))
            yield Refusal(f"the style {', '.join(others)} of <{tag}> is left out", why, _TAKE_OUT, False)
    elif is_allowed(tag, name, value) or (tag, name) in (("a", "href"), ("img", "src")):
        return  # addresses of links and images: the rule for links tells
    elif name == "class":
        words = ", ".join(word for word in value.split() if not is_allowed(tag, name, word))
        yield Refusal(f"the class {words} of <{tag}> is left out", "only a few are known", _TAKE_OUT, False)
    else:
        yield _plain_attribute(tag, name, value)


def _plain_attribute(tag: str, name: str, value: str) -> Refusal:
    shown = f"{name}={value[:40]}" if value else name
    is_address = name in ADDRESSES | ADDRESS_LISTS and name in ATTRIBUTE_NAMES.get(tag, ())
    is_script = name.startswith("on") or name in _HARMFUL_ATTRIBUTES
    why = (
        "such an address runs something, or is none"
        if is_address
        else "it can run or send something"
        if is_script
        else "scripts of the theme look for that name"
        if name in ("id", "name") and is_taken(value)
        else "no page has it"
    )
    is_harmful = is_address or is_script or why.startswith("scripts")
    return Refusal(f"{shown} of <{tag}> is left out", why, _TAKE_OUT, is_harmful)


def _properties(style: str) -> Iterator[str]:
    """The names of the properties in a ``style``."""
    for each in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration":
            yield each.lower_name
