"""Rewrites the addresses of links in raw HTML: written for GitHub, they then lead into the site."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from course.markdown.html.clean import OWN
from course.markdown.html.scan import attributes, scan
from course.markdown.html.schemes import is_address
from course.markdown.html.tree import Element


@dataclass(frozen=True, slots=True)
class Address:
    """The address that a link of the source gets in the page."""

    url: str | None
    """The address; None where the link must have none, since it would run a script."""
    is_download: bool = False
    waits: bool = False
    """Whether it has none because the page that it leads to is not out yet."""


#: Gives, for an address as written in the source, the one for the page.
Resolver = Callable[[str], Address]

#: What a link has in place of an address while the page that it leads to is not out yet.
WAITING = "data-waiting"
_TAGS = frozenset(("a", "area", "img", "source", "video", "audio", "track", "embed", "iframe"))
_ADDRESSES = frozenset(("href", "src", "poster", "srcset"))


def is_link(element: Element) -> bool:
    """Whether it leads somewhere, or will when the page that it leads to is out."""
    href = element.get("href") if element.tag == "a" else ""
    return is_address("a", "href", href) if href else element.get(WAITING) is not None


def resolve_html(source: str, resolve: Resolver | None) -> str:
    """`source`, HTML as its author wrote it, with the addresses of its links and images resolved."""
    if resolve is None or "<" not in source:
        return source
    out, at = [], 0
    for tag in scan(source):
        if tag.name in _TAGS and not tag.closing:
            out += [source[at : tag.start], _resolve_tag(tag.text, resolve)]
            at = tag.end
    return "".join([*out, source[at:]])


def _resolve_tag(tag: str, resolve: Resolver) -> str:
    out, at = [], 0
    is_download = has_download = False
    for each in attributes(tag):
        has_download |= each.name == "download"
        if each.name not in _ADDRESSES or "=" not in tag[each.start : each.end]:
            continue
        out.append(tag[at : each.start])
        at = each.end
        waits = False
        if each.name == "srcset":
            url: str | None = _source_set(each.value, resolve)
        else:
            address = resolve(each.value)
            url, waits = address.url, address.waits
            is_download |= address.is_download and each.name == "href"
        if url is None:
            out[-1] = f'{out[-1]}{WAITING}="{OWN}"' if waits else out[-1].rstrip()
        else:
            out.append(f'{tag[each.start : each.start + len(each.name)]}="{html.escape(url)}"')
    resolved = "".join([*out, tag[at:]])
    return re.sub(r"\s*/?>$", " download>", resolved) if is_download and not has_download else resolved


def _source_set(written: str, resolve: Resolver) -> str:
    """The images of a ``srcset``, each with its width or density."""
    parts = [part.split() for part in written.split(",") if part.strip()]
    return ", ".join(" ".join([resolve(part[0]).url or "", *part[1:]]) for part in parts)
