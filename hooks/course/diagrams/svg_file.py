"""Writes a drawing as an SVG file for viewers that have neither the page's styles nor its fonts.

Colours are those of the page in the light, on a white ground, so that it can be read on a dark page too. What
CSS says is written as attributes, which every viewer knows, and every label states its width: with another
font its letters move together instead of leaving their box.
Source: SVG 1.1, "Property Index", "textLength"; WAI-ARIA Graphics; XML 1.0, "Characters".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from course.diagrams.contrast import with_readable_colours
from course.diagrams.drawing import ID_PREFIX, SVG, CharacterWidths, Drawing
from course.diagrams.palette import plain_value, read_palette
from course.diagrams.wording import DiagramText
from course.fonts.widths import EMOJI_EM, SLACK, usual_width_em

_TEXT_FONTS = (
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', "
    "NanumBarunGothic, NanumGothic, Helvetica, Arial, sans-serif"
)
_CODE_FONTS = "D2Coding, NanumGothicCoding, Menlo, Consolas, 'Liberation Mono', monospace"
#: Properties that may be written as attributes.
_ATTRIBUTES = frozenset(
    re.findall(
        r"[\w-]+",
        """
        color fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap
        stroke-linejoin stroke-opacity stroke-width opacity font-family font-size font-style font-weight
        letter-spacing text-anchor text-decoration dominant-baseline rx ry display visibility
        """,
    )
)
_ROOT_ATTRIBUTES = ("viewBox", "width", "height")
#: The line around a box, as diagrams.css has it.
_BOX_LINE = "1.25"
#: Attributes that only a page's styles and scripts have a use for.
_OF_A_PAGE = re.compile(r"class$|style$|data-|aria-")
_IN_PIXELS = ("rx", "ry", "font-size", "stroke-width")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Widths of the characters of a text, as the page draws them; None where the page's fonts are not there.
Measure = Callable[[str], CharacterWidths]


def file_palette(stylesheets_dir: Path) -> dict[str, str]:
    """The site's CSS custom properties in the light colour scheme, with lists of fonts that systems have."""
    styles = [path.read_text("utf-8") for path in sorted(stylesheets_dir.glob("*.css"))]
    fonts = {"--drawing-font": _TEXT_FONTS, "--drawing-code-font": _CODE_FONTS}
    return {**read_palette(styles), **fonts}


def render_svg_file(
    drawing: Drawing, text: DiagramText, palette: Mapping[str, str], measure: Measure | None
) -> str:
    """The text of the SVG file for `drawing`, with `text` as its title and description.

    The same drawing gives the same file. `palette` comes from `file_palette`. Without `measure` the file does
    not state the width of labels.
    """
    svg = with_readable_colours(drawing.svg.replace(ID_PREFIX, "part-"))
    return stand_alone(svg, text, palette, measure)


def stand_alone(svg: str, text: DiagramText, palette: Mapping[str, str], measure: Measure | None) -> str:
    """The same for an ``<svg>`` taken from a page, whose colours are readable already.

    Raises etree.XMLSyntaxError if it is not XML.
    """
    root = etree.fromstring(svg.encode())
    colours = {**palette, **_declared(root.get("style", ""))}
    for element in root.iter(etree.Element):
        _dress(element, colours)
    if measure:
        _state_widths(root, measure)
    for element in root.iter(etree.Element):
        for name in filter(_OF_A_PAGE.match, map(str, element.attrib)):
            del element.attrib[name]
    return _finished(root, text, colours) + "\n"


def _declared(style: str) -> dict[str, str]:
    """What a ``style`` says, by property."""
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def _dress(element: etree._Element, palette: Mapping[str, str]) -> None:
    """Write what style sheets and ``style`` say of `element` as its attributes, every variable worked out."""
    style = _with_font_size(_declared(element.get("style", "")))
    for name, value in {**_from_style_sheets(element, palette), **style}.items():
        if name in _ATTRIBUTES:
            element.set(name, value)
    for name in map(str, element.attrib):
        value = element.get(name, "")
        if "var(" in value or "color-mix(" in value:
            value = plain_value(value, palette)
        element.set(name, value.removesuffix("px") if name in _IN_PIXELS else value)


def _with_font_size(style: Mapping[str, str]) -> dict[str, str]:
    """`style` with the size that its ``font`` states."""
    size = re.search(r"([\d.]+)px", style.get("font", ""))
    return {**({"font-size": size[1]} if size else {}), **style}


def _from_style_sheets(element: etree._Element, palette: Mapping[str, str]) -> dict[str, str]:
    """What diagrams.css says of a shape: its rules for boxes and notes."""
    parent = element.getparent()
    kinds = (parent.get("class") or "").split() if parent is not None else []
    is_box = element.tag in _BOXES and not {"diagram-node", "diagram-actor"}.isdisjoint(kinds)
    if is_box and "stroke-width" not in element.attrib:
        return {"stroke-width": _BOX_LINE}
    if element.tag == f"{SVG}rect" and "diagram-note" in kinds and "--diagram-note" in palette:
        return {"fill": "var(--diagram-note)", "stroke": "var(--diagram-note-border)"}
    return {}


_BOXES = frozenset(SVG + name for name in ("rect", "path", "circle", "ellipse", "polygon"))


def _state_widths(root: etree._Element, measure: Measure) -> None:
    """State the width of every label as the page shows it."""
    for part in root.iter(f"{SVG}text", f"{SVG}tspan"):
        label = part.text or ""
        if not label.strip() or any(usual_width_em(each) == EMOJI_EM for each in label):
            continue  # nobody knows how wide a reader's emoji are
        widths = measure(label)
        column = 2 if _inherited(part, "font-family") == _CODE_FONTS else int(_is_bold(part))
        length = sum(widths[each][column] for each in label) / SLACK * _size(part)
        part.set("textLength", f"{length:.2f}")
        part.set("lengthAdjust", "spacingAndGlyphs")


def _size(part: etree._Element) -> float:
    """Height of the letters of `part` in pixels."""
    match = re.match(r"[\d.]+", _inherited(part, "font-size"))
    return float(match[0]) if match else 16.0


def _is_bold(part: etree._Element) -> bool:
    return _inherited(part, "font-weight") in ("bold", "bolder", "600", "700", "800", "900")


def _inherited(part: etree._Element, name: str) -> str:
    """An attribute of `part`, or of the nearest element around that has it."""
    value = part.get(name)
    parent = part.getparent()
    return value if value is not None else "" if parent is None else _inherited(parent, name)


def _finished(root: etree._Element, text: DiagramText, palette: Mapping[str, str]) -> str:
    """The file: the drawing on its ground, with its name and what it shows in words."""
    made = etree.fromstring(f'<svg xmlns="{SVG[1:-1]}"/>')
    for name in _ROOT_ATTRIBUTES:
        made.set(name, root.get(name, ""))
    made.set("role", "img")
    for name, content in (("title", text.title), ("desc", text.spoken)):
        element = etree.SubElement(made, SVG + name)
        element.text = _NOT_XML.sub("", content)
    x, y, width, height = root.get("viewBox", "0 0 0 0").split()
    ground = {"x": x, "y": y, "width": width, "height": height, "rx": "6"}
    etree.SubElement(
        made, f"{SVG}rect", {**ground, "fill": plain_value("var(--drawing-ground,#fff)", palette)}
    )
    look = {name: root.get(name, "") for name in sorted(_ATTRIBUTES) if name in root.attrib}
    etree.SubElement(made, f"{SVG}g", look).extend(list(root))
    return str(etree.tostring(made, encoding="unicode"))
