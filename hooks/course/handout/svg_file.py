"""Files of drawings (SVG): how large a browser shows them, and what of them Typst would draw otherwise.

Source: SVG 2, "Intrinsic sizing properties"; CSS 2.2, 10.3.2 (300 by 150 pixels); usvg's "unsupported" list.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, Any

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
#: What a browser takes for a width or height that nothing states, in CSS pixels.
_USUAL_WIDTH, _USUAL_HEIGHT = 300.0, 150.0


def read_svg_file(file: Path | IO[bytes]) -> Any:
    """The root of an SVG's file, as lxml has it. Raises SyntaxError, OSError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(str(file) if isinstance(file, Path) else file, parser).getroot()


def as_browsers_show(path: Path) -> bytes | None:
    """The drawing in the file at `path` with its size stated and HTML in it as text; None where it is so."""
    try:
        svg = read_svg_file(path)
    except (SyntaxError, OSError):
        return None
    stated = [svg.get(name) for name in ("width", "height")]
    is_plain = all(map(number_in, stated)) or (not any(stated) and view_size(svg))
    size = None if is_plain else svg_size(svg)
    inside = list(svg.iter(f"{{{_SVG}}}foreignObject"))
    for name, value in zip(("width", "height"), size or (), strict=False):
        svg.set(name, f"{value:g}")
    for each in inside:
        if not _has_another(each):
            each.addprevious(html_as_text(each))
        each.getparent().remove(each)
    return etree.tostring(svg) if size or inside else None


def _has_another(element: Any) -> bool:
    """Whether a drawing has something else to show for those who cannot show HTML in it."""
    return element.getparent().tag == f"{{{_SVG}}}switch" and element.getnext() is not None


def html_as_text(element: Any) -> Any:
    """HTML inside a drawing as a line of text in its middle."""
    x, y, width, height = (number_in(element.get(name)) or 0.0 for name in ("x", "y", "width", "height"))
    middle = {"x": str(x + width / 2), "y": str(y + height / 2)}
    text = etree.Element(
        f"{{{_SVG}}}text", {"text-anchor": "middle", "dominant-baseline": "middle", **middle}
    )
    text.text = " ".join("".join(element.itertext()).split())
    return text


def svg_size(svg: Any) -> tuple[float, float]:
    """Width and height of an SVG in CSS pixels, as browsers have it."""
    width, height = number_in(svg.get("width")), number_in(svg.get("height"))
    return stated_size(svg) or (width or _USUAL_WIDTH, height or _USUAL_HEIGHT)


def stated_size(svg: Any) -> tuple[float, float] | None:
    """Width and height in CSS pixels; None where it states too little of them."""
    view = view_size(svg)
    width, height = number_in(svg.get("width")), number_in(svg.get("height"))
    if width and height:
        return width, height
    if view and width:
        return width, width * view[1] / view[0]
    return (height * view[0] / view[1], height) if view and height else view


def view_size(svg: Any) -> tuple[float, float] | None:
    """Width and height of the part of its plane that a drawing shows, where it says so."""
    numbers = re.findall(r"-?[\d.]+(?:e-?\d+)?", svg.get("viewBox") or "")
    if len(numbers) != 4 or float(numbers[2]) <= 0 or float(numbers[3]) <= 0:
        return None
    return float(numbers[2]), float(numbers[3])


def number_in(text: str | None) -> float | None:
    """A length in CSS pixels; None for what is none."""
    match = re.fullmatch(r"\s*([\d.]+)(?:px)?\s*", text or "")
    return float(match[1]) if match and match[1] != "." else None
