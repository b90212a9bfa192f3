"""Links on their way into the page: written for GitHub, they lead to pages and files of the site."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """What stands in the page for a link's address."""

    url: str | None
    """The address; None where a page must not have it."""
    is_download: bool = False


#: The address in the page for one written in the source.
Resolver = Callable[[str], Address]

_TAG = re.compile(r"<(a|area|img|source|video|audio|track|embed|iframe)\b[^<>]*>", re.IGNORECASE)
_VALUE = re.compile(
    r"""(?P<before>\s(?P<name>href|src|poster|srcset)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)


def resolve_html(source: str, resolve: Resolver | None) -> str:
    """`source`, HTML as its author wrote it, with the addresses of its links and images resolved."""
    if resolve is None or "<" not in source:
        return source
    return _TAG.sub(lambda tag: _resolve_tag(tag[0], resolve), source)


def _resolve_tag(tag: str, resolve: Resolver) -> str:
    is_download = False

    def resolve_value(match: re.Match[str]) -> str:
        nonlocal is_download
        written = html.unescape(match["double"] or match["single"] or match["bare"] or "")
        if match["name"].lower() == "srcset":
            return f'{match["before"]}"{html.escape(_source_set(written, resolve))}"'
        address = resolve(written)
        is_download |= address.is_download and match["name"].lower() == "href"
        return "" if address.url is None else f'{match["before"]}"{html.escape(address.url)}"'

    found = _VALUE.sub(resolve_value, tag)
    if is_download and not re.search(r"\sdownload\b", found, re.IGNORECASE):
        return re.sub(r"\s*/?>$", " download>", found)
    return found


def _source_set(written: str, resolve: Resolver) -> str:
    """The images of a ``srcset``, each with its width or density."""
    parts = [part.split() for part in written.split(",") if part.strip()]
    return ", ".join(" ".join([resolve(part[0]).url or "", *part[1:]]) for part in parts)
