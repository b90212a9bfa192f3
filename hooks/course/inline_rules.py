"""Python-Markdown inline rules that read as GitHub does, where Python-Markdown's own would lose text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import (
    IMAGE_REFERENCE_RE,
    REFERENCE_RE,
    AutolinkInlineProcessor,
    BacktickInlineProcessor,
    HtmlInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ReferenceInlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString, code_escape
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.common.utils import normalizeReference

from course.links.rewrite import Resolver, resolve_html

#: Every character that a backslash escapes. Source: CommonMark 0.31, section 2.4.
ASCII_PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
#: Backslashes before a code span, or the span: as many backticks as began it end it.
CODE_SPAN = r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?:(?<![\\`])|(?<=(?<!\\)\\`))(`+)(?!`)(.+?)(?<!`)\2(?!`))"
#: ``｀code｀`` and ``＊＊strong＊＊``, typed in full width: shown as meant, told as a Problem.
FULL_WIDTH_CODE = r"｀([^｀\n]+)｀"
FULL_WIDTH_STRONG = r"(＊＊)(?=\S)([^＊\n]+?)(?<=\S)＊＊"
#: Source: CommonMark 0.31, section 6.5.
AUTOLINK = r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>"
#: An attribute list proper: ``{`` or ``{:``, then only ``#id``, ``.class`` and ``key=value``, then ``}``.
_ATTRIBUTE = r"""(?:[#.][^\s{}=.#]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
_ATTRIBUTES = rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE}|(?=[.#]){_ATTRIBUTE})*)[ ]*\}}"


def replace_inline_rules(md: Markdown, resolver: Callable[[], Resolver | None]) -> None:
    """Put the rules of this module into `md`; `resolver` gives what resolves the page's links, if any."""
    md.ESCAPED_CHARS = ASCII_PUNCTUATION
    rules = md.inlinePatterns
    rules.register(BacktickInlineProcessor(CODE_SPAN), "backtick", 190)
    rules.register(FullWidthCode(FULL_WIDTH_CODE, md), "full_width_code", 189)
    rules.register(SimpleTagInlineProcessor(FULL_WIDTH_STRONG, "strong"), "full_width_strong", 65)
    rules.register(BackslashBreak(r"\\\n", md), "backslash_break", 185)
    rules.register(Reference(REFERENCE_RE, md), "reference", 170)
    rules.register(ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
    rules.register(ShortReference(REFERENCE_RE, md), "short_reference", 130)
    rules.register(ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
    rules.register(AutolinkInlineProcessor(AUTOLINK, md), "autolink", 120)
    rules.register(InlineHtml(f"({HTML_TAG_RE.pattern})", md, resolver), "html", 90)
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.register(AttributeLists(md), "attr_list", 8)


def set_references(md: Markdown, references: dict[str, dict[str, str]]) -> None:
    """Tell `md` the link reference definitions, by the label that markdown-it-py normalised."""
    for label, target in references.items():
        md.references[label] = (target["href"], target["title"])


class FullWidthCode(InlineProcessor):
    """Code between backticks of full width."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        """The code, in which nothing else is read."""
        code = Element("code")
        code.text = AtomicString(code_escape(m[1].strip()))
        return code, m.start(0), m.end(0)


class BackslashBreak(InlineProcessor):
    """A hard line break written as a backslash at the end of a line."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        """The break."""
        return Element("br"), m.start(0), m.end(0)


class InlineHtml(HtmlInlineProcessor):
    """Inline HTML, its links resolved."""

    def __init__(self, pattern: str, md: Markdown, resolver: Callable[[], Resolver | None]) -> None:
        super().__init__(pattern, md)
        self.resolver = resolver

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The placeholder of the tag."""
        raw = self.backslash_unescape(self.unescape(m.group(1)))
        return self.md.htmlStash.store(resolve_html(raw, self.resolver())), m.start(0), m.end(0)


class _FullLabel(ReferenceInlineProcessor):
    """``[text][label]`` or ``[label][]``; a label may hold code."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")

    def evalId(self, data: str, index: int, text: str) -> Any:
        """The normalised label, where it ends, and whether there is one."""
        label, end, handled = super().evalId(data, index, text)
        return (self.label(label) if handled and label else label), end, handled

    def label(self, text: str) -> str:
        """`text` with its code spans written out, normalised."""
        return normalizeReference(INLINE_PLACEHOLDER_RE.sub(self.written_out, text))

    def written_out(self, place: re.Match[str]) -> str:
        """The code span that Python-Markdown has put aside."""
        inline: Any = self.md.treeprocessors["inline"]
        found = inline.stashed_nodes.get(place[1])
        return f"`{found.text}`" if isinstance(found, Element) and found.tag == "code" else str(found or "")


class _ShortLabel(_FullLabel):
    """``[label]`` alone."""

    def evalId(self, data: str, index: int, text: str) -> Any:
        """The normalised label, where it ends, and that there is one."""
        return self.label(text), index, True


class Reference(_FullLabel):
    """A link by reference."""


class ShortReference(_ShortLabel):
    """A link by its text alone."""


class ImageReference(_FullLabel, ImageReferenceInlineProcessor):
    """An image by reference."""


class ShortImageReference(_ShortLabel, ImageReferenceInlineProcessor):
    """An image by its alternative text alone."""


class AttributeLists(AttrListTreeprocessor):
    """Attribute lists proper; other text in braces, such as ``{{ .Values }}``, stays text."""

    BASE_RE = _ATTRIBUTES  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")  # type: ignore[misc]
