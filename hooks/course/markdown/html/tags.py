"""What the elements of HTML are. Source: HTML Living Standard, 13.1.2."""

from __future__ import annotations

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements without content and end tag.
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("source", "track", "wbr"),
    )
)
#: A line feed that begins one of these is no content: one that is needs another before it.
#: Source: HTML Living Standard, 13.1.2.5.
FIRST_LINE_LOST = ("pre", "textarea", "listing")
#: Elements whose content is of another language: in it, no element is raw.
FOREIGN = frozenset(("svg", "math"))
#: Elements whose content is characters, never tags, up to their own end tag.
RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"))
#: Elements whose text a reader sees apart from the text around them: they stand in lines of their own.
BOXES = frozenset(
    (
        *HEADINGS,
        *("p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "div", "section", "article", "main"),
        *("table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"),
        *("details", "summary", "figure", "figcaption", "hr", "center", "svg", "header", "footer", "aside"),
        *("form", "address"),
    )
)
