"""Which file of an ``<img>`` is shown in the light, and in which size: as a browser reads its attributes.

Source: HTML Living Standard, "The picture element", "The source element" and "Rules for parsing non-zero
dimension values"; GitHub Docs, "Specifying the theme an image is shown to" (``#gh-light-mode-only``).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote_to_bytes

from course.markdown.html.schemes import addresses_in

#: An element of lxml's tree.
Element: TypeAlias = Any

#: Ends of addresses of pictures that are meant for a dark page alone.
_FOR_DARK = ("#gh-dark-mode-only", "#only-dark")
#: Types of files that a browser may prefer, and that paper cannot show.
_NOT_ON_PAPER = ("image/avif", "image/jxl", "image/heic", "image/apng")
#: Endings of files of what an address may hold itself. Source: RFC 2397.
_DATA = re.compile(r"data:image/(\w+)[^,;]*((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_ENDINGS = {"png": "png", "jpeg": "jpg", "jpg": "jpg", "gif": "gif", "webp": "webp", "svg": "svg"}
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(%|[a-zA-Z]*)")
#: A length's unit in CSS pixels. Source: CSS Values and Units 4, "Absolute lengths"; a usual letter's height.
_UNITS_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_UNITS_PX |= {"em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0}


@dataclass(frozen=True, slots=True)
class WantedSize:
    """How large a picture is wanted."""

    width_px: float
    height_px: float
    percent: int = 0
    """Width in hundredths of the room for it, where it is stated so; else 0."""


def is_for_dark(element: Element) -> bool:
    """Whether `element` is a picture that only a dark page shows."""
    return element.tag == "img" and (element.get("src") or "").strip().lower().endswith(_FOR_DARK)


def shown_address(element: Element) -> str:
    """The address of the file that an ``<img>`` shows in the light, perhaps one of its ``<picture>``."""
    picture = next(element.iterancestors("picture"), None)
    for source in _sources_before(element, picture) if picture is not None else ():
        found = addresses_in(source.get("srcset") or "")
        if found and _is_met(source.get("media") or "") and source.get("type") not in _NOT_ON_PAPER:
            return found[0]
    return (element.get("src") or "").strip()


def _sources_before(element: Element, picture: Element) -> Iterator[Element]:
    for each in picture.iter("source", "img"):
        if each is element:
            return
        if each.tag == "source":
            yield each


def _is_met(media: str) -> bool:
    """Whether a media query says nothing that a sheet of paper in the light is not."""
    queries = [query.strip().lower() for query in media.split(",")]
    return not media.strip() or any(_is_one_met(query) for query in queries)


def _is_one_met(query: str) -> bool:
    parts = [part.strip() for part in query.split(" and ")]
    if "not" in query.split() or parts[0] in ("screen", "only screen"):
        return False
    features = [re.sub(r"\s", "", part) for part in parts if part.startswith("(")]
    return all(each == "(prefers-color-scheme:light)" or each.startswith("(min-") for each in features)


def wanted_size(element: Element, natural_px: tuple[float, float]) -> WantedSize:
    """The size that an ``<img>`` states, its proportions those of the file; else the file's own.

    Of a width and a height the width counts, as on a page of the site.
    """
    width, height = natural_px
    style = dict(_declarations(element.get("style") or ""))
    for stated in (style.get("width"), element.get("width")):
        value, unit = _length(stated)
        if value and unit == "%":
            return WantedSize(width, height, min(100, max(1, round(value))))
        if value:
            return _at_most(style, value * _UNITS_PX[unit], natural_px)
    value, unit = _length(style.get("height") or element.get("height"))
    wide = value * _UNITS_PX[unit] * width / height if value and unit != "%" else width
    return _at_most(style, wide, natural_px)


def _at_most(style: dict[str, str], width: float, natural_px: tuple[float, float]) -> WantedSize:
    """That width, but no more than ``max-width`` says."""
    value, unit = _length(style.get("max-width"))
    if value and unit != "%":
        width = min(width, value * _UNITS_PX[unit])
    return WantedSize(width, width * natural_px[1] / natural_px[0])


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, _, value = part.partition(":")
        yield name.strip().lower(), value


def _length(stated: str | None) -> tuple[float, str]:
    """Number and unit of a length; 0 where it is none."""
    match = _LENGTH.match(stated or "")
    unit = match[2].lower() if match else ""
    known = unit == "%" or unit in _UNITS_PX
    return (float(match[1]), unit if known else "") if match else (0.0, "")


def picture_in(address: str) -> tuple[str, bytes] | None:
    """Ending and content of the file that an address such as ``data:image/png;base64,…`` holds; else None."""
    found = _DATA.fullmatch(address.strip())
    if found is None or found[1].lower() not in _ENDINGS:
        return None
    content = unquote_to_bytes(found[3])
    if found[2].lower().endswith(";base64"):
        try:
            content = base64.b64decode(b"".join(content.split()) + b"==")
        except binascii.Error:
            return None
    return _ENDINGS[found[1].lower()], content
