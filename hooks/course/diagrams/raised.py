"""Signs of formulas in a drawing's texts: raised and lowered there, and read again.

``baseline-shift`` is not known to every browser; ``dy`` is.
Source: SVG 2, "The dx, dy attributes".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from lxml import etree

from course.diagrams.drawing import SVG
from course.formulas.signs import RAISED, Sign, plain_text

#: On each part of a formula: where it stands, as `Sign.place`; empty on the line again.
SCRIPT = "data-script"
#: Height of raised and lowered signs, of those beside them, and how far they are moved, in em of the label.
_SIZES = (1.0, 0.7, 0.55)
_UP_EM, _DOWN_EM = 0.36, 0.2
_BASE_TEXT_PX = 16.0
_TEXTS = (f"{SVG}text", f"{SVG}tspan")


def size_of(sign: Sign) -> float:
    """Height of a sign as a share of its label's."""
    return _SIZES[min(len(sign.place), len(_SIZES) - 1)]


def _rise_em(place: str) -> float:
    """How far above the line a sign stands, in em of the label; negative below."""
    steps = (_UP_EM if each == RAISED else -_DOWN_EM for each in place)
    return sum(step * _SIZES[min(depth, 1)] for depth, step in enumerate(steps))


def write_signs(svg: str, signs: Mapping[str, Sign]) -> str:
    """The drawing `svg` with the signs for which its characters stand."""
    root = etree.fromstring(svg.encode())
    for element in list(root.iter(etree.Element)):
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            if not signs.keys().isdisjoint(value):
                element.set(name, plain_text([signs.get(each, Sign(each)) for each in value]))
        if element.tag in _TEXTS and element.text and not signs.keys().isdisjoint(element.text):
            _write(element, [signs.get(each, Sign(each)) for each in element.text])
    return str(etree.tostring(root, encoding="unicode"))


def _write(element: etree._Element, signs: list[Sign]) -> None:
    """Put `signs` into a text: those on the line first, then a part for every change of place."""
    size, risen = _size_px(element), 0.0
    element.text = ""
    for at, (place, group) in enumerate(groupby(signs, key=lambda sign: sign.place)):
        text = "".join(sign.text for sign in group)
        if not at and not place:
            element.text = text
            continue
        rise = _rise_em(place)
        part = etree.Element(f"{SVG}tspan", {"dy": f"{(risen - rise) * size:.2f}", SCRIPT: place})
        if place:
            part.set("style", f"font-size:{size_of(Sign('', place)) * size:.4g}px")
        part.text, risen = text, rise
        element.insert(sum(SCRIPT in each.attrib for each in element), part)


def _size_px(element: etree._Element) -> float:
    """Height of the letters of a text."""
    while True:
        stated = element.get("font-size") or element.get("style") or ""
        match = re.match(r"([\d.]+)(?:px)?$|.*?font(?:-size)?:[^;]*?([\d.]+)px", stated)
        parent = element.getparent()
        if match or parent is None:
            return float(match[1] or match[2]) if match else _BASE_TEXT_PX
        element = parent


def lines_of(text: etree._Element) -> Iterator[str]:
    """The parts of a drawn text one by one, each formula in one piece."""
    own = [each for each in text if SCRIPT in each.attrib]
    pieces = [("", text.text or ""), *((each.get(SCRIPT, ""), each.text or "") for each in own)]
    yield plain_text([Sign(letter, place) for place, piece in pieces for letter in piece])
    for each in text:
        if SCRIPT not in each.attrib:
            yield from lines_of(each)
        yield each.tail or ""
