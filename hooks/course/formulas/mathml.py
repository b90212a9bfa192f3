"""Makes of the engine's MathML what a page may have: our class, readable colours, no ids, its TeX beside it.

Equations get their numbers when the page is made, in their order there: a number that a browser counts is in
no text, no search and no print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from lxml import etree

from course.formulas.colours import colour_readably

#: The class of every formula, and of one that stands on lines of its own.
FORMULA, DISPLAY = "formula", "formula formula-display"
#: More signs than these do not fit on a phone's line: such a formula scrolls in a box of its own.
_LONG = 36
_UNNUMBERED = 'class="formula-number"'
_SIDE_OF_MULTLINE = "width:7.5%"
_NUMBER = re.compile(
    r'(<mtext class="formula-number"(?: data-label="(?P<label>[^"]*)")?>)(?:\(\d+\))?(</mtext>)'
)
_TAG = re.compile(r'<mtext class="tml-tag" data-label="([^"]*)">(.*?)</mtext>')
_REFERENCE = re.compile(r'(<mtext class="formula-ref( formula-eqref)?" data-label="([^"]*)">)[^<]*(</mtext>)')


def finish(mathml: str, tex: str, *, is_display: bool) -> str:
    """The HTML of a formula, its equations not numbered yet.

    Raises etree.XMLSyntaxError where `mathml` is no XML.
    """
    root = etree.fromstring(f"<math>{mathml}</math>".encode())
    if len(root) and root[0].tag == "math":  # not so where there is nothing but a reference
        root = root[0]
    for table in root.iter("mtable"):
        _one_number(table)
    for row in root.iter("mtr"):
        _label(row)
    for link in root.iter("a"):
        _refer(link)
    for element in root.iter(etree.Element):
        for name in ("id", "href", "title"):
            element.attrib.pop(name, "")
    colour_readably(root)
    root.attrib.clear()
    root.set("class", DISPLAY if is_display else FORMULA)
    if is_display:
        root.set("display", "block")
    _say(root, tex)
    html = etree.tostring(root, encoding="unicode", method="html")
    return _boxed(html, root, is_display=is_display)


def _say(root: etree._Element, tex: str) -> None:
    """Put the TeX beside what is drawn, where a copy, the search and screen readers find it."""
    drawn = list(root)
    row = drawn[0] if len(drawn) == 1 else etree.Element("mrow")
    if len(drawn) != 1:
        row.extend(drawn)
    semantics = etree.SubElement(root, "semantics")
    semantics.append(row)
    etree.SubElement(semantics, "annotation", {"encoding": "application/x-tex"}).text = tex


def _boxed(html: str, root: etree._Element, *, is_display: bool) -> str:
    if is_display:
        return f'<span class="formula-lines">{html}</span>'
    signs = sum(len((element.text or "").strip()) for element in root.iter("mi", "mn", "mo", "mtext"))
    return f'<span class="formula-long">{html}</span>' if signs > _LONG else html


def _one_number(table: etree._Element) -> None:
    """Leave the number of the last line alone, where several lines are one equation."""
    rows = list(table.iterchildren("mtr"))
    sides = [cell for row in rows for cell in (row[0], row[-1]) if len(row)]
    if len(rows) > 1 and all(_SIDE_OF_MULTLINE in side.get("style", "") for side in sides):
        for row in rows[:-1]:
            for number in list(row.iter("span")):
                number.getparent().remove(number)  # type: ignore[union-attr]


def _label(row: etree._Element) -> None:
    """Mark the number of a row, with the name by which others refer to it."""
    label = row.get("id", "")
    for number in list(row.iter("span")):
        text = number.getparent()
        if text is not None and "tml-eqn" in number.get("class", ""):
            text.remove(number)
            text.attrib.clear()
            text.set("class", "formula-number")
            if label:
                text.set("data-label", label)
    for tag in row.iter("mtext"):
        if tag.get("class") == "tml-tag" and label:
            tag.set("data-label", label)


def _refer(link: etree._Element) -> None:
    """Make a text of a reference to a number."""
    label, is_bracketed = link.get("href", "").removeprefix("#"), "tml-eqref" in link.get("class", "")
    link.tag = "mtext"
    link.attrib.clear()
    link.set("class", "formula-ref formula-eqref" if is_bracketed else "formula-ref")
    link.set("data-label", label)


@dataclass(slots=True)
class _Numbers:
    """The numbers of a page's equations."""

    count: int = 0
    by_label: dict[str, str] = field(default_factory=dict)

    def number(self, match: re.Match[str]) -> str:
        self.count += 1
        if match["label"]:
            self.by_label[match["label"]] = str(self.count)
        return f"{match[1]}({self.count}){match[3]}"

    def refer(self, match: re.Match[str]) -> str:
        number = self.by_label.get(match[3], "??")
        return f"{match[1]}{f'({number})' if match[2] else number}{match[4]}"


def number_equations(formulas: Sequence[str]) -> Iterator[str]:
    """The formulas of one page, in order, their equations numbered and referred to by these numbers."""
    numbers = _Numbers()
    numbered = []
    for html in formulas:
        for label, tag in _TAG.findall(html):
            numbers.by_label[label] = unescape(tag).strip("()")
        numbered.append(_NUMBER.sub(numbers.number, html) if _UNNUMBERED in html else html)
    return (_REFERENCE.sub(numbers.refer, html) if "formula-ref" in html else html for html in numbered)


def render_undrawn(tex: str, what: str) -> str:
    """HTML of a formula that cannot be drawn: its source, with what is wrong for a pointer that rests."""
    return f'<code class="formula-source" title="{escape(what)}">{escape(tex, quote=False)}</code>'
