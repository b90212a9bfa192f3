"""Turns elements of lxml into `Element`s and back, for code that still changes HTML with lxml.

Let lxml parse no page: it reads HTML by rules older than HTML5, by which ``<source>`` and ``<track>`` hold
what follows.
"""

from __future__ import annotations

import re

from lxml import html

from course.markdown.html.tags import FIRST_LINE_LOST
from course.markdown.html.tree import Element

#: Characters that HTML allows in the names of tags and attributes, and lxml does not.
_NOT_IN_NAMES = re.compile(r"[^\w.-]|\A[\d.-]")
#: The noncharacters of Unicode that lxml refuses in texts.
_NOT_IN_TEXTS = re.compile("[\ufffe\uffff]")


def of_lxml(source: html.HtmlElement, parent: Element | None = None) -> Element:
    """`source`, an element of lxml, as an `Element`, with all that is in it; comments are left out."""
    element = Element(str(source.tag), dict(source.attrib), [], parent)
    element.parts += [source.text] if source.text else []
    for child in source:
        element.parts += [of_lxml(child, element)] if isinstance(child.tag, str) else []
        element.parts += [child.tail] if child.tail else []
    return element


def to_lxml(source: Element) -> html.HtmlElement:
    """`source` as an element of lxml, with all that is in it; written by lxml, it is read back the same.

    Its texts must hold no control characters, which lxml refuses.
    """
    made = html.Element(_NOT_IN_NAMES.sub("-", source.tag))
    for name, value in source.attributes.items():
        if not _NOT_IN_NAMES.search(name):
            made.set(name, _NOT_IN_TEXTS.sub("\ufffd", value))
    for part in source.parts:
        if isinstance(part, Element):
            made.append(to_lxml(part))
            continue
        text = _NOT_IN_TEXTS.sub("\ufffd", part)
        if len(made):
            made[-1].tail = (made[-1].tail or "") + text
        else:
            made.text = (made.text or "") + text
    if source.tag in FIRST_LINE_LOST and (made.text or "").startswith("\n"):
        made.text = "\n" + (made.text or "")
    return made
