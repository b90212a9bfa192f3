"""Elements of lxml as `Element`s and back, for those who still change HTML with lxml.

lxml reads HTML by rules before HTML5: to it, ``<source>`` and ``<track>`` hold what follows. So nobody should
let it parse a page.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from course.markdown.html.tags import FIRST_LINE_LOST
from course.markdown.html.tree import Element

#: What lxml takes in no name; HTML does, and nothing that we know of means it.
_NOT_IN_NAMES = re.compile(r"[^\w.-]|\A[\d.-]")
#: Characters that are none of Unicode's, and of which lxml takes all but these.
_NOT_IN_TEXTS = re.compile("[\ufffe\uffff]")


def of_lxml(source: Any, parent: Element | None = None) -> Element:
    """An element of lxml, with all that is in it."""
    element = Element(str(source.tag), dict(source.attrib), [], parent)
    element.parts += [source.text] if source.text else []
    for child in source:
        element.parts += [of_lxml(child, element)] if isinstance(child.tag, str) else []
        element.parts += [child.tail] if child.tail else []
    return element


def to_lxml(source: Element) -> html.HtmlElement:
    """An element for lxml, with all that is in it, which lxml then writes as it should be read.

    Texts must hold no control characters, which lxml refuses.
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
