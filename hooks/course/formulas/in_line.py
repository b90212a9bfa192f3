r"""Formulas as one line of text, for places that hold no MathML: labels of diagrams, titles of windows.

``x^2`` becomes x with a raised 2, ``\frac{1}{2}`` becomes 1/2, ``\sqrt{x+3}`` becomes √(x + 3); the rows of
a matrix stand one behind another. A brace over several signs, say, no line can show: such a formula has none.
Source: MathML Core; Temml's output.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from course.formulas.signs import LOWERED, RAISED, SOFT, Sign, beside, on_line, with_spaces

#: Elements that do nothing but hold others.
_ROWS = frozenset(("math", "mrow", "mstyle", "mpadded", "semantics", "mtd"))
#: Signs that nobody sees: "function of", "times" and the like.
_UNSEEN = re.compile("[\u2061-\u2064\u200b\n]")
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀")
#: Mathematical signs that stand for something, or before it, and join nothing.
_SINGLE = frozenset("/√∂∇∞∀∃¬∅|∣∥")
_LOOSE = frozenset("|∣:")
_PRIMES = frozenset("′″‴⁗")
#: An accent as Temml draws it → the mark that goes onto a letter.
_ACCENTS = {
    **{
        "ˆ": "\u0302",
        "^": "\u0302",
        "‾": "\u0304",
        "¯": "\u0304",
        "ˉ": "\u0304",
        "~": "\u0303",
        "˜": "\u0303",
    },
    **{"→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c"},
}
#: Least width of a space that is shown, in em.
_LEAST_SPACE_EM = 0.15


class _NoLineError(Exception):
    """A part of a formula is nothing that a line can show."""


def read_signs(mathml: str) -> tuple[Sign, ...]:
    """The signs of a formula from left to right; none where a line cannot show it."""
    try:
        return with_spaces(_read(etree.fromstring(mathml.encode())))
    except (_NoLineError, etree.XMLSyntaxError):
        return ()


def _read(element: etree._Element) -> Iterator[Sign]:
    if element.tag in _ROWS:
        yield from _row(list(element))
    elif element.tag in _READERS:
        yield from _READERS[str(element.tag)](element)
    elif element.tag not in ("annotation", "mphantom"):
        raise _NoLineError(element.tag)


def _row(parts: Sequence[etree._Element]) -> Iterator[Sign]:
    for part in parts:
        yield from _read(part)


def _text(element: etree._Element) -> str:
    if len(element):
        raise _NoLineError("an element in a text")
    return _UNSEEN.sub("", element.text or "").replace("\xa0", " ")


def _name(element: etree._Element) -> Iterator[Sign]:
    return on_line(_text(element))


def _operator(element: etree._Element) -> Iterator[Sign]:
    text = _text(element)
    if element.get("separator") == "true":
        return on_line(f"{text}{SOFT}")
    return on_line(f"{SOFT}{text}{SOFT}" if _joins(element, text) else text)


def _joins(operator: etree._Element, text: str) -> bool:
    """Whether an operator stands between two things, as = does, and is no bracket and no sign before one."""
    if "form" in operator.attrib or "fence" in operator.attrib:
        return False
    if len(text) != 1:
        return text.isalpha()
    return text in _LOOSE or (unicodedata.category(text) == "Sm" and text not in _SINGLE | _BIG)


def _space(element: etree._Element) -> Iterator[Sign]:
    width = re.match(r"([\d.]+)em", element.get("width", ""))
    return on_line(SOFT if width and float(width[1]) >= _LEAST_SPACE_EM else "")


def _fraction(element: etree._Element) -> Iterator[Sign]:
    if element.get("linethickness", "1").startswith("0"):
        raise _NoLineError("one above the other without a line")
    above, below = element
    yield Sign(SOFT)
    yield from _grouped(with_spaces(_read(above)), of_many=True)
    yield Sign("/")
    yield from _grouped(with_spaces(_read(below)), of_many=below.tag == "mtext")
    yield Sign(SOFT)


def _grouped(signs: Sequence[Sign], *, of_many: bool = False) -> Iterator[Sign]:
    """`signs` in brackets, unless they are a number or one letter; or `of_many` letters, or in brackets."""
    text = "".join(sign.text for sign in signs if not sign.place)
    is_one = text.replace(".", "").isdecimal() or len(text) == 1 or (of_many and text.isalnum())
    is_bracketed = re.fullmatch(r"\([^()]*\)", text) and not signs[-1].place
    yield from signs if is_one or is_bracketed else (Sign("("), *signs, Sign(")"))


def _root(element: etree._Element) -> Iterator[Sign]:
    inside = list(element)
    if element.tag == "mroot":
        yield from beside(RAISED, _read(inside.pop()))
    yield Sign("√")
    yield from _grouped(with_spaces(_row(inside)))


def _scripts(element: etree._Element) -> Iterator[Sign]:
    base, *further = element
    if len(further) == 1 and further[0].tag == "mspace":  # a least width
        yield from _read(base)
        return
    if len(further) == 1 and further[0].tag == "mo" and element.tag in ("mover", "munder"):
        yield from _accented(base, further[0])
        return
    places = {"msub": LOWERED, "msup": RAISED, "munder": LOWERED, "mover": RAISED}.get(
        str(element.tag), LOWERED + RAISED
    )
    apart = SOFT if base.tag == "mo" and _text(base) not in _PRIMES else ""
    yield from on_line(apart)
    yield from _base(base)
    for place, script in zip(places, further, strict=True):
        yield from _script(place, tuple(_read(script)))
    yield from on_line(apart)


def _base(base: etree._Element) -> Iterator[Sign]:
    signs = tuple(_read(base))
    while base.tag in _ROWS and len(base) == 1:
        base = base[0]
    if base.tag in ("mfrac", "msqrt", "mroot"):
        yield from _grouped(with_spaces(signs))
    else:
        yield from (sign for sign in signs if base.tag != "mo" or sign.text != SOFT)


def _script(place: str, signs: Sequence[Sign]) -> Iterator[Sign]:
    text = "".join(sign.text for sign in signs if sign.text != SOFT)
    if place == RAISED and text and (text in "∘°" or _PRIMES.issuperset(text)):
        return on_line(text.replace("∘", "°"))
    return beside(place, signs)


def _accented(base: etree._Element, accent: etree._Element) -> Iterator[Sign]:
    """A letter with an accent; or an operator with another above it."""
    signs, mark = tuple(_read(base)), _text(accent)
    if base.tag == "mo":
        yield from (*signs, *beside(RAISED, on_line(mark)))
    elif len(signs) == 1 and mark in _ACCENTS:
        yield Sign(unicodedata.normalize("NFC", signs[0].text + _ACCENTS[mark]), signs[0].place)
    else:
        raise _NoLineError("an accent over several signs")


def _enclosed(element: etree._Element) -> Iterator[Sign]:
    signs = tuple(_row(list(element)))
    if len(signs) != 1 or element.get("notation") != "top":
        raise _NoLineError("lines around signs")
    yield Sign(unicodedata.normalize("NFC", f"{signs[0].text}\u0304"))


def _table(element: etree._Element) -> Iterator[Sign]:
    """The rows of a table; its cells with commas, but before an operator, where lines are aligned."""
    for number, row in enumerate(element.iterchildren("mtr")):
        yield from on_line(f";{SOFT}" if number else "")
        cells = [with_spaces(_read(cell)) for cell in row.iterchildren("mtd")]
        is_first = True
        for cell in filter(None, cells):
            is_aligned = "tml-jot" in element.get("class", "")
            yield from on_line("" if is_first else SOFT if is_aligned else f",{SOFT}")
            yield from cell
            is_first = False


_READERS: dict[str, Callable[[etree._Element], Iterator[Sign]]] = {
    **dict.fromkeys(("mi", "mn", "mtext"), _name),
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _scripts),
    **dict.fromkeys(("msqrt", "mroot"), _root),
    "mo": _operator,
    "mspace": _space,
    "mfrac": _fraction,
    "menclose": _enclosed,
    "mtable": _table,
}
