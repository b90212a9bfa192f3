"""What of the HTML in a source reaches a page: the one list of elements, attributes, classes and addresses.

The measure is what GitHub shows of a README, and what lessons need besides: films, sounds and frames. The
cleaner of pages, the rule that tells what goes, attribute lists in braces and the authors' guide read it.

Source: GitHub, html-pipeline, "sanitization_filter.rb"; HTML Living Standard for names and meanings.
"""

from __future__ import annotations

from typing import NamedTuple

from course.markdown.html.schemes import FRAME, addresses_in, is_address
from course.markdown.html.tags import HEADINGS


class Allowed(NamedTuple):
    """Names that may be used, where, and what for."""

    names: tuple[str, ...]
    """Names of elements, attributes or classes."""
    where: tuple[str, ...]
    """The elements that may have these attributes; none: every element."""
    why: str
    """What it is good for, in English, as the guide prints it."""


#: MathML Core, without what holds other languages (``annotation-xml``) or acts (``maction``).
FORMULA = (
    *(
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "merror",
    ),
    *("mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
    *("mprescripts", "mtable", "mtr", "mtd", "semantics", "annotation"),
)
_FORMULA_ATTRIBUTES = (
    *(
        "xmlns",
        "display",
        "displaystyle",
        "scriptlevel",
        "mathvariant",
        "mathsize",
        "mathcolor",
        "mathbackground",
    ),
    *(
        "form",
        "fence",
        "separator",
        "stretchy",
        "symmetric",
        "largeop",
        "movablelimits",
        "accent",
        "accentunder",
    ),
    *("lspace", "rspace", "minsize", "maxsize", "linethickness", "width", "height", "depth", "voffset"),
    *(
        "columnspan",
        "rowspan",
        "columnalign",
        "rowalign",
        "columnlines",
        "rowlines",
        "columnspacing",
        "rowspacing",
    ),
    *("encoding",),
)
ELEMENTS = (
    Allowed(
        (*HEADINGS, "p", "br", "hr", "div", "span", "center", "section", "aside"),
        (),
        "headings, paragraphs and boxes",
    ),
    Allowed(
        ("b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "small", "big", "mark"),
        (),
        "marks of text",
    ),
    Allowed(
        ("sub", "sup", "abbr", "cite", "dfn", "q", "time", "var", "bdo", "bdi", "wbr"), (), "words of a kind"
    ),
    Allowed(("code", "pre", "kbd", "samp", "tt"), (), "code, keys and output"),
    Allowed(
        ("blockquote", "details", "summary", "figure", "figcaption"), (), "quotes, folded parts, figures"
    ),
    Allowed(("ul", "ol", "li", "dl", "dt", "dd"), (), "lists"),
    Allowed(
        ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"), (), "tables"
    ),
    Allowed(("ruby", "rb", "rt", "rtc", "rp"), (), "readings above characters"),
    Allowed(("a", "img", "picture"), (), "links and pictures"),
    Allowed(("video", "audio", "source", "track"), (), "films and sounds"),
    Allowed(("input",), (), "task boxes; no other kind"),
    Allowed(FORMULA, (), "formulas (MathML)"),
)
_SIZED = ("img", "video", "picture", "source", "table", "td", "th", "tr", "col", "hr", FRAME)
_CELLS = ("td", "th", "tr", "thead", "tbody", "tfoot", "col", "colgroup")
_PLAYERS = ("video", "audio")
ATTRIBUTES = (
    Allowed(("id",), (), "a place that links lead to"),
    Allowed(("class",), (), "one of the classes below"),
    Allowed(("title",), (), "words shown by a pointer that rests"),
    Allowed(("lang", "dir"), (), "language and direction of a text"),
    Allowed(("style",), (), "one of the properties below"),
    Allowed(("role", "aria-label", "aria-hidden"), (), "what a screen reader says"),
    Allowed(
        ("href", "name", "rel", "hreflang", "download"), ("a",), "where a link leads; a place by its old name"
    ),
    Allowed(
        ("src", "alt", "longdesc", "loading", "srcset", "sizes"), ("img",), "which picture, and its words"
    ),
    Allowed(("border", "hspace", "vspace"), ("img", "table"), "room around it"),
    Allowed(("width", "height"), _SIZED, "size"),
    Allowed(("src", "srcset", "sizes", "media", "type"), ("source",), "one of several files"),
    Allowed(
        ("src", "poster", "controls", "loop", "muted", "preload", "playsinline"), _PLAYERS, "how it plays"
    ),
    Allowed(("src", "kind", "srclang", "label", "default"), ("track",), "subtitles"),
    Allowed(
        ("src", "allowfullscreen", "loading"), (FRAME,), "a film or an exercise of a host that is allowed"
    ),
    Allowed(
        ("align",), (*HEADINGS, "p", "div", "img", "table", "hr", "caption", *_CELLS), "left, centre or right"
    ),
    Allowed(("valign", "bgcolor"), _CELLS, "place and ground of a cell"),
    Allowed(
        ("colspan", "rowspan", "headers", "scope", "nowrap", "abbr"),
        ("td", "th"),
        "how cells belong together",
    ),
    Allowed(
        ("cellpadding", "cellspacing", "rules", "summary", "frame"), ("table",), "lines and room of a table"
    ),
    Allowed(("span",), ("col", "colgroup"), "how many columns"),
    Allowed(("open",), ("details",), "shown unfolded"),
    Allowed(("start", "reversed", "type", "compact"), ("ol", "ul"), "numbers of a list"),
    Allowed(("value", "type"), ("li",), "number of an item"),
    Allowed(("cite",), ("blockquote", "q", "del", "ins"), "where it is from"),
    Allowed(("datetime",), ("time", "del", "ins"), "when it was"),
    Allowed(("type", "checked", "disabled"), ("input",), "a task box, ticked or not"),
    Allowed(("clear",), ("br",), "where a line begins beside a picture"),
    Allowed(_FORMULA_ATTRIBUTES, FORMULA, "how a formula is set"),
)
#: Classes that an author may give.
CLASSES = (
    Allowed(("md-button", "md-button--primary"), (), "a link that looks like a button"),
    Allowed(("grid", "cards"), (), "a list or boxes side by side, as Material shows them"),
)
#: Properties of ``style`` that an author may set.
STYLES = (
    Allowed(("text-align", "vertical-align"), (), "where text stands"),
    Allowed(("width", "max-width"), (), "size"),
    Allowed(("color", "background-color"), (), "colours"),
    Allowed(("font-weight", "font-style", "text-decoration"), (), "marks of text"),
    Allowed(("white-space",), (), "where lines break"),
)
#: What may stand in braces behind a heading, picture, link or paragraph: ``{#id .class width=50%}``.
IN_BRACES = frozenset(("id", "class", "width", "height", "alt", "title", "lang", "loading"))
#: Attributes that hold an address, and those that hold a list of addresses with sizes.
ADDRESSES = frozenset(("href", "src", "cite", "longdesc", "poster"))
ADDRESS_LISTS = frozenset(("srcset",))
#: Ids of ours that do not begin with two underscores, and names by which scripts find each other: an element
#: with such an id would be found in their place.
_TAKEN_IDS = frozenset(
    (
        *("course-news", "course-outline", "courseEnlarge", "courseItems", "courseMemory", "courseSearch"),
        "courseViewer",
    )
)

ELEMENT_NAMES = frozenset(name for entry in ELEMENTS for name in entry.names)
CLASS_NAMES = frozenset(name for entry in CLASSES for name in entry.names)
STYLE_NAMES = frozenset(name for entry in STYLES for name in entry.names)


def _attributes_by_element() -> dict[str, frozenset[str]]:
    everywhere = {name for entry in ATTRIBUTES if not entry.where for name in entry.names}
    return {
        element: frozenset(everywhere.union(*(entry.names for entry in ATTRIBUTES if element in entry.where)))
        for element in (*ELEMENT_NAMES, FRAME)
    }


#: Element → the attributes that it may have.
ATTRIBUTE_NAMES = _attributes_by_element()


def is_allowed(element: str, attribute: str, value: str) -> bool:
    """Whether an author's `element` may have `attribute` with this `value`; of ``class``, with every word.

    Properties of ``style`` are not looked at. The host of a frame is another question: `frame_host`.
    """
    if attribute not in ATTRIBUTE_NAMES.get(element, ()):
        return False
    match attribute:
        case "id" | "name":
            return not is_taken(value)
        case "class":
            return CLASS_NAMES.issuperset(value.split())
        case "type" if element == "input":
            return value.strip().lower() == "checkbox"
        case "srcset":
            return all(is_address(element, "src", each) for each in addresses_in(value))
        case _:
            return attribute not in ADDRESSES or is_address(element, attribute, value)


def is_taken(name: str) -> bool:
    """Whether an id belongs to the theme or to a script, so that no author's element may have it."""
    return name.startswith("__") or name in _TAKEN_IDS


def free_id(name: str) -> str:
    """`name` as the id of an author's heading: changed where `is_taken`."""
    return f"user-content-{name}" if is_taken(name) else name
