"""What is left of a page's tree when all that inline styles hide is taken out of it."""

from __future__ import annotations

from tinycss2.color4 import parse_color  # type: ignore[import-untyped]

from course.markdown.html.hiding import Ink, hides, ink, is_seen
from course.markdown.html.tree import Element, Part

#: Elements that show something of their own: letters and colours of a style say nothing of them.
_PICTURES = frozenset(("img", "svg", "video", "audio", "iframe", "input", "canvas"))
#: Elements that keep their place when they are emptied: those behind them are counted by it.
_CELLS = ("td", "th")


def take_out_hidden(root: Element) -> bool:
    """Take out of the tree `root` what an inline style hides; whether there was any.

    What a style only might hide stays.

    A style that hides letters (their size, their colour, ``visibility``) hides those alone that no style
    further in shows again.
    """
    return _clean(root, Ink(None, None, None, None))


def _clean(element: Element, around: Ink) -> bool:
    here = _ink(element, around)
    staying = [part for part in element.parts if _stays(part, here)]
    is_taken = len(staying) < len(element.parts)
    for child in [part for part in staying if isinstance(part, Element) and part.tag != "svg"]:
        if _clean(child, here):
            is_taken = True
            if child.tag not in _CELLS and not _shows_something(child):
                staying.remove(child)
    element.parts = staying
    return is_taken


def _shows_something(element: Element) -> bool:
    return bool(element.text_content().strip()) or any(True for _ in element.iter(*_PICTURES))


def _ink(element: Element, around: Ink) -> Ink:
    """The ink of the text straight in `element`, whose own surroundings have the ink `around`."""
    own = ink(element.get("style") or "")
    ground = own.ground or _attribute_colour(element.get("bgcolor"))
    return Ink(
        around.visible if own.visible is None else own.visible,
        around.large if own.large is None else own.large,
        own.colour or around.colour,
        ground or around.ground,
    )


def _attribute_colour(value: str | None) -> tuple[float, ...] | None:
    colour = parse_color(value) if value else None
    return (
        tuple(map(float, colour.to("srgb"))) if colour is not None and not isinstance(colour, str) else None
    )


def _stays(part: Part, here: Ink) -> bool:
    if isinstance(part, str):
        return not part.strip() or is_seen(here)
    style = part.get("style") or ""
    if style and hides(style):
        return False
    if part.tag not in _PICTURES:
        return True
    return _ink(part, here).visible is not False and not _has_no_size(part, style)


def _has_no_size(picture: Element, style: str) -> bool:
    """Whether a picture's own style makes it nothing: what is in it needs no other style to be cut off."""
    return picture.tag != "input" and bool(style) and hides(f"{style};overflow:hidden")
