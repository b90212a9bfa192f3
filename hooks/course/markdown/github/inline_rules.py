"""Inline Markdown as GitHub reads it, for Python-Markdown: markdown-it-py parses it, we make the elements.

Python-Markdown's own inline rules and its attribute lists are taken out; the rules of its extensions, such as
footnotes, read the text that is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.markdown.files.source import Reader
from course.markdown.formulas import finding
from course.markdown.formulas.stash import FormulaStash
from course.markdown.github.attribute_lists import BLOCK, attribute_lists_plugin
from course.markdown.github.emphasis import emphasis_plugin, is_wide, marks_left
from course.markdown.github.html_blocks import HtmlStash
from course.markdown.github.text_marks import link_text, show_emoji
from course.markdown.github.unseen import with_marks
from course.markdown.html.allowed import IN_BRACES
from course.markdown.html.tags import HEADINGS
from course.markdown.links.rewrite import WAITING, Address, Resolver

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
#: A text in which no rule of `_reader` finds anything: most cells and items are such.
_PLAIN = re.compile(r"[^\n\r\0\\`*_~\[<&{$]+")
_MARKS = re.compile("[*_~]")
_TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "del", "link_open": "a"}


def replace_inline_rules(
    md: Markdown, html: HtmlStash, stash: FormulaStash, resolver: Callable[[], Resolver | None]
) -> InlineMarkdown:
    """Put the rules of this module into `md`; `html` keeps HTML, `stash` formulas, `resolver` gives what
    resolves links.
    """
    md.ESCAPED_CHARS = ASCII_PUNCTUATION
    for name in _REPLACED.split():
        if name in md.inlinePatterns:
            md.inlinePatterns.deregister(name)
    strong = SimpleTagInlineProcessor(FULL_WIDTH_STRONG, "strong")
    md.inlinePatterns.register(strong, "full_width_strong", 65)
    reader = InlineMarkdown(md, html, stash, resolver)
    md.treeprocessors.register(reader, "github_inline", 21)  # just before Python-Markdown's own
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.deregister("attr_list")
    return reader


class InlineMarkdown(Treeprocessor):
    """Turns the inline Markdown of every block into elements."""

    def __init__(
        self, md: Markdown, html: HtmlStash, stash: FormulaStash, resolver: Callable[[], Resolver | None]
    ) -> None:
        super().__init__(md)
        self.html = html
        self.formulas = stash
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
                code.text = AtomicString(code_escape(with_marks(token.content)))
            case "image":
                self._image(SubElement(parent, "img"), token)
            case "html_inline":
                _append(parent, self.html.store(token.content))
            case finding.FORMULA:
                parent.append(self.formulas.element(finding.formula_of(token)))
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
        if address.waits:
            element.set(WAITING, "")
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
def _reader(*, as_meant: frozenset[str]) -> MarkdownIt:
    reader = Reader("commonmark").enable("strikethrough").use(emphasis_plugin, as_meant=as_meant)
    return reader.use(attribute_lists_plugin).use(finding.formulas_plugin)


def _inline_tokens(text: str, references: dict[str, dict[str, str]], block: Token) -> list[Token]:
    """The tokens of a block's text; `block` gets the attributes of a list at its end.

    Beside Hangul, Kana and Han, marks make emphasis also where GitHub leaves them: see `tokens_as_meant`.
    """
    text = text.replace(finding.TAB, "\t")
    if "｀" in text:
        text = re.sub(FULL_WIDTH_CODE, r"`\1`", re.sub(rf"({FULL_WIDTH_CODE})(?=\{{)", r"\1\\", text))
    return tokens_as_meant(text, references, block)


def tokens_as_meant(text: str, references: dict[str, dict[str, str]], block: Token) -> list[Token]:
    """The tokens of `text` with the emphasis that was meant; that which GitHub leaves has `AS_MEANT`.

    CommonMark leaves the stars of ``**"굵게"**를``: it asks for a space where Korean has none.
    """
    if _PLAIN.fullmatch(text):
        return [Token("text", "", 0, content=text)]
    tokens = _read(text, references, block, as_meant=frozenset())
    left = marks_left(tokens) if _MARKS.search(text) and any(map(is_wide, text)) else None
    if not left:
        return tokens
    meant = _read(text, references, block, as_meant=frozenset(left))
    return meant if marks_left(meant).total() < left.total() else tokens


def _read(
    text: str, references: dict[str, dict[str, str]], block: Token, *, as_meant: frozenset[str]
) -> list[Token]:
    environment = {"references": references, BLOCK: block}
    return _reader(as_meant=as_meant).parseInline(text, environment)[0].children or []
