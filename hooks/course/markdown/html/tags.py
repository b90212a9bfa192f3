"""Kinds of HTML elements, by their names. Source: HTML Living Standard, 13.1.2."""

from __future__ import annotations

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements without content and end tag.
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("source", "track", "wbr"),
    )
)
#: Elements in which a parser drops a line feed behind the start tag: one to be kept needs another before.
#: Source: HTML Living Standard, 13.1.2.5.
FIRST_LINE_LOST = ("pre", "textarea", "listing")
#: Elements whose content is not HTML but SVG or MathML; none of `RAW` counts as raw inside them.
FOREIGN = frozenset(("svg", "math"))
#: Elements whose content is characters, never tags, up to their own end tag.
RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"))
#: Elements that a page shows on lines of their own, apart from the text around them.
BOXES = frozenset(
    (
        *HEADINGS,
        *("p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "div", "section", "article", "main"),
        *("table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"),
        *("details", "summary", "figure", "figcaption", "hr", "center", "svg", "header", "footer", "aside"),
        *("form", "address"),
    )
)
