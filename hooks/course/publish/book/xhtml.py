"""HTML as browsers take it, made into the strict XHTML of an EPUB.

What GitHub and lecturers may write and XHTML has no word for becomes an element that it has, with a class; an
attribute that it lacks goes. Source: EPUB 3.3, "XHTML content documents"; HTML Living Standard, "Obsolete
features"; MathML 3.0, presentation markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from course.markdown.html.tags import BOXES, HEADINGS, VOID
from course.markdown.html.tree import Element

XHTML, MATHML = "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"
OPS = "http://www.idpf.org/2007/ops"
SPACES: Any = {None: XHTML, "epub": OPS}  # lxml's types know no prefix None
#: The class of an item that was made around what a list holds besides.
STRAY = "stray"
#: Characters that XML 1.0 cannot hold. Source: XML 1.0, "Characters".
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_FLOW = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr address area article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd
        del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li map
        mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot
        th thead time tr u ul var video wbr math
        """,
    )
)
#: What is written instead: the element, and its class.
_INSTEAD = {
    "center": ("div", "align-center"),
    "font": ("span", ""),
    "tt": ("code", ""),
    "strike": ("s", ""),
    "big": ("span", ""),
    "main": ("div", ""),
    "listing": ("pre", ""),
    "acronym": ("abbr", ""),
    "dir": ("ul", ""),
}
#: Elements that hold text alone, no block.
_PHRASES = frozenset(
    re.findall(
        r"\w+",
        "abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var",
    )
)
_EVERYWHERE = frozenset(("id", "class", "title", "lang", "dir", "style", "epub:type", "role", "aria-label"))
_OWN: Mapping[str, frozenset[str]] = {
    "a": frozenset(("href", "hreflang")),
    "area": frozenset(("href", "alt", "shape", "coords")),
    "img": frozenset(("src", "alt", "width", "height", "usemap")),
    "video": frozenset(("src", "width", "height", "controls", "loop", "muted")),
    "audio": frozenset(("src", "controls", "loop", "muted")),
    "ol": frozenset(("start", "reversed", "type")),
    "li": frozenset(("value",)),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "th": frozenset(("colspan", "rowspan", "headers", "scope", "abbr")),
    "col": frozenset(("span",)),
    "colgroup": frozenset(("span",)),
    "details": frozenset(("open",)),
    "data": frozenset(("value",)),
    "map": frozenset(("name",)),
}
_NUMBERS = frozenset(("width", "height", "colspan", "rowspan", "span"))
_WHOLE = frozenset(("start", "value"))
_ALIGNED = frozenset(("left", "right", "center", "justify"))
_IN_MATH = frozenset(("id", "class", "style"))
#: Attributes of MathML 3 that our formulas have.
_MATH = frozenset(
    re.findall(
        r"\w+",
        """
        display alttext mathvariant mathsize mathcolor mathbackground dir form fence separator lspace rspace
        stretchy symmetric maxsize minsize largeop movablelimits accent accentunder width height depth voffset
        linethickness scriptlevel displaystyle columnalign rowalign columnspacing rowspacing columnlines
        rowlines frame framespacing notation columnspan rowspan encoding linebreak side bevelled align
        """,
    )
)
#: What sets the size of a formula's parts, and the elements that hold parts in a row, as ``mstyle`` does.
_SIZES, _STYLED = frozenset(("scriptlevel", "displaystyle")), frozenset(("mrow", "mpadded"))
_PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "summary": ("details",),
}


def to_xhtml(element: Element) -> etree._Element:
    """`element` and all in it as XHTML, with each ``id`` once."""
    return _Writer().written(element, in_math=False)


class _Writer:
    """Writes one document."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def written(self, element: Element, *, in_math: bool) -> etree._Element:
        in_math = in_math or element.tag == "math"
        if in_math:
            tag = "mstyle" if element.tag in _STYLED and _SIZES & element.attributes.keys() else element.tag
            made = etree.Element(f"{{{MATHML}}}{tag}", nsmap={None: MATHML})  # type: ignore[dict-item]
            self._put(made, _math_attributes(element, tag))
        else:
            tag, given = _named(element)
            made = etree.Element(f"{{{XHTML}}}{tag}", nsmap=SPACES)
            self._put(made, _attributes(element, tag, given))
        last: etree._Element | None = None
        for part in element.parts:
            if isinstance(part, Element):
                last = self.written(part, in_math=in_math)
                if element.tag in ("ul", "ol") and part.tag != "li":
                    last = _as_item(last)
                made.append(last)
            elif last is None:
                made.text = (made.text or "") + xml_text(part)
            else:
                last.tail = (last.tail or "") + xml_text(part)
        if made.text is None and not len(made) and not in_math and element.tag not in VOID:
            made.text = ""  # an end tag of its own, for readers of HTML
        return made

    def _put(self, made: etree._Element, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            if name == "id":
                if not value or value in self._ids or re.search(r"\s", value):
                    continue
                self._ids.add(value)
            given = f"{{{OPS}}}{name[5:]}" if name.startswith("epub:") else name
            made.set(given, xml_text(value))


def _as_item(inside: etree._Element) -> etree._Element:
    """An item of a list around what stands in it without being one."""
    item = etree.Element(f"{{{XHTML}}}li", {"class": STRAY}, nsmap=SPACES)
    item.append(inside)
    return item


def xml_text(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def _named(element: Element) -> tuple[str, str]:
    """The name that XHTML has for `element`, and a class to be added."""
    tag, more = _INSTEAD.get(element.tag, (element.tag, ""))
    above = element.parent.tag if element.parent is not None else ""
    lacks_parent = tag in _PARENTS and (above not in _PARENTS[tag] or not _is_sound(element.parent))
    if not _is_sound(element):
        tag = "div"
    if tag == "bdo" and element.get("dir") not in ("ltr", "rtl"):
        tag = "span"
    if tag not in _FLOW or lacks_parent or (tag in _PHRASES and _holds_blocks(element)):
        is_box = tag in BOXES or _holds_blocks(element)
        tag = "div" if is_box and not _is_in_phrase(element) else "span"
    elif tag in BOXES and tag not in _PARENTS and _is_in_phrase(element):
        tag = "span"
    aligned = (element.get("align") or "").lower()
    return tag, f"{more} align-{aligned}" if aligned in _ALIGNED else more


def _is_sound(element: Element | None) -> bool:
    """Whether a fold begins with its title, and a list of terms with a term and holds nothing else."""
    tags = [each.tag for each in element.children] if element is not None else []
    if element is not None and element.tag == "details":
        return tags[:1] == ["summary"] and tags.count("summary") == 1 and not _text_before(element)
    if element is not None and element.tag == "dl":
        has_text = any(isinstance(part, str) and part.strip() for part in element.parts)
        return tags[:1] == ["dt"] and tags[-1] == "dd" and {*tags} <= {"dt", "dd"} and not has_text
    return True


def _text_before(element: Element) -> bool:
    first = element.parts[0]
    return isinstance(first, str) and bool(first.strip())


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in BOXES and each.tag != "svg" for each in element.iter() if each is not element)


def _is_in_phrase(element: Element) -> bool:
    """Whether `element` stands in what holds text alone, whatever else is in there."""
    return any(each.tag in ("p", "pre", "summary", *HEADINGS) for each in element.ancestors())


def _attributes(element: Element, tag: str, more: str) -> dict[str, str]:
    given = {name: value for name, value in element.attributes.items() if _may_have(tag, name, value)}
    if not given.get("role", "doc-").startswith("doc-"):
        del given["role"]
    if "role" not in given and tag != "nav":
        given.pop("aria-label", None)
    classes = " ".join([*(element.get("class") or "").split(), *more.split()])
    given.pop("class", None)
    if classes:
        given["class"] = classes
    if "name" in element.attributes and element.tag == "a" and "id" not in given:
        given["id"] = element.attributes["name"]
    if tag in ("img", "area"):
        given.setdefault("alt", "")
    if tag in ("video", "audio"):
        given["controls"] = "controls"
    return given


def _may_have(tag: str, name: str, value: str) -> bool:
    if name.startswith("data-"):
        return _NAME.fullmatch(name) is not None
    if name not in _EVERYWHERE and name not in _OWN.get(tag, ()):
        return False
    if name in _NUMBERS:
        return value.isascii() and value.isdecimal() and int(value) > 0
    if name in _WHOLE:
        return re.fullmatch(r"-?\d+", value, re.ASCII) is not None
    if name == "dir":
        return value in ("ltr", "rtl", "auto")
    if name in ("lang", "scope"):
        return bool(value)
    return True


def _math_attributes(element: Element, tag: str) -> dict[str, str]:
    given = {name: value for name, value in element.attributes.items() if name in _MATH or name in _IN_MATH}
    if tag not in ("mstyle", "math", "mtable"):  # MathML Core allows these anywhere, MathML 3 here alone
        given = {name: value for name, value in given.items() if name not in _SIZES}
    if tag == "math":
        tex = next((each.text_content() for each in element.iter("annotation")), "")
        given |= {"alttext": " ".join(tex.split())} if tex else {}
    return given
