"""Inline Markdown as GitHub reads it, for Python-Markdown: markdown-it-py parses it, we make the elements.

Python-Markdown's own inline rules and its attribute lists are taken out; the rules of its extensions, such as
footnotes, read the text that is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape
from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from course.markdown.files.source import Reader
from course.markdown.github.attribute_lists import AS_MEANT, BLOCK, attribute_lists_plugin
from course.markdown.github.html_blocks import HtmlStash
from course.markdown.github.text_marks import link_text, show_emoji
from course.markdown.html.allowed import IN_BRACES
from course.markdown.html.tags import HEADINGS
from course.markdown.links.rewrite import Address, Resolver

#: Every character that a backslash escapes. Source: CommonMark 0.31, section 2.4.
ASCII_PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
#: Rules of Python-Markdown and its extensions that ours replace.
_REPLACED = (
    "backtick escape reference link image_link image_reference short_reference short_image_ref autolink "
    "automail linebreak html entity not_strong em_strong em_strong2 delimiter sub_del"
)
#: ``｀code｀`` and ``＊＊strong＊＊``, typed in full width: shown as meant, and reported as a Problem.
FULL_WIDTH_CODE = r"｀([^｀`\n]+)｀"
FULL_WIDTH_STRONG = r"(＊＊)(?=\S)([^＊\n]+?)(?<=\S)＊＊"
#: End marks of placeholders (a task's box, say, and HTML); for emphasis they count as spaces.
_PLACEHOLDER_ENDS = ("\x03", "\ufddb")
_TILDES = re.compile("~{3,}")
_TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "del", "link_open": "a"}


def replace_inline_rules(
    md: Markdown, html: HtmlStash, resolver: Callable[[], Resolver | None]
) -> InlineMarkdown:
    """Put the rules of this module into `md`; `html` keeps HTML, `resolver` gives what resolves links."""
    md.ESCAPED_CHARS = ASCII_PUNCTUATION
    for name in _REPLACED.split():
        if name in md.inlinePatterns:
            md.inlinePatterns.deregister(name)
    strong = SimpleTagInlineProcessor(FULL_WIDTH_STRONG, "strong")
    md.inlinePatterns.register(strong, "full_width_strong", 65)
    reader = InlineMarkdown(md, html, resolver)
    md.treeprocessors.register(reader, "github_inline", 21)  # just before Python-Markdown's own
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.deregister("attr_list")
    return reader


class InlineMarkdown(Treeprocessor):
    """Turns the inline Markdown of every block into elements."""

    def __init__(self, md: Markdown, html: HtmlStash, resolver: Callable[[], Resolver | None]) -> None:
        super().__init__(md)
        self.html = html
        self.resolver = resolver
        self.references: dict[str, dict[str, str]] = {}
        """The page's link definitions."""
        self.in_heading = False

    def run(self, root: Element) -> None:
        """Put elements in place of the marks in the texts below `root`."""
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            children = list(element)
            self.in_heading = element.tag in HEADINGS
            if _is_text(element.text):
                self._insert(element, 0, str(element.text))
            for child in children:
                if _is_text(child.tail):
                    self._insert(element, list(element).index(child) + 1, str(child.tail))

    def _insert(self, parent: Element, at: int, text: str) -> None:
        """Put the text and elements that `text` makes into `parent`, before its child number `at`."""
        holder = Element("span")
        block = _block_token(parent.tag)
        own = text.removesuffix(NBSP_PLACEHOLDER)  # which a footnote's way back is set apart by
        self._build(iter(_inline_tokens(own, self.references, block)), holder)
        _append(holder, text[len(own) :])
        _set_attributes(parent, block)
        if at:
            parent[at - 1].tail = holder.text
        else:
            parent.text = holder.text
        for number, child in enumerate(list(holder)):
            parent.insert(at + number, child)

    def _build(self, tokens: Iterator[Token], parent: Element) -> None:
        """Make the elements of `tokens` up to the end of `parent`."""
        for token in tokens:
            if token.nesting < 0:
                return
            if token.type == "strong_open" and parent.tag == "strong":
                self._build(tokens, parent)  # GitHub makes one of two
            elif token.nesting > 0:
                element = SubElement(parent, _TAGS[token.type])
                _set_attributes(element, token)
                if token.type == "link_open":
                    self._link(element, token)
                self._build(tokens, element)
            else:
                self._leaf(token, parent)

    def _leaf(self, token: Token, parent: Element) -> None:
        match token.type:
            case "code_inline":
                code = SubElement(parent, "code")
                _set_attributes(code, token)
                code.text = AtomicString(code_escape(token.content))
            case "image":
                self._image(SubElement(parent, "img"), token)
            case "html_inline":
                _append(parent, self.html.store(token.content))
            case "hardbreak":
                SubElement(parent, "br").tail = "\n"
            case "softbreak":
                _append(parent, "\n")
            case _:
                self._text(token.content, parent)

    def _text(self, content: str, parent: Element) -> None:
        """Text, its addresses made links, unless it is in a link already.

        Emoji in headings keep their names, which the headings' ids are made of.
        """
        pieces = [(content, "")] if parent.tag == "a" else link_text(content)
        for text, address in pieces:
            shown = (text if self.in_heading else show_emoji(text)).replace("&", "&amp;")
            if address:
                SubElement(parent, "a", {"href": address.replace("&", "&amp;")}).text = AtomicString(shown)
            else:
                _append(parent, shown)

    def _link(self, element: Element, token: Token) -> None:
        address = self._address(token, "href")
        if address.url is not None:
            element.set("href", address.url.replace("&", "&amp;"))
        if address.is_download:
            element.set("download", "")

    def _image(self, element: Element, token: Token) -> None:
        element.set("alt", _plain(token.children or []).replace("&", "&amp;"))
        element.set("src", (self._address(token, "src").url or "").replace("&", "&amp;"))
        _set_attributes(element, token)

    def _address(self, token: Token, name: str) -> Address:
        written = str(token.attrs.get(name, ""))
        resolve = self.resolver()
        return resolve(written) if resolve else Address(written)


def _is_text(text: str | None) -> bool:
    return bool(text and text.strip()) and not isinstance(text, AtomicString)


def _append(parent: Element, text: str) -> None:
    """Add `text` after all that is in `parent`."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _block_token(tag: str) -> Token:
    """The token of a block `tag`, for the attributes that a list in its text gives it."""
    kind = "heading" if tag in HEADINGS else "paragraph" if tag in ("p", "li") else tag
    return Token(f"{kind}_open", tag, 1)


def _set_attributes(element: Element, token: Token) -> None:
    """Give `element` the title of a link or image, and what a list in braces gives it."""
    for name, value in token.attrs.items():
        if name in IN_BRACES and name != "alt" and value != "":
            before = f"{element.get('class')} " if name == "class" and element.get("class") else ""
            element.set(name, before + str(value).replace("&", "&amp;"))


def _plain(tokens: Sequence[Token]) -> str:
    """The text of an image's description."""
    texts = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        _plain(token.children or []) if token.type == "image" else texts.get(token.type, token.content)
        for token in tokens
        if token.type != "html_inline"
    )


@cache
def _reader(*, as_meant: bool) -> MarkdownIt:
    reader = Reader("commonmark").enable("strikethrough")
    reader.inline.ruler.at("emphasis", partial(_read_emphasis, as_meant=as_meant))
    reader.inline.ruler.before("strikethrough", "tildes", _read_tildes)
    return reader.use(attribute_lists_plugin)


def _inline_tokens(text: str, references: dict[str, dict[str, str]], block: Token) -> list[Token]:
    """The tokens of a block's text; `block` gets the attributes of a list at its end.

    In Korean text, ``**`` makes bold also where GitHub leaves the asterisks. CommonMark leaves those
    of ``**"굵게"**를``: it asks for a space where Korean has none.
    """
    text = re.sub(FULL_WIDTH_CODE, r"`\1`", re.sub(rf"({FULL_WIDTH_CODE})(?=\{{)", r"\1\\", text))
    tokens = _read(text, references, block, as_meant=False)
    stray = any("**" in token.content for token in tokens if token.type == "text")
    return _read(text, references, block, as_meant=True) if stray and any(map(_is_wide, text)) else tokens


def _read(text: str, references: dict[str, dict[str, str]], block: Token, *, as_meant: bool) -> list[Token]:
    environment = {"references": references, BLOCK: block}
    return _reader(as_meant=as_meant).parseInline(text, environment)[0].children or []


def _read_tildes(state: StateInline, silent: bool) -> bool:
    """Three tildes and more are text."""
    run = _TILDES.match(state.src, state.pos)
    if run is None or silent:
        return False
    state.pending += run[0]
    state.pos = run.end()
    return True


def _read_emphasis(state: StateInline, silent: bool, *, as_meant: bool) -> bool:
    """Marks of emphasis; two together open and close wherever no space is, if read `as_meant`."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = _end_of_run(state)
    before, after = state.src[state.pos - 1 : state.pos] or " ", state.src[end : state.posMax][:1] or " "
    before = " " if before in _PLACEHOLDER_ENDS else before
    opens, closes = on_github = _flanking(marker, before, after)
    if as_meant and marker == "*" and end - state.pos > 1:
        opens, closes = not after.isspace(), not before.isspace()
    meta = {} if (opens, closes) == on_github else {AS_MEANT: True}
    for _ in range(end - state.pos):
        token = state.push("text", "", 0)
        token.content, token.meta = marker, dict(meta)
        number = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - state.pos, number, -1, opens, closes))
    state.pos = end
    return True


def _end_of_run(state: StateInline) -> int:
    end = state.pos
    while end < state.posMax and state.src[end] == state.src[state.pos]:
        end += 1
    return end


def _flanking(marker: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of marks between two characters opens emphasis, and whether it closes it.

    Source: CommonMark 0.29, section 6.4, which GitHub follows.
    """
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    if marker == "_":
        return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
    return left, right


def _is_mark(character: str) -> bool:
    """Whether it is punctuation."""
    return isMdAsciiPunct(ord(character)) or unicodedata.category(character)[0] == "P"


def _is_wide(character: str) -> bool:
    """Whether it is a letter of a script without spaces around words: Hangul, Kana, Han."""
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character)[0] == "L"
