"""Reads which characters the pages of a site show, and in which font: text, bold, code."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

#: What every page may show, whatever it says: letters, digits and signs of the interface. Style sheets alone
#: show ``·``, the ``…`` of what is cut off, and the ``↓`` of downloads.
ALWAYS = frozenset((*map(chr, range(32, 127)), *"\u00a0·…↓"))
_ALL_TEXT = etree.XPath("string()")
#: Says that the character before it is an emoji.
EMOJI_MARK = "\ufe0f"

_CODE = frozenset(("code", "kbd", "pre", "samp"))
_BOLD = frozenset(("b", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "th"))
#: Bold in some places and not in others: counted as both.
_EITHER = frozenset(("summary",))
_BOLD_CLASS = re.compile(r"(?:^|[\s_-])(?:title|topic|tabs?|handouts)(?:$|[\s_-])")
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_NOT_DRAWN = frozenset(("script", "style", "template", "noscript", "head"))
#: A letter → its slanted form, in which a formula has it when it stands alone: `text-transform: math-auto`.
#: Source: MathML Core, "Italic mappings".
_SLANTED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (0x210E, *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C))
}
#: What no text of a formula holds, but a root is drawn with.
_ROOT = "√"
#: ``data-words`` holds what comes into the page once it is built.
_DRAWN_ATTRIBUTES = frozenset(("alt", "label", "placeholder", "value", "data-words"))
_JSON_ESCAPES = re.compile(r"\\u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*")
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{2,6})")
_NO_GLYPH = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"))


#: The fields of `PageCharacters`, in their order, each as a sorted text.
SortedCharacters = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """The characters of one page, by the font that draws them."""

    text: frozenset[str]
    bold: frozenset[str]
    code: frozenset[str]
    code_bold: frozenset[str]
    math: frozenset[str]
    """Characters of formulas, and the slanted forms in which they are drawn."""
    further: frozenset[str]
    """All characters of its file, markup and scripts included: a script may show any of them."""
    said: frozenset[str]
    """Characters of its data, of which scripts make buttons and titles."""
    marked: frozenset[str]
    """Characters followed by `EMOJI_MARK`, which asks for their emoji form."""

    def with_text(self, characters: frozenset[str]) -> PageCharacters:
        """The same page with more characters in its text."""
        return replace(self, text=self.text | characters) if characters else self

    @property
    def drawn(self) -> frozenset[str]:
        """All characters that the page shows without scripts."""
        return self.text | self.bold | self.code | self.code_bold


def sorted_characters(content: bytes) -> SortedCharacters:
    """`page_characters` of an HTML file, sorted."""
    page = page_characters(content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    return tuple("".join(sorted(getattr(page, each.name))) for each in fields(page))


def unsorted_characters(page: SortedCharacters) -> PageCharacters:
    """The page of which `sorted_characters` tells."""
    return PageCharacters(*map(frozenset, page))


def united(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All that is in any of the sets, which need not be there at once."""
    whole: set[str] = set()
    for each in sets:
        whole |= each
    return frozenset(whole)


class UnsortedPages(Sequence[PageCharacters]):
    """Many such pages, each made when it is looked at."""

    def __init__(self, pages: Sequence[SortedCharacters]) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, at: Any) -> Any:
        return unsorted_characters(self._pages[at])


def page_characters(content: str) -> PageCharacters:
    """The characters of a page, from the text of its HTML file."""
    by_style: dict[tuple[bool, bool], set[str]] = {
        (code, bold): set() for code in (False, True) for bold in (False, True)
    }
    math: set[str] = set()
    document = etree.fromstring(content.encode(), parser=etree.HTMLParser(encoding="utf-8"))
    waiting: list[tuple[etree._Element, bool, bool]] = [(document, False, False)]
    while waiting:
        element, code, bold = waiting.pop()
        tag = element.tag
        if tag in _NOT_DRAWN or not isinstance(tag, str):
            continue
        if tag == "math":
            math |= formula_characters(element)
            continue
        names = element.keys()
        code, bold = code or tag in _CODE, bold or tag in _BOLD or (bool(names) and _is_bold(element))
        into = by_style[code, bold]
        for name in _DRAWN_ATTRIBUTES.intersection(names):
            into.update(element.get(name, ""))
        if element.text:
            into.update(element.text)
        if tag in _EITHER:
            by_style[code, True].update(str(_ALL_TEXT(element)))
        for child in element:
            if child.tail:
                into.update(child.tail)
            waiting.append((child, code, bold))
    text, bold_text, code_text, code_bold = (
        with_glyphs(by_style[key]) for key in ((False, False), (False, True), (True, False), (True, True))
    )
    scripts = [*document.iter("script")]
    text, bold_text = text | _shown(scripts, "data-words"), bold_text | _shown(scripts, "data-bold")
    whole = unescape(content)
    marked = frozenset(before[-1] for before in whole.split(EMOJI_MARK)[:-1] if before[-1:].strip("\n"))
    drawn = with_glyphs(math)
    further, said = written_characters(whole), _data_characters(scripts)
    return PageCharacters(text, bold_text, code_text, code_bold, drawn, further, said, marked)


def _shown(scripts: Iterable[etree._Element], attribute: str) -> frozenset[str]:
    """What scripts show of the page's data as soon as they run: an `attribute` of it tells."""
    return with_glyphs("".join(each.get(attribute, "") for each in scripts))


def _data_characters(scripts: Iterable[etree._Element]) -> frozenset[str]:
    data = (each.text or "" for each in scripts if each.get("type") == "application/json")
    return written_characters("".join(data))


def formula_characters(formula: etree._Element) -> set[str]:
    """The characters that a formula is drawn with."""
    characters = {_ROOT}
    for element in formula.iter(etree.Element):
        text = "" if element.tag == "annotation" else (element.text or "").strip()
        characters.update(text)
        if element.tag == "mi" and element.get("mathvariant") != "normal":
            characters.add(_SLANTED.get(text, _ROOT))
    return characters


def _is_bold(element: etree._Element) -> bool:
    """Whether an element's attributes make it bold."""
    style = element.get("data-style") or element.get("style", "")
    return _makes_bold(element.get("class", ""), element.get("font-weight", ""), style)


@lru_cache(maxsize=1024)
def _makes_bold(classes: str, weight: str, style: str) -> bool:
    """Whether these attributes make an element bold: a page has few of them, on hundreds of elements."""
    return (
        bool(_BOLD_CLASS.search(classes))
        or weight in ("bold", "600", "700", "800", "900")
        or bool(_BOLD_STYLE.search(style))
    )


def written_characters(content: str) -> frozenset[str]:
    """The characters of a file of any kind, including those written as escapes of JSON, JavaScript or CSS."""
    characters = set(content)
    if "\\" in characters:
        escaped = '","'.join(set(_JSON_ESCAPES.findall(content)))
        characters.update(*json.loads(f'["{escaped}"]'))
        codes = (int(code, 16) for code in set(_CSS_ESCAPE.findall(content)))
        characters.update(chr(code) for code in codes if 0x20 <= code <= 0x10FFFF)
    return with_glyphs(characters)


def read_written(paths: Iterable[Path]) -> frozenset[str]:
    """The characters of all files at `paths`; paths without a file are skipped."""
    there = [path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()]
    return written_characters("\n".join(there))


#: Characters that were looked up, and those of them that have a glyph: pages share nearly all of theirs.
_SEEN: set[str] = set()
_WITH_GLYPH: set[str] = set()


def with_glyphs(characters: Iterable[str]) -> frozenset[str]:
    """`characters` without those that no font has a glyph for by itself, such as controls and accents."""
    given = frozenset(characters)
    fresh = given - _SEEN
    _WITH_GLYPH.update(each for each in fresh if unicodedata.category(each) not in _NO_GLYPH)
    _SEEN.update(fresh)
    return given & _WITH_GLYPH
