"""MathML as the Typst code of a formula: calls of functions of Typst's module ``math``, no markup.

Every sign is a quoted string, so that whatever a formula holds is set and never run. What MathML says by its
elements Typst says by functions of the same meaning; spaces and sizes are MathML's.
Source: MathML Core; Temml's output for tables, tags and colours; Typst reference, "Math".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml import etree

from course.handout.letters import cell_width
from course.handout.typst.math_signs import NOTHING, length, symbol, text_of
from course.handout.typst.math_tables import write_table
from course.handout.typst.strings import quoted

#: Signs above or below a letter → the combining sign by which Typst knows an accent.
_ACCENTS = {
    **dict.fromkeys("ˆ^", "\u0302"), **dict.fromkeys("~˜", "\u0303"), **dict.fromkeys("¯‾ˉ―", "\u0304"),
    **dict.fromkeys("→⃗", "\u20d7"), **dict.fromkeys("←⃖", "\u20d6"), "˙": "\u0307", "¨": "\u0308",
    "⃛": "\u20db", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˘": "\u0306", "˚": "\u030a",
}  # fmt: skip
_BRACES = {
    "⏞": "overbrace", "⏟": "underbrace", "⏜": "overparen", "⏝": "underparen",
    "⎴": "overbracket", "⎵": "underbracket", "⏠": "overshell", "⏡": "undershell",
}  # fmt: skip
_ARROWS = frozenset("→←↔⇒⇐⇔⇌⇋↦↪↩⟶⟵⟷⟹⟸⟺↠↞⇀⇁↼↽=")
_PRIMES = frozenset("′″‴⁗")
_BRACKETS = frozenset("()[]{}|‖∣∥⟨⟩⌈⌉⌊⌋⟦⟧⟮⟯⎰⎱⌜⌝⌞⌟")
_COLOUR = re.compile(r"(--light|(?<!-)color|background-color):\s*(#[0-9a-fA-F]{3,8})")
#: In half ems: what surely fits on a line of a column.
_LINE = 44
#: A space at an end of a text, which Typst would drop.
_SPACE = "h(0.25em)"

_Element = Any


def write_formula(mathml: str) -> str:
    """The Typst code of the inside of a formula."""
    return write(etree.fromstring(mathml.encode()))


def is_unbreakable(mathml: str) -> bool:
    """Whether a formula has a stretch that may be wider than a line, with no sign at which it may go on."""
    parts = [etree.fromstring(mathml.encode())]
    while len(parts) == 1 and _name(parts[0]) in ("math", "semantics", "mrow", "mstyle"):
        parts = _children(parts[0])
    widest = wide = 0.0
    for part in parts:
        wide = 0.0 if _name(part) == "mo" else wide + cell_width("".join(map(str, part.itertext())))
        widest = max(widest, wide)
    return widest > _LINE


def write(element: _Element) -> str:
    """The Typst code of one element of MathML."""
    return _coloured(element, _WRITERS.get(_name(element), _row)(element))


def _name(element: _Element) -> str:
    return etree.QName(element).localname


def _children(element: _Element) -> list[_Element]:
    return [each for each in element if isinstance(each.tag, str) and _name(each) not in _LEFT_OUT]


def joined(pieces: Iterable[str]) -> str:
    """Pieces of code one after the other, as one."""
    kept = [piece for piece in pieces if piece and piece != NOTHING]
    if len(kept) < 2:
        return kept[0] if kept else NOTHING
    return "{" + "; ".join(kept) + "}"


def _row(element: _Element) -> str:
    """What is in a row; brackets that stretch around it are one with it."""
    children = _children(element)
    stretches = list(map(_is_bracket, children))
    if len(children) > 1 and stretches[0] and stretches[-1]:
        last = len(children) - 1
        inside = [
            f"math.mid({symbol(text_of(each))})" if stretches[at] and 0 < at < last else write(each)
            for at, each in enumerate(children)
        ]
        return f"math.lr({joined(inside)})"
    return joined(map(write, children))


def _is_bracket(element: _Element) -> bool:
    """Whether it is a bracket, or an invisible one, that stretches."""
    if _name(element) != "mo" or element.get("stretchy") == "false" or element.get("minsize"):
        return False
    text = text_of(element).strip()
    return text in _BRACKETS if text else element.get("fence") == "true"


def _identifier(element: _Element) -> str:
    text = text_of(element).strip()
    if len(text) != 1:
        return symbol(text)
    sign = symbol(text)
    return f"math.upright({sign})" if element.get("mathvariant") == "normal" else sign


def _words(element: _Element) -> str:
    """Text, with the spaces at its ends."""
    text = text_of(element).replace("\u00a0", " ")
    inner = " ".join(text.split())
    before, after = (_SPACE if space else "" for space in (text[:1].isspace(), text[-1:].isspace()))
    return joined([before, f"word({quoted(inner)})" if inner else "", after])


def _operator(element: _Element) -> str:
    text = text_of(element).strip()
    if not text:
        return NOTHING
    if size := length(element.get("minsize") or ""):
        kind = {"prefix": "opening", "postfix": "closing"}.get(element.get("form") or "", "normal")
        return f'math.class("{kind}", math.lr(size: {size}, {symbol(text)}))'
    if len(text) > 1:
        return f"math.op({symbol(text)})"
    sign = symbol(text)
    if element.get("fence") == "true" and element.get("form") in ("prefix", "postfix"):
        return f'math.class("{"opening" if element.get("form") == "prefix" else "closing"}", {sign})'
    spaces = [length(element.get(side) or "") for side in ("lspace", "rspace")]
    if all(space not in ("", "0em", "0pt") for space in spaces):
        return f'{{h({spaces[0]}); math.class("normal", {sign}); h({spaces[1]})}}'
    is_tight = length(element.get("lspace") or "x") == length(element.get("rspace") or "x") == "0em"
    return f'math.class("normal", {sign})' if is_tight or element.get("form") == "prefix" else sign


def _space(element: _Element) -> str:
    width = length(element.get("width") or "")
    return f"h({width})" if width not in ("", "0em", "0pt") else NOTHING


def _fraction(element: _Element) -> str:
    above, below = map(write, _children(element)[:2])
    if (element.get("linethickness") or "").startswith("0"):
        return _sized(element, f"math.vec(delim: none, gap: 0.3em, {above}, {below})")
    return _sized(element, f"math.frac({above}, {below})")


def _sized(element: _Element, code: str) -> str:
    """Code in the size that an element asks for."""
    if element.get("scriptlevel") in ("1", "2"):
        return f"math.{'script' if element.get('scriptlevel') == '1' else 'sscript'}({code})"
    how = {"true": "display", "false": "inline"}.get(element.get("displaystyle") or "")
    return f"math.{how}({code})" if how else code


def _style(element: _Element) -> str:
    return _sized(element, _row(element))


def _root(element: _Element) -> str:
    children = list(map(write, _children(element)))
    if _name(element) == "mroot" and len(children) == 2:
        return f"math.root({children[1]}, {children[0]})"
    return f"math.sqrt({joined(children)})"


def _attached(base: str, **places: _Element | None) -> str:
    """Code with other parts around it; primes stand as high as they are drawn."""
    given = "".join(f", {place}: {_script(part)}" for place, part in places.items() if part is not None)
    return f"math.attach({base}{given})"


def _script(part: _Element) -> str:
    text = "".join(text_of(part).split())
    if text and _PRIMES.issuperset(text):
        return f"math.primes({sum('′″‴⁗'.index(sign) + 1 for sign in text)})"
    return write(part)


def _scripts(element: _Element) -> str:
    children = _children(element)
    base = write(children[0]) if _name(children[0]) != "mo" else f"math.scripts({write(children[0])})"
    name = _name(element)
    if name == "msup":
        return _attached(base, tr=children[1])
    return _attached(base, br=children[1], tr=children[2] if name == "msubsup" else None)


def _around(element: _Element) -> str:
    """Parts above and below: accents, braces, limits, words over arrows."""
    base, *parts = _children(element)
    name, sign = _name(element), text_of(parts[0]).strip()
    if len(parts) == 1 and _name(parts[0]) == "mo":
        if name == "mover" and sign in _ACCENTS:
            return f"math.accent({write(base)}, {quoted(_ACCENTS[sign])})"
        if sign in _BRACES:
            return f"math.{_BRACES[sign]}({write(base)})"
        if name == "munder" and sign in _ACCENTS:
            return f"math.underline({write(base)})"
    inner = write(base)
    if _name(base) == "mo" and text_of(base).strip() in _ARROWS - {"="}:
        inner = f"math.stretch({inner}, size: 100% + 1em)"
    below = parts[0] if name != "mover" else None
    above = parts[-1] if name != "munder" else None
    return _attached(f"math.limits({inner})", b=below, t=above)


def _corners(element: _Element) -> str:
    """A base with parts at all four corners."""
    base, places, before = "", {}, False
    for child in element:
        if _name(child) == "mprescripts":
            before = True
        elif not base:
            base = write(child)
        else:
            side = "l" if before else "r"
            place = f"b{side}" if f"b{side}" not in places else f"t{side}"
            places[place] = None if _name(child) == "none" or not len(child) + len(text_of(child)) else child
    return _attached(base or NOTHING, **places)


def _enclosed(element: _Element) -> str:
    notation = set((element.get("notation") or "").split())
    inside = [each for each in _children(element) if "cancel" not in (each.get("class") or "")]
    code = joined(map(write, inside))
    if {"updiagonalstrike", "downdiagonalstrike"} <= notation:
        return f"math.cancel(cross: true, {code})"
    if "box" in notation:
        return f"formula-frame({_spoken(element)}, {code})"
    for name, call in _NOTATIONS.items():
        if name in notation:
            return f"math.{call}{code})"
    return code


_NOTATIONS = {
    "updiagonalstrike": "cancel(",
    "downdiagonalstrike": "cancel(inverted: true, ",
    "horizontalstrike": "cancel(angle: 90deg, ",
    "top": "overline(",
    "bottom": "underline(",
}


def _hidden(element: _Element) -> str:
    return f"hide({_row(element)})"


def _first(element: _Element) -> str:
    children = _children(element)
    return write(children[0]) if children else NOTHING


def _coloured(element: _Element, code: str) -> str:
    """Code in the colours and the frame of its element."""
    style = (element.get("style") or "").replace(" ", "")
    colours = dict(_COLOUR.findall(style))
    if ink := colours.get("--light") or colours.get("color"):
        code = f"text(fill: rgb({quoted(ink)}), {code})"
    spoken = _spoken(element)
    if ground := colours.get("background-color"):
        code = f"formula-ground(rgb({quoted(ground)}), {spoken}, {code})"
    if "border:" in style and _name(element) not in ("mtd", "mtable"):
        code = f"formula-frame({spoken}, {code})"
    return code


def _spoken(element: _Element) -> str:
    """What a part in a frame is said to be, which Typst takes for a formula of its own."""
    return quoted(" ".join(text_of(element).split()) or "formula")


def _table(element: _Element) -> str:
    return write_table(element, write, NOTHING)


_LEFT_OUT = frozenset(("annotation", "annotation-xml"))
_WRITERS: Mapping[str, Callable[[_Element], str]] = {
    "mi": _identifier,
    "mn": _words,
    "ms": _words,
    "mtext": _words,
    "mo": _operator,
    "mspace": _space,
    "mfrac": _fraction,
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("msup", "msub", "msubsup"), _scripts),
    **dict.fromkeys(("mover", "munder", "munderover"), _around),
    "mmultiscripts": _corners,
    "mtable": _table,
    "menclose": _enclosed,
    "mphantom": _hidden,
    "mstyle": _style,
    "semantics": _first,
    "none": lambda _: NOTHING,
}
