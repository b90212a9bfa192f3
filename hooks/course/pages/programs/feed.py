"""``feed.xml``: the pages that were changed last, for programs that read feeds. Source: RFC 4287 (Atom)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote

from lxml import etree

from course.pages.programs.course_json import CourseSite

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
#: How many pages it tells of.
LENGTH = 50
#: No document of XML 1.0 holds them.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Change:
    """A page, and when it was changed last."""

    url: str
    """Its address below that of the language's site."""
    title: str
    seconds: int
    """Seconds since 1970."""
    summary: str = ""


def moment(seconds: int) -> str:
    """A moment as RFC 3339 writes it, in UTC: ``2026-11-24T09:00:00Z``."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def render_feed(changes: Sequence[Change], site: CourseSite, author: str) -> bytes:
    """The feed of `changes`, the newest first, of a site whose address is known; there is one at least."""
    named = {f"{{{_XML}}}lang": site.language}
    feed = etree.Element(f"{{{_ATOM}}}feed", named, nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(feed, "id", site.url)
    _add(feed, "title", site.title)
    if site.description:
        _add(feed, "subtitle", site.description)
    _add(feed, "updated", moment(changes[0].seconds))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{site.url}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=site.url)
    _add(_add(feed, "author"), "name", author)
    for change in changes[:LENGTH]:
        address = site.url + quote(change.url, safe="/%")
        entry = _add(feed, "entry")
        _add(entry, "id", address)
        _add(entry, "title", change.title)
        _add(entry, "updated", moment(change.seconds))
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        if change.summary:
            _add(entry, "summary", change.summary)
    etree.indent(feed)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8") + b"\n"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = _NO_XML.sub("", text)
    return element
