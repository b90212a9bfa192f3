"""Drawings (SVG) of a page: passed through byte by byte, or made files of their own.

An HTML parser would write their names in small letters, which SVG does not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

_TAG = re.compile(r"<svg\b[^>]*?(/?)>|</svg\s*>", re.IGNORECASE)
#: Begins the number in a drawing's mark: a character that is none of Unicode's, so that no text holds it.
MARK = "\ufdd9"
_PLACE = re.compile(f'<span data-svg="{MARK}(\\d+)"></span>')
_SCRIPT = re.compile(r"<script\b[^>]*/>|<script\b.*?(?:</script\s*>|(?=</svg))", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"(?<=<style)\b[^>]*>.*?(?=</style|</svg)", re.DOTALL | re.IGNORECASE)
_FOREIGN = re.compile(r"</?(?:iframe|frame|object|embed|form|link|base|meta)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"""<(\w+)\b(?:"[^"]*"|'[^']*'|[^'">])*>""")
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ADDRESSES = ("href", "xlink:href", "src", "srcset", "action", "formaction", "data", "poster", "background")
_URL = re.compile(r"@import[^;<]*;?|url\(\s*(?![\s'\"]*(?:#|data:|&quot;#))[^)]*\)", re.IGNORECASE)
#: What a drawing of the build's own needs of a page's styles: the colours in the light, on white.
_LIGHT = (
    "svg{--pele-bg:#fff;--pele-fg:#1c2a35;--pele-muted:#5b6b77;--pele-line:#5b6b77;--pele-surface:#e4f1f1;"
    "--pele-surface-alt:#f3f0e8;--pele-border:#4c8f98;--pele-accent:#4c8f98;--pele-fg-on-light:#000;"
    "--pele-fg-on-dark:#fff;--pele-radius:5px;background:#fff;"
    "--pele-font:'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif}"
    ".pele-note>rect{fill:#fdf0d5;stroke:#d9a648}"
)


def cut_drawings(text: str) -> tuple[str, list[str]]:
    """`text` with a mark in the place of each ``<svg>``, and these; what is never closed stays."""
    kept: list[str] = []
    drawings: list[str] = []
    at = start = depth = 0
    for tag in _TAG.finditer(text):
        closing, alone = tag[0].startswith("</"), bool(tag[1])
        if not depth and not closing:
            start = tag.start()
        depth += -1 if closing else 0 if alone else 1
        if depth < 0:
            depth = 0
        elif depth == 0:
            kept += [text[at:start], f'<span data-svg="{MARK}{len(drawings)}"></span>']
            drawings.append(_safe(text[start : tag.end()]))
            at = tag.end()
    return "".join(kept) + text[at:], drawings


def _safe(drawing: str) -> str:
    """`drawing` without what runs or fetches; links to other hosts stay."""
    drawing = _STYLE.sub(lambda style: _URL.sub("none", style[0]), _FOREIGN.sub("", _SCRIPT.sub("", drawing)))
    return _ANY_TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda each: _kept(tag[1], each), tag[0]), drawing)


def _kept(tag: str, attribute: re.Match[str]) -> str:
    name, value = attribute[1].lower(), attribute[2].strip("\"'")
    inside = value.startswith(("#", "data:image/"))
    leads = tag == "a" and re.match(r"https?://[\w.]|mailto:", value)
    fetches = name in _ADDRESSES and not inside and not leads
    return "" if fetches or name.startswith("on") else _URL.sub("none", attribute[0])


def put_drawings(text: str, drawings: Sequence[str]) -> str:
    """`text` with `drawings` in the place of their marks."""
    return _PLACE.sub(lambda match: drawings[int(match[1])], text)


def svg_file(drawing: str) -> bytes | None:
    """A diagram that the build drew, as a file in the colours of a light page; None for any other drawing."""
    opening, _, rest = drawing.partition(">")
    if "pele" not in opening or "xmlns=" not in opening:
        return None
    text = f"{opening}><style>{_LIGHT}</style>{rest}\n"
    try:
        etree.fromstring(text.encode())
    except (etree.XMLSyntaxError, ValueError):
        return None
    return text.encode()


def spoken(drawing: str) -> str:
    """What a drawing shows, in words: its title and its description."""
    said = re.findall(r"<(?:title|desc)\b[^>]*>(.*?)</(?:title|desc)>", drawing, re.DOTALL)[:2]
    return ". ".join(said)
